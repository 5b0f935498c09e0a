import content from "virtual:content";
import { expect, test } from "vitest";
import { Lines } from "../../src/batch/lines";
import { progressText } from "../../src/batch/progress";
import { Tally } from "../../src/batch/summary";
import { readCases } from "../../src/content/load";
import { wordedFor } from "../../src/content/wording";
import { planOf } from "../../src/engine/plan";
import { summaryText } from "../../src/report/summary";

const cases = (await readCases("test/cases")).map((it) => it.case);
const plans = {
	own: planOf(content),
	someoneElse: planOf(wordedFor(content, "someone-else")),
};
const lines = new Lines(plans, { compact: true });
const summaryOf = (texts: string[]) => {
	const bytes = Buffer.from(texts.map((it) => `${it}\n`).join(""));
	const tally = new Tally(plans.own);
	tally.add(lines.assess(bytes, 1).counts);
	return tally.summary();
};

test("the summary of some responses reads well as a table", async () => {
	const some = cases.filter(({ name }) => /message|follow/i.test(name));
	const responses = some
		.slice(0, 120)
		.map(({ response }) => JSON.stringify(response));
	const text = summaryText(summaryOf([...responses, "", "{}"]));
	await expect(text.replace(/sha256-\w+/, "sha256-…")).toMatchFileSnapshot(
		"../reports/summary.txt",
	);
});

test("numbers of any length stand below one another", () => {
	const summary = summaryOf([]);
	summary.fixation.met = 123_456_789;
	const table = summaryText(summary).split("\n").slice(2, -3);
	expect(table).toHaveLength(3 + Object.keys(summary.results).length + 1);
	expect(new Set(table.map((line) => line.length)).size).toBe(1);
});

test("how far a batch has come is said in one line", () => {
	expect(progressText(1_234_567, 45_678, 3)).toBe(
		"1,234,567 lines, 45,678 a second, 3 wrong",
	);
});
