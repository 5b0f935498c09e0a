import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Order } from "../../src/incidents/date-forms";
import { readDate, readTime } from "../../src/incidents/dates";
import { calendarDay, dayFromNumber, dayNumber, daysInMonth, MONTHS } from "../../src/incidents/days";
import { many } from "../support/random";

const today = "2026-11-26";
const read = (text: string, order?: Order) => readDate(text, { today, order });
const days = (text: string, order?: Order) => {
	const { range, problem } = read(text, order);
	return problem ?? `${range?.from} ${range?.to}`;
};

describe("a date is read", () => {
	const one = "2025-03-04 2025-03-04";
	const month = "2025-03-01 2025-03-31";
	test.each([
		["2025-03-04", one],
		["2025/03/04", one],
		["2025.3.4", one],
		["4 March 2025", one],
		["4 march, 2025", one],
		["  4   MAR  2025 ", one],
		["March 4 2025", one],
		["March 4th, 2025", one],
		["the 4th of March 2025", one],
		["4-Mar-2025", one],
		["4.Mar.2025", one],
		["2025 March 4", one],
		["Tuesday 4 March 2025", one],
		["Tue, 4 Mar 2025", one],
		["tues. 2025-03-04", one],
		["30 Sept 2025", "2025-09-30 2025-09-30"],
		["29 February 2024", "2024-02-29 2024-02-29"],
		["25/04/2025", "2025-04-25 2025-04-25"],
		["04/25/2025", "2025-04-25 2025-04-25"],
		["4.4.2025", "2025-04-04 2025-04-04"],
		["2025-03", month],
		["2025/3", month],
		["03/2025", month],
		["March 2025", month],
		["Mar-2025", month],
		["2025 March", month],
		["early March 2025", "2025-03-01 2025-03-10"],
		["start of March 2025", "2025-03-01 2025-03-10"],
		["the beginning of March 2025", "2025-03-01 2025-03-10"],
		["mid March 2025", "2025-03-11 2025-03-20"],
		["mid-March 2025", "2025-03-11 2025-03-20"],
		["middle of March 2025", "2025-03-11 2025-03-20"],
		["late February 2025", "2025-02-21 2025-02-28"],
		["end of March 2025", "2025-03-21 2025-03-31"],
		["spring 2025", "2025-03-01 2025-05-31"],
		["summer 2025", "2025-06-01 2025-08-31"],
		["autumn 2025", "2025-09-01 2025-11-30"],
		["winter 2025", "2025-01-01 2026-02-28"],
		["2025", "2025-01-01 2025-12-31"],
		["early 2025", "2025-01-01 2025-04-30"],
		["mid 2025", "2025-05-01 2025-08-31"],
		["late 2025", "2025-09-01 2025-12-31"],
		["4 to 9 March 2025", "2025-03-04 2025-03-09"],
		["4 – 9 March 2025", "2025-03-04 2025-03-09"],
		["4–9 March 2025", "2025-03-04 2025-03-09"],
		["28 February to 3 March 2025", "2025-02-28 2025-03-03"],
		["2025-03-04 to 2025-03-09", "2025-03-04 2025-03-09"],
		["2025-03-04 - 2025-03-09", "2025-03-04 2025-03-09"],
		["from March until May 2025", "2025-03-01 2025-05-31"],
		["early to mid March 2025", "2025-03-01 2025-03-20"],
		["2023 to 2024", "2023-01-01 2024-12-31"],
		["about 4 March 2025", "2025-03-01 2025-03-07"],
		["around 2025-03-04", "2025-03-01 2025-03-07"],
		["circa March 2025", "2025-02-15 2025-04-14"],
		["approx. 2025", "2024-10-03 2026-03-31"],
		// What has not come yet cannot have happened.
		["November 2026", "2026-11-01 2026-11-26"],
		["about 25 November 2026", "2026-11-22 2026-11-26"],
		["2026", "2026-01-01 2026-11-26"],
		["2026-11-26", "2026-11-26 2026-11-26"],
	])("%j as %s", (text, expected) => {
		expect(days(text)).toBe(expected);
	});

	test.each([
		["2025-03-04T18:30", "18:30"],
		["2025-03-04 18:30:00", "18:30:00"],
		["4 March 2025, 6.30pm", "6.30pm"],
		["4 March 2025 at 6 pm", "6 pm"],
		["25/04/2025 18:30", "18:30"],
	])("%j with its time, %s", (text, time) => {
		expect(read(text)).toMatchObject({ time });
		expect(read(text).range?.from).toBe(read(text).range?.to);
	});

	test("and kept as it was written", () => {
		expect(read("  About  4\tMarch 2025 ").range?.original).toBe("About 4 March 2025");
	});

	test.each(["", " ", "?", "not sure", "Unknown", "don't know", "I do not know", "cannot remember"])(
		"or is not known: %j",
		(text) => {
			expect(read(text)).toEqual({});
		},
	);
});

