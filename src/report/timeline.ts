/** The entries of a log along a time axis, to be drawn or written in characters. Days are numbers unless they are text. */
import type { Incident } from "../content/schema";
import { dayFromNumber, dayInWords, dayNumber, firstDayOfMonth, monthNumber } from "../incidents/days";
import { logSpan } from "../incidents/occasions";
import type { TimelineBlock } from "./blocks";

export type Timeline = {
	span: { from: number; to: number };
	/** The most frequent first. */
	rows: TimelineRow[];
};

type TimelineRow = {
	label: string;
	/** Exact days, with how many entries each has. */
	ticks: [day: number, entries: number][];
	/** Entries that could be on any day from one to another, each pair once. */
	bars: [from: number, to: number][];
};

/**
 * Arranges the entries of a log by what they name, or undefined for those that name nothing from the lists; undefined where
 * no entry has a day.
 */
export function timelineOf(
	incidents: Incident[],
	labelOf: (item: string | undefined, entries: Incident[]) => string,
): Timeline | undefined {
	const { span } = logSpan(incidents.flatMap(({ when }) => when ?? []));
	if (!span) return undefined;
	const kinds = new Map<string | undefined, Incident[]>();
	for (const incident of incidents)
		for (const item of incident.what.length > 0 ? incident.what : [undefined]) {
			const kind = kinds.get(item) ?? [];
			kinds.set(item, kind);
			kind.push(incident);
		}
	const rows = [...kinds]
		.sort(([, a], [, b]) => b.length - a.length)
		.map(([item, entries]) => ({ label: labelOf(item, entries), ...marksOf(entries) }));
	return { span: { from: dayNumber(span.from), to: dayNumber(span.to) }, rows };
}

function marksOf(entries: Incident[]): Pick<TimelineRow, "ticks" | "bars"> {
	const ticks = new Map<number, number>();
	const bars = new Map<string, [number, number]>();
	for (const { from, to } of entries.flatMap(({ when }) => when ?? []))
		if (from === to) ticks.set(dayNumber(from), (ticks.get(dayNumber(from)) ?? 0) + 1);
		else bars.set(`${from} ${to}`, [dayNumber(from), dayNumber(to)]);
	return { ticks: [...ticks].sort(([a], [b]) => a - b), bars: [...bars.values()].sort(([a], [b]) => a - b) };
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
	{ span, rows, range, words }: Omit<TimelineBlock, "kind">,
	width: number,
): { caption: string; rows: { label: string; line: string }[] } {
	const { unit, first, columns } = columnsOf(span, width);
	const columnOf = (day: number) => unit.numberOf(day) - first;
	const drawn = rows.map(({ label, ticks, bars }) => {
		const counts = new Array<number>(columns).fill(0);
		const covered = new Array<boolean>(columns).fill(false);
		for (const [day, entries] of ticks) counts[columnOf(day)] = (counts[columnOf(day)] as number) + entries;
		for (const [from, to] of bars) covered.fill(true, columnOf(from), columnOf(to) + 1);
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
