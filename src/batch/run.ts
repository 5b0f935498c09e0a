/** One `batch` command: from a file or standard input to standard output or a file, until the end or until stopped. */
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { Content, Summary } from "../content/schema";
import { type AppendOnlyFile, createAppendOnly } from "../platform/atomic-file";
import { cannotRead, cannotWrite } from "../platform/errors";
import { batch } from "./batch";
import { refuseTable } from "./csv";
import type { BatchOptions } from "./lines";
import type { Progress } from "./progress";
import { fromFile, fromPath, fromStream, type Source } from "./source";
import { emptySummary } from "./summary";

export type BatchJob = {
	content: Content;
	options: BatchOptions;
	skip: number;
	jobs: number;
	/** The input; standard input if undefined, which may be the number of an ordinary file that is open. */
	file: string | undefined;
	standardInput(): Readable | number;
	/** A new file for the results; standard output if undefined. */
	output: string | undefined;
	standardOutput: { stream(): Writable } | { write(bytes: Uint8Array): void };
	/** A new file for the results that report errors. */
	errors: string | undefined;
	progress: Progress | undefined;
	/** The file with the program of a worker thread. */
	worker: string;
	/** Calls back when the program is told to stop; returns a function that stops listening. */
	onStop(stop: (cause: unknown) => void): () => void;
};

/**
 * Assesses all lines. Ends without an error when the reader of standard output has gone.
 * @throws StalkCheckError `cannot-read`, `cannot-write`
 */
export async function runBatch(job: BatchJob): Promise<{ summary: Summary; stopped: boolean; gone: boolean }> {
	const { content, options, skip, jobs, progress, worker } = job;
	// Checked before anything is created or opened.
	for (const file of [job.output, job.errors])
		if (file !== undefined && existsSync(file)) throw cannotWrite(file, { code: "EEXIST" });
	const source = await sourceOf(job);
	const files: AppendOnlyFile[] = [];
	const toFile = (name: string) => {
		const file = createAppendOnly(name);
		files.push(file);
		return async (text: string | Uint8Array) => file.append(text);
	};
	let stopped = false;
	let bug: unknown;
	let gone = false;
	const stopListening = job.onStop((cause) => {
		stopped = true;
		if (cause instanceof Error) bug = cause;
		if (source.stop) source.stop();
		// Reading from a named pipe may never end: without a listener, the next signal ends the program.
		else stopListening();
	});
	const summary = emptySummary(content);
	let read = 0;
	async function* input() {
		for await (const chunk of readable(source, () => stopped, job.file)) {
			if (read === 0) refuseTable(content, chunk);
			read += chunk.length;
			yield chunk;
		}
	}
	let failed = true;
	try {
		const output = job.output === undefined ? writerTo(job.standardOutput) : toFile(job.output);
		const errors = job.errors === undefined ? async () => {} : toFile(job.errors);
		await batch(
			content,
			options,
			{ skip, jobs },
			{
				input: input(),
				output,
				errors,
				progress: () => progress?.update(summary, source.size && read / source.size),
				worker,
				stopped: () => stopped,
			},
			summary,
		);
		failed = false;
	} catch (error) {
		gone = isGone(error);
		if (!gone) throw bug ?? error;
	} finally {
		progress?.clear();
		stopListening();
		await source.close();
		for (const file of files) {
			file.close();
			if (failed) file.discard();
		}
	}
	if (bug !== undefined) throw bug;
	return { summary, stopped, gone };
}

function sourceOf({ file, standardInput }: BatchJob): Promise<Source> | Source {
	if (file !== undefined) return fromPath(file);
	const input = standardInput();
	return typeof input === "number" ? fromFile(input) : fromStream(input);
}

/**
 * The chunks of a source until the end or until stopped.
 * @throws StalkCheckError `cannot-read`
 */
async function* readable({ chunks }: Source, stopped: () => boolean, file: string | undefined): AsyncGenerator<Buffer> {
	try {
		yield* chunks;
	} catch (error) {
		if (!stopped()) throw cannotRead(file, error);
	}
}

/** A function that writes and returns when the bytes have been accepted, so that no more is read than is taken. */
function writerTo(output: BatchJob["standardOutput"]) {
	if ("write" in output) return async (bytes: Uint8Array) => output.write(bytes);
	const stream = output.stream();
	// Each write reports its own error.
	stream.on("error", () => {});
	return async (bytes: Uint8Array) => {
		const error = await new Promise((resolve) => stream.write(bytes, resolve));
		if (!error) return;
		if (isGone(error)) throw error;
		throw cannotWrite(undefined, error);
	};
}

/** Whether the reader of standard output has gone. */
function isGone(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === "EPIPE";
}
