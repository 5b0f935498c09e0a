import { describe, expect, test } from "vitest";
import { checkContent, notAmong } from "../../src/content/lint";
import type { Problem } from "../../src/content/schema";
import { add, again, type Change, changed, set, small, yes } from "../support/small";

type Slip = [what: string, change: Change, ...problems: [path: string, message: string, suggestion?: string][]];

const outside = { id: "outside", name: "Outside", nations: ["nowhere"], outside: true };

describe("content is right", () => {
	test.each<[what: string, change: Change]>([
		["as it is", () => {}],
		[
			"with one name for elements of two packs",
			(c) => {
				c.packs[1].elements[0].id = "fear";
				c.packs[1].definitions[0].routes[0].elements = ["fear"];
			},
		],
		[
			"with nothing said of ticks where nothing is ticked",
			(c) => {
				delete c.checklists[2].tick;
				delete c.checklists[2].items[2].alone;
			},
		],
		[
			"when all the parts there are must be met",
			set("/notes/1/when", {
				op: "at-least",
				count: 2,
				of: [yes("danger"), yes("scared")],
			}),
		],
		["with a place outside that no signpost serves", add("/places", outside)],
		["with a number for an emergency that is only for its nation", set("/selection/1/nations", ["nation"])],
		["when an element has both a criterion and a soft factor, or many", again("/packs/0/elements/1/soft/0")],
	])("%s", (_what, change) => {
		expect(checkContent(changed(change))).toStrictEqual([]);
	});
});

