/** A report as Markdown, with tables as GitHub has them. */
import type { BlockContent, PhrasingContent, Root, RootContent, TableRow } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import { findingText, type Renderers, render, type Statement } from "./blocks";
import type { ReportInput } from "./context";
import { contactLines, timesAndCost } from "./lists";
import { buildReport } from "./sections";
import { drawInCharacters } from "./timeline";

/** Characters across the timeline. */
const TIMELINE_WIDTH = 76;

/** Writes the document of one assessment. */
export function reportMarkdown(input: ReportInput): string {
	const { words, answer, details } = buildReport(input, "document");
	const children = [...answer, ...details].flatMap(({ title, aside, blocks }) => [
		...(title === undefined ? [] : [heading(2, title)]),
		...(aside === undefined ? [] : [paragraph(aside)]),
		...blocks.flatMap((block) => render(renderers, block)),
	]);
	const extensions = [gfmTableToMarkdown({ tablePipeAlign: false })];
	const root: Root = { type: "root", children: [heading(1, words.document.title), ...children] };
	return toMarkdown(root, { bullet: "-", extensions });
}

const renderers: Renderers<RootContent[]> = {
	paragraph: ({ text }) => [paragraph(text)],
	blockquote: ({ text }) => [{ type: "blockquote", children: [paragraph(text)] }],
	facts: ({ intro, rows }) =>
		list(
			rows.map(({ label, ...it }) => ({ ...it, text: `${label}: ${it.text}` })),
			intro,
		),
	calls: ({ calls }) => list(calls.map(({ name, phone, about }) => ({ text: `${name}: ${phone} (${about})` }))),
	list: ({ items, intro }) => list(items, intro),
	definition: ({ name, texts, provision, findings }) => [
		heading(3, name),
		paragraph([...texts, ...(provision ? [`${provision}.`] : [])].join(" ")),
		...list(findings.map((finding) => ({ text: `${finding.mark}: ${findingText(finding)}` }))),
	],
	signposts: ({ signposts }) =>
		list(
			signposts.map((signpost) => {
				const { name, url } = signpost;
				const sentences = [name, ...contactLines(signpost), signpost.for].map((text) => `${text.replace(/\.$/, "")}.`);
				return { text: `${sentences.join(" ")} ${timesAndCost(signpost)} `, links: [{ text: url, href: url }] };
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
	return { type: "paragraph", children: [{ type: "text", value: text }, ...children, { type: "text", value: after }] };
}

/** A list of nothing is left out. */
function list(statements: Statement[], intro?: string): RootContent[] {
	const items = statements.map((it) => ({ type: "listItem" as const, spread: false, children: [statement(it)] }));
	return [
		...(intro === undefined ? [] : [paragraph(intro)]),
		...(items.length > 0 ? [{ type: "list" as const, spread: false, children: items }] : []),
	];
}

function tableRow(cells: string[]): TableRow {
	return {
		type: "tableRow",
		children: cells.map((value) => ({ type: "tableCell", children: [{ type: "text", value }] })),
	};
}
