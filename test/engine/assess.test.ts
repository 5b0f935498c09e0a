import builtIn from "virtual:content";
import { describe, expect, test } from "vitest";
import type { Answers, Condition, Content, Element, ElementFinding } from "../../src/content/schema";
import { assess, evaluatorFor } from "../../src/engine/assess";
import { packsFor } from "../../src/engine/evaluator";
import { defining, no, pack, route, small, source, yes } from "../support/tiny";

/** What an assessment says of the first definition. */
const verdict = (content: Content, answers: Answers) => {
	const [first] = assess(content, { answers }).verdicts;
	if (!first) throw new Error("nothing was assessed");
	return first;
};
const element = (id: string, criterion?: Condition, ...soft: Soft[]) => ({
	id,
	text: id,
	...(criterion ? { criterion } : {}),
	...(soft.length > 0 ? { soft } : {}),
});
type Soft = NonNullable<Element["soft"]>[number];
const soft = (item: string, softensWhen: Soft["softensWhen"] = "not-met"): Soft => ({
	criterion: yes(item),
	softensWhen,
	text: `${item}.`,
});
const unless = (item: string) => soft(item, "not-met-or-unclear");

describe("what is found of an element", () => {
	type Row = [what: string, Element, Answers, Omit<ElementFinding, "element" | "routes">];
	test.each<Row>([
		[
			"with a criterion that is met",
			element("it", yes("upset")),
			{ upset: "yes" },
			{ result: "met", because: ["upset"], unknown: [] },
		],
		[
			"with things that only may count, of which one did not happen",
			element("it", {
				op: "occasions",
				atLeast: 2,
				items: ["rang"],
				mayCount: [
					{ items: ["wrote"], text: "Writing may count." },
					{ items: ["came"], text: "Coming may count." },
				],
				confirmedBy: yes("twice"),
			}),
			{ rang: "once", wrote: "once", came: "never", twice: "yes" },
			{ result: "unclear", because: ["rang", "wrote", "twice"], unknown: [], softenedBy: ["Writing may count."] },
		],
		[
			"with a criterion that is open",
			element("it", yes("upset")),
			{},
			{ result: "unclear", because: [], unknown: ["upset"] },
		],
		[
			"that is open, with an answer that leaves several values but makes no more difference",
			element("it", { op: "any", of: [{ op: "answer", item: "rang", is: ["never"] }, yes("cross")] }),
			{ rang: "happened" },
			{ result: "unclear", because: [], unknown: ["cross"] },
		],
		["without a criterion", element("it"), {}, { result: "met", assumed: true, because: [], unknown: [] }],
		[
			"without a criterion, and with a factor that does not soften",
			element("it", undefined, soft("minded")),
			{},
			{ result: "met", assumed: true, because: [], unknown: [] },
		],
		[
			"without a criterion, and with a factor that softens",
			element("it", undefined, soft("minded")),
			{ minded: "no" },
			{
				result: "unclear",
				because: ["minded"],
				unknown: [],
				softenedBy: ["minded."],
			},
		],
		[
			"that is met, and with a factor that does not soften",
			element("it", yes("upset"), soft("minded")),
			{ upset: "yes", minded: "yes" },
			{ result: "met", because: ["upset"], unknown: [] },
		],
		[
			"that is met, and with factors of which two soften, by an answer and by none",
			element("it", yes("upset"), soft("minded"), soft("twice"), unless("cross")),
			{ upset: "yes", minded: "no", twice: "yes" },
			{
				result: "unclear",
				because: ["minded", "upset"],
				unknown: ["cross"],
				softenedBy: ["minded.", "cross."],
			},
		],
		[
			"that is open, and softened besides",
			element("it", yes("upset"), soft("minded"), unless("upset")),
			{ minded: "no" },
			{ result: "unclear", because: ["minded"], unknown: ["upset"] },
		],
		[
			"that is not met, which nothing softens",
			element("it", yes("upset"), soft("minded"), unless("cross")),
			{ upset: "no", minded: "no" },
			{ result: "not-met", because: ["upset"], unknown: [] },
		],
		[
			"with one answer behind it twice",
			element("it", yes("upset"), {
				...soft("minded"),
				criterion: no("upset"),
			}),
			{ upset: "yes" },
			{
				result: "unclear",
				because: ["upset"],
				unknown: [],
				softenedBy: ["minded."],
			},
		],
	])("%s", (_what, it, answers, expected) => {
		const content = defining([it], [{ routes: [route("one", "it")] }]);
		expect(verdict(content, answers).elements).toEqual([{ element: "it", routes: ["one"], ...expected }]);
	});
});

