import content from "virtual:content";
import { beforeAll, describe, expect, test } from "vitest";
import type { Answers, Condition, Content, Definition, Element } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { notMonotone } from "../../src/engine/monotone";
import { prove } from "../../src/engine/prove";
import { defining, no, pack, route, small, yes } from "../support/tiny";

const element = (id: string, criterion: Condition, ...soft: NonNullable<Element["soft"]>): Element => ({
	id,
	text: id,
	criterion,
	...(soft.length ? { soft } : {}),
});
const all = (...of: Condition[]): Condition => ({ op: "all", of });
const any = (...of: Condition[]): Condition => ({ op: "any", of });
const rang = (...is: string[]): Condition => ({
	op: "answer",
	item: "rang",
	is,
});
const only = (it: Element) => defining([it], [{ routes: [route("only", it.id)] }]);
const resultOf = (of: Content, id: string, answers: Answers) =>
	assess(of, { answers }).verdicts.find((it) => it.definition === id)?.result;

describe("the shipped definitions", () => {
	let proved: ReturnType<typeof prove>;
	beforeAll(() => {
		proved = prove(content);
	});

	test("are proved, all of them, in every item monotone", () => {
		expect(proved.failures).toEqual([]);
		expect(proved.proofs.map((it) => it.definition)).toEqual(
			content.packs.flatMap((it) => it.definitions.map(({ id }) => id)),
		);
	});

	test("each have a smallest response for every result", () => {
		for (const { definition: id, witnesses } of proved.proofs) {
			expect(Object.keys(witnesses).sort()).toEqual(["met", "not-met", "unclear"]);
			for (const [result, answers] of Object.entries(witnesses)) {
				expect([id, resultOf(content, id, answers)]).toEqual([id, result]);
				for (const item of Object.keys(answers)) {
					const { [item]: _, ...less } = answers;
					expect([id, item, resultOf(content, id, less)]).not.toEqual([id, item, result]);
				}
			}
		}
	});
});

describe("what a definition must not do is found, with smallest answers that show it", () => {
	type Found = [message: RegExp, answers: Answers, then?: Answers];
	test.each<[what: string, of: Content, ...Found]>([
		["never be met", only(element("it", all(yes("upset"), no("upset")))), /^can never be met/, {}],
		["never fail", only(element("it", any(yes("upset"), no("upset")))), /^can never be not-met/, {}],
		[
			"be met with nothing answered",
			only(element("it", any(yes("upset"), no("upset")))),
			/^is met with nothing answered/,
			{},
		],
		[
			"be weakened by more, whatever else is answered",
			only(element("it", all(yes("upset"), rang("once")))),
			/^is weakened by more or worse, in its element "it"/,
			{ upset: "yes", rang: "once" },
			{ upset: "yes", rang: "more-than-once" },
		],
		[
			"be strengthened by an answer here and weakened by it there",
			only(element("it", any(all(yes("upset"), yes("cross")), all(no("upset"), no("cross"))))),
			/^is weakened by more or worse/,
			{ upset: "no", cross: "no" },
			{ upset: "yes", cross: "no" },
		],
		[
			"be weakened by more in several ways, of which the smallest is shown",
			only(element("it", any(all(rang("never"), yes("cross"), yes("minded")), all(rang("once"), yes("upset"))))),
			/^is weakened by more or worse/,
			{ upset: "yes", rang: "once" },
			{ upset: "yes", rang: "more-than-once" },
		],
		[
			"be weakened by more, where most of it weakens with the fewest answers",
			only(element("it", any(all(rang("never"), yes("upset")), all(rang("once"), yes("cross"), yes("minded"))))),
			/^is weakened by more or worse/,
			{ upset: "yes", rang: "never" },
			{ upset: "yes", rang: "more-than-once" },
		],
	])("%s", (_what, of, message, answers, then) => {
		const found = prove(of).failures.find((it) => message.test(it.message));
		expect(found).toMatchObject({
			definition: "it",
			answers,
			...(then ? { then } : {}),
		});
	});

	test("is of each definition with a route that needs the element, and of no other", () => {
		const elements = [element("once", rang("once")), element("upset", yes("upset"))];
		const content = small({
			packs: [
				pack(elements, [
					{ id: "either", routes: [route("one", "once"), route("two", "upset")] },
					{ id: "other", routes: [route("one", "upset")] },
				]),
			],
		});
		expect(prove(content).failures.map(({ definition }) => definition)).toEqual(["either"]);
	});

	test("an item that only weakens is no fault, and neither is one whose options have no usual order", () => {
		const upset = { op: "answer", item: "who", is: ["stranger"] } as const;
		expect(notMonotone(only(element("it", all(no("cross"), { ...upset, is: [...upset.is] }))))).toEqual([]);
	});
});

describe("what follows from a definition", () => {
	const elements = ["upset", "cross", "minded"].map((id) => element(id, yes(id)));
	const carrying = (implies: Definition["implies"], ...lesser: Definition["routes"]) =>
		small({
			packs: [
				pack(elements, [
					{ id: "graver", routes: [route("only", "upset", "cross")], implies },
					{ id: "lesser", routes: lesser },
				]),
			],
		});
	const lesser = (more: object) => ({
		definition: "lesser",
		atLeast: "met" as const,
		...more,
	});

	test("is shown, where an assumption holds too", () => {
		expect(prove(carrying([lesser({})], route("only", "upset"))).failures).toEqual([]);
		const assuming = carrying([lesser({ assuming: yes("minded") })], route("only", "minded"));
		expect(prove(assuming).failures).toEqual([]);
	});

	test("is refuted with the smallest answers at which it does not", () => {
		expect(prove(carrying([lesser({})], route("only", "minded"))).failures).toEqual([
			{
				definition: "graver",
				message: 'is met where "lesser" is less than met',
				answers: { upset: "yes", cross: "yes" },
			},
		]);
		const atMost = { ...route("only", "upset"), atMost: "unclear" as const };
		const weak = carrying([lesser({ atLeast: "unclear" })], atMost);
		expect(prove(weak).failures.filter(({ definition }) => definition === "graver")).toEqual([]);
	});
});

test("a proof says how many states and responses it covers", () => {
	const [proof] = prove(only(element("it", all(yes("upset"), rang("more-than-once"))))).proofs;
	// Yes, no or nothing; never, once, more, at least once or nothing.
	expect(proof?.responses).toBe("15");
	expect(proof?.states).toBeGreaterThan(3);
	expect(proof?.witnesses).toEqual({
		met: { rang: "more-than-once", upset: "yes" },
		"not-met": { rang: "never" },
		unclear: {},
	});
});
