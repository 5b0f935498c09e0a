/** What people write for a day and for a time of day, to the days that it can mean. Nothing is ever guessed. */

import type { DateRange } from "../content/schema";
import { dayIn, dayInWords, dayOf, lastOf, MONTHS, numberOf } from "./days";

/** Which number of a date such as 03/04/2025 comes first. */
export type Order = "day-first" | "month-first";

/** What a text says of the day. */
export type Reading = {
	/** Absent where the day is not known, or the text is wrong. */
	when?: DateRange;
	/** The time of day, where it is written with the day. */
	time?: string;
	/** What is wrong with it, and what to write instead. */
	wrong?: string;
	/** The only order in which its numbers are a day, or that it is either. */
	order?: Order | "either";
};

/** A first and a last day. */
type Stretch = { from: string; to: string };

/** What a part of a text comes to. */
type Part = Omit<Reading, "when"> & Partial<Stretch>;

/**
 * Reads a date, or about when something was, as it can have been at the latest on the day `today`. `order` says how all
 * dates in numbers are meant; without it, those that could be two days are wrong.
 */
export function readWhen(
	text: string,
	{ today, order }: { today: string; order?: Order | undefined },
): Reading {
	const said = text.trim().replace(/\s+/g, " ");
	const plain = said.toLowerCase();
	if (UNKNOWN.test(plain)) return {};
	if (plain.length > LONGEST) return { wrong: NOT_A_DATE };
	if (RELATIVE.test(plain))
		return {
			wrong: `hangs on the day it was written: write the date, such as ${today}`,
		};
	const [, about, rest = ""] = ABOUT.exec(plain) ?? [];
	const part = readRange(rest, order);
	const { from, to, ...other } = part;
	if (from === undefined || to === undefined)
		return other.wrong === undefined ? { ...other, wrong: NOT_A_DATE } : other;
	if (from < EARLIEST) return { wrong: "is before 1900: check the year" };
	if (from > today)
		return { ...other, wrong: `is after today, ${today}: check the date` };
	const known = { from, to: earlier(to, today) };
	const wide = about ? widened(known) : known;
	return {
		...other,
		when: { from: wide.from, to: earlier(wide.to, today), original: said },
	};
}

function earlier(a: string, b: string): string {
	return a < b ? a : b;
}

const LONGEST = 60;
const EARLIEST = "1900-01-01";
const UNKNOWN =
	/^(|[?]+|-|not sure|unsure|unknown|not known|(i )?(don't|don’t|dont|do not) know|(i )?(cannot|can't|can’t|cant) (remember|say))$/;
const RELATIVE =
	/\b(today|yesterday|tonight|tomorrow|ago|last (night|week|month|year|spring|summer|autumn|winter|mon|tue|wed|thu|fri|sat|sun)|this (morning|week|month|year)|the other day)|^(last |on )?(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?$/;
const ABOUT = /^((?:about|around|approximately|approx\.?|circa|c\.) )?(.*)$/;
const NOT_A_DATE =
	"is not a date that can be read: write it as 2025-03-04, 4 March 2025, early March 2025, March 2025 or 2025, or leave it empty if you do not know";

/** What is said to be about then can be somewhat before or after: the longer it is, the more. */
function widened({ from, to }: Stretch): Stretch {
	const [first, last] = [numberOf(from), numberOf(to)];
	const days = last - first + 1;
	const more = days === 1 ? 3 : days < 100 ? 14 : 90;
	return { from: dayOf(first - more), to: dayOf(last + more) };
}

function readRange(text: string, order: Order | undefined): Part {
	const whole = readPart(text, order);
	if (whole.from !== undefined) return whole;
	const ends = text
		.replace(/^from /, "")
		.split(/ (?:to|until|till|-) |\s*[–—]\s*/);
	const [start = "", end = ""] = ends;
	if (ends.length !== 2) return whole;
	const last = readPart(end, order);
	if (last.to === undefined) return last;
	// The beginning may leave to the end what both have: "4 to 9 March 2025", "March to May 2025".
	const [year, month] = last.to.split("-").map(Number) as [number, number];
	const isNumber = /^\d+$/.test(start);
	const within = `${start} ${MONTHS[month - 1]} ${year}`;
	const first = [
		start,
		...(isNumber && last.from !== last.to ? [] : [within.toLowerCase()]),
		...(isNumber ? [] : [`${start} ${year}`]),
	]
		.map((it) => readPart(it, order))
		.reduce((best, it) => (best.from === undefined && it.from ? it : best));
	if (first.from === undefined) return first;
	if (first.from > last.to)
		return { wrong: "ends before it begins: write the first day first" };
	if (first.time ?? last.time)
		return {
			wrong: "has a time of day with one of two days: write the days alone",
		};
	const orders = [first.order, last.order].filter((it) => it !== undefined);
	return {
		from: first.from,
		to: last.to,
		...(orders[0] ? { order: orders[0] } : {}),
	};
}

/** Reads one day, month, season or year, or a part of one. */
function readPart(text: string, order: Order | undefined): Part {
	const [, dated = "", time] = WITH_TIME.exec(text) ?? [text, text];
	if (time !== undefined && ZONE.test(time))
		return {
			wrong:
				"names a time zone: write the day and the time of where it happened",
		};
	const [, weekday, rest = ""] = WEEKDAY.exec(dated) ?? [];
	const part = readDate(
		rest
			.replaceAll(",", " ")
			.replace(/\b(\d{1,2})(st|nd|rd|th)\b/g, "$1")
			.replace(/\b(of|the)\b/g, " ")
			.replace(/(?<=[a-z])[-./]+|[-./]+(?=[a-z])/g, " ")
			.trim()
			.replace(/\s+/g, " "),
		order,
	);
	const { from, to } = part;
	if (from === undefined || to === undefined) return part;
	if ((time ?? weekday) && from !== to) return { wrong: NOT_A_DATE };
	if (weekday !== undefined) {
		const was = WEEKDAYS[new Date(`${from}T00:00Z`).getUTCDay()] as string;
		if (!was.toLowerCase().startsWith(weekday))
			return {
				wrong: `does not fit: ${dayInWords(from)} was a ${was}. Check the day and the date`,
			};
	}
	return time === undefined ? part : { ...part, time };
}

const WITH_TIME =
	/^(.*\d)(?:t|,? +(?:at )?)(\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?(?:[ap]\.?m\.?|z|utc|gmt)|[+-]\d{2}:?\d{2})?|\d{1,2} ?[ap]\.?m\.?)$/;
