/** The forms in which one day, month, season or year may be written. */
import { calendarDay, dayFromNumber, dayInWords, dayNumber, daysInMonth, MONTHS } from "./days";

/** Which number of a date such as 03/04/2025 comes first. */
export type Order = "day-first" | "month-first";

/** The first and last day that a text can mean, or the problem with it. */
export type Reading = {
	from?: string;
	to?: string;
	problem?: string;
	/** For numbers only: the one order in which they are a day, or "either". */
	order?: Order | "either";
	/** The time of day written beside the date. */
	time?: string;
};

export const NOT_A_DATE =
	"is not a date that can be read: write it as 2025-03-04, 4 March 2025, early March 2025, March 2025 or 2025, or leave it empty if you do not know";
const SHORT_YEAR = "does not have its year in four digits: write it in full, such as 2025";
const NO_YEAR = "has no year: write the year as well, with four digits";

/** The third of a month or of a year that a word names, from 0. */
const THIRDS: Record<string, number> = { early: 0, start: 0, beginning: 0, mid: 1, middle: 1, late: 2, end: 2 };

/** First and last month. "Winter 2025" may have begun or ended in 2025, so it covers both. */
const SEASONS: Record<string, [first: number, last: number]> = {
	spring: [3, 5],
	summer: [6, 8],
	autumn: [9, 11],
	winter: [1, 14],
};

const DAY = "(?<day>\\d{1,2})";
const MONTH =
	"(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const MONTH_NUMBER = "(?<month>\\d{1,2})";
const YEAR = "(?<year>\\d{4})";
const THIRD = `(?<third>${Object.keys(THIRDS).join("|")})`;
const SEASON = `(?<season>${Object.keys(SEASONS).join("|")})`;
const SEPARATOR = "[-./ ]";

type Parts = { [part: string]: string | undefined };

/** Each form and its reader. The first form that fits counts. */
const FORMS: [form: string, read: (parts: Parts, order: Order | undefined) => Reading][] = [
	[`${YEAR}${SEPARATOR}${MONTH_NUMBER}(?:${SEPARATOR}${DAY})?`, inMonth],
	[`${DAY} ?${MONTH} ?${YEAR}`, inMonth],
	[`${MONTH} ${DAY} ${YEAR}`, inMonth],
	[`${YEAR} ${MONTH}(?: ${DAY})?`, inMonth],
	[`${MONTH_NUMBER}${SEPARATOR}${YEAR}`, inMonth],
	[`(?:${THIRD} )?${MONTH} ${YEAR}`, inMonth],
	[`(?:${THIRD}|${SEASON}) ${YEAR}`, inYear],
	["(?<year>[12]\\d{3})", inYear],
	[`(?<first>\\d{1,2})${SEPARATOR}(?<second>\\d{1,2})${SEPARATOR}${YEAR}`, inNumbers],
	[`\\d{1,2}${SEPARATOR}\\d{1,2}${SEPARATOR}\\d{1,2}`, () => ({ problem: SHORT_YEAR })],
	[`(?:\\d{1,2} )?${MONTH}(?: \\d{1,2}){1,2}`, () => ({ problem: SHORT_YEAR })],
	[`(?:(?:\\d{1,2}|${THIRD}) )?${MONTH}`, () => ({ problem: NO_YEAR })],
	["(?<number>\\d{5})(?:\\.\\d+)?", inSpreadsheet],
];
const READERS = FORMS.map(([form, read]) => ({ form: new RegExp(`^${form}$`), read }));

/** Reads lower-case text with single spaces. `order` applies to dates in numbers. */
export function readForm(text: string, order: Order | undefined): Reading {
	for (const { form, read } of READERS) {
		const match = form.exec(text);
		if (match) return read(match.groups ?? {}, order);
	}
	return { problem: NOT_A_DATE };
}

/** A day, a third or all of a month. */
function inMonth({ year, month = "", day, third }: Parts): Reading {
	const named = MONTHS.findIndex((name) => name.toLowerCase().startsWith(month.slice(0, 3)));
	const number = Number(month) || named + 1;
	let [first, last] = [1, daysInMonth(Number(year), number)];
	if (day !== undefined) first = last = Number(day);
	else if (third !== undefined) {
		first += 10 * (THIRDS[third] as number);
		if (first < 20) last = first + 9;
	}
	const from = calendarDay(Number(year), number, first);
	const to = calendarDay(Number(year), number, last);
	if (from !== undefined && to !== undefined) return { from, to };
	const name = MONTHS[number - 1];
	if (name) return { problem: `is not a day of the calendar: ${name} ${year} has no day ${first}` };
	return { problem: `has the month ${number}, which there is not: check the date` };
}

/** A third, a season or all of a year. Months after 12 are those of the next year. */
function inYear({ year: written, third, season = "" }: Parts): Reading {
	const year = Number(written);
	const start = 4 * (THIRDS[third ?? ""] ?? 0);
	const [first, last] = third === undefined ? (SEASONS[season] ?? [1, 12]) : [start + 1, start + 4];
	const [endYear, end] = last > 12 ? [year + 1, last - 12] : [year, last];
	const [from, to] = [calendarDay(year, first, 1), calendarDay(endYear, end, daysInMonth(endYear, end))];
	return { from: from as string, to: to as string };
}

function inNumbers(parts: Parts, order: Order | undefined): Reading {
	const [first, second, year] = [Number(parts.first), Number(parts.second), Number(parts.year)];
	const dayFirst = calendarDay(year, second, first);
	const monthFirst = calendarDay(year, first, second);
	const known = order === "day-first" ? dayFirst : order === "month-first" ? monthFirst : (dayFirst ?? monthFirst);
	if (known === undefined) {
		if (!order) return { problem: "is not a day of the calendar, whichever number is the month: check the date" };
		const words = order.replace("-", " ");
		return { problem: `is not a day with the ${words}, as --dates says: write it as 2025-03-04` };
	}
	const reading = { from: known, to: known };
	if (order !== undefined || dayFirst === monthFirst) return reading;
	if (dayFirst === undefined) return { ...reading, order: "month-first" };
	if (monthFirst === undefined) return { ...reading, order: "day-first" };
	return {
		order: "either",
		problem: `could be ${dayInWords(dayFirst)} or ${dayInWords(monthFirst)}. Write ${dayFirst} or ${monthFirst}, or say which comes first in all of the log: --dates day-first or --dates month-first`,
	};
}

/** Spreadsheets store a day as a number: 1 is 1 January 1900, and they count a 29 February 1900 that did not exist. */
function inSpreadsheet({ number }: Parts): Reading {
	const days = Number(number);
	if (days < 20_000 || days > 80_000) return { problem: NOT_A_DATE };
	const day = dayFromNumber(dayNumber("1899-12-30") + days);
	return { problem: `is how a spreadsheet keeps ${day}: give the column a date format, or write ${day}` };
}
