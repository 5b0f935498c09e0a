/** Text of a table, as spreadsheets write it, to entries. */
import { type CsvError, type InfoRecord, parse } from "csv-parse/sync";
import type { Problem } from "../content/schema";
import { problem, quote } from "../engine/response";
import { StalkCheckError } from "../platform/errors";
import { ALL_HEADINGS, type Column, columnNamed, TEMPLATE, templateHeading } from "./columns";
import type { Entry } from "./entries";
import { MAX_ENTRIES, MAX_PROBLEMS, refusal, TEMPLATE_HINT, tooManyEntries } from "./problems";

const SEPARATORS = [",", ";", "\t", "|"];
const MAX_COLUMNS = 100;
/** Characters of the first row that are searched for the separator. */
const MAX_HEADING_ROW = 10_000;

/** Reads a table whose first row has headings. Adds to `problems`. */
export function readTable(text: string, problems: Problem[]): Entry[] {
	// Excel can name the separator in a line before the table.
	const [separatorLine = "", named] = /^sep=(.)\n/.exec(text) ?? [];
	const table = text.slice(separatorLine.length);
	const separator = named ?? likelySeparator(table);
	if (knownHeadings(table, separator) === 0)
		throw refusal(
			`The first row of the log has no heading that is known here. There are: ${TEMPLATE.join(", ")}. ${TEMPLATE_HINT}`,
		);
	const [headings, ...rows] = readRows(table, separator);
	if (headings === undefined) return [];
	const columns = readHeadings(headings, problems);
	return rows.map((row) => readEntry(row, columns, problems));
}

/** The separator that finds most headings. */
function likelySeparator(table: string): string {
	const counts = SEPARATORS.map((it) => knownHeadings(table, it));
	return SEPARATORS[counts.indexOf(Math.max(...counts))] as string;
}

function knownHeadings(table: string, separator: string): number {
	const start = table.trimStart().slice(0, MAX_HEADING_ROW);
	const headings = (start.split("\n", 1)[0] as string).split(separator);
	return headings.filter((heading) => columnNamed(heading.trim().replace(/^"(.*)"$/, "$1"))).length;
}

/** A row that is not empty. `line` counts rows as a spreadsheet does, from 1. */
type Row = { line: number; cells: string[] };

function readRows(table: string, separator: string): Row[] {
	const rows: Row[] = [];
	const addRow = (cells: string[], info: InfoRecord) => {
		// Rows of another length cost time, even empty ones.
		if (info.invalid_field_length > MAX_PROBLEMS) throw tooManyEntries();
		if (cells.every((cell) => cell.trim() === "")) return null;
		rows.push({ line: info.records + info.empty_lines, cells });
		if (rows.length > MAX_ENTRIES + 1) throw tooManyEntries();
		return null;
	};
	try {
		parse(table, {
			delimiter: separator,
			record_delimiter: "\n",
			relax_column_count: true,
			skip_empty_lines: true,
			on_record: addRow,
		});
	} catch (error) {
		if (error instanceof StalkCheckError) throw error;
		throw wrongQuotes(error as CsvError & InfoRecord);
	}
	return rows;
}

function wrongQuotes({ code, records, empty_lines }: CsvError & InfoRecord) {
	const message =
		code === "CSV_QUOTE_NOT_CLOSED"
			? 'a cell begins with " and has no " at its end'
			: 'there is a " in the middle of a cell: put the whole cell in double quotes, and write each of those within it twice';
	return refusal("The log has a problem, and what comes after it could not be read; nothing was assessed.", [
		{ path: `line ${records + empty_lines + 1}`, message },
	]);
}

type Heading = { text: string; column: Column | undefined };

function readHeadings({ line, cells }: Row, problems: Problem[]): Heading[] {
	if (cells.length > MAX_COLUMNS)
		throw refusal(
			`The log has ${cells.length} columns; the most is ${MAX_COLUMNS}. There are: ${TEMPLATE.join(", ")}.`,
		);
	const path = `line ${line}, heading`;
	const seen = new Set<Column>();
	return cells.map((cell) => {
		const text = cell.trim();
		const column = columnNamed(text);
		if (column && seen.has(column)) {
			const message = `${quote(text)} is a second column for "${templateHeading(column)}": put both in one`;
			problems.push({ path, message });
		} else if (column) seen.add(column);
		else if (text !== "") {
			const message = `there is no column ${quote(text)}; only ${TEMPLATE.join(", ")}`;
			problems.push(problem(path, message, text.toLowerCase(), ALL_HEADINGS));
		}
		return { text, column };
	});
}

function readEntry({ line, cells }: Row, headings: Heading[], problems: Problem[]): Entry {
	const place = `line ${line}`;
	const entry: Entry = { place, line, cells: new Map() };
	let stray: string | undefined;
	for (const [i, cell] of cells.entries()) {
		const { text, column } = headings[i] ?? { text: "" };
		if (column) entry.cells.set(column, cell);
		else if (text === "" && cell.trim() !== "") stray ??= cell.trim();
	}
	if (stray !== undefined)
		problems.push({
			path: place,
			message: `${quote(stray)} has no heading above it. A cell that holds what separates cells, such as a comma, must be in double quotes`,
		});
	return entry;
}
