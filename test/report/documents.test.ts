import { createHash } from "node:crypto";
import content from "virtual:content";
import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { type DefaultTreeAdapterTypes as Html, parse } from "parse5";
import { describe, expect, test } from "vitest";
import { toldOf } from "../../src/commands/report";
import type { Incident, Response } from "../../src/content/schema";
import { printable } from "../../src/platform/errors";
import { reportHtml } from "../../src/report/html";
import { reportMarkdown } from "../../src/report/markdown";
import { DOCUMENT, partsOf, type Told } from "../../src/report/sections";
import { STYLE } from "../../src/report/style";
import { reportText } from "../../src/report/text";
import { anyResponse, many } from "../support/random";
import { entries, forty, response, told } from "../support/told";

const plain = (width: number) => ({
	width,
	heading: (text: string) => text,
	alert: (text: string) => text,
});
const text = (it: Told, width = 80) =>
	reportText(it.content, it.response, it.assessment, plain(width), it);
const { report: words } = content.words;

type Node = Html.Node;
/** A node and all below it. */
function within(node: Node): Node[] {
	const children = "childNodes" in node ? node.childNodes : [];
	return [node, ...children.flatMap(within)];
}
const textOf = (node: Node) =>
	within(node)
		.map((it) => ("value" in it ? it.value : ""))
		.join("");
const elements = (html: string) =>
	within(parse(html)).filter((it): it is Html.Element => "tagName" in it);
const attribute = (element: Html.Element, name: string) =>
	element.attrs.find((it) => it.name === name)?.value;

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
			cell.children.map((it) => ("value" in it ? it.value : it.type)).join(""),
		);
}

/** Words that mean something to a browser, to Markdown, to a spreadsheet or to a terminal. */
const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				..."<>&\"'`|*_[]()#!~\\=+-@:;{}",
				"</td><script>alert(1)</script>",
				"<!--",
				"]]>",
				"&amp;",
				"&#x3c;",
				"http://a.example",
				"www.a.example",
				"a@b.example",
				"![x](y)",
				"\x00",
				"\x1b[2J",
				"\u202e",
				"\ud800",
				"\u00ad",
				"\n",
				"\r\n",
				"\t",
				"é",
				"😀",
				" ",
			),
			fc.string({ maxLength: 3, unit: "binary" }),
		),
		{ minLength: 1, maxLength: 12 },
	)
	.map((parts) => parts.join(""))
	.filter((it) => it.trim() !== "");
const shown = (text: string) => printable(text.replace(/\s+/g, " ").trim());

const OWN = ["time", "note", "evidence", "witnesses", "feeling", "event"];
const entryWith = (said: string[], whenSaid: string): Incident => ({
	line: 7,
	when: { from: "2025-03-01", to: "2025-03-31", original: whenSaid },
	what: ["followed"],
	...Object.fromEntries(OWN.map((key, i) => [key, said[i]])),
});

describe("whatever somebody wrote", () => {
	const anyWords = fc.array(hostile, { minLength: 7, maxLength: 8 });

	test("is in the page as it was written, and is nothing but text", () => {
		const known = new Set(
			elements(reportHtml(told(response, [entryWith(["x"], "x")]))).map(
				({ tagName }) => tagName,
			),
		);
		fc.assert(
			fc.property(anyWords, ([ref, whenSaid = "", ...said]) => {
				const html = reportHtml(
					told({ ...response, ref }, [entryWith(said, whenSaid)]),
				);
				const all = elements(html);
				expect(all.filter(({ tagName }) => !known.has(tagName))).toEqual([]);
				expect(all.filter((it) => attribute(it, "style"))).toEqual([]);
				const row = all.find((it) => attribute(it, "id") === "line-7") as Node;
				for (const one of [whenSaid, ...said.slice(0, OWN.length)])
					expect(textOf(row)).toContain(`“${shown(one)}”`);
				expect(textOf(all[0] as Node)).toContain(`“${shown(ref ?? "")}”`);
				expect(html).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e]/u);
			}),
			{ numRuns: many(60) },
		);
	});

	test("is in the Markdown as it was written, and is nothing but text", () => {
		fc.assert(
			fc.property(anyWords, ([ref, whenSaid = "", ...said]) => {
				const markdown = reportMarkdown(
					told({ ...response, ref }, [entryWith(said, whenSaid)]),
				);
				const cells = cellsIn(markdown);
				for (const one of [whenSaid, ...said.slice(0, OWN.length)])
					expect(
						cells.some((cell) => cell.includes(`“${shown(one)}”`)),
						JSON.stringify(one),
					).toBe(true);
			}),
			{ numRuns: many(60) },
		);
	});

	test("begins no cell that a spreadsheet would take for a formula", () => {
		const bad = ["=1+1", "+1", "-1", "@x", "\t=1", "=x", "=x"];
		const it = told({ ...response, ref: "=1" }, [entryWith(bad, "=1")]);
		const cells = elements(reportHtml(it)).filter(({ tagName }) =>
			/^(t[dh]|p|li)$/.test(tagName),
		);
		expect(cells.some((cell) => textOf(cell).includes("=1+1"))).toBe(true);
		for (const cell of [...cells.map(textOf), ...cellsIn(reportMarkdown(it))])
			expect(cell).not.toMatch(/^\s*[=+\-@]/);
	});
});

