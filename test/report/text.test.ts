import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCases } from "../../src/content/load";
import type { Response } from "../../src/content/schema";
import { shown } from "../../src/content/signposts";
import { assess } from "../../src/engine/assess";
import { signpostsText } from "../../src/report/lists";
import { readOut } from "../../src/report/sections";
import { reportText } from "../../src/report/text";
import { anyResponse, many } from "../support/random";

const plain = (width: number) => ({
	width,
	heading: (text: string) => text,
	alert: (text: string) => text,
});
const report = (response: Response, width = 80) =>
	reportText(content, response, assess(content, response), plain(width));
const { report: words } = content.words;
const cases = await readCases("test/cases");
const named = (name: string) => {
	const found = cases.find((it) => it.case.name.includes(name));
	if (!found) throw new Error(`no case named ${name}`);
	return found.case.response;
};

describe("the report", () => {
	test.each([
		["ex-partner-texts", named("Thirty begging messages"), 80],
		["one-frightening-time", named("Being followed home once"), 80],
		["nothing-answered", { answers: {} }, 40],
	] as const)("of %s reads well", async (name, response, width) => {
		const text = report(response, width).replace(/sha256-\w+/, "sha256-…");
		await expect(text).toMatchFileSnapshot(`../reports/${name}.txt`);
	});

	test("fits its width, but for addresses", () => {
		fc.assert(
			fc.property(
				anyResponse(content),
				fc.constantFrom(40, 60, 80),
				(response, width) => {
					const long = report(response, width)
						.split("\n")
						.filter((line) => line.length > width && !line.includes("http"));
					expect(long).toEqual([]);
				},
			),
			{ numRuns: many(100) },
		);
	});

	test("puts urgent signs before any result, and signposts last", () => {
		fc.assert(
			fc.property(anyResponse(content), (response) => {
				const text = report(response);
				const at = (heading: string) =>
					text.indexOf(`${heading.toUpperCase()}\n`);
				const { urgent, signposts } = assess(content, response);
				expect(at(words.urgentTitle) >= 0).toBe(urgent.length > 0);
				expect(at(words.urgentTitle)).toBeLessThan(at(words.resultTitle));
				const last = text.slice(at(words.signpostsTitle)).replace(/\s+/g, " ");
				for (const { name, url } of signposts) {
					expect(last).toContain(name);
					expect(last).toContain(url);
				}
				expect(signposts.length).toBeLessThanOrEqual(7);
				expect(signposts[0]?.id).toBe("emergency-999");
				expect(text.endsWith(`${words.moreSignposts}\n`)).toBe(true);
			}),
			{ numRuns: many(200) },
		);
	});

	test("says nothing of fixation where there is no sign of it", () => {
		expect(report({ answers: { followed: "more-than-once" } })).not.toContain(
			words.fixationTitle.toUpperCase(),
		);
		expect(
			report({ answers: { "carried-on-after-warning": "yes" } }),
		).toContain(words.fixationTitle.toUpperCase());
	});

	test("never lets few matches sound like all is well", () => {
		const text = report(named("Being followed home once")).replace(/\s+/g, " ");
		expect(text).toContain("does not mean that nothing is wrong");
		expect(text).toContain("One time is enough to report");
	});

	test("says so where the law of a place is not here yet", () => {
		const known = content.packs.map(({ place }) => place);
		for (const { id } of content.places)
			expect(
				report({ place: id, answers: {} }).includes(
					words.noLawHere.slice(0, 40),
				),
			).toBe(!known.includes(id));
	});

	test("has words to read out only when there is something to say", () => {
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
			`${words.readOutIntro} Someone has contacted me when I did not want it, followed me (3 times) and hurt or meddled with my pets or animals (more than once). It has frightened me. ${words.readOutAsk}`,
		);
	});
});

test("a phone number is never broken in two, even at 40 columns", () => {
	const text = signpostsText(content.signposts.map(shown), plain(40));
	for (const { phone, text: numbers } of content.signposts)
		for (const number of [...phone, ...numbers]) expect(text).toContain(number);
});
