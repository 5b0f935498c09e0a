import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, DateRange, Incident } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { dayFromNumber, dayNumber } from "../../src/incidents/days";
import {
	assessWithLog,
	countedItems,
	findingsOf,
	withLog,
} from "../../src/incidents/findings";
import { countOccasions } from "../../src/incidents/occasions";
import { anyResponse, many } from "../support/random";
import { small } from "../support/small";

/** Entries as short as can be: `from` and `to` as days of March 2025, the event, and what was done. */
type Short = {
	on?: number | [from: number, to: number];
	event?: string;
	what?: string[];
};
const march = (day: number) => dayFromNumber(dayNumber("2025-03-01") + day - 1);
const log = (...shorts: Short[]): Incident[] =>
	shorts.map(({ on, event, what = ["followed"] }, i) => {
		const [from, to] = [on ?? []].flat();
		const when: DateRange | undefined =
			from === undefined
				? undefined
				: { from: march(from), to: march(to ?? from), original: "then" };
		return {
			line: i + 2,
			what,
			...(when ? { when } : {}),
			...(event === undefined ? {} : { event }),
		};
	});

describe("separate occasions", () => {
	const counted: [
		why: string,
		log: Short[],
		atLeast: number,
		atMost: number,
	][] = [
		["one entry", [{ on: 4 }], 1, 1],
		["two on one day", [{ on: 4 }, { on: 4 }], 1, 2],
		["two on two days", [{ on: 4 }, { on: 5 }], 2, 2],
		[
			"two events on one day",
			[
				{ on: 4, event: "a" },
				{ on: 4, event: "b" },
			],
			2,
			2,
		],
		[
			"one event on two days",
			[
				{ on: 4, event: "a" },
				{ on: 5, event: "a" },
			],
			1,
			1,
		],
		[
			"an event and one more on its day",
			[{ on: 4, event: "a" }, { on: 4 }],
			1,
			2,
		],
		[
			"an event and one more on another",
			[{ on: 4, event: "a" }, { on: 5 }],
			2,
			2,
		],
		["a day, and the month it is in", [{ on: 4 }, { on: [1, 31] }], 1, 2],
		["two months that share no day", [{ on: [1, 10] }, { on: [11, 20] }], 2, 2],
		[
			"three that share a day in pairs",
			[{ on: [1, 5] }, { on: [5, 9] }, { on: [9, 12] }],
			2,
			3,
		],
		["a day not known", [{ on: 4 }, {}], 1, 2],
		["no day known", [{}, {}, {}], 1, 3],
		[
			"an event on a day not known",
			[{ event: "a" }, { on: 4 }, { on: 9 }],
			1,
			3,
		],
	];
	test.each(counted)("of %s", (_why, shorts, atLeast, atMost) => {
		expect(countOccasions(log(...shorts))).toEqual({
			atLeast,
			atMost,
			lines: shorts.map((_, i) => i + 2),
		});
	});

	const day = fc.integer({ min: 1, max: 6 });
	const short: fc.Arbitrary<Short> = fc.record(
		{
			on: fc.oneof(
				day,
				fc
					.tuple(day, day)
					.map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
			),
			event: fc.constantFrom("a", "b"),
		},
		{ requiredKeys: [] },
	);

	/** The fewest occasions by trying every set of days for what is no part of an event. */
	function fewest(shorts: Short[]): number {
		const daysOf = ({ on }: Short) => {
			if (on === undefined) return [1, 2, 3, 4, 5, 6];
			const [from = 0, to = from] = [on].flat();
			return [1, 2, 3, 4, 5, 6].filter((it) => from <= it && it <= to);
		};
		const inEvents = shorts.filter(({ event }) => event !== undefined);
		const others = shorts.filter(({ event }) => event === undefined);
		const events = new Set(inEvents.map(({ event }) => event)).size;
		const sizes = Array.from({ length: 1 << 6 }, (_, set) => {
			const days = [1, 2, 3, 4, 5, 6].filter((it) => set & (1 << (it - 1)));
			const explained = others.every((it) =>
				daysOf(it).some(
					(day) =>
						days.includes(day) ||
						inEvents.some((other) => daysOf(other).includes(day)),
				),
			);
			return explained ? days.length : Number.POSITIVE_INFINITY;
		});
		return events + Math.min(...sizes);
	}

	test("are the fewest that explain every entry, in whatever order", () => {
		fc.assert(
			fc.property(
				fc
					.array(short, { minLength: 1, maxLength: 7 })
					.chain((shorts) =>
						fc.tuple(
							fc.constant(shorts),
							fc.shuffledSubarray(shorts, { minLength: shorts.length }),
						),
					),
				([shorts, shuffled]) => {
					const { atLeast, atMost } = countOccasions(log(...shorts));
					expect(atLeast).toBe(fewest(shorts));
					expect(atLeast).toBeLessThanOrEqual(atMost);
					expect(countOccasions(log(...shuffled))).toMatchObject({
						atLeast,
						atMost,
					});
				},
			),
			{ numRuns: many(3000) },
		);
	});

	test("never get fewer with another entry", () => {
		fc.assert(
			fc.property(fc.array(short, { minLength: 1 }), short, (shorts, more) => {
				// Part of an event, an entry may explain others.
				fc.pre(more.event === undefined);
				const before = countOccasions(log(...shorts)).atLeast;
				const after = countOccasions(log(...shorts, more)).atLeast;
				expect([before, before + 1]).toContain(after);
			}),
			{ numRuns: many(1000) },
		);
	});
});

