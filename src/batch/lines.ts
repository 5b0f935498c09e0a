/** Assesses lines of responses, a block at a time. */

import type { Content, Response, Summary } from "../content/schema";
import { assessorFor } from "../engine/assess";
import { inertJson, StalkCheckError } from "../platform/errors";
import { MAX_RESPONSE_BYTES, readResponse } from "../platform/read-response";
import { type Block, LINE_FEED } from "./blocks";
import { OutputBuffer } from "./output-buffer";
import { type Scanned, Scanner } from "./scan";
import { count, emptySummary } from "./summary";
import { compactAssessment, FullWriter } from "./write";

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
	readonly #scanner: Scanner;
	readonly #writer = new FullWriter();
	readonly #output = new OutputBuffer();

	constructor(content: Content, options: BatchOptions) {
		this.#content = content;
		this.#options = options;
		this.#scanner = new Scanner(assessorFor(content));
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
				if (scanned) this.#assess(scanned, summary, JSON.stringify);
				else this.#assess(this.#read(bytes.subarray(from, end)), summary, inertJson);
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
	#read(line: Buffer): Response {
		if (line.length <= MAX_RESPONSE_BYTES && line.every((byte) => byte <= 0x20))
			throw new StalkCheckError("bad-answers", "The line is empty.");
		return readResponse(this.#content, line);
	}

	/** `stringify` escapes what `ref` may contain; all else that an assessment repeats is plain text. */
	#assess(response: Scanned | Response, summary: Summary, stringify: (value: unknown) => string) {
		const whom = response.for ?? this.#options.for;
		const assessor = assessorFor(this.#content, whom);
		const { table } = assessor;
		if ("beliefs" in response) {
			table.beliefs.set(response.beliefs);
			table.changed();
		} else table.believe(response.answers);
		const ref = response.ref ?? undefined;
		const place = response.place ?? this.#options.place;
		const outcome = assessor.outcome(place);
		const answerOf = "beliefs" in response ? response.answerOf : (item: string) => response.answers[item];
		count(summary, outcome);
		this.#output.add(
			this.#options.compact
				? `${stringify(compactAssessment({ ref, place }, assessor.compiled.changed, outcome))}\n`
				: this.#writer.write(assessor.reasoned({ ref, place, for: whom }, outcome, answerOf), stringify),
		);
	}
}
