/** Threads that assess blocks of lines at the same time. */
import { Worker } from "node:worker_threads";
import type { Block } from "./blocks";
import type { Plans, Results, Wish } from "./lines";

/** What a thread is asked: to assess these lines, and to write the results to `room` if they fit. Nothing is copied. */
export type Question = { bytes: Uint8Array; first: number; room: Uint8Array };

/** Memory that is shared with a thread, for the lines that it is given and the results that it gives back. */
type Slot = { lines: Uint8Array; results: Uint8Array };

type Thread = {
	worker: Worker;
	free: Slot[];
	/** Who waits for what it was asked, the first first. */
	waiting: {
		resolve: (done: Results) => void;
		reject: (error: unknown) => void;
	}[];
	/** Why it has ended. */
	ended?: unknown;
};

/** For each thread: what it is doing, and what it will do next. */
const SLOTS = 3;

/** Results that are good until they are let go of. */
export type Lent = Results & { letGo(): void };

export class Pool {
	readonly #threads: Thread[];

	/** Starts `size` threads of the program in `file`. */
	constructor(file: string, size: number, plans: Plans, wish: Wish) {
		this.#threads = Array.from({ length: size }, () => {
			const worker = new Worker(file, { workerData: { plans, wish } });
			const free = Array.from({ length: SLOTS }, () => ({
				lines: shared(0),
				results: shared(0),
			}));
			const thread: Thread = { worker, free, waiting: [] };
			worker.on("message", (done: Results) =>
				thread.waiting.shift()?.resolve(done),
			);
			const end = (why: unknown) => {
				thread.ended ??= why;
				for (const { reject } of thread.waiting.splice(0)) reject(why);
			};
			worker.on("error", end);
			worker.on("exit", () => end(new Error("a thread has ended")));
			return thread;
		});
	}

	/** Whether a thread has nothing to do. */
	isIdle(): boolean {
		return this.#threads.some(({ free }) => free.length === SLOTS);
	}

	/** Whether a thread can be asked. */
	hasRoom(): boolean {
		return this.#threads.some(({ free }) => free.length > 0);
	}

	/** Has a block assessed by a thread that has room, the one that has least to do. The block is copied at once. */
	async assess({ bytes, first }: Block): Promise<Lent> {
		const thread = this.#threads.reduce((least, it) =>
			it.free.length > least.free.length ? it : least,
		);
		const slot = thread.free.pop() as Slot;
		if (slot.lines.length < bytes.length)
			slot.lines = shared(bytes.length * 1.25);
		slot.lines.set(bytes);
		const question: Question = {
			bytes: slot.lines.subarray(0, bytes.length),
			first,
			room: slot.results,
		};
		const done = await new Promise<Results>((resolve, reject) => {
			if (thread.ended !== undefined) return reject(thread.ended);
			thread.waiting.push({ resolve, reject });
			thread.worker.postMessage(question);
		});
		// What did not fit into the room has got a larger one.
		slot.results = new Uint8Array(done.bytes.buffer);
		return { ...done, letGo: () => thread.free.push(slot) };
	}

	/** Ends all threads, whatever they are doing. */
	async close() {
		await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
	}
}

/** Bytes that threads can share. */
export function shared(length: number): Uint8Array {
	return new Uint8Array(new SharedArrayBuffer(length));
}
