/** A thread that assesses blocks of lines for `pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import type { Block } from "./blocks";
import { Lines, type Plans, type Wish } from "./lines";

/** What a thread gives back for a block. The text is bytes here, which can be handed over without being copied. */
export type Done = { text: Uint8Array; errors: string; summary: object };

const { plans, wish } = workerData as { plans: Plans; wish: Wish };
const lines = new Lines(plans, wish);
parentPort?.on("message", ({ bytes, first }: Block) => {
	const { text, errors, summary } = lines.assess(
		Buffer.from(bytes.buffer),
		first,
	);
	const encoded = new TextEncoder().encode(text);
	parentPort?.postMessage({ text: encoded, errors, summary }, [encoded.buffer]);
});
