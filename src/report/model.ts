/** What a report says, whatever its format: named parts, each a list of sections. */
import { notices } from "../content/age";
import { dayInWords } from "../incidents/days";
import { type Block, list, paragraph, type Section } from "./blocks";
import { contentVersionText } from "./content-version";
import { createContext, type ReportContext, type ReportInput, type ReportOptions, type ReportWords } from "./context";
import { namedVerdicts } from "./definitions";
import { logParts, safeText, timesBetween } from "./log";
import { readOut } from "./read-out";
import { verdictParts } from "./verdicts";

/** The parts of a document, in order. A text on a screen has its own order. */
export const DOCUMENT_ORDER = [
	"redacted",
	"urgent",
	"notices",
	"signposts",
	"readOut",
	"results",
	"contradictions",
	"definitions",
	"fixation",
	"log",
	"picture",
	"chronology",
	"unknown",
	"decide",
	"helps",
	"notes",
	"answers",
	"sources",
	"about",
] as const;

export type Report = {
	words: ReportWords;
	parts: Record<(typeof DOCUMENT_ORDER)[number], Section[]>;
};

/** Builds the report of one assessment. */
export function buildReport(input: ReportInput, options: ReportOptions): Report {
	const context = createContext(input, options);
	const { content, words, full, redacted, assessment } = context;
	const { signposts, notes } = assessment;
	return {
		words,
		parts: {
			redacted: redacted ? untitled(words.document.redacted) : [],
			urgent: urgent(context),
			notices: notices(content).flatMap(untitled),
			signposts: titled(words.signpostsTitle, [{ kind: "signposts", signposts }]),
			readOut: wordsToReadOut(context),
			...verdictParts(context),
			fixation: fixation(context),
			...logParts(context),
			decide: titled(words.decideTitle, [paragraph(words.decideText)]),
			helps: titled(words.helpsTitle, [list(words.helps)]),
			notes: notes.length > 0 ? titled(words.notesTitle, [list(notes)]) : [],
			answers: full ? answers(context) : [],
			sources: full ? sources(context) : [],
			about: about(context),
		},
	};
}

/** Builds a report with everything in it, for a file. */
export function buildDocument(input: ReportInput): Report {
	return buildReport(input, { full: true, quote: (text) => `“${text}”` });
}

function titled(title: string, blocks: Block[]): Section[] {
	return [{ title, blocks }];
}

function untitled(text: string): Section[] {
	return [{ blocks: [paragraph(text)] }];
}

function urgent({ content, words, assessment }: ReportContext): Section[] {
	if (assessment.urgent.length === 0) return [];
	const signs = content.signs.urgent.filter(({ item }) => assessment.urgent.includes(item)).map(({ text }) => text);
	const place = content.places.find(({ id }) => id === assessment.place);
	const advice = place?.outside ? words.urgentAdviceElsewhere : words.urgentAdvice;
	const blocks = [list(signs), ...advice.map(paragraph)];
	return [{ title: words.urgentTitle, alert: true, blocks }];
}

function wordsToReadOut(context: ReportContext): Section[] {
	const { content, response, filled, words, quote } = context;
	const text = readOut(content, response.answers, filled);
	if (text === "") return [];
	return titled(words.readOutTitle, [{ kind: "blockquote", text: quote(text) }]);
}

function fixation({ content, words, assessment }: ReportContext): Section[] {
	const { result, signs: shown } = assessment.fixation;
	if (result !== "met") return [];
	const signs = content.signs.fixation.signs.filter(({ item }) => shown.includes(item)).map(({ text }) => text);
	return titled(words.fixationTitle, [paragraph(words.fixationText), list(signs)]);
}

function answers(context: ReportContext): Section[] {
	const { filled, occasions, words } = context;
	const { answersTitle, fromLog } = words.document;
	const rows = [...context.answers].flatMap(([id, { item, given }]) => {
		if (!given) return [];
		const found = filled.has(id) ? occasions.get(id) : undefined;
		const answer = found ? [timesBetween(found), fromLog] : [given.answer];
		const cells = [[String(given.number)], [item.text], answer];
		return [{ id: `answer-${given.number}`, cells }];
	});
	if (rows.length === 0) return [];
	const { answers: caption, answersHeads: heads } = words.document;
	return titled(answersTitle, [{ kind: "table", caption, heads, rows }]);
}

function sources(context: ReportContext): Section[] {
	const { content, words, assessment } = context;
	const used = [
		...namedVerdicts(context, assessment).flatMap(({ definition }) => [
			definition.source,
			...(definition.furtherSources ?? []),
		]),
		...(assessment.fixation.result === "met" ? [content.signs.fixation.source] : []),
		...content.notes.flatMap(({ text, source }) => (source && assessment.notes.includes(text) ? [source] : [])),
	];
	const unique = new Map(
		used.map(({ citation, url, checkedOn }) => [
			`${citation} ${url}`,
			{ text: `${citation}. Checked ${dayInWords(checkedOn)}.`, url },
		]),
	);
	return titled(words.document.sourcesTitle, [{ kind: "sources", sources: [...unique.values()] }]);
}

function about({ content, words, full, quote, assessment }: ReportContext): Section[] {
	const { ref, place: placeId } = assessment;
	const version = contentVersionText(assessment.content);
	const blocks = [paragraph(`${words.about} ${version}`)];
	if (full && placeId !== undefined) {
		const name = content.places.find(({ id }) => id === placeId)?.name;
		blocks.push(paragraph(`${words.document.place}: ${name}.`));
	}
	if (full && ref !== undefined) blocks.push(paragraph(`${words.document.ref}: ${quote(safeText(ref))}`));
	return [{ blocks }];
}
