/**
 * Worker threads that assess blocks of lines. Blocks and results are copied: once a buffer has been transferred, V8 checks
 * each access to a typed array, and all threads take a third longer.
 */
import { Worker } from "node:worker_threads";
import type { Content } from "../content/schema";
import { evaluatorFor } from "../engine/assess";
import type { Compiled } from "../engine/compile";
import type { Block } from "./blocks";
import type { BatchOptions, Results } from "./lines";

/** What a worker is given at its start. Compiling takes longer than to receive what was compiled. */
export type WorkerData = { content: Content; compiled: Compiled; options: BatchOptions };

type Thread = {
	worker: Worker;
	/** The promises of the blocks sent to it, oldest first. */
	pending: { resolve(results: Results): void; reject(error: unknown): void }[];
	/** Why it has exited. */
	failure?: unknown;
};

/** Blocks that a thread has in hand, so that it need not wait for this thread to hand it the next one. */
const MAX_PENDING = 4;

export type Pool = ReturnType<typeof startPool>;

/** Starts `size` threads that run the program in `file`, or as many as the system allows. */
export function startPool(file: string, size: number, content: Content, options: BatchOptions) {
	const { compiled } = evaluatorFor(content);
	const workerData: WorkerData = { content, compiled, options };
	const workers: Worker[] = [];
	/** Those that have started: until then, a block would wait. */
	const threads: Thread[] = [];
	for (let i = 0; i < size; i++) {
		try {
			const worker = new Worker(file, { workerData });
			workers.push(worker);
			const thread: Thread = { worker, pending: [] };
			const fail = (error: unknown) => {
				thread.failure ??= error;
				for (const { reject } of thread.pending.splice(0)) reject(error);
			};
			worker.on("online", () => threads.push(thread));
			worker.on("message", (results: Results) => thread.pending.shift()?.resolve(results));
			worker.on("error", fail);
			worker.on("exit", () => fail(new Error("a thread has ended")));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ERR_WORKER_INIT_FAILED") throw error;
		}
	}
	return {
		/**
		 * Assesses a block on the thread with the fewest. Undefined if each has enough, or none has started. Rejects if the
		 * thread fails.
		 */
		assess(block: Block): Promise<Results> | undefined {
			const [thread] = [...threads].sort((a, b) => a.pending.length - b.pending.length);
			if (!thread || thread.pending.length === MAX_PENDING) return undefined;
			return new Promise((resolve, reject) => {
				if (thread.failure !== undefined) return reject(thread.failure);
				thread.pending.push({ resolve, reject });
				thread.worker.postMessage(block);
			});
		},
		/** Terminates all threads, whatever they are doing. */
		async close() {
			await Promise.all(workers.map((worker) => worker.terminate()));
		},
	};
}
