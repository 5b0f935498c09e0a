/** Streams lines of responses to lines of results, in order, and never holds more than a few blocks of them. */
import { setFlagsFromString } from "node:v8";
import type { Plan } from "../engine/plan";
import { type Block, blocksOf, Gathered, MOST_LINES } from "./blocks";
import { Lines, type Plans, type Results, type Wish } from "./lines";
import type { Pool } from "./pool";
import { Sheet } from "./sheet";
import type { Tally } from "./summary";

/** Where lines come from and where results go. Each of the functions is awaited before more is read. */
export type Ends = {
	input: AsyncIterable<Buffer>;
	output(bytes: Uint8Array): Promise<void>;
	errors(text: string): Promise<void>;
	/** Told after every block that more was written. */
	progress(): void;
	/** Where the program of a thread is. */
	worker: string;
	/** Whether to stop: what has been taken is finished, and nothing read after that is taken. */
	stopped(): boolean;
};

/** How many bytes to have read before it is worth while to start threads. */
const WORTH_THREADS = 1 << 18;
/** How many bytes to have read before memory has the size that it needs. */
const WARM = 1 << 24;
/** How many bytes a thread is given at a time, while all are busy, or fewer where they hold many lines. */
const GIVEN = 1 << 18;

/** How many blocks of results of the first thread may wait for those of others. */
const SHEETS = 4;

/** Assesses all lines, and adds to the tally those whose results were written. */
export async function batch(
	plans: Plans,
	wish: Wish,
	{ skip, jobs }: { skip: number; jobs: number },
	ends: Ends,
	tally: Tally,
): Promise<void> {
	const write = async ({ bytes, errors, counts }: Results) => {
		await ends.output(bytes);
		if (errors !== "") await ends.errors(errors);
		tally.add(counts);
		ends.progress();
	};
	const lines = new Lines(plans, wish);
	let read = 0;
	let steady = false;
	let threads: Threads | undefined;
	try {
		for await (const block of blocksOf(ends.input, skip)) {
			// What is left of a line that the stop broke off is no line.
			if (ends.stopped()) break;
			read += block.bytes.length;
			if (jobs > 1 && read > WORTH_THREADS)
				threads ??= new Threads(
					new (await import("./pool")).Pool(ends.worker, jobs - 1, plans, wish),
					lines,
					plans.own,
					write,
				);
			if (!steady && read > WARM) {
				steady = true;
				stayThisSize();
			}
			if (threads) await threads.take(block);
			else await write(lines.assess(block.bytes, block.first));
		}
		await threads?.finish();
	} finally {
		await threads?.close();
	}
}

/**
 * Keeps the memory for what is short-lived at the size that it has, in every thread. Left to itself it is doubled each
 * time that enough has outlived a collection, which happens to every stream that is long enough, though nothing lasts.
 * The engines of Node 20 to 26 know these settings.
 */
function stayThisSize() {
	setFlagsFromString("--semi-space-growth-factor=1");
	// While a collection goes on in small steps, more is kept than need be. Older engines free what pipes bring only by it.
	if ("transfer" in ArrayBuffer.prototype)
		setFlagsFromString("--no-incremental-marking");
}

/**
 * Blocks on their way through threads, this one among them, written in the order in which they were taken. Other threads
 * are kept busy first; when they have enough to do, this one does some of it too.
 */
class Threads {
	readonly #pool: Pool;
	readonly #lines: Lines;
	readonly #write: (done: Results) => Promise<void>;
	readonly #gathered = new Gathered();
	/** What results of this thread are written to while they wait for those before them. */
	readonly #sheets: Sheet[];
	/** When all results have been written. */
	#last: Promise<void> = Promise.resolve();

	constructor(
		pool: Pool,
		lines: Lines,
		plan: Plan,
		write: (done: Results) => Promise<void>,
	) {
		this.#pool = pool;
		this.#lines = lines;
		this.#sheets = Array.from({ length: SHEETS }, () => new Sheet(plan));
		this.#write = write;
	}

	/** Takes a block; comes back when there is room for the next. */
	async take(block: Block) {
		const gathered = this.#gathered;
		gathered.add(block);
		const enough = gathered.length >= GIVEN || gathered.lines >= MOST_LINES;
		// Threads that have nothing to do get what there is, however little.
		if (enough || this.#pool.isIdle()) await this.#give();
	}

	async #give() {
		if (this.#pool.hasRoom()) return this.#lend();
		while (this.#sheets.length === 0) await this.#last;
		if (this.#gathered.lines === 0) return;
		const sheet = this.#sheets.pop() as Sheet;
		const { bytes, first } = this.#gathered.take();
		const done = this.#lines.assess(bytes, first, sheet);
		this.#next(async () => {
			await this.#write(done);
			this.#sheets.push(sheet);
		});
	}

	/** Gives what there is to a thread that has room. */
	#lend() {
		if (this.#gathered.lines === 0) return;
		const lent = this.#pool.assess(this.#gathered.take());
		lent.catch(() => {});
		this.#next(async () => {
			const { letGo, ...done } = await lent;
			await this.#write(done);
			letGo();
			// Nothing waits for more lines, which may be long in coming, while a thread has nothing to do.
			if (this.#pool.isIdle()) this.#lend();
		});
	}

	/** Does something when all before it has been written. */
	#next(write: () => Promise<void>) {
		this.#last = this.#last.then(write);
		// Whoever waits for the last hears what went wrong; until then it is nobody's.
		this.#last.catch(() => {});
	}

	/** Comes back when all that was taken has been written. */
	async finish() {
		await this.#give();
		// What is written last may have lent more.
		for (let last: unknown; last !== this.#last; ) {
			last = this.#last;
			await this.#last;
		}
	}

	async close() {
		await this.#pool.close();
	}
}
