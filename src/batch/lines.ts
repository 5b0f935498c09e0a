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
import { lineScanner, type Scanned } from "./scan";
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

/** Assesses each line of a block as `assess` would assess a file that contains only that line. */
export function lineAssessor(content: Content, options: BatchOptions): (block: Block) => Results {
	const { compact, ...defaults } = options;
	const { table } = evaluatorFor(content);
	const scan = lineScanner(content, table);
	const output = new OutputBuffer();
	const assess = ({ ref, beliefs, answerOf, ...given }: Scanned, summary: Summary): string => {
		const heading = { ref, place: given.place ?? defaults.place, for: given.for ?? defaults.for };
		const writer = writerFor(content, heading.for);
		writer.evaluator.believe(beliefs);
		const outcome = writer.evaluator.outcome(heading.place);
		count(summary, outcome);
		return compact ? compactJson(content, table, heading, outcome) : writer.write(heading, outcome, answerOf);
	};
	return ({ text, first }) => {
		const summary = emptySummary(content);
		let errors = "";
		const lines = text.split("\n");
		lines.pop();
		for (const [i, line] of lines.entries()) {
			summary.lines++;
			try {
				const scanned = line.length <= MAX_RESPONSE_BYTES ? scan(line) : undefined;
				output.add(`${assess(scanned ?? readLine(content, table, Buffer.from(line, "latin1")), summary)}\n`);
			} catch (error) {
				if (!(error instanceof StalkCheckError)) throw error;
				const { code, message, problems } = error;
				const report = `${inertJson({ line: first + i, error: { code, message, problems } })}\n`;
				output.add(report);
				errors += report;
				summary.bad++;
			}
		}
		return { bytes: output.take(), errors, summary };
	};
}

/** @throws StalkCheckError `bad-answers` */
function readLine(content: Content, table: Table, line: Buffer): Scanned {
	if (line.length <= MAX_RESPONSE_BYTES && line.every((byte) => byte <= 0x20))
		throw new StalkCheckError("bad-answers", "The line is empty.");
	const { ref, place, for: whom, answers } = readResponse(content, line);
	return {
		ref: ref == null ? undefined : inertJson(ref),
		place: place ?? undefined,
		for: whom ?? undefined,
		beliefs: table.beliefsOf(answers),
		answerOf: (item) => answers[item],
	};
}

/** An assessment without reasons, notes and signposts. */
function compactJson({ changed }: Content, table: Table, { ref, place }: Heading, outcome: Outcome): string {
	const { urgent, summary, fixation, verdicts } = outcome;
	let json = ref === undefined ? "{" : `{"ref":${ref},`;
	if (place !== undefined) json += `"place":"${place}",`;
	if (changed) json += '"changed":true,';
	json = `${table.addIds(`${json}"urgent":`, urgent)},"summary":${summaryJson(summary)},"results":{`;
	const results = verdicts.map(({ definition, result }) => `"${definition.id}":"${result}"`);
	return `${addFixation(`${json}${results.join()}},"fixation":`, fixation, table)}}`;
}
