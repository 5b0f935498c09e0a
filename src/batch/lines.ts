/** Assesses lines of responses, a block at a time. */
import type { Content, Summary } from "../content/schema";
import { evaluatorFor, writerFor } from "../engine/assess";
import { addFixation, type Heading, summaryJson } from "../engine/assessment-writer";
import type { Outcome } from "../engine/evaluator";
import type { Table } from "../engine/table";
import { inertJson, StalkCheckError } from "../platform/errors";
import { MAX_RESPONSE_BYTES, readResponse } from "../platform/read-response";
import type { Block } from "./blocks";
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

/** Results that stay valid while the next block is assessed. */
export function copyOf(results: Results): Results {
	return { ...results, bytes: new Uint8Array(results.bytes) };
}

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
		this.#table = evaluatorFor(content).table;
		this.#scanner = new Scanner(content, this.#table);
	}

	assess({ text, first }: Block): Results {
		const summary = emptySummary(this.#content);
		let errors = "";
		const lines = text.split("\n");
		lines.pop();
		for (const [i, line] of lines.entries()) {
			summary.lines++;
			try {
				const scanned = line.length <= MAX_RESPONSE_BYTES ? this.#scanner.scan(line) : undefined;
				this.#output.add(`${this.#assess(scanned ?? this.#read(Buffer.from(line, "latin1")), summary)}\n`);
			} catch (error) {
				if (!(error instanceof StalkCheckError)) throw error;
				const { code, message, problems } = error;
				const report = `${inertJson({ line: first + i, error: { code, message, problems } })}\n`;
				this.#output.add(report);
				errors += report;
				summary.bad++;
			}
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

	#assess({ ref, beliefs, answerOf, ...given }: Scanned, summary: Summary): string {
		const { compact, ...defaults } = this.#options;
		const heading = { ref, place: given.place ?? defaults.place, for: given.for ?? defaults.for };
		const writer = writerFor(this.#content, heading.for);
		writer.evaluator.believe(beliefs);
		const outcome = writer.evaluator.outcome(heading.place);
		count(summary, outcome);
		return compact ? this.#compactJson(heading, outcome) : writer.write(heading, outcome, answerOf);
	}

	/** The assessment without reasons, notes and signposts. */
	#compactJson({ ref, place }: Heading, { urgent, summary, fixation, verdicts }: Outcome): string {
		let json = ref === undefined ? "{" : `{"ref":${ref},`;
		if (place !== undefined) json += `"place":"${place}",`;
		if (this.#content.changed) json += '"changed":true,';
		json = `${this.#table.addIds(`${json}"urgent":`, urgent)},"summary":${summaryJson(summary)},"results":{`;
		for (const [i, { definition, result }] of verdicts.entries())
			json += `${i === 0 ? "" : ","}"${definition.id}":"${result}"`;
		return `${addFixation(`${json}},"fixation":`, fixation, this.#table)}}`;
	}
}
