/** A report as text to read: urgent signs first, signposts last so that they stay on the screen. */
import type { Assessment, Content, Response } from "../content/schema";
import { addSignpost } from "./lists";
import { Page, type Style } from "./page";
import {
	type Block,
	type Own,
	type Parts,
	partsOf,
	type Reason,
	runsOf,
	type Said,
	type Section,
	type Told,
	toldAbove,
	voiced,
} from "./sections";
import { charactersOf } from "./timeline";

/** The parts of a text. */
const ORDER = [
	"redacted",
	"urgent",
	"notices",
	"results",
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
] as const satisfies (keyof Parts)[];

/** Writes the report of one assessment. `response`, and the incidents of its log, must be those it was made from. */
export function reportText(
	content: Content,
	response: Response,
	assessment: Assessment,
	style: Style,
	more: Pick<Told, "incidents" | "redacted"> = {},
): string {
	const told = { content, response, assessment, ...more };
	const parts = partsOf(told, { full: false });
	const writer = new Writer(voiced(told), style);
	for (const part of ORDER)
		for (const section of parts[part]) writer.section(section);
	return writer.text();
}

class Writer {
	readonly #page: Page;
	readonly #words: Content["words"]["report"];

	constructor(content: Content, style: Style) {
		this.#page = new Page(style);
		this.#words = content.words.report;
	}

	text(): string {
		this.#page.paragraph(this.#words.moreSignposts);
		return this.#page.text();
	}

	section({ title, alert, blocks }: Section) {
		const page = this.#page;
		if (title === undefined) page.gap();
		else page.heading(title, alert ? page.style.alert : page.style.heading);
		let before: Block | undefined;
		for (const block of blocks) {
			if (before?.kind === "list" && block.kind === "paragraph") page.gap();
			this.#block(block);
			before = block;
		}
	}

	#block(block: Block) {
		const page = this.#page;
		switch (block.kind) {
			case "paragraph":
				return page.paragraph(block.text);
			case "quote":
				return page.paragraph(`"${block.text}"`, "  ");
			case "list":
				if (block.intro !== undefined) page.paragraph(block.intro);
				for (const item of block.items) page.bullet(this.#said(item));
				return;
			case "definition":
				return this.#definition(block);
			case "signposts":
				for (const signpost of block.signposts) addSignpost(page, signpost);
				return;
			case "timeline":
				return this.#timeline(block);
			case "table":
				return this.#table(block);
			case "sources":
				for (const { text, url } of block.sources)
					page.bullet(`${text} ${url}`);
		}
	}

	#definition(definition: Extract<Block, { kind: "definition" }>) {
		const page = this.#page;
		const { name, text, route, findings, open, source } = definition;
		const words = this.#words;
		page.title(name);
		page.paragraph(text);
		if (route !== undefined) page.paragraph(route);
		for (const [above, result] of toldAbove(findings))
			page.bullet(`[${words.mark[result]}] ${words.partsAbove} "${above}"`);
		for (const { mark, text, reasons, above } of findings) {
			if (above !== undefined) continue;
			page.bullet(`[${mark}] ${text}`);
			for (const reason of reasons)
				page.paragraph(this.#reason(reason), "      ");
		}
		if (open.questions.length > 0) {
			page.paragraph(open.intro);
			for (const question of firstFew(open.questions)) page.bullet(question);
		}
		if (source !== undefined) page.paragraph(source, "  ");
	}

	#reason({ text, said }: Reason): string {
		if (said.length === 0) return text;
		return `${text}: ${firstFew(said.map((it) => this.#said(it))).join("; ")}`;
	}

	#said({ text, lines, after }: Said): string {
		if (!lines) return text;
		const { line, lines: several } = this.#words.log;
		const runs = runsOf(lines).map(([from, to]) =>
			from === to ? `${from}` : `${from} to ${to}`,
		);
		const where = `${lines.length === 1 ? line : several} ${firstFew(runs).join(", ")}`;
		return `${text} (${where})${after === undefined ? "" : `. ${after}`}`;
	}

	#timeline({ timeline, rows, range }: Extract<Block, { kind: "timeline" }>) {
		const page = this.#page;
		const words = this.#words.log;
		const drawn = charactersOf(timeline, page.style.width - INDENT.length);
		if (!drawn) return;
		page.paragraph(
			`${range}. ${words.eachCharacter} ${drawn.each}. ${words.plainLegend}`,
		);
		rows.forEach((row, i) => {
			page.bullet(row);
			page.paragraph(drawn.lines[i] ?? "", INDENT);
		});
	}

	#table({ caption, heads, rows }: Extract<Block, { kind: "table" }>) {
		const page = this.#page;
		page.paragraph(caption);
		for (const { cells } of rows) {
			const [first = "", second = "", ...rest] = cells.map((lines) =>
				lines.map(inQuotes),
			);
			page.bullet(
				`${heads[0]} ${[first].flat().join(" ")}: ${[second].flat().join(", ")}`,
			);
			for (const text of rest.flat()) page.paragraph(text, INDENT);
		}
	}
}

const INDENT = "    ";

function inQuotes(line: string | Own): string {
	if (typeof line === "string") return line;
	const { label, own } = line;
	return label === undefined ? `"${own}"` : `${label}: "${own}"`;
}

/** The first of a list, and how many more there are: a wall of text helps nobody. */
function firstFew(texts: string[]): string[] {
	const FEW = 5;
	const more = texts.length - FEW;
	return more > 0 ? [...texts.slice(0, FEW), `and ${more} more`] : texts;
}
