import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { readCases } from "../../src/content/load";
import { checkCase } from "../../src/content/review";
import { wordedFor } from "../../src/content/wording";
import { itemsOf } from "../support/random";

const other = wordedFor(content, "someone-else");
const wordings = [content, other];
const cases = await readCases("test/cases");

/** Every text that has, or could have, other words beside it: those words, and where it stands. */
function pairs(value: unknown, at = ""): [at: string, own: string, other: string][] {
	if (typeof value !== "object" || value === null) return [];
	const { someoneElse = {}, ...rest } = value as { someoneElse?: object };
	return Object.entries(rest).flatMap(([key, own]) => {
		const said = (someoneElse as Record<string, unknown>)[key] ?? own;
		return typeof own === "string"
			? [[`${at}/${key}`, own, String(said)] as [string, string, string]]
			: said === own
				? pairs(own, `${at}/${key}`)
				: [[`${at}/${key}`, JSON.stringify(own), JSON.stringify(said)]];
	});
}

describe("the words for somebody who answers for another person", () => {
	const { checklists, answerSets, packs, signs, notes, words } = content;
	const all = pairs({ checklists, answerSets, packs, signs, notes, words });

	test("ask one plain thing at a time", () => {
		for (const { id, text, label } of itemsOf(other)) {
			expect([id, text.endsWith("?")]).toEqual([id, true]);
			expect([id, text.split(" ").length <= 25]).toEqual([id, true]);
			expect([id, label.length <= 76]).toEqual([id, true]);
		}
	});

	test("never leave it open who they are", () => {
		// Definitions speak of anybody, routes of examples, and ids and notes for reviewers are not said.
		// What is said about the keyboard is said to whoever sits there.
		const elsewhere = /\/(definitions|note|id|item|is|items|citation|keyboard)\b/;
		const same = all.filter(
			([at, own, said]) => !elsewhere.test(at) && own === said && /\b(they|them|their|theirs)\b/i.test(own),
		);
		expect(same).toEqual([]);
	});

	test("say he or she of nobody, and nothing that a plain terminal cannot show", () => {
		for (const [at, , said] of all) {
			expect([at, /\b(he|she|him|his|her|hers)\b/i.exec(said)?.[0]]).toEqual([at, undefined]);
			if (!at.endsWith("/note")) expect([at, /[^ -~]/.exec(said)?.[0]]).toEqual([at, undefined]);
		}
	});

	test("ask what was said or seen, where only they can know", () => {
		for (const id of ["distressed", "alarmed", "frightened", "very-frightened"])
			expect(itemsOf(other).find((it) => it.id === id)?.text).toMatch(/^Have they said, or can you see, that /);
	});

	test("change the result of no case", () => {
		for (const { case: it } of cases) {
			const response: typeof it.response = {
				...it.response,
				for: "someone-else",
			};
			const problems = checkCase(content, { ...it, response, signposts: undefined });
			expect([it.name, problems]).toEqual([it.name, []]);
		}
	});
});

describe("a hard screen", () => {
	test("is announced on the screen before it, with the key that skips it", () => {
		for (const { screens } of wordings) {
			const announced = screens.flatMap((_, i) => (screens[i - 1]?.next ? [screens[i]?.id] : []));
			expect(announced).toEqual(["safety", "following", "harm", "effect"]);
			for (const { next } of screens) if (next) expect(next).toMatch(/^Next: .* [0s] skips it\.$/);
		}
	});
});
