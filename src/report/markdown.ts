/** A report as Markdown, with tables as GitHub has them. */
import type { BlockContent, Root, RootContent, TableRow } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import type { SignpostShown } from "../content/schema";
import {
	type Block,
	type DefinitionBlock,
	reasonText,
	statementText,
	type TableBlock,
	type TimelineBlock,
} from "./blocks";
import type { ReportInput } from "./context";
import { contactLines } from "./lists";
import { buildDocument, DOCUMENT_ORDER } from "./model";
import { drawInCharacters } from "./timeline";

/** Characters across the timeline. */
const TIMELINE_WIDTH = 76;

/** Writes the document of one assessment. */
export function reportMarkdown(input: ReportInput): string {
	const { words, parts } = buildDocument(input);
	const sections = DOCUMENT_ORDER.flatMap((part) => parts[part]);
	const root: Root = {
		type: "root",
		children: [
			heading(1, words.document.title),
			...sections.flatMap(({ title, blocks }) => [
				...(title === undefined ? [] : [heading(2, title)]),
				...blocks.flatMap(blockNodes),
			]),
		],
	};
	return toMarkdown(root, {
		bullet: "-",
		extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
	});
}

function blockNodes(block: Block): RootContent[] {
	switch (block.kind) {
		case "paragraph":
			return [paragraph(block.text)];
		case "blockquote":
			return [{ type: "blockquote", children: [paragraph(block.text)] }];
		case "list":
			return [
				...(block.intro === undefined ? [] : [paragraph(block.intro)]),
				textList(block.items.map((item) => statementText(item))),
			];
		case "definition":
			return definitionNodes(block);
		case "signposts":
			return [list(block.signposts.map(signpostNodes))];
		case "sources":
			return [list(block.sources.map(({ text, url }) => [link(text, url)]))];
		case "table":
			return tableNodes(block);
		case "timeline":
			return timelineNodes(block);
	}
}

function definitionNodes(definition: DefinitionBlock): RootContent[] {
	const { name, text, route, findings, source } = definition;
	const items = findings.map(({ mark, text, reasons }) => [
		paragraph(`${mark}: ${text}`),
		...(reasons.length > 0 ? [textList(reasons.map((reason) => reasonText(reason)))] : []),
	]);
	return [
		heading(3, name),
		paragraph(text),
		...(route === undefined ? [] : [paragraph(route)]),
		...(items.length > 0 ? [list(items)] : []),
		...(source === undefined ? [] : [paragraph(source)]),
	];
}

function signpostNodes(signpost: SignpostShown): BlockContent[] {
	const { name, hours, url } = signpost;
	const sentences = [name, ...contactLines(signpost), `${hours.replace(/\.$/, "")}.`];
	return [link(sentences.join(". "), url)];
}

function tableNodes({ caption, heads, rows }: TableBlock): RootContent[] {
	const row = (cells: string[]): TableRow => ({
		type: "tableRow",
		children: cells.map((value) => ({
			type: "tableCell",
			children: [{ type: "text", value }],
		})),
	});
	const body = rows.map(({ cells }) => row(cells.map((lines) => lines.join("; "))));
	return [paragraph(caption), { type: "table", children: [row(heads), ...body] }];
}

function timelineNodes(block: TimelineBlock): RootContent[] {
	const { caption, lines } = drawInCharacters(block, TIMELINE_WIDTH);
	const rows = block.labels.map((label, i) => `${label}\n${lines[i]}`);
	return [paragraph(caption), { type: "code", value: rows.join("\n\n") }];
}

function heading(depth: 1 | 2 | 3, value: string): RootContent {
	return { type: "heading", depth, children: [{ type: "text", value }] };
}

function paragraph(value: string): BlockContent {
	return { type: "paragraph", children: [{ type: "text", value }] };
}

function textList(texts: string[]): BlockContent {
	return list(texts.map((text) => [paragraph(text)]));
}

function list(items: BlockContent[][]): BlockContent {
	return {
		type: "list",
		spread: false,
		children: items.map((children) => ({
			type: "listItem",
			spread: false,
			children,
		})),
	};
}

/** A text, followed by an address that is itself the link. */
function link(text: string, url: string): BlockContent {
	return {
		type: "paragraph",
		children: [
			{ type: "text", value: `${text} ` },
			{ type: "link", url, children: [{ type: "text", value: url }] },
		],
	};
}
