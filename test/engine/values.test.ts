import { describe, expect, test } from "vitest";
import { boundsOf, valuesOf, variablesOf } from "../../src/engine/values";

const options: Parameters<typeof boundsOf>[0] = [
	{ id: "never", occasions: [0, 0] },
	{ id: "once", occasions: [1, 1] },
	{ id: "three-to-five", occasions: [3, 5] },
	{ id: "six-or-more", occasions: [6, null] },
	{ id: "seen" },
	{ id: "not-sure", unknown: true },
];

describe("an answer says how often something happened", () => {
	const anything = { min: 0, max: Number.POSITIVE_INFINITY };

	test.each([
		["once", { option: "once", known: true, min: 1, max: 1 }],
		["three-to-five", { option: "three-to-five", known: true, min: 3, max: 5 }],
		["six-or-more", { option: "six-or-more", known: true, min: 6, max: Number.POSITIVE_INFINITY }],
		["seen", { option: "seen", known: true, ...anything }],
		["not-sure", { option: "not-sure", known: false, ...anything }],
		[4, { option: "three-to-five", known: true, min: 4, max: 4 }],
		[100, { option: "six-or-more", known: true, min: 100, max: 100 }],
		// No option holds it.
		[2, { known: false, ...anything }],
		[null, { known: false, ...anything }],
		[undefined, { known: false, ...anything }],
	])("%s", (answer, bounds) => {
		expect(boundsOf(options, answer)).toEqual(bounds);
	});
});

test("an item whose answer set is missing has one value, whatever is answered", () => {
	const [variable] = variablesOf({ answerSets: [], checklists: [{ items: [{ id: "it", answerSet: "gone" }] }] });
	expect(variable).toEqual({ id: "it", counts: false, width: 1, options: [] });
	expect(variable && valuesOf(variable, "yes")).toBe(1);
});

test.each([
	["never", 0b001],
	["once", 0b010],
	["three-to-five", 0b100],
	["six-or-more", 0b100],
	["once-at-most", 0b011],
	["happened", 0b110],
	["seen", 0b111],
	["not-sure", 0b111],
	["no such option", 0b111],
])("%s leaves these counts of never, once, and twice or more: %i", (option, mask) => {
	const more: typeof options = [
		{ id: "once-at-most", occasions: [0, 1] },
		{ id: "happened", occasions: [1, null] },
	];
	expect(valuesOf({ id: "it", counts: true, width: 3, options: [...options, ...more] }, option)).toBe(mask);
});
