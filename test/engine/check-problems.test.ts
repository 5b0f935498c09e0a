import { describe, expect, test } from "vitest";
import { pointer } from "../../src/content/json";
import type { Problem } from "../../src/content/schema";
import { checkResponse, closest, quote } from "../../src/engine/response";
import { small } from "../support/small";

const missing = 'is missing: put the answers in an object, such as { "answers": { "followed": "once" } }';
const times = "never, once, repeated, not-sure or a whole number of times";

describe("what is wrong with a response is said:", () => {
	const responses: [what: string, value: unknown, problems: Problem[]][] = [
		["a list", [], [{ path: "", message: 'must be an object with "answers", not a list' }]],
		["text", "yes", [{ path: "", message: 'must be an object with "answers", not "yes"' }]],
		["null", null, [{ path: "", message: 'must be an object with "answers", not null' }]],
		[
			"nothing",
			undefined,
			[
				{
					path: "",
					message: 'must be an object with "answers", not undefined',
				},
			],
		],
		["no answers", {}, [{ path: "/answers", message: missing }]],
		[
			"no answer at all, which is null",
			{ answers: null },
			[
				{
					path: "/answers",
					message: "must be an object of item ids and answers, not null",
				},
			],
		],
		[
			"answers in a list",
			{ answers: [] },
			[
				{
					path: "/answers",
					message: "must be an object of item ids and answers, not a list",
				},
			],
		],
		[
			"answers that are text",
			{ answers: "yes" },
			[
				{
					path: "/answers",
					message: 'must be an object of item ids and answers, not "yes"',
				},
			],
		],
		[
			"a misspelt key, and so no answers",
			{ anwsers: {} },
			[
				{
					path: "/anwsers",
					message: 'there is no "anwsers" here; only ref, place, for, answers',
					suggestion: "answers",
				},
				{ path: "/answers", message: missing },
			],
		],
		[
			"keys like nothing there is",
			{ "a/b~c": 1, ref: null, answers: {}, 0: 1 },
			[
				{
					path: "/0",
					message: 'there is no "0" here; only ref, place, for, answers',
				},
				{
					path: "/a~1b~0c",
					message: 'there is no "a/b~c" here; only ref, place, for, answers',
				},
			],
		],
		["a number as ref", { ref: 7, answers: {} }, [{ path: "/ref", message: "must be text, not 7" }]],
		["an object as ref", { ref: {}, answers: {} }, [{ path: "/ref", message: "must be text, not an object" }]],
		["a list as ref", { ref: ["a"], answers: {} }, [{ path: "/ref", message: "must be text, not a list" }]],
		[
			"a misspelt place",
			{ place: "hree", answers: {} },
			[
				{
					path: "/place",
					message: 'must be one of here, there, not "hree"',
					suggestion: "here",
				},
			],
		],
		[
			"a place like no other",
			{ place: "mars", answers: {} },
			[{ path: "/place", message: 'must be one of here, there, not "mars"' }],
		],
		[
			"a list as place",
			{ place: ["here"], answers: {} },
			[{ path: "/place", message: "must be one of here, there, not a list" }],
		],
		[
			"somebody else, misspelt",
			{ for: "someone-els", answers: {} },
			[{ path: "/for", message: 'must be one of someone-else, not "someone-els"', suggestion: "someone-else" }],
		],
		[
			"everything at once, in order",
			{ surplus: 1, answers: { gifs: "once", danger: 3 }, place: 0, ref: true },
			[
				{
					path: "/surplus",
					message: 'there is no "surplus" here; only ref, place, for, answers',
				},
				{ path: "/ref", message: "must be text, not true" },
				{ path: "/place", message: "must be one of here, there, not 0" },
				{
					path: "/answers/gifs",
					message: 'there is no item "gifs"',
					suggestion: "gifts",
				},
				{
					path: "/answers/danger",
					message: "must be one of yes, no, not-sure, not 3",
				},
			],
		],
		[
			"a place that is wrong, and no answers",
			{ place: "mars", answers: 1 },
			[
				{ path: "/place", message: 'must be one of here, there, not "mars"' },
				{
					path: "/answers",
					message: "must be an object of item ids and answers, not 1",
				},
			],
		],
	];
	test.each(responses)("%s", (_what, value, problems) => {
		expect(checkResponse(small, value)).toStrictEqual(problems);
	});

	test.each([
		["no answers", { answers: {} }],
		["nulls", { ref: null, place: null, answers: { danger: null } }],
		["all there can be", { ref: "", place: "there", for: "someone-else", answers: { danger: "no" } }],
	])("nothing, with %s", (_what, value) => {
		expect(checkResponse(small, value)).toStrictEqual([]);
	});
});