test("reasons follow the order in which the options of an item strengthen an element, whatever it is", () => {
	const { answerSets, ...bare } = small();
	const options = ["middle", "least", "most"].map((id) => ({ id, label: id }));
	const who = (...is: string[]): Condition => ({ op: "answer", item: "who", is });
	const all = (...of: Condition[]): Condition => ({ op: "all", of });
	const criterion: Condition = {
		op: "any",
		of: [all(who("most"), yes("upset")), all(who("middle"), yes("upset"), yes("cross"))],
	};
	const content = {
		...bare,
		answerSets: [...answerSets.filter(({ id }) => id !== "who"), { id: "who", options }],
		packs: [pack([element("it", criterion)], [{ routes: [route("one", "it")] }])],
	};
	const because = (answers: Answers) => {
		const [found] = verdict(content, answers).elements;
		return [found?.result, ...(found?.because ?? [])];
	};
	expect(because({ upset: "yes", cross: "no", who: "middle" })).toEqual(["not-met", "cross", "who"]);
	expect(because({ upset: "yes", cross: "yes", who: "least" })).toEqual(["not-met", "who"]);
	expect(because({ upset: "no", who: "most" })).toEqual(["not-met", "upset"]);
	expect(because({ upset: "yes", cross: "yes", who: "middle" })).toEqual(["met", "upset", "cross", "who"]);
	expect(because({ upset: "yes", who: "most" })).toEqual(["met", "upset", "who"]);
});

describe("at least two of three conditions, of which a court decides the last,", () => {
	const minded: Condition = {
		op: "occasions",
		atLeast: 2,
		items: ["rang"],
		mayCount: [{ items: ["wrote"] }],
	};
	const criterion: Condition = { op: "at-least", count: 2, of: [yes("upset"), yes("cross"), minded] };
	const content = defining([element("it", criterion)], [{ routes: [route("one", "it")] }]);
	const never = { rang: "never", wrote: "never" };
	const open = { rang: "never", wrote: "more-than-once" };
	test.each<[result: string, Answers]>([
		["met", { upset: "yes", cross: "yes" }],
		["met", { upset: "no", cross: "yes", rang: "more-than-once" }],
		["not-met", { upset: "no", cross: "no" }],
		["not-met", { upset: "yes", cross: "no", ...never }],
		["not-met", { upset: "no", cross: "no", ...open }],
		["unclear", { upset: "yes", cross: "no", ...open }],
		["met", { upset: "yes", cross: "yes", ...open }],
		["unclear", { upset: "yes" }],
		["unclear", {}],
	])("are %s with %j", (result, answers) => {
		expect(verdict(content, answers).result).toBe(result);
	});
});

describe("a verdict", () => {
	const elements = ["upset", "cross", "minded"].map((id) => element(id, yes(id)));
	const content = defining(elements, [
		{
			routes: [route("one", "upset", "cross"), route("two", "minded", "cross")],
		},
	]);

	test("names the strongest route, the first of those as strong", () => {
		const routeOf = (answers: Answers) => {
			const { route, result } = verdict(content, answers);
			return [route, result];
		};
		expect(routeOf({})).toEqual(["one", "unclear"]);
		expect(routeOf({ upset: "no" })).toEqual(["two", "unclear"]);
		expect(routeOf({ cross: "no" })).toEqual(["one", "not-met"]);
		expect(routeOf({ cross: "yes", minded: "yes" })).toEqual(["two", "met"]);
	});

	test("lists each element once, with the routes that need it", () => {
		expect(verdict(content, {}).elements.map((it) => [it.element, ...it.routes])).toEqual([
			["upset", "one"],
			["cross", "one", "two"],
			["minded", "two"],
		]);
		expect(Object.keys(verdict(content, {}).elements[0] ?? {})).toEqual([
			"element",
			"routes",
			"result",
			"because",
			"unknown",
		]);
	});

	test("by a route that can settle nothing is unclear at most", () => {
		const limited = defining(elements, [{ routes: [{ ...route("one", "upset"), atMost: "unclear" }] }]);
		const resultOf = (upset: string) => verdict(limited, { upset }).result;
		expect(resultOf("yes")).toBe("unclear");
		expect(resultOf("not-sure")).toBe("unclear");
		expect(resultOf("no")).toBe("not-met");
	});
});

