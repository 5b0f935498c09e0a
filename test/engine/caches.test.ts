import content from "virtual:content";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AssessmentWriter } from "../../src/engine/assessment-writer";
import { BoundedCache } from "../../src/engine/bounded-cache";
import { compile } from "../../src/engine/compile";
import { anyResponse, many } from "../support/random";

test("what was assessed before makes no difference", () => {
	const compiled = compile(content);
	const used = new AssessmentWriter(compiled);
	fc.assert(
		fc.property(anyResponse(content), (response) => {
			expect(used.assess(response)).toEqual(new AssessmentWriter(compiled).assess(response));
		}),
		{ numRuns: many(200) },
	);
});

test("a cache makes a value once, and again where its key is too large to be exact", () => {
	const cache = new BoundedCache<number>();
	let made = 0;
	const get = (key: number) => cache.get(key, () => ++made);
	expect([get(7), get(7), get(8)]).toEqual([1, 1, 2]);
	expect([get(2 ** 53), get(2 ** 53)]).toEqual([3, 4]);
});

test("a cache forgets what it holds when there is much of it", () => {
	const cache = new BoundedCache<number>();
	for (let key = 0; key < 100_000; key++) cache.get(key, () => key);
	expect(cache.get(99_999, () => -1)).toBe(99_999);
	expect(cache.get(0, () => -1)).toBe(-1);
});
