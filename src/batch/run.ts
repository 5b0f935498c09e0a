/** One `batch` command: from a file or standard input to standard output or a file, until the end or until stopped. */
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { Content, Summary } from "../content/schema";
import { wordedFor } from "../content/wording";
import { planOf } from "../engine/plan";
import { type AppendOnlyFile, createAppendOnly } from "../platform/atomic-file";
import { cannotRead, cannotWrite } from "../platform/errors";
import { batch } from "./batch";
import { refuseTable } from "./csv";
import type { Wish } from "./lines";
import type { Progress } from "./progress";
import { fromFile, fromStream } from "./source";
import { Tally } from "./summary";

export type Job = {
	content: Content;
	wish: Wish;
	skip: number;
	jobs: number;
	/** Where lines come from: a file, or else standard input. */
	file: string | undefined;
	standardInput(): Readable;
	/** Where results go: a new file, or else standard output. */
	output: string | undefined;
	standardOutput: { stream(): Writable } | { write(bytes: Uint8Array): void };
	/** A new file for what is wrong with lines as well. */
	errors: string | undefined;
	progress: Progress | undefined;
	worker: string;
	/** Calls back when the program is told to stop; gives the way to stop listening. */
	onStop(stop: (cause: unknown) => void): () => void;
};

/**
 * Assesses all lines. Stops without a word when whoever reads the results has gone.
 * @throws StalkCheckError `cannot-read`, `cannot-write`
 */
export async function runBatch(
	job: Job,
): Promise<{ summary: Summary; stopped: boolean; gone: boolean }> {
	const { content, wish, skip, jobs, progress, worker } = job;
	const plans = {
		own: planOf(content),
		someoneElse: planOf(wordedFor(content, "someone-else")),
	};
	// Nothing is made, or opened, when something else is in the way.
	for (const file of [job.output, job.errors])
		if (file !== undefined && existsSync(file))
			throw cannotWrite(file, { code: "EEXIST" });
	const source =
		job.file === undefined
			? fromStream(job.standardInput())
			: await fromFile(job.file);
	const files: AppendOnlyFile[] = [];
	const toFile = (name: string) => {
		const file = createAppendOnly(name);
		files.push(file);
		return async (text: string | Uint8Array) => file.append(text);
	};
	let stopped = false;
	let bug: unknown;
	let gone = false;
	const unheard = job.onStop((cause) => {
		stopped = true;
		if (cause instanceof Error) bug = cause;
		if (source.stop) source.stop();
		// A pipe that has a name can keep us waiting: whoever asks again is heard by the system.
		else unheard();
	});
	const tally = new Tally(plans.own);
	let failed = true;
	try {
		const output =
			job.output === undefined ? to(job.standardOutput) : toFile(job.output);
		const errors =
			job.errors === undefined ? async () => {} : toFile(job.errors);
		await batch(
			plans,
			wish,
			{ skip, jobs },
			{
				input: notTable(
					content,
					readable(source.chunks, () => stopped, job.file),
				),
				output,
				errors,
				progress: () => progress?.saw(tally),
				worker,
				stopped: () => stopped,
			},
			tally,
		);
		failed = false;
	} catch (error) {
		gone = isGone(error);
		if (!gone) throw bug ?? error;
	} finally {
		progress?.clear();
		unheard();
		await source.close();
		for (const file of files) {
			file.close();
			if (failed) file.discard();
		}
	}
	if (bug !== undefined) throw bug;
	return { summary: tally.summary(), stopped, gone };
}

/**
 * What can be read, until the end or until it is stopped.
 * @throws StalkCheckError `cannot-read`
 */
async function* readable(
	input: AsyncIterable<Buffer>,
	stopped: () => boolean,
	file: string | undefined,
): AsyncGenerator<Buffer> {
	try {
		for await (const chunk of input) yield chunk;
	} catch (error) {
		if (stopped()) return;
		throw cannotRead(file, error);
	}
}

async function* notTable(content: Content, input: AsyncGenerator<Buffer>) {
	let started = false;
	for await (const chunk of input) {
		if (!started) refuseTable(content, chunk);
		started = true;
		yield chunk;
	}
}

/** Writes to a stream, and comes back when what was written is gone: so no more is read than somebody takes. */
function to(output: Job["standardOutput"]) {
	if ("write" in output)
		return async (bytes: Uint8Array) => output.write(bytes);
	const stream = output.stream();
	// What goes wrong is told to each write, too.
	stream.on("error", () => {});
	return async (bytes: Uint8Array) => {
		const error = await new Promise((resolve) => stream.write(bytes, resolve));
		if (!error) return;
		if (isGone(error)) throw error;
		throw cannotWrite(undefined, error);
	};
}

/** Whether something failed because whoever read the results has gone: there is nobody left to tell. */
function isGone(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === "EPIPE";
}
