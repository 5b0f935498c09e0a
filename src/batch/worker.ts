/** A thread that assesses lines for `pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { Lines, type Plans, type Wish } from "./lines";
import type { Answer, Question } from "./pool";

const { plans, wish } = workerData as { plans: Plans; wish: Wish };
const lines = new Lines(plans, wish);
/** By slot. */
const rooms: { lines: Buffer; results: Uint8Array; counts: Float64Array }[] =
	[];

parentPort?.on("message", ({ slot, memory, length, first }: Question) => {
	if (memory)
		rooms[slot] = {
			lines: Buffer.from(memory.lines.buffer),
			results: rooms[slot]?.results ?? new Uint8Array(0),
			counts: memory.counts,
		};
	const room = rooms[slot] as (typeof rooms)[number];
	const done = lines.assess(room.lines.subarray(0, length), first);
	const { bytes, errors } = done;
	const answer: Answer = { length: bytes.length, errors };
	if (room.results.length < bytes.length) {
		const larger = new SharedArrayBuffer(bytes.length * 1.25);
		answer.results = room.results = new Uint8Array(larger);
	}
	room.results.set(bytes);
	room.counts.set(done.counts);
	parentPort?.postMessage(answer);
});
