/**
 * Worker threads that assess blocks of lines. Blocks and results are copied: once a buffer has been transferred, V8 checks
 * each access to a typed array, and all threads take a third longer.
 */
import { Worker } from "node:worker_threads";
import type { Content } from "../content/schema";
import { assessorFor } from "../engine/assess";
import type { Compiled } from "../engine/compile";
import type { Block } from "./blocks";
import type { BatchOptions, Results } from "./lines";

/** The message to a worker; it answers each with `Results`. */
export type Task = { bytes: Uint8Array<ArrayBuffer>; first: number };

/** What a worker is given at its start. Compiling takes longer than to receive what was compiled. */
export type WorkerData = { content: Content; compiled: Compiled; options: BatchOptions };

type Thread = {
	worker: Worker;
	/** Until then, a block would wait for it. */
	hasStarted: boolean;
	/** The promises of the tasks sent to it, oldest first. */
	pending: PromiseWithResolvers[];
	/** Why it has exited. */
	failure?: unknown;
};
type PromiseWithResolvers = { resolve(results: Results): void; reject(error: unknown): void };

export class Pool {
	readonly #threads: Thread[];

	/** Starts `size` threads that run the program in `file`. */
	constructor(file: string, size: number, content: Content, options: BatchOptions) {
		const { compiled } = assessorFor(content);
		const workerData: WorkerData = { content, compiled, options };
		this.#threads = Array.from({ length: size }, () => {
			const worker = new Worker(file, { workerData });
			const thread: Thread = { worker, hasStarted: false, pending: [] };
			worker.on("online", () => {
				thread.hasStarted = true;
			});
			const fail = (error: unknown) => {
				thread.failure ??= error;
				thread.hasStarted = true;
				for (const { reject } of thread.pending.splice(0)) reject(error);
			};
			worker.on("message", (results: Results) => thread.pending.shift()?.resolve(results));
			worker.on("error", fail);
			worker.on("exit", () => fail(new Error("a thread has ended")));
			return thread;
		});
	}

	/** Whether every thread has enough blocks to assess while this one is busy, or has not started yet. */
	isFull(): boolean {
		return this.#threads.every(({ pending, hasStarted }) => !hasStarted || pending.length > 3);
	}

	/** Assesses a copy of a block on the thread with the fewest pending tasks. Rejects if that thread fails. */
	assess({ bytes, first }: Block): Promise<Results> {
		const thread = this.#threads.reduce((least, other) =>
			other.pending.length < least.pending.length ? other : least,
		);
		return new Promise((resolve, reject) => {
			if (thread.failure !== undefined) return reject(thread.failure);
			thread.pending.push({ resolve, reject });
			const task: Task = { bytes: new Uint8Array(bytes), first };
			thread.worker.postMessage(task);
		});
	}

	/** Terminates all threads, whatever they are doing. */
	async close() {
		await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
	}
}
