import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Response } from "../../src/content/schema";
import { inVoice } from "../../src/content/wording";
import { assess } from "../../src/engine/assess";
import { readOut } from "../../src/report/sections";
import { reportText } from "../../src/report/text";
import { anyResponse, many } from "../support/random";

const style = {
	width: 80,
	heading: (text: string) => text,
	alert: (text: string) => text,
};
const report = (response: Response) =>
	reportText(content, response, assess(content, response), style);

describe("the report for somebody who answers for another person", () => {
	test("reads well", async () => {
		const text = report({
			place: "england-and-wales",
			for: "someone-else",
			answers: {
				"threat-to-kill-or-harm": "yes",
				weapon: "not-sure",
				"threat-to-take-children": "yes",
				"unwanted-contact": 30,
				followed: "more-than-once",
				"monitored-devices-or-accounts": "once",
				"two-or-more-occasions": "yes",
				"same-person": "yes",
				"ordinary-reason": "yes",
				distressed: "yes",
				frightened: "not-sure",
				"sleep-or-health": "yes",
				"acts-as-if-owed": "yes",
				"carried-on-after-blocked": "yes",
				relationship: "ex-partner",
				"under-18": "yes",
			},
		}).replace(/sha256-\w+/, "sha256-…");
		await expect(text).toMatchFileSnapshot("../reports/for-someone-else.txt");
	});

	test("never takes the helper for the person it is about", () => {
		fc.assert(
			fc.property(anyResponse(content), (response) => {
				const text = report({ ...response, for: "someone-else" }).replace(
					/\s+/g,
					" ",
				);
				expect(text).not.toMatch(
					/your answers|your safety|(upset|frightened|alarmed|followed|hurt|threatened) you\b|\byou (were afraid|moved|did not want)|happening to me/i,
				);
				expect(text).toContain(
					"What the other person is doing is not their fault",
				);
			}),
			{ numRuns: many(20) },
		);
	});

	test("has words for the helper to read out", () => {
		const said = inVoice(content, "someone-else");
		const { readOutIntro, readOutAsk } = said.words.report;
		expect(
			readOut(said, {
				followed: 3,
				"unwanted-contact": "happened",
				frightened: "yes",
			}),
		).toBe(
			`${readOutIntro} Someone has contacted them when they did not want it and followed them (3 times). It has frightened them. ${readOutAsk}`,
		);
		expect(readOutIntro).toContain("someone I know");
	});
});
