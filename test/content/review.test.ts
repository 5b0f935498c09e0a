import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { checkCase, deadEnds, missingCases, review, staleSources, unusedItems } from "../../src/content/review";
import type { Case, Condition, Problem } from "../../src/content/schema";
import { add, answer, type Change, changed, set, small, stalked, yes } from "../support/small";

const spare = { id: "spare", answerSet: "often", text: "Is it?", label: "It" };
const addSpare = add("/checklists/1/items", spare);

describe("an item that nothing uses", () => {
	const unused = {
		path: "/checklists/1/items/3/id",
		message: 'nothing uses the answer to "spare"',
	};

	test("is found", () => {
		expect(unusedItems(small)).toStrictEqual([]);
		expect(unusedItems(changed(addSpare))).toStrictEqual([unused]);
	});

	test("is found wherever it stands, also when its name is part of another", () => {
		const broken = changed((c) => {
			addSpare(c);
			add("/checklists/0/items", { ...spare, id: "gift" })(c);
		});
		expect(unusedItems(broken)).toStrictEqual([
			{
				path: "/checklists/0/items/2/id",
				message: 'nothing uses the answer to "gift"',
			},
			unused,
		]);
	});

	test("is found, also when something else has its name", () => {
		const broken = changed((c) => {
			addSpare(c);
			add("/packs/1/elements", {
				id: "spare",
				text: "spare",
				criterion: yes("danger"),
			})(c);
			set("/notes/1/id", "spare")(c);
			set("/answerSets/0/options/0/id", "spare")(c);
			set("/notes/1/when", answer("danger", "spare"))(c);
		});
		expect(unusedItems(broken)).toStrictEqual([unused]);
	});

	test.each<[where: string, change: Change]>([
		["a criterion", set("/packs/1/elements/0/criterion", yes("spare"))],
		[
			"a soft factor",
			set("/packs/0/elements/2/soft/0/criterion", {
				op: "any",
				of: [yes("spare"), answer("person", "stranger")],
			}),
		],
		["an urgent sign", add("/signs/urgent", { item: "spare", is: ["once"] })],
		["a sign of fixation", add("/signs/fixation/signs", { item: "spare", is: ["once"] })],
		["a note", set("/notes/1/when", yes("spare"))],
		["an answer for which a note is shown", set("/notes/1/said", { item: "spare", is: ["once"] })],
		...(
			[
				{ op: "all", of: [yes("danger"), yes("spare")] },
				{ op: "at-least", count: 1, of: [yes("spare")] },
				{ op: "occasions", atLeast: 1, items: ["spare"] },
				{
					op: "occasions",
					atLeast: 1,
					items: ["gifts"],
					mayCount: [{ items: ["spare"] }],
				},
				{
					op: "occasions",
					atLeast: 1,
					items: ["gifts"],
					mayCount: [{ items: ["followed"], unless: yes("spare") }],
				},
				{
					op: "occasions",
					atLeast: 2,
					items: ["gifts"],
					confirmedBy: yes("spare"),
				},
			] as Condition[]
		).map((it): [string, Change] => [`a condition such as ${JSON.stringify(it)}`, set("/notes/1/when", it)]),
		["a selection of signposts", set("/selection/1/when", yes("spare"))],
		["what keeps a signpost away", set("/selection/1/unless", yes("spare"))],
		["what an item hangs on", set("/checklists/2/items/1/askWhen", yes("spare"))],
	])("is not one that %s names", (_where, change) => {
		const broken = changed((c) => {
			addSpare(c);
			change(c);
		});
		expect(unusedItems(broken)).toStrictEqual([]);
	});
});

