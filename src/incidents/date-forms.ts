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
};

export const NOT_A_DATE =
	"is not a date that can be read: write it as 2025-03-04, 4 March 2025, early March 2025, March 2025 or 2025, or leave it empty if you do not know";

/** Words for each third of a month or of a year. */
const THIRDS = ["early|start|beginning", "mid|middle", "late|end"];

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
const THIRD = `(?<third>${THIRDS.join("|")})`;
const SEASON = `(?<season>${Object.keys(SEASONS).join("|")})`;
const SEPARATOR = "[-./ ]";

const FORMS = [
	`${YEAR}${SEPARATOR}${MONTH_NUMBER}${SEPARATOR}${DAY}`,
	`${DAY} ?${MONTH} ?${YEAR}`,
	`${MONTH} ${DAY} ${YEAR}`,
	`${YEAR} ${MONTH} ${DAY}`,
	`${YEAR}${SEPARATOR}${MONTH_NUMBER}`,
	`${MONTH_NUMBER}${SEPARATOR}${YEAR}`,
	`(?:${THIRD} )?${MONTH} ${YEAR}`,
	`${YEAR} ${MONTH}`,
	`(?:${THIRD}|${SEASON}) ${YEAR}`,
	"(?<year>[12]\\d{3})",
].map(whole);
const NUMBERS = whole(`(\\d{1,2})${SEPARATOR}(\\d{1,2})${SEPARATOR}(\\d{4}|\\d{1,2})`);
const SHORT_YEAR = whole(`(?:\\d{1,2} )?${MONTH}(?: \\d{1,2}){1,2}`);
const NO_YEAR = whole(`(?:(?:\\d{1,2}|${THIRD}) )?${MONTH}`);
const SERIAL = /^(\d{5})(?:\.\d+)?$/;

function whole(pattern: string): RegExp {
	return new RegExp(`^${pattern}$`);
}

/** Reads lower-case text with single spaces. `order` applies to dates in numbers. */
export function readForm(text: string, order: Order | undefined): Reading {
	for (const form of FORMS) {
		const parts = form.exec(text)?.groups;
		if (parts) return fromParts(parts);
	}
	const [, first, second, year] = NUMBERS.exec(text) ?? [];
	if (year?.length === 4) return fromNumbers(Number(first), Number(second), Number(year), order);
	if (year !== undefined || SHORT_YEAR.test(text))
		return {
			problem: "does not have its year in four digits: write it in full, such as 2025",
		};
	if (NO_YEAR.test(text))
		return {
			problem: "has no year: write the year as well, with four digits",
		};
	return fromSerial(Number(SERIAL.exec(text)?.[1]));
}

type Parts = {
	[part in "year" | "month" | "day" | "third" | "season"]?: string;
};

function fromParts({ year = "", month, day, third, season }: Parts): Reading {
	const number = THIRDS.findIndex((words) => words.split("|").includes(third ?? ""));
	if (month !== undefined) return inMonth(year, monthNumber(month), day, number);
	if (third === undefined) return months(Number(year), SEASONS[season ?? ""]);
	return months(Number(year), [4 * number + 1, 4 * number + 4]);
}

function monthNumber(month: string): number {
	if (/^\d/.test(month)) return Number(month);
	const start = month.slice(0, 3);
	return MONTHS.findIndex((name) => name.toLowerCase().startsWith(start)) + 1;
}

/** A day, a third (0 to 2) or, with -1, all of a month. */
function inMonth(year: string, month: number, day: string | undefined, third: number): Reading {
	const length = daysInMonth(Number(year), month);
	const [first, last] =
		day !== undefined
			? [Number(day), Number(day)]
			: ([
					[1, length],
					[1, 10],
					[11, 20],
					[21, length],
				][third + 1] as [number, number]);
	const from = calendarDay(Number(year), month, first);
	const to = calendarDay(Number(year), month, last);
	if (from !== undefined && to !== undefined) return { from, to };
	const name = MONTHS[month - 1];
	return {
		problem: name
			? `is not a day of the calendar: ${name} ${year} has no day ${first}`
			: `has the month ${month}, which there is not: check the date`,
	};
}

/** Whole months, all of the year by default. Months after 12 are those of the next year. */
function months(year: number, [first, last] = [1, 12]): Reading {
	const [endYear, end] = last > 12 ? [year + 1, last - 12] : [year, last];
	return {
		from: calendarDay(year, first, 1) as string,
		to: calendarDay(endYear, end, daysInMonth(endYear, end)) as string,
	};
}

function fromNumbers(first: number, second: number, year: number, order: Order | undefined): Reading {
	const dayFirst = calendarDay(year, second, first);
	const monthFirst = calendarDay(year, first, second);
	const wanted = order === "month-first" ? monthFirst : dayFirst;
	const day = order === undefined ? (dayFirst ?? monthFirst) : wanted;
	if (day === undefined)
		return {
			problem: order
				? `is not a day with the ${order.replace("-", " ")}, as --dates says: write it as 2025-03-04`
				: "is not a day of the calendar, whichever number is the month: check the date",
		};
	if (order !== undefined || dayFirst === monthFirst) return { from: day, to: day };
	if (dayFirst !== undefined && monthFirst !== undefined)
		return {
			order: "either",
			problem: `could be ${dayInWords(dayFirst)} or ${dayInWords(monthFirst)}. Write ${dayFirst} or ${monthFirst}, or say which comes first in all of the log: --dates day-first or --dates month-first`,
		};
	return { from: day, to: day, order: dayFirst ? "day-first" : "month-first" };
}

/** Spreadsheets keep a day as a number: 1 is 1 January 1900, and they count a 29 February 1900 that there was not. */
function fromSerial(number: number): Reading {
	if (!(number >= 20_000 && number <= 80_000)) return { problem: NOT_A_DATE };
	const day = dayFromNumber(dayNumber("1899-12-30") + number);
	return {
		problem: `is how a spreadsheet keeps ${day}: give the column a date format, or write ${day}`,
	};
}