describe("an assessment", () => {
	const one = [element("upset", yes("upset"))];
	const routes = [route("one", "upset")];
	const content: Content = small({
		packs: [
			pack(one, [{ id: "leaflet", routes }]),
			pack(one, [{ id: "north", routes }], { id: "north", place: "north" }),
			pack(one, [{ id: "south", routes }], { id: "south", place: "south" }),
		],
		signs: {
			urgent: [
				{ item: "who", is: ["partner", "not-known"], text: "Who." },
				{ item: "cross", is: ["yes"], text: "Cross." },
				{ item: "afraid", is: ["yes"], text: "Afraid." },
			],
			fixation: {
				signs: [
					{ item: "minded", is: ["no"], text: "Minded." },
					{ item: "twice", is: ["yes"], text: "Twice." },
				],
				criterion: yes("cross"),
				source,
			},
		},
	});

	test("says what it is of", () => {
		const {
			format,
			ref,
			place,
			content: of,
		} = assess(content, {
			ref: "a-1",
			place: "north",
			answers: {},
		});
		expect([format, ref, place]).toEqual(["stalk-check/assessment@1", "a-1", "north"]);
		expect(of).toEqual({
			version: "1",
			hash: content.hash,
			checkedOn: "2026-11-22",
		});
		for (const none of [null, undefined]) {
			const bare = assess(content, { ref: none, place: none, answers: {} });
			expect(bare).not.toHaveProperty("ref");
			expect(bare).not.toHaveProperty("place");
			expect(assess(content, { for: none, answers: {} })).not.toHaveProperty("for");
		}
		expect(assess(content, { ref: "", answers: {} }).ref).toBe("");
		expect(assess(content, { for: "someone-else", answers: {} }).for).toBe("someone-else");
	});

	test("says when the content was changed", () => {
		expect(assess(content, { answers: {} }).content).not.toHaveProperty("changed");
		expect(assess({ ...content, changed: true }, { answers: {} }).content.changed).toBe(true);
	});

	test("is by the packs of no place and of this one, or of every place", () => {
		const ids = (place?: string) => packsFor(content, place).map((it) => it.id);
		expect(ids()).toEqual(["pack", "north", "south"]);
		expect(ids("north")).toEqual(["pack", "north"]);
		expect(ids("elsewhere")).toEqual(["pack"]);
		expect(assess(content, { place: "south", answers: {} }).verdicts.map((it) => it.definition)).toEqual([
			"leaflet",
			"south",
		]);
	});

	test("names the signs there are, in the order of the content", () => {
		const signs = (answers: Answers) => {
			const { urgent, fixation } = assess(content, { answers });
			return { urgent, ...fixation };
		};
		expect(signs({})).toEqual({ urgent: [], signs: [], result: "unclear" });
		expect(signs({ cross: "yes", who: "not-known", minded: "yes", feared: "once" })).toEqual({
			urgent: ["cross"],
			signs: [],
			result: "met",
		});
		expect(signs({ minded: "no", afraid: "yes", cross: "no" })).toEqual({
			urgent: ["afraid"],
			signs: ["minded"],
			result: "not-met",
		});
	});

	test("sums up the strongest result of each kind, over the packs that count", () => {
		const elements = ["upset", "cross", "minded"].map((id) => element(id, yes(id)));
		const summed = small({
			packs: [
				pack(elements, [
					{ id: "harassment", routes: [route("one", "upset")] },
					{
						id: "stalking",
						kind: "stalking",
						routes: [route("one", "cross")],
					},
				]),
				pack(elements, [{ id: "x", kind: "stalking", routes: [route("one", "minded")] }], {
					id: "survey",
					inSummary: false,
				}),
			],
		});
		const summary = (upset: string, cross: string) => {
			const answers = { upset, cross, minded: "yes" };
			const { harassment, stalking } = assess(summed, { answers }).summary;
			return [harassment, stalking];
		};
		expect(summary("yes", "no")).toEqual(["met", "not-met"]);
		expect(summary("no", "yes")).toEqual(["met", "met"]);
		expect(summary("no", "not-sure")).toEqual(["unclear", "unclear"]);
		expect(summary("no", "no")).toEqual(["not-met", "not-met"]);
	});
});

test("an item is asked unless the answers rule it out", () => {
	const bare = small();
	const checklists = bare.checklists.map(({ items, ...list }) => ({
		...list,
		items: items.map((item) => (item.id === "upset" ? { ...item, askWhen: yes("cross") } : item)),
	}));
	const evaluator = evaluatorFor({ ...bare, checklists });
	const isAsked = (answers: Answers) => evaluator.isAsked("upset", answers);
	expect([isAsked({ cross: "yes" }), isAsked({ cross: "no" })]).toEqual([true, false]);
	expect([isAsked({ cross: "not-sure" }), isAsked({ cross: null }), isAsked({})]).toEqual([true, true, true]);
	expect(evaluator.isAsked("minded", { cross: "no" })).toBe(true);
});

