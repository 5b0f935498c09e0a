import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Condition, Content, Element } from "../../src/content/schema";
import { settle } from "../../src/engine/answer-space";
import { assess } from "../../src/engine/assess";
import { firstOf, stillMatters, worthAsking } from "../../src/engine/open-questions";
import { anyResponse, itemsOf, many } from "../support/random";
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
const results = (of: Content, answers: Answers) =>
	new Map(assess(of, { answers }).verdicts.map((it) => [it.definition, it.result]));
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
			const now = results(made, answers);
			for (const id of ["first", "second"]) {
				expect(definitions.has(id)).toBe(now.get(id) === "unclear");
				const found = definitions.get(id);
				if (!found) continue;
				for (const wanted of ["met", "not-met"] as const) {
					const sets = [...completions(answers)]
						.filter((more) => results(made, more).get(id) === wanted)
						.map((more) => Object.keys(choices).filter((item) => (more[item] ?? null) !== (answers[item] ?? null)));
					const least = Math.min(...sets.map((set) => set.length));
					const smallest = new Set(sets.filter((set) => set.length === least).map((set) => set.sort().join()));
					expect(new Set(found[wanted].map((set) => [...set].sort().join()))).toEqual(smallest);
				}
			}
		}
	});

	test("puts first what makes it met", () => {
		expect(firstOf({ met: [["a", "b"]], "not-met": [["b"], ["c"]] })).toEqual(["a", "b"]);
		expect(firstOf(undefined)).toEqual([]);
	});
});

describe("what is worth asking again", () => {
	test("is what settles a definition, and first of all what cannot be true together", () => {
		const open = { rang: 2, wrote: "never" };
		expect(worthAsking(made, { answers: { ...open, cross: "no" } })).toEqual(["upset"]);
		expect(worthAsking(made, { answers: { ...open, twice: "no" } })).toEqual(["twice", "rang"]);
	});

	test("is a handful, over the real content", () => {
		fc.assert(
			fc.property(anyResponse(content), (response) => {
				const worth = worthAsking(content, response);
				expect(worth.length).toBeLessThanOrEqual(6);
				expect(new Set(worth).size).toBe(worth.length);
			}),
			{ numRuns: many(30) },
		);
	});
});

describe("what still matters", () => {
	test("has every item whose answer can change the summary", () => {
		const all = itemsOf(content);
		fc.assert(
			fc.property(
				anyResponse(content),
				anyResponse(content),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(before, after, kept) => {
					const answers: Answers = {};
					all.forEach(({ id }, i) => {
						if ((i * 0.618) % 1 < kept) answers[id] = before.answers[id] ?? null;
					});
					const place = before.place ?? undefined;
					const matters = stillMatters(content, place, answers);
					const more = { ...answers };
					for (const { id } of all)
						if (!matters.has(id) && (answers[id] ?? null) === null) more[id] = after.answers[id] ?? null;
					const now = assess(content, { place, answers });
					const then = assess(content, { place, answers: more });
					if (!then.contradicts) expect(then.summary).toEqual(now.summary);
				},
			),
			{ numRuns: many(60) },
		);
	});

	test("always has the urgent signs, and nothing else once both kinds are met for good", () => {
		const answers = {
			rang: 2,
			twice: "yes",
			upset: "yes",
			minded: "yes",
			cross: "yes",
		};
		expect(stillMatters(made, undefined, answers)).toEqual(new Set());
		const { minded: _, ...presumed } = answers;
		expect(stillMatters(made, undefined, presumed)).toEqual(new Set());
		expect(stillMatters(made, undefined, {})).toContain("upset");
	});
});
