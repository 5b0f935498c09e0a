import content from "virtual:content";
import { describe, expect, test } from "vitest";
import type { Answers, Condition, Element } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { witnessBook } from "../../src/engine/witnesses";
import { oracle } from "../support/oracle";
import { defining, no, route, yes } from "../support/tiny";
import { itemsIn } from "../support/worlds";

const twice: Condition = { op: "answer", item: "rang", is: ["more-than-once"] };
const element = (id: string, criterion: Condition, soft: Element["soft"] = undefined): Element => ({
	id,
	text: id,
	criterion,
	...(soft && { soft }),
});
const booked = (...elements: Element[]) =>
	witnessBook(
		defining(
			elements,
			elements.map(({ id }) => ({ id: `definition-${id}`, routes: [route("only", id)] })),
		),
	);

describe("the witness book", () => {
	const { elements, leftOut } = witnessBook(content);
	const every = elements.flatMap((it) => it.witnesses.map((witness) => ({ ...it, ...witness })));

	test("has pairs that another reading of the content turns as it says, whichever item stands in place of another", () => {
		const read = oracle(content);
		const packOf = (id: string) => content.packs.find((pack) => pack.definitions.some((it) => it.id === id))?.id;
		for (const { element, definitions, item, alike, others, pair } of every) {
			expect(pair[0].answer).not.toBe(pair[1].answer);
			expect(pair[0].result).not.toBe(pair[1].result);
			for (const other of [item, ...alike.slice(-1)])
				for (const { answer, result } of pair) {
					const { [item]: _, [other]: swapped = null, ...rest } = others as Answers;
					const answers: Answers = { ...rest, ...(other !== item && { [item]: swapped }), [other]: answer };
					const { elements } = read({ answers });
					for (const id of definitions)
						expect([answers, elements[`${packOf(id)}/${element}`]]).toEqual([answers, result]);
				}
		}
	});

	test("shows each part of each definition, and each of its items, both ways, in at most 200 pairs without contradictions", () => {
		expect(leftOut).toBe(0);
		expect(every.length).toBeLessThanOrEqual(200);
		for (const { definitions } of content.packs)
			for (const { id, routes } of definitions) {
				const shown = elements.filter((it) => it.definitions.includes(id)).map((it) => it.element);
				expect(shown.sort()).toEqual([...new Set(routes.flatMap((it) => it.elements))].sort());
			}
		for (const { element, definitions, witnesses } of elements) {
			const pack = content.packs.find(({ definitions: its }) => its.some(({ id }) => id === definitions[0]));
			const { criterion, soft = [] } = pack?.elements.find(({ id }) => id === element) ?? {};
			const read = [criterion, ...soft.map((it) => it.criterion)].flatMap((it) => (it ? itemsIn(it) : []));
			const turning = witnesses.flatMap(({ item, alike }) => [item, ...alike]);
			expect([element, read.filter((it) => !turning.includes(it))]).toEqual([element, []]);
			const results = witnesses.flatMap(({ pair }) => pair.map(({ result }) => result));
			expect([element, results.includes("met")]).toEqual([element, true]);
		}
		for (const { item, others, pair } of every)
			for (const { answer } of pair)
				expect(assess(content, { answers: { ...others, [item]: answer } }).contradicts).toBeUndefined();
	});

	test("turns no into yes by one answer where that is possible, with as few other answers as will do", () => {
		expect(booked(element("all", { op: "all", of: [yes("upset"), yes("cross"), twice] })).elements).toEqual([
			{
				element: "all",
				definitions: ["definition-all"],
				witnesses: [
					{
						item: "rang",
						alike: [],
						others: { upset: "yes", cross: "yes" },
						pair: [
							{ answer: "once", result: "not-met" },
							{ answer: "more-than-once", result: "met" },
						],
					},
					{
						item: "upset",
						alike: ["cross"],
						others: { rang: "more-than-once", cross: "yes" },
						pair: [
							{ answer: "no", result: "not-met" },
							{ answer: "yes", result: "met" },
						],
					},
				],
			},
		]);
	});

	test("has fewer other answers rather than answers that stand close to each other", () => {
		const once: Condition = { op: "answer", item: "rang", is: ["once"] };
		const rang: Condition = { op: "any", of: [twice, { op: "all", of: [once, yes("cross")] }] };
		const [found] = booked(element("fewest", { op: "all", of: [yes("upset"), rang] })).elements;
		expect(found?.witnesses[0]).toMatchObject({
			item: "rang",
			others: { upset: "yes" },
			pair: [{ answer: "never" }, { answer: "more-than-once" }],
		});
	});

	test("goes half of the way each way where no answer goes all of it, and prefers an answer to none", () => {
		const soft = [{ criterion: yes("minded"), softensWhen: "not-met-or-unclear" as const, text: "Minded?" }];
		const [found] = booked(element("soft", yes("upset"), soft)).elements;
		expect(found?.witnesses).toEqual([
			{
				item: "minded",
				alike: [],
				others: { upset: "yes" },
				pair: [
					{ answer: "no", result: "unclear" },
					{ answer: "yes", result: "met" },
				],
			},
			{
				item: "upset",
				alike: [],
				others: { minded: "yes" },
				pair: [
					{ answer: "no", result: "not-met" },
					{ answer: "yes", result: "met" },
				],
			},
		]);
	});

	test("takes items for alike only where they can change places", () => {
		const [found] = booked(element("both", { op: "any", of: [yes("upset"), yes("cross"), no("minded")] })).elements;
		expect(found?.witnesses.map(({ item, alike }) => [item, alike])).toEqual([
			["minded", []],
			["upset", ["cross"]],
		]);
		const partner: Condition = { op: "answer", item: "who", is: ["partner"] };
		const [other] = booked(element("other", { op: "any", of: [yes("upset"), partner] })).elements;
		expect(other?.witnesses.map(({ item, alike }) => [item, alike])).toEqual([
			["upset", []],
			["who", []],
		]);
	});

	test("keeps the first pair of every element where there are too many", () => {
		const many = Array.from({ length: 120 }, (_, i) => element(`it-${i}`, { op: "all", of: [yes("upset"), twice] }));
		const { elements, leftOut } = booked(...many);
		expect(leftOut).toBe(40);
		expect(elements.map(({ witnesses }) => witnesses.length)).toEqual([...Array(80).fill(2), ...Array(40).fill(1)]);
	});
});
