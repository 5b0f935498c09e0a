/** What a report says, in the one order that every format has: the answer first, then everything that it comes from. */
import { firstOf } from "../engine/open-questions";
import { dayInWords } from "../incidents/days";
import { ALL, answerSections } from "./answer";
import { type ListBlock, list, paragraph, paragraphs, type Section, withoutEmpty } from "./blocks";
import { createContext, question, type ReportContext, type ReportInput, timesBetween } from "./context";
import { chronology, logFacts, picture, safeText } from "./log";
import { contentVersionText } from "./summary";
import { whySections } from "./why";

/** What stands below the answer, in order. */
const DETAILS = [whySections, fixation, helps, logFacts, picture, chronology, unknown, answers, sources, about];

/** Builds the report of one assessment: as a document, or as text, which leaves the long lists out. */
export function buildReport(input: ReportInput, form: "document" | "text") {
	const context = createContext(input, form === "document");
	const details = withoutEmpty(DETAILS.flatMap((part) => part(context)));
	return {
		words: context.words,
		answer: withoutEmpty(answerSections(context, ALL)),
		details: details.filter(({ isLong }) => !(isLong && form === "text")),
	};
}

export function fixation({ content, words, assessment }: ReportContext): Section[] {
	const { result, signs: shown } = assessment.fixation;
	if (result !== "met") return [];
	const signs = content.signs.fixation.signs.filter(({ item }) => shown.includes(item)).map(({ text }) => text);
	return [{ title: words.fixationTitle, blocks: [paragraph(words.fixationText), list(signs)] }];
}

/** What to do, who else can help, and what else to know. */
export function helps({ words, assessment }: ReportContext): Section[] {
	const { signposts, notes } = assessment;
	return [
		{ title: words.helpsTitle, blocks: [list(words.helps), paragraph(words.decideText)] },
		{ title: words.signpostsTitle, isLong: true, blocks: [{ kind: "signposts", signposts }] },
		{ title: words.notesTitle, blocks: [list(notes)] },
	];
}

/** The questions that could settle what is unclear, once for all the definitions that need the same ones. */
function unknown(context: ReportContext): Section[] {
	const { unknown: intro, unknownTitle: title } = context.words.document;
	const lists = new Map<string, ListBlock>();
	for (const { pack, definition } of context.verdicts.filter(({ pack }) => pack.inSummary)) {
		const questions = firstOf(context.settling.definitions.get(definition.id)).map((id) => question(context, id));
		const key = questions.join("\n");
		const others = lists.get(key)?.intro?.replace(/:$/, "; ") ?? "";
		lists.set(key, list(questions, `${others}${definition.name} (${pack.phrase}):`));
	}
	lists.delete("");
	return [{ title, isLong: true, blocks: [...paragraphs([lists.size > 0 && intro]), ...lists.values()] }];
}

function answers({ answers, words }: ReportContext): Section[] {
	const { answersTitle: title, answers: caption, answersHeads: heads, fromLog } = words.document;
	const rows = [...answers.values()].flatMap(({ item, given, logged, isFilled }) => {
		if (!given) return [];
		const answer = logged && isFilled ? [timesBetween(logged), fromLog] : [given.answer];
		return [{ id: `answer-${given.number}`, cells: [[`${given.number}`], [item.text], answer] }];
	});
	return [{ title, isLong: true, blocks: [{ kind: "table", caption, heads, rows }] }];
}

function sources({ content, words, assessment, verdicts }: ReportContext): Section[] {
	const used = [
		...verdicts
			.filter(({ pack }) => pack.inSummary)
			.flatMap(({ definition: { source, furtherSources = [] } }) => [source, ...furtherSources]),
		...(assessment.fixation.result === "met" ? [content.signs.fixation.source] : []),
		...content.notes.flatMap(({ text, source }) => (source && assessment.notes.includes(text) ? [source] : [])),
	];
	const unique = new Map(used.map((it) => [`${it.citation} ${it.url}`, it]));
	const items = [...unique.values()].map(({ citation, url, checkedOn }) => ({
		text: `${citation}. Checked ${dayInWords(checkedOn)}. `,
		links: [{ text: url, href: url }],
	}));
	return [{ title: words.document.sourcesTitle, isLong: true, blocks: [list(items)] }];
}

function about({ content, words, isDocument, quote, assessment }: ReportContext): Section[] {
	const { ref, place: placeId } = assessment;
	const place = content.places.find(({ id }) => id === placeId);
	const blocks = paragraphs([
		contentVersionText(assessment.content),
		isDocument && place && `${words.document.place}: ${place.name}.`,
		isDocument && ref !== undefined && `${words.document.ref}: ${quote(safeText(ref))}`,
	]);
	return [{ blocks }];
}
