/** A report as Markdown, with tables as GitHub has them. */
import type { BlockContent, PhrasingContent, Root, RootContent, TableRow } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { type Options, toMarkdown } from "mdast-util-to-markdown";
import { findingText, type Renderers, render, type Statement } from "./blocks";
import type { ReportInput } from "./context";
import { contactLines, timesAndCost } from "./lists";
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
	const children = [...answer, ...details].flatMap(({ title, aside, blocks }) => [
		...(title === undefined ? [] : [heading(2, title)]),
		...(aside === undefined ? [] : [paragraph(aside)]),
		...blocks.flatMap((block) => render(renderers, block)),
	]);
	const extensions = [gfmTableToMarkdown({ tablePipeAlign: false }), GITHUB];
	const root: Root = { type: "root", children: [heading(1, words.document.title), ...children] };
	return toMarkdown(root, { bullet: "-", extensions });
}

const renderers: Renderers<RootContent[]> = {
	paragraph: ({ text }) => [paragraph(text)],
	blockquote: ({ text }) => [{ type: "blockquote", children: [paragraph(text)] }],
	facts: ({ intro, rows }) =>
		list(
			rows.map(({ label, ...it }) => statement({ ...it, text: `${label}: ${it.text}` })),
			intro,
		),
	calls: ({ calls }) => list(calls.map(({ name, phone, about }) => paragraph(`${name}: ${phone} (${about})`))),
	list: ({ items, intro }) => list(items.map(statement), intro),
	definition: ({ name, texts, provision, findings }) => [
		heading(3, name),
		paragraph([...texts, ...(provision ? [`${provision}.`] : [])].join(" ")),
		...list(findings.map((finding) => paragraph(`${finding.mark}: ${findingText(finding)}`))),
	],
	signposts: ({ signposts }) =>
		list(
			signposts.map((signpost) => {
				const lines = [signpost.name, ...contactLines(signpost), signpost.for];
				const sentences = lines.map((text) => `${text.replace(/\.$/, "")}.`);
				return linked([...sentences, timesAndCost(signpost), signpost.url].join(" "));
			}),
		),
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

function paragraph(text: string): BlockContent {
	return statement({ text });
}

/** Addresses become links. What points to a row of a table stays text: Markdown has no ids. */
function statement({ text, links = [], after = "" }: Statement): BlockContent {
	const children = links.flatMap(({ text, href }, i): PhrasingContent[] => {
		const value: PhrasingContent = { type: "text", value: text };
		const separator: PhrasingContent[] = i > 0 ? [{ type: "text", value: ", " }] : [];
		return [...separator, href.startsWith("#") ? value : { type: "link", url: href, children: [value] }];
	});
	return { type: "paragraph", children: [...phrasing(text), ...children, ...phrasing(after)] };
}

/** Links the addresses in a text of ours. */
function linked(text: string): BlockContent {
	const children = text.split(/(https:\/\/[^\s,]*[^\s,.]|[\w.-]+@[\w.-]*\w)/).map((value, i): PhrasingContent => {
		if (i % 2 === 0) return { type: "text", value };
		return { type: "link", url: value.includes("@") ? `mailto:${value}` : value, children: [{ type: "text", value }] };
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

/** A list of nothing is left out. */
function list(paragraphs: BlockContent[], intro?: string): RootContent[] {
	const items = paragraphs.map((it) => ({ type: "listItem" as const, spread: false, children: [it] }));
	return [
		...(intro === undefined ? [] : [paragraph(intro)]),
		...(items.length > 0 ? [{ type: "list" as const, spread: false, children: items }] : []),
	];
}

function tableRow(cells: string[]): TableRow {
	return {
		type: "tableRow",
		children: cells.map((text) => ({ type: "tableCell", children: phrasing(text) })),
	};
}
