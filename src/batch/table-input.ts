/** Opens a table that comes in chunks: how it is written, its headings, and which columns are read. */
import type { Content } from "../content/schema";
import { badAnswers } from "../platform/errors";
import { MAX_RESPONSE_BYTES } from "../platform/read-response";
import { decodeLines, encodingOf, READ_AS_WINDOWS } from "../tables/encoding";
import { type HeadingRow, readHeadingRow, unquoted } from "../tables/rows";
import { readColumnMap } from "./column-map";
import { type Column, type ColumnMap, columnsOf, fieldFinder, fieldsOf } from "./columns";

/** How the rows of a table are read. Plain JSON, so that it can be sent to threads. */
export type TableInput = {
	separator: string;
	/** The headings, as they are written. */
	headings: string[];
	columns: Column[];
};

/** A table whose headings have been read. */
export type OpenTable = {
	format: TableInput;
	/** What stands before the headings: a byte order mark, and the line that names the separator, or nothing. */
	mark: string;
	separatorLine: string;
	lineEnd: string;
	/** The rows below the headings, in chunks of UTF-8, or windows-1252, as Latin-1. */
	rows: AsyncIterable<string>;
};

const BYTE_ORDER_MARK = "\xef\xbb\xbf";
const NO_MAP: ColumnMap = { columns: new Map(), everywhere: new Map() };
const MAX_COLUMNS = 10_000;

/**
 * Reads as much of a table as its headings need. Adds remarks on them.
 * @throws StalkCheckError `bad-answers`
 */
export async function openTable(
	content: Content,
	input: AsyncIterable<string>,
	format: "csv" | "tsv",
	mapFile: Buffer | undefined,
	remarks: Set<string>,
): Promise<OpenTable> {
	const fields = fieldsOf(content);
	const map = mapFile ? readColumnMap(mapFile, fields) : NO_MAP;
	const separators = format === "tsv" ? ["\t"] : undefined;
	const find = fieldFinder(fields);
	const isKnown = (cell: string) => {
		// The last cell of a chunk can end within a character.
		const heading = decodeLines(cell, () => {});
		return find(heading) !== undefined || map.columns.has(heading.trim());
	};
	const chunks = chunksOf(input);
	let text = "";
	let row: HeadingRow | undefined;
	for (let done: boolean | undefined = false; !row?.end && !done; ) {
		const next = await chunks.next();
		done = next.done;
		const chunk = next.value ?? "\n";
		text += chunk;
		if (/^\s*[{[]/.test(text)) throw badAnswers("This is JSON, and not a table: say so with --from ndjson.");
		if (chunk.includes("\n")) row = headingRow(withoutMark(text), isKnown, separators);
		if (!row?.end && text.length > MAX_RESPONSE_BYTES)
			throw badAnswers("The first row of the table is longer than 1 MiB.");
	}
	const { separator, cells, start, end } = row as HeadingRow;
	if (cells.length > MAX_COLUMNS)
		throw badAnswers(`The table has ${cells.length} columns; the most is ${MAX_COLUMNS}.`);
	const headings = cells.map((cell) => decodeLines(cell, () => remarks.add(READ_AS_WINDOWS)));
	const columns = columnsOf(fields, headings.map(headingText), map, definitionIds(content), remarks);
	const table = withoutMark(text);
	async function* rows() {
		yield table.slice(end);
		yield* chunks;
	}
	return {
		format: { separator, headings, columns },
		mark: table === text ? "" : "\ufeff",
		separatorLine: table.slice(0, start),
		lineEnd: table.slice(0, end).endsWith("\r\n") ? "\r\n" : "\n",
		rows: rows(),
	};
}

export function definitionIds({ packs }: Content): string[] {
	return packs.flatMap(({ definitions }) => definitions.map(({ id }) => id));
}

/** What a heading says. */
export function headingText(cell: string): string {
	return unquoted(cell).trim();
}

const NOT_TEXT = "This is not text. In the program that wrote it, save it as CSV, and give that file.";
const MARKS_OF_JSON = /[{}[\]]|":/;

/**
 * Checks that lines of JSON do not start with the headings of a table: every row would be an error of its own.
 * @throws StalkCheckError `bad-answers`
 */
export function refuseTable(content: Content, lines: string) {
	if (encodingOf(lines) === undefined) throw badAnswers(NOT_TEXT);
	const line = lines.slice(0, lines.indexOf("\n") + 1);
	// Also in a line of JSON that was broken off or changed.
	if (line.length > MAX_RESPONSE_BYTES || MARKS_OF_JSON.test(line)) return;
	const find = fieldFinder(fieldsOf(content));
	const isKnown = (cell: string) => find(headingText(cell)) !== undefined;
	let cells: string[];
	try {
		({ cells } = readHeadingRow(
			decodeLines(withoutMark(line), () => {}),
			isKnown,
		));
	} catch {
		return;
	}
	if (cells.length > 1 && cells.some(isKnown))
		throw badAnswers("This is a table (CSV): say so with --from csv, or give a file whose name ends in .csv or .tsv.");
}

function withoutMark(text: string): string {
	return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
}

function headingRow(...args: Parameters<typeof readHeadingRow>): HeadingRow {
	try {
		return readHeadingRow(...args);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw badAnswers("The first row of the table could not be read.", [{ path: "row 1", message: error.message }]);
	}
}

/** Chunks in UTF-8, with line feeds, whatever they were in; lines in windows-1252 are left to be found. */
async function* chunksOf(input: AsyncIterable<string>): AsyncGenerator<string> {
	let decode: ((chunk: string) => string) | undefined;
	let start = "";
	for await (const chunk of input) {
		start += chunk;
		if (!decode && !FIRST_LINE.test(start) && start.length < MAX_RESPONSE_BYTES) continue;
		decode ??= decoderFor(start);
		yield decode(start);
		start = "";
	}
	if (start !== "") yield decoderFor(start)(start);
}

/** Enough to tell the encoding, and what ends lines. */
const FIRST_LINE = /^.{4,}(?:\n|\r.)/s;

function decoderFor(start: string): (chunk: string) => string {
	const encoding = encodingOf(start);
	if (encoding === undefined || (encoding === "utf-8" && start.split("\n", 1)[0]?.includes("\0")))
		throw badAnswers(NOT_TEXT);
	if (encoding !== "utf-8") {
		const decoder = new TextDecoder(encoding, { ignoreBOM: true });
		return (chunk) => {
			const text = decoder.decode(Buffer.from(chunk, "latin1"), { stream: true });
			return Buffer.from(text).toString("latin1");
		};
	}
	// Excel for Mac can end lines with carriage returns alone.
	if (!start.includes("\n") && /\r[^\r]/.test(start)) return (chunk) => chunk.replaceAll("\r", "\n");
	return (chunk) => chunk;
}
