/** How many separate occasions the entries of a log show, and the time that they cover. */
import type { DateRange, Incident, LogFindings, LogOccasions } from "../content/schema";
import { dayFromNumber, dayNumber } from "./days";

/** A first and last day number. */
type DayNumbers = { from: number; to: number };

/**
 * Counts occasions. Entries of one event are one occasion, whatever their days. Two others may be one occasion if they
 * can be on the same day, and one may be part of an event that it can share a day with; without a date it can be on any
 * day. `atLeast` is the fewest occasions that explain all entries; `atMost` counts each entry without an event.
 */
export function countOccasions(incidents: Incident[]): Pick<LogOccasions, "atLeast" | "atMost" | "lines"> {
	const inEvents = incidents.filter(({ event }) => event !== undefined);
	const others = incidents.filter(({ event }) => event === undefined);
	const events = new Set(inEvents.map(({ event }) => event)).size;
	const eventDays = mergeRanges(inEvents.map(({ when }) => possibleDays(when)));
	const unexplained = others
		.map(({ when }) => possibleDays(when))
		.filter(({ from, to }) => !eventDays.some((event) => event.from <= to && from <= event.to));
	return {
		atLeast: events + fewestDays(unexplained),
		atMost: events + others.length,
		lines: incidents.map(({ line }) => line).sort((a, b) => a - b),
	};
}

/** The days that a date can be: any, where it is not known. */
function possibleDays(when: DateRange | undefined): DayNumbers {
	if (!when) return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
	return { from: dayNumber(when.from), to: dayNumber(when.to) };
}

/** Sorts ranges, and joins those that overlap or touch. */
function mergeRanges(ranges: DayNumbers[]): DayNumbers[] {
	const merged: DayNumbers[] = [];
	for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
		const last = merged.at(-1);
		if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
		else merged.push({ from, to });
	}
	return merged;
}

/** The size of the smallest set with a day in each range: the last day of the range that ends first, and so on. */
function fewestDays(ranges: DayNumbers[]): number {
	const chosen: number[] = [];
	for (const { from, to } of [...ranges].sort((a, b) => a.to - b.to)) {
		const last = chosen.at(-1);
		if (last === undefined || from > last) chosen.push(to);
	}
	return chosen.length;
}

/** The first to the last day that an entry can be about, the longest time in it that none can be, and its months. */
export function logSpan(incidents: Incident[]): Pick<LogFindings, "span" | "longestGap" | "months"> {
	const ranges = incidents.flatMap(({ when }) => (when ? possibleDays(when) : []));
	const merged = mergeRanges(ranges);
	const [first, last] = [merged[0], merged.at(-1)];
	if (!first || !last) return { months: [] };
	const gaps = merged.slice(1).map(({ from }, i) => stretch((merged[i] as DayNumbers).to + 1, from - 1));
	const [longestGap] = gaps.sort((a, b) => b.days - a.days);
	const span = { from: first.from, to: last.to };
	return { span: stretch(span.from, span.to), ...(longestGap && { longestGap }), months: monthsOf(ranges, span) };
}

const DAYS_IN_MONTH = 30;

/** Counts the entries that lie within each 30 days, back from the end of the span. The last may be shorter. */
function monthsOf(ranges: DayNumbers[], { from, to }: DayNumbers): LogFindings["months"] {
	const monthOf = (day: number) => Math.floor((to - day) / DAYS_IN_MONTH);
	const counts: number[] = Array(monthOf(from) + 1).fill(0);
	for (const range of ranges) {
		const month = monthOf(range.to);
		if (monthOf(range.from) === month) counts[month] = (counts[month] as number) + 1;
	}
	return counts.map((incidents, month) => {
		const end = to - month * DAYS_IN_MONTH;
		return { ...stretch(Math.max(from, end - DAYS_IN_MONTH + 1), end), incidents };
	});
}

function stretch(from: number, to: number) {
	return { from: dayFromNumber(from), to: dayFromNumber(to), days: to - from + 1 };
}
