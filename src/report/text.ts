/** A report as text to read. */
import { lowerFirst } from "../engine/plain-words";
import { type Draft, factText, finished, plainText, type Renderers, render } from "./blocks";
import type { ReportInput } from "./context";
import { addSignpost } from "./lists";
import { Page, type Style } from "./page";
import { buildReport } from "./sections";
import { drawInCharacters } from "./timeline";

const INDENT = "    ";

/** The width of the longest usual label, so that blocks of facts under each other line up. */
const LABELS = "Harassment".length;

/** The width of the marks of findings. */
const MARKS = 9;

/** The width of the names of services. */
const NAMES = 27;

/** Writes the report of one assessment. */
export function reportText(input: ReportInput, style: Style): string {
	const { answer, details } = buildReport(input, "text");
	return sectionsText([...answer, ...details], style);
}

/** Writes sections. The first `gaps` of them have empty lines before and in them. */
export function sectionsText(drafts: Draft[], style: Style, gaps = Number.POSITIVE_INFINITY): string {
	const page = new Page(style);
	const renderers = renderersFor(page);
	for (const [at, { title, aside, look, blocks }] of finished(drafts).entries()) {
		const isSpaced = at < gaps;
		if (isSpaced) page.gap();
		if (title !== undefined) page.beside(title.toUpperCase(), aside, look === "alert" ? style.alert : style.heading);
		for (const [i, block] of blocks.entries()) {
			const isApart =
				(block.kind === "definition" && block.findings.length > 0) ||
				(blocks[i - 1]?.kind === "list" && block.kind === "paragraph");
			if (isApart && isSpaced && i > 0) page.gap();
			if ("intro" in block) page.paragraph(block.intro);
			render(renderers, block);
		}
	}
	return page.text();
}

function renderersFor(page: Page): Renderers<void> {
	const { style } = page;
	const marks = { met: style.yes, unclear: style.unclear, assumed: style.unclear, "not-met": undefined };
	return {
		paragraph: ({ text }) => page.paragraph(text),
		blockquote: ({ text }) => page.paragraph(text, "  "),
		list({ rows }) {
			for (const text of rows) page.bullet(plainText(text));
		},
		facts({ rows }) {
			const width = rows.every(({ label }) => label.length < 3) ? 1 : LABELS;
			for (const fact of rows) {
				const isRow = width === 1 || (page.isWide() && fact.label.length <= width);
				if (isRow) page.row(["", fact.label, factText(fact)], [0, width]);
				else page.paragraph(`${fact.label}: ${factText(fact)}`);
			}
		},
		calls({ rows }) {
			// A number that is broken in two cannot be called.
			const columns = [0, NAMES, Math.max(...rows.map(({ phone }) => phone.length))];
			for (const { name, phone, about } of rows) {
				const contact = about === "" ? phone : `${phone}, ${about}`;
				const line = `${name}: ${contact}`;
				if (page.isWide()) page.row(["", name, { text: phone, mark: style.heading }, about], columns);
				else if (line.length <= style.width) page.paragraph(line);
				else {
					page.paragraph(name);
					page.paragraph(contact, "  ");
				}
			}
		},
		signposts({ rows }) {
			for (const signpost of rows) addSignpost(page, signpost);
		},
		questions({ rows }) {
			for (const { number, text, remarks, options, advice } of rows) {
				page.gap();
				page.paragraph(`${number}.`.padEnd(INDENT.length) + text, "", INDENT);
				for (const remark of remarks) page.paragraph(remark, INDENT);
				for (const line of boxes(options, style.width - INDENT.length)) page.paragraph(line, INDENT);
				for (const line of advice) page.paragraph(line, INDENT, INDENT, style.alert);
			}
		},
		definition({ name, texts: [result = "", ...texts], provision, findings }) {
			page.beside(`${name}: ${lowerFirst(result)}`, provision);
			for (const text of texts) page.paragraph(text, "  ");
			for (const fact of findings)
				page.row(["", { text: fact.label, mark: fact.look && marks[fact.look] }, factText(fact)], [0, MARKS]);
		},
		timeline(block) {
			const { caption, rows } = drawInCharacters(block, style.width - INDENT.length);
			page.paragraph(caption);
			for (const { label, line } of rows) {
				page.bullet(label);
				page.paragraph(line, INDENT);
			}
		},
		table({ caption, heads, rows }) {
			page.paragraph(caption);
			for (const { cells } of rows) {
				const [first = [], second = [], ...rest] = cells;
				page.bullet(`${heads[0]} ${first.join(" ")}: ${second.join(", ")}`);
				for (const text of rest.flat()) page.paragraph(text, INDENT);
			}
		},
	};
}

/** Lines of boxes with their labels, as many on each as there is room for. */
function boxes(options: string[], width: number): string[] {
	const lines: string[] = [];
	for (const option of options) {
		const box = `[ ] ${option}`;
		const joined = `${lines.at(-1)}   ${box}`;
		if (lines.length > 0 && joined.length <= width) lines[lines.length - 1] = joined;
		else lines.push(box);
	}
	return lines;
}
