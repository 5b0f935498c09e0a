import { describe, expect, test, vi } from "vitest";
import type {
	Answers,
	Condition,
	Content,
	Definition,
	Element,
	Pack,
} from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import type { Diagram } from "../../src/engine/diagram";
import { evaluate, factsOf } from "../../src/engine/evaluate";
import { Meaning } from "../../src/engine/meaning";
import {
	everyWay,
	no,
	OFTEN,
	pack,
	route,
	small,
	YES_NO,
	yes,
} from "../support/tiny";

const content = small();

/** The value of a diagram where these are the answers. */
function valueAt<T>(meaning: Meaning, diagram: Diagram<T>, answers: Answers) {
	let node = diagram;
	while ("kids" in node) {
		const variable = meaning.variables[node.variable];
		const answer = answers[variable?.item ?? ""] ?? null;
		const value = variable?.values.findIndex((it) => it.answer === answer) ?? 0;
		node = node.kids[value] as Diagram<T>;
	}
	return node.value;
}

describe("the answers an item can still have", () => {
	const values = (item: string, answers: Answers) =>
		new Meaning(content, answers).variables
			.find((it) => it.item === item)
			?.values.map(({ answer }) => answer);
	const known = ["never", "once", "more-than-once", "happened"];
	test.each<[string, string | number | null, (string | number | null)[]]>([
		["upset", null, [null, "yes", "no"]],
		["upset", "not-sure", ["not-sure", "yes", "no"]],
		["upset", "no", ["no"]],
		["who", "not-known", ["not-known", "partner", "stranger"]],
		["rang", null, [null, ...known]],
		["rang", "not-sure", ["not-sure", ...known]],
		["rang", "never", ["never"]],
		["rang", "once", ["once"]],
		["rang", "more-than-once", ["more-than-once"]],
		["rang", "happened", ["happened", "once", "more-than-once"]],
		["rang", 1, [1]],
		["rang", 7, [7]],
	])("%s, answered %s: %j", (item, answer, expected) => {
		expect(values(item, { [item]: answer })).toEqual(expected);
	});

	test("are those of every item of the content, none of which an object has by nature", () => {
		const meaning = new Meaning(content, {});
		expect(meaning.variables.map(({ item }) => item)).toEqual([
			...factsOf(content, {}).keys(),
		]);
		expect(meaning.variables[0]?.values[0]).toEqual({
			answer: null,
			fact: { known: false, min: 0, max: Number.POSITIVE_INFINITY },
		});
		expect(meaning.variables[0]?.values[2]).toEqual({
			answer: "once",
			fact: { option: "once", known: true, min: 1, max: 1 },
		});
	});
});

describe("what a condition means", () => {
	const occasions = (more: object): Condition => ({
		op: "occasions",
		atLeast: 2,
		items: ["rang", "wrote"],
		...more,
	});
	const mayCount = [{ items: ["wrote"], unless: yes("minded") }];
	const weak = [{ items: ["wrote"] }];
	const items = ["rang"];
	const confirmedBy = yes("twice");
	const three = { upset: YES_NO, cross: YES_NO, minded: YES_NO };
	const counts = { rang: OFTEN, wrote: OFTEN };
	const word = { ...counts, twice: YES_NO };
	const of = Object.keys(three).map(yes);
	const conditions: [
		what: string,
		Condition,
		Record<string, (string | null)[]>,
	][] = [
		["an answer", yes("upset"), three],
		[
			"an unknown answer",
			{ op: "answer", item: "who", is: ["stranger", "not-known"] },
			{ who: ["partner", "stranger", null] },
		],
		["an answer implied", yes("afraid"), { feared: OFTEN, afraid: YES_NO }],
		["no to what is implied", no("twice"), { feared: OFTEN, twice: YES_NO }],
		["all", { op: "all", of }, three],
		["any", { op: "any", of }, three],
		["one", { op: "at-least", count: 1, of }, three],
		["two", { op: "at-least", count: 2, of }, three],
		["three", { op: "at-least", count: 3, of }, three],
		["counted once", occasions({ atLeast: 1 }), counts],
		["counted twice", occasions({}), counts],
		["what never counts", occasions({ items, mayCount: weak }), counts],
		[
			"what may count",
			occasions({ items, mayCount }),
			{ ...counts, minded: YES_NO },
		],
		["the person's word", occasions({ confirmedBy }), { ...word, came: OFTEN }],
		[
			"the person's word, with more elsewhere",
			occasions({ items, confirmedBy }),
			{ ...word, came: OFTEN },
		],
		[
			"the person's word on what may count",
			occasions({ items, mayCount, confirmedBy }),
			{ ...word, came: ["never", "once", null], minded: YES_NO },
		],
		[
			"the person's word on what never counts",
			occasions({ items, mayCount: weak, confirmedBy }),
			{ ...word, came: ["never", "once", null] },
		],
		[
			"the person's word, implied",
			occasions({ items: ["rang", "wrote", "came"], confirmedBy }),
			{ rang: OFTEN, feared: OFTEN, twice: YES_NO },
		],
	];
	test.each(conditions)(
		"%s: what it comes to, wherever one looks",
		(_what, condition, choices) => {
			const meaning = new Meaning(content, {});
			const diagram = meaning.condition(condition);
			const wrong = [...everyWay(choices)].filter(
				(answers) =>
					valueAt(meaning, diagram, answers) !==
					evaluate(condition, factsOf(content, answers)).result,
			);
			expect(wrong).toEqual([]);
		},
	);

	test("is worked out once, and is the same when it says the same", () => {
		const meaning = new Meaning(content, {});
		const condition = occasions({ confirmedBy });
		const diagram = meaning.condition(condition);
		const combine = vi.spyOn(meaning.diagrams, "combine");
		expect(meaning.condition(condition)).toBe(diagram);
		expect(combine).not.toHaveBeenCalled();
		expect(meaning.condition(occasions({ confirmedBy }))).toBe(diagram);
	});

	test("infers no second occasion where it is not to", () => {
		const counted = occasions({ items: ["rang"], confirmedBy });
		const answers = {
			rang: "happened",
			wrote: "never",
			came: "never",
			twice: "yes",
		};
		const now = (options?: object) => {
			const meaning = new Meaning(content, answers, options);
			return meaning.now(meaning.condition(counted));
		};
		expect(now()).toBe("met");
		expect(now({ inferring: false })).toBe("unclear");
	});
});

