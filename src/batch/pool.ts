/** Threads that assess blocks of lines at the same time. */
import { Worker } from "node:worker_threads";
import { type Block, joined } from "./blocks";
import type { Plans, Results, Wish } from "./lines";

type Thread = {
	worker: Worker;
	/** How many blocks it has been given that it has not given back. */
	waiting: {
		resolve: (done: Results) => void;
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

	/** How many threads there are. */
	get size(): number {
		return this.#threads.length;
	}

	/** Whether a thread has nothing to do. */
	idle(): boolean {
		return this.#threads.some(({ waiting }) => waiting.length === 0);
	}

	/** Whether a thread has nothing to do after what it is doing. */
	hasRoom(): boolean {
		return this.#threads.some(({ waiting }) => waiting.length < 2);
	}

	/** Has blocks that follow one another assessed by the thread that has least to do. */
	assess(blocks: Block[]): Promise<Results> {
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
