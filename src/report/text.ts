/** A report as text to read. */
import { lowerFirst } from "../content/answer-words";
import { findingText, type Renderers, render, type Section, statementText, withoutEmpty } from "./blocks";
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

/** Writes sections; so many of them, from the first, with empty lines before and in them. */
export function sectionsText(sections: Section[], style: Style, gaps = Number.POSITIVE_INFINITY): string {
	const page = new Page(style);
	const renderers = renderersFor(page);
	for (const [at, { title, aside, look, blocks }] of withoutEmpty(sections).entries()) {
		const isSpaced = at < gaps;
		if (isSpaced) page.gap();
		if (title !== undefined) page.beside(title.toUpperCase(), aside, look === "alert" ? style.alert : style.heading);
		for (const [i, block] of blocks.entries()) {
			const isApart =
				(block.kind === "definition" && block.findings.length > 0) ||
				(blocks[i - 1]?.kind === "list" && block.kind === "paragraph");
			if (isApart && isSpaced && i > 0) page.gap();
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
		facts({ intro, rows }) {
			if (intro !== undefined) page.paragraph(intro);
			const width = rows.every(({ label }) => label.length < 3) ? 1 : LABELS;
			for (const { label, ...statement } of rows) {
				const text = statementText(statement, firstFew);
				if (width === 1 || (page.isWide() && label.length <= width)) page.row(["", label, text], [0, width]);
				else page.paragraph(`${label}: ${text}`);
			}
		},
		calls({ calls }) {
			// A number that is broken in two cannot be called.
			const columns = [0, NAMES, Math.max(...calls.map(({ phone }) => phone.length))];
			for (const { name, phone, about } of calls) {
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
		list({ intro, items }) {
			if (intro !== undefined) page.paragraph(intro);
			for (const item of items) page.bullet(statementText(item, firstFew));
		},
		definition({ name, texts: [result = "", ...texts], provision, findings }) {
			page.beside(`${name}: ${lowerFirst(result)}`, provision);
			for (const text of texts) page.paragraph(text, "  ");
			for (const finding of findings)
				page.row(["", { text: finding.mark, mark: marks[finding.look] }, findingText(finding)], [0, MARKS]);
		},
		signposts({ signposts }) {
			for (const signpost of signposts) addSignpost(page, signpost);
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

/** Shortens a list to five and how many more there are. */
function firstFew(texts: string[]): string[] {
	const FEW = 5;
	const more = texts.length - FEW;
	return more > 0 ? [...texts.slice(0, FEW), `and ${more} more`] : texts;
}
