import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { wordedFor } from "../../src/content/wording";
import { readLog } from "../../src/incidents/read";
import { StalkCheckError } from "../../src/platform/errors";
import { itemsOf } from "../support/random";
import behaviours from "./behaviours.json";

/** The ids that are suggested for words in a log, which is refused. */
function suggested(words: string): string | undefined {
	try {
		readLog(content, Buffer.from(`date,what,note\n2026-01-02,${words},\n`), { today: "2026-11-26" });
	} catch (error) {
		if (error instanceof StalkCheckError) return error.problems[0]?.suggestion;
		throw error;
	}
}

describe("what real cases show", () => {
	test.each(behaviours)("$behaviour: is named in ten words by $item", ({ item: id, words, log }) => {
		for (const wording of [content, wordedFor(content, "someone-else")]) {
			const { example = "" } = itemsOf(wording).find((it) => it.id === id) ?? {};
			expect(example).toContain(words);
			const named = example.split(/[,.]/).filter((phrase) => words.split(", ").some((part) => phrase.includes(part)));
			const long = named.filter((phrase) => phrase.trim().split(" ").length > 10);
			expect(long).toEqual([]);
		}
		if (log) expect(suggested(log)).toBe(id);
	});

	test("is each named once", () => {
		const names = behaviours.map(({ behaviour }) => behaviour);
		expect(new Set(names).size).toBe(names.length);
	});
});
