/** Assesses lines of responses, a block at a time. */
import type { Content, Summary } from "../content/schema";
import { evaluatorFor, writerFor } from "../engine/assess";
import { addFixation, type Heading, summaryJson } from "../engine/assessment-writer";
import type { Outcome } from "../engine/evaluator";
import type { Table } from "../engine/table";
import { badAnswers, inertJson, StalkCheckError } from "../platform/errors";
import { MAX_RESPONSE_BYTES, readResponse } from "../platform/read-response";
import { rowsOf } from "../tables/rows";
import type { Block } from "./blocks";
import { OutputBuffer } from "./output-buffer";
import { rowReader } from "./row-reader";
import { lineScanner } from "./scan";
import { count, emptySummary } from "./summary";
import type { TableInput } from "./table-input";
import { type TableOutput, tableWriter } from "./table-output";

/** Options that apply to every line. Plain JSON, so that it can be sent to worker threads. */
export type BatchOptions = {
	compact: boolean;
	/** For responses without a place. */
	place?: string | undefined;
	/** For responses that do not say whom they are for. */
	for?: "someone-else" | undefined;
	/** How a table is read, and one written, where either is not lines of JSON. */
	from?: TableInput | undefined;
	to?: TableOutput | undefined;
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

/** An answer, and the values of its item that it leaves possible, as a bit mask. */
export type Given = { answer: string | number | null; values: number };

/** A response as it was read; its answers are valid until the next one is. */
export type ReadResponse = Heading & {
	/** By item. */
	answers: (Given | undefined)[];
	/** The cells of the row that it was read from, if any. */
	cells?: string[];
};

/** Writes the results of one line after another, each with its line end. */
export type ResultWriter = {
	/** `heading` has what the line left out. */
	result(line: string, response: ReadResponse, heading: Heading, outcome: Outcome): string;
	/** `report` is the error as a line of JSON. */
	failure(line: string, error: StalkCheckError, report: string): string;
};

/** Assesses each line of a block as `assess` would assess a file that contains only that line. */
export function lineAssessor(content: Content, options: BatchOptions): (block: Block) => Results {
	const { compact, from, to, ...defaults } = options;
	const { table } = evaluatorFor(content);
	const read = from ? rowReader(from, table) : lineReader(content, table);
	const writer = to ? tableWriter(content, to) : jsonWriter(content, table, compact);
	const beliefs = table.all.slice();
	const output = new OutputBuffer();
	const assess = (line: string, number: number, summary: Summary): string => {
		const response = read(line, number);
		const { ref, answers, place = defaults.place, for: whom = defaults.for } = response;
		// The words make no difference to a table.
		const { evaluator } = writerFor(content, to ? undefined : whom);
		for (let item = 0; item < answers.length; item++)
			beliefs[item] = answers[item]?.values ?? (table.all[item] as number);
		evaluator.believe(beliefs);
		const outcome = evaluator.outcome(place);
		count(summary, outcome);
		return writer.result(line, response, { ref, place, for: whom }, outcome);
	};
	return ({ text, first }) => {
		const summary = emptySummary(content);
		let errors = "";
		for (const [i, line] of linesIn(text, from).entries()) {
			// Row 1 has the headings.
			const number = first + i + (from ? 1 : 0);
			summary.lines++;
			try {
				output.add(assess(line, number, summary));
			} catch (error) {
				if (!(error instanceof StalkCheckError)) throw error;
				const { code, message, problems } = error;
				const report = `${inertJson({ [from ? "row" : "line"]: number, error: { code, message, problems } })}\n`;
				output.add(writer.failure(line, error, report));
				errors += report;
				summary.bad++;
			}
		}
		return { bytes: output.take(), errors, summary };
	};
}

function linesIn(text: string, table: TableInput | undefined): string[] {
	if (table) return rowsOf(text, table.separator).map((row) => (row.endsWith("\r") ? row.slice(0, -1) : row));
	return text.split("\n").slice(0, -1);
}

function jsonWriter(content: Content, table: Table, compact: boolean): ResultWriter {
	return {
		result(_line, { answers }, heading, outcome) {
			if (compact) return `${compactJson(content, table, heading, outcome)}\n`;
			const answerOf = (item: string) => answers[table.number(item) as number]?.answer;
			return `${writerFor(content, heading.for).write(heading, outcome, answerOf)}\n`;
		},
		failure: (_line, _error, report) => report,
	};
}

function lineReader(content: Content, table: Table): (line: string) => ReadResponse {
	const scan = lineScanner(content, table);
	return (line) => {
		const scanned = line.length <= MAX_RESPONSE_BYTES ? scan(line) : undefined;
		return scanned ?? readLine(content, table, Buffer.from(line, "latin1"));
	};
}

/** @throws StalkCheckError `bad-answers` */
function readLine(content: Content, table: Table, line: Buffer): ReadResponse {
	if (line.length <= MAX_RESPONSE_BYTES && line.every((byte) => byte <= 0x20)) throw badAnswers("The line is empty.");
	const { ref, place, for: whom, answers } = readResponse(content, line);
	return {
		ref: ref == null ? undefined : inertJson(ref),
		place: place ?? undefined,
		for: whom ?? undefined,
		answers: table.variables.map(({ id }, item) => {
			const answer = answers[id];
			return answer === undefined ? undefined : { answer, values: table.valuesOf(item, answer) };
		}),
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
