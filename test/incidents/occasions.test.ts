import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countOccasions, logSpan } from "../../src/incidents/occasions";
import { many } from "../support/random";
import { log, march, type Short } from "./short-log";

describe("separate occasions", () => {
	const counted: [why: string, log: Short[], atLeast: number, atMost: number][] = [
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
		["an event and one more on its day", [{ on: 4, event: "a" }, { on: 4 }], 1, 2],
		["an event and one more on another", [{ on: 4, event: "a" }, { on: 5 }], 2, 2],
		["a day, and the month it is in", [{ on: 4 }, { on: [1, 31] }], 1, 2],
		["two months that share no day", [{ on: [1, 10] }, { on: [11, 20] }], 2, 2],
		["three that share a day in pairs", [{ on: [1, 5] }, { on: [5, 9] }, { on: [9, 12] }], 2, 3],
		["a day not known", [{ on: 4 }, {}], 1, 2],
		["no day known", [{}, {}, {}], 1, 3],
		["an event on a day not known", [{ event: "a" }, { on: 4 }, { on: 9 }], 1, 3],
	];
	test.each(counted)("of %s", (_why, shorts, atLeast, atMost) => {
		expect(countOccasions(log(...shorts))).toEqual({ atLeast, atMost, lines: shorts.map((_, i) => i + 2) });
	});

	const day = fc.integer({ min: 1, max: 6 });
	const short: fc.Arbitrary<Short> = fc.record(
		{
			on: fc.oneof(
				day,
				fc.tuple(day, day).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
			),
			event: fc.constantFrom("a", "b"),
		},
		{ requiredKeys: [] },
	);

	/** The fewest occasions, found by trying every set of days for the entries outside events. */
	function fewest(shorts: Short[]): number {
		const daysOf = ({ on }: Short) => {
			if (on === undefined) return [1, 2, 3, 4, 5, 6];
			const [from = 0, to = from] = [on].flat();
			return [1, 2, 3, 4, 5, 6].filter((day) => from <= day && day <= to);
		};
		const inEvents = shorts.filter(({ event }) => event !== undefined);
		const others = shorts.filter(({ event }) => event === undefined);
		const events = new Set(inEvents.map(({ event }) => event)).size;
		const sizes = Array.from({ length: 1 << 6 }, (_, set) => {
			const days = [1, 2, 3, 4, 5, 6].filter((day) => set & (1 << (day - 1)));
			const explained = others.every((entry) =>
				daysOf(entry).some((day) => days.includes(day) || inEvents.some((other) => daysOf(other).includes(day))),
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
					.chain((shorts) => fc.tuple(fc.constant(shorts), fc.shuffledSubarray(shorts, { minLength: shorts.length }))),
				([shorts, shuffled]) => {
					const { atLeast, atMost } = countOccasions(log(...shorts));
					expect(atLeast).toBe(fewest(shorts));
					expect(atLeast).toBeLessThanOrEqual(atMost);
					expect(countOccasions(log(...shuffled))).toMatchObject({ atLeast, atMost });
				},
			),
			{ numRuns: many(500) },
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
			{ numRuns: many(500) },
		);
	});
});

describe("the days of a log", () => {
	const found = (...shorts: Short[]) => logSpan(log(...shorts));

	test("span from the first that an entry can be about to the last", () => {
		const { span } = found({ on: [4, 9] }, {}, { on: [1, 2] }, { on: 7 });
		expect(span).toEqual({ from: march(1), to: march(9), days: 9 });
		expect(found({})).not.toHaveProperty("span");
		expect(found({}).months).toEqual([]);
	});

	test("have a longest gap, in which nothing can have been", () => {
		const gap = (...shorts: Short[]) => found(...shorts).longestGap;
		expect(gap({ on: 1 }, { on: 4 }, { on: 9 })).toEqual({ from: march(5), to: march(8), days: 4 });
		expect(gap({ on: 1 }, { on: [3, 6] }, { on: 9 })).toMatchObject({ days: 2 });
		expect(gap({ on: 1 }, { on: 2 })).toBeUndefined();
		expect(gap({ on: [1, 9] }, { on: 4 })).toBeUndefined();
	});

	test("are counted by 30 back from the last", () => {
		expect(found({ on: 100 }, { on: 71 }, { on: 70 }, { on: [70, 71] }, { on: 30 }, {}).months).toEqual([
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
				const named = new Set<number>();
				for (const { on } of shorts) {
					const [from = 0, to = 0] = on as [number, number];
					for (let day = from; day <= to; day++) named.add(day);
				}
				const [first, last] = [Math.min(...named), Math.max(...named)];
				expect([span?.from, span?.to]).toEqual([march(first), march(last)]);
				let [run, longest] = [0, 0];
				for (let day = first; day <= last; day++) {
					run = named.has(day) ? 0 : run + 1;
					longest = Math.max(longest, run);
				}
				expect(longestGap?.days ?? 0).toBe(longest);
				for (const day of named)
					expect(longestGap && longestGap.from <= march(day) && march(day) <= longestGap.to).toBeFalsy();
				const inMonths = months.reduce((sum, { days }) => sum + days, 0);
				expect(inMonths).toBe(span?.days);
				const counted = months.reduce((sum, { incidents }) => sum + incidents, 0);
				expect(counted).toBeLessThanOrEqual(shorts.length);
				for (const { from, to, incidents } of months)
					expect(incidents).toBe(
						log(...shorts).filter(({ when }) => when && from <= when.from && when.to <= to).length,
					);
			}),
			{ numRuns: many(200) },
		);
	});
});