describe("a date in numbers", () => {
	const orders: [string, Order | undefined, string | RegExp][] = [
		["03/04/2025", "day-first", "2025-04-03 2025-04-03"],
		["03/04/2025", "month-first", "2025-03-04 2025-03-04"],
		["25/04/2025", "day-first", "2025-04-25 2025-04-25"],
		["25/04/2025", "month-first", /^is not a day with the month first/],
		["04/25/2025", "day-first", /^is not a day with the day first/],
		["2025-03-04", "month-first", "2025-03-04 2025-03-04"],
		["4 to 9/3/2025", undefined, /^could be 9 March 2025 or 3 September 2025/],
	];
	test.each(orders)("%s, %s, is %s", (text, order, expected) => {
		expect(days(text, order)).toMatch(expected);
	});

	test("that could be two days is never guessed", () => {
		const { range, order, problem } = read("03/04/2025");
		expect([range, order]).toEqual([undefined, "either"]);
		expect(problem).toBe(
			"could be 3 April 2025 or 4 March 2025. Write 2025-04-03 or 2025-03-04, or say which comes first in all of the log: --dates day-first or --dates month-first",
		);
		expect(read("25/04/2025").order).toBe("day-first");
		expect(read("04/25/2025").order).toBe("month-first");
		expect(read("04/04/2025").order).toBeUndefined();
	});

	test("is one day, the same in both orders, or two that are both named", () => {
		const number = fc.integer({ min: 1, max: 31 });
		fc.assert(
			fc.property(number, number, fc.integer({ min: 1900, max: 2025 }), (a, b, year) => {
				const both = [calendarDay(year, b, a), calendarDay(year, a, b)];
				const known = new Set(both.filter((day) => day !== undefined));
				const { range, problem } = read(`${a}/${b}/${year}`);
				if (known.size === 1) expect(range?.from).toBe([...known][0]);
				else expect(range).toBeUndefined();
				if (known.size === 2) for (const day of known) expect(problem).toContain(day);
			}),
			{ numRuns: many(1000) },
		);
	});
});

describe("what cannot be a date is refused:", () => {
	test.each([
		["04/03/25", /four digits/],
		["4 March 25", /four digits/],
		["4-Mar-25", /four digits/],
		["25-03-04", /four digits/],
		["4 March", /has no year/],
		["early March", /has no year/],
		["31/31/2025", /not a day of the calendar/],
		["2025-02-29", /February 2025 has no day 29/],
		["31 April 2025", /April 2025 has no day 31/],
		["2025-13-01", /the month 13/],
		["2025-00-01", /the month 0/],
		["13/2025", /the month 13/],
		["45750", /is how a spreadsheet keeps 2025-04-03/],
		["45750.77", /is how a spreadsheet keeps 2025-04-03/],
		["2026-11-27", /after today, 2026-11-26/],
		["December 2026", /after today/],
		["2027", /after today/],
		["1899-12-31", /before 1900/],
		["0025-03-04", /before 1900/],
		["yesterday", /depends on when you wrote it/],
		["last week", /depends on when you wrote it/],
		["two days ago", /depends on when you wrote it/],
		["Tuesday", /depends on when you wrote it/],
		["on Tuesday", /depends on when you wrote it/],
		["Monday 4 March 2025", /4 March 2025 was a Tuesday/],
		["Monday March 2025", /not a date/],
		["9 to 4 March 2025", /ends before it begins/],
		["2025-03-04T18:30Z", /time zone/],
		["2025-03-04T18:30+01:00", /time zone/],
		["March 2025 18:30", /not a date/],
		["2025-03-04 18:30 to 2025-03-05", /with one of two days/],
		["03 to 05 2025", /not a date/],
		["Christmas 2025", /not a date/],
		["=1+1", /not a date/],
		["9".repeat(100_000), /not a date/],
	])("%.30s", (text, why) => {
		expect(read(text).problem).toMatch(why);
		expect(read(text).range).toBeUndefined();
	});
});

