/** The entries of a log along a line of time: a row for each thing that happened, to be drawn or written in characters. */

import type { Incident } from "../content/schema";
import { dayNumber } from "../incidents/days";
import { firstOfMonth, partsOf, shortMonth } from "./days";

/** What a row stands for, when it has an item; a row without one holds entries that name nothing from the lists. */
export type TimelineRow = {
	item: string | undefined;
	entries: number;
	undated: number;
	/** The first and the last day that an entry can be about; absent where no entry has a day. */
	days?: { from: string; to: string };
	/** Exact days, by number, with how many entries each has. */
	ticks: [day: number, entries: number][];
	/** Entries that could be on any day from one to another, each pair once. */
	bars: [from: number, to: number][];
};

export type Timeline = {
	/** The first and the last day shown, by number; absent where no entry has a day. */
	span?: { from: number; to: number };
	/** The most frequent first. */
	rows: TimelineRow[];
};

/** Sets the entries of a log along a line of time. */
export function timelineOf(incidents: Incident[]): Timeline {
	const kinds = new Map<string | undefined, Incident[]>();
	for (const incident of incidents)
		for (const item of incident.what.length > 0 ? incident.what : [undefined]) {
			const kind = kinds.get(item) ?? [];
			kinds.set(item, kind);
			kind.push(incident);
		}
	const rows = [...kinds]
		.map(([item, entries]) => rowOf(item, entries))
		.sort((a, b) => b.entries - a.entries);
	const days = rows.flatMap(({ days }) => days ?? []);
	if (days.length === 0) return { rows };
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

/** A stretch of time that a character or a mark of the axis stands for. */
type Unit = { unit: "day" | "week" | "month" | "year"; each: number };

/** From short to long. */
const UNITS: Unit[] = [
	{ unit: "day", each: 1 },
	{ unit: "week", each: 1 },
	{ unit: "month", each: 1 },
	{ unit: "month", each: 3 },
	...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map(
		(each): Unit => ({ unit: "year", each }),
	),
];

/** Where a unit begins that a day is in; and, with `on`, the one so many units later. */
function startOf({ unit, each }: Unit, day: number, on = 0): number {
	const { year, month } = partsOf(day);
	switch (unit) {
		case "day":
			return day + on * each;
		case "week":
			// Day 4 of 1970 was a Monday.
			return day - ((((day - 4) % 7) + 7) % 7) + on * 7;
		case "month":
			return firstOfMonth(year, month - (month % each) + on * each);
		case "year":
			return firstOfMonth(year - (year % each) + on * each, 0);
	}
}

/** The starts of all units that the days from one to another are in, and of the one after. */
function startsIn(unit: Unit, from: number, to: number): number[] {
	const first = startOf(unit, from);
	const starts = [first];
	for (let on = 1; (starts.at(-1) as number) <= to; on++)
		starts.push(startOf(unit, first, on));
	return starts;
}

/** The longest that a unit of one kind is, in days. */
const LONGEST = { day: 1, week: 7, month: 31, year: 366 };

/** The shortest unit of which no more than so many are needed, from one day to another. */
function fitting(units: Unit[], from: number, to: number, most: number): Unit {
	// Where there would be far too many, they are not even listed.
	const fits = ({ unit, each }: Unit) =>
		(to - from) / (LONGEST[unit] * each) <= most &&
		startsIn({ unit, each }, from, to).length - 1 <= most;
	return units.find(fits) ?? (units.at(-1) as Unit);
}

/** The timeline in characters: a line for each row, none wider than `width`, and what one character stands for. */
export function charactersOf(
	{ span, rows }: Timeline,
	width: number,
): { lines: string[]; each: string } | undefined {
	if (!span) return undefined;
	const unit = fitting(UNITS, span.from, span.to, width);
	const starts = startsIn(unit, span.from, span.to);
	const bins = starts.length - 1;
	// The last that begins no later than the day.
	const binOf = (day: number) => {
		let low = 0;
		let high = bins - 1;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if ((starts[middle] as number) <= day) low = middle;
			else high = middle - 1;
		}
		return low;
	};
	const lines = rows.map(({ ticks, bars }) => {
		const counts = new Array<number>(bins).fill(0);
		const maybe = new Array<boolean>(bins).fill(false);
		for (const [day, entries] of ticks)
			counts[binOf(day)] = (counts[binOf(day)] as number) + entries;
		for (const [from, to] of bars) maybe.fill(true, binOf(from), binOf(to) + 1);
		return counts
			.map((count, i) =>
				count > 9 ? "+" : count > 0 ? String(count) : maybe[i] ? "~" : ".",
			)
			.join("");
	});
	const { unit: name, each } = unit;
	return { lines, each: each === 1 ? `one ${name}` : `${each} ${name}s` };
}

/** How many marks an axis has at most, so that their words have room on a phone. */
const MARKS = 4;

/** Marks for the axis of a timeline: days by number, with their words. */
export function marksOf({
	from,
	to,
}: {
	from: number;
	to: number;
}): { day: number; text: string }[] {
	const unit = fitting(UNITS, from, to, MARKS + 1);
	const { unit: name } = unit;
	return startsIn(unit, from, to)
		.filter((day) => day >= from && day <= to)
		.slice(0, MARKS)
		.map((day) => {
			const { year, month, day: date } = partsOf(day);
			const words = {
				day: `${date} ${shortMonth(month)}`,
				week: `${date} ${shortMonth(month)}`,
				month: `${shortMonth(month)} ${year}`,
				year: `${year}`,
			};
			return { day, text: words[name] };
		});
}