describe("an answer", () => {
	test.each([
		["danger", "yes"],
		["danger", "not-sure"],
		["danger", null],
		["person", "partner"],
		["followed", "repeated"],
		["followed", null],
		["followed", 0],
		["followed", 1],
		["followed", Number.MAX_SAFE_INTEGER],
	])("to %s may be %s", (item, value) => {
		expect(checkResponse(small, { answers: { [item]: value } })).toStrictEqual([]);
	});

	const big = "not a number too big to be one";
	const wrong: [item: string, value: unknown, says: string, meant?: string][] = [
		["danger", "yess", 'one of yes, no, not-sure, not "yess"', "yes"],
		["danger", "perhaps", 'one of yes, no, not-sure, not "perhaps"'],
		["danger", "", 'one of yes, no, not-sure, not ""'],
		["danger", 0, "one of yes, no, not-sure, not 0"],
		["danger", true, "one of yes, no, not-sure, not true"],
		["danger", {}, "one of yes, no, not-sure, not an object"],
		["person", "yes", 'one of partner, stranger, not "yes"'],
		["followed", "onces", `one of ${times}, not "onces"`, "once"],
		["followed", "1", `one of ${times}, not "1"`],
		["followed", false, `one of ${times}, not false`],
		["followed", [1], `one of ${times}, not a list`],
		["followed", [..."once"], `one of ${times}, not a list`],
		["followed", -1, "a whole number of times, from 0, not -1"],
		["followed", 1.5, "a whole number of times, from 0, not 1.5"],
		["followed", 2 ** 53, `a whole number of times, from 0, not ${2 ** 53}`],
		["followed", Number.NaN, "a whole number of times, from 0, not NaN"],
		["followed", JSON.parse("1e999"), `a whole number of times, from 0, ${big}`],
		["danger", JSON.parse("1e999"), `one of yes, no, not-sure, ${big}`],
		["danger", JSON.parse("-1e999"), `one of yes, no, not-sure, ${big}`],
		["danger", Number.NaN, "one of yes, no, not-sure, not NaN"],
		["danger", 7n, "one of yes, no, not-sure, not 7n"],
		["danger", undefined, "one of yes, no, not-sure, not undefined"],
		["danger", () => "yes", "one of yes, no, not-sure, not a function"],
		["danger", Symbol("yes"), "one of yes, no, not-sure, not Symbol(yes)"],
		["danger", Object.create(null), "one of yes, no, not-sure, not an object"],
	];
	test.each(wrong)("to %s may not be %o", (item, value, says, suggestion) => {
		expect(checkResponse(small, { answers: { [item]: value } })).toStrictEqual([
			{
				path: `/answers/${item}`,
				message: `must be ${says}`,
				...(suggestion === undefined ? {} : { suggestion }),
			},
		]);
	});

	test("to an unknown item comes with what was meant, for a hundred problems in all", () => {
		const answers = Object.fromEntries(
			Array.from({ length: 102 }, (_, i) => [`scared${String.fromCharCode(0x100 + i)}`, "yes"]),
		);
		const suggested = (value: object) =>
			checkResponse(small, value).filter(({ suggestion }) => suggestion === "scared");
		expect(suggested({ answers })).toHaveLength(100);
		expect(suggested({ place: "mars", ref: 1, answers })).toHaveLength(98);
		expect(checkResponse(small, { answers }).slice(-2)).toStrictEqual(
			[100, 101].map((i) => {
				const id = `scared${String.fromCharCode(0x100 + i)}`;
				return {
					path: `/answers/${id}`,
					message: `there is no item "${id}"`,
				};
			}),
		);
	});
});

test("a value with more than a thousand problems is looked through no further", () => {
	const unknown = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`zz-${i}`, 1]));
	const problems = (value: object) => checkResponse(small, value).length;
	expect([1000, 1001, 1002].map((count) => problems({ answers: unknown(count) }))).toEqual([1000, 1001, 1001]);
	expect([1000, 1001, 1002].map((count) => problems({ answers: {}, ...unknown(count) }))).toEqual([1000, 1001, 1001]);
	expect(problems({ ...unknown(500), answers: unknown(600) })).toBe(1001);
	expect(problems({ answers: { ...unknown(1100), danger: "zz" } })).toBe(1001);
});

