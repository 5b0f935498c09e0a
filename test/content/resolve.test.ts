import { describe, expect, test } from "vitest";
import { Resolver } from "../../src/content/resolve";
import type { Condition, Group, Problem, Term, WrittenCondition } from "../../src/content/schema";
import { answer, small, yes } from "../support/small";

const group = (id: string, ...items: string[]): Group => ({
	id,
	text: id,
	items,
});
const term = (id: string, is: WrittenCondition): Term => ({ id, text: id, is });

const groups = [
	group("acts", "followed", "watched"),
	group("all-acts", "acts", "gifts"),
	group("feelings", "scared", "unwanted"),
];
const terms = [
	term("hurt", { any: ["feelings", "danger"] }),
	term("both", { all: ["scared", "unwanted"] }),
	term("very-hurt", { all: ["hurt", "both"] }),
];

/** A resolver over the items of the small content; its items are `followed`, `watched` and `gifts` (how often), and yes-no. */
function resolver(more: { groups?: Group[]; terms?: Term[] } = {}) {
	const sets = new Map(small.answerSets.map((set) => [set.id, set]));
	const items = new Map(
		small.checklists.flatMap((checklist) => checklist.items).map((item) => [item.id, sets.get(item.answerSet)]),
	);
	return new Resolver(items, { groups, terms, ...more });
}
const happened = (item: string) => answer(item, "once", "repeated");

describe("a written condition stands for", () => {
	const hurt: Condition = {
		op: "any",
		of: [yes("scared"), yes("unwanted"), yes("danger")],
	};
	test.each<[what: string, written: WrittenCondition, condition: Condition]>([
		["a yes", "scared", yes("scared")],
		["something that happened at least once", "followed", happened("followed")],
		[
			"one of several answers",
			{ item: "person", is: ["partner", "stranger"] },
			answer("person", "partner", "stranger"),
		],
		["a term", "hurt", hurt],
		[
			"all of its parts",
			{ all: ["danger", { item: "scared", is: ["no"] }] },
			{ op: "all", of: [yes("danger"), answer("scared", "no")] },
		],
		[
			"each item of a group in a list, and of the groups in that",
			{ any: ["danger", "all-acts"] },
			{
				op: "any",
				of: [yes("danger"), happened("followed"), happened("watched"), happened("gifts")],
			},
		],
		[
			"an answer to each item of a group",
			{ all: [{ item: "feelings", is: ["no", "yes"] }] },
			{
				op: "all",
				of: [answer("scared", "no", "yes"), answer("unwanted", "no", "yes")],
			},
		],
		[
			"the parts of an any in an any",
			{ any: ["hurt", "followed"] },
			{ op: "any", of: [...hurt.of, happened("followed")] },
		],
		[
			"an any in an all, and the parts of an all",
			"very-hurt",
			{ op: "all", of: [hurt, yes("scared"), yes("unwanted")] },
		],
		[
			"an any in a count, as one part of it",
			{ atLeast: 1, of: ["hurt", "feelings"] },
			{ op: "at-least", count: 1, of: [hurt, yes("scared"), yes("unwanted")] },
		],
		[
			"a count of occasions",
			{
				occasions: 2,
				of: ["acts"],
				mayCount: [{ of: ["gifts"], unless: "hurt", text: "It may." }],
				confirmedBy: "danger",
			},
			{
				op: "occasions",
				atLeast: 2,
				items: ["followed", "watched"],
				mayCount: [{ items: ["gifts"], unless: hurt, text: "It may." }],
				confirmedBy: yes("danger"),
			},
		],
	] as [string, WrittenCondition, Condition & { of: Condition[] }][])("%s", (_what, written, condition) => {
		const it = resolver();
		expect(it.condition("x.json#/when", written)).toStrictEqual(condition);
		expect(it.problems).toEqual([]);
	});

	test("the same wherever it stands in a file, and the rest of the file stays", () => {
		const it = resolver();
		const file = {
			id: "hurt",
			list: [{ when: "danger", is: ["yes"] }, { criterion: "followed" }],
			note: "scared",
		};
		expect(it.within("x.json#", file)).toStrictEqual({
			...file,
			list: [{ when: yes("danger"), is: ["yes"] }, { criterion: happened("followed") }],
		});
		it.within("x.json#", { list: [{ if: "dangr" }] });
		expect(it.problems.map(({ path }) => path)).toEqual(["x.json#/list/0/if"]);
	});
});

describe("answers that are named outside conditions", () => {
	test("may say nothing, and are ones that their item has", () => {
		const it = resolver();
		const file = {
			urgent: [{ item: "danger", is: ["yes", "not-sure"], text: "Danger" }],
			said: { item: "dangr", is: ["yes"] },
			more: { item: "person", is: ["partner", "yes"] },
		};
		expect(it.within("x.json#", file)).toStrictEqual(file);
		expect(it.problems).toStrictEqual([
			{ path: "x.json#/said/item", message: 'there is no item, group or term "dangr"', suggestion: "danger" },
			{ path: "x.json#/more/is/1", message: 'there is no option of "person" "yes"' },
		]);
	});
});

