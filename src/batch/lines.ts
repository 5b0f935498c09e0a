/** Assesses lines of responses, a block at a time. */

import type { Content, Summary } from "../content/schema";
import { assessorFor, writerFor } from "../engine/assess";
import type { Table } from "../engine/table";
import { inertJson, StalkCheckError } from "../platform/errors";
import { MAX_RESPONSE_BYTES, readResponse } from "../platform/read-response";
import { type Block, LINE_FEED } from "./blocks";
import { compactJson } from "./compact";
import { OutputBuffer } from "./output-buffer";
import { type Scanned, Scanner } from "./scan";
import { count, emptySummary } from "./summary";

/** Options that apply to every line. Plain JSON, so that it can be sent to worker threads. */
export type BatchOptions = {
	compact: boolean;
	/** For responses without a place. */
	place?: string | undefined;
	/** For responses that do not say whom they are for. */
	for?: "someone-else" | undefined;
};

/** The results of one block. */
export type Results = {
	/** One line for each line, in order, valid until the next block is assessed. */
	bytes: Uint8Array;
	/** Those of the lines that report an error. */
	errors: string;
	summary: Summary;
};

/** Assesses each line as `assess` would assess a file that contains only that line. */
export class LineAssessor {
	readonly #content: Content;
	readonly #options: BatchOptions;
	readonly #table: Table;
	readonly #scanner: Scanner;
	readonly #output = new OutputBuffer();

	constructor(content: Content, options: BatchOptions) {
		this.#content = content;
		this.#options = options;
		this.#table = assessorFor(content).table;
		this.#scanner = new Scanner(content, this.#table);
	}

	assess({ bytes, first }: Block): Results {
		const summary = emptySummary(this.#content);
		let errors = "";
		// In Latin-1 every byte is one character, so positions in the text are positions in the bytes.
		const text = bytes.toString("latin1");
		for (let line = first, from = 0; from < bytes.length; line++) {
			const end = bytes.indexOf(LINE_FEED, from);
			summary.lines++;
			try {
				const scanned = end - from <= MAX_RESPONSE_BYTES ? this.#scanner.scan(text, bytes, from) : undefined;
				this.#assess(scanned ?? this.#read(bytes.subarray(from, end)), summary);
			} catch (error) {
				if (!(error instanceof StalkCheckError)) throw error;
				const { code, message, problems } = error;
				const report = `${inertJson({ line, error: { code, message, problems } })}\n`;
				this.#output.add(report);
				errors += report;
				summary.bad++;
			}
			from = end + 1;
		}
		return { bytes: this.#output.take(), errors, summary };
	}

	/** @throws StalkCheckError `bad-answers` */
	#read(line: Buffer): Scanned {
		if (line.length <= MAX_RESPONSE_BYTES && line.every((byte) => byte <= 0x20))
			throw new StalkCheckError("bad-answers", "The line is empty.");
		const { ref, place, for: whom, answers } = readResponse(this.#content, line);
		return {
			ref: ref == null ? undefined : inertJson(ref),
			place: place ?? undefined,
			for: whom ?? undefined,
			beliefs: this.#table.beliefsOf(answers),
			answerOf: (item) => answers[item],
		};
	}

	#assess({ ref, beliefs, answerOf, ...given }: Scanned, summary: Summary) {
		const { compact, ...defaults } = this.#options;
		const heading = { ref, place: given.place ?? defaults.place, for: given.for ?? defaults.for };
		const writer = writerFor(this.#content, heading.for);
		writer.assessor.believe(beliefs);
		const outcome = writer.assessor.outcome(heading.place);
		count(summary, outcome);
		const json = compact
			? compactJson(heading, this.#content.changed, outcome, this.#table)
			: writer.write(heading, outcome, answerOf);
		this.#output.add(`${json}\n`);
	}
}
