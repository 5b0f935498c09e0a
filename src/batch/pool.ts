/** Threads that assess blocks of lines at the same time. */
import { Worker } from "node:worker_threads";
import type { Block } from "./blocks";
import type { Plans, Results, Wish } from "./lines";
import { Tally } from "./summary";

/** What a thread is asked: to assess the first `length` bytes of the lines in a slot. The first is line `first` of all. */
export type Question = {
	slot: number;
	/** The memory of the slot, where it is new. Each time that it is sent, the engine counts it as more to collect. */
	memory?: Pick<Slot, "lines" | "counts">;
	length: number;
	first: number;
};

/** What a thread answers: results are the first `length` bytes of those in the slot. */
export type Answer = {
	/** The memory for results of the slot, where it is new. */
	results?: Uint8Array;
	length: number;
	errors: string;
};

/** Memory that is shared with a thread, for the lines that it is given and the results that it gives back. */
type Slot = {
	number: number;
	lines: Uint8Array;
	results: Uint8Array;
	/** What the lines came to. */
	counts: Float64Array;
};

type Thread = {
	worker: Worker;
	free: Slot[];
	/** Who waits for what it was asked, the first first. */
	waiting: {
		resolve: (answer: Answer) => void;
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
		const { byteLength } = new Tally(plans.own).counts;
		this.#threads = Array.from({ length: size }, () => {
			const worker = new Worker(file, { workerData: { plans, wish } });
			const free = Array.from({ length: SLOTS }, (_, number) => ({
				...{ number, lines: shared(0), results: shared(0) },
				counts: new Float64Array(new SharedArrayBuffer(byteLength)),
			}));
			const thread: Thread = { worker, free, waiting: [] };
			worker.on("message", (answer: Answer) =>
				thread.waiting.shift()?.resolve(answer),
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
		const { length } = bytes;
		const question: Question = { slot: slot.number, length, first };
		if (slot.lines.length < length) {
			slot.lines = shared(length * 1.25);
			question.memory = { lines: slot.lines, counts: slot.counts };
		}
		slot.lines.set(bytes);
		const answer = await new Promise<Answer>((resolve, reject) => {
			if (thread.ended !== undefined) return reject(thread.ended);
			thread.waiting.push({ resolve, reject });
			thread.worker.postMessage(question);
		});
		slot.results = answer.results ?? slot.results;
		return {
			bytes: slot.results.subarray(0, answer.length),
			errors: answer.errors,
			counts: slot.counts,
			letGo: () => thread.free.push(slot),
		};
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
