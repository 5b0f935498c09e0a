/** A thread that assesses lines for `pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { Lines, type Plans, type Wish } from "./lines";
import type { Question } from "./pool";

const { plans, wish } = workerData as { plans: Plans; wish: Wish };
const lines = new Lines(plans, wish);
parentPort?.on("message", ({ bytes, first, room }: Question) => {
	const { buffer, byteOffset, length } = bytes;
	const done = lines.assess(Buffer.from(buffer, byteOffset, length), first);
	const enough =
		room.length < done.bytes.length
			? new Uint8Array(new SharedArrayBuffer(done.bytes.length * 1.25))
			: room;
	enough.set(done.bytes);
	const results = enough.subarray(0, done.bytes.length);
	parentPort?.postMessage({ ...done, bytes: results });
});