describe("the closest name", () => {
	const names: [given: string, known: string[], closest?: string][] = [
		// A third of the longer name may be slips, rounded down, and half of the shorter.
		["", ["a"]],
		["a", ["b"]],
		["a", ["ab"]],
		["a", ["a"], "a"],
		["ab", ["ax"]],
		["ab", ["abc"], "abc"],
		["abc", ["abx"], "abx"],
		["abc", ["axy"]],
		["abcde", ["abcxy"]],
		["abcdef", ["abcdxy"], "abcdxy"],
		["abcdef", ["abcxyz"]],
		// And three at most.
		["abcdefghi", ["abcdefxyz"], "abcdefxyz"],
		["abcdefghijkl", ["abcdefghwxyz"]],
		["abcdefgh", ["abcdefghxyz"], "abcdefghxyz"],
		["abcdefgh", ["abcdefghwxyz"]],
		// One slip is a letter more, less or another, or two that changed places.
		["kitten", ["mitten"], "mitten"],
		["sunday", ["saturday"]],
		["saturday", ["sturdy"], "sturdy"],
		["flaw", ["lawn"]],
		["abcd", ["bacd"], "bacd"],
		["abcd", ["abdc"], "abdc"],
		["abcdef", ["badcfe"]],
		["abcdef", ["abdcfe"], "abdcfe"],
		["abcdef", ["fedcba"]],
		// The first letter is seldom one of two.
		["abcdef", ["xbcdef"], "xbcdef"],
		["abcdef", ["xbcdex"]],
		["abcdef", ["axcdex"], "axcdex"],
		// Capitals, spaces and underscores are none.
		["ABC_D E", ["abc-d-e"], "abc-d-e"],
		["abc", ["ABC"], "ABC"],
		// The nearest wins, and the first of those as near.
		["abcdef", ["abcdxy", "abcdez", "abcxef"], "abcdez"],
		["abcdef", ["abcdez", "abcdxy"], "abcdez"],
		["abcdef", ["abcdefghi", "abcdefgh", "abcdefg"], "abcdefg"],
		["cat", ["bat", "rat"], "bat"],
		["cat", ["rat", "bat"], "rat"],
		["cat", []],
	];
	test.each(names)("to %j among %j is %j", (given, known, found) => {
		expect(closest(given, known)).toBe(found);
		expect(closest(given, new Set(known).values())).toBe(found);
	});

	const given = "abcdefgh";
	/** As long as the name that is given, and far from it. */
	const far = (count: number) => Array.from({ length: count }, (_, i) => `zzzzz${String(i).padStart(3, "0")}`);
	test.each<[what: string, known: string[], closest?: string]>([
		["the two hundredth", [...far(199), "axcdefxh"], "axcdefxh"],
		["the next", [...far(200), "axcdefxh"]],
		["the next, with the same two letters at its start", [...far(200), "abcdefxx"], "abcdefxx"],
		["the next, with the same two letters at its end", [...far(200), "axxdefgh"], "axxdefgh"],
		["the next, with the given two letters elsewhere", [...far(200), "xabcdefgh"], "xabcdefgh"],
		["the next, with the last two letters at its start", [...far(200), "ghcdefxx"]],
		["the next, with the first two letters at its end", [...far(200), "xxcdefab"]],
		["one after hundreds of another length", [...far(300).map((it) => `${it}1234`), "axcdefxh"], "axcdefxh"],
	])("among hundreds may be %s", (_what, known, found) => {
		expect(closest(given, known)).toBe(found);
	});
});

describe("a value is quoted", () => {
	test.each([
		["text", 'say "no"', '"say \\"no\\""'],
		["a number", 1.5, "1.5"],
		["null", null, "null"],
		["nothing", undefined, "undefined"],
		["a list", ["a", 1], '["a",1]'],
		["sixty characters", "x".repeat(58), `"${"x".repeat(58)}"`],
		["one more, cut short", "x".repeat(59), `"${"x".repeat(55)}..."`],
		["many more, cut short", "x".repeat(5_000), `"${"x".repeat(55)}..."`],
		["a long list, cut short", ["x".repeat(58)], `["${"x".repeat(55)}...`],
		["a long object, cut short", { a: "x".repeat(58) }, `{"a":"${"x".repeat(51)}...`],
		[
			"a character of two halves, not cut in two",
			`${"x".repeat(54)}\u{1F600}${"x".repeat(9)}`,
			`"${"x".repeat(54)}..."`,
		],
		["the same, as it just fits", `${"x".repeat(53)}\u{1F600}${"x".repeat(9)}`, `"${"x".repeat(53)}\u{1F600}..."`],
		["a sign written as two, not cut in two", `${"x".repeat(54)}"${"x".repeat(9)}`, `"${"x".repeat(54)}..."`],
		[
			"a sign written as six, not cut in the middle",
			`${"x".repeat(50)}\u0001${"x".repeat(9)}`,
			`"${"x".repeat(50)}..."`,
		],
		["backslashes, cut between two", "\\".repeat(60), `"${"\\\\".repeat(27)}..."`],
		["a number with no end", Number.POSITIVE_INFINITY, "a number too big to be one"],
		["a big whole number", 2n ** 64n, "18446744073709551616n"],
		["a function", Math.max, "a function"],
		["a symbol", Symbol("a"), "Symbol(a)"],
		["what JSON cannot write", [1n], "an object"],
		["what JSON writes as nothing", { toJSON: () => undefined }, "an object"],
	])("%s", (_what, value, quoted) => {
		expect(quote(value)).toBe(quoted);
	});
});

test("a pointer has a slash before every part, and its own signs are written in others", () => {
	expect(pointer()).toBe("");
	expect(pointer("a", 0, "")).toBe("/a/0/");
	expect(pointer("b/c~d/~e~1", "__proto__")).toBe("/b~1c~0d~1~0e~01/__proto__");
});
