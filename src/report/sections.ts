/** What a report says, in the one order that every format has: the answer first, then everything that it comes from. */
import { dayInWords } from "../incidents/days";
import { ALL, answerSections } from "./answer";
import { list, paragraph, type Section, withoutEmpty } from "./blocks";
import { createContext, type NamedVerdict, type ReportContext, type ReportInput, timesBetween } from "./context";
import { chronology, logFacts, picture, safeText } from "./log";
import { contentVersionText } from "./summary";
import { openQuestions, whySections } from "./why";

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

function nameOf({ pack, definition }: NamedVerdict): string {
	return `${definition.name} (${pack.phrase})`;
}

/** The questions that could settle what is unclear, once for all the definitions that need the same ones. */
function unknown(context: ReportContext): Section[] {
	const { unknown: intro, unknownTitle: title } = context.words.document;
	const groups = new Map<string, { names: string[]; questions: string[] }>();
	for (const named of context.verdicts.filter(({ pack }) => pack.inSummary)) {
		const questions = openQuestions(context, named);
		const key = questions.join("\n");
		const { names } = groups.get(key) ?? { names: [] };
		if (questions.length > 0) groups.set(key, { names: [...names, nameOf(named)], questions });
	}
	const lists = [...groups.values()].map(({ names, questions }) => list(questions, `${names.join("; ")}:`));
	return lists.length > 0 ? [{ title, isLong: true, blocks: [paragraph(intro), ...lists] }] : [];
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
	const texts = [contentVersionText(assessment.content)];
	if (isDocument && placeId !== undefined) {
		const name = content.places.find(({ id }) => id === placeId)?.name;
		texts.push(`${words.document.place}: ${name}.`);
	}
	if (isDocument && ref !== undefined) texts.push(`${words.document.ref}: ${quote(safeText(ref))}`);
	return [{ blocks: texts.map(paragraph) }];
}
