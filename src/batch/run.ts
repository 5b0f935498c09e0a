/** One `batch` command: from a file or standard input to standard output or a file, until the end or until stopped. */
import { open } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";
import { planOf } from "../core/plan";
import type { Content, Summary } from "../core/schema";
import { noLines } from "../core/summary";
import { inVoice } from "../core/voice";
import { fileTrouble, StalkCheckError } from "../errors";
import { type Growing, growing } from "../newfiles";
import { batch } from "./batch";
import type { Wish } from "./lines";
import type { Progress } from "./progress";

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
	standardOutput(): Writable;
	/** A new file for what is wrong with lines as well. */
	errors: string | undefined;
	progress: Progress | undefined;
	worker: string;
	/** Calls back when the program is told to stop; gives the way to stop listening. */
	onStop(stop: (cause: unknown) => void): () => void;
};

/**
 * Assesses all lines. Stops without a word when nobody reads any more.
 * @throws StalkCheckError `cannot-read`, `cannot-write`
 */
export async function runBatch(
	job: Job,
): Promise<{ summary: Summary; stopped: boolean }> {
	const { content, wish, skip, jobs, progress, worker } = job;
	const plans = {
		own: planOf(content),
		someoneElse: planOf(inVoice(content, "someone-else")),
	};
	const files: Growing[] = [];
	const toFile = (name: string) => {
		const file = growing(name);
		files.push(file);
		return async (text: string | Uint8Array) => file.write(text);
	};
	const output =
		job.output === undefined ? to(job.standardOutput()) : toFile(job.output);
	const errors = job.errors === undefined ? async () => {} : toFile(job.errors);

	let stopped = false;
	let bug: unknown;
	const input = job.file === undefined ? job.standardInput() : undefined;
	const unheard = job.onStop((cause) => {
		stopped = true;
		if (cause instanceof Error) bug = cause;
		input?.destroy();
	});
	let summary: Summary | undefined;
	try {
		await batch(
			plans,
			wish,
			{ skip, jobs },
			{
				input: readable(
					input ?? chunksOf(job.file as string),
					() => stopped,
					job.file,
				),
				output,
				errors,
				progress: (so) => {
					summary = so;
					progress?.saw(so);
				},
				worker,
				stopped: () => stopped,
			},
		);
	} catch (error) {
		if (!isGone(error)) throw bug ?? error;
	} finally {
		progress?.clear();
		unheard();
		input?.destroy();
		for (const file of files) file.close();
	}
	if (bug !== undefined) throw bug;
	return { summary: summary ?? noLines(plans.own), stopped };
}

/** How much of a file is read at a time, in bytes. */
const CHUNK = 1 << 16;

/** What is in a file, a chunk at a time. Each is good until the next is asked for: all are read to the same memory. */
async function* chunksOf(file: string): AsyncGenerator<Buffer> {
	const chunk = Buffer.allocUnsafeSlow(CHUNK);
	const handle = await open(file);
	try {
		for (;;) {
			const { bytesRead } = await handle.read(chunk, 0, CHUNK, null);
			if (bytesRead === 0) return;
			yield chunk.subarray(0, bytesRead);
		}
	} finally {
		await handle.close();
	}
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
		const what = file === undefined ? "Standard input" : `The file ${file}`;
		throw new StalkCheckError(
			"cannot-read",
			`${what} cannot be read: ${fileTrouble(error)}.`,
		);
	}
}

/** Writes to a stream, and comes back when what was written is gone: so no more is read than somebody takes. */
function to(stream: Writable) {
	// What goes wrong is told to each write, too.
	stream.on("error", () => {});
	return async (text: string | Uint8Array) => {
		const error = await new Promise((resolve) => stream.write(text, resolve));
		if (!error) return;
		if (isGone(error)) throw error;
		throw new StalkCheckError(
			"cannot-write",
			`The result cannot be written: ${fileTrouble(error)}.`,
		);
	};
}

/** Whether something failed because whoever read the results has gone: there is nobody left to tell. */
function isGone(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === "EPIPE";
}