describe("content is refused, and nothing else said, when", () => {
	const spare = { id: "spare", text: "Spare", criterion: yes("danger") };
	const slips: Slip[] = [
		// Names that stand twice, in different lists.
		["a place stands twice", again("/places/0"), ["/places/2/id", 'a second place "here"']],
		[
			"an item stands on two checklists",
			again("/checklists/0/items/0", "/checklists/2/items"),
			["/checklists/2/items/4/id", 'a second item "danger"'],
		],
		[
			"two checklists have one name",
			set("/checklists/2/id", "about"),
			["/checklists/2/id", 'a second checklist "about"'],
		],
		[
			"definitions of two packs have one name, three times",
			(c) => {
				again("/packs/0/definitions/0")(c);
				set("/packs/1/definitions/0/id", "harassing")(c);
			},
			["/packs/0/definitions/2/id", 'a second definition "harassing"'],
			["/packs/1/definitions/0/id", 'a second definition "harassing"'],
		],

		[
			"two packs have one order",
			(c) => set("/packs/1/order", c.packs[0].order)(c),
			["/packs/1/order", `a second pack with the order ${small.packs[0]?.order}`],
		],
		["an urgent sign stands twice", again("/signs/urgent/0"), ["/signs/urgent/2/item", 'a second sign about "danger"']],
		[
			"a sign of fixation stands twice, with other answers",
			add("/signs/fixation/signs", { item: "followed", is: ["once"] }),
			["/signs/fixation/signs/1/item", 'a second sign about "followed"'],
		],

		// Answer sets.
		[
			"a tick stands for no option",
			set("/answerSets/0/ticks/unsure", "notsure"),
			["/answerSets/0/ticks/unsure", 'there is no option "notsure"', "not-sure"],
		],

		// Checklists.
		[
			"an item has an answer set that does not exist",
			set("/checklists/2/items/2/answerSet", "whon"),
			["/checklists/2/items/2/answerSet", 'there is no answer set "whon"', "whom"],
		],
		[
			"a counted item has one",
			set("/checklists/1/items/2/answerSet", "frequency"),
			["/checklists/1/items/2/answerSet", 'there is no answer set "frequency"'],
		],
		[
			"an item that cannot be marked stands in a list",
			set("/screens/1/kind", "true"),
			["/screens/1/items/0", '"person" cannot stand in a list: its answer set has no "ticks"'],
		],
		[
			"the start asks for something else than danger",
			(c) => c.screens.reverse(),
			["/screens/0", 'is the start, so it must ask for "danger"'],
		],
		[
			"an item stands on no screen, or on two",
			set("/screens/1/items", ["danger"]),
			["/screens/1/items/0", 'a second row for the item "danger"'],
			["/checklists/0/items/1/id", 'there is no row on a screen for the item "person"'],
		],
		[
			"items of a checklist of behaviours cannot be counted",
			set("/checklists/0/behaviours", true),
			["/checklists/0/items/0/id", '"danger" is not asked as how often, so it cannot be counted'],
			["/checklists/0/items/1/id", '"person" is not asked as how often, so it cannot be counted'],
		],
		// Packs.
		[
			"no definition uses an element, or only one of another pack",
			add("/packs/1/elements", spare, { ...spare, id: "fear" }),
			["/packs/1/elements/1/id", 'there is no definition with the element "spare"'],
			["/packs/1/elements/2/id", 'there is no definition with the element "fear"'],
		],
		[
			"what a definition means for another names no definition",
			set("/packs/0/definitions/1/implies", [
				{ definition: "house-rule", atLeast: "met" },
				{ definition: "harasing", atLeast: "met" },
			]),
			["/packs/0/definitions/1/implies/1/definition", 'there is no definition "harasing"', "harassing"],
		],

		[
			"a rule about answers is about no item",
			add("/consistency", {
				id: "rule",
				about: "dangr",
				if: yes("danger"),
				// biome-ignore lint/suspicious/noThenProperty: data that nothing awaits
				then: yes("scared"),
				text: "Rule.",
			}),
			["/consistency/0/about", 'there is no item "dangr"', "danger"],
		],

		// Notes and signposts.
		[
			"a note is for no place",
			set("/notes/0/places/1", "thère"),
			["/notes/0/places/1", 'there is no place "thère"', "there"],
		],
		[
			"a signpost meets no need",
			set("/signposts/1/needs/1", "talkin"),
			["/signposts/1/needs/1", 'there is no need "talkin"', "talking"],
		],
		[
			"a signpost is for a nation that no place has",
			add("/signposts/1/nations", "naton"),
			["/signposts/1/nations/1", 'there is no place with the nation "naton"', "nation"],
		],
		[
			"a nation has nobody to call",
			add("/places/1/nations", "jersey"),
			[
				"/places/1/nations/1",
				'no signpost serves "jersey": somebody there would be shown nobody to call. Add "jersey" to the "nations" of signposts in signposts.json, an emergency number first',
			],
		],
		...[
			["has no emergency number", set("/signposts/1/needs", ["talking"])] as const,
			["is shown an emergency number sometimes", set("/selection/1/when", yes("danger"))] as const,
			["is shown an emergency number until something is so", set("/selection/1/unless", yes("danger"))] as const,
			["is shown an emergency number only for others", set("/selection/1/for", "someone-else")] as const,
			["has an emergency number for another nation", set("/selection/1/nations", [])] as const,
		].map(([what, change]): Slip => {
			const message =
				'no emergency number is always shown in "nation". Add "nation" to the "nations" of a signpost in signposts.json that has "emergency" among its "needs", and that a line of "selection" without "when" names';
			return [`a nation ${what}`, change, ["/places/0/nations/0", message], ["/places/1/nations/0", message]];
		}),
	];
	test.each(slips)("%s", (_what, change, ...problems) => {
		expect(checkContent(changed(change))).toStrictEqual(
			problems.map(([path, message, suggestion]): Problem => {
				const it = { path, message };
				return suggestion === undefined ? it : { ...it, suggestion };
			}),
		);
	});
});

test("thousands of slips among thousands of names are all found, and the first are corrected", () => {
	const names = Array.from({ length: 3000 }, (_, i) => `thing-number-${i}`);
	const slips = names.map((name, i) => ({ path: `/${i}`, value: name.replace("number", "numbre") }));
	const problems = notAmong(slips, "thing", names);
	expect(problems.map(({ path }) => path)).toEqual(slips.map(({ path }) => path));
	expect(problems[0]).toEqual({
		path: "/0",
		message: 'there is no thing "thing-numbre-0"',
		suggestion: "thing-number-0",
	});
	// Looking for all corrections would take minutes.
	expect(problems.filter(({ suggestion }) => suggestion !== undefined)).toHaveLength(100);
});
