/** Entries of a log, as they are written, to incidents. */
import type { Content, Incident, Problem } from "../content/schema";
import { quote } from "../engine/response";
import type { Column } from "./columns";
import { type DateOptions, type DateReading, readDate } from "./dates";
import { type ItemNames, itemNames, itemsIn } from "./item-names";
import { MAX_PROBLEMS } from "./problems";
import { readTime } from "./times";

/** One entry as it is written. `place` is its name in messages, `line` its number. */
export type Entry = { place: string; line: number; cells: Map<Column, string> };

type Report = (column: Column, message: string, suggestion?: string) => Problem;

const MAX_CELL_LENGTH = 10_000;
const DESCRIPTION = ["note", "evidence", "witnesses", "feeling"] as const;

/** Reads every entry. Adds to `problems`, and stops where there are too many. */
export function readEntries(content: Content, entries: Entry[], options: DateOptions, problems: Problem[]): Incident[] {
	const names = itemNames(content);
	const incidents: Incident[] = [];
	const dates: WrittenDate[] = [];
	// A column that was not understood may say what happened.
	const allRead = problems.length === 0;
	for (const entry of entries) {
		if (problems.length > MAX_PROBLEMS) break;
		const before = problems.length;
		const { incident, date } = readEntry(entry, names, options, problems);
		if (allRead && problems.length === before && saysNothing(entry))
			problems.push({
				path: entry.place,
				message: "does not say what happened: name it, or write a note",
			});
		incidents.push(incident);
		dates.push(date);
	}
	addOrderHints(dates);
	return incidents;
}

function readEntry(
	entry: Entry,
	names: ItemNames,
	options: DateOptions,
	problems: Problem[],
): { incident: Incident; date: WrittenDate } {
	const report: Report = (column, message, suggestion) => {
		const path = `${entry.place}, ${column}`;
		const problem = { path, message, ...(suggestion && { suggestion }) };
		problems.push(problem);
		return problem;
	};
	const text = (column: Column) => checkedText(entry, column, report);

	const original = text("date");
	const { range, time, order, problem } = readDate(original, options);
	const date: WrittenDate = { order, example: `${entry.place}: ${original}` };
	if (problem !== undefined) date.problem = report("date", `${quote(original)} ${problem}`);
	const incident: Incident = {
		line: entry.line,
		...(range && { when: range }),
		...timeOf(text("time"), time, report),
		what: itemsIn(text("what"), names, (message, suggestion) => report("what", message, suggestion)),
	};
	for (const column of [...DESCRIPTION, "event"] as const) {
		const words = text(column);
		if (words !== "") incident[column] = words;
	}
	return { incident, date };
}

function checkedText(entry: Entry, column: Column, report: Report): string {
	const text = entry.cells.get(column)?.trim() ?? "";
	if (text.length <= MAX_CELL_LENGTH) return text;
	report(
		column,
		`has ${text.length} characters; the most is ${MAX_CELL_LENGTH}. Keep the long text elsewhere, and say here where it is`,
	);
	return "";
}

function saysNothing({ cells }: Entry): boolean {
	return (["what", ...DESCRIPTION] as const).every((column) => !cells.get(column)?.trim());
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

/** The order in which a date can be read, and the problem with it, if there is one. */
type WrittenDate = {
	order: DateReading["order"] | undefined;
	example: string;
	problem?: Problem;
};

/** Adds to each ambiguous date the order that the other dates of the log have, if it is one: the person decides. */
function addOrderHints(dates: WrittenDate[]): void {
	const known = dates.filter(({ order }) => order && order !== "either");
	const [first] = known;
	if (!first || known.some(({ order }) => order !== first.order)) return;
	for (const { order, problem } of dates)
		if (order === "either" && problem)
			problem.message += `. Others in this log can only be ${first.order} (${first.example})`;
}
