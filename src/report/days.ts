/** Days in words. A day is yyyy-mm-dd, or the number of one. */
import { dayInWords, MONTHS } from "../incidents/days";

const MILLISECONDS = 86_400_000;

/** The year, the month (from 0) and the day of the month of a numbered day. */
export function partsOf(number: number) {
	const date = new Date(number * MILLISECONDS);
	return {
		year: date.getUTCFullYear(),
		month: date.getUTCMonth(),
		day: date.getUTCDate(),
	};
}

/** The number of the first day of a month. `month` may lie outside 0 to 11. */
export function firstOfMonth(year: number, month: number): number {
	return Date.UTC(year, month, 1) / MILLISECONDS;
}

/** The first three letters of a month (from 0). */
export function shortMonth(month: number): string {
	return (MONTHS[month] as string).slice(0, 3);
}

/** "4 March 2025", or "4 March 2025 to 2 April 2025". */
export function daysInWords({ from, to }: { from: string; to: string }) {
	return from === to
		? dayInWords(from)
		: `${dayInWords(from)} to ${dayInWords(to)}`;
}
