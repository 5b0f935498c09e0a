import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { logSpan } from "../../src/incidents/occasions";
import { many } from "../support/random";
import { log, march, type Short } from "./short-log";

describe("the days of a log", () => {
	const found = (...shorts: Short[]) => logSpan(log(...shorts).flatMap(({ when }) => when ?? []));

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
				const inMonths = months.reduce((sum, it) => sum + it.days, 0);
				expect(inMonths).toBe(span?.days);
				const counted = months.reduce((sum, it) => sum + it.incidents, 0);
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
