/** Bytes to the incidents of a log: a table as spreadsheets write it, or JSON. */
import { type CsvError, type InfoRecord, parse } from "csv-parse/sync";
import type { Content, Incident, Problem } from "../content/schema";
import { jsonProblems } from "../engine/json";
import { closest, problem, quote } from "../engine/response";
import { StalkCheckError } from "../platform/errors";
import { type Order, readTime, readWhen } from "./dates";
import { countedItems } from "./occasions";

/** The longest log accepted, in bytes (10 MiB). */
export const MOST_LOG_BYTES = 10 << 20;
const MOST_ENTRIES = 20_000;
const MOST_COLUMNS = 100;
/** Where a file has so many, it is not a log, and nobody reads on. */
const MOST_PROBLEMS = 50_000;
/** The most characters that a cell can have. */
const LONGEST = 10_000;

/** What a table or a piece of JSON can say of an incident, in the order of the template. */
export const COLUMNS = [
	"date",
	"time",
	"what",
	"note",
	"evidence",
	"witnesses",
	"feeling",
	"event",
] as const;
type Column = (typeof COLUMNS)[number];

/** The heading of each column in the template, and what else a heading may say. */
const HEADINGS: Record<Column, [string, ...string[]]> = {
	date: ["date", "when", "day"],
	time: ["time"],
	what: ["what happened", "what", "behaviour", "behaviours", "type"],
	note: ["note", "notes", "details", "description", "comment"],
	evidence: ["evidence", "proof"],
	witnesses: ["witnesses", "witness", "who saw"],
	feeling: [
		"how it made you feel",
		"how it made me feel",
		"how it made them feel",
		"feeling",
		"feelings",
		"effect",
	],
	event: ["event", "event id", "incident"],
};

/** The headings of an empty log. */
export const TEMPLATE = COLUMNS.map((it) => HEADINGS[it][0]);

/** How the dates of a log are to be read: not later than `today`. */
export type Reading = { today: string; order?: Order | undefined };

/** The incidents of a log, by day, and what is worth saying of how it was read. */
export type Log = { incidents: Incident[]; remarks: string[] };

/** One entry as it is written: its place, and what stands in each column. */
type Entry = {
	place: string;
	line: number;
	cells: Map<Column, string | string[]>;
};

/**
 * Reads a log: CSV with a heading, however it is separated, a list or lines of JSON, or `{ "incidents": [] }`.
 * @throws StalkCheckError `bad-answers`, with every problem found: nothing is left out that was not understood.
 */