describe("the page", () => {
	const html = reportHtml(told());
	const all = elements(html);

	test("asks for nothing, and may use one style and nothing else", () => {
		const hash = createHash("sha256").update(STYLE).digest("base64");
		const metas = all.filter(({ tagName }) => tagName === "meta");
		const policy = metas.find((it) => attribute(it, "http-equiv"));
		expect(policy && attribute(policy, "content")).toBe(
			`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
		);
		const styles = all.filter(({ tagName }) => tagName === "style");
		expect(styles.map(textOf)).toEqual([STYLE]);
		expect(STYLE).not.toMatch(/url\(|@import/);
		for (const name of ["script", "link", "img", "iframe", "form", "base"])
			expect(all.map(({ tagName }) => tagName)).not.toContain(name);
		for (const it of all) expect(attribute(it, "src")).toBeUndefined();
	});

	test("has a name that gives nothing away", () => {
		const named = all.filter(({ tagName }) => /^(title|h1)$/.test(tagName));
		expect(named.map(textOf)).toEqual(["Notes", "Notes"]);
	});

	test("points only to what is there: an answer, or a line of the log", () => {
		const ids = all.flatMap((it) => attribute(it, "id") ?? []);
		expect(new Set(ids).size).toBe(ids.length);
		const inside = all
			.flatMap((it) => attribute(it, "href") ?? [])
			.filter((it) => it.startsWith("#"));
		expect(inside.length).toBeGreaterThan(20);
		for (const href of inside) expect(ids).toContain(href.slice(1));
		for (const { line } of forty) expect(ids).toContain(`line-${line}`);
	});

	test("is well ordered: what matters first, and each heading under one above it", () => {
		const heads = all.filter(({ tagName }) => /^h[1-6]$/.test(tagName));
		const titles = heads.filter(({ tagName }) => tagName === "h2").map(textOf);
		const { log, document } = words;
		const order = [
			words.urgentTitle,
			words.signpostsTitle,
			words.readOutTitle,
			words.resultTitle,
			`${words.why}: The law of England and Wales`,
			log.title,
			log.pictureTitle,
			log.chronologyTitle,
			document.unknownTitle,
			document.sourcesTitle,
		];
		expect(titles.filter((it) => order.includes(it))).toEqual(order);
		expect(titles[0]).toBe(words.urgentTitle);
	});
});

describe("a document", () => {
	test("gives every element of every definition, and where its reasons are", () => {
		fc.assert(
			fc.property(anyResponse(content), (given) => {
				const it = told(given);
				const { definitions } = partsOf(it, { full: true });
				const blocks = definitions.flatMap((section) => section.blocks);
				for (const { verdicts } of [it.assessment])
					for (const { elements, route } of verdicts) {
						const count = elements.filter(({ routes }) =>
							routes.includes(route),
						).length;
						const shown = blocks.shift();
						const block = shown?.kind === "paragraph" ? blocks.shift() : shown;
						if (block?.kind !== "definition") throw new Error("no definition");
						expect(block.findings).toHaveLength(count);
						for (const { reasons, above } of block.findings)
							expect(reasons.length > 0 || above !== undefined).toBe(true);
					}
			}),
			{ numRuns: many(20) },
		);
	});

	test("traces every count to its lines", () => {
		const it = told();
		const { log } = it.assessment;
		expect(log?.occasions.length).toBeGreaterThan(5);
		const cells = reportMarkdown(it);
		for (const { lines } of log?.occasions ?? [])
			for (const line of lines) expect(cells).toContain(`| ${line} |`);
		expect(cells).toContain(
			"followed you: 11 times (lines 5 to 7, 9, 17 to 18, 22, 29, 31, 40 to 41)",
		);
	});

	test("shows where an answer and the log differ, and that the answer was kept", () => {
		for (const it of [text(told(), 200), reportMarkdown(told())])
			expect(it).toContain(
				"Came to your home uninvited. You answered: never. Your log has it: 2 times (lines 23, 30). Your answer was kept; you can change it.",
			);
	});

	test.each(DOCUMENT)(
		"has its %s in every format or on purpose not",
		(part) => {
			const sections = partsOf(told(response, forty, true), { full: true })[
				part
			];
			const onlyDocuments = ["unknown", "answers", "sources"];
			const title = sections[0]?.title;
			if (title === undefined) return;
			expect(reportMarkdown(told(response, forty, true))).toContain(title);
			expect(reportHtml(told(response, forty, true))).toContain(title);
			expect(
				text(told(response, forty, true), 200).includes(title.toUpperCase()),
			).toBe(!onlyDocuments.includes(part));
		},
	);

	test("reads well", async () => {
		await expect(
			reportMarkdown(told()).replace(/sha256-\w+/, "sha256-…"),
		).toMatchFileSnapshot("../reports/forty-incidents.md");
		await expect(
			text(told()).replace(/sha256-\w+/, "sha256-…"),
		).toMatchFileSnapshot("../reports/forty-incidents.txt");
	});

	test("fits 40 columns as text", () => {
		for (const log of [forty, forty.slice(0, 3), entries(400)])
			expect(
				text(told(response, log), 40)
					.split("\n")
					.filter((line) => line.length > 40 && !line.includes("http")),
			).toEqual([]);
	});
});

describe("a report for somebody who need not know", () => {
	const everything = (given: Response, incidents: Incident[]) => {
		const it = toldOf(content, given, { redact: true }, incidents);
		return [
			JSON.stringify(it.assessment),
			text(it),
			reportMarkdown(it),
			reportHtml(it),
		];
	};
	const secret = fc.record({
		ref: hostile,
		place: fc.constantFrom(
			undefined,
			...content.places.filter((it) => !it.outside).map(({ id }) => id),
		),
		relationship: fc.constantFrom("partner", "stranger", "colleague", null),
		age: fc.constantFrom("yes", "no", null),
		note: hostile,
		feeling: fc.option(hostile, { nil: undefined }),
		event: hostile,
		said: hostile,
	});

	test("is the same, whatever was left out", () => {
		const hide = (it: Parameters<Parameters<typeof secret.map>[0]>[0]) => {
			const given: Response = {
				ref: it.ref,
				place: it.place,
				answers: {
					...response.answers,
					relationship: it.relationship,
					"under-18": it.age,
				},
			};
			const incidents = forty.map((incident, i) => ({
				...incident,
				...(incident.when
					? { when: { ...incident.when, original: it.said } }
					: {}),
				note: it.note,
				...(it.feeling === undefined ? {} : { feeling: it.feeling }),
				...(i % 4 === 0 ? { event: `${i % 3} ${it.event}` } : {}),
			}));
			return everything(given, incidents as Incident[]);
		};
		const first = hide({
			ref: "a",
			place: "scotland",
			relationship: "stranger",
			age: "yes",
			note: "b",
			feeling: "c",
			event: "d",
			said: "e",
		});
		fc.assert(
			fc.property(secret, (it) => {
				expect(hide(it)).toEqual(first);
			}),
			{ numRuns: many(15) },
		);
	});

	test("sends nobody who is elsewhere to a number that is not theirs", () => {
		const abroad = told({ ...response, place: "elsewhere" }, forty, true);
		const [advice] = words.urgentAdviceElsewhere;
		expect(text(abroad, 400)).toContain(advice);
		expect(reportHtml(abroad)).not.toContain(words.urgentAdvice[0]);
	});

	test("says at its top that things were left out", () => {
		const redact = told(response, forty, true);
		const { redacted } = words.document;
		expect(text(redact, 400).startsWith(redacted)).toBe(true);
		expect(reportMarkdown(redact)).toMatch(/^# Notes\n\nSome things were left/);
		for (const it of [text(told()), reportMarkdown(told())])
			expect(it).not.toContain(redacted.slice(0, 30));
	});

	test("leaves every definition as it is", () => {
		const items = content.checklists
			.flatMap((checklist) => checklist.items)
			.filter((item) => item.private)
			.map(({ id }) => id);
		expect(items).toEqual(["relationship", "under-18"]);
		const law = JSON.stringify(content.packs.map((pack) => pack.elements));
		for (const id of items) expect(law).not.toContain(`"${id}"`);
	});

	test("names no service for children, and none tied to sexuality", () => {
		const child = { ...response, place: undefined };
		child.answers = { ...response.answers, "under-18": "yes" };
		const names = /Childline|NSPCC|Kidscape|Galop|The Mix/;
		expect(text(told(child))).toMatch(names);
		for (const it of everything(child, forty)) expect(it).not.toMatch(names);
	});
});
