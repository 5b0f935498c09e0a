/** Entries of a log, as they are written, to incidents. */
import { contentIndex } from "../content/content-index";
import type { Content, Incident, Problem } from "../content/schema";
import { closest, quote } from "../engine/response";
import type { Column, Entry } from "./columns";
import { type DateOptions, readDate, readTime } from "./dates";
import type { Problems } from "./problems";

type Report = (column: Column, message: string, suggestion?: string) => Problem;

const MAX_CELL_LENGTH = 10_000;
const DESCRIPTION = ["note", "evidence", "witnesses", "feeling"] as const;

/** Reads every entry. */
export function readEntries(content: Content, entries: Entry[], options: DateOptions, problems: Problems): Incident[] {
	const names = itemNames(content);
	/** By order, the first date that is a day only in it; and the problems of dates that are a day in either. */
	const examples = new Map<string, string>();
	const ambiguous: Problem[] = [];
	// A column that was not understood may say what happened.
	const allRead = problems.list.length === 0;
	const incidents = entries.map(({ place, line, cells }): Incident => {
		const before = problems.list.length;
		const report: Report = (column, ...problem) =>
			problems.add(`${place}, ${cells.get(column)?.heading ?? column}`, ...problem);
		const textOf = (column: Column) => textIn(cells, column, report);
		const date = textOf("date");
		const { range, time, order, problem: why } = readDate(date, options);
		const problem = why === undefined ? undefined : report("date", `${quote(date)} ${why}`);
		if (order === "either" && problem) ambiguous.push(problem);
		else if (order && !examples.has(order)) examples.set(order, `${place}: ${date}`);
		const incident: Incident = {
			line,
			...(range && { when: range }),
			...timeOf(textOf("time"), time, report),
			what: itemsIn(textOf("what"), names, report),
		};
		for (const column of [...DESCRIPTION, "event"] as const) {
			const text = textOf(column);
			if (text !== "") incident[column] = text;
		}
		const saysNothing = (["what", ...DESCRIPTION] as const).every((column) => !incident[column]?.length);
		if (saysNothing && allRead && problems.list.length === before)
			problems.add(place, "does not say what happened: name it, or write a note");
		return incident;
	});
	// The order of the other dates is only a hint: the person decides.
	for (const [order, example] of examples.size === 1 ? examples : [])
		for (const date of ambiguous) date.message += `. Others in this log can only be ${order} (${example})`;
	return incidents;
}

function textIn(cells: Entry["cells"], column: Column, report: Report): string {
	const text = cells.get(column)?.text.trim() ?? "";
	if (text.length <= MAX_CELL_LENGTH) return text;
	const tooLong = `has ${text.length} characters; the most is ${MAX_CELL_LENGTH}`;
	report(column, `${tooLong}. Keep the long text elsewhere, and say here where it is`);
	return "";
}

/** The time in its own column, or else the one beside the date. */
function timeOf(own: string, besideDate: string | undefined, report: Report): Pick<Incident, "time" | "minute"> {
	const time = own || besideDate;
	if (time === undefined) return {};
	const { minute, problem } = readTime(time);
	if (problem !== undefined) report("time", `${quote(time)} ${problem}`);
	if (besideDate !== undefined && readTime(besideDate).minute !== minute)
		report("time", `${quote(time)} is not the time that stands with the date, ${quote(besideDate)}: write one of them`);
	return minute === undefined ? { time } : { time, minute };
}

/**
 * Ids by plain name: of items whose occasions are counted, and of those that are only asked. `phrases` only suggest,
 * the longest first.
 */
type ItemNames = {
	counted: Map<string, string>;
	uncounted: Map<string, string>;
	phrases: [phrase: string, id: string][];
};

/** Names items by id and by what screens and reports call them, in both voices. */
function itemNames(content: Content): ItemNames {
	const names: ItemNames = { counted: new Map(), uncounted: new Map(), phrases: [] };
	for (const { item, answerSet } of contentIndex(content).items.values()) {
		const { id, label, row, named, spoken, alsoCalled, someoneElse: other } = item;
		const ids = answerSet.counts ? names.counted : names.uncounted;
		for (const name of [id, label, row, named, spoken, other?.label, other?.row, other?.named, other?.spoken]) {
			const plain = plainName(name ?? "");
			if (plain !== "" && !ids.has(plain)) ids.set(plain, id);
		}
		for (const phrase of alsoCalled?.split(",") ?? []) names.phrases.push([plainName(phrase), id]);
	}
	names.phrases.sort(([a], [b]) => b.length - a.length);
	return names;
}

const SECOND_PERSON = new Map(Object.entries({ i: "you", me: "you", my: "your", mine: "yours" }));

/** Lower-case words without punctuation; "my phone" and "your phone" are the same. */
function plainName(text: string): string {
	const withoutApostrophes = text.toLowerCase().replace(/['’]/g, "");
	const words: string[] = withoutApostrophes.match(/[\p{L}\p{N}]+/gu) ?? [];
	return words.map((word) => SECOND_PERSON.get(word) ?? word).join(" ");
}

/** The ids of the counted items that a cell names, each once. Reports names that it cannot count. */
function itemsIn(cell: string, { counted, uncounted, phrases }: ItemNames, report: Report): string[] {
	const idOf = (name: string) => counted.get(plainName(name));
	const single = idOf(cell);
	if (single !== undefined) return [single];
	const ids = cell.split(/[;|+/\n]/).flatMap((part) => {
		const name = part.trim();
		if (name === "") return [];
		const id = idOf(name);
		if (id !== undefined) return id;
		const all = name.split(/,| and /i).map(idOf);
		if (!all.includes(undefined)) return all as string[];
		const plain = plainName(name);
		const asked = uncounted.get(plain);
		const why =
			asked === undefined
				? "is not something that is counted: use a name from stalk-check log template, or write it in the note"
				: `is not counted, but asked by itself: describe it in the note, and answer "${asked}" among the questions`;
		const near = counted.get(closest(plain, counted.keys()) ?? "") ?? (meant(plain, phrases) || undefined);
		const suggestion = asked === undefined ? near : undefined;
		report("what", `${quote(name)} ${why}`, suggestion);
		return [];
	});
	return [...new Set(ids)];
}

/** The ids of the items whose phrases a text has as whole words, as they would be written in a cell. */
function meant(plain: string, phrases: ItemNames["phrases"]): string {
	let rest = ` ${plain} `;
	const ids = new Set<string>();
	for (const [phrase, id] of phrases) {
		if (!rest.includes(` ${phrase} `)) continue;
		ids.add(id);
		// A shorter phrase within this one says nothing more.
		rest = rest.replaceAll(` ${phrase} `, "  ");
	}
	return [...ids].join("; ");
}
