import content from "virtual:content";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AssessmentWriter } from "../../src/engine/assessment-writer";
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
