/** A report as text to read: urgent signs first, signposts last so that they stay on the screen. */
import {
	type Block,
	type DefinitionBlock,
	reasonText,
	type Section,
	statementText,
	type TableBlock,
	type TimelineBlock,
} from "./blocks";
import type { ReportInput } from "./context";
import { addSignpost } from "./lists";
import { buildReport, type Report } from "./model";
import { Page, type Style } from "./page";
import { drawInCharacters } from "./timeline";

const SCREEN_ORDER = [
	"redacted",
	"urgent",
	"notices",
	"results",
	"contradictions",
	"definitions",
	"fixation",
	"decide",
	"log",
	"picture",
	"chronology",
	"readOut",
	"helps",
	"notes",
	"about",
	"signposts",
] as const satisfies (keyof Report["parts"])[];

const INDENT = "    ";

/** Writes the report of one assessment. */
export function reportText(input: ReportInput, style: Style): string {
	const { words, parts } = buildReport(input, {
		full: false,
		quote: (text) => `"${text}"`,
	});
	const page = new Page(style);
	for (const part of SCREEN_ORDER) for (const section of parts[part]) addSection(page, section);
	page.paragraph(words.moreSignposts);
	return page.text();
}

function addSection(page: Page, section: Section) {
	const { title, alert, blocks } = section;
	if (title === undefined) page.gap();
	else page.heading(title, alert ? page.style.alert : page.style.heading);
	for (const [i, block] of blocks.entries()) {
		if (blocks[i - 1]?.kind === "list" && block.kind === "paragraph") page.gap();
		addBlock(page, block);
	}
}

function addBlock(page: Page, block: Block) {
	switch (block.kind) {
		case "paragraph":
			return page.paragraph(block.text);
		case "blockquote":
			return page.paragraph(block.text, "  ");
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
		case "sources":
			for (const { text, url } of block.sources) page.bullet(`${text} ${url}`);
	}
}

function addDefinition(page: Page, definition: DefinitionBlock) {
	const { name, text, route, findings, open, source } = definition;
	page.title(name);
	page.paragraph(text);
	if (route !== undefined) page.paragraph(route);
	for (const { mark, text, reasons } of findings) {
		page.bullet(`[${mark}] ${text}`);
		for (const reason of reasons) page.paragraph(reasonText(reason, firstFew), "      ");
	}
	if (open && open.questions.length > 0) {
		page.paragraph(open.intro);
		for (const question of firstFew(open.questions)) page.bullet(question);
	}
	if (source !== undefined) page.paragraph(source, "  ");
}

function addTimeline(page: Page, block: TimelineBlock) {
	const width = page.style.width - INDENT.length;
	const { caption, lines } = drawInCharacters(block, width);
	page.paragraph(caption);
	for (const [i, label] of block.labels.entries()) {
		page.bullet(label);
		page.paragraph(lines[i] ?? "", INDENT);
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
