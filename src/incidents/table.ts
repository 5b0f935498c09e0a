/** Text of a table, as spreadsheets write it, to entries. */
import { closest, quote } from "../engine/response";
import { badAnswers } from "../platform/errors";
import { cellsOf, plain, rowsOf, SEPARATORS, separatorLine, unquoted } from "../tables/rows";
import { COLUMNS, type Column, type Entry, HEADINGS, TEMPLATE } from "./columns";
import { MAX_ENTRIES, type Problems, TEMPLATE_HINT, tooManyEntries } from "./problems";

const MAX_COLUMNS = 100;
/** Characters of the first row that are searched for the separator. */
const MAX_HEADING_ROW = 10_000;

/** Reads a table whose first row has headings. */
export function readTable(text: string, problems: Problems): Entry[] {
	const { length, named } = separatorLine(text);
	const table = text.slice(length);
	const [firstRow = ""] = table.trimStart().slice(0, MAX_HEADING_ROW).split("\n", 1);
	const known = (separator: string) => firstRow.split(separator).filter(columnNamed).length;
	const separator = named ?? SEPARATORS.reduce((best, other) => (known(other) > known(best) ? other : best));
	if (known(separator) === 0)
		throw badAnswers(
			`The first row of the log has no heading that is known here. There are: ${TEMPLATE.join(", ")}. ${TEMPLATE_HINT}`,
		);
	let headings: Heading[] | undefined;
	const entries: Entry[] = [];
	for (const [i, row] of rowsOf(table, separator).entries()) {
		// Counted as a spreadsheet counts rows, from 1.
		const line = i + 1;
		const cells = cellsIn(row, separator, line);
		if (cells.every((cell) => cell.trim() === "")) continue;
		if (headings) entries.push(readEntry(line, cells, headings, problems));
		else headings = readHeadings(line, cells, problems);
		if (entries.length > MAX_ENTRIES) throw tooManyEntries();
	}
	return entries;
}

function cellsIn(row: string, separator: string, line: number): string[] {
	try {
		return cellsOf(row, separator).map(unquoted);
	} catch (error) {
		throw badAnswers("The log has a problem, and what comes after it could not be read; nothing was assessed.", [
			{ path: `line ${line}`, message: (error as SyntaxError).message },
		]);
	}
}

/** The column that a heading names, ignoring case, spaces and punctuation. */
function columnNamed(heading: string): Column | undefined {
	return COLUMNS.find((column) => HEADINGS[column].some((known) => plain(known) === plain(heading)));
}

type Heading = { heading: string; column: Column | undefined };

function readHeadings(line: number, cells: string[], problems: Problems): Heading[] {
	if (cells.length > MAX_COLUMNS)
		throw badAnswers(
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
