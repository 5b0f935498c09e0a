/** What the interview shows at the end: the answer on one screen or two, and more on request. All of it is pure. */

import { ALL, type Amount, answerParts, answerSections } from "./answer-model";
import type { Section } from "./blocks";
import { paragraph } from "./blocks";
import { createContext, type ReportContext, type ReportInput } from "./context";
import { definitionSections } from "./definitions";
import { Page, type Style } from "./page";
import { addSections } from "./text";

/** What is said less of, one after another, until it fits. */
const LESS: Partial<Amount>[] = [
	{ sentences: 3, spokenActs: 4 },
	{ acts: 5 },
	{ signs: 4 },
	{ sentences: 2, spokenActs: 3 },
	{ acts: 3, signs: 3 },
	{ questions: 2 },
	{ advice: false },
	{ sentences: 1 },
	{ acts: 2, signs: 2 },
	{ spokenActs: 2 },
	{ questions: 1 },
	{ feelings: false },
	{ acts: 1, signs: 1 },
	{ sentences: 0, spokenActs: 1 },
	{ acts: 0 },
	{ questions: 0 },
];

/** From all of it to the least. */
const AMOUNTS = [{}, ...LESS].map((_, i): Amount => Object.assign({ ...ALL, keys: true }, ...LESS.slice(0, i)));

/** Windows of this many columns and more show the answer on one page, where the lines suffice. */
const ONE_PAGE = 70;

/** Writes the answer as pages of at most `rows` lines: one in a window of 80 columns and 24 lines, two in half of it. */
export function answerPages(input: ReportInput, style: Style, rows: number): string[] {
	const context = createContext(input, false);
	if (style.width >= ONE_PAGE) {
		const page = fitted(style, rows, (amount) => answerSections(context, amount));
		if (page !== undefined) return [page];
	}
	const parts = [firstPart, secondPart];
	return parts.flatMap(
		(part) =>
			fitted(style, rows, (amount) => part(context, amount)) ??
			split(part(context, AMOUNTS.at(-1) as Amount), style, rows),
	);
}

/** Safety, how the answers fit, and whom to call. */
function firstPart(context: ReportContext, amount: Amount): Section[] {
	const { safety, fits, decide, call } = answerParts(context, amount);
	const blocks = fits.kind === "facts" ? [fits] : fits.blocks;
	return [safety, { title: context.words.resultTitle, blocks: [...blocks, decide] }, call];
}

/** Why, what is open, and what to say. */
function secondPart(context: ReportContext, amount: Amount): Section[] {
	const { because, open, say } = answerParts(context, amount);
	const reasons = because.map(({ label, text }) => ({ title: label, blocks: [paragraph(text)] }));
	return [...reasons, ...(open.length > 0 ? [{ blocks: open }] : []), say];
}

/** The first of all amounts that fits the rows, or undefined. */
function fitted(style: Style, rows: number, sections: (amount: Amount) => Section[]): string | undefined {
	for (const amount of AMOUNTS)
		for (const compact of [false, true]) {
			const page = new Page(style, compact);
			addSections(page, sections(amount));
			if (page.height() <= rows) return page.text();
		}
	return undefined;
}

/** A page for each of the sections that still fit on one together, and more where one is longer than that. */
function split(sections: Section[], style: Style, rows: number): string[] {
	const page = new Page(style, true);
	addSections(page, sections);
	const lines = page.text().trimEnd().split("\n");
	const pages: string[] = [];
	for (let at = 0; at < lines.length; at += rows) pages.push(`${lines.slice(at, at + rows).join("\n")}\n`);
	return pages;
}

/** Writes why each definition has its result, part by part. */
export function whyText(input: ReportInput, style: Style): string {
	return written(definitionSections(createContext(input, false)), style);
}

/** Writes all the words to say. */
export function wordsText(input: ReportInput, style: Style): string {
	return written([answerParts(createContext(input, false), ALL).say], style);
}

/** Writes what helps, everyone to call, and what else to know. */
export function helpText(input: ReportInput, style: Style): string {
	const { words, assessment } = createContext(input, false);
	return written(
		[
			{ title: words.signpostsTitle, blocks: [{ kind: "signposts", signposts: assessment.signposts }] },
			{ title: words.helpsTitle, blocks: [{ kind: "list", items: words.helps.map((text) => ({ text })) }] },
			{ title: words.notesTitle, blocks: [{ kind: "list", items: assessment.notes.map((text) => ({ text })) }] },
		],
		style,
	);
}

function written(sections: Section[], style: Style): string {
	const page = new Page(style);
	addSections(page, sections);
	return page.text();
}
