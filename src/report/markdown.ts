/** A report as Markdown, with tables as GitHub has them. */
import type { BlockContent, PhrasingContent, Root, RootContent, TableRow } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown } from "mdast-util-to-markdown";
import type { SignpostShown } from "../content/schema";
import { type Block, type Statement, statementText } from "./blocks";
import type { ReportInput } from "./context";
import { contactLines, timesAndCost } from "./lists";
import { buildReport } from "./model";
import { drawInCharacters } from "./timeline";

/** Characters across the timeline. */
const TIMELINE_WIDTH = 76;

/** Writes the document of one assessment. */
export function reportMarkdown(input: ReportInput): string {
	const { words, answer, details } = buildReport(input, "document");
	const children = [...answer, ...details].flatMap(({ title, aside, blocks }) => [
		...(title === undefined ? [] : [heading(2, title)]),
		...(aside === undefined ? [] : [paragraph(aside)]),
		...blocks.flatMap(blockNodes),
	]);
	const extensions = [gfmTableToMarkdown({ tablePipeAlign: false })];
	const root: Root = { type: "root", children: [heading(1, words.document.title), ...children] };
	return toMarkdown(root, { bullet: "-", extensions });
}

function blockNodes(block: Block): RootContent[] {
	switch (block.kind) {
		case "paragraph":
			return [paragraph(block.text)];
		case "blockquote":
			return [{ type: "blockquote", children: [paragraph(block.text)] }];
		case "facts": {
			const rows = block.rows.map(({ label, text, ...more }) => [statement({ ...more, text: `${label}: ${text}` })]);
			return [...(block.intro === undefined ? [] : [paragraph(block.intro)]), list(rows)];
		}
		case "calls":
			return [list(block.calls.map(({ name, phone, about }) => [paragraph(`${name}: ${phone} (${about})`)]))];
		case "list":
			return [
				...(block.intro === undefined ? [] : [paragraph(block.intro)]),
				list(block.items.map((item) => [statement(item)])),
			];
		case "definition": {
			const { name, texts, provision, findings } = block;
			const items = findings.map(({ mark, text, evidence, remarks }) => {
				const shown = evidence.map((it) => statementText(it)).join("; ");
				return [paragraph([`${mark}: ${text}${shown === "" ? "" : `: ${shown}`}`, ...remarks].join(". "))];
			});
			return [
				heading(3, name),
				paragraph([...texts, ...(provision ? [`${provision}.`] : [])].join(" ")),
				...(items.length > 0 ? [list(items)] : []),
			];
		}
		case "signposts":
			return [list(block.signposts.map((signpost) => [statement(signpostStatement(signpost))]))];
		case "table": {
			const rows = block.rows.map(({ cells }) => tableRow(cells.map((lines) => lines.join("; "))));
			return [paragraph(block.caption), { type: "table", children: [tableRow(block.heads), ...rows] }];
		}
		case "timeline": {
			const { caption, rows } = drawInCharacters(block, TIMELINE_WIDTH);
			return [paragraph(caption), { type: "code", value: rows.map((row) => `${row.label}\n${row.line}`).join("\n\n") }];
		}
	}
}

function signpostStatement(signpost: SignpostShown): Statement {
	const { name, url } = signpost;
	const sentences = [name, ...contactLines(signpost), signpost.for].map((text) => `${text.replace(/\.$/, "")}.`);
	return { text: `${sentences.join(" ")} ${timesAndCost(signpost)} `, links: [{ text: url, href: url }] };
}

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

function list(items: BlockContent[][]): BlockContent {
	const children = items.map((children) => ({ type: "listItem" as const, spread: false, children }));
	return { type: "list", spread: false, children };
}

function tableRow(cells: string[]): TableRow {
	return {
		type: "tableRow",
		children: cells.map((value) => ({ type: "tableCell", children: [{ type: "text", value }] })),
	};
}