describe("a dead end", () => {
	const nobody: Condition = { op: "at-least", count: 2, of: [yes("danger")] };
	const both = (op: "all" | "any"): Condition => ({
		op,
		of: [yes("danger"), answer("danger", "no")],
	});
	const ends: [what: string, change: Change, ...problems: Problem[]][] = [
		["is nowhere in what is right", () => {}],
		[
			"is an item that can never be asked",
			set("/checklists/2/items/3/askWhen", nobody),
			{
				path: "/checklists/2/items/3",
				message: '"apology" can never be asked',
			},
		],
		["is not an item that is asked whatever is answered", set("/checklists/2/items/3/askWhen", both("any"))],
		[
			"is an element that can never be met",
			set("/packs/0/elements/1/criterion", both("all")),
			{ path: "/packs/0/elements/1", message: '"fear" can never be met' },
		],
		[
			"is an element that can never fail",
			set("/packs/1/elements/0/criterion", both("any")),
			{ path: "/packs/1/elements/0", message: '"peril" can never fail' },
		],
	];
	test.each(ends)("%s", (_what, change, ...problems) => {
		expect(deadEnds(changed(change))).toStrictEqual(problems);
	});
});

describe("what was last checked", () => {
	const places = [
		"/packs/0/definitions/0/source",
		"/packs/0/definitions/1/furtherSources/1",
		"/packs/1/definitions/0/source",
		"/signs/fixation/source",
		"/notes/1/source",
	];
	const numbers = ["/signposts/0", "/signposts/1"];
	/** The small content, in which everything was checked that day. */
	const checked = (day: string) =>
		changed((c) => {
			c.notes[1].source = c.signs.fixation.source;
			c.packs[0].definitions[1].furtherSources = [{ ...c.signs.fixation.source, checkedOn: "2999-01-01" }, {}];
			c.packs[0].definitions[1].source = { checkedOn: "2999-01-01" };
			for (const place of [...places, ...numbers]) set(`${place}/checkedOn`, day)(c);
		});
	test.each([
		["a year ago to the day", "2026-05-10", "2027-05-10", false],
		["a year and a day ago", "2026-05-10", "2027-05-11", true],
		["in the months after that day", "2026-12-01", "2027-11-30", false],
		["in the months before it", "2026-11-30", "2027-12-01", true],
		["before a leap day", "2027-02-28", "2028-02-29", true],
		["a year before the day after one", "2027-03-01", "2028-03-01", false],
		["on a leap day", "2028-02-29", "2029-02-28", false],
		["before one, and today is after it", "2028-02-29", "2029-03-01", true],
		["in the year before the last", "2025-12-31", "2027-01-01", true],
		["years ago", "2020-01-01", "2027-01-01", true],
		["today", "2027-01-01", "2027-01-01", false],
	])("%s: on %s, seen from %s, is stale: %s", (_when, day, today, stale) => {
		const found = staleSources(checked(day), today).filter(({ path }) => !path.startsWith("/signposts"));
		expect(found).toStrictEqual(
			(stale ? places : []).map((place) => ({
				path: `${place}/checkedOn`,
				message: `was last checked on ${day}, over a year ago`,
			})),
		);
	});
	test.each([
		["three months ago to the day", "2026-05-10", "2026-08-10", false],
		["three months and a day ago", "2026-05-10", "2026-08-11", true],
		["in the year before", "2026-10-31", "2027-01-31", false],
		["in the year before, and a day", "2026-10-30", "2027-01-31", true],
		["in December, seen from March", "2026-12-15", "2027-03-15", false],
		["today", "2027-01-01", "2027-01-01", false],
	])("a number that was checked %s: on %s, seen from %s, is stale: %s", (_when, day, today, stale) => {
		const found = staleSources(checked(day), today).filter(({ path }) => path.startsWith("/signposts"));
		expect(found).toStrictEqual(
			(stale ? numbers : []).map((place) => ({
				path: `${place}/checkedOn`,
				message: `was last checked on ${day}, over three months ago`,
			})),
		);
	});
});

