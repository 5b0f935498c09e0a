import content from "virtual:content";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { readCases } from "../../src/content/load";
import type { Assessment, Content, Element, ElementFinding, Response } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { notMonotone } from "../../src/engine/monotone";
import { anyAnswers, anyContent } from "../support/any-content";
import { oracle, type Reading } from "../support/oracle";
import { anyResponse, many } from "../support/random";
import { itemsIn, OPEN, settled, type Value, type World, worldsOf, YES } from "../support/worlds";

/** An assessment as the oracle gives it. */
function readingOf(content: Content, assessment: Assessment): Reading {
	const { urgent, summary, fixation, verdicts } = assessment;
	const packs = content.packs.flatMap(({ id, definitions }) =>
		definitions.map((definition) => [definition.id, id] as const),
	);
	const packOf = new Map(packs);
	return {
		urgent,
		summary,
		fixation: fixation.result,
		definitions: Object.fromEntries(verdicts.map(({ definition, result }) => [definition, result])),
		elements: Object.fromEntries(
			verdicts.flatMap(({ definition, elements }) =>
				elements.map(({ element, result }) => [`${packOf.get(definition)}/${element}`, result]),
			),
		),
	};
}

/** The unclear elements, by id, without those whose answers contradict each other. */
function unclear({ verdicts }: Assessment): Map<string, ElementFinding> {
	const findings = verdicts.flatMap(({ elements }) => elements);
	const those = findings.filter(({ result, contradicts }) => result === "unclear" && !contradicts);
	return new Map(those.map((finding) => [finding.element, finding]));
}

/** The conditions that an element is made of, but for what is presumed, and what they come to in a world. */
function wholeOf(content: Content, { criterion, soft = [] }: Element) {
	const { truth } = worldsOf(content);
	const strict = soft.filter((it) => it.softensWhen === "not-met-or-unclear").map((it) => it.criterion);
	return {
		conditions: [...(criterion ? [criterion] : []), ...strict],
		result: (world: World) => {
			const whole = criterion ? truth(criterion, world) : YES;
			return whole === YES && strict.some((it) => truth(it, world) !== YES) ? OPEN : whole;
		},
	};
}

describe("on small content", () => {
	const responses = fc.array(anyAnswers, { minLength: 5, maxLength: 5 });

	test("an assessment is what every world that fits agrees on", () => {
		fc.assert(
			fc.property(anyContent(), responses, (content, responses) => {
				const read = oracle(content, true);
				for (const response of responses) expect(readingOf(content, assess(content, response))).toEqual(read(response));
			}),
			{ numRuns: many(100) },
		);
	}, 600_000);

	test("each open item that makes a difference to an element in some world is unknown", () => {
		fc.assert(
			fc.property(anyContent(), responses, (content, responses) => {
				const { worlds, possible } = worldsOf(content);
				for (const { answers } of responses)
					for (const [id, finding] of unclear(assess(content, { answers }))) {
						const element = content.packs.flatMap(({ elements }) => elements).find((it) => it.id === id);
						const { conditions, result } = wholeOf(content, element as Element);
						const named = [...new Set(conditions.flatMap(itemsIn))];
						const all = [...worlds(named, answers)];
						const matters = (item: string) =>
							all.some((world) =>
								possible(item, answers[item]).some(
									(value) => result(new Map(world).set(item, value)) !== result(world),
								),
							);
						expect([id, ...finding.unknown]).toEqual(expect.arrayContaining([id, ...named.filter(matters)]));
					}
			}),
			{ numRuns: many(100) },
		);
	}, 600_000);

	test("an element is not monotone in an item exactly when no order of its values serves in every world", () => {
		fc.assert(
			fc.property(anyContent(), (content) => {
				const { worlds, possible } = worldsOf(content);
				const disordered = (element: Element) => {
					const { conditions, result } = wholeOf(content, element);
					const named = [...new Set(conditions.flatMap(itemsIn))];
					const all = [...worlds(named, {})];
					/** The signs of the differences that one value makes in place of another. */
					const signs = (item: string, from: Value, to: Value) =>
						all.map((world) =>
							Math.sign(result(new Map(world).set(item, to)) - result(new Map(world).set(item, from))),
						);
					return named.filter((item) => {
						const values = possible(item, null);
						const pairs = values.flatMap((from, i) => values.slice(i + 1).map((to) => signs(item, from, to)));
						const ordered = typeof values[0] === "number" ? [pairs.flat()] : pairs;
						return ordered.some((signs) => signs.includes(1) && signs.includes(-1));
					});
				};
				const found = notMonotone(content);
				content.packs.forEach(({ elements }, pack) => {
					elements.forEach((it, element) => {
						const its = found.filter((one) => one.pack === pack && one.element === element);
						expect(its.map(({ item }) => item).sort()).toEqual(disordered(it).sort());
						const { conditions, result } = wholeOf(content, it);
						for (const { item, answers, stronger } of its)
							for (const world of worlds([...new Set(conditions.flatMap(itemsIn))], answers)) {
								const [value] = possible(item, stronger[item]);
								expect(result(world)).toBeGreaterThan(result(new Map(world).set(item, value as Value)));
							}
					});
				});
			}),
			{ numRuns: many(100) },
		);
	}, 600_000);

	test("one world of each sort stands for all that are alike", () => {
		fc.assert(
			fc.property(anyContent(), responses, (content, responses) => {
				const every = oracle(content, true);
				const alike = oracle(content);
				for (const response of responses) expect(alike(response)).toEqual(every(response));
			}),
			{ numRuns: many(100) },
		);
	}, 600_000);
});

describe("on the content", () => {
	let read: ReturnType<typeof oracle>;
	beforeAll(() => {
		read = oracle(content);
	});
	const agrees = (response: Response) => {
		const reading = readingOf(content, assess(content, response));
		expect(reading).toEqual(read(response));
	};

	test("every case is assessed as the oracle reads it", async () => {
		for (const { case: it } of await readCases("test/cases")) agrees(it.response);
	}, 600_000);

	test("responses are assessed as the oracle reads them", () => {
		fc.assert(fc.property(anyResponse(content), agrees), {
			numRuns: many(500),
		});
	}, 600_000);

	test("a settled result holds in any one world that fits", () => {
		const literally = oracle(content, true);
		const picks = fc.array(fc.nat(11), { minLength: 100, maxLength: 100 });
		fc.assert(
			fc.property(anyResponse(content), picks, (response, picks) => {
				const { items } = worldsOf(content);
				const world = settled(content, response, items, picks);
				const after = assess(content, world);
				if (after.contradicts) return;
				const softened = after.verdicts.flatMap(({ elements }) =>
					elements.filter((it) => it.softenedBy).map((it) => it.element),
				);
				const { elements } = readingOf(content, assess(content, response));
				const inWorld = literally(world).elements;
				for (const [key, result] of Object.entries(elements))
					if (result !== "unclear" && !softened.some((id) => key.endsWith(`/${id}`)))
						expect([key, inWorld[key]]).toEqual([key, result]);
			}),
			{ numRuns: many(150) },
		);
	}, 600_000);
});
