/** Threads that assess blocks of lines at the same time. */
import { Worker } from "node:worker_threads";
import { type Block, joined } from "./blocks";
import type { Plans, Results, Wish } from "./lines";

/** Results whose text may be bytes already. */
export type Written = Omit<Results, "text"> & { text: string | Uint8Array };

type Thread = {
	worker: Worker;
	/** How many blocks it has been given that it has not given back. */
	waiting: {
		resolve: (done: Written) => void;
		reject: (error: unknown) => void;
	}[];
	/** Why it has ended. */
	ended?: unknown;
};

export class Pool {
	readonly #threads: Thread[];

	/** Starts `jobs` threads of the program in `file`. */
	constructor(file: string, jobs: number, plans: Plans, wish: Wish) {
		this.#threads = Array.from({ length: jobs }, () => {
			const worker = new Worker(file, { workerData: { plans, wish } });
			const thread: Thread = { worker, waiting: [] };
			worker.on("message", (done: Written) =>
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

	/** Has blocks that follow one another assessed by the thread that has least to do. */
	assess(blocks: Block[]): Promise<Written> {
		const [least] = [...this.#threads].sort(
			(a, b) => a.waiting.length - b.waiting.length,
		) as [Thread];
		const { bytes, first } = joined(blocks);
		return new Promise((resolve, reject) => {
			if (least.ended !== undefined) return reject(least.ended);
			least.waiting.push({ resolve, reject });
			least.worker.postMessage({ bytes, first }, [bytes.buffer]);
		});
	}

	/** Ends all threads, whatever they are doing. */
	async close() {
		await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
	}
}
