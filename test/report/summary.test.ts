import content from "virtual:content";
import { expect, test } from "vitest";
import { lineAssessor } from "../../src/batch/lines";
import { summaryText } from "../../src/report/summary";
import { response } from "../support/report-input";

const assess = lineAssessor(content, { compact: true });
const summaryOf = (texts: string[]) => {
	const text = texts.map((it) => `${it}\n`).join("");
	return assess({ text, first: 1 }).summary;
};

test("the summary of some responses reads well as a table", async () => {
	const { answers } = response;
	const urgent = { ...answers, weapon: "yes", frightened: "yes" };
	const calm = { distressed: "no", alarmed: "no", frightened: "no", "feared-violence": "never" };
	const places = [undefined, "england-and-wales", "scotland", "northern-ireland"];
	const responses = places.flatMap((place) =>
		[{}, answers, urgent, calm].map((it) => JSON.stringify({ place, answers: it })),
	);
	const text = summaryText(summaryOf([...responses, "", "{}"]));
	await expect(text.replace(/sha256-\w+/, "sha256-…")).toMatchFileSnapshot("../reports/summary.txt");
});

test("numbers of any length stand below one another", () => {
	const summary = summaryOf([]);
	summary.fixation.met = 123_456_789;
	const table = summaryText(summary).split("\n").slice(2, -3);
	expect(table).toHaveLength(3 + Object.keys(summary.results).length + 1);
	expect(new Set(table.map((line) => line.length)).size).toBe(1);
});