describe("answers that contradict each other", () => {
	const acts = builtIn.checklists
		.filter(({ behaviours }) => behaviours)
		.flatMap(({ items }) => items.map(({ id }) => id));
	const never = Object.fromEntries(acts.map((id) => [id, "never"]));
	const TWO = "two-or-more-occasions";
	test.each<[what: string, answers: Answers, named: string[][] | undefined]>([
		["twice, and no two occasions", { followed: "more-than-once", [TWO]: "no" }, [[TWO, "followed"]]],
		[
			"that, and something else",
			{ followed: "more-than-once", "waited-elsewhere": "once", [TWO]: "no" },
			[[TWO, "followed"]],
		],
		[
			"fear of violence twice, and no two",
			{ "feared-violence": "more-than-once", [TWO]: "no" },
			[[TWO, "feared-violence"]],
		],
		["nothing, and two occasions", { ...never, [TWO]: "yes" }, [[TWO, ...acts]]],
		["one thing once, and two occasions", { ...never, followed: "once", [TWO]: "yes" }, [[TWO, ...acts]]],
		["once, and no two occasions", { followed: "once", [TWO]: "no" }, undefined],
		["twice, and nothing said of occasions", { followed: "more-than-once" }, undefined],
		["nothing, and nothing said of occasions", never, undefined],
	])("are named, those that are enough: %s", (_what, answers, named) => {
		expect(assess(builtIn, { answers }).contradicts).toEqual(named);
	});

	test("are named where no rule by itself is broken in every world", () => {
		const rule = (id: string, ...is: string[]) => ({
			id,
			about: "twice",
			if: { op: "answer" as const, item: "rang", is },
			// biome-ignore lint/suspicious/noThenProperty: a rule is never awaited
			then: yes("twice"),
			text: "Twice.",
		});
		// Another rule, about another item, is not broken.
		const other = { ...rule("other", "once"), about: "cross", if: yes("cross") };
		const wrote = { ...rule("wrote"), if: { op: "answer" as const, item: "wrote", is: ["more-than-once"] } };
		const content = small({ consistency: [rule("once", "once"), other, rule("more", "more-than-once"), wrote] });
		const named = (answers: Answers) => assess(content, { answers }).contradicts;
		expect(named({ rang: "happened", twice: "no" })).toEqual([["twice", "rang"]]);
		expect(named({ rang: "once", twice: "no", wrote: "once" })).toEqual([["twice", "rang"]]);
		expect(named({ rang: "happened", twice: "no", cross: "no" })).toEqual([["twice", "rang"]]);
		expect(named({ rang: "never", twice: "no", cross: "yes" })).toEqual([["cross", "twice"]]);
		const both: Answers = { rang: "once", wrote: 2, twice: "no" };
		expect(named(both)).toEqual([
			["twice", "rang"],
			["twice", "wrote"],
		]);
		expect(named({ rang: "never", twice: "no" })).toBeUndefined();
		expect(named({ rang: "happened", twice: "not-sure" })).toBeUndefined();
		expect(named({ rang: "once", twice: "yes", wrote: 2 })).toBeUndefined();
		expect(named({ twice: "no" })).toBeUndefined();

		const criterion = { op: "any" as const, of: [yes("twice"), yes("upset")] };
		const packs = [pack([element("it", criterion)], [{ routes: [route("one", "it")] }])];
		const found = (answers: Answers) => verdict({ ...content, packs }, answers).elements;
		const about = { element: "it", routes: ["one"], result: "unclear" };
		expect(found({ rang: "once", twice: "no", cross: "no" })).toEqual([
			{ ...about, because: ["rang", "twice"], unknown: [], contradicts: true },
		]);
		expect(found({ rang: "once", twice: "no" })).toEqual(found({ rang: "once", twice: "no", cross: "no" }));
		expect(found(both)[0]?.because).toEqual(["rang", "wrote", "twice"]);
		expect(found({ rang: "never", twice: "no" })).toEqual([{ ...about, because: [], unknown: ["upset"] }]);

		// Rules say nothing until every item that they are about is answered.
		const reading = element("it", { op: "all", of: [yes("twice"), yes("cross")] });
		const ofBoth = { ...content, packs: [pack([reading], [{ routes: [route("one", "it")] }])] };
		expect(verdict(ofBoth, { cross: "yes" }).result).toBe("unclear");
		expect(verdict(ofBoth, { cross: "yes", twice: "yes" }).result).toBe("met");
	});
});
