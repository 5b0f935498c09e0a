import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Case, Condition, Content, Result } from "../../src/content/schema";
import { Difference } from "../../src/content/shapes/difference";
import { evaluatorFor } from "../../src/engine/assess";
import { difference } from "../../src/engine/difference";
import { anyContent } from "../support/any-content";
import { many } from "../support/random";
import { defining, everyWay, route, small, yes } from "../support/tiny";
import { worldsOf } from "../support/worlds";

/** An edit of made-up content: other conditions, and perhaps another order of items, other options, or another item. */
const anyEdit = fc
	.record({
		old: anyContent(),
		edited: anyContent(),
		reorders: fc.boolean(),
		renames: fc.boolean(),
		trims: fc.boolean(),
	})
	.map(({ old, edited, reorders, renames, trims }): [Content, Content] => {
		const { checklists, answerSets } = edited;
		const changed = {
			...edited,
			...(reorders && { checklists: checklists.map((it) => ({ ...it, items: it.items.toReversed() })) }),
			...(trims && {
				answerSets: answerSets.map((set) => ({
					...set,
					options: set.options
						.filter(({ id }) => !["more-than-once", "three-to-five", "friend"].includes(id))
						.map((it) => (it.id === "once-at-most" ? { id: it.id, label: it.label, unknown: true as const } : it)),
				})),
			}),
		};
		return [old, renames ? JSON.parse(JSON.stringify(changed).replaceAll('"upset"', '"shaken"')) : changed];
	});

/** By item: an answer for each pair of sets of values that answers can leave possible in two contents. */
function choicesIn(...contents: [Content, Content]): Record<string, (string | number | null)[]> {
	const options = contents.map(
		({ checklists, answerSets }) =>
			new Map(
				checklists.flatMap(({ items }) =>
					items.map(({ id, answerSet }) => [id, answerSets.find((set) => set.id === answerSet)?.options ?? []]),
				),
			),
	);
	const worlds = contents.map(worldsOf);
	const choices = [...(options[0] ?? [])].map(([item, its]) => {
		const ids = its.map(({ id }) => id).filter((id) => options[1]?.get(item)?.some((it) => it.id === id));
		const numbers = its.some(({ occasions }) => occasions) && options[1]?.has(item) ? [0, 1, 2, 3] : [];
		const told = [null, ...ids, ...numbers].map(
			(answer) =>
				[JSON.stringify(worlds.map((it) => it.items.includes(item) && it.possible(item, answer))), answer] as const,
		);
		// The first of those that say the same.
		return [item, [...new Map(told.toReversed()).values()].reverse()] as const;
	});
	return Object.fromEntries(choices);
}

type Reader = (answers: Answers) => Map<string, Result>;

function reader(content: Content): Reader {
	const evaluator = evaluatorFor(content);
	return (answers) => {
		evaluator.believe(evaluator.table.beliefsOf(answers));
		const { verdicts } = evaluator.outcome(undefined);
		return new Map(verdicts.map(({ definition, result }) => [definition.id, result]));
	};
}

