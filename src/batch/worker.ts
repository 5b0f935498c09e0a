/** A thread that assesses blocks of lines for `pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import type { Block } from "./blocks";
import { Lines, type Plans, type Wish } from "./lines";

const { plans, wish } = workerData as { plans: Plans; wish: Wish };
const lines = new Lines(plans, wish);
parentPort?.on("message", ({ bytes, first }: Block) => {
	const done = lines.assess(Buffer.from(bytes.buffer), first);
	// A copy of its own can be handed over.
	const own = new Uint8Array(done.bytes);
	parentPort?.postMessage({ ...done, bytes: own }, [own.buffer]);
});
