/** A report as Markdown, with tables as GitHub has them. */
import type { BlockContent, Root, RootContent, TableRow } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import type { Content, SignpostShown } from "../content/schema";
import {
	type Block,
	DOCUMENT,
	type Own,
	partsOf,
	type Reason,
	runsOf,
	type Said,
	type Told,
	voiced,
} from "./sections";
import { charactersOf } from "./timeline";

type Words = Content["words"]["report"];

/** How many characters wide the picture is. */
const WIDTH = 76;

/** Writes the document of one assessment. */
export function reportMarkdown(told: Told): string {
	const words = voiced(told).words.report;
	const parts = partsOf(told, { full: true });
	const children: RootContent[] = [heading(1, words.document.title)];
	for (const part of DOCUMENT)
		for (const { title, blocks } of parts[part]) {
			if (title !== undefined) children.push(heading(2, title));
			for (const block of blocks) children.push(...nodesOf(block, words));
		}
	const root: Root = { type: "root", children };
	return toMarkdown(root, {
		bullet: "-",
		extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
	});
}

function heading(depth: 1 | 2 | 3, value: string): RootContent {
	return { type: "heading", depth, children: [{ type: "text", value }] };
}

function paragraph(value: string): BlockContent {
	return { type: "paragraph", children: [{ type: "text", value }] };
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

function nodesOf(block: Block, words: Words): RootContent[] {
	switch (block.kind) {
		case "paragraph":
			return [paragraph(block.text)];
		case "quote":
			return [{ type: "blockquote", children: [paragraph(`“${block.text}”`)] }];
		case "list":
			return [
				...(block.intro === undefined ? [] : [paragraph(block.intro)]),
				list(block.items.map((item) => [paragraph(saidOf(item, words))])),
			];
		case "definition":
			return definitionOf(block, words);
		case "signposts":
			return [list(block.signposts.map(signpostOf))];
		case "sources":
			return [
				list(block.sources.map(({ text, url }) => [linked(`${text} `, url)])),
			];
		case "table":
			return tableOf(block);
		case "timeline":
			return timelineOf(block, words);
	}
}

/** Text, and an address that is itself the link. */
function linked(value: string, url: string): BlockContent {
	const link = { type: "text", value: url } as const;
	return {
		type: "paragraph",
		children: [
			{ type: "text", value },
			{ type: "link", url, children: [link] },
		],
	};
}

function signpostOf(signpost: SignpostShown): BlockContent[] {
	const { name, phone, text, hours, url } = signpost;
	const numbers = [
		...(phone.length > 0 ? [`Call ${phone.join(" or ")}`] : []),
		...(text.length > 0 ? [`Text ${text.join(" or ")}`] : []),
		hours.replace(/\.$/, ""),
	];
	return [linked(`${name}. ${numbers.join(". ")}. `, url)];
}

function definitionOf(
	definition: Extract<Block, { kind: "definition" }>,
	words: Words,
): RootContent[] {
	const { name, text, route, findings, source } = definition;
	const items = findings.map(({ mark, text, reasons, above }) => {
		const lines = reasons.map((reason) => reasonOf(reason, words));
		if (above !== undefined)
			lines.push(`${words.document.reasonsAbove} “${above}”`);
		return [
			paragraph(`${mark}: ${text}`),
			...(lines.length > 0
				? [list(lines.map((line) => [paragraph(line)]))]
				: []),
		];
	});
	return [
		heading(3, name),
		paragraph(text),
		...(route === undefined ? [] : [paragraph(route)]),
		...(items.length > 0 ? [list(items)] : []),
		...(source === undefined ? [] : [paragraph(source)]),
	];
}

function reasonOf({ text, said }: Reason, words: Words): string {
	if (said.length === 0) return text;
	return `${text}: ${said.map((it) => saidOf(it, words)).join("; ")}`;
}

function saidOf({ text, lines, answer, after }: Said, words: Words): string {
	const where: string[] = [];
	if (answer !== undefined) where.push(`${words.document.answer} ${answer}`);
	if (lines) {
		const name = lines.length === 1 ? words.log.line : words.log.lines;
		const runs = runsOf(lines).map(([from, to]) =>
			from === to ? `${from}` : `${from} to ${to}`,
		);
		where.push(`${name} ${runs.join(", ")}`);
	}
	const shown = where.length > 0 ? `${text} (${where.join("; ")})` : text;
	return after === undefined ? shown : `${shown}. ${after}`;
}

function tableOf(table: Extract<Block, { kind: "table" }>): RootContent[] {
	const row = (cells: string[]): TableRow => ({
		type: "tableRow",
		children: cells.map((value) => ({
			type: "tableCell",
			children: [{ type: "text", value }],
		})),
	});
	const rows = table.rows.map(({ cells }) =>
		row(cells.map((lines) => lines.map(inQuotes).join("; "))),
	);
	return [
		paragraph(table.caption),
		{ type: "table", children: [row(table.heads), ...rows] },
	];
}

function inQuotes(line: string | Own): string {
	if (typeof line === "string") return line;
	const { label, own } = line;
	return label === undefined ? `“${own}”` : `${label}: “${own}”`;
}

function timelineOf(
	{ timeline, rows, range }: Extract<Block, { kind: "timeline" }>,
	{ log }: Words,
): RootContent[] {
	const drawn = charactersOf(timeline, WIDTH);
	if (!drawn) return [];
	const { lines, each } = drawn;
	const value = rows.map((row, i) => `${row}\n${lines[i]}`).join("\n\n");
	return [
		paragraph(`${range}. ${log.eachCharacter} ${each}. ${log.plainLegend}`),
		{ type: "code", value },
	];
}
