/** Text of a table, as spreadsheets write it, to entries. */
import { CsvError, type InfoRecord, parse } from "csv-parse/sync";
import { closest, quote } from "../engine/response";
import { COLUMNS, type Column, type Entry, HEADINGS, TEMPLATE } from "./columns";
import { MAX_ENTRIES, MAX_PROBLEMS, type Problems, refusal, TEMPLATE_HINT, tooManyEntries } from "./problems";

const SEPARATORS = [",", ";", "\t"];
const MAX_COLUMNS = 100;
/** Characters of the first row that are searched for the separator. */
const MAX_HEADING_ROW = 10_000;

/** Reads a table whose first row has headings. */
export function readTable(text: string, problems: Problems): Entry[] {
	// Excel can name the separator in a line before the table.
	const [separatorLine = "", named] = /^sep=(.)\n/.exec(text) ?? [];
	const table = text.slice(separatorLine.length);
	const [firstRow = ""] = table.trimStart().slice(0, MAX_HEADING_ROW).split("\n", 1);
	const known = (separator: string) => firstRow.split(separator).filter(columnNamed).length;
	const delimiter = named ?? SEPARATORS.reduce((best, other) => (known(other) > known(best) ? other : best));
	if (known(delimiter) === 0)
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
	const rows = { record_delimiter: "\n", relax_column_count: true, skip_empty_lines: true };
	try {
		parse(table, { ...rows, delimiter, on_record: readRow });
	} catch (error) {
		throw error instanceof CsvError ? wrongQuotes(error as CsvError & InfoRecord) : error;
	}
	return entries;
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

type Heading = { heading: string; column: Column | undefined };

function readHeadings(line: number, cells: string[], problems: Problems): Heading[] {
	if (cells.length > MAX_COLUMNS)
		throw refusal(
			`The log has ${cells.length} columns; the most is ${MAX_COLUMNS}. There are: ${TEMPLATE.join(", ")}.`,
		);
	const path = `line ${line}, heading`;
	const seen = new Set<Column>();
	return cells.map((cell) => {
		const heading = cell.trim();
		const column = columnNamed(heading);
		if (column && seen.has(column))
			problems.add(path, `${quote(heading)} is a second column for "${HEADINGS[column][0]}": put both in one`);
		else if (column) seen.add(column);
		else if (heading !== "") {
			const suggestion = closest(heading.toLowerCase(), Object.values(HEADINGS).flat());
			problems.add(path, `there is no column ${quote(heading)}; only ${TEMPLATE.join(", ")}`, suggestion);
		}
		return { heading, column };
	});
}

function readEntry(line: number, row: string[], headings: Heading[], problems: Problems): Entry {
	const cells: Entry["cells"] = new Map();
	for (const [i, { heading, column }] of headings.entries())
		if (column) cells.set(column, { heading, text: row[i] ?? "" });
	const stray = row.find((cell, i) => !headings[i]?.heading && cell.trim() !== "");
	const place = `line ${line}`;
	if (stray !== undefined)
		problems.add(
			place,
			`${quote(stray.trim())} has no heading above it. A cell that holds what separates cells, such as a comma, must be in double quotes`,
		);
	return { place, line, cells };
}
