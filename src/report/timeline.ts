/** The entries of a log along a time axis, to be drawn or written in characters. Days are numbers unless they are text. */
import type { Content, Incident } from "../content/schema";
import { dayFromNumber, dayInWords, dayNumber, daysInWords, firstDayOfMonth, monthNumber } from "../incidents/days";
import { logSpan } from "../incidents/occasions";

export type Timeline = {
	/** The days covered, in words. */
	range: string;
	span: { from: number; to: number };
	/** The most frequent first. */
	rows: { label: string; marks: TimelineMark[] }[];
};

/** How many entries are of a day or, where its last day is another, could be on any day from one to another. */
export type TimelineMark = { from: number; to: number; entries: number };

/**
 * Arranges the entries of a log by what they name, or undefined for those that name nothing from the lists; undefined where
 * no entry has a day.
 */
export function timelineOf(
	incidents: Incident[],
	labelOf: (item: string | undefined, entries: Incident[]) => string,
): Timeline | undefined {
	const { span } = logSpan(incidents);
	if (!span) return undefined;
	const named = ({ what }: Incident): (string | undefined)[] => (what.length > 0 ? what : [undefined]);
	const rows = [...new Set(incidents.flatMap(named))]
		.map((item) => ({ item, entries: incidents.filter((incident) => named(incident).includes(item)) }))
		.sort((a, b) => b.entries.length - a.entries.length)
		.map(({ item, entries }) => ({ label: labelOf(item, entries), marks: marksOf(entries) }));
	return { range: daysInWords(span), span: { from: dayNumber(span.from), to: dayNumber(span.to) }, rows };
}

function marksOf(entries: Incident[]): TimelineMark[] {
	const marks = new Map<string, TimelineMark>();
	for (const { from, to } of entries.flatMap(({ when }) => when ?? [])) {
		const key = `${from} ${to}`;
		const known = marks.get(key)?.entries ?? 0;
		marks.set(key, { from: dayNumber(from), to: dayNumber(to), entries: known + 1 });
	}
	return [...marks.values()];
}

/** Day 4 was a Monday. */
const MONDAY = 4;

/** What a character, or the space between two marks of the axis, stands for. Units are numbered: one for all days in it. */
function unitOfDays(name: string, days: number) {
	const numberOf = (day: number) => Math.floor((day - MONDAY) / days);
	return { name, count: 1, numberOf, firstDayOf: (number: number) => number * days + MONDAY };
}

function unitOfMonths(name: string, count: number, months: number) {
	const numberOf = (day: number) => Math.floor(monthNumber(day) / months);
	return { name, count, numberOf, firstDayOf: (number: number) => firstDayOfMonth(number * months) };
}

/** From short to long. */
const UNITS = [
	unitOfDays("day", 1),
	unitOfDays("week", 7),
	unitOfMonths("month", 1, 1),
	unitOfMonths("month", 3, 3),
	...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count) => unitOfMonths("year", count, 12 * count)),
];

/** The shortest unit of which at most `limit` cover the span, the number of its first, and how many they are. */
function columnsOf({ from, to }: Timeline["span"], limit: number) {
	const columns = UNITS.map((unit) => {
		const first = unit.numberOf(from);
		return { unit, first, columns: unit.numberOf(to) - first + 1 };
	});
	return columns.find((it) => it.columns <= limit) ?? (columns.at(-1) as (typeof columns)[number]);
}

/** Draws a line of characters for each row, none wider than `width`. The caption says what a character stands for. */
export function drawInCharacters(
	{ span, rows, range, words }: Timeline & { words: Content["words"]["report"]["log"] },
	width: number,
): { caption: string; rows: { label: string; line: string }[] } {
	const { unit, first, columns } = columnsOf(span, width);
	const columnOf = (day: number) => unit.numberOf(day) - first;
	const drawn = rows.map(({ label, marks }) => {
		const counts = new Array<number>(columns).fill(0);
		const covered = new Array<boolean>(columns).fill(false);
		for (const { from, to, entries } of marks)
			if (from === to) counts[columnOf(from)] = (counts[columnOf(from)] as number) + entries;
			else covered.fill(true, columnOf(from), columnOf(to) + 1);
		const character = (count: number, i: number) => (count > 9 ? "+" : count || (covered[i] ? "~" : "."));
		return { label, line: counts.map(character).join("") };
	});
	const each = unit.count === 1 ? `one ${unit.name}` : `${unit.count} ${unit.name}s`;
	return { caption: `${range}. ${words.eachCharacter} ${each}. ${words.plainLegend}`, rows: drawn };
}

/** Marks on the axis at most, so that their text has room on a phone. */
const MAX_MARKS = 4;

/** Marks for the axis, with their text: "4 Mar", "Mar 2025" or "2025". */
export function axisMarks(span: Timeline["span"]): { day: number; text: string }[] {
	const { unit, first, columns } = columnsOf(span, MAX_MARKS + 1);
	return Array.from({ length: columns }, (_, i) => unit.firstDayOf(first + i))
		.filter((day) => day >= span.from)
		.slice(0, MAX_MARKS)
		.map((day) => {
			const [date, name = "", year = ""] = dayInWords(dayFromNumber(day)).split(" ");
			const month = name.slice(0, 3);
			if (unit.name === "year") return { day, text: year };
			return { day, text: unit.name === "month" ? `${month} ${year}` : `${date} ${month}` };
		});
}
