/** Dates and times as people write them, and the range of days that each date can mean. Nothing is guessed. */
import type { DateRange } from "../content/schema";
import { NOT_A_DATE, type Order, type Reading, readForm } from "./date-forms";
import { dayFromNumber, dayInWords, dayNumber, MONTHS } from "./days";

/** How to read the dates of a log: none after `today`, a day yyyy-mm-dd; numbers in `order`, if it is known. */
export type DateOptions = { today: string; order?: Order | undefined };

/** A date range, or the problem with the text; neither where the text says that the day is not known. */
export type DateReading = Omit<Reading, "from" | "to"> & { range?: DateRange };

const MAX_LENGTH = 60;
const EARLIEST = "1900-01-01";
const UNKNOWN =
	/^(|[?]+|-|not sure|unsure|unknown|not known|(i )?(don't|don’t|dont|do not) know|(i )?(cannot|can't|can’t|cant) (remember|say))$/;
const RELATIVE =
	/\b(today|yesterday|tonight|tomorrow|ago|last (night|week|month|year|spring|summer|autumn|winter|mon|tue|wed|thu|fri|sat|sun)|this (morning|week|month|year)|the other day)|^(last |on )?(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?$/;
const ABOUT = /^((?:about|around|approximately|approx\.?|circa|c\.) )?(.*)$/;

/** Reads a date, or a range of dates. A date in numbers that can be two days is a problem unless `order` is given. */
export function readDate(text: string, { today, order }: DateOptions): DateReading {
	const original = text.trim().replace(/\s+/g, " ");
	const plain = original.toLowerCase();
	if (UNKNOWN.test(plain)) return {};
	if (plain.length > MAX_LENGTH) return { problem: NOT_A_DATE };
	if (RELATIVE.test(plain)) return { problem: `depends on when you wrote it: write the date, such as ${today}` };
	const [, about, rest = ""] = ABOUT.exec(plain) ?? [];
	const { from, to, ...reading } = readRange(rest, order);
	if (from === undefined || to === undefined) return reading;
	if (from < EARLIEST) return { problem: "is before 1900: check the year" };
	if (from > today) return { ...reading, problem: `is after today, ${today}: check the date` };
	const [first, last] = [dayNumber(from), Math.min(dayNumber(to), dayNumber(today))];
	const margin = about === undefined ? 0 : marginOf(last - first + 1);
	const end = Math.min(last + margin, dayNumber(today));
	return { ...reading, range: { from: dayFromNumber(first - margin), to: dayFromNumber(end), original } };
}

/** The days that "about" adds on both sides: the longer the range, the more. */
function marginOf(days: number): number {
	return days === 1 ? 3 : days < 100 ? 14 : 90;
}

/** Reads one date, or two such as "4 to 9 March 2025", of which the first may leave its month and year to the other. */
function readRange(text: string, order: Order | undefined): Reading {
	const single = readSingle(text, order);
	const [start, end, ...more] = text.replace(/^from /, "").split(/ (?:to|until|till|-) |\s*[–—]\s*/);
	if (single.from !== undefined || start === undefined || end === undefined || more.length > 0) return single;
	const last = readSingle(end, order);
	if (last.to === undefined) return last;
	const [year, month] = last.to.split("-").map(Number);
	const isNumber = /^\d+$/.test(start);
	const starts = [start];
	if (!isNumber || last.from === last.to) starts.push(`${start} ${MONTHS[Number(month) - 1]?.toLowerCase()} ${year}`);
	if (!isNumber) starts.push(`${start} ${year}`);
	const readings = starts.map((text) => readSingle(text, order));
	const first = readings.find(({ from }) => from !== undefined) ?? (readings[0] as Reading);
	if (first.from === undefined) return first;
	if (first.from > last.to) return { problem: "ends before it begins: write the first day first" };
	if (first.time ?? last.time) return { problem: "has a time of day with one of two days: write the days alone" };
	const known = first.order ?? last.order;
	return { from: first.from, to: last.to, ...(known && { order: known }) };
}

const WITH_TIME =
	/^(.*\d)(?:t|,? +(?:at )?)(\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?(?:[ap]\.?m\.?|z|utc|gmt)|[+-]\d{2}:?\d{2})?|\d{1,2} ?[ap]\.?m\.?)$/;
const ZONE = /(z|utc|gmt|[+-]\d{2}:?\d{2})$/;
const WITH_WEEKDAY = /^(?:(mon|tue|wed|thu|fri|sat|sun)(?:s?day|s|nesday|rsday|rs|r|urday)?[.,]?\s+)?(.*)$/;
const WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** Reads one date, with the weekday before it and the time after it, if there are any. */
function readSingle(text: string, order: Order | undefined): Reading {
	const [, dated = "", time] = WITH_TIME.exec(text) ?? [text, text];
	if (time !== undefined && ZONE.test(time))
		return { problem: "names a time zone: write the day and the time of where it happened" };
	const [, weekday, rest = ""] = WITH_WEEKDAY.exec(dated) ?? [];
	const reading = readForm(withoutFillers(rest), order);
	const { from, to } = reading;
	if (from === undefined) return reading;
	if ((time ?? weekday) && from !== to) return { problem: NOT_A_DATE };
	const actual = WEEKDAYS[new Date(from).getUTCDay()] as string;
	if (weekday !== undefined && !actual.toLowerCase().startsWith(weekday))
		return { problem: `does not fit: ${dayInWords(from)} was a ${actual}. Check the day and the date` };
	return time === undefined ? reading : { ...reading, time };
}

/** "the 4th of mar." as "4 mar". */
function withoutFillers(text: string): string {
	return text
		.replaceAll(",", " ")
		.replace(/\b(\d{1,2})(st|nd|rd|th)\b/g, "$1")
		.replace(/\b(of|the)\b/g, " ")
		.replace(/(?<=[a-z])[-./]+|[-./]+(?=[a-z])/g, " ")
		.trim()
		.replace(/\s+/g, " ");
}

const CLOCK = /^(\d{1,2})(?:[:.]?(\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?)?(?: ?h(?:rs|ours)?)?(?: ?([ap])\.?m\.?)?$/;

/** Reads a time as minutes after midnight. Words such as "evening" have no minute; an impossible time is a problem. */
export function readTime(text: string): { minute?: number; problem?: string } {
	const plain = text.trim().toLowerCase();
	if (/^0?\.\d+$/.test(plain))
		return { problem: "may be how a spreadsheet keeps a time: give the column a time format, or write it as 18:30" };
	const [, hours, minutes, half] = CLOCK.exec(plain) ?? [];
	if (hours === undefined || (minutes ?? half) === undefined) return {};
	const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
	if (minute > 59 || hour > 23 || (half === "a" && hour > 12) || (half === "p" && hour === 0))
		return { problem: "is not a time that there is: write it as 18:30, or in words, such as evening" };
	if (half === undefined) return { minute: hour * 60 + minute };
	return { minute: ((hour % 12) + (half === "p" ? 12 : 0)) * 60 + minute };
}
