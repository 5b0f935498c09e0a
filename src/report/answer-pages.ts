/** What the interview shows at the end: the answer on one screen or two, and more on request. Pure. */
import { ALL, type Amount, answerParts, answerSections } from "./answer";
import type { Draft } from "./blocks";
import type { ReportContext } from "./context";
import type { Style } from "./page";
import { fixation, helps } from "./sections";
import { sectionsText } from "./text";
import { whySections } from "./why";

/** What to say less of, step by step, until the answer fits a page. */
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

/** Windows of this many columns and more show the answer on one page, if the lines suffice. */
const ONE_PAGE = 70;

/** Writes the answer as pages of at most `rows` lines: one in a window of 80 columns and 24 lines, two in half of it. */
export function answerPages(context: ReportContext, style: Style, rows: number): string[] {
	const page = style.width < ONE_PAGE ? [] : fitted(context, answerSections, LESS, style, rows);
	if (page.length === 1) return page;
	const first = fitted(context, firstPage, LESS_OF_FIRST, style, rows).join("").trimEnd().split("\n");
	let end = Math.min(rows, first.length);
	// A name stays with its number.
	while (first[end]?.startsWith(" ")) end--;
	const rest = first.splice(end).map((line) => `${line}\n`);
	const gap = rest.length > 0 ? ["\n"] : [];
	const [second = "", ...others] = fitted(context, secondPage, LESS, style, rows - rest.length - gap.length);
	return [`${first.join("\n")}\n`, [...rest, ...gap, second].join(""), ...others];
}

/** Safety, how the answers fit, and whom to call. */
function firstPage(context: ReportContext, amount: Amount): Draft[] {
	const { opening, oneEvent, fits, decide, call } = answerParts(context, amount);
	return [
		...opening,
		{ title: context.words.resultTitle, blocks: [oneEvent, { kind: "facts", rows: fits }, decide] },
		call,
	];
}

/** Why, what is open, and what to say. */
function secondPage(context: ReportContext, amount: Amount): Draft[] {
	const { change, because, open, say } = answerParts(context, amount);
	return [{ title: context.words.becauseTitle, blocks: [because] }, { blocks: [change, ...open] }, say];
}

/** As much as fits the rows, or, where not even the least does, that on more pages. */
function fitted(
	context: ReportContext,
	sections: typeof answerSections,
	less: Partial<Amount>[],
	style: Style,
	rows: number,
): string[] {
	const amounts = [{}, ...less].map((_, i): Amount => Object.assign({ ...ALL, keys: true }, ...less.slice(0, i)));
	const lines = (amount: Amount = ALL, gaps = 0) =>
		sectionsText(sections(context, amount), style, gaps).trimEnd().split("\n");
	for (const [gaps, from, to] of SPACING)
		for (const amount of amounts.slice(from, to)) {
			const its = lines(amount, gaps);
			if (its.length <= rows) return [`${its.join("\n")}\n`];
		}
	const least = lines(amounts.at(-1));
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
export function whyText(context: ReportContext, style: Style): string {
	return sectionsText([...whySections(context), ...fixation(context)], style);
}

/** Writes all the words to say. */
export function wordsText(context: ReportContext, style: Style): string {
	return sectionsText([answerParts(context, ALL).say], style);
}

/** Writes whom to call, what helps, and what else to know. */
export function helpText(context: ReportContext, style: Style): string {
	return sectionsText(helps(context), style);
}
