/** A report as text to read. */
import { lowerFirst } from "../content/answer-words";
import {
	type Block,
	type Call,
	type DefinitionBlock,
	type FactsBlock,
	type Section,
	statementText,
	type TableBlock,
	type TimelineBlock,
} from "./blocks";
import type { ReportInput } from "./context";
import { addSignpost } from "./lists";
import { buildReport } from "./model";
import { Page, type Style } from "./page";
import { drawInCharacters } from "./timeline";

const INDENT = "    ";

/** Writes the report of one assessment. */
export function reportText(input: ReportInput, style: Style): string {
	const { answer, details } = buildReport(input, "text");
	return sectionsText([...answer, ...details], style);
}

/** Writes sections, each after an empty line unless it is tight. */
export function sectionsText(sections: Section[], style: Style): string {
	const page = new Page(style);
	for (const { title, aside, look, tight = false, blocks } of sections) {
		if (!tight) page.gap();
		if (title !== undefined) page.beside(title.toUpperCase(), aside, look === "alert" ? style.alert : style.heading);
		for (const [i, block] of blocks.entries()) {
			const isApart =
				(block.kind === "definition" && block.findings.length > 0) ||
				(blocks[i - 1]?.kind === "list" && block.kind === "paragraph");
			if (isApart && !tight && i > 0) page.gap();
			addBlock(page, block);
		}
	}
	return page.text();
}

function addBlock(page: Page, block: Block) {
	switch (block.kind) {
		case "paragraph":
			return page.paragraph(block.text);
		case "blockquote":
			return page.paragraph(block.text, "  ");
		case "facts":
			return addFacts(page, block);
		case "calls":
			return addCalls(page, block.calls);
		case "list":
			if (block.intro !== undefined) page.paragraph(block.intro);
			for (const item of block.items) page.bullet(statementText(item, firstFew));
			return;
		case "definition":
			return addDefinition(page, block);
		case "signposts":
			for (const signpost of block.signposts) addSignpost(page, signpost);
			return;
		case "timeline":
			return addTimeline(page, block);
		case "table":
			return addTable(page, block);
	}
}

/** Labels stand in a column of their own where the page is wide enough. */
function addFacts(page: Page, { intro, rows }: FactsBlock) {
	if (intro !== undefined) page.paragraph(intro);
	// So that blocks of facts under each other line up.
	const width = rows.every(({ label }) => label.length < 3) ? 1 : LABELS;
	for (const { label, ...statement } of rows) {
		const text = statementText(statement, firstFew);
		if (page.isWide() || width === 1) page.row(["", label, text], [0, width]);
		else page.paragraph(`${label}: ${text}`);
	}
}

/** The width of the longest usual label. */
const LABELS = "Harassment".length;

function addCalls(page: Page, calls: Call[]) {
	const { heading, width } = page.style;
	// A number that is broken in two cannot be called.
	const columns = [27, Math.max(...calls.map(({ phone }) => phone.length))];
	for (const { name, phone, about } of calls) {
		const number = { text: phone, mark: heading };
		const contact = about === "" ? phone : `${phone}, ${about}`;
		if (page.isWide()) page.row(["", name, number, about], [0, ...columns]);
		else if (name.length + contact.length + 2 <= width) page.paragraph(`${name}: ${contact}`);
		else {
			page.paragraph(name);
			page.paragraph(contact, "  ");
		}
	}
}

/** Marks stand in a column of their own. */
const MARKS = 9;

function addDefinition(page: Page, { name, texts: [result = "", ...texts], provision, findings }: DefinitionBlock) {
	const { style } = page;
	const mark = { met: style.yes, unclear: style.unclear, assumed: style.unclear, "not-met": undefined };
	page.beside(`${name}: ${lowerFirst(result)}`, provision);
	for (const text of texts) page.paragraph(text, "  ");
	for (const finding of findings) {
		const evidence = finding.evidence.map((it) => statementText(it)).join("; ");
		const text = evidence === "" ? finding.text : `${finding.text}: ${evidence}`;
		const whole = [text, ...finding.remarks].join(". ");
		page.row(["", { text: finding.mark, mark: mark[finding.look] }, whole], [0, MARKS]);
	}
}

function addTimeline(page: Page, block: TimelineBlock) {
	const { caption, rows } = drawInCharacters(block, page.style.width - INDENT.length);
	page.paragraph(caption);
	for (const { label, line } of rows) {
		page.bullet(label);
		page.paragraph(line, INDENT);
	}
}

function addTable(page: Page, { caption, heads, rows }: TableBlock) {
	page.paragraph(caption);
	for (const { cells } of rows) {
		const [first = [], second = [], ...rest] = cells;
		page.bullet(`${heads[0]} ${first.join(" ")}: ${second.join(", ")}`);
		for (const text of rest.flat()) page.paragraph(text, INDENT);
	}
}

/** Shortens a list to five and how many more there are. */
function firstFew(texts: string[]): string[] {
	const FEW = 5;
	const more = texts.length - FEW;
	return more > 0 ? [...texts.slice(0, FEW), `and ${more} more`] : texts;
}