describe("a review", () => {
	const today = { today: "2026-08-10", ageOf: () => 12 };
	const counts = {
		version: "small",
		hash: "sha256-0",
		checkedOn: "2026-05-10",
		checklists: 3,
		items: 9,
		packs: 2,
		definitions: 3,
		signposts: 2,
	};
	const unclear: Case = {
		name: "Unanswered",
		why: "Nothing is known.",
		response: { answers: {} },
		expect: { harassing: "unclear", stalking: "unclear", "house-rule": "met" },
	};

	test("finds nothing wrong where nothing is, and counts what is there", () => {
		const broken = changed((c) => {
			c.packs[0].definitions = [];
			c.packs[1].definitions = [];
		});
		expect(review(broken, [], today)).toStrictEqual({
			errors: [],
			warnings: [],
			counts: { ...counts, definitions: 0, cases: 0 },
		});
	});

	test("wants cases", () => {
		expect(review(small, undefined, today)).toStrictEqual({
			errors: [
				{
					path: "cases",
					message: "there is no such folder, so no case shows what the definitions do; name one with --cases",
				},
			],
			warnings: [],
			counts: { ...counts, cases: 0 },
		});
	});

	test("finds everything there is to find, in order", () => {
		const broken = changed((c) => {
			addSpare(c);
			set("/packs/1/elements/0/criterion", {
				op: "any",
				of: [yes("danger"), answer("danger", "no")],
			})(c);
			set("/notes/1/source", { checkedOn: "2026-01-31" })(c);
		});
		const cases = [
			{ path: "mine.json#/cases/0", case: stalked },
			{ path: "mine.json#/cases/1", case: unclear },
			{
				path: "yours.json#/cases/0",
				case: {
					...unclear,
					name: "Misspelt",
					expect: { harasing: "not-met" as const },
				},
			},
		];
		const ageOf = (text: string) => (text === "Is it danger?" ? 14 : 9);
		expect(review(broken, cases, { today: "2027-02-01", ageOf })).toStrictEqual({
			errors: [
				{
					path: "/checklists/1/items/3/id",
					message: 'nothing uses the answer to "spare"',
				},
				{ path: "/packs/1/elements/0", message: '"peril" can never fail' },
				{
					path: "/packs/0/definitions/0",
					message: 'no case expects "harassing" to be not-met',
				},
				{
					path: "/packs/0/definitions/1",
					message: 'no case expects "stalking" to be not-met',
				},
				{
					path: "/packs/1/definitions/0",
					message: 'no case expects "house-rule" to be unclear',
				},
				{
					path: "mine.json#/cases/0/expect/house-rule",
					message: 'expected "not-met", got "met" (Stalked)',
				},
				{
					path: "yours.json#/cases/0/expect/harasing",
					message: '"harasing" is not assessed for this response (Misspelt)',
					suggestion: "harassing",
				},
			],
			warnings: [
				{
					path: "/notes/1/source/checkedOn",
					message: "was last checked on 2026-01-31, over a year ago",
				},
				...[0, 1].map((i) => ({
					path: `/signposts/${i}/checkedOn`,
					message: "was last checked on 2026-05-10, over three months ago",
				})),
				{
					path: "/checklists/0/items/0/text",
					message: "takes a reading age of 14; the target is 12",
				},
			],
			counts: { ...counts, items: 10, cases: 3 },
		});
	});
});

const nothing = { ...stalked, response: { answers: {} } };
const helped: Case = {
	name: "Helped",
	why: "By two.",
	response: { answers: { apology: "stranger" } },
	expect: {},
};

