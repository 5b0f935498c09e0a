/** Text of a table, as spreadsheets write it, to entries. */
import { CsvError, type InfoRecord, parse } from "csv-parse/sync";
import { closest, quote } from "../engine/response";
import { COLUMNS, type Column, type Entry, HEADINGS, TEMPLATE } from "./columns";
import { MAX_ENTRIES, MAX_PROBLEMS, type Problems, refusal, TEMPLATE_HINT, tooManyEntries } from "./problems";

const SEPARATORS = [",", ";", "\t", "|"];
const MAX_COLUMNS = 100;
/** Characters of the first row that are searched for the separator. */
const MAX_HEADING_ROW = 10_000;

/** Reads a table whose first row has headings. */
export function readTable(text: string, problems: Problems): Entry[] {
	// Excel can name the separator in a line before the table.
	const [separatorLine = "", named] = /^sep=(.)\n/.exec(text) ?? [];
	const table = text.slice(separatorLine.length);
	const headingsBy = (separator: string) => knownHeadings(table, separator);
	const separator = named ?? SEPARATORS.reduce((best, other) => (headingsBy(other) > headingsBy(best) ? other : best));
	if (headingsBy(separator) === 0)
		throw refusal(
			`The first row of the log has no heading that is known here. There are: ${TEMPLATE.join(", ")}. ${TEMPLATE_HINT}`,
		);

	let headings: Heading[] | undefined;
	const entries: Entry[] = [];
	const readRow = (cells: string[], { records, empty_lines, invalid_field_length }: InfoRecord) => {
		// Counted as a spreadsheet counts rows, from 1.
		const line = records + empty_lines;
		if (cells.some((cell) => cell.trim() !== "")) {
			if (headings) entries.push(readEntry(line, cells, headings, problems));
			else headings = readHeadings(line, cells, problems);
		}
		// csv-parse builds an error for each row of another length, even an empty one.
		if (entries.length > MAX_ENTRIES || invalid_field_length > MAX_PROBLEMS) throw tooManyEntries();
		return null;
	};
	try {
		parse(table, {
			delimiter: separator,
			record_delimiter: "\n",
			relax_column_count: true,
			skip_empty_lines: true,
			on_record: readRow,
		});
	} catch (error) {
		throw error instanceof CsvError ? wrongQuotes(error as CsvError & InfoRecord) : error;
	}
	return entries;
}

function knownHeadings(table: string, separator: string): number {
	const start = table.trimStart().slice(0, MAX_HEADING_ROW);
	const headings = (start.split("\n", 1)[0] as string).split(separator);
	return headings.filter((heading) => columnNamed(heading.trim().replace(/^"(.*)"$/, "$1"))).length;
}

/** The column that a heading names, ignoring case, spaces and punctuation. */
function columnNamed(heading: string): Column | undefined {
	const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
	return COLUMNS.find((column) => HEADINGS[column].some((known) => letters(known) === letters(heading)));
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

function readHeadings(line: number, cells: string[], problems: Problems): Heading[] {
	if (cells.length > MAX_COLUMNS)
		throw refusal(
			`The log has ${cells.length} columns; the most is ${MAX_COLUMNS}. There are: ${TEMPLATE.join(", ")}.`,
		);
	const path = `line ${line}, heading`;
	const seen = new Set<Column>();
	return cells.map((cell) => {
		const text = cell.trim();
		const column = columnNamed(text);
		if (column && seen.has(column))
			problems.add(path, `${quote(text)} is a second column for "${HEADINGS[column][0]}": put both in one`);
		else if (column) seen.add(column);
		else if (text !== "") {
			const suggestion = closest(text.toLowerCase(), Object.values(HEADINGS).flat());
			problems.add(path, `there is no column ${quote(text)}; only ${TEMPLATE.join(", ")}`, suggestion);
		}
		return { text, column };
	});
}

function readEntry(line: number, cells: string[], headings: Heading[], problems: Problems): Entry {
	const entry = { place: `line ${line}`, line, cells: new Map<Column, string>(), headings: new Map<Column, string>() };
	for (const [i, { text, column }] of headings.entries()) {
		if (!column) continue;
		entry.cells.set(column, cells[i] ?? "");
		entry.headings.set(column, text);
	}
	const stray = cells.find((cell, i) => !headings[i]?.text && cell.trim() !== "");
	if (stray !== undefined)
		problems.add(
			entry.place,
			`${quote(stray.trim())} has no heading above it. A cell that holds what separates cells, such as a comma, must be in double quotes`,
		);
	return entry;
}