describe("whatever is written", () => {
	const words = fc.constantFrom(
		..."about around early mid late start end of beginning spring winter to until from march mar february sept tuesday tue 4th 31 29 03 4 2025 2024 9999 0000 2025-03-04 25/04/2025 03/04/2025 18:30 6pm T18:30 - – / , . ? 45750".split(
			" ",
		),
	);
	const text = fc.oneof(
		fc.array(words, { maxLength: 6 }).map((parts) => parts.join(" ")),
		fc.array(words, { maxLength: 6 }).map((parts) => parts.join("")),
		fc.string({ unit: "binary" }),
	);
	const order = fc.constantFrom<(Order | undefined)[]>(undefined, "day-first", "month-first");

	test("gives days of the calendar in order, not after today, or says what is wrong", () => {
		let dated = 0;
		fc.assert(
			fc.property(text, order, (text, order) => {
				const { range, problem } = read(text, order);
				expect(range && problem).toBeUndefined();
				if (!range) return;
				dated++;
				expect(dayFromNumber(dayNumber(range.from))).toBe(range.from);
				expect(dayFromNumber(dayNumber(range.to))).toBe(range.to);
				expect([range.from <= range.to, range.to <= today]).toEqual([true, true]);
				expect(range.original).toBe(text.trim().replace(/\s+/g, " "));
			}),
			{ numRuns: many(5_000) },
		);
		expect(dated).toBeGreaterThan(many(25));
	});

	test("a day is read back from every way to write it", () => {
		const formats = ([{ dateStyle: "long" }, { dateStyle: "full" }, { dateStyle: "medium" }] as const).map(
			(options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }),
		);
		const numbers = fc.integer({ min: dayNumber("1900-01-01"), max: dayNumber(today) });
		fc.assert(
			fc.property(numbers, (number) => {
				const day = dayFromNumber(number);
				const [year, month = 0, date] = day.split("-").map(Number);
				const ways = [
					day,
					`${year}/${month}/${date}`,
					...formats.map((format) => format.format(new Date(day))),
					`${MONTHS[month - 1]} ${date}, ${year}`,
				];
				for (const way of ways) expect([way, days(way)]).toEqual([way, `${day} ${day}`]);
				expect(days(`${date}.${month}.${year}`, "day-first")).toBe(`${day} ${day}`);
				expect(days(`${month}/${date}/${year}`, "month-first")).toBe(`${day} ${day}`);
			}),
			{ numRuns: many(300) },
		);
	});
});

describe("a time of day is read", () => {
	test.each([
		["18:30", 18 * 60 + 30],
		["18.30", 18 * 60 + 30],
		["1830", 18 * 60 + 30],
		["1830h", 18 * 60 + 30],
		["1830 hrs", 18 * 60 + 30],
		["18:30:59", 18 * 60 + 30],
		["6.30pm", 18 * 60 + 30],
		["6:30 P.M.", 18 * 60 + 30],
		["18:30pm", 18 * 60 + 30],
		["6 pm", 18 * 60],
		["6am", 6 * 60],
		["12am", 0],
		["12pm", 12 * 60],
		["00:00", 0],
		["0:15 am", 15],
		["23:59", 24 * 60 - 1],
	])("%j as minute %i", (text, minute) => {
		expect(readTime(text)).toEqual({ minute });
	});

	test.each(["", "evening", "night", "6", "about 6pm", "18:30 to 19:00", "6 hours"])("%j in words", (text) => {
		expect(readTime(text)).toEqual({});
	});

	test.each(["25:00", "24:00", "18:60", "2460", "13am", "0pm", "0.75", ".5"])("%j never", (text) => {
		expect(readTime(text).problem).toBeDefined();
	});
});

test("days have numbers that follow on each other, and months their lengths", () => {
	expect(dayNumber("2024-03-01") - dayNumber("2024-02-28")).toBe(2);
	expect([2023, 2024, 1900, 2000].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
	expect(calendarDay(25, 3, 4)).toBe("0025-03-04");
});
