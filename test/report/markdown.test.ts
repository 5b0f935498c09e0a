import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { type DefaultTreeAdapterTypes as Html, parse } from "parse5";
import { expect, test } from "vitest";
import { reportMarkdown } from "../../src/report/markdown";
import { entryWith, hostileText, hostileTexts, shownText } from "../support/hostile";
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
		.map((cell) =>
			cell.children.map((it) => (it.type === "text" ? it.value : it.type === "html" ? "" : it.type)).join(""),
		);
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

const CMARK = "/usr/bin/cmark-gfm";

test.skipIf(!existsSync(CMARK))(
	`GitHub's own reader takes it for text too: no link, struck text, person or issue (skipped where there is no ${CMARK}: apt-get install cmark-gfm)`,
	() => {
		const extensions = ["table", "strikethrough", "autolink", "tagfilter", "tasklist"].flatMap((it) => ["-e", it]);
		const within = (node: Html.Node): Html.Node[] => [
			node,
			...("childNodes" in node ? node.childNodes : []).flatMap(within),
		];
		const textIn = (node: Html.Node) =>
			within(node)
				.flatMap((it) => (it.nodeName === "#text" && "value" in it ? it.value : []))
				.join("");
		const read = (markdown: string) =>
			within(parse(execFileSync(CMARK, ["--unsafe", ...extensions], { input: markdown, encoding: "utf8" })));
		const parts = fc.oneof(
			hostileText,
			fc.constantFrom("~~a~~", "~a~", "@name", "#12", "www.a.example/b", "WWW.a.example", "https://a.example", " "),
			fc.constantFrom("ftp://a.example", "mailto:a@b.example", "xmpp:a@b.example", "a@b.example", "a/b#12", "- [ ] a"),
		);
		const text = fc
			.array(parts, { minLength: 1, maxLength: 5 })
			.map((it) => it.join(""))
			.filter((it) => it.trim() !== "");
		fc.assert(
			fc.property(fc.array(text, { minLength: 8, maxLength: 8 }), ([ref = "", original = "", ...texts]) => {
				const all = read(reportMarkdown(inputOf({ ...response, ref }, [entryWith(texts, original)])));
				const cells = all.filter(({ nodeName }) => nodeName === "td");
				for (const it of [original, ...texts])
					expect(cells.some((cell) => textIn(cell).includes(shownText(it)))).toBe(true);
				expect(all.some((it) => it.nodeName === "p" && textIn(it).includes(shownText(ref)))).toBe(true);
				for (const it of all.filter(({ nodeName }) => nodeName === "a"))
					expect(textIn(it)).toMatch(/^https?:|^[a-z]+@[a-z.]+uk$/);
				for (const cell of cells) expect(within(cell).filter((it) => !/^(td|#.*)$/.test(it.nodeName))).toEqual([]);
				const names = new Set(all.map(({ nodeName }) => nodeName));
				for (const name of ["del", "input", "img", "script"]) expect(names).not.toContain(name);
				const plain = all.flatMap((it) => (it.nodeName === "#text" && "value" in it ? it.value : []));
				for (const it of plain) expect(it).not.toMatch(/@\w|#\d/);
			}),
			{ numRuns: many(25) },
		);
	},
);

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
