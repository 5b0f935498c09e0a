import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Content } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { plainly } from "../support/plain";
import { anyResponse, many } from "../support/random";
import { small } from "../support/small";

describe("an assessment is what the plain reading of the content comes to", () => {
	const places = [undefined, ...content.places.map(({ id }) => id)];
	const contents: [name: string, content: Content, runs: number][] = [
		["the content as it is", content, 3_000],
		["a small one", small, 5_000],
	];
	test.each(contents)("for %s", (_, content, runs) => {
		fc.assert(
			fc.property(
				anyResponse(content),
				fc.constantFrom(...places),
				fc.constantFrom(undefined, "someone-else" as const),
				(response, place, whom) => {
					const whole = { ...response, place, for: whom };
					expect(assess(content, whole)).toStrictEqual(plainly(content, whole));
				},
			),
			{ numRuns: many(runs) },
		);
	});
});
