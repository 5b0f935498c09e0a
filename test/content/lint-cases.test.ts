import { describe, expect, test } from "vitest";
import { checkCase, missingCases } from "../../src/content/lint";
import type { Case, Problem } from "../../src/content/schema";
import { small, stalked } from "../support/small";

const nothing = { ...stalked, response: { answers: {} } };

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
					message:
						'expected {"harassment":"met","stalking":"met"}, got {"harassment":"unclear","stalking":"unclear"}',
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
					message:
						'expected {"harassment":"met","stalking":"not-met"}, got {"harassment":"met","stalking":"met"}',
				},
			],
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
				response: { place: "their", answers: { followed: -1 } },
			},
			[
				{
					path: "/response/place",
					message: 'must be one of here, there, not "their"',
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
	const expecting = (expect: Case["expect"]): Case => ({ ...stalked, expect });
	const rest = {
		harassing: "met",
		stalking: "met",
		"house-rule": "met",
	} as const;

	test("is found, with the results that no case expects", () => {
		const message = (id: string, results: string) =>
			`no case expects "${id}" to be ${results}`;
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