describe("what an edit changes", () => {
	test("is exactly what every response that both allow comes to before and after it, with smallest examples", () => {
		fc.assert(
			fc.property(anyEdit, (contents) => {
				const choices = choicesIn(...contents);
				const [old, edited] = contents.map(reader) as [Reader, Reader];
				const found = new Map(
					["one", "two", "three"].map((id) => [id, new Map<string, [count: number, least: number]>()]),
				);
				const size = (answers: Answers) => Object.values(answers).filter((it) => it !== null).length;
				let all = 0;
				for (const answers of everyWay(choices)) {
					all++;
					const [from, to] = [old(answers), edited(answers)];
					for (const [id, ways] of found) {
						const way = `${from.get(id)} to ${to.get(id)}`;
						const [count, least] = ways.get(way) ?? [0, Number.POSITIVE_INFINITY];
						ways.set(way, [count + 1, Math.min(least, size(answers))]);
					}
				}
				const { definitions } = Difference.parse(difference(...contents));
				expect([...definitions.same, ...definitions.changed.map((it) => it.definition)].sort()).toEqual([
					"one",
					"three",
					"two",
				]);
				for (const [id, ways] of found) {
					const changed = definitions.changed.find((it) => it.definition === id);
					const expected = [...ways].filter(([way]) => !/^(.*) to \1$/.test(way));
					expect(changed?.ways.map(({ from, to }) => `${from} to ${to}`).sort() ?? []).toEqual(
						expected.map(([way]) => way).sort(),
					);
					if (!changed) continue;
					// The definition does not depend on every item.
					const scale = BigInt(all) / BigInt(changed.responses);
					const sum = changed.ways.reduce((total, { responses }) => total + BigInt(responses), 0n);
					expect(changed.changed).toBe(sum.toString());
					for (const { from, to, responses, answers } of changed.ways) {
						const [count, least] = ways.get(`${from} to ${to}`) as [number, number];
						expect(BigInt(responses) * scale).toBe(BigInt(count));
						expect(size(answers)).toBe(least);
						expect([old(answers).get(id), edited(answers).get(id)]).toEqual([from, to]);
					}
				}
			}),
			{ numRuns: many(25) },
		);
	});

	test("counts responses to the items that a definition depends on before or after it, and to no other", () => {
		const [old, edited] = [yes("upset"), yes("cross")].map((criterion) => only(criterion)) as [Content, Content];
		expect(difference(old, edited).definitions.changed).toEqual([
			{
				definition: "it",
				responses: "9",
				changed: "6",
				ways: [
					{ from: "not-met", to: "unclear", responses: "1", answers: { upset: "no" } },
					{ from: "not-met", to: "met", responses: "1", answers: { upset: "no", cross: "yes" } },
					{ from: "unclear", to: "not-met", responses: "1", answers: { cross: "no" } },
					{ from: "unclear", to: "met", responses: "1", answers: { cross: "yes" } },
					{ from: "met", to: "not-met", responses: "1", answers: { upset: "yes", cross: "no" } },
					{ from: "met", to: "unclear", responses: "1", answers: { upset: "yes" } },
				],
			},
		]);
	});

	test("is nothing between built-in content and itself, nor when items that nothing else tells apart change places", () => {
		const { version, hash, checkedOn } = content;
		const nothing = {
			format: "stalk-check/difference@1",
			old: { version, hash, checkedOn },
			new: { version, hash, checkedOn },
			items: { added: [], removed: [], options: [] },
			definitions: {
				added: [],
				removed: [],
				same: content.packs.flatMap(({ definitions }) => definitions.map(({ id }) => id)),
				changed: [],
			},
			entries: [],
		};
		expect(difference(content, content)).toEqual(nothing);
		expect(difference(content, Object.fromEntries(Object.entries(content).reverse()) as Content)).toEqual(nothing);
		const checklists = content.checklists.toReversed();
		expect(difference(content, { ...content, checklists })).toEqual({ ...nothing, entries: ["checklists"] });
	});

	test("names items and options that only one has, the definitions that read them, and what else differs", () => {
		const old = only(yes("upset"), "gone");
		const edited = JSON.parse(
			JSON.stringify(only({ op: "all", of: [yes("shaken"), yes("cross")] }, "come"))
				.replaceAll('"upset"', '"shaken"')
				.replaceAll('"more-than-once"', '"twice"')
				.replace('"occasions":[1,null]', '"occasions":[0,null]')
				.replace('"label":"Not known","unknown":true', '"label":"Not known"')
				.replace("cross?", "Cross?"),
		);
		const { items, definitions, entries } = difference(old, edited);
		expect(items).toEqual({
			added: [{ item: "shaken", definitions: ["it", "come"] }],
			removed: [{ item: "upset", definitions: ["it", "gone"] }],
			options: [
				{
					items: ["rang", "wrote", "came", "feared"],
					added: ["twice"],
					removed: ["more-than-once"],
					changed: ["happened"],
				},
				{ items: ["who"], added: [], removed: [], changed: ["not-known"] },
			],
		});
		// Only where cross is a no: what is not asked is unclear on both sides.
		expect(definitions).toEqual({
			added: ["come"],
			removed: ["gone"],
			same: [],
			changed: [
				{
					definition: "it",
					responses: "3",
					changed: "1",
					ways: [{ from: "unclear", to: "not-met", responses: "1", answers: { cross: "no" } }],
				},
			],
		});
		expect(entries).toEqual([
			"answerSets/often/options/more-than-once",
			"answerSets/often/options/happened/occasions",
			"answerSets/often/options/twice",
			"answerSets/who/options/not-known/unknown",
			"checklists/rest/items/upset",
			"checklists/rest/items/cross/text",
			"checklists/rest/items/shaken",
			"packs/pack/elements/element/criterion",
			"packs/pack/definitions/gone",
			"packs/pack/definitions/come",
			"signs/fixation/criterion",
		]);
	});

	test("names definitions that read an item only in a soft factor, or by a rule about another", () => {
		const soft = (item: string) => [{ criterion: yes(item), softensWhen: "not-met" as const, text: "Soft." }];
		const elements = [
			{ id: "soft", text: "It", criterion: yes("cross"), soft: soft("shaken") },
			{ id: "ruled", text: "It", criterion: yes("minded") },
			{ id: "neither", text: "It", criterion: yes("cross") },
		];
		const definitions = elements.map(({ id }) => ({ id, routes: [route("only", id)] }));
		// biome-ignore lint/suspicious/noThenProperty: data that nothing awaits
		const rule = { id: "rule", about: "minded", if: yes("minded"), then: yes("shaken"), text: "Shaken." };
		const edited = JSON.parse(
			JSON.stringify({ ...defining(elements, definitions), consistency: [rule] }).replaceAll('"upset"', '"shaken"'),
		);
		expect(difference(only(yes("upset")), edited).items.added).toEqual([
			{ item: "shaken", definitions: ["soft", "ruled"] },
		]);
	});

	test("is every result of a case, or that one content cannot take it", () => {
		const [old, edited] = [only(yes("upset")), only(yes("cross"))];
		edited.signs.urgent = [{ item: "came", is: ["once"], text: "Came." }];
		edited.answerSets = edited.answerSets.map((set) => ({
			...set,
			options: set.options.map((it) => (it.id === "partner" ? { ...it, id: "mate" } : it)),
		}));
		const cases = [
			{ upset: "yes", cross: "yes" },
			{ cross: "yes", came: "once" },
			{ who: "partner" },
			{ who: "mate" },
		].map((answers, i): { path: string; case: Case } => ({
			path: `/${i}`,
			case: { name: `Case ${i}`, why: "Made up.", response: { answers }, expect: {} },
		}));
		expect(difference(old, edited, cases).cases).toEqual({
			compared: 4,
			changed: [
				{
					path: "/1",
					name: "Case 1",
					results: [
						{ result: "it", from: "unclear", to: "met" },
						{ result: "summary of harassment", from: "unclear", to: "met" },
						{ result: "urgent", from: "none", to: "came" },
					],
				},
				{ path: "/2", name: "Case 2", impossible: "new" },
				{ path: "/3", name: "Case 3", impossible: "old" },
			],
		});
	});

	test("is refused by name where it takes too long to weigh", () => {
		const items = small().checklists.flatMap((it) => it.items);
		const many = Array.from({ length: 40 }, (_, i) => ({ ...items.at(-2), id: `item-${i}`, text: "It?", label: "It" }));
		const pairs = (shift: number): Content => ({
			...only({
				op: "any",
				of: Array.from({ length: 20 }, (_, i) => ({
					op: "all",
					of: [yes(`item-${i}`), yes(`item-${20 + ((i + shift) % 20)}`)],
				})),
			}),
			checklists: [{ id: "all", order: 1, title: "All", items: many as typeof items }],
			signs: { urgent: [], fixation: { ...small().signs.fixation, criterion: yes("item-0") } },
		});
		expect(() => difference(pairs(0), pairs(1))).toThrow(/^The (element|definition) ".*" .*is too large to weigh/);
	});
});

/** Small content with definitions that are met by one condition. */
function only(criterion: Condition, ...others: string[]): Content {
	const routes = [route("only", "element")];
	return defining([{ id: "element", text: "It", criterion }], [{ routes }, ...others.map((id) => ({ id, routes }))]);
}
