import { describe, expect, test } from "vitest";
import type {
	Answers,
	Condition,
	Content,
	Element,
	Result,
} from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import {
	firstOf,
	type Settling,
	settle,
	stillMatters,
	worthAsking,
} from "../../src/engine/settle";
import {
	everyWay,
	OFTEN,
	pack,
	route,
	small,
	YES_NO,
	yes,
} from "../support/tiny";

const element = (id: string, criterion: Condition): Element => ({
	id,
	text: id,
	criterion,
});
const often: Condition = {
	op: "occasions",
	atLeast: 2,
	items: ["rang"],
	confirmedBy: yes("twice"),
};
const elements = [
	element("often", often),
	element("upset", yes("upset")),
	element("cross", yes("cross")),
	element("minded", yes("minded")),
];
const content = small({
	packs: [
		pack(elements, [
			{
				id: "either",
				routes: [route("one", "often", "upset"), route("two", "cross")],
			},
			{
				id: "both",
				kind: "stalking",
				routes: [route("one", "often", "cross")],
			},
		]),
		pack(elements, [{ id: "north", routes: [route("one", "minded")] }], {
			id: "north",
			place: "north",
		}),
		pack(elements, [{ id: "survey", routes: [route("one", "minded")] }], {
			id: "survey",
			inSummary: false,
		}),
	],
});

describe("what would settle what is unclear", () => {
	const choices: Record<string, (string | null)[]> = {
		rang: OFTEN,
		upset: YES_NO,
		cross: YES_NO,
		twice: YES_NO,
	};
	const rest = { wrote: "never", came: "never", feared: "never", minded: "no" };
	type Found = Record<string, Result>;
	const resultsOf = (answers: Answers): Found => {
		const { verdicts, summary } = assess(content, { answers });
		return {
			...Object.fromEntries(
				verdicts.map(({ definition, result }) => [definition, result]),
			),
			...summary,
		};
	};
	const results = new Map<string, Found>();

	/** The smallest sets of open items that some answers turn into `wanted`, by trying every one. */
	function tried(answers: Answers, of: string, wanted: Result): string[] {
		const ways: Record<string, (string | null)[]> = {};
		for (const [id, options] of Object.entries(choices)) {
			const answer = answers[id] as string | null;
			const finer = options.filter((it) => it !== null);
			if (answer === null) ways[id] = [null, ...finer];
			else
				ways[id] =
					answer === "happened"
						? ["happened", "once", "more-than-once"]
						: [answer];
		}
		const sets = [...everyWay(ways)]
			.filter((it) => results.get(JSON.stringify(it))?.[of] === wanted)
			.map((it) => Object.keys(it).filter((id) => it[id] !== answers[id]));
		const fewest = Math.min(...sets.map((set) => set.length));
		const smallest = sets.filter((set) => set.length === fewest);
		return [...new Set(smallest.map((set) => set.sort().join(" ")))].sort();
	}
	const listed = (sets: string[][] | undefined) =>
		sets?.map((set) => [...set].sort().join(" ")).sort();

	test("is the smallest sets there are, whatever was answered, and nothing for what is clear", () => {
		for (const answers of everyWay(choices))
			results.set(JSON.stringify(answers), resultsOf({ ...answers, ...rest }));
		for (const answers of everyWay(choices)) {
			const { definitions, summary } = settle(content, {
				answers: { ...answers, ...rest },
			});
			const all: Record<string, Settling> = {
				...Object.fromEntries(definitions),
				...summary,
			};
			const now = results.get(JSON.stringify(answers)) as Found;
			for (const [id, result] of Object.entries(now)) {
				const settling = all[id];
				const [met, not] = [
					listed(settling?.met),
					listed(settling?.["not-met"]),
				];
				if (result === "unclear")
					expect([answers, id, met, not]).toEqual([
						answers,
						id,
						tried(answers, id, "met"),
						tried(answers, id, "not-met"),
					]);
				else expect([answers, id, settling]).toEqual([answers, id, undefined]);
			}
			const unclear = Object.keys(now).filter((id) => now[id] === "unclear");
			expect(Object.keys(all).sort()).toEqual(unclear.sort());
		}
	});

	test("is asked of the packs of a place alone", () => {
		const ids = (place?: string) => [
			...settle(content, { place, answers: {} }).definitions.keys(),
		];
		expect(ids()).toEqual(["either", "both", "north", "survey"]);
		expect(ids("north")).toEqual(["either", "both", "north", "survey"]);
		expect(ids("south")).toEqual(["either", "both", "survey"]);
	});

	test("is at most a dozen sets", () => {
		const many = Array.from({ length: 5 }, (_, i) => `thing-${i}`);
		const wide = manyThings(many);
		// Two of five answered yes: ten sets; not met by four no: five.
		const { definitions } = settle(
			wide([["it", { op: "at-least", count: 2, of: many.map(yes) }]]),
			{ answers: {} },
		);
		expect(definitions.get("it")?.met.length).toBe(10);
		const more = [...many, "thing-5"];
		const wider = settle(
			manyThings(more)([
				["it", { op: "at-least", count: 2, of: more.map(yes) }],
			]),
			{ answers: {} },
		).definitions.get("it");
		expect(wider?.met.length).toBe(12);
		expect(wider?.["not-met"].length).toBe(6);
	});
});