export function readLog(
	content: Content,
	bytes: Uint8Array,
	reading: Reading,
): Log {
	if (bytes.length > MOST_LOG_BYTES)
		throw refusal(
			"The log is longer than 10 MiB, which is the most that is read. Shorten the notes in a copy of it, or take out what is not about this.",
		);
	const { text, remarks } = decoded(bytes);
	if (text.trim() === "") throw refusal(`The log is empty. ${BEGIN}`);
	const problems: Problem[] = [];
	const entries = /^\s*[[{]/.test(text)
		? entriesOfJson(text, problems)
		: entriesOfTable(text, problems);
	const incidents = incidentsOf(content, entries, reading, problems);
	if (problems.length > 0) throw wrongLog(problems);
	if (incidents.length === 0)
		throw refusal(
			"The log has no entries yet. Under the headings, write a row for each thing that happened.",
		);
	remarks.push(...remarksOn(incidents));
	return { incidents: incidents.sort(byDay), remarks };
}

const BEGIN =
	"For one with headings, to fill in with any spreadsheet: stalk-check log template";

function wrongLog(problems: Problem[]): StalkCheckError {
	const { length } = problems;
	const many =
		length > MOST_PROBLEMS
			? `more than ${MOST_PROBLEMS} problems, of which these are the first`
			: length === 1
				? "a problem"
				: `${length} problems`;
	const lineOf = ({ path }: Problem) => Number(/\d+/.exec(path)?.[0] ?? 0);
	return new StalkCheckError(
		"bad-answers",
		`The log has ${many}; nothing was assessed.`,
		problems.sort((a, b) => lineOf(a) - lineOf(b)),
	);
}

function refusal(message: string): StalkCheckError {
	return new StalkCheckError("bad-answers", message);
}

// Bytes to text.

/** How files begin that are not text, whatever they are called. */
const NOT_TEXT = ["PK\x03\x04", "%PDF", "{\\rtf", "\xd0\xcf\x11\xe0"];

function decoded(bytes: Uint8Array): { text: string; remarks: string[] } {
	const start = String.fromCharCode(...bytes.subarray(0, 5));
	if (NOT_TEXT.some((it) => start.startsWith(it))) throw notText();
	const unicode = start.startsWith("\xff\xfe")
		? "utf-16le"
		: start.startsWith("\xfe\xff")
			? "utf-16be"
			: "utf-8";
	const remarks: string[] = [];
	let text: string;
	try {
		text = new TextDecoder(unicode, { fatal: true }).decode(bytes);
	} catch {
		if (unicode !== "utf-8") throw notText();
		text = inWindows(bytes);
		remarks.push(
			"Read as Windows text (windows-1252), because it is not UTF-8: look whether accents and quotation marks are right",
		);
	}
	if (text.includes("\0")) throw notText();
	return { text: text.replace(/\r\n?/g, "\n"), remarks };
}

/** Text of windows-1252. Node 20's own decoder leaves out what that has and Latin-1 has not, such as quotation marks. */
function inWindows(bytes: Uint8Array): string {
	return Buffer.from(bytes)
		.toString("latin1")
		.replace(/[\x80-\x9f]/g, (it) => MARKS[it.charCodeAt(0) - 0x80] as string);
}

/** The characters of windows-1252 from 80 to 9f. */
const MARKS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

function notText(): StalkCheckError {
	return refusal(
		"The log is not text. In the program that wrote it, save it as CSV, and give that file.",
	);
}

// Text to entries.

const SEPARATORS = [",", ";", "\t", "|"];

function entriesOfTable(text: string, problems: Problem[]): Entry[] {
	// Excel's own way to say what separates the cells; it is no row of the table.
	const [line = "", told] = /^sep=(.)\n/.exec(text) ?? [];
	const table = text.slice(line.length);
	const start = table.trimStart().slice(0, LONGEST);
	const heading = start.split("\n", 1)[0] as string;
	const known = (separator: string) =>
		heading.split(separator).filter((it) => columnOf(unquoted(it))).length;
	const [best = ","] = [...SEPARATORS].sort((a, b) => known(b) - known(a));
	const separator = told ?? best;
	if (known(separator) === 0)
		throw refusal(
			`The first row of the log has no heading that is known here. There are: ${TEMPLATE.join(", ")}. ${BEGIN}`,
		);
	const [headings, ...rows] = rowsOf(table, separator);
	if (headings === undefined) return [];
	const columns = columnsOf(headings, problems);
	return rows.map((row) => entryOf(row, columns, problems));
}

function unquoted(cell: string): string {
	return cell.trim().replace(/^"(.*)"$/, "$1");
}

function plainly(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

function columnOf(heading: string): Column | undefined {
	const plain = plainly(heading);
	return COLUMNS.find((it) =>
		HEADINGS[it].some((name) => plainly(name) === plain),
	);
}

/** A row of a table that is not empty, with its number as a spreadsheet has it, from 1. */
type Row = { number: number; cells: string[] };

function rowsOf(table: string, separator: string): Row[] {
	const rows: Row[] = [];
	const add = (cells: string[], info: InfoRecord) => {
		// Each that does not fit costs time, also one with nothing in it.
		if (info.invalid_field_length > MOST_PROBLEMS) throw tooMany();
		if (cells.every((it) => it.trim() === "")) return null;
		rows.push({ number: info.records + info.empty_lines, cells });
		if (rows.length > MOST_ENTRIES + 1) throw tooMany();
		return null;
	};
	try {
		parse(table, {
			delimiter: separator,
			record_delimiter: "\n",
			relax_column_count: true,
			skip_empty_lines: true,
			on_record: add,
		});
	} catch (error) {
		if (error instanceof StalkCheckError) throw error;
		const { code, records, empty_lines } = error as CsvError & InfoRecord;
		const path = `line ${records + empty_lines + 1}`;
		throw new StalkCheckError(
			"bad-answers",
			"The log has a problem, and what comes after it could not be read; nothing was assessed.",
			[
				{
					path,
					message:
						code === "CSV_QUOTE_NOT_CLOSED"
							? 'a cell begins with " and has no " at its end'
							: 'there is a " in the middle of a cell: put the whole cell in double quotes, and write each of those within it twice',
				},
			],
		);
	}
	return rows;
}

function tooMany(): StalkCheckError {
	return refusal(
		`The log has more than ${MOST_ENTRIES} entries, which is the most that is read. Take out what is not about this, in a copy of it.`,
	);
}

/** What stands above a column, and the column it is known as. */
type Heading = { heading: string; column: Column | undefined };

function columnsOf({ number, cells }: Row, problems: Problem[]): Heading[] {
	if (cells.length > MOST_COLUMNS)
		throw refusal(
			`The log has ${cells.length} columns; the most is ${MOST_COLUMNS}. There are: ${TEMPLATE.join(", ")}.`,
		);
	const seen = new Set<Column>();
	return cells.map((cell) => {
		const heading = cell.trim();
		const column = columnOf(heading);
		const path = `line ${number}, heading`;
		if (column && seen.has(column))
			problems.push({
				path,
				message: `${quote(heading)} is a second column for "${HEADINGS[column][0]}": put both in one`,
			});
		if (column) seen.add(column);
		else if (heading !== "") {
			const message = `there is no column ${quote(heading)}; only ${TEMPLATE.join(", ")}`;
			const known = Object.values(HEADINGS).flat();
			problems.push(problem(path, message, heading.toLowerCase(), known));
		}
		return { heading, column };
	});
}

function entryOf(
	{ number, cells }: Row,
	columns: Heading[],
	problems: Problem[],
): Entry {
	const place = `line ${number}`;
	const found: Entry["cells"] = new Map();
	cells.forEach((cell, i) => {
		const column = columns[i]?.column;
		if (column) found.set(column, cell);
	});
	const stray = cells.find(
		(cell, i) => cell.trim() !== "" && (columns[i]?.heading ?? "") === "",
	);
	if (stray !== undefined)
		problems.push({
			path: place,
			message: `${quote(stray.trim())} has no heading above it. A cell that holds what separates cells, such as a comma, must be in double quotes`,
		});
	return { place, line: number, cells: found };
}

function entriesOfJson(text: string, problems: Problem[]): Entry[] {
	const values = jsonIn(text, problems);
	if (values.length > MOST_ENTRIES) throw tooMany();
	return values.map(({ place, line, value }) => {
		const cells: Entry["cells"] = new Map();
		if (typeof value !== "object" || value === null || Array.isArray(value)) {
			problems.push({
				path: place,
				message: `must be an object, such as { "date": "2025-03-04", "what": "followed" }, not ${quote(value)}`,
			});
			return { place, line, cells };
		}
		for (const [key, cell] of Object.entries(value)) {
			if (problems.length > MOST_PROBLEMS) break;
			const column = COLUMNS.find((it) => it === key);
			const path = `${place}, ${key}`;
			if (!column) {
				const message = `there is no ${quote(key)} here; only ${COLUMNS.join(", ")}`;
				problems.push(problem(path, message, key, COLUMNS));
			} else if (
				typeof cell === "string" ||
				(column === "what" &&
					Array.isArray(cell) &&
					cell.every((it) => typeof it === "string"))
			)
				cells.set(column, cell);
			else if (cell !== null)
				problems.push({
					path,
					message: `must be text${column === "what" ? ", or a list of texts" : ""}, not ${quote(cell)}`,
				});
		}
		return { place, line, cells };
	});
}

/** A value of JSON, and where it stands. */
type Placed = { place: string; line: number; value: unknown };

function jsonIn(text: string, problems: Problem[]): Placed[] {
	const listed = (values: unknown[]) =>
		values.map((value, i) => ({ place: `entry ${i + 1}`, line: i + 1, value }));
	let whole: unknown;
	try {
		whole = JSON.parse(text);
	} catch (error) {
		if (/^\s*\[/.test(text))
			throw refusal(`The log is not JSON: ${(error as Error).message}.`);
		return linesOfJson(text, problems);
	}
	for (const it of jsonProblems(text).slice(0, MOST_PROBLEMS))
		problems.push(it);
	if (Array.isArray(whole)) return listed(whole);
	const held = whole as { incidents?: unknown };
	if (!Object.hasOwn(held, "incidents")) {
		const line = text.slice(0, text.indexOf("{")).split("\n").length;
		return [{ place: `line ${line}`, line, value: whole }];
	}
	const others = Object.keys(held).filter((key) => key !== "incidents");
	for (const key of others.slice(0, MOST_PROBLEMS))
		problems.push({
			path: key,
			message: `there is no ${quote(key)} here; only incidents`,
		});
	if (Array.isArray(held.incidents)) return listed(held.incidents);
	throw refusal(
		`The "incidents" of the log must be a list, not ${quote(held.incidents)}.`,
	);
}

function linesOfJson(text: string, problems: Problem[]): Placed[] {
	return text.split("\n").flatMap((written, i) => {
		const [place, line] = [`line ${i + 1}`, i + 1];
		if (written.trim() === "") return [];
		try {
			const value: unknown = JSON.parse(written);
			for (const { path, message } of jsonProblems(written).slice(0, 1))
				problems.push({ path: `${place}, ${path.slice(1)}`, message });
			return [{ place, line, value }];
		} catch (error) {
			const message = `is not JSON: ${(error as Error).message}`;
			problems.push({ path: place, message });
			return [];
		}
	});
}

// Entries to incidents.

function incidentsOf(
	content: Content,
	entries: Entry[],
	reading: Reading,
	problems: Problem[],
): Incident[] {
	const names = namesIn(content);
	const ambiguous: Problem[] = [];
	const orders = new Map<Order, string>();
	const incidents: Incident[] = [];
	// What was not understood may be what happened.
	const understood = problems.length === 0;
	for (const { place, line, cells } of entries) {
		if (problems.length > MOST_PROBLEMS) break;
		const wrong = (column: Column, message: string, suggestion?: string) => {
			const path = `${place}, ${column}`;
			const it = { path, message, ...(suggestion ? { suggestion } : {}) };
			problems.push(it);
			return it;
		};
		const said = (column: Column): string => {
			const cell = [cells.get(column) ?? ""].flat().join("\n").trim();
			if (cell.length <= LONGEST) return cell;
			const message = `has ${cell.length} characters; the most is ${LONGEST}. Keep the long text elsewhere, and say here where it is`;
			wrong(column, message);
			return "";
		};
		const date = said("date");
		const { when, order, ...read } = readWhen(date, reading);
		if (read.wrong !== undefined) {
			const it = wrong("date", `${quote(date)} ${read.wrong}`);
			if (order === "either") ambiguous.push(it);
		}
		if (order !== undefined && order !== "either" && !orders.has(order))
			orders.set(order, `${place}: ${date}`);
		const time = timeOf(said("time"), read.time, wrong);
		const written = cells.get("what") ?? "";
		const inOne = said("what");
		const what = Array.isArray(written) && inOne !== "" ? written : [inOne];
		const found = what.flatMap((cell) => whatIn(cell, names, wrong));
		const texts = Object.fromEntries(
			TEXTS.map((it) => [it, said(it)] as const).filter(([, it]) => it !== ""),
		);
		const { event: _, ...telling } = texts;
		if (
			understood &&
			!problems.at(-1)?.path.startsWith(`${place}, `) &&
			what.every((it) => it.trim() === "") &&
			Object.keys(telling).length === 0
		)
			problems.push({
				path: place,
				message: "does not say what happened: name it, or write a note",
			});
		incidents.push({
			line,
			...(when ? { when } : {}),
			...time,
			what: [...new Set(found)],
			...texts,
		});
	}
	// How other dates are written is worth knowing, and nothing to go by.
	if (orders.size === 1)
		for (const it of ambiguous)
			for (const [order, example] of orders)
				it.message += `. Others in this log can only be ${order} (${example})`;
	return incidents;
}

const TEXTS = ["note", "evidence", "witnesses", "feeling", "event"] as const;

type Wrong = (column: Column, message: string, suggestion?: string) => void;

/** The time of day, from its own column or from beside the date. */
function timeOf(
	own: string,
	beside: string | undefined,
	wrong: Wrong,
): Pick<Incident, "time" | "minute"> {
	const time = own === "" ? beside : own;
	if (time === undefined) return {};
	const { minute, wrong: why } = readTime(time);
	if (why !== undefined) wrong("time", `${quote(time)} ${why}`);
	if (beside !== undefined && readTime(beside).minute !== minute)
		wrong(
			"time",
			`${quote(time)} is not the time that stands with the date, ${quote(beside)}: write one of them`,
		);
	return minute === undefined ? { time } : { time, minute };
}

/** What can stand for the item of each id, in plain words; and the ids of those that are not counted. */
type Names = { counted: Map<string, string>; alone: Map<string, string> };

function namesIn(content: Content): Names {
	const ids = new Set(countedItems(content).map(({ id }) => id));
	const counted = new Map<string, string>();
	const alone = new Map<string, string>();
	const items = content.checklists.flatMap((checklist) => checklist.items);
	for (const { id, label, spoken, someoneElse } of items)
		for (const name of [
			id,
			label,
			spoken,
			someoneElse?.label,
			someoneElse?.spoken,
		]) {
			const names = ids.has(id) ? counted : alone;
			const plain = inPlainWords(name ?? "");
			if (plain !== "" && !names.has(plain)) names.set(plain, id);
		}
	return { counted, alone };
}

/** Words without case and marks, in which it makes no difference who speaks. */
function inPlainWords(text: string): string {
	const words = text
		.toLowerCase()
		.replace(/['’]/g, "")
		.match(/[\p{L}\p{N}]+/gu);
	return (words ?? []).map((it) => SPOKEN[it] ?? it).join(" ");
}

const SPOKEN: Record<string, string> = Object.assign(Object.create(null), {
	i: "you",
	me: "you",
	my: "your",
	mine: "yours",
});

/** The ids of the items that a cell names. */
function whatIn(cell: string, names: Names, wrong: Wrong): string[] {
	if (cell.trim() === "") return [];
	const { counted, alone } = names;
	const idOf = (name: string) => counted.get(inPlainWords(name));
	const whole = idOf(cell);
	if (whole !== undefined) return [whole];
	return cell.split(/[;|+/\n]/).flatMap((part) => {
		const name = part.trim();
		const id = idOf(name);
		if (name === "" || id !== undefined) return id ?? [];
		const parts = name.split(/,| and /i).map(idOf);
		const known = parts.filter((it) => it !== undefined);
		if (known.length === parts.length) return known;
		const plain = inPlainWords(name);
		const other = alone.get(plain);
		if (other !== undefined) {
			wrong(
				"what",
				`${quote(name)} is not counted, but asked by itself: describe it in the note, and answer "${other}" among the questions`,
			);
			return [];
		}
		const near = closest(plain, counted.keys());
		wrong(
			"what",
			`${quote(name)} is not something that is counted: for the names there are, see stalk-check log template, or write it in the note`,
			near === undefined ? undefined : counted.get(near),
		);
		return [];
	});
}

function byDay(a: Incident, b: Incident): number {
	if (a.when && b.when)
		return (
			compared(a.when.from, b.when.from) ||
			compared(a.when.to, b.when.to) ||
			(a.minute ?? LATEST) - (b.minute ?? LATEST) ||
			a.line - b.line
		);
	if (a.when || b.when) return a.when ? -1 : 1;
	return a.line - b.line;
}

/** After every minute of the day: a time that is not known. */
const LATEST = 24 * 60;

function compared(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

// What is worth saying.

function remarksOn(incidents: Incident[]): string[] {
	const remarks: string[] = [];
	const undated = incidents.filter(({ when }) => !when).length;
	if (undated > 0) remarks.push(`${entries(undated)} no day`);
	const unnamed = incidents.filter(({ what }) => what.length === 0).length;
	if (unnamed > 0) remarks.push(`${entries(unnamed)} nothing that is counted`);
	const same = new Map<string, number[]>();
	for (const { line, ...said } of incidents) {
		const key = JSON.stringify(said);
		const lines = same.get(key);
		if (lines) lines.push(line);
		else same.set(key, [line]);
	}
	for (const lines of same.values())
		if (lines.length > 1)
			remarks.push(
				`Lines ${lines.join(", ")} say the same: is it one thing, written down twice?`,
			);
	return remarks;
}

function entries(count: number): string {
	return count === 1 ? "1 entry has" : `${count} entries have`;
}
