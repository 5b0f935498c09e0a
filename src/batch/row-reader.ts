/** Reads the rows of a table as responses. */
import type { Problem } from "../content/schema";
import type { Table } from "../engine/table";
import { badAnswers, inertJson } from "../platform/errors";
import { MAX_RESPONSE_BYTES } from "../platform/read-response";
import { cellsOf, unquoted } from "../tables/rows";
import { answerReader, type Column } from "./columns";
import type { Given, ReadResponse } from "./lines";
import type { TableInput } from "./table-input";

/** Different cells of a column that are remembered: hardly any column has more. */
const MAX_REMEMBERED = 1000;

/**
 * A function that reads a row by its number, as a spreadsheet counts. It throws `bad-answers` with every problem of the row;
 * what it returns is good until the next row is read.
 */
export function rowReader(input: TableInput, table: Table): (row: string, number: number) => ReadResponse {
	const answers: (Given | undefined)[] = table.variables.map(() => undefined);
	const columns = input.columns.map((column) => {
		const item = table.number(column.field.id);
		return { ...column, item, read: cellReader(column, item, table) };
	});
	return (row, number) => {
		const cells = cellsIn(row, number, input);
		const problems: Problem[] = [];
		const beside = new Map<string, string>();
		answers.fill(undefined);
		for (const { at, heading, field, item, read } of columns) {
			const cell = cells[at];
			if (!cell) continue;
			const given = read(cell);
			if ("message" in given) problems.push({ ...given, path: `row ${number}, ${heading}` });
			else if (item !== undefined) answers[item] = given;
			else if (typeof given.answer === "string") beside.set(field.id, given.answer);
		}
		if (problems.length > 0) throw badAnswers("The row has a wrong cell; nothing was assessed.", problems);
		const ref = beside.get("ref");
		return {
			ref: ref === undefined ? undefined : inertJson(ref),
			place: beside.get("place"),
			for: beside.get("for") as ReadResponse["for"],
			answers,
			cells,
		};
	};
}

/** Reads cells of a column. Those that were right are remembered. */
function cellReader(column: Column, item: number | undefined, table: Table): (cell: string) => Given | Problem {
	const read = answerReader(column);
	const remembered = new Map<string, Given>();
	return (cell) => {
		const known = remembered.get(cell);
		if (known) return known;
		const answer = read(textOf(cell));
		if (typeof answer === "object" && answer !== null) return answer;
		const given = { answer, values: item === undefined ? 0 : table.valuesOf(item, answer) };
		if (remembered.size < MAX_REMEMBERED) remembered.set(cell, given);
		return given;
	};
}

function textOf(cell: string): string {
	return unquoted(cell).trim();
}

/** The cells of a row. Spreadsheets can write more of them than there are headings, and leave those empty. */
function cellsIn(row: string, number: number, { separator, headings }: TableInput): string[] {
	const problem = (message: string) => badAnswers("The row could not be read.", [{ path: `row ${number}`, message }]);
	const why = whyUnreadable(row);
	if (why !== undefined) throw problem(why);
	let cells: string[];
	try {
		cells = cellsOf(row, separator);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		const lines = row.trimEnd().split("\n").length - 1;
		throw problem(lines === 0 ? error.message : `${error.message}. It takes in ${lines} more lines`);
	}
	const isBlank = (cell: string) => textOf(cell) === "";
	if (!cells.slice(headings.length).every(isBlank))
		throw problem(
			`has more cells than there are headings: a cell that has ${named(separator)} in it must be in double quotes`,
		);
	if (cells.every(isBlank)) throw problem("is empty");
	return cells;
}

/** Why a row cannot be cut into cells, whatever separates them. */
export function whyUnreadable(row: string): string | undefined {
	// A character takes at most three bytes.
	if (row.length > MAX_RESPONSE_BYTES / 3 && Buffer.byteLength(row) > MAX_RESPONSE_BYTES)
		return "is longer than 1 MiB, which is the most that is read";
	return row.includes("\0") ? "has a character that is not text (NUL)" : undefined;
}

function named(separator: string): string {
	return separator === "\t" ? "a tab" : `"${separator}"`;
}
