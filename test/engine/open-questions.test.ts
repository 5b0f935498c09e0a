import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Condition, Content, Element, Result } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { firstOf, settle, wouldTellMost } from "../../src/engine/open-questions";
import { anyResponse, many } from "../support/random";
import { everyWay, OFTEN, pack, route, small, YES_NO, yes } from "../support/tiny";

const element = (id: string, criterion: Condition, soft?: Element["soft"]): Element => ({
	id,
	text: id,
	criterion,
	...(soft ? { soft } : {}),
});
const twice: Condition = {
	op: "occasions",
	atLeast: 2,
	items: ["rang", "wrote"],
	confirmedBy: yes("twice"),
};
const items = ["rang", "wrote"];
const elements = [
	element("often", twice),
	element("upset", yes("upset"), [{ criterion: yes("minded"), softensWhen: "not-met", text: "So." }]),
	element("cross", yes("cross")),
];
/** Two definitions over five items, with the rules on what can be said together. */
const made: Content = small({
	consistency: [
		{
			id: "twice",
			about: "twice",
			if: {
				op: "any",
				of: items.map((item): Condition => ({ op: "answer", item, is: ["more-than-once"] })),
			},
			// biome-ignore lint/suspicious/noThenProperty: data that nothing awaits
			then: yes("twice"),
			text: "Twice.",
		},
		{
			id: "two",
			about: "twice",
			if: yes("twice"),
			// biome-ignore lint/suspicious/noThenProperty: data that nothing awaits
			then: { op: "occasions", atLeast: 2, items },
			text: "Two.",
		},
	],
	packs: [
		pack(elements, [
			{ id: "first", routes: [route("one", "often", "upset")] },
			{
				id: "second",
				kind: "stalking",
				routes: [route("one", "often", "cross"), route("two", "upset", "cross")],
			},
		]),
	],
});
const choices: Record<string, (string | number | null)[]> = {
	rang: OFTEN,
	wrote: ["never", "once", "more-than-once", null],
	twice: YES_NO,
	upset: YES_NO,
	minded: ["no", null],
	cross: YES_NO,
};
/** The result of each definition of the content, remembered. */
function resultsOf() {
	const remembered = new Map<string, Map<string, Result>>();
	return (answers: Answers) => {
		const key = JSON.stringify(Object.keys(choices).map((item) => answers[item]));
		const found =
			remembered.get(key) ?? new Map(assess(made, { answers }).verdicts.map((it) => [it.definition, it.result]));
		remembered.set(key, found);
		return found;
	};
}
/** Every way to answer what is open. A count for "at least once" is a way, too. */
const completions = (answers: Answers) =>
	everyWay(
		Object.fromEntries(
			Object.entries(choices).map(([id, possible]) => {
				const given = answers[id] ?? null;
				if (given === "happened") return [id, ["happened", "once", "more-than-once"]];
				return [id, given === null ? possible : [given]];
			}),
		),
	);

describe("what would settle an unclear definition", () => {
	test("is the smallest sets of items of which some answers settle it, held against every way to answer", () => {
		const results = resultsOf();
		const starts = [
			...everyWay({
				...choices,
				cross: [null],
				minded: [null],
				wrote: ["once", null],
			}),
		];
		for (const answers of starts) {
			const { definitions } = settle(made, { answers });
			const now = results(answers);
			for (const id of ["first", "second"]) {
				expect(definitions.has(id)).toBe(now.get(id) === "unclear");
				const found = definitions.get(id);
				if (!found) continue;
				for (const wanted of ["met", "not-met"] as const) {
					const sets = [...completions(answers)]
						.filter((more) => results(more).get(id) === wanted)
						.map((more) => Object.keys(choices).filter((item) => (more[item] ?? null) !== (answers[item] ?? null)));
					const least = Math.min(...sets.map((set) => set.length));
					const smallest = new Set(sets.filter((set) => set.length === least).map((set) => set.sort().join()));
					expect(new Set(found[wanted].map((set) => [...set].sort().join()))).toEqual(smallest);
				}
			}
		}
	});

	test("is said of nothing that is settled", () => {
		const { definitions, summary } = settle(made, { answers: { rang: 2, upset: "yes", minded: "yes" } });
		expect([...definitions.keys(), ...Object.keys(summary)]).toEqual(["second", "stalking"]);
	});

	test("of the summary leaves out packs that do not count in it", () => {
		const upset = [element("upset", yes("upset"))];
		const routes = [route("one", "upset")];
		const packs = [pack(upset, [{ id: "first", routes }], { inSummary: false })];
		const { definitions, summary } = settle(small({ packs }), { answers: {} });
		expect([...definitions.keys()]).toEqual(["first"]);
		expect(summary).toEqual({});
	});

	test("puts first what makes it met", () => {
		expect(firstOf({ met: [["a", "b"]], "not-met": [["b"], ["c"]] })).toEqual(["a", "b"]);
		expect(firstOf(undefined)).toEqual([]);
	});
});

describe("what would tell the most", () => {
	test("is what settles the summary", () => {
		expect(wouldTellMost(made, { answers: { rang: 2, wrote: "never", cross: "no" } })[0]).toBe("upset");
	});

	const here = { place: "here" };
	const inPlaces = small({
		packs: [
			pack(elements, [{ id: "everywhere", routes: [route("one", "cross")] }], { id: "everywhere" }),
			pack(
				elements,
				[
					{ id: "first", routes: [route("one", "upset", "cross")] },
					{ id: "second", kind: "stalking", routes: [route("one", "cross")] },
					{ id: "graver", graver: true, routes: [route("one", "often")] },
				],
				{ id: "here", ...here },
			),
		],
		places: [
			{ id: "here", name: "Here", nations: ["here"] },
			{ id: "there", name: "There", nations: ["there"] },
		],
	});
	test.each<[what: string, place: string | null | undefined, Answers, string[]]>([
		["all that settles the law of the place but graver offences, once", "here", {}, ["upset", "cross"]],
		["what the law of the place leaves open", "here", { upset: "yes" }, ["cross"]],
		["nothing, where the law of the place is settled", "here", { cross: "no" }, []],
		["what settles the summary where the place has no law of its own", "there", {}, ["cross"]],
		["what settles the summary where no place is given", null, {}, ["rang", "wrote", "cross"]],
		["the same where the place is left out", undefined, {}, ["rang", "wrote", "cross"]],
		["nothing, where that is settled", "there", { cross: "yes" }, []],
	])("is %s", (_what, place, answers, expected) => {
		expect(wouldTellMost(inPlaces, { place, answers })).toEqual(expected);
	});

	test("is what settles stalking once harassment is settled", () => {
		const answers = { rang: "more-than-once", upset: "yes", minded: "yes", cross: null };
		expect(assess(made, { answers }).summary).toEqual({ harassment: "met", stalking: "unclear" });
		expect(wouldTellMost(made, { answers })).toEqual(["cross"]);
	});

	test("is nothing once everything is settled", () => {
		fc.assert(
			fc.property(anyResponse(content), (response) => {
				const isSettled = assess(content, response).verdicts.every(({ result }) => result !== "unclear");
				if (isSettled) expect(wouldTellMost(content, response)).toEqual([]);
			}),
			{ numRuns: many(30) },
		);
	});
});
