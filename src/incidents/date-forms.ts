/** The forms in which one day, month, season or year may be written. */
import { calendarDay, dayFromNumber, dayInWords, dayNumber, daysInMonth, firstDayOfMonth, MONTHS } from "./days";

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

/** The words for each month, for each third of a month or of a year, and for each season. */
const WORDS = {
	M: "jan|january feb|february mar|march apr|april may jun|june jul|july aug|august sep|sept|september oct|october nov|november dec|december",
	T: "early|start|beginning mid|middle late|end",
	S: "spring summer autumn winter",
};
const WINTER = 4;

/** Reads lower-case text with single spaces. `order` applies to dates in numbers. */
export function readForm(text: string, order: Order | undefined): Reading {
	const [, serial] = /^(\d{5})(?:\.\d+)?$/.exec(text) ?? [];
	if (serial !== undefined) return inSpreadsheet(Number(serial));
	const parts = text.match(/\d+|[a-z]+|[^\da-z]+/g) ?? [];
	const words = parts.filter((part) => !/^[-./ ]$/.test(part)).map(readWord);
	const valuesOf = (wanted: Kind) => words.filter(({ kind }) => kind === wanted).map(({ value }) => value);
	const [[year = 0], [month = 0], [third = 0]] = [valuesOf("Y"), valuesOf("M"), valuesOf("T")];
	const [[season = 0], [first = 0, second = 0]] = [valuesOf("S"), valuesOf("N")];

	const form = words.map(({ kind }) => kind).join("");
	if (form === "YNN") return inMonth(year, first, second, second);
	if (/^(NMY|MNY|YMN)$/.test(form)) return inMonth(year, month, first, first);
	if (/^(YN|NY)$/.test(form)) return inMonth(year, first);
	if (/^(YM|MY)$/.test(form)) return inMonth(year, month);
	if (form === "TMY") return inMonth(year, month, 10 * third - 9, third === 3 ? undefined : 10 * third);
	if (form === "TY") return inYear(year, 4 * third - 3, 4 * third);
	// "Winter 2025" may have begun or ended in 2025, so it covers both.
	if (form === "SY") return season === WINTER ? inYear(year, 1, 14) : inYear(year, 3 * season, 3 * season + 2);
	if (form === "Y") return inYear(year, 1, 12);
	if (form === "NNY") return inNumbers(first, second, year, order);
	if (/^(NNN|N?MNN?)$/.test(form))
		return { problem: "does not have its year in four digits: write it in full, such as 2025" };
	if (/^[NT]?M$/.test(form)) return { problem: "has no year: write the year as well, with four digits" };
	return { problem: NOT_A_DATE };
}

/** A year, a number of two digits at most, a month, a third, a season, or another word. */
type Kind = "Y" | "N" | keyof typeof WORDS | "?";

function readWord(word: string): { kind: Kind; value: number } {
	for (const kind of ["M", "T", "S"] as const) {
		const value = WORDS[kind].split(" ").findIndex((names) => names.split("|").includes(word)) + 1;
		if (value > 0) return { kind, value };
	}
	const value = Number(word);
	if (/^\d{4}$/.test(word)) return { kind: "Y", value };
	return { kind: /^\d{1,2}$/.test(word) ? "N" : "?", value };
}

/** Some days of a month: all of them, unless they are given. */
function inMonth(year: number, month: number, first = 1, last = daysInMonth(year, month)): Reading {
	const from = calendarDay(year, month, first);
	const to = calendarDay(year, month, last);
	if (from !== undefined && to !== undefined) return { from, to };
	const name = MONTHS[month - 1];
	if (name) return { problem: `is not a day of the calendar: ${name} ${year} has no day ${first}` };
	return { problem: `has the month ${month}, which there is not: check the date` };
}

/** Some months of a year. Those after 12 are in the next year. */
function inYear(year: number, first: number, last: number): Reading {
	const startOf = (month: number) => firstDayOfMonth(12 * year + month - 1);
	return { from: dayFromNumber(startOf(first)), to: dayFromNumber(startOf(last + 1) - 1) };
}

function inNumbers(first: number, second: number, year: number, order: Order | undefined): Reading {
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
function inSpreadsheet(days: number): Reading {
	if (days < 20_000 || days > 80_000) return { problem: NOT_A_DATE };
	const day = dayFromNumber(dayNumber("1899-12-30") + days);
	return { problem: `is how a spreadsheet keeps ${day}: give the column a date format, or write ${day}` };
}
