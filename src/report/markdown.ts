/** A report as Markdown, with tables as GitHub has them. */
import type { BlockContent, PhrasingContent, Root, RootContent, TableRow } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { type Options, toMarkdown } from "mdast-util-to-markdown";
import { factText, type Renderers, render, type Section, type Text } from "./blocks";
import type { ReportInput } from "./context";
import { link, signpostLines } from "./lists";
import { buildReport } from "./sections";
import { drawInCharacters } from "./timeline";

/** Characters across the timeline. */
const TIMELINE_WIDTH = 76;

/** What GitHub reads beside plain Markdown: struck text and bare addresses. They are escaped, except in links. */
const GITHUB: Options = {
	unsafe: [
		{ character: "~" },
		{ character: ":", before: "[psPS]", after: "/" },
		{ character: ".", before: "[wW]", after: "[-.\\w]" },
	].map((pattern) => ({ ...pattern, inConstruct: "phrasing", notInConstruct: ["autolink", "label"] })),
};

/** Writes the document of one assessment. */
export function reportMarkdown(input: ReportInput): string {
	const { words, answer, details } = buildReport(input, "document");
	return sectionsMarkdown(words.document.title, [...answer, ...details]);
}

/** Writes a document of sections. */
export function sectionsMarkdown(title: string, sections: Section[]): string {
	const children = sections.flatMap(({ title, aside, blocks }) => [
		...(title === undefined ? [] : [heading(2, title)]),
		...(aside === undefined ? [] : [paragraph(aside)]),
		...blocks.flatMap((block) => [...("intro" in block ? [paragraph(block.intro)] : []), ...render(renderers, block)]),
	]);
	const extensions = [gfmTableToMarkdown({ tablePipeAlign: false }), GITHUB];
	const root: Root = { type: "root", children: [heading(1, title), ...children] };
	return toMarkdown(root, { bullet: "-", extensions });
}

const renderers: Renderers<RootContent[]> = {
	paragraph: ({ text }) => [paragraph(text)],
	blockquote: ({ text }) => [{ type: "blockquote", children: [paragraph(text)] }],
	list: ({ rows }) => list(rows),
	facts: ({ rows }) =>
		list(
			rows.map(({ label, text, remarks = [] }) => [`${label}: `, ...[text].flat(), ...remarks.map((it) => ` ${it}`)]),
		),
	calls: ({ rows }) => list(rows.map(({ name, phone, about }) => `${name}: ${phone} (${about})`)),
	signposts: ({ rows }) =>
		list(
			rows.map((signpost) => [
				...[signpost.name, ...signpostLines(signpost)].flatMap((line) => [...sentence(line), " "]),
				link(signpost.url),
			]),
		),
	questions: ({ rows }) => list(rows.map(({ number, text, options }) => `${number}. ${text} (${options.join(", ")})`)),
	definition: ({ name, texts, provision, findings }) => [
		heading(3, name),
		paragraph([...texts, ...(provision ? [`${provision}.`] : [])].join(" ")),
		...list(findings.map((finding) => `${finding.label}: ${factText(finding)}`)),
	],
	table: ({ caption, heads, rows }) => {
		const children = [heads, ...rows.map(({ cells }) => cells.map((lines) => lines.join("; ")))].map(tableRow);
		return [paragraph(caption), { type: "table", children }];
	},
	timeline: (block) => {
		const { caption, rows } = drawInCharacters(block, TIMELINE_WIDTH);
		return [
			paragraph(caption),
			{ type: "code", value: rows.map(({ label, line }) => `${label}\n${line}`).join("\n\n") },
		];
	},
};

function heading(depth: 1 | 2 | 3, value: string): RootContent {
	return { type: "heading", depth, children: [{ type: "text", value }] };
}

/** Addresses become links. What points to a row of a table stays text: Markdown has no ids. */
function paragraph(text: Text): BlockContent {
	const children = [text].flat().flatMap((part): PhrasingContent[] => {
		if (typeof part === "string") return phrasing(part);
		const value: PhrasingContent = { type: "text", value: part.text };
		return [part.href.startsWith("#") ? value : { type: "link", url: part.href, children: [value] }];
	});
	return { type: "paragraph", children };
}

/**
 * GitHub takes "@name" for a person, "#12" for an issue, and mail for a link, even where they are escaped: a comment, which
 * nobody sees, parts them.
 */
function phrasing(text: string): PhrasingContent[] {
	const [first = "", ...others] = text.split(/(?<=@|#(?=\d))/);
	const parted = others.flatMap((value) => [
		{ type: "html" as const, value: "<!-- -->" },
		{ type: "text" as const, value },
	]);
	return [{ type: "text", value: first }, ...parted];
}

/** A full stop after a text, once. */
function sentence(text: Text): Exclude<Text, string> {
	return typeof text === "string" ? [`${text.replace(/\.$/, "")}.`] : [...text, "."];
}

/** A list of nothing is left out. */
function list(texts: Text[]): RootContent[] {
	const items = texts.map((it) => ({ type: "listItem" as const, spread: false, children: [paragraph(it)] }));
	return items.length > 0 ? [{ type: "list", spread: false, children: items }] : [];
}

function tableRow(cells: string[]): TableRow {
	return {
		type: "tableRow",
		children: cells.map((text) => ({ type: "tableCell", children: phrasing(text) })),
	};
}