describe("what the log fills", () => {
	const seven = log(...[1, 2, 3, 4, 5, 6, 7].map((on) => ({ on })));
	const once = log({ on: 4 });
	const filledBy = (incidents: Incident[], answers: Answers = {}) => {
		const joined = withLog(content, { place: "scotland", answers }, incidents);
		expect(joined.response.place).toBe("scotland");
		return { answers: joined.response.answers, ...joined.log };
	};

	test("is how often, where nothing was answered, and two or more in all", () => {
		const { answers, filled, differences } = filledBy(seven);
		expect(answers).toEqual({ followed: 7, "two-or-more-occasions": "yes" });
		expect(filled).toEqual([
			{ item: "followed", answer: 7 },
			{ item: "two-or-more-occasions", answer: "yes" },
		]);
		expect(differences).toEqual([]);
	});

	test("of once is at least once: a log may not be all", () => {
		expect(filledBy(once).answers).toEqual({ followed: "happened" });
		const happened = { followed: "happened" };
		expect(filledBy(once, happened)).toMatchObject({
			answers: happened,
			filled: [],
			differences: [],
		});
	});

	test("counts two different things on two days as two, and on one day as maybe one", () => {
		const gift = ["gifts-or-things-left"];
		const apart = filledBy(log({ on: 4 }, { on: 5, what: gift }));
		expect(apart.answers).toMatchObject({ "two-or-more-occasions": "yes" });
		const oneDay = filledBy(log({ on: 4 }, { on: 4, what: gift }));
		expect(oneDay.answers).not.toHaveProperty("two-or-more-occasions");
	});

	test("does not take fear for something that was done", () => {
		const feared = log({ on: 4 }, { on: 5, what: ["feared-violence"] });
		expect(filledBy(feared).answers).toEqual({
			followed: "happened",
			"feared-violence": "happened",
		});
	});

	test("is nothing for what the log does not name", () => {
		const { answers, ...found } = filledBy(
			log({ on: 4, what: [] }, { what: [] }),
		);
		expect(answers).toEqual({});
		expect(found).toMatchObject({
			incidents: 2,
			undated: 1,
			unnamed: 2,
			occasions: [],
			filled: [],
			differences: [],
		});
	});

	const standing: [
		answer: string | number | null,
		becomes: string | number,
		differs: boolean,
	][] = [
		[null, 7, false],
		["happened", 7, false],
		["more-than-once", "more-than-once", false],
		[7, 7, false],
		[12, 12, false],
		[3, 3, true],
		[0, 0, true],
		["once", "once", true],
		["never", "never", true],
		["not-sure", "not-sure", true],
		["rather-not-say", "rather-not-say", true],
	];
	test.each(standing)(
		"beside the answer %j is %j",
		(followed, becomes, differs) => {
			const { answers, filled, differences } = filledBy(seven, { followed });
			expect(answers.followed).toBe(becomes);
			expect(filled.some(({ item }) => item === "followed")).toBe(
				becomes !== followed,
			);
			const lines = [2, 3, 4, 5, 6, 7, 8];
			expect(differences).toEqual(
				differs
					? [
							{
								item: "followed",
								atLeast: 7,
								atMost: 7,
								lines,
								answer: followed,
							},
						]
					: [],
			);
		},
	);

	test.each([
		["yes", []],
		["no", ["two-or-more-occasions"]],
		["not-sure", ["two-or-more-occasions"]],
	])("leaves %j to two or more in all", (said, differing) => {
		const given = { "two-or-more-occasions": said };
		const { answers, differences } = filledBy(seven, given);
		expect(answers).toMatchObject(given);
		expect(differences.map(({ item }) => item)).toEqual(differing);
	});

	test("goes by the content: small content has no word for two or more", () => {
		const { log: found, response } = withLog(small, { answers: {} }, seven);
		expect(response.answers).toEqual({ followed: 7 });
		expect(found.occasions.map(({ item }) => item)).toEqual(["followed"]);
		// It has no answer for "at least once" either.
		expect(withLog(small, { answers: {} }, once).log.filled).toEqual([]);
	});

	const counted = countedItems(content).map(({ item }) => item.id);
	const anyLog = fc
		.array(
			fc.record({
				on: fc.integer({ min: 1, max: 300 }),
				what: fc.subarray(counted, { maxLength: 3 }),
			}),
			{ minLength: 1, maxLength: 12 },
		)
		.map((shorts) => log(...shorts));

	test("never changes an answer, but for how often something happened", () => {
		fc.assert(
			fc.property(anyResponse(content), anyLog, (response, incidents) => {
				const joined = withLog(content, response, incidents);
				const filled = new Map(
					joined.log.filled.map((it) => [it.item, it.answer]),
				);
				for (const [item, answer] of Object.entries(response.answers)) {
					const now = joined.response.answers[item];
					if (filled.has(item)) {
						expect([null, "happened"]).toContain(answer);
						expect(now).toBe(filled.get(item));
					} else expect(now).toBe(answer);
				}
				for (const item of Object.keys(joined.response.answers))
					expect(item in response.answers || filled.has(item)).toBe(true);
				const named = new Set(incidents.flatMap(({ what }) => what));
				for (const item of filled.keys())
					expect(named.has(item) || item === "two-or-more-occasions").toBe(
						true,
					);
			}),
			{ numRuns: many(300) },
		);
	});

	test("is what the assessment is made from", () => {
		const given = { answers: { frightened: "yes" } };
		const { response, assessment } = assessWithLog(content, given, seven);
		const { log: found, ...rest } = assessment;
		expect(rest).toEqual(assess(content, response));
		expect(rest.summary.stalking).toBe("met");
		expect(Object.keys(assessment).at(-1)).toBe("log");
		expect(found).toEqual(findingsOf(content, given.answers, seven));
		expect(assessWithLog(content, given, undefined)).toEqual({
			response: given,
			assessment: assess(content, given),
		});
	});
});

