/** Streams lines of responses to lines of results in the same order, a few blocks at a time. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Content } from "../content/schema";
import { decodeLines, READ_AS_WINDOWS } from "../tables/encoding";
import { rowEnds } from "../tables/rows";
import { blocksOf } from "./blocks";
import { type BatchOptions, copyOf, lineAssessor, type Results } from "./lines";
import type { Pool } from "./pool";
import { emptySummary } from "./summary";
import { type OpenTable, openTable, refuseTable } from "./table-input";
import { startTable } from "./table-output";

/** How the input and the results are written. */
export type Format = "csv" | "tsv" | "ndjson";

export type Batch = {
	content: Content;
	options: Pick<BatchOptions, "compact" | "place" | "for">;
	/** Lines of JSON where nothing is said. */
	from?: Format;
	to?: Format;
	/** A file that says which column of a table is which item. */
	columns?: Buffer | undefined;
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
	/** Says something about the input as a whole, once. */
	remark(text: string): void;
};

/** Shorter input is done before threads have started. */
const MIN_BYTES_FOR_THREADS = 1 << 18;
/** Blocks per thread that are being assessed or wait to be written. */
const BLOCKS_PER_THREAD = 6;

/** Assesses all lines. */
export async function batch(job: Batch, io: BatchIo): Promise<void> {
	const { content, from = "ndjson", to = "ndjson", columns, skip, jobs, worker } = job;
	const { input, write, stopped, remark } = io;
	const remarks = new Set<string>();
	let table: OpenTable | undefined;
	try {
		if (from !== "ndjson") table = await openTable(content, input, from, columns, remarks);
	} catch (error) {
		// Stopped, it may have less than its headings.
		if (!stopped()) throw error;
	}
	if (stopped()) return;
	const start = to === "ndjson" ? undefined : startTable(content, to, table, remarks);
	for (const text of remarks) remark(text);
	const foundWindows = () => {
		if (!remarks.has(READ_AS_WINDOWS)) remark(READ_AS_WINDOWS);
		remarks.add(READ_AS_WINDOWS);
	};
	const options = { ...job.options, from: table?.format, to: start?.output };
	const assess = lineAssessor(content, options);
	// Parts of a table that are put together have their headings once.
	if (start && skip === 0)
		await write({ bytes: Buffer.from(start.header), errors: "", summary: emptySummary(content) });
	let pool: Pool | undefined;
	/** The blocks in progress. Each is written after the one before it. */
	const pending: Promise<void>[] = [];
	let read = 0;
	try {
		const endsIn = table && rowEnds(table.format.separator);
		for await (const block of blocksOf(table?.rows ?? input, skip, stopped, endsIn)) {
			read += block.text.length;
			if (table) block.text = decodeLines(block.text, foundWindows);
			else if (block.first === 1) refuseTable(content, block.text);
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
			const written = Promise.all([results, previous]).then(([results]) => write(results));
			// Rejections surface when `pending` is awaited.
			written.catch(() => {});
			pending.push(written);
		}
		await Promise.all(pending);
	} finally {
		await pool?.close();
	}
}
