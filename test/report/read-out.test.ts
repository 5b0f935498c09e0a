import content from "virtual:content";
import { expect, test } from "vitest";
import { wordedFor } from "../../src/content/wording";
import { readOut } from "../../src/report/read-out";

const { readOutIntro, readOutAsk } = content.words.report;

test("there are words to read out only when something happened", () => {
	expect(readOut(content, {})).toBe("");
	expect(readOut(content, { followed: "never", distressed: "no" })).toBe("");
	expect(
		readOut(content, {
			followed: 3,
			"unwanted-contact": "happened",
			"harmed-pets": "more-than-once",
			frightened: "yes",
		}),
	).toBe(
		`${readOutIntro} Someone has contacted me when I did not want it, followed me (3 times) and hurt, taken or threatened my pets or animals (more than once). It has frightened me. ${readOutAsk}`,
	);
});

test("what was counted in a log may have happened more often", () => {
	expect(readOut(content, { followed: 3 }, new Set(["followed"]))).toBe(
		`${readOutIntro} Someone has followed me (at least 3 times). ${readOutAsk}`,
	);
});

test("a helper reads out words about the person they help", () => {
	const reworded = wordedFor(content, "someone-else");
	const { readOutIntro, readOutAsk } = reworded.words.report;
	expect(
		readOut(reworded, {
			followed: 3,
			"unwanted-contact": "happened",
			frightened: "yes",
		}),
	).toBe(
		`${readOutIntro} Someone has contacted them when they did not want it and followed them (3 times). It has frightened them. ${readOutAsk}`,
	);
	expect(readOutIntro).toContain("someone I know");
});