const ZONE = /(z|utc|gmt|[+-]\d{2}:?\d{2})$/;
const WEEKDAY =
	/^(?:(mon|tue|wed|thu|fri|sat|sun)(?:s?day|s|nesday|rsday|rs|r|urday)?[.,]?\s+)?(.*)$/;
const WEEKDAYS = [
	"Sunday",
	"Monday",
	"Tuesday",
	"Wednesday",
	"Thursday",
	"Friday",
	"Saturday",
];
const MONTH =
	"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

type Rule = [
	pattern: RegExp,
	read: (parts: string[], order: Order | undefined) => Part,
];

/** What may be written, the first that fits. Numbers have whatever stands between them as `[-./ ]`. */
const RULES: Rule[] = [
	[
		/^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$/,
		([year, month, day]) => oneDay(year, month, day),
	],
	[
		/^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})$/,
		([first, second, year], order) => inEitherOrder(first, second, year, order),
	],
	[/^\d{1,2}[-./ ]\d{1,2}[-./ ]\d{1,2}$/, () => ({ wrong: TWO_DIGITS })],
	[/^(\d{4})[-./ ](\d{1,2})$/, ([year, month]) => oneMonth(year, month)],
	[/^(\d{1,2})[-./ ](\d{4})$/, ([month, year]) => oneMonth(year, month)],
	[
		rule(`(\\d{1,2}) ?${MONTH} ?(\\d{4})`),
		([day, month, year]) => oneDay(year, numberOfMonth(month), day),
	],
	[
		rule(`${MONTH} (\\d{1,2}) (\\d{4})`),
		([month, day, year]) => oneDay(year, numberOfMonth(month), day),
	],
	[
		rule(`(\\d{4}) ${MONTH} (\\d{1,2})`),
		([year, month, day]) => oneDay(year, numberOfMonth(month), day),
	],
	[
		rule(`${MONTH} (\\d{4})`),
		([month, year]) => oneMonth(year, numberOfMonth(month)),
	],
	[
		rule(`(\\d{4}) ${MONTH}`),
		([year, month]) => oneMonth(year, numberOfMonth(month)),
	],
	[
		rule(`(early|start|beginning|mid|middle|late|end) ${MONTH} (\\d{4})`),
		([part, month, year]) => third(part, year, numberOfMonth(month)),
	],
	[
		/^(spring|summer|autumn|winter) (\d{4})$/,
		([season, year]) => oneSeason(season, Number(year)),
	],
	[
		/^(early|start|beginning|mid|middle|late|end) (\d{4})$/,
		([part, year]) => thirdOfYear(part, Number(year)),
	],
	[
		/^(1[0-9]{3}|2[0-9]{3})$/,
		([year]) => ({ from: `${year}-01-01`, to: `${year}-12-31` }),
	],
	[/^(\d{5})(\.\d+)?$/, ([number]) => serial(Number(number))],
	[rule(`(\\d{1,2} )?${MONTH}( \\d{1,2}){1,2}`), () => ({ wrong: TWO_DIGITS })],
	[
		rule(`((\\d{1,2}|early|mid|late|start|end|beginning|middle) )?${MONTH}`),
		() => ({ wrong: "has no year: write the year as well, with four digits" }),
	],
];

function rule(pattern: string): RegExp {
	return new RegExp(`^${pattern}$`);
}

function readDate(text: string, order: Order | undefined): Part {
	for (const [pattern, read] of RULES) {
		const found = pattern.exec(text);
		if (found) return read(found.slice(1), order);
	}
	return { wrong: NOT_A_DATE };
}

const TWO_DIGITS =
	"does not have its year in four digits: write it in full, such as 2025";

