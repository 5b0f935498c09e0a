/** The time that a log covers: its span, its longest gap, and how many entries each month has. */
import type { DateRange, LogFindings } from "../content/schema";
import { dayFromNumber, dayNumber } from "./days";

/** A first and last day number. */
export type DayNumbers = { from: number; to: number };

export function toDayNumbers({ from, to }: Omit<DateRange, "original">) {
	return { from: dayNumber(from), to: dayNumber(to) };
}

/** Sorts ranges, and joins those that overlap or touch. */
export function mergeRanges(ranges: DayNumbers[]): DayNumbers[] {
	const merged: DayNumbers[] = [];
	for (const { from, to } of [...ranges].sort((a, b) => a.from - b.from)) {
		const last = merged.at(-1);
		if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
		else merged.push({ from, to });
	}
	return merged;
}

/** The first to the last day that an entry can be about, the longest time in it that none can be, and its months. */
export function logSpan(dates: DateRange[]): Pick<LogFindings, "span" | "longestGap" | "months"> {
	const ranges = dates.map(toDayNumbers);
	const covered = mergeRanges(ranges);
	const [first, ...rest] = covered;
	if (!first) return { months: [] };
	let before = first;
	let longest: DayNumbers | undefined;
	for (const range of rest) {
		const gap = { from: before.to + 1, to: range.from - 1 };
		if (!longest || daysIn(gap) > daysIn(longest)) longest = gap;
		before = range;
	}
	const span = { from: first.from, to: before.to };
	return {
		span: toDays(span),
		...(longest && { longestGap: toDays(longest) }),
		months: monthsOf(ranges, span),
	};
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
		const start = Math.max(from, end - DAYS_IN_MONTH + 1);
		return { ...toDays({ from: start, to: end }), incidents };
	});
}

function daysIn({ from, to }: DayNumbers): number {
	return to - from + 1;
}

function toDays(range: DayNumbers) {
	return {
		from: dayFromNumber(range.from),
		to: dayFromNumber(range.to),
		days: daysIn(range),
	};
}