describe("a case", () => {
	const cases: [what: string, it: Case, problems: Problem[]][] = [
		["that comes out as it expects", stalked, []],
		[
			"that expects nothing but a definition",
			{
				name: "Little",
				why: "It says little.",
				response: stalked.response,
				expect: { stalking: "met" },
			},
			[],
		],
		[
			"in which all is otherwise",
			nothing,
			[
				{ path: "/expect/harassing", message: 'expected "met", got "unclear"' },
				{ path: "/expect/stalking", message: 'expected "met", got "unclear"' },
				{
					path: "/expect/house-rule",
					message: 'expected "not-met", got "unclear"',
				},
				{ path: "/urgent", message: 'expected ["scared"], got []' },
				{ path: "/fixation", message: 'expected "met", got "unclear"' },
				{
					path: "/summary",
					message: 'expected {"harassment":"met","stalking":"met"}, got {"harassment":"unclear","stalking":"unclear"}',
				},
			],
		],
		[
			"that expects no urgent sign, and one kind to be otherwise",
			{
				...stalked,
				urgent: [],
				summary: { harassment: "met", stalking: "not-met" },
			},
			[
				{ path: "/urgent", message: 'expected [], got ["scared"]' },
				{
					path: "/summary",
					message: 'expected {"harassment":"met","stalking":"not-met"}, got {"harassment":"met","stalking":"met"}',
				},
			],
		],
		["that expects the signposts that are shown", { ...helped, signposts: ["helpline", "officers"] }, []],
		[
			"that expects other signposts",
			{ ...helped, signposts: ["helpline", "police", "neighbour"] },
			[{ path: "/signposts", message: "missing: police, neighbour; not expected: officers" }],
		],
		[
			"that expects a signpost less",
			{ ...helped, signposts: ["officers"] },
			[{ path: "/signposts", message: "not expected: helpline" }],
		],
		[
			"that expects signposts in another order",
			{ ...helped, signposts: ["officers", "helpline"] },
			[{ path: "/signposts", message: "come in another order: helpline, officers" }],
		],
		[
			"that expects a definition there is not",
			{ ...stalked, expect: { stalkin: "met", "a/b": "met", stalking: "met" } },
			[
				{
					path: "/expect/stalkin",
					message: '"stalkin" is not assessed for this response',
					suggestion: "stalking",
				},
				{
					path: "/expect/a~1b",
					message: '"a/b" is not assessed for this response',
				},
			],
		],
		[
			"that expects a definition of another place",
			{
				name: "There",
				why: "The law is that of here.",
				response: { ...stalked.response, place: "there" },
				expect: { harassing: "not-met", "house-rule": "not-met" },
				summary: { harassment: "not-met", stalking: "not-met" },
			},
			[
				{
					path: "/expect/harassing",
					message: '"harassing" is not assessed for this response',
				},
			],
		],
		[
			"whose response is wrong, of which nothing else is said",
			{
				...nothing,
				response: { place: "ther", answers: { followed: -1 } },
			},
			[
				{
					path: "/response/place",
					message: 'must be one of here, there, not "ther"',
					suggestion: "there",
				},
				{
					path: "/response/answers/followed",
					message: "must be a whole number of times, from 0, not -1",
				},
			],
		],
	];
	test.each(cases)("%s", (_what, it, problems) => {
		expect(checkCase(small, it)).toStrictEqual(problems);
	});
});

describe("a definition without a case for each result", () => {
	const expecting = (expect: Case["expect"]) => ({ case: { ...stalked, expect } });
	const rest = {
		harassing: "met",
		stalking: "met",
		"house-rule": "met",
	} as const;

	test("is found, with the results that no case expects", () => {
		const message = (id: string, results: string) => `no case expects "${id}" to be ${results}`;
		expect(missingCases(small, [])).toStrictEqual([
			{
				path: "/packs/0/definitions/0",
				message: message("harassing", "met or not-met or unclear"),
			},
			{
				path: "/packs/0/definitions/1",
				message: message("stalking", "met or not-met or unclear"),
			},
			{
				path: "/packs/1/definitions/0",
				message: message("house-rule", "met or not-met or unclear"),
			},
		]);
		expect(
			missingCases(small, [
				expecting(rest),
				expecting({ harassing: "not-met", stalking: "unclear" }),
				expecting({ harassing: "unclear" }),
			]),
		).toStrictEqual([
			{
				path: "/packs/0/definitions/1",
				message: message("stalking", "not-met"),
			},
			{
				path: "/packs/1/definitions/0",
				message: message("house-rule", "not-met or unclear"),
			},
		]);
	});
});

test("the built-in content has no dead end", () => {
	expect(deadEnds(content)).toEqual([]);
});
