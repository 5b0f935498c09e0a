/** What the interview shows at the end: the answer on one screen or two, and more on request. Pure. */
import { ALL, type Amount, answerSections } from "./answer";
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
	{ gaps: 3 },
	{ gaps: 0 },
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
	{ allFits: false },
];

/** The same for the first of two pages, which says nothing of acts. */
const LESS_OF_FIRST: Partial<Amount>[] = [
	{ silent: false, signs: 4 },
	{ tellFirst: false },
	{ isShort: true, signs: 3 },
	{ signs: 2 },
	{ gaps: 3 },
	{ about: false },
	{ decides: false },
	{ gaps: 0 },
	{ signs: 1 },
	{ allFits: false },
];

/** Windows of this many columns and more show the answer on one page, if the lines suffice. */
const ONE_PAGE = 70;

/** Writes the answer as pages for `rows` lines, one or two. A longer one, in a small window, has as little as can be said. */
export function answerPages(context: ReportContext, style: Style, rows: number): string[] {
	const whole = style.width < ONE_PAGE ? undefined : fitted(context, "whole", LESS, style, rows);
	if (whole && whole.length <= rows) return [textOf(whole)];
	const first = fitted(context, "first", LESS_OF_FIRST, style, rows);
	let end = Math.min(rows, first.length);
	// A name stays with its number.
	while (first[end]?.startsWith(" ")) end--;
	const rest = first.splice(end);
	if (rest.length > 0) rest.push("");
	// The rest can be longer than a page: what is left is on its last one.
	const second = fitted(context, "second", LESS, style, rows - (rest.length % rows));
	return [textOf(first), textOf([...rest, ...second])];
}

/** The lines of some sections, of which as much is said as fits the rows, or else the least. */
function fitted(
	context: ReportContext,
	part: keyof ReturnType<typeof answerSections>,
	less: Partial<Amount>[],
	style: Style,
	rows: number,
): string[] {
	let amount: Amount = { ...ALL, keys: true };
	let lines: string[] = [];
	for (const step of [{}, ...less]) {
		amount = { ...amount, ...step };
		lines = sectionsText(answerSections(context, amount)[part], style, amount.gaps).trimEnd().split("\n");
		if (lines.length <= rows) break;
	}
	return lines;
}

function textOf(lines: string[]): string {
	return lines.map((line) => `${line}\n`).join("");
}

/** Writes why each definition has its result, part by part. */
export function whyText(context: ReportContext, style: Style): string {
	return sectionsText([...whySections(context), ...fixation(context)], style);
}

/** Writes all the words to say. */
export function wordsText(context: ReportContext, style: Style): string {
	return sectionsText(answerSections(context, ALL).say, style);
}

/** Writes whom to call, what helps, and what else to know. */
export function helpText(context: ReportContext, style: Style): string {
	return sectionsText(helps(context), style);
}
