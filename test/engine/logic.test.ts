import content from "virtual:content";
import { describe, expect, test } from "vitest";
import type { Answers, Condition, Result } from "../../src/content/schema";
import { evaluate, factsOf } from "../../src/engine/evaluate";
import { greatest, least } from "../../src/engine/logic";

const results: Result[] = ["not-met", "unclear", "met"];
const evaluated = (condition: Condition, answers: Answers) =>
	evaluate(condition, factsOf(content, answers));
const result = (condition: Condition, answers: Answers) =>
	evaluated(condition, answers).result;

/** An answer that makes `is yes` come out as each result. */
const saying: Record<Result, string> = {
	met: "yes",
	"not-met": "no",
	unclear: "not-sure",
};
const yes = (item: string): Condition => ({ op: "answer", item, is: ["yes"] });

describe("Kleene's strong three-valued logic", () => {
	const table: [Result, Result, all: Result, any: Result][] = [
		["not-met", "not-met", "not-met", "not-met"],
		["not-met", "unclear", "not-met", "unclear"],
		["not-met", "met", "not-met", "met"],
		["unclear", "not-met", "not-met", "unclear"],
		["unclear", "unclear", "unclear", "unclear"],
		["unclear", "met", "unclear", "met"],
		["met", "not-met", "not-met", "met"],
		["met", "unclear", "unclear", "met"],
		["met", "met", "met", "met"],
	];
	test.each(table)("%s with %s: all is %s, any is %s", (a, b, all, any) => {
		const answers = { distressed: saying[a], alarmed: saying[b] };
		const of = [yes("distressed"), yes("alarmed")];
		expect(result({ op: "all", of }, answers)).toBe(all);
		expect(result({ op: "any", of }, answers)).toBe(any);
		expect(least([a, b])).toBe(all);
		expect(greatest([a, b])).toBe(any);
	});

	test("at least k of n agrees with counting every way the unknown ones could turn out", () => {
		const items = ["distressed", "alarmed", "frightened"];
		const of = items.map(yes);
		for (const a of results)
			for (const b of results)
				for (const c of results)
					for (const count of [1, 2, 3]) {
						const values = [a, b, c];
						const answers = Object.fromEntries(
							items.map((id, i) => [id, saying[values[i] as Result]]),
						);
						const possible = (best: Result) =>
							values.filter(
								(v) => v === "met" || (v === "unclear" && best === "met"),
							).length >= count;
						const expected = possible("not-met")
							? "met"
							: possible("met")
								? "unclear"
								: "not-met";
						// Fear of violence left open would make a "no" to fear unknown.
						expect(
							result(
								{ op: "at-least", count, of },
								{ ...answers, "feared-violence": "never" },
							),
						).toBe(expected);
					}
	});

	test.each(["not-sure", "rather-not-say", null, undefined])(
		"%s is never a no",
		(answer) => {
			const answers = answer === undefined ? {} : { distressed: answer };
			expect(result(yes("distressed"), answers)).toBe("unclear");
			expect(
				result({ op: "answer", item: "distressed", is: ["no"] }, answers),
			).toBe("unclear");
		},
	);
});

describe("a trace", () => {
	const condition: Condition = {
		op: "any",
		of: [
			{ op: "all", of: [yes("distressed"), yes("alarmed")] },
			{ op: "occasions", atLeast: 2, items: ["followed", "watched-or-spied"] },
		],
	};

	test("has a result on every node, also where the outcome was clear before", () => {
		const trace = evaluated(condition, {
			distressed: "no",
			followed: "more-than-once",
		});
		expect(trace.result).toBe("met");
		expect(trace.of?.map((node) => node.result)).toEqual(["not-met", "met"]);
		expect(trace.of?.[0]?.of?.map((node) => node.result)).toEqual([
			"not-met",
			"unclear",
		]);
	});

	test("says which answers led there and which are missing", () => {
		expect(
			evaluated(condition, { distressed: "no", followed: "more-than-once" }),
		).toMatchObject({
			because: ["followed"],
			unknown: [],
		});
		expect(
			evaluated(condition, {
				distressed: "yes",
				followed: "once",
				"watched-or-spied": "never",
			}),
		).toMatchObject({
			result: "unclear",
			because: ["distressed"],
			unknown: ["alarmed"],
		});
	});
});

