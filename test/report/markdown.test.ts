import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { expect, test } from "vitest";
import { reportMarkdown } from "../../src/report/markdown";
import { entryWith, hostileTexts, shownText } from "../support/hostile";
import { many } from "../support/random";
import { inputOf, response } from "../support/report-input";

/** The cells of the tables of a Markdown text, as plain text. */
function cellsIn(markdown: string): string[] {
	const tree = fromMarkdown(markdown, {
		extensions: [gfmTable()],
		mdastExtensions: [gfmTableFromMarkdown()],
	});
	return tree.children
		.flatMap((it) => (it.type === "table" ? it.children : []))
		.flatMap((row) => row.children)
		.map((cell) => cell.children.map((it) => ("value" in it ? it.value : it.type)).join(""));
}

test("the document reads well", async () => {
	await expect(reportMarkdown(inputOf()).replace(/sha256-\w+/, "sha256-…")).toMatchFileSnapshot(
		"../reports/forty-incidents.md",
	);
});

test("whatever somebody wrote is in the document as it was written, and is nothing but text", () => {
	fc.assert(
		fc.property(hostileTexts, ({ ref, original, texts }) => {
			const log = [entryWith(texts, original)];
			const cells = cellsIn(reportMarkdown(inputOf({ ...response, ref }, log)));
			for (const text of [original, ...texts])
				expect(
					cells.some((cell) => cell.includes(shownText(text))),
					JSON.stringify(text),
				).toBe(true);
		}),
		{ numRuns: many(25) },
	);
});

test("no cell begins as a formula of a spreadsheet does", () => {
	const formulas = ["=1+1", "+1", "-1", "@x", "\t=1", "=x"];
	const input = inputOf({ ...response, ref: "=1" }, [entryWith(formulas, "=1")]);
	const cells = cellsIn(reportMarkdown(input));
	expect(cells.some((cell) => cell.includes("=1+1"))).toBe(true);
	for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/);
});

test("every count is traced to its lines", () => {
	const input = inputOf();
	const { occasions = [] } = input.assessment.log ?? {};
	expect(occasions.length).toBeGreaterThan(5);
	const markdown = reportMarkdown(input);
	for (const line of occasions.flatMap(({ lines }) => lines)) expect(markdown).toContain(`| ${line} |`);
	expect(markdown).toContain("following you, 11 times (lines 5 to 7, 9, 17 to 18, 22, 29, 31, 40 to 41)");
});
