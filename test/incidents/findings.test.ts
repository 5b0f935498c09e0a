import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Incident, LogFindings } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { assessWithLog, countedItems, findingsOf } from "../../src/incidents/findings";
import { anyResponse, many } from "../support/random";
import { small } from "../support/small";
import { log } from "./short-log";

describe("what the log fills", () => {
	const seven = log(...[1, 2, 3, 4, 5, 6, 7].map((on) => ({ on })));
	const once = log({ on: 4 });
	const filledBy = (incidents: Incident[], answers: Answers = {}) => {
		const { response, assessment } = assessWithLog(content, { place: "scotland", answers }, incidents);
		expect(response.place).toBe("scotland");
		return { answers: response.answers, ...(assessment.log as LogFindings) };
	};

	test("is how often, where nothing was answered, and two or more in all", () => {
		const { answers, filled, differences } = filledBy(seven);
		expect(answers).toEqual({ followed: 7, "two-or-more-occasions": "yes" });
		expect(filled).toEqual([
			{ item: "followed", answer: 7 },
			{ item: "two-or-more-occasions", answer: "yes" },
		]);
		expect(differences).toEqual([]);
	});

	test("of once is at least once: a log may not be all", () => {
		expect(filledBy(once).answers).toEqual({ followed: "happened" });
		const happened = { followed: "happened" };
		expect(filledBy(once, happened)).toMatchObject({ answers: happened, filled: [], differences: [] });
	});

	test("counts two different things on two days as two, and on one day as maybe one", () => {
		const gift = ["gifts-or-things-left"];
		const apart = filledBy(log({ on: 4 }, { on: 5, what: gift }));
		expect(apart.answers).toMatchObject({ "two-or-more-occasions": "yes" });
		const oneDay = filledBy(log({ on: 4 }, { on: 4, what: gift }));
		expect(oneDay.answers).not.toHaveProperty("two-or-more-occasions");
	});

	test("does not take fear for something that was done", () => {
		const feared = log({ on: 4 }, { on: 5, what: ["feared-violence"] });
		expect(filledBy(feared).answers).toEqual({ followed: "happened", "feared-violence": "happened" });
	});

	test("is nothing for what the log does not name", () => {
		const { answers, ...found } = filledBy(log({ on: 4, what: [] }, { what: [] }));
		expect(answers).toEqual({});
		expect(found).toMatchObject({ incidents: 2, undated: 1, unnamed: 2, occasions: [], filled: [], differences: [] });
	});

	const standing: [answer: string | number | null, becomes: string | number, differs: boolean][] = [
		[null, 7, false],
		["happened", 7, false],
		["more-than-once", "more-than-once", false],
		[7, 7, false],
		[12, 12, false],
		[3, 3, true],
		[0, 0, true],
		["once", "once", true],
		["never", "never", true],
		["not-sure", "not-sure", true],
		["rather-not-say", "rather-not-say", true],
	];
	test.each(standing)("beside the answer %j is %j", (followed, becomes, differs) => {
		const { answers, filled, differences } = filledBy(seven, { followed });
		expect(answers.followed).toBe(becomes);
		expect(filled.some(({ item }) => item === "followed")).toBe(becomes !== followed);
		const lines = [2, 3, 4, 5, 6, 7, 8];
		expect(differences).toEqual(differs ? [{ item: "followed", atLeast: 7, atMost: 7, lines, answer: followed }] : []);
	});

	test.each([
		["yes", []],
		["no", ["two-or-more-occasions"]],
		["not-sure", ["two-or-more-occasions"]],
	])("leaves %j to two or more in all", (answer, differing) => {
		const given = { "two-or-more-occasions": answer };
		const { answers, differences } = filledBy(seven, given);
		expect(answers).toMatchObject(given);
		expect(differences.map(({ item }) => item)).toEqual(differing);
	});

	test("goes by the content: small content has no word for two or more", () => {
		const { occasions, filled } = findingsOf(small, {}, seven);
		expect(filled).toEqual([{ item: "followed", answer: 7 }]);
		expect(occasions.map(({ item }) => item)).toEqual(["followed"]);
		// Nor has it an answer for "at least once".
		expect(findingsOf(small, {}, once).filled).toEqual([]);
	});

	const counted = countedItems(content).map(({ item }) => item.id);
	const anyLog = fc
		.array(fc.record({ on: fc.integer({ min: 1, max: 300 }), what: fc.subarray(counted, { maxLength: 3 }) }), {
			minLength: 1,
			maxLength: 12,
		})
		.map((shorts) => log(...shorts));

	test("never changes an answer, but for how often something happened", () => {
		fc.assert(
			fc.property(anyResponse(content), anyLog, (response, incidents) => {
				const joined = assessWithLog(content, response, incidents);
				const filled = new Map(joined.assessment.log?.filled.map(({ item, answer }) => [item, answer]));
				for (const [item, answer] of Object.entries(response.answers)) {
					const now = joined.response.answers[item];
					if (filled.has(item)) {
						expect([null, "happened"]).toContain(answer);
						expect(now).toBe(filled.get(item));
					} else expect(now).toBe(answer);
				}
				for (const item of Object.keys(joined.response.answers))
					expect(item in response.answers || filled.has(item)).toBe(true);
				const named = new Set(incidents.flatMap(({ what }) => what));
				for (const item of filled.keys()) expect(named.has(item) || item === "two-or-more-occasions").toBe(true);
			}),
			{ numRuns: many(150) },
		);
	});

	test("is what the assessment is made from", () => {
		const given = { answers: { frightened: "yes" } };
		const { response, assessment } = assessWithLog(content, given, seven);
		const { log: found, ...rest } = assessment;
		const readOut = "Someone has followed me, at least 7 times. I am frightened. Please look at it as a pattern.";
		expect(rest).toEqual({ ...assess(content, response), readOut });
		expect(rest.summary.stalking).toBe("met");
		expect(Object.keys(assessment).at(-1)).toBe("log");
		expect(found).toEqual(findingsOf(content, given.answers, seven));
		expect(assessWithLog(content, given, undefined)).toEqual({ response: given, assessment: assess(content, given) });
	});
});
