import { describe, expect, test } from "vitest";
import { checkContent } from "../../src/content/lint";
import type { Condition } from "../../src/content/schema";
import { add, answer, type Change, changed, set, yes } from "../support/small";

/** Every place where a condition stands; `asks` when it decides what is asked, `decides` when a definition hangs on it. */
const places: [at: string, what?: "asks" | "decides", first?: Change][] = [
	["/checklists/2/askWhen", "asks"],
	["/checklists/2/items/3/askWhen", "asks"],
	["/packs/0/elements/1/criterion", "decides"],
	["/packs/1/elements/0/criterion", "decides"],
	["/packs/0/elements/2/soft/0/criterion", "decides"],
	[
		"/packs/0/elements/2/soft/1/criterion",
		"decides",
		add("/packs/0/elements/2/soft", { softensWhen: "not-met", text: "Soft." }),
	],
	["/signs/fixation/criterion"],
	["/notes/0/when"],
	["/notes/1/when"],
	["/signposts/0/when"],
	["/signposts/1/when"],
];

/** Every way for a condition to stand inside another, one of them inside three. */
const nestings: [below: string, wrap: (it: Condition) => Condition][] = [
	["", (it) => it],
	["/of/0", (it) => ({ op: "all", of: [it] })],
	["/of/1", (it) => ({ op: "any", of: [yes("danger"), it] })],
	[
		"/of/2",
		(it) => ({
			op: "at-least",
			count: 3,
			of: [yes("danger"), yes("danger"), it],
		}),
	],
	[
		"/mayCount/1/unless",
		(it) => ({
			op: "occasions",
			atLeast: 1,
			items: ["followed"],
			mayCount: [{ items: ["watched"] }, { items: ["gifts"], unless: it }],
		}),
	],
	[
		"/confirmedBy",
		(it) => ({
			op: "occasions",
			atLeast: 2,
			items: ["followed"],
			confirmedBy: it,
		}),
	],
	[
		"/of/0/of/1/confirmedBy/of/0",
		(it) => ({
			op: "all",
			of: [
				{
					op: "any",
					of: [
						yes("danger"),
						{
							op: "occasions",
							atLeast: 2,
							items: ["followed"],
							confirmedBy: { op: "at-least", count: 1, of: [it] },
						},
					],
				},
			],
		}),
	],
];

describe.each(places)("a condition at %s", (place, what, first) => {
	describe.each(nestings)("and %s below it", (below, wrap) => {
		const at = `${place}${below}`;
		const problems = (it: Condition) =>
			checkContent(
				changed((copy) => {
					first?.(copy);
					set(place, wrap(it))(copy);
				}),
			);

		test("may look at what is there, and was asked", () => {
			expect(problems(answer("person", "partner", "stranger"))).toEqual([]);
			expect(
				problems({ op: "occasions", atLeast: 1, items: ["gifts"] }),
			).toEqual([]);
		});

		test("is refused for an item or an option that does not exist", () => {
			expect(problems(yes("dangr"))).toStrictEqual([
				{
					path: `${at}/item`,
					message: 'there is no item "dangr"',
					suggestion: "danger",
				},
			]);
			expect(problems(answer("danger", "noo", "yes", "ja"))).toStrictEqual([
				{
					path: `${at}/is/0`,
					message: 'there is no option of "danger" "noo"',
					suggestion: "no",
				},
				{
					path: `${at}/is/2`,
					message: 'there is no option of "danger" "ja"',
				},
			]);
		});

		test("may look at what is asked later unless it decides what is asked", () => {
			expect(problems(answer("apology", "partner"))).toStrictEqual(
				what === "asks"
					? [
							{
								path: `${at}/item`,
								message:
									'"apology" is asked later, so nothing can be asked because of it yet',
							},
						]
					: [],
			);
		});

		test("may look at an answer that tells us nothing unless a definition hangs on it", () => {
			expect(problems(answer("danger", "yes", "not-sure"))).toStrictEqual(
				what === "decides"
					? [
							{
								path: `${at}/is/1`,
								message:
									'"not-sure" tells us nothing, so no definition can hang on it',
							},
						]
					: [],
			);
		});
	});
});

describe("a condition is refused when", () => {
	const followed = ["followed"];
	const confirmedBy = yes("danger");
	const uncounted = (id: string) =>
		`"${id}" is not asked as how often, so it cannot be counted`;
	const conditions: [
		what: string,
		condition: Condition,
		...problems: [below: string, message: string][],
	][] = [
		[
			"more parts are wanted than there are",
			{ op: "at-least", count: 2, of: [yes("danger")] },
			["/count", "only 1 can be met"],
		],
		[
			"so they are inside it",
			{
				op: "any",
				of: [
					yes("danger"),
					{ op: "at-least", count: 4, of: [yes("danger"), yes("scared")] },
				],
			},
			["/of/1/count", "only 2 can be met"],
		],
		[
			"something is counted twice",
			{
				op: "occasions",
				atLeast: 2,
				items: ["followed", "watched", "followed"],
				mayCount: [
					{ items: ["watched", "gifts"] },
					{ items: ["gifts", "followed"] },
				],
			},
			["/items/2", '"followed" is counted twice'],
			["/mayCount/0/items/0", '"watched" is counted twice'],
			["/mayCount/1/items/0", '"gifts" is counted twice'],
			["/mayCount/1/items/1", '"followed" is counted twice'],
		],
		[
			"something is counted that cannot be",
			{
				op: "occasions",
				atLeast: 1,
				items: ["followed", "danger"],
				mayCount: [{ items: ["gifts", "person"] }, { items: ["scared"] }],
			},
			["/items/1", uncounted("danger")],
			["/mayCount/0/items/1", uncounted("person")],
			["/mayCount/1/items/0", uncounted("scared")],
		],
		[
			"something is counted that does not exist",
			{
				op: "occasions",
				atLeast: 1,
				items: ["pestered"],
				mayCount: [{ items: ["slandered"] }],
			},
			["/items/0", 'there is no item "pestered"'],
			["/mayCount/0/items/0", 'there is no item "slandered"'],
		],
		[
			"a count of one is confirmed",
			{ op: "occasions", atLeast: 1, items: followed, confirmedBy },
			["/confirmedBy", "only a count of two can be confirmed"],
		],
		[
			"it is confirmed by what is wrong itself",
			{
				op: "occasions",
				atLeast: 1,
				items: followed,
				confirmedBy: answer("danger", "perhaps"),
			},
			["/confirmedBy/is/0", 'there is no option of "danger" "perhaps"'],
			["/confirmedBy", "only a count of two can be confirmed"],
		],
	];
	test.each(conditions)("%s", (_what, condition, ...problems) => {
		expect(
			checkContent(changed(set("/notes/1/when", condition))),
		).toStrictEqual(
			problems.map(([below, message]) => ({
				path: `/notes/1/when${below}`,
				message,
			})),
		);
	});
});
