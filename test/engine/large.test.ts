/** Content of one's own that would take hours to weigh, or more memory than there is, is refused by name at once. */
import { describe, expect, test } from "vitest";
import { deadEnds } from "../../src/content/review";
import type { Condition, Content } from "../../src/content/schema";
import { compile } from "../../src/engine/compile";
import { notMonotone } from "../../src/engine/monotone";
import { settle } from "../../src/engine/open-questions";
import { prove } from "../../src/engine/prove";
import { closest } from "../../src/engine/response";
import { defining, route, yes } from "../support/tiny";

const ids = (answerSet: string, count: number) => Array.from({ length: count }, (_, i) => `${answerSet}-${i}`);

/** Content of one definition with one element, `it`, over many items of one answer set. */
function over(answerSet: string, count: number, criterion: (items: string[]) => Condition): Content {
	const items = ids(answerSet, count);
	const asked = items.map((id) => ({ id, answerSet, text: id, label: id }));
	return {
		...defining([{ id: "it", text: "It", criterion: criterion(items) }], [{ id: "all", routes: [route("a", "it")] }]),
		checklists: [{ id: "many", order: 1, title: "Many", items: asked }],
		signs: {
			...defining([], []).signs,
			fixation: { ...defining([], []).signs.fixation, criterion: yes(items[0] ?? "") },
		},
	};
}

/** Whether both of some pair hold, with the items of a pair far apart: the diagram doubles with each pair. */
const pairs =
	(count: number) =>
	(items: string[]): Condition => ({
		op: "any",
		of: Array.from({ length: count }, (_, i) => ({
			op: "all",
			of: [yes(items[i] as string), yes(items[count + i] as string)],
		})),
	});
const happened = (item: string): Condition => ({ op: "answer", item, is: ["once", "happened", "more-than-once"] });

describe("an element that is too large to weigh", () => {
	const content = over("yes-no", 56, pairs(28));
	const tooLarge = expect.objectContaining({
		code: "bad-content",
		message: expect.stringMatching(/^The element "it".* is too large to weigh/),
	});

	test.each([
		["compiled", () => compile(content)],
		["looked through for dead ends", () => deadEnds(content)],
		["held to be monotone", () => notMonotone(content)],
	])("is named when it is %s", (_how, weigh) => {
		expect(weigh).toThrow(tooLarge);
	});

	test("is named when it has more items than the stack is deep", () => {
		const deep = over("yes-no", 20_000, (items) => ({ op: "any", of: items.map(yes) }));
		expect(() => compile(deep)).toThrow(tooLarge);
	});
});

describe("a definition that is too large to prove, with elements that are not", () => {
	const content = over("yes-no", 28, pairs(14));

	test("is named", () => {
		expect(() => prove(content)).toThrow(/^The definition "all" is too large to weigh/);
	});

	test("has nothing that would settle it, and other results are as they were", () => {
		expect(settle(content, { answers: {} })).toEqual({ definitions: new Map(), summary: {} });
	});
});

test("what would settle seventeen acts together is found among three answers to each", () => {
	const content = over("often", 17, (items) => ({ op: "all", of: items.map(happened) }));
	const { definitions } = settle(content, { answers: {} });
	expect(definitions.get("all")?.met).toEqual([ids("often", 17)]);
	expect(definitions.get("all")?.["not-met"]).toHaveLength(12);
});

test("a thousand items are weighed in time that grows with their number", () => {
	const content = over("yes-no", 1000, (items) => ({ op: "at-least", count: 2, of: items.map(yes) }));
	expect(compile(content).elements).toHaveLength(1);
	expect(notMonotone(content)).toEqual([]);
});

test("thousands of slips among thousands of names get their corrections", () => {
	const known = ids("sign", 10_000);
	const slips = known.slice(0, 3000).map((id) => id.replace("sign", "sgin"));
	expect(slips.filter((slip) => closest(slip, known) === undefined)).toEqual([]);
});
