/** One `batch` command: from a file or standard input to standard output or a file, until the end or until stopped. */
import type { Writable } from "node:stream";
import type { Summary } from "../content/schema";
import { type AppendOnlyFile, createAppendOnly } from "../platform/atomic-file";
import { cannotRead, cannotWrite, printable } from "../platform/errors";
import type { Io } from "../platform/io";
import { type Batch, batch } from "./batch";
import type { Results } from "./lines";
import { progressOn } from "./progress";
import { openSource } from "./source";
import { add, emptySummary } from "./summary";

export type BatchJob = Batch & {
	/** The input; standard input if undefined. */
	file: string | undefined;
	/** A new file for the results; standard output if undefined. */
	output: string | undefined;
	/** A new file for the results that report errors. */
	errors: string | undefined;
	/** Writes a remark on the input for people or programs. */
	remarkText(remark: string): string;
};

const SAME_SIGNAL_MS = 500;

/**
 * Assesses all lines. Ends without an error when the reader of standard output has gone.
 * @throws StalkCheckError `cannot-read`, `cannot-write`
 */
export async function runBatch(job: BatchJob, io: Io): Promise<{ summary: Summary; stopped: boolean; gone: boolean }> {
	const source = openSource(job.file, io);
	const summary = emptySummary(job.content);
	const showsProgress = io.isTerminal(2) && (job.output !== undefined || !io.isTerminal(1));
	const progress = showsProgress ? progressOn(io.errors(), () => performance.now()) : undefined;
	let stopped = false;
	let failure: unknown;
	const stopListening = io.onStop((cause) => {
		stopped = true;
		if (cause instanceof Error) failure = cause;
		source.stop();
		// The next signal then ends the program at once. It may be the same one until then: npx passes on what a terminal sends.
		setTimeout(stopListening, SAME_SIGNAL_MS).unref();
	});
	const files: AppendOnlyFile[] = [];
	const toFile = (name: string) => {
		const file = createAppendOnly(name);
		files.push(file);
		return file.append;
	};
	let read = 0;
	async function* input() {
		try {
			for await (const chunk of source.chunks) {
				if (stopped) return;
				read += chunk.length;
				yield chunk;
			}
		} catch (error) {
			if (!stopped) throw cannotRead(job.file, error);
		}
	}
	try {
		const writeResults = job.output === undefined ? standardOutput(io) : toFile(job.output);
		const isShown = job.output === undefined && io.isTerminal(1);
		const writeErrors = job.errors === undefined ? undefined : toFile(job.errors);
		const write = async (results: Results) => {
			await writeResults(isShown ? shownText(results.bytes) : results.bytes);
			if (results.errors !== "") writeErrors?.(results.errors);
			add(summary, results.summary);
			progress?.update(summary, source.size && read / source.size);
		};
		const remark = (text: string) => {
			progress?.clear();
			io.write(2, job.remarkText(text));
		};
		await batch(job, { input: input(), write, stopped: () => stopped, remark });
	} catch (error) {
		failure ??= error;
	}
	progress?.clear();
	stopListening();
	for (const file of files) {
		file.close();
		if (failure !== undefined) file.discard();
	}
	const gone = isGone(failure);
	if (failure !== undefined && !gone) throw failure;
	return { summary, stopped, gone };
}

/** A function that writes and returns when the bytes have been accepted, so that no more is read than is taken. */
function standardOutput(io: Io): (bytes: Uint8Array) => void | Promise<void> {
	// Node's own stream to a file misses a write that fails half-way, as on a full disk.
	if (io.isFile(1)) return (bytes) => io.write(1, bytes);
	const stream: Writable = io.output();
	// Each write reports its own error.
	stream.on("error", () => {});
	return async (bytes) => {
		const error = await new Promise((resolve) => stream.write(bytes, resolve));
		if (error) throw isGone(error) ? error : cannotWrite(undefined, error);
	};
}

/** Results as they may be shown on a terminal: the cells of a table could act on it. */
function shownText(results: Uint8Array): Uint8Array {
	const text = Buffer.from(results).toString();
	return Buffer.from(text.replace(/(?:[^\t\r\n]|\r(?!\n))+/g, printable));
}

/** Whether the reader of standard output has gone. */
function isGone(error: unknown): boolean {
	return (error as NodeJS.ErrnoException | undefined)?.code === "EPIPE";
}