function oneDay(year = "", month = "", day = ""): Part {
	const found = dayIn(Number(year), Number(month), Number(day));
	return found === undefined
		? { wrong: noSuchDay(year, month, day) }
		: { from: found, to: found };
}

function noSuchDay(year: string, month: string, day: string): string {
	const name = MONTHS[Number(month) - 1];
	return name === undefined
		? `has the month ${Number(month)}, which there is not: check the date`
		: `is not a day of the calendar: ${name} ${year} has no day ${Number(day)}`;
}

/** A date in numbers, whose first may be the day or the month. */
function inEitherOrder(
	first = "",
	second = "",
	year = "",
	order: Order | undefined,
): Part {
	const dayFirst = dayIn(Number(year), Number(second), Number(first));
	const monthFirst = dayIn(Number(year), Number(first), Number(second));
	const found = order === "month-first" ? monthFirst : dayFirst;
	if (order !== undefined)
		return found === undefined
			? {
					wrong: `is not a day with the ${order === "day-first" ? "day" : "month"} first, as --dates says: write it as 2025-03-04`,
				}
			: { from: found, to: found };
	if (dayFirst !== undefined && monthFirst !== undefined)
		return dayFirst === monthFirst
			? { from: dayFirst, to: dayFirst }
			: {
					order: "either",
					wrong: `could be ${dayInWords(dayFirst)} or ${dayInWords(monthFirst)}. Write ${dayFirst} or ${monthFirst}, or say which comes first in all of the log: --dates day-first or --dates month-first`,
				};
	const day = dayFirst ?? monthFirst;
	if (day === undefined)
		return {
			wrong:
				"is not a day of the calendar, whichever number is the month: check the date",
		};
	return {
		from: day,
		to: day,
		order: dayFirst === undefined ? "month-first" : "day-first",
	};
}

function numberOfMonth(name = ""): string {
	const start = name.slice(0, 3);
	return `${MONTHS.findIndex((it) => it.toLowerCase().startsWith(start)) + 1}`;
}

function oneMonth(year = "", month = "", first = 1, last?: number): Part {
	const from = dayIn(Number(year), Number(month), first);
	if (from === undefined) return { wrong: noSuchDay(year, month, `${first}`) };
	const end = last ?? lastOf(Number(year), Number(month));
	return { from, to: dayIn(Number(year), Number(month), end) as string };
}

/** The first ten days of a month, the next ten, or the rest. */
function third(part = "", year = "", month = ""): Part {
	if (/^(early|start|beginning)$/.test(part))
		return oneMonth(year, month, 1, 10);
	if (/^mid/.test(part)) return oneMonth(year, month, 11, 20);
	return oneMonth(year, month, 21);
}

function thirdOfYear(part = "", year: number): Part {
	if (/^(early|start|beginning)$/.test(part)) return months(year, 1, 4);
	if (/^mid/.test(part)) return months(year, 5, 8);
	return months(year, 9, 12);
}

function months(year: number, first: number, last: number): Part {
	return {
		from: dayIn(year, first, 1) as string,
		to: dayIn(year, last, lastOf(year, last)) as string,
	};
}

/** Three months. The winter of a year can be the one that it began in or the one that it ended in: all of both. */
function oneSeason(season = "", year: number): Part {
	switch (season) {
		case "spring":
			return months(year, 3, 5);
		case "summer":
			return months(year, 6, 8);
		case "autumn":
			return months(year, 9, 11);
		default:
			return {
				from: `${year}-01-01`,
				to: dayIn(year + 1, 2, lastOf(year + 1, 2)) as string,
			};
	}
}

/** A day as the number that spreadsheets keep it as: 1 is the first of 1900, which they take for a leap year. */
function serial(number: number): Part {
	if (number < 20_000 || number > 80_000) return { wrong: NOT_A_DATE };
	const day = dayOf(numberOf("1899-12-30") + number);
	return {
		wrong: `is how a spreadsheet keeps ${day}: give the column a date format, or write ${day}`,
	};
}

/**
 * Reads a time of day as the minute after midnight. Words, such as "evening", have none; a time that the clock does not
 * have is wrong.
 */
export function readTime(text: string): { minute?: number; wrong?: string } {
	const plain = text.trim().toLowerCase();
	if (/^0?\.\d+$/.test(plain))
		return {
			wrong:
				"may be how a spreadsheet keeps a time: give the column a time format, or write it as 18:30",
		};
	const [, hours, minutes, half] = CLOCK.exec(plain) ?? [];
	if (hours === undefined || (minutes === undefined && half === undefined))
		return {};
	const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
	const impossible =
		minute > 59 ||
		hour > 23 ||
		(half === "a" && hour > 12) ||
		(half === "p" && hour === 0);
	if (impossible)
		return {
			wrong:
				"is not a time that there is: write it as 18:30, or in words, such as evening",
		};
	if (half === undefined) return { minute: hour * 60 + minute };
	return { minute: ((hour % 12) + (half === "p" ? 12 : 0)) * 60 + minute };
}

const CLOCK =
	/^(\d{1,2})(?:[:.]?(\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?)?(?: ?h(?:rs|ours)?)?(?: ?([ap])\.?m\.?)?$/;
