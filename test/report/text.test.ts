import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCases } from "../../src/content/load";
import type { Response } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { people } from "../support/people";
import { anyResponse, many } from "../support/random";
import { entries, forty, inputOf, response, textOf } from "../support/report-input";

const report = (given: Response, width = 80) =>
	textOf({ content, response: given, assessment: assess(content, given) }, width);
const isLong = (width: number) => (line: string) => line.length > width && !line.includes("http");
const { report: words } = content.words;
const cases = await readCases("test/cases");
const named = (name: string) => {
	const found = cases.find((it) => it.case.name.includes(name));
	if (!found) throw new Error(`no case named ${name}`);
	return found.case.response;
};

describe("the report", () => {
	test.each([
		["former-partner", people["former-partner"], 80],
		["one-night", people["one-night"], 80],
		["not-sure", people["not-sure"], 80],
		["nothing-answered", { answers: {} }, 40],
	] as const)("of %s reads well", async (name, response, width) => {
		const text = report(response, width).replace(/sha256-\w+/, "sha256-…");
		await expect(text).toMatchFileSnapshot(`../reports/${name}.txt`);
	});

	test("fits its width, but for addresses", () => {
		fc.assert(
			fc.property(anyResponse(content), fc.constantFrom(40, 60, 80), (response, width) => {
				const lines = report(response, width).split("\n");
				expect(lines.filter(isLong(width))).toEqual([]);
			}),
			{ numRuns: many(30) },
		);
	});

	test("puts the emergency before any result, then whom to call and what to say", () => {
		fc.assert(
			fc.property(anyResponse(content), (response) => {
				const text = report(response);
				const at = (heading: string) => text.search(new RegExp(`^${heading.toUpperCase()}( |$)`, "m"));
				expect(at(words.urgentTitle) >= 0).toBe(assess(content, response).urgent.length > 0);
				const order = [
					text.search(/In danger now\? Call 999/i),
					...[words.resultTitle, words.callTitle, words.sayTitle, words.why, words.helpsTitle].map(at),
				];
				expect(order).not.toContain(-1);
				expect(order).toEqual([...order].sort((a, b) => a - b));
			}),
			{ numRuns: many(40) },
		);
	});

	test("has a heading over the reasons where nothing happened and nothing is assumed", () => {
		const text = report({ answers: { "ordinary-reason": "yes", "most-people-would-mind": "no" } });
		expect(text).not.toContain("assumed");
		expect(text).toContain(words.why.toUpperCase());
	});

	test("says nothing of fixation where there is no sign of it", () => {
		expect(report({ answers: { followed: "more-than-once" } })).not.toContain(words.fixationTitle.toUpperCase());
		expect(report({ answers: { "carried-on-after-warning": "yes" } })).toContain(words.fixationTitle.toUpperCase());
	});

	test("never lets few matches sound like all is well", () => {
		const text = report(named("Being followed home once")).replace(/\s+/g, " ");
		expect(text).toMatch(/does not mean (that )?nothing is wrong/);
		expect(text).toMatch(/One time is enough/i);
	});

	test("says so where the law of a place is not here yet", () => {
		const known = content.packs.map(({ place }) => place);
		for (const { id, law = id } of content.places)
			expect(report({ place: id, answers: {} }).includes(words.noLawHere.slice(0, 40))).toBe(!known.includes(law));
	});

	test("of a case with a log reads well", async () => {
		const text = textOf(inputOf()).replace(/sha256-\w+/, "sha256-…");
		await expect(text).toMatchFileSnapshot("../reports/forty-incidents.txt");
	});

	test("of any log fits 40 columns", () => {
		for (const log of [forty, forty.slice(0, 3), entries(400)]) {
			const lines = textOf(inputOf(response, log), 40).split("\n");
			expect(lines.filter(isLong(40))).toEqual([]);
		}
	});
});

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
				const text = report({ ...response, for: "someone-else" }).replace(/\s+/g, " ");
				expect(text).not.toMatch(
					/your answers|your safety|(upset|frightened|alarmed|followed|hurt|threatened) you\b|\byou (were afraid|moved|did not want)|happening to me/i,
				);
				expect(text).toContain("None of this is the fault of the person you are helping");
			}),
			{ numRuns: many(20) },
		);
	});
});
