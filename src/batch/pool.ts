/** Worker threads that assess blocks of lines. Blocks and results are transferred, not copied. */
import { Worker } from "node:worker_threads";
import type { Content } from "../content/schema";
import type { Block } from "./blocks";
import type { BatchOptions, Results } from "./lines";

/** The message to a worker; it answers each with `Results`. */
export type Task = { bytes: Uint8Array<ArrayBuffer>; first: number };

type Thread = {
	worker: Worker;
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
		this.#threads = Array.from({ length: size }, () => {
			const worker = new Worker(file, { workerData: { content, options } });
			const thread: Thread = { worker, pending: [] };
			const fail = (error: unknown) => {
				thread.failure ??= error;
				for (const { reject } of thread.pending.splice(0)) reject(error);
			};
			worker.on("message", (results: Results) => thread.pending.shift()?.resolve(results));
			worker.on("error", fail);
			worker.on("exit", () => fail(new Error("a thread has ended")));
			return thread;
		});
	}

	/** Whether every thread has a block to assess and the next one. */
	isFull(): boolean {
		return this.#threads.every(({ pending }) => pending.length > 1);
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
			thread.worker.postMessage(task, [task.bytes.buffer]);
		});
	}

	/** Terminates all threads, whatever they are doing. */
	async close() {
		await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
	}
}
