import { createHash } from "node:crypto";
import content from "virtual:content";
import { STYLE } from "virtual:style";
import fc from "fast-check";
import { type DefaultTreeAdapterTypes as Html, parse } from "parse5";
import { expect, test } from "vitest";
import { reportHtml } from "../../src/report/html";
import { entryWith, hostileTexts, shownText } from "../support/hostile";
import { many } from "../support/random";
import { forty, inputOf, response } from "../support/report-input";

/** A node and all below it. */
function within(node: Html.Node): Html.Node[] {
	const children = "childNodes" in node ? node.childNodes : [];
	return [node, ...children.flatMap(within)];
}
const textIn = (node: Html.Node) =>
	within(node)
		.map((it) => ("value" in it ? it.value : ""))
		.join("");
const elementsIn = (html: string) => within(parse(html)).filter((it): it is Html.Element => "tagName" in it);
const attribute = (element: Html.Element, name: string) => element.attrs.find((it) => it.name === name)?.value;

const elements = elementsIn(reportHtml(inputOf()));
const named = (...names: string[]) => elements.filter(({ tagName }) => names.includes(tagName));

test("the page asks for nothing, and may use one style and nothing else", () => {
	const hash = createHash("sha256").update(STYLE).digest("base64");
	const policy = named("meta").find((it) => attribute(it, "http-equiv"));
	expect(policy && attribute(policy, "content")).toBe(
		`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
	);
	expect(named("style").map(textIn)).toEqual([STYLE]);
	expect(STYLE).not.toMatch(/url\(|@import/);
	// A style can say things too.
	for (const [, shown] of STYLE.matchAll(/(?<![-\w])content:\s*([^;}]*)/g))
		expect(shown).toMatch(/^attr\(data-head\)( ' ')?$/);
	expect(named("script", "link", "img", "iframe", "form", "base")).toHaveLength(0);
	for (const it of elements) expect(attribute(it, "src")).toBeUndefined();
});

test("the page has a name that gives nothing away", () => {
	expect(named("title", "h1").map(textIn)).toEqual(["Notes", "Notes"]);
});

test("numbers can be called from the page", () => {
	const calls = named("a")
		.flatMap((it) => attribute(it, "href") ?? [])
		.filter((it) => it.startsWith("tel:"));
	expect(calls).toContain("tel:08088020300");
	for (const call of calls) expect(call).toMatch(/^tel:\d+$/);
});

test("the page points only to what is there: an answer, something that happened, a part, or a line of the log", () => {
	const ids = elements.flatMap((it) => attribute(it, "id") ?? []);
	expect(new Set(ids).size).toBe(ids.length);
	const inside = elements.flatMap((it) => attribute(it, "href") ?? []).filter((it) => it.startsWith("#"));
	expect(inside.length).toBeGreaterThan(20);
	for (const href of inside) expect(ids).toContain(href.slice(1));
	for (const { line } of forty) expect(ids).toContain(`line-${line}`);
});

test("what matters comes first on the page", () => {
	const { report: words } = content.words;
	const order = [
		words.urgentTitle,
		words.resultTitle,
		words.callTitle,
		words.sayTitle,
		words.document.contents,
		words.why,
		"The law of England and Wales",
		words.helpsTitle,
		words.log.title,
		words.log.pictureTitle,
		words.log.chronologyTitle,
		words.document.unknownTitle,
		words.document.answersTitle,
		words.document.sourcesTitle,
	];
	const titles = named("h2").map(textIn);
	expect(titles.filter((it) => order.includes(it))).toEqual(order);
	expect(titles[0]).toBe(words.urgentTitle);
});

test("whatever somebody wrote is in the page as it was written, and is nothing but text", () => {
	const known = new Set(
		elementsIn(reportHtml(inputOf(response, [entryWith(["x"], "x")]))).map(({ tagName }) => tagName),
	);
	fc.assert(
		fc.property(hostileTexts, ({ ref, original, texts }) => {
			const log = [entryWith(texts, original)];
			const html = reportHtml(inputOf({ ...response, ref }, log));
			const all = elementsIn(html);
			expect(all.filter(({ tagName }) => !known.has(tagName))).toEqual([]);
			expect(all.filter((it) => attribute(it, "style"))).toEqual([]);
			const row = all.find((it) => attribute(it, "id") === "line-7");
			for (const text of [original, ...texts]) expect(row && textIn(row)).toContain(shownText(text));
			expect(all[0] && textIn(all[0])).toContain(shownText(ref));
			expect(html).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e]/u);
		}),
		{ numRuns: many(25) },
	);
});

test("no cell of the page begins as a formula of a spreadsheet does", () => {
	const formulas = ["=1+1", "+1", "-1", "@x", "\t=1", "=x"];
	const input = inputOf({ ...response, ref: "=1" }, [entryWith(formulas, "=1")]);
	const cells = elementsIn(reportHtml(input))
		.filter(({ tagName }) => /^(t[dh]|p|li)$/.test(tagName))
		.map(textIn);
	expect(cells.some((cell) => cell.includes("=1+1"))).toBe(true);
	for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/);
});