describe("a written condition is refused when", () => {
	const count = (of: string[], more: object = {}) => ({
		occasions: 2,
		of,
		...more,
	});
	const slips: [
		what: string,
		written: WrittenCondition,
		...problems: [below: string, message: string, suggestion?: string][],
	][] = [
		["it names nothing", { any: ["danger", "hrut"] }, ["/any/1", 'there is no item, group or term "hrut"', "hurt"]],
		[
			"it is about no item",
			{ item: "dangr", is: ["yes"] },
			["/item", 'there is no item, group or term "dangr"', "danger"],
		],
		[
			"it names no option",
			{ item: "danger", is: ["noo", "yes", "ja"] },
			["/is/0", 'there is no option of "danger" "noo"', "no"],
			["/is/2", 'there is no option of "danger" "ja"'],
		],
		[
			"it hangs on an answer that says nothing",
			{ any: [{ item: "danger", is: ["yes", "not-sure"] }] },
			["/any/0/is/1", '"not-sure" of "danger" says nothing, so it never meets a condition'],
		],
		[
			"nobody can say yes to it",
			{ all: ["person"] },
			["/all/0", '"person" has no answer "yes": write { "item": "person", "is": ["partner"] }'],
		],
		["it is a group by itself", "feelings", ["", '"feelings" is a group: put it into a list of "any" or "all"']],
		[
			"it is an answer to a group by itself",
			{ item: "feelings", is: ["no"] },
			["/item", '"feelings" is a group: put it into a list of "any" or "all"'],
		],
		[
			"more parts are wanted than there are",
			{ any: [{ atLeast: 3, of: ["feelings"] }] },
			["/any/0/atLeast", "only 2 can be met"],
		],
		[
			"a term is counted, or nothing that exists",
			count(["hurt", "folowed"]),
			["/of/0", '"hurt" is a term: only items and groups can stand here'],
			["/of/1", 'there is no item, group or term "folowed"', "followed"],
		],
		[
			"something is counted twice",
			count(["acts", "followed"], {
				mayCount: [{ of: ["gifts"] }, { of: ["all-acts"] }],
			}),
			["/of", '"followed" is counted twice'],
			["/mayCount/1/of", '"followed" is counted twice'],
			["/mayCount/1/of", '"watched" is counted twice'],
			["/mayCount/1/of", '"gifts" is counted twice'],
		],
		[
			"something is counted that cannot be",
			count(["followed", "danger"]),
			["/of", '"danger" is not asked as how often, so it cannot be counted'],
		],
		[
			"a count of one is confirmed, by what is wrong itself",
			{
				occasions: 1,
				of: ["acts"],
				confirmedBy: { item: "danger", is: ["perhaps"] },
			},
			["/confirmedBy", "only a count of two can be confirmed"],
			["/confirmedBy/is/0", 'there is no option of "danger" "perhaps"'],
		],
		[
			"an exception is wrong",
			count(["followed"], { mayCount: [{ of: ["gifts"], unless: "dangr" }] }),
			["/mayCount/0/unless", 'there is no item, group or term "dangr"', "danger"],
		],
	];
	test.each(slips)("%s", (_what, written, ...problems) => {
		const it = resolver();
		it.condition("x.json#/when", written);
		expect(it.problems).toStrictEqual(
			problems.map(([below, message, suggestion]): Problem => {
				const path = `x.json#/when${below}`;
				return suggestion ? { path, message, suggestion } : { path, message };
			}),
		);
	});
});

describe("groups and terms", () => {
	test("are resolved whether or not anything uses them", () => {
		const { problems } = resolver({
			groups: [group("acts", "folowed"), group("pair", "gifts", "gifts")],
			terms: [term("hurt", { all: ["scarred"] })],
		});
		expect(problems).toStrictEqual([
			{
				path: "terms.json#/groups/0/items/0",
				message: 'there is no item, group or term "folowed"',
				suggestion: "followed",
			},
			{
				path: "terms.json#/groups/1/items",
				message: '"gifts" is in the group "pair" twice',
			},
			{
				path: "terms.json#/terms/0/is/all/0",
				message: 'there is no item, group or term "scarred"',
				suggestion: "scared",
			},
		]);
	});

	test("are refused when they are defined by themselves, or by what stands below them", () => {
		const { problems } = resolver({
			groups: [group("a", "b"), group("b", "followed", "b")],
			terms: [term("x", { any: ["danger", "y"] }), term("y", { all: ["scared", { any: ["x", "unwanted"] }] })],
		});
		expect(problems).toStrictEqual([
			{ path: "terms.json#/groups/0/items/0", message: '"b" does not stand above this' },
			{ path: "terms.json#/groups/1/items/1", message: '"b" does not stand above this' },
			{ path: "terms.json#/terms/0/is/any/1", message: '"y" does not stand above this' },
		]);
	});

	test("are refused under an id that is taken", () => {
		const { problems } = resolver({
			groups: [group("danger", "gifts"), group("acts", "gifts"), group("acts", "followed")],
			terms: [term("scared", "danger"), term("acts", "danger"), term("hurt", "danger"), term("hurt", "scared")],
		});
		expect(problems).toStrictEqual(
			[
				["groups/0", '"danger" is the id of an item already'],
				["groups/2", '"acts" is the id of a group already'],
				["terms/0", '"scared" is the id of an item already'],
				["terms/1", '"acts" is the id of a group already'],
				["terms/3", '"hurt" is the id of a term already'],
			].map(([at, message]) => ({ path: `terms.json#/${at}/id`, message })),
		);
	});

	test("are known to be unused, also when only others that are unused name them", () => {
		const it = resolver();
		const unused = () => [...it.unused.values()].map(({ message }) => message);
		expect(unused()).toEqual(['nothing uses the group "all-acts"', 'nothing uses the term "very-hurt"']);
		it.condition("x.json#", { all: ["very-hurt", { any: ["all-acts"] }] });
		expect(unused()).toEqual([]);
	});
});

test("thousands of slips in a group are all found, and the first are corrected", () => {
	const slips = Array.from({ length: 3000 }, () => "folowed");
	const { problems } = resolver({ groups: [group("many", ...slips)], terms: [] });
	expect(problems).toHaveLength(slips.length);
	expect(problems.filter(({ suggestion }) => suggestion === "followed")).toHaveLength(100);
});
