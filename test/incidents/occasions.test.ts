import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countOccasions } from "../../src/incidents/occasions";
import { many } from "../support/random";
import { log, type Short } from "./short-log";

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
				daysOf(it).some((day) => days.includes(day) || inEvents.some((other) => daysOf(other).includes(day))),
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
