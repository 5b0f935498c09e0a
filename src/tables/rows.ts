/**
 * Cuts tables into rows and cells as spreadsheets write them (RFC 4180, whatever separates cells). A test compares it with
 * csv-parse, which would take two thirds of the time of a batch, and stops at the first row that is wrong.
 */

/** What may separate cells where nothing else says so. */
export const SEPARATORS = [",", ";", "\t"];

const QUOTE = '"'.charCodeAt(0);
const LINE_FEED = "\n".charCodeAt(0);

/** Where in a row one is: at the start of a cell, within one, within quotes, or after a quote that may have closed them. */
const START = 0;
const INSIDE = 1;
const QUOTED = 2;
const CLOSED = 3;

/**
 * A function that finds where rows end in text that comes in pieces: the index after each line feed that is not in quotes. It
 * remembers how the piece before ended.
 */
export function rowEnds(separator: string): (text: string) => number[] {
	const separates = separator.charCodeAt(0);
	let state = START;
	return (text) => {
		const ends: number[] = [];
		for (let i = 0; i < text.length; i++) {
			const unit = text.charCodeAt(i);
			if (unit === QUOTE) {
				if (state === QUOTED) state = CLOSED;
				else if (state !== INSIDE) state = QUOTED;
			} else if (state === QUOTED) continue;
			else if (unit === LINE_FEED) {
				state = START;
				ends.push(i + 1);
			} else state = unit === separates ? START : INSIDE;
		}
		return ends;
	};
}

/** The rows of a text without their line feeds; the last one may have none. */
export function rowsOf(text: string, separator: string): string[] {
	if (!text.includes('"')) {
		const rows = text.split("\n");
		if (rows.at(-1) === "") rows.pop();
		return rows;
	}
	let from = 0;
	const rows = rowEnds(separator)(text).map((end) => {
		const row = text.slice(from, end - 1);
		from = end;
		return row;
	});
	if (from < text.length) rows.push(text.slice(from));
	return rows;
}

/**
 * The cells of a row as they are written, some in quotes.
 * @throws SyntaxError
 */
export function cellsOf(row: string, separator: string): string[] {
	if (!row.includes('"')) return row.split(separator);
	const cells: string[] = [];
	for (let from = 0; ; ) {
		let end = row[from] === '"' ? closingQuote(row, from) + 1 : row.indexOf(separator, from);
		if (end === -1) end = row.length;
		const cell = row.slice(from, end);
		const isQuoted = cell.startsWith('"');
		if (isQuoted ? end < row.length && row[end] !== separator : cell.includes('"'))
			throw new SyntaxError(
				'there is a " in the middle of a cell: put the whole cell in double quotes, and write each of those within it twice',
			);
		cells.push(cell);
		if (end === row.length) return cells;
		from = end + 1;
	}
}

/** @throws SyntaxError */
function closingQuote(row: string, opening: number): number {
	for (let at = opening + 1; ; at += 2) {
		at = row.indexOf('"', at);
		if (at === -1) throw new SyntaxError('a cell begins with " and has no " at its end');
		if (row[at + 1] !== '"') return at;
	}
}

/** The text of a cell. */
export function unquoted(cell: string): string {
	return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** How many characters the line takes in which Excel can name the separator, before the table, and what it names. */
export function separatorLine(text: string): { length: number; named: string | undefined } {
	const [line = "", named] = /^sep=(.)\r?\n/.exec(text) ?? [];
	return { length: line.length, named };
}

/** The first row of a table: its cells as they are written, where it starts and ends, and what separates cells. */
export type HeadingRow = { separator: string; cells: string[]; start: number; end: number };

/**
 * Reads the first row with the separator that makes most of its cells known. Its end is 0 where it has no line feed.
 * @throws SyntaxError
 */
export function readHeadingRow(
	text: string,
	isKnown: (heading: string) => boolean,
	separators: string[] = SEPARATORS,
): HeadingRow {
	const { length: start, named } = separatorLine(text);
	const table = text.slice(start);
	let best: (HeadingRow & { known: number }) | undefined;
	let failure: unknown;
	for (const separator of named === undefined ? separators : [named]) {
		const [end = 0] = rowEnds(separator)(table);
		const row = table.slice(0, end === 0 ? table.length : end - 1);
		try {
			const cells = cellsOf(row.replace(/\r$/, ""), separator);
			const known = cells.filter((cell) => isKnown(unquoted(cell))).length;
			if (known > (best?.known ?? -1)) best = { separator, cells, start, end: end && start + end, known };
		} catch (error) {
			failure ??= error;
		}
	}
	if (best === undefined) throw failure;
	return best;
}

/** The letters and digits of a name in lower case: spaces and punctuation make no other name. */
export function plain(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
