/** What a report says, in the one order that every format has: the answer first, then everything that it comes from. */
import { firstOf } from "../engine/open-questions";
import { dayInWords } from "../incidents/days";
import { ALL, answerSections } from "./answer";
import { type Draft, finished, list } from "./blocks";
import { createContext, type ReportContext, type ReportInput, timesBetween } from "./context";
import { link } from "./lists";
import { chronology, logFacts, picture, safeText } from "./log";
import { contentVersionText } from "./summary";
import { whySections } from "./why";

/** What stands below the answer, in order. */
const DETAILS = [whySections, fixation, helps, logFacts, picture, chronology, unknown, answers, sources, about];

/** Builds the report of one assessment: as a document, or as text, which leaves the long lists out. */
export function buildReport(input: ReportInput, form: "document" | "text") {
	const context = createContext(input, form === "document");
	const details = finished(DETAILS.flatMap((part) => part(context)));
	return {
		words: context.words,
		answer: finished(answerSections(context, ALL).whole),
		details: details.filter(({ isLong }) => !(isLong && form === "text")),
	};
}

export function fixation({ content, words, assessment }: ReportContext): Draft[] {
	const { result, signs: shown } = assessment.fixation;
	if (result !== "met") return [];
	const signs = content.signs.fixation.signs.filter(({ item }) => shown.includes(item)).map(({ text }) => text);
	return [{ title: words.fixationTitle, blocks: [words.fixationText, list(signs)] }];
}

/** What to do, who else can help, and what else to know. */
export function helps({ words, assessment }: ReportContext): Draft[] {
	const { signposts, notes } = assessment;
	return [
		{ title: words.helpsTitle, blocks: [list(words.helps), words.decideText] },
		{ title: words.signpostsTitle, isLong: true, blocks: [{ kind: "signposts", rows: signposts }] },
		{ title: words.notesTitle, blocks: [list(notes)] },
	];
}

/** The questions that could settle what is unclear, once for all the definitions that need the same ones. */
function unknown({ words, verdicts, settling, questionOf }: ReportContext): Draft[] {
	const { unknown: intro, unknownTitle: title } = words.document;
	const lists = new Map<string, { questions: string[]; names: string[] }>();
	for (const { pack, definition } of verdicts.filter(({ pack }) => pack.inSummary)) {
		const questions = firstOf(settling.definitions.get(definition.id)).map(questionOf);
		const key = questions.join("\n");
		const names = [...(lists.get(key)?.names ?? []), `${definition.name} (${pack.phrase})`];
		if (questions.length > 0) lists.set(key, { questions, names });
	}
	const blocks = [...lists.values()].map(({ questions, names }) => list(questions, `${names.join("; ")}:`));
	return [{ title, isLong: true, blocks: [blocks.length > 0 && intro, ...blocks] }];
}

function answers({ answers, words }: ReportContext): Draft[] {
	const { answersTitle: title, answers: caption, answersHeads: heads, fromLog } = words.document;
	const rows = [...answers.values()].flatMap(({ item, given, logged, isFilled }) => {
		if (!given) return [];
		const answer = logged && isFilled ? [timesBetween(logged), fromLog] : [given.answer];
		return [{ id: `answer-${given.number}`, cells: [[`${given.number}`], [item.text], answer] }];
	});
	return [{ title, isLong: true, blocks: [{ kind: "table", caption, heads, rows }] }];
}

function sources({ content, words, assessment, verdicts }: ReportContext): Draft[] {
	const used = [
		...verdicts
			.filter(({ pack }) => pack.inSummary)
			.flatMap(({ definition: { source, furtherSources = [] } }) => [source, ...furtherSources]),
		...(assessment.fixation.result === "met" ? [content.signs.fixation.source] : []),
		...content.notes.flatMap(({ text, source }) => (source && assessment.notes.includes(text) ? [source] : [])),
	];
	const unique = new Map(used.map((it) => [`${it.citation} ${it.url}`, it]));
	const items = [...unique.values()].map(({ citation, url, checkedOn }) => [
		`${citation}. Checked ${dayInWords(checkedOn)}. `,
		link(url),
	]);
	return [{ title: words.document.sourcesTitle, isLong: true, blocks: [list(items)] }];
}

function about({ content, words, isDocument, quote, assessment }: ReportContext): Draft[] {
	const { ref, place: placeId } = assessment;
	const place = content.places.find(({ id }) => id === placeId);
	const blocks = [
		contentVersionText(assessment.content),
		isDocument && place && `${words.document.place}: ${place.name}.`,
		isDocument && ref !== undefined && `${words.document.ref}: ${quote(safeText(ref))}`,
	];
	return [{ blocks }];
}
