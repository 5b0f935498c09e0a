/** A report as text to read. */
import {
	type Block,
	type Call,
	type DefinitionBlock,
	type FactsBlock,
	reasonText,
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
	const { words, sections } = buildReport(input, "screen");
	const page = new Page(style);
	addSections(page, sections);
	page.paragraph(words.moreSignposts);
	return page.text();
}

/** Adds sections, each after an empty line. */
export function addSections(page: Page, sections: Section[]) {
	for (const { title, aside, look, blocks } of sections) {
		page.gap();
		if (title !== undefined) page.heading(title, aside, look === "alert" ? page.style.alert : page.style.heading);
		for (const [i, block] of blocks.entries()) {
			if (blocks[i - 1]?.kind === "list" && block.kind === "paragraph") page.gap();
			addBlock(page, block);
		}
	}
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

/** Labels take this many columns where the page is wide enough. */
const LABELS = 12;

function addFacts(page: Page, { rows }: FactsBlock) {
	for (const { label, text } of rows)
		if (page.isWide()) page.row(["", label, text], [0, LABELS - 2]);
		else page.paragraph(`${label}: ${text}`);
}

function addCalls(page: Page, calls: Call[]) {
	for (const { name, phone, about } of calls)
		if (page.isWide()) page.row(["", name, phone, about], [0, 27, 13]);
		else {
			page.paragraph(`${name}: ${phone}`);
			page.paragraph(about, "  ");
		}
}

function addDefinition(page: Page, { name, texts, findings, open, source }: DefinitionBlock) {
	page.title(name);
	for (const text of texts) page.paragraph(text);
	for (const { mark, text, reasons } of findings) {
		page.bullet(`[${mark}] ${text}`);
		for (const reason of reasons) page.paragraph(reasonText(reason, firstFew), "      ");
	}
	if (open) page.paragraph(open.intro);
	for (const question of firstFew(open?.questions ?? [])) page.bullet(question);
	if (source !== undefined) page.paragraph(source, "  ");
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
