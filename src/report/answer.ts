/** What the interview shows at the end: the answer on one screen or two, and more on request. Pure. */
import { ALL, type Amount, answerParts, answerSections } from "./answer-model";
import { paragraph, type Section } from "./blocks";
import { createContext, type ReportContext, type ReportInput } from "./context";
import { fixation, helps } from "./model";
import type { Style } from "./page";
import { sectionsText } from "./text";
import { whySections } from "./why";

/** What is said less of, one after another, until it fits on a page. */
const LESS: Partial<Amount>[] = [
	{ sentences: 3, spokenActs: 4, acts: 6 },
	{ signs: 4, effects: false },
	{ acts: 4 },
	{ sentences: 2, spokenActs: 3 },
	{ silent: false },
	{ acts: 3, signs: 3 },
	{ tellFirst: false },
	{ questions: 2 },
	{ isShort: true },
	{ signs: 2 },
	{ acts: 2 },
	{ spokenActs: 2 },
	{ questions: 1 },
	{ noPlace: false },
	{ feelings: false },
	{ sentences: 1 },
	{ acts: 1 },
	{ signs: 1, spokenActs: 1 },
	{ sentences: 0, acts: 0 },
	{ questions: 0 },
	{ about: false },
];

/** The same for the first of two pages, which says nothing of acts. */
const LESS_OF_FIRST: Partial<Amount>[] = [
	{ silent: false, signs: 4 },
	{ tellFirst: false },
	{ signs: 3 },
	{ isShort: true },
	{ signs: 2 },
	{ about: false },
	{ decides: false },
	{ signs: 1 },
	{ allFits: false },
];

/** From all of it to the least. */
function amounts(less: Partial<Amount>[]): Amount[] {
	return [{}, ...less].map((_, i) => Object.assign({ ...ALL, keys: true }, ...less.slice(0, i)));
}

/** Windows of this many columns and more show the answer on one page, if the lines suffice. */
const ONE_PAGE = 70;

/** Writes the answer as pages of at most `rows` lines: one in a window of 80 columns and 24 lines, two in half of it. */
export function answerPages(input: ReportInput, style: Style, rows: number): string[] {
	const context = createContext(input, false);
	const written = (part: typeof answerSections, less: Partial<Amount>[], height = rows) =>
		fitted((amount) => part(context, amount), amounts(less), style, height);
	const page = style.width < ONE_PAGE ? undefined : written(answerSections, LESS);
	if (page && page.length === 1) return page;
	const first = written(firstPart, LESS_OF_FIRST).join("").trimEnd().split("\n");
	let end = Math.min(rows, first.length);
	// A name stays with its number.
	while (first[end]?.startsWith(" ")) end--;
	const rest = first.slice(end).map((line) => `${line}\n`);
	const [second = "", ...others] = written(secondPart, LESS, rest.length > 0 ? rows - rest.length - 1 : rows);
	const gap = rest.length > 0 ? "\n" : "";
	return [`${first.slice(0, end).join("\n")}\n`, rest.join("") + gap + second, ...others];
}

/** Safety, how the answers fit, and whom to call. */
function firstPart(context: ReportContext, amount: Amount): Section[] {
	const { leftOut, safety, notices, fits, decide, call } = answerParts(context, amount);
	return [...leftOut, safety, ...notices, { title: context.words.resultTitle, blocks: [...fits, decide] }, call];
}

/** Why, what is open, and what to say. */
function secondPart(context: ReportContext, amount: Amount): Section[] {
	const { change, because, open, say } = answerParts(context, amount);
	const reasons = because?.rows.map(({ label, text }) => ({ title: label, blocks: [paragraph(text)] })) ?? [];
	return [...reasons, { blocks: [...change, ...open] }, say];
}

/** As much as fits the rows, or, where not even the least does, that on more pages. */
function fitted(sections: (amount: Amount) => Section[], amounts: Amount[], style: Style, rows: number): string[] {
	const lines = (amount: Amount, gaps: number) => {
		const spaced = sections(amount).filter(({ title, blocks }) => title !== undefined || blocks.length > 0);
		const tight = spaced.map((section, i) => ({ ...section, tight: i >= gaps }));
		return sectionsText(tight, style).trimEnd().split("\n");
	};
	for (const [gaps, from, to] of SPACING)
		for (const amount of amounts.slice(from, to)) {
			const its = lines(amount, gaps);
			if (its.length <= rows) return [`${its.join("\n")}\n`];
		}
	const least = lines(amounts.at(-1) as Amount, 0);
	const pages = Math.ceil(least.length / rows);
	return Array.from({ length: pages }, (_, i) => `${least.slice(i * rows, (i + 1) * rows).join("\n")}\n`);
}

/** Sections with an empty line before them, and the amounts to try with these. */
const SPACING: [gaps: number, from: number, to?: number][] = [
	[Number.POSITIVE_INFINITY, 0, 6],
	[3, 4, 9],
	[0, 5],
];

/** Writes why each definition has its result, part by part. */
export function whyText(input: ReportInput, style: Style): string {
	const context = createContext(input, false);
	return sectionsText([...whySections(context), ...fixation(context)], style);
}

/** Writes all the words to say. */
export function wordsText(input: ReportInput, style: Style): string {
	return sectionsText([answerParts(createContext(input, false), ALL).say], style);
}

/** Writes whom to call, what helps, and what else to know. */
export function helpText(input: ReportInput, style: Style): string {
	return sectionsText(helps(createContext(input, false)), style);
}
