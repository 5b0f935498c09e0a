/** The entries of a log along a time axis, to be drawn or written in characters. Days are numbers unless they are text. */
import type { Incident } from "../content/schema";
import { dayFromNumber, dayInWords, dayNumber, firstDayOfMonth, monthNumber } from "../incidents/days";
import type { TimelineBlock } from "./blocks";

export type TimelineRow = {
	/** Undefined for the entries that name nothing from the lists. */
	item: string | undefined;
	entries: number;
	undated: number;
	/** The first and the last day that an entry can be about, yyyy-mm-dd; absent where no entry has a day. */
	days?: { from: string; to: string };
	/** Exact days, with how many entries each has. */
	ticks: [day: number, entries: number][];
	/** Entries that could be on any day from one to another, each pair once. */
	bars: [from: number, to: number][];
};

export type Timeline = {
	span: { from: number; to: number };
	/** The most frequent first. */
	rows: TimelineRow[];
};

/** Arranges the entries of a log; undefined where no entry has a day. */
export function timelineOf(incidents: Incident[]): Timeline | undefined {
	const kinds = new Map<string | undefined, Incident[]>();
	for (const incident of incidents)
		for (const item of incident.what.length > 0 ? incident.what : [undefined]) {
			const kind = kinds.get(item) ?? [];
			kinds.set(item, kind);
			kind.push(incident);
		}
	const rows = [...kinds].map(([item, entries]) => rowOf(item, entries)).sort((a, b) => b.entries - a.entries);
	const days = rows.flatMap(({ days }) => days ?? []);
	if (days.length === 0) return undefined;
	const from = days.map(({ from }) => from).reduce(earlier);
	const to = days.map(({ to }) => to).reduce(later);
	return { span: { from: dayNumber(from), to: dayNumber(to) }, rows };
}

function rowOf(item: string | undefined, entries: Incident[]): TimelineRow {
	const whens = entries.flatMap(({ when }) => when ?? []);
	const ticks = new Map<number, number>();
	const bars = new Map<string, [number, number]>();
	for (const { from, to } of whens)
		if (from === to) {
			const day = dayNumber(from);
			ticks.set(day, (ticks.get(day) ?? 0) + 1);
		} else bars.set(`${from} ${to}`, [dayNumber(from), dayNumber(to)]);
	return {
		item,
		entries: entries.length,
		undated: entries.length - whens.length,
		...(whens.length === 0
			? {}
			: {
					days: {
						from: whens.map(({ from }) => from).reduce(earlier),
						to: whens.map(({ to }) => to).reduce(later),
					},
				}),
		ticks: [...ticks].sort(([a], [b]) => a - b),
		bars: [...bars.values()].sort(([a], [b]) => a - b),
	};
}

function earlier(a: string, b: string): string {
	return a < b ? a : b;
}

function later(a: string, b: string): string {
	return a > b ? a : b;
}

/** What a character, or the space between two marks of the axis, stands for. */
type Unit = { name: "day" | "week" | "month" | "year"; count: number } & ({ days: number } | { months: number });

/** From short to long. */
const UNITS: Unit[] = [
	{ name: "day", count: 1, days: 1 },
	{ name: "week", count: 1, days: 7 },
	{ name: "month", count: 1, months: 1 },
	{ name: "month", count: 3, months: 3 },
	...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count): Unit => ({ name: "year", count, months: 12 * count })),
];

/** Day 4 was a Monday. */
const MONDAY = 4;

/** Numbers the units, so that one number covers all days in the same unit. */
function unitOf(unit: Unit, day: number): number {
	return "days" in unit ? Math.floor((day - MONDAY) / unit.days) : Math.floor(monthNumber(day) / unit.months);
}

/** The first day of a numbered unit. */
function startOf(unit: Unit, number: number): number {
	return "days" in unit ? number * unit.days + MONDAY : firstDayOfMonth(number * unit.months);
}

/** The shortest unit of which at most `limit` cover the span. */
function fittingUnit({ from, to }: Timeline["span"], limit: number): Unit {
	const fits = (unit: Unit) => unitOf(unit, to) - unitOf(unit, from) < limit;
	return UNITS.find(fits) ?? (UNITS.at(-1) as Unit);
}

/** Draws a line of characters for each row, none wider than `width`. The caption says what a character stands for. */
export function drawInCharacters(
	{ timeline, range, words }: Omit<TimelineBlock, "kind" | "labels">,
	width: number,
): { caption: string; lines: string[] } {
	const { span, rows } = timeline;
	const unit = fittingUnit(span, width);
	const first = unitOf(unit, span.from);
	const columns = unitOf(unit, span.to) - first + 1;
	const columnOf = (day: number) => unitOf(unit, day) - first;
	const lines = rows.map(({ ticks, bars }) => {
		const counts = new Array<number>(columns).fill(0);
		const covered = new Array<boolean>(columns).fill(false);
		for (const [day, entries] of ticks) counts[columnOf(day)] = (counts[columnOf(day)] as number) + entries;
		for (const [from, to] of bars) covered.fill(true, columnOf(from), columnOf(to) + 1);
		return counts.map((count, i) => (count > 9 ? "+" : count > 0 ? String(count) : covered[i] ? "~" : ".")).join("");
	});
	const { name, count } = unit;
	const each = count === 1 ? `one ${name}` : `${count} ${name}s`;
	const caption = `${range}. ${words.eachCharacter} ${each}. ${words.plainLegend}`;
	return { caption, lines };
}

/** Marks on the axis at most, so that their text has room on a phone. */
const MAX_MARKS = 4;

/** Marks for the axis, with their text: "4 Mar", "Mar 2025" or "2025". */
export function axisMarks(span: Timeline["span"]): { day: number; text: string }[] {
	const unit = fittingUnit(span, MAX_MARKS + 1);
	const first = unitOf(unit, span.from);
	const count = unitOf(unit, span.to) - first + 1;
	return Array.from({ length: count }, (_, i) => startOf(unit, first + i))
		.filter((day) => day >= span.from)
		.slice(0, MAX_MARKS)
		.map((day) => {
			const [date, name = "", year = ""] = dayInWords(dayFromNumber(day)).split(" ");
			const month = name.slice(0, 3);
			if (unit.name === "year") return { day, text: year };
			if (unit.name === "month") return { day, text: `${month} ${year}` };
			return { day, text: `${date} ${month}` };
		});
}
