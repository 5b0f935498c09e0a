/** Calendar days, written yyyy-mm-dd, and day numbers to count and compare them with. */

const MS_PER_DAY = 86_400_000;

/** Days since 1 January 1970. */
export function dayNumber(day: string): number {
	return Date.parse(`${day}T00:00Z`) / MS_PER_DAY;
}

/** The day with this number: the inverse of `dayNumber`. */
export function dayFromNumber(number: number): string {
	return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Months since January of the year 0, for a numbered day. */
export function monthNumber(day: number): number {
	const date = new Date(day * MS_PER_DAY);
	return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The number of the first day of a numbered month. */
export function firstDayOfMonth(month: number): number {
	return new Date(0).setUTCFullYear(0, month, 1) / MS_PER_DAY;
}

/** A day of the calendar, or undefined where there is none. Months count from 1; years are 0 to 9999. */
export function calendarDay(year: number, month: number, day: number): string | undefined {
	if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
	return [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
}

export function daysInMonth(year: number, month: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Month names, January first. */
export const MONTHS = "January February March April May June July August September October November December".split(
	" ",
);

/** "4 March 2025". */
export function dayInWords(day: string): string {
	const [year, month, date] = day.split("-").map(Number);
	return `${date} ${MONTHS[(month as number) - 1]} ${year}`;
}

/** "4 March 2025", or "4 March 2025 to 2 April 2025". */
export function daysInWords({ from, to }: { from: string; to: string }) {
	return from === to ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`;
}
