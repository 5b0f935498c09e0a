/** Streams lines of responses to lines of results in the same order, a few blocks at a time. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Content } from "../content/schema";
import { blocksOf } from "./blocks";
import { refuseTable } from "./csv";
import { type BatchOptions, copyOf, lineAssessor, type Results } from "./lines";
import type { Pool } from "./pool";

export type Batch = {
	content: Content;
	options: BatchOptions;
	/** Lines to leave out at the beginning. */
	skip: number;
	/** Threads, with this one. */
	jobs: number;
	/** The file with the program of a worker thread. */
	worker: string;
};

export type BatchIo = {
	/** Text in which each character is a byte (Latin-1). It ends early when stopped. */
	input: AsyncIterable<string>;
	/** Writes the results of a block: awaited before much more is read. */
	write(results: Results): Promise<void>;
	stopped(): boolean;
};

/** Shorter input is done before threads have started. */
const MIN_BYTES_FOR_THREADS = 1 << 18;
/** Blocks per thread that are being assessed or wait to be written. */
const BLOCKS_PER_THREAD = 6;

/** Assesses all lines. */
export async function batch(
	{ content, options, skip, jobs, worker }: Batch,
	{ input, write, stopped }: BatchIo,
): Promise<void> {
	const assess = lineAssessor(content, options);
	let pool: Pool | undefined;
	/** The blocks in progress. Each is written after the one before it. */
	const pending: Promise<void>[] = [];
	let read = 0;
	try {
		for await (const block of blocksOf(input, skip, stopped)) {
			if (block.first === 1) refuseTable(content, block.text);
			read += block.text.length;
			if (jobs === 1 || read <= MIN_BYTES_FOR_THREADS) {
				await write(assess(block));
				continue;
			}
			pool ??= (await import("./pool")).startPool(worker, jobs - 1, content, options);
			// Threads are heard between turns only.
			await nextTurn();
			if (pending.length === jobs * BLOCKS_PER_THREAD) await pending.shift();
			const previous = pending.at(-1);
			// This thread does what the others have no room for.
			const results = pool.assess(block) ?? copyOf(assess(block));
			const written = Promise.all([results, previous]).then(async ([results]) => {
				await write(results);
			});
			// Rejections surface when `pending` is awaited.
			written.catch(() => {});
			pending.push(written);
		}
		await Promise.all(pending);
	} finally {
		await pool?.close();
	}
}
