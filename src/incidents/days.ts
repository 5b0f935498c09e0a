/** Days of the calendar as numbers, to count and compare them. A day is written yyyy-mm-dd. */

/** The number of a day: one more than that of the day before. */
export function numberOf(day: string): number {
	return Date.parse(`${day}T00:00Z`) / MS;
}

/** The day with this number. */
export function dayOf(number: number): string {
	return new Date(number * MS).toISOString().slice(0, 10);
}

const MS = 86_400_000;

/** The day, or nothing where the calendar has no such day. Months from 1; years from 0 to 9999. */
export function dayIn(
	year: number,
	month: number,
	day: number,
): string | undefined {
	if (month < 1 || month > 12 || day < 1 || day > lastOf(year, month))
		return undefined;
	const pad = (number: number, digits: number) =>
		String(number).padStart(digits, "0");
	return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** How many days a month has. */
export function lastOf(year: number, month: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The names of the months, January first. */
export const MONTHS = [
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
];

/** "4 March 2025". */
export function dayInWords(day: string): string {
	const [year, month, date] = day.split("-").map(Number) as [
		number,
		number,
		number,
	];
	return `${date} ${MONTHS[month - 1]} ${year}`;
}