/** A content of yes-no items, and a definition for each of some conditions. */
function manyThings(ids: string[]) {
	return (conditions: [id: string, Condition][], inSummary = true): Content => {
		const [, rest] = small().checklists as [
			unknown,
			Content["checklists"][number],
		];
		const items = ids.map((id) => ({
			id,
			answerSet: "yes-no",
			text: id,
			label: id,
		}));
		return small({
			checklists: [{ ...rest, items }],
			packs: [
				pack(
					conditions.map(([id, condition]) => element(id, condition)),
					conditions.map(([id]) => ({ id, routes: [route("only", id)] })),
					{ inSummary },
				),
			],
		});
	};
}

describe("what is worth asking", () => {
	test("is one smallest set for each way it could turn out, met first, each item once", () => {
		expect(firstOf(undefined)).toEqual([]);
		expect(
			firstOf({
				met: [["b", "c"], ["d"]],
				"not-met": [["a", "b"], ["e"]],
			}),
		).toEqual(["b", "c", "a"]);
		expect(firstOf({ met: [], "not-met": [["a"]] })).toEqual(["a"]);
		expect(firstOf({ met: [["a"]], "not-met": [] })).toEqual(["a"]);
	});

	const ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
	const all = (...of: string[]): Condition => ({ op: "all", of: of.map(yes) });
	const things = manyThings(ids);

	test("starts with what settles a definition at once, and is a handful", () => {
		const unclear = things([
			["three", all("a", "b", "c")],
			["one", yes("h")],
			["two", all("g", "f")],
			["again", all("h", "g", "e", "d")],
		]);
		expect(worthAsking(unclear, { answers: {} })).toEqual([
			"h",
			"f",
			"g",
			"a",
			"b",
			"c",
		]);
		expect(
			worthAsking(unclear, { answers: { a: "no", h: "yes", f: "not-sure" } }),
		).toEqual(["f", "g", "d", "e"]);
	});

	test("is nothing that counts towards no summary", () => {
		const beside = things([["it", yes("a")]], false);
		expect(worthAsking(beside, { answers: {} })).toEqual([]);
	});
});

describe("what still matters", () => {
	test("is the urgent signs, and what can change the summary of either kind", () => {
		const urgent = [{ item: "who", is: ["partner"], text: "Who." }];
		const signed = {
			...content,
			signs: { ...content.signs, urgent },
		};
		const matters = (answers: Answers, place = "south") =>
			[...stillMatters(signed, place, answers)].sort();
		expect(matters({ feared: "never" })).toEqual([
			"came",
			"cross",
			"rang",
			"twice",
			"upset",
			"who",
			"wrote",
		]);
		expect(matters({ feared: "never" }, "north")).toContain("minded");
		// Harassment is met; stalking still hangs on how often.
		expect(
			matters({
				cross: "yes",
				feared: "never",
				twice: "not-sure",
				came: "once",
			}),
		).toEqual(["rang", "twice", "who"]);
		expect(
			matters({ cross: "yes", rang: "more-than-once", twice: "yes" }),
		).toEqual(["who"]);
		// Stalking is not met; harassment still hangs on being upset.
		expect(
			matters({ cross: "no", rang: "more-than-once", twice: "yes" }),
		).toEqual(["upset", "who"]);
	});
});
