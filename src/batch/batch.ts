/** Streams lines of responses to lines of results, in order, and never holds more than a few blocks of them. */
import type { Summary } from "../core/schema";
import { add, noLines } from "../core/summary";
import { type Block, blocksOf, MOST_LINES } from "./blocks";
import { Lines, type Plans, type Wish } from "./lines";
import type { Pool, Written } from "./pool";

/** Where lines come from and where results go. Each of the functions is awaited before more is read. */
export type Ends = {
	input: AsyncIterable<Buffer>;
	output(text: string | Uint8Array): Promise<void>;
	errors(text: string): Promise<void>;
	/** Told after every block how far it has come. */
	progress(so: Summary): void;
	/** Where the program of a thread is. */
	worker: string;
	/** Whether to stop: what has been taken is finished, and nothing read after that is taken. */
	stopped(): boolean;
};

/** How many bytes to have read before it is worth while to start threads. */
const WORTH_THREADS = 1 << 21;
/** How many bytes a thread is given at a time, while all are busy, or fewer where they hold many lines. */
const GIVEN = 1 << 19;

/** Assesses all lines, and gives the summary of those whose results were written. */
export async function batch(
	plans: Plans,
	wish: Wish,
	{ skip, jobs }: { skip: number; jobs: number },
	ends: Ends,
): Promise<Summary> {
	const so = noLines(plans.own);
	const write = async ({ text, errors, summary }: Written) => {
		await ends.output(text);
		if (errors !== "") await ends.errors(errors);
		add(so, summary);
		ends.progress(so);
	};
	const lines = new Lines(plans, wish);
	const here = async ({ bytes, first }: Block) =>
		write(lines.assess(bytes, first));

	let read = 0;
	let threads: Threads | undefined;
	try {
		for await (const block of blocksOf(ends.input, skip)) {
			// What is left of a line that the stop broke off is no line.
			if (ends.stopped()) break;
			read += block.bytes.length;
			if (jobs > 1 && read > WORTH_THREADS)
				threads ??= new Threads(
					new (await import("./pool")).Pool(ends.worker, jobs, plans, wish),
					jobs,
					write,
				);
			if (threads) await threads.take(block);
			else await here(block);
		}
		await threads?.finish();
	} finally {
		await threads?.close();
	}
	return so;
}

/** Blocks on their way through threads, written in the order in which they were taken. */
class Threads {
	readonly #pool: Pool;
	readonly #jobs: number;
	readonly #write: (done: Written) => Promise<void>;
	#gathered: Block[] = [];
	#bytes = 0;
	#lines = 0;
	/** What has been given to threads and not been written yet, the first first. */
	readonly #written: Promise<void>[] = [];
	#last: Promise<void> = Promise.resolve();

	constructor(
		pool: Pool,
		jobs: number,
		write: (done: Written) => Promise<void>,
	) {
		this.#pool = pool;
		this.#jobs = jobs;
		this.#write = write;
	}

	/** Takes a block; comes back when there is room for the next. */
	async take(block: Block) {
		this.#gathered.push(block);
		this.#bytes += block.bytes.length;
		this.#lines += block.lines;
		const enough = this.#bytes >= GIVEN || this.#lines >= MOST_LINES;
		// Threads that have nothing to do get what there is, however little.
		if (enough || this.#written.length < this.#jobs) this.#give();
		while (this.#written.length > this.#jobs * 2) await this.#written[0];
	}

	#give() {
		if (this.#gathered.length === 0) return;
		const done = this.#pool.assess(this.#gathered);
		done.catch(() => {});
		this.#gathered = [];
		this.#bytes = 0;
		this.#lines = 0;
		const before = this.#last;
		const written = (async () => {
			try {
				await before;
				await this.#write(await done);
			} finally {
				this.#written.shift();
			}
		})();
		// Whoever waits for it hears what went wrong; until then it is nobody's.
		written.catch(() => {});
		this.#written.push(written);
		this.#last = written;
	}

	/** Comes back when all that was taken has been written. */
	async finish() {
		this.#give();
		await this.#last;
	}

	async close() {
		await this.#pool.close();
	}
}
