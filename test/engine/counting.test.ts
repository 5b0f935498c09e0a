import { describe, expect, test } from "vitest";
import type { Result } from "../../src/content/schema";
import {
	counting,
	countOccasions,
	countParts,
	type Fact,
	greatest,
	least,
	softens,
} from "../../src/engine/logic";

describe("the least and the greatest of results", () => {
	test("of none are met and not met, as nothing speaks against and nothing for", () => {
		expect(least([])).toBe("met");
		expect(greatest([])).toBe("not-met");
	});

	test("of many are found wherever they stand", () => {
		expect(least(["met", "not-met", "unclear"])).toBe("not-met");
		expect(least(["met", "unclear", "met"])).toBe("unclear");
		expect(greatest(["not-met", "met", "unclear"])).toBe("met");
		expect(greatest(["not-met", "unclear", "not-met"])).toBe("unclear");
	});
});

describe("counting", () => {
	const happened: Fact = {
		option: "happened",
		known: true,
		min: 1,
		max: Number.POSITIVE_INFINITY,
	};
	test.each<[Result | undefined, number]>([
		["met", 1],
		["unclear", 0],
		["not-met", 0],
		[undefined, 0],
	])(
		"what may count shows an occasion only where that is met: %s",
		(unless, min) => {
			expect(counting(happened, unless)).toEqual({ ...happened, min });
		},
	);

	test.each<[met: number, open: number, count: number, Result]>([
		[2, 0, 2, "met"],
		[3, 0, 2, "met"],
		[1, 1, 2, "unclear"],
		[1, 5, 2, "unclear"],
		[1, 0, 2, "not-met"],
		[0, 1, 2, "not-met"],
		[0, 2, 2, "unclear"],
	])("%i met and %i open, of which %i must be: %s", (met, open, count, is) => {
		expect(countParts(met, open, count)).toBe(is);
	});

	type Softening = [Parameters<typeof softens>[0], Result, boolean];
	test.each<Softening>([
		["not-met", "not-met", true],
		["not-met", "unclear", false],
		["not-met", "met", false],
		["not-met-or-unclear", "not-met", true],
		["not-met-or-unclear", "unclear", true],
		["not-met-or-unclear", "met", false],
	])("a factor that softens when %s and is %s softens: %s", (when, is, so) => {
		expect(softens(when, is)).toBe(so);
	});
});

describe("whether a tally comes to two occasions", () => {
	type Row = [
		least: number,
		most: number,
		twice: boolean,
		elsewhere: boolean,
		said: Result | undefined,
		Result,
		onTheirWord: boolean,
	];
	test.each<Row>([
		[2, 2, false, true, undefined, "met", false],
		[1, 2, false, true, undefined, "unclear", false],
		[1, 1, false, true, undefined, "not-met", false],
		[2, 2, true, false, "not-met", "unclear", true],
		[1, 2, false, false, "not-met", "not-met", true],
		[1, 1, false, false, "not-met", "not-met", false],
		[2, 2, true, true, "unclear", "met", false],
		[2, 2, true, true, "met", "met", false],
		[2, 2, false, true, "unclear", "unclear", true],
		[2, 2, false, true, "met", "met", true],
		[1, 2, false, false, "met", "met", true],
		[1, 1, false, false, "met", "unclear", true],
		[1, 2, false, true, "met", "unclear", false],
		[1, 1, false, true, "met", "not-met", false],
		[1, 2, false, false, "unclear", "unclear", false],
		[1, 1, false, false, "unclear", "not-met", false],
		[0, 2, false, false, "met", "unclear", false],
		[0, 1, false, false, "met", "not-met", false],
		[0, 0, false, false, "unclear", "not-met", false],
	])(
		"%i to %i, one alone twice %s, elsewhere %s, their word %s: %s, on their word %s",
		(least, most, twice, elsewhere, said, result, onTheirWord) => {
			expect(
				countOccasions({ least, most, twice, elsewhere }, 2, said),
			).toEqual({ result, onTheirWord });
		},
	);
});