describe("what a definition means", () => {
	const elements: Element[] = [
		{ id: "upset", text: "Upset", criterion: yes("upset") },
		{
			id: "cross",
			text: "Cross",
			criterion: yes("cross"),
			soft: [
				{ criterion: yes("minded"), softensWhen: "not-met", text: "So." },
				{
					criterion: yes("afraid"),
					softensWhen: "not-met-or-unclear",
					text: "Afraid.",
				},
			],
		},
		{
			id: "assumed",
			text: "Assumed",
			soft: [
				{ criterion: no("minded"), softensWhen: "not-met", text: "Minded." },
			],
		},
	];
	const atMost = "unclear" as const;
	const first = pack(elements, [
		{ id: "plain", routes: [route("one", "upset", "cross")] },
		{
			id: "either",
			kind: "stalking",
			routes: [
				route("one", "cross", "assumed"),
				{ ...route("two", "upset"), atMost },
			],
		},
	]);
	const second = pack(
		elements,
		[{ id: "beside", routes: [route("one", "assumed")] }],
		{ id: "second", inSummary: false },
	);
	const whole: Content = small({ packs: [first, second] });
	const choices = {
		upset: YES_NO,
		cross: YES_NO,
		minded: YES_NO,
		afraid: YES_NO,
	};

	test("is what an assessment says, and so is the summary, wherever one looks", () => {
		const meaning = new Meaning(whole, {});
		for (const answers of everyWay(choices)) {
			const { verdicts, summary } = assess(whole, { answers });
			const meant = whole.packs.flatMap((pack) =>
				pack.definitions.map((definition) =>
					valueAt(meaning, meaning.definition(pack, definition), answers),
				),
			);
			expect([answers, ...meant]).toEqual([
				answers,
				...verdicts.map(({ result }) => result),
			]);
			for (const kind of ["harassment", "stalking"] as const)
				expect([
					kind,
					answers,
					valueAt(meaning, meaning.summary(whole.packs, kind), answers),
				]).toEqual([kind, answers, summary[kind]]);
			const now = new Meaning(whole, answers);
			expect(now.now(now.summary(whole.packs, "harassment"))).toBe(
				summary.harassment,
			);
		}
	});

	test("works each element out once", () => {
		const meaning = new Meaning(whole, {});
		const [, element] = elements as [Element, Element];
		const diagram = meaning.element(element);
		const combine = vi.spyOn(meaning.diagrams, "combine");
		expect(meaning.element(element)).toBe(diagram);
		expect(combine).not.toHaveBeenCalled();
	});

	test("looks at the items it depends on, less those already answered", () => {
		const items = (answers: Answers, at: number, of: Pack = first) => {
			const meaning = new Meaning(whole, answers);
			return meaning.itemsOf(
				meaning.definition(of, of.definitions[at] as Definition),
			);
		};
		expect(items({}, 0)).toEqual([
			"feared",
			"afraid",
			"minded",
			"upset",
			"cross",
		]);
		expect(items({ feared: "never", minded: "yes" }, 0)).toEqual([
			"afraid",
			"upset",
			"cross",
		]);
		expect(items({ upset: "no" }, 0)).toEqual([]);
		expect(items({ minded: "no" }, 0, second)).toEqual([]);
		expect(items({}, 0, second)).toEqual(["minded"]);
	});

	test("could be settled by these", () => {
		const meaning = new Meaning(whole, {});
		const diagram = meaning.definition(
			first,
			first.definitions[0] as Definition,
		);
		const met = [
			["feared", "upset", "cross"],
			["afraid", "upset", "cross"],
		];
		expect(meaning.now(diagram)).toBe("unclear");
		expect(meaning.settling(diagram, "met", 9)).toEqual(met);
		expect(meaning.settling(diagram, "met", 1)).toEqual(met.slice(0, 1));
		expect(meaning.settling(diagram, "not-met", 9)).toEqual([
			["upset"],
			["cross"],
		]);
	});
});
