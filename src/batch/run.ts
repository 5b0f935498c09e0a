/** One `batch` command: from a file or standard input to standard output or a file, until the end or until stopped. */
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { Summary } from "../content/schema";
import { type AppendOnlyFile, createAppendOnly } from "../platform/atomic-file";
import { cannotRead, cannotWrite } from "../platform/errors";
import { type Batch, batch } from "./batch";
import type { Results } from "./lines";
import type { Progress } from "./progress";
import { openSource } from "./source";
import { add, emptySummary } from "./summary";

export type BatchJob = Batch & {
	/** The input; standard input if undefined, which may be the number of an ordinary file that is open. */
	file: string | undefined;
	standardInput(): Readable | number;
	/** A new file for the results; standard output if undefined. */
	output: string | undefined;
	standardOutput: { stream(): Writable } | { write(bytes: Uint8Array): void };
	/** A new file for the results that report errors. */
	errors: string | undefined;
	progress: Progress | undefined;
	/** Calls back when the program is told to stop; returns a function that stops listening. */
	onStop(stop: (cause: unknown) => void): () => void;
};

const SAME_SIGNAL_MS = 500;

/**
 * Assesses all lines. Ends without an error when the reader of standard output has gone.
 * @throws StalkCheckError `cannot-read`, `cannot-write`
 */
export async function runBatch(job: BatchJob): Promise<{ summary: Summary; stopped: boolean; gone: boolean }> {
	// Checked before anything is created or opened.
	for (const file of [job.output, job.errors])
		if (file !== undefined && existsSync(file)) throw cannotWrite(file, { code: "EEXIST" });
	const source = openSource(job.file, job.standardInput);
	const summary = emptySummary(job.content);
	let stopped = false;
	let bug: unknown;
	const stopListening = job.onStop((cause) => {
		stopped = true;
		if (cause instanceof Error) bug = cause;
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
	let failure: unknown;
	try {
		const writeResults = job.output === undefined ? writerTo(job.standardOutput) : toFile(job.output);
		const writeErrors = job.errors === undefined ? undefined : toFile(job.errors);
		const write = async (results: Results) => {
			await writeResults(results.bytes);
			if (results.errors !== "") writeErrors?.(results.errors);
			add(summary, results.summary);
			job.progress?.update(summary, source.size && read / source.size);
		};
		await batch(job, { input: input(), write, stopped: () => stopped });
	} catch (error) {
		failure = error;
	}
	job.progress?.clear();
	stopListening();
	for (const file of files) {
		file.close();
		if (failure !== undefined) file.discard();
	}
	const gone = isGone(failure);
	if (bug ?? (failure !== undefined && !gone)) throw bug ?? failure;
	return { summary, stopped, gone };
}

/** A function that writes and returns when the bytes have been accepted, so that no more is read than is taken. */
function writerTo(output: BatchJob["standardOutput"]) {
	if ("write" in output) return output.write;
	const stream = output.stream();
	// Each write reports its own error.
	stream.on("error", () => {});
	return async (bytes: Uint8Array) => {
		const error = await new Promise((resolve) => stream.write(bytes, resolve));
		if (error) throw isGone(error) ? error : cannotWrite(undefined, error);
	};
}

/** Whether the reader of standard output has gone. */
function isGone(error: unknown): boolean {
	return (error as NodeJS.ErrnoException | undefined)?.code === "EPIPE";
}