describe("the days of a log", () => {
	const found = (...shorts: Short[]) => findingsOf(content, {}, log(...shorts));

	test("span from the first that an entry can be about to the last", () => {
		const { span } = found({ on: [4, 9] }, {}, { on: [1, 2] }, { on: 7 });
		expect(span).toEqual({ from: march(1), to: march(9), days: 9 });
		expect(found({})).not.toHaveProperty("span");
		expect(found({}).months).toEqual([]);
	});

	test("have a longest gap, in which nothing can have been", () => {
		const gap = (...shorts: Short[]) => found(...shorts).longestGap;
		expect(gap({ on: 1 }, { on: 4 }, { on: 9 })).toEqual({
			from: march(5),
			to: march(8),
			days: 4,
		});
		expect(gap({ on: 1 }, { on: [3, 6] }, { on: 9 })).toMatchObject({
			days: 2,
		});
		expect(gap({ on: 1 }, { on: 2 })).toBeUndefined();
		expect(gap({ on: [1, 9] }, { on: 4 })).toBeUndefined();
	});

	test("are counted by 30 back from the last", () => {
		expect(
			found(
				{ on: 100 },
				{ on: 71 },
				{ on: 70 },
				{ on: [70, 71] },
				{ on: 30 },
				{},
			).months,
		).toEqual([
			{ from: march(71), to: march(100), days: 30, incidents: 2 },
			{ from: march(41), to: march(70), days: 30, incidents: 1 },
			{ from: march(30), to: march(40), days: 11, incidents: 1 },
		]);
	});

	test("agree with a count of each day", () => {
		const day = fc.integer({ min: 1, max: 120 });
		const on = fc
			.tuple(day, fc.integer({ min: 0, max: 40 }))
			.map(([from, more]): Short => ({ on: [from, from + more] }));
		fc.assert(
			fc.property(fc.array(on, { minLength: 1 }), (shorts) => {
				const { span, longestGap, months } = found(...shorts);
				const days = new Set<string>();
				for (const { on } of shorts) {
					const [from = 0, to = 0] = on as [number, number];
					for (let it = from; it <= to; it++) days.add(march(it));
				}
				const all = [...days].sort();
				expect([span?.from, span?.to]).toEqual([all[0], all.at(-1)]);
				let [run, longest] = [0, 0];
				for (
					let it = dayNumber(all[0] ?? "");
					it <= dayNumber(span?.to ?? "");
					it++
				) {
					run = days.has(dayFromNumber(it)) ? 0 : run + 1;
					longest = Math.max(longest, run);
				}
				expect(longestGap?.days ?? 0).toBe(longest);
				for (
					let it = dayNumber(longestGap?.from ?? "9999-01-01");
					it <= dayNumber(longestGap?.to ?? "");
					it++
				)
					expect(days).not.toContain(dayFromNumber(it));
				const inMonths = months.reduce((sum, it) => sum + it.days, 0);
				expect(inMonths).toBe(span?.days);
				const counted = months.reduce((sum, it) => sum + it.incidents, 0);
				expect(counted).toBeLessThanOrEqual(shorts.length);
				for (const { from, to, incidents } of months)
					expect(incidents).toBe(
						log(...shorts).filter(
							({ when }) => when && from <= when.from && when.to <= to,
						).length,
					);
			}),
			{ numRuns: many(500) },
		);
	});
});