describe("two or more occasions", () => {
	const items = ["followed", "watched-or-spied"];
	const condition: Condition = {
		op: "occasions",
		atLeast: 2,
		items,
		confirmedBy: yes("two-or-more-occasions"),
	};
	const never = Object.fromEntries(
		content.checklists
			.filter((checklist) => checklist.behaviours)
			.flatMap(({ items }) => items.map(({ id }) => [id, "never"])),
	);
	type Row = [
		followed: string | number | null,
		watched: string | number | null,
		word: string | null,
		Result,
	];
	const rows: Row[] = [
		["more-than-once", "never", "yes", "met"],
		["more-than-once", "never", null, "met"],
		["more-than-once", "never", "no", "unclear"],
		[2, "never", null, "met"],
		[30, "never", "no", "unclear"],
		["once", "once", "yes", "met"],
		["once", "once", null, "unclear"],
		["once", "once", "no", "unclear"],
		["once", "never", "yes", "unclear"],
		["once", "never", null, "not-met"],
		["once", "never", "no", "not-met"],
		[1, 0, null, "not-met"],
		["happened", "never", "yes", "met"],
		["happened", "never", null, "unclear"],
		["happened", "never", "no", "not-met"],
		["happened", "happened", null, "unclear"],
		[null, "never", "yes", "unclear"],
		[null, null, null, "unclear"],
		[null, null, "no", "not-met"],
		["not-sure", "once", "yes", "met"],
		["not-sure", "once", null, "unclear"],
		["never", "never", "yes", "not-met"],
		["never", "never", null, "not-met"],
	];
	test.each(rows)(
		"followed %s, watched %s, own word %s: %s",
		(followed, watched, word, expected) => {
			const answers = {
				...never,
				followed,
				"watched-or-spied": watched,
				"two-or-more-occasions": word,
			};
			expect(result(condition, answers)).toBe(expected);
		},
	);

	test("something that happened elsewhere may be the second occasion, so it is not certain here", () => {
		const answers = {
			...never,
			followed: "happened",
			"two-or-more-occasions": "yes",
		};
		expect(result(condition, answers)).toBe("met");
		expect(result(condition, { ...answers, "harmed-pets": "once" })).toBe(
			"unclear",
		);
		expect(result(condition, { ...answers, "harmed-pets": null })).toBe(
			"unclear",
		);
	});

	test("what may count shows nothing by itself, unless something makes it count", () => {
		const weak = (unless?: Condition): Condition => ({
			...condition,
			mayCount: [{ items: ["something-else"], ...(unless ? { unless } : {}) }],
		});
		const answers = {
			...never,
			"something-else": "more-than-once",
			"two-or-more-occasions": "yes",
		};
		expect(result(weak(), answers)).toBe("unclear");
		expect(result(weak(yes("most-people-would-mind")), answers)).toBe(
			"unclear",
		);
		expect(
			result(weak(yes("most-people-would-mind")), {
				...answers,
				"most-people-would-mind": "yes",
			}),
		).toBe("met");
	});
});

describe("what one answer tells about another", () => {
	test.each([
		["once", "yes"],
		["happened", "yes"],
		["more-than-once", "yes"],
		[3, "yes"],
	])(
		"afraid of violence %s is being frightened, whatever was said",
		(feared, said) => {
			const facts = factsOf(content, {
				"feared-violence": feared,
				frightened: "no",
			});
			expect(facts.get("frightened")).toMatchObject({
				option: said,
				from: "feared-violence",
			});
		},
	);

	test("afraid of violence twice is two occasions, but never against the person's own no", () => {
		const word = (answers: Answers) =>
			result(yes("two-or-more-occasions"), {
				"feared-violence": "more-than-once",
				...answers,
			});
		expect(word({})).toBe("met");
		expect(word({ "two-or-more-occasions": "not-sure" })).toBe("met");
		expect(word({ "two-or-more-occasions": "no" })).toBe("unclear");
		expect(
			result(yes("two-or-more-occasions"), {
				"feared-violence": "once",
				"two-or-more-occasions": "no",
			}),
		).toBe("not-met");
	});

	test("while fear of violence is open, a no to fear is not yet a no", () => {
		expect(result(yes("frightened"), { frightened: "no" })).toBe("unclear");
		expect(
			result(yes("frightened"), {
				frightened: "no",
				"feared-violence": "not-sure",
			}),
		).toBe("unclear");
		expect(
			result(yes("frightened"), {
				frightened: "no",
				"feared-violence": "never",
			}),
		).toBe("not-met");
		expect(evaluated(yes("frightened"), { frightened: "no" }).unknown).toEqual([
			"feared-violence",
		]);
	});
});
