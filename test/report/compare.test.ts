import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { readCases } from "../../src/content/load";
import { assess } from "../../src/engine/assess";
import { NO_COLOURS } from "../../src/platform/colours";
import { compare, comparisonText } from "../../src/report/compare";

const cases = (await readCases("test/cases")).map((it) => it.case);
const plain = {
	width: 80,
	...NO_COLOURS,
};
const COLUMNS =
	"leaflet-stalking leaflet-harassment survey-stalking ew-harassment ew-stalking ew-fear-of-violence ew-stalking-serious sc-stalking sc-harassment ni-stalking".split(
		" ",
	);

/** Ten sets of facts under every definition: met, unclear or not met, in the order of the columns. */
const table: [facts: string, results: string][] = [
	["Thirty begging messages in a week from a former partner are harassment and stalking", "Y Y N Y Y N N N Y U"],
	["The same thirty messages, upsetting nobody, still fit the leaflet's harassment", "N Y N N N N N N N U"],
	["An assault in November and a threat in March, seemingly unconnected, may be harassment", "N N N U U N N Y Y Y"],
	["Three abusive voicemails left within five minutes are three occasions", "Y Y N Y Y N N Y Y Y"],
	["Being followed home once is not a course of conduct, and is urgent when very frightening", "N N N N N N N N U N"],
	["Being followed twice and watched once, in fear, is stalking", "Y Y Y Y Y N N Y Y Y"],
	[
		"Two unwanted bunches of flowers are harassment, and among the leaflet's examples of stalking",
		"U Y N Y Y N N N Y U",
	],
	[
		"Two threats to hurt the children, and a move away, are serious stalking without fear for oneself",
		"U Y N Y Y N Y Y Y Y",
	],
	["One break-in and one spying app, alarming, are stalking", "U U N Y Y N N Y Y Y"],
	["Messages from ten false accounts are stalking though nobody knows who sends them", "Y Y N Y Y N N Y Y Y"],
];

describe("a comparison", () => {
	test.each(table)("of “%s”", (name, results) => {
		const found = cases.find((it) => it.name === name);
		const { answers } = found?.response ?? { answers: {} };
		const compared = new Map(compare(content, assess(content, { answers })).map((it) => [it.definition, it.result]));
		const letters = { met: "Y", unclear: "U", "not-met": "N" };
		expect(COLUMNS.map((id) => letters[compared.get(id) ?? "not-met"]).join(" ")).toBe(results);
		expect(compared.size).toBe(11);
	});

	test("names the elements that make the difference, and none where all are shown", () => {
		const comparison = compare(
			content,
			assess(content, {
				answers: {
					followed: 2,
					distressed: "yes",
					alarmed: "no",
					frightened: "no",
					"feared-violence": "never",
				},
			}),
		);
		const by = new Map(comparison.map((it) => [it.definition, it]));
		expect(by.get("sc-stalking")).toMatchObject({
			result: "not-met",
			difference: ["it frightened or alarmed you"],
		});
		expect(by.get("ew-stalking")).toMatchObject({
			result: "met",
			difference: [],
		});
		const text = comparisonText(content, comparison, plain);
		expect(text).toMatch(/Stalking \(the law of +not shown +it frightened or alarmed you\nScotland\)/);
		for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
	});
});
