/** Streams lines of responses to lines of results in the same order, a few blocks at a time. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Content, Summary } from "../content/schema";
import { blocksOf } from "./blocks";
import { type BatchOptions, LineAssessor, type Results } from "./lines";
import type { Pool } from "./pool";
import { add } from "./summary";

/** Input and output. The writers are awaited before more is read. */
export type BatchIo = {
	input: AsyncIterable<Buffer>;
	output(bytes: Uint8Array): Promise<void>;
	errors(text: string): Promise<void>;
	/** Called after each block that was written. */
	progress(): void;
	/** The file with the program of a worker thread. */
	worker: string;
	/** Whether to stop: lines already taken are finished, and no more are read. */
	stopped(): boolean;
};

/** Shorter input is done before threads have started. */
const MIN_BYTES_FOR_THREADS = 1 << 18;
/** Blocks per thread that are being assessed or wait to be written. */
const BLOCKS_PER_THREAD = 6;

/** Assesses all lines, and adds to `total` those whose results were written. */
export async function batch(
	content: Content,
	options: BatchOptions,
	{ skip, jobs }: { skip: number; jobs: number },
	io: BatchIo,
	total: Summary,
): Promise<void> {
	const write = async ({ bytes, errors, summary }: Results) => {
		await io.output(bytes);
		if (errors !== "") await io.errors(errors);
		add(total, summary);
		io.progress();
	};
	const assessor = new LineAssessor(content, options);
	let pool: Pool | undefined;
	/** The blocks in progress. Each is written after the one before it. */
	const pending: Promise<void>[] = [];
	let read = 0;
	try {
		for await (const block of blocksOf(io.input, skip)) {
			// A partial last line is dropped when stopped.
			if (io.stopped()) break;
			read += block.bytes.length;
			if (jobs === 1 || read <= MIN_BYTES_FOR_THREADS) {
				await write(assessor.assess(block));
				continue;
			}
			pool ??= new (await import("./pool")).Pool(io.worker, jobs - 1, content, options);
			// Threads are heard between turns only.
			await nextTurn();
			if (pending.length === jobs * BLOCKS_PER_THREAD) await pending.shift();
			const previous = pending.at(-1);
			// This thread does what the others have no room for.
			const results = pool.isFull() ? copyOf(assessor.assess(block)) : pool.assess(block);
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

/** Results that stay valid while the next block is assessed. */
function copyOf(results: Results): Results {
	return { ...results, bytes: new Uint8Array(results.bytes) };
}
