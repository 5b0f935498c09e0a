/** What a report says, whatever its format: parts, each a list of sections. */
import { notices } from "../content/age";
import { dayInWords } from "../incidents/days";
import { type Block, list, paragraph, type Section } from "./blocks";
import { createContext, type NamedVerdict, question, type ReportContext, type ReportInput } from "./context";
import { definitionSections, openQuestions } from "./definitions";
import { chronology, logFacts, picture, safeText, timesBetween } from "./log";
import { joined, readOut } from "./read-out";
import { contentVersionText } from "./summary";

/** The parts in the order of a document. */
const PARTS = {
	redacted: ({ redacted, words }) =>
		redacted ? { look: "left-out", blocks: [paragraph(words.document.redacted)] } : [],
	urgent,
	notices: ({ content }) => notices(content).map((text) => ({ blocks: [paragraph(text)] })),
	signposts: ({ words, assessment: { signposts } }) => ({
		title: words.signpostsTitle,
		blocks: [{ kind: "signposts", signposts }],
	}),
	readOut: wordsToReadOut,
	results,
	contradictions,
	definitions: definitionSections,
	fixation,
	log: logFacts,
	picture,
	chronology,
	unknown,
	decide: ({ words }) => ({ title: words.decideTitle, blocks: [paragraph(words.decideText)] }),
	helps: ({ words }) => ({ title: words.helpsTitle, blocks: [list(words.helps)] }),
	notes: ({ words, assessment: { notes } }) => ({ title: words.notesTitle, blocks: [list(notes)] }),
	answers,
	sources,
	about,
} satisfies Record<string, (context: ReportContext) => Section | Section[]>;

type Part = keyof typeof PARTS;

/** Urgent signs first, signposts last so that they stay on the screen. */
const SCREEN_ORDER: Part[] = [
	"redacted",
	"urgent",
	"notices",
	"results",
	"contradictions",
	"definitions",
	"fixation",
	"decide",
	"log",
	"picture",
	"chronology",
	"readOut",
	"helps",
	"notes",
	"about",
	"signposts",
];

/** Builds the report of one assessment: a document with everything in it, or what is read on a screen. */
export function buildReport(input: ReportInput, form: "document" | "screen") {
	const full = form === "document";
	const context = createContext(input, full);
	const parts = full ? (Object.keys(PARTS) as Part[]) : SCREEN_ORDER;
	const sections = parts.flatMap((part) =>
		[PARTS[part](context)].flat().map((it: Section) => ({ ...it, part, blocks: it.blocks.filter(saysSomething) })),
	);
	return { words: context.words, sections: sections.filter(({ blocks }) => blocks.length > 0) };
}

/** Empty lists and tables are left out, and so is a section of nothing else. */
function saysSomething(block: Block): boolean {
	if (block.kind === "list") return block.items.length > 0;
	return block.kind !== "table" || block.rows.length > 0;
}

function urgent({ content, words, assessment }: ReportContext): Section[] {
	if (assessment.urgent.length === 0) return [];
	const signs = content.signs.urgent.filter(({ item }) => assessment.urgent.includes(item)).map(({ text }) => text);
	const place = content.places.find(({ id }) => id === assessment.place);
	const advice = place?.outside ? words.urgentAdviceElsewhere : words.urgentAdvice;
	return [{ title: words.urgentTitle, look: "alert", blocks: [list(signs), ...advice.map(paragraph)] }];
}

function wordsToReadOut({ content, response, filled, words, quote }: ReportContext): Section[] {
	const text = readOut(content, response.answers, filled);
	return text === "" ? [] : [{ title: words.readOutTitle, blocks: [{ kind: "blockquote", text: quote(text) }] }];
}

function nameOf({ pack, definition }: NamedVerdict): string {
	return `${definition.name} (${pack.phrase})`;
}

function results(context: ReportContext): Section {
	const { content, words, verdicts, settling } = context;
	const { place, summary } = context.assessment;
	const lists = (["met", "unclear", "not-met"] as const).map((result) => {
		const names = verdicts.filter(({ verdict }) => verdict.result === result).map(nameOf);
		return list(names, `${words.inShort[result]}:`);
	});
	const couldShowStalking = (summary.harassment === "met" && settling.summary.stalking?.met[0]) || [];
	const questions = couldShowStalking.map((id) => question(context, id));
	const lawIsHere = !place || content.packs.some((pack) => pack.place === place);
	const blocks = [...lists, list(questions, `${words.atLeast}:`), ...(lawIsHere ? [] : [paragraph(words.noLawHere)])];
	return { title: words.resultTitle, blocks };
}

/** Answers named for each contradiction, at most. */
const MAX_CONTRADICTING = 4;

/** `"Followed you" (more than once) and "It was two or more times" (no)`, for each set of answers. */
function contradictions({ words, answers, quote, assessment: { contradicts = [] } }: ReportContext): Section {
	const lines = contradicts.map((ids) => {
		const named = ids
			.slice(0, MAX_CONTRADICTING)
			.flatMap((id) => answers.get(id) ?? [])
			.map(({ item, given }) => (given ? `${quote(item.label)} (${given.answer})` : quote(item.label)));
		const more = ids.length - named.length;
		return joined(more > 0 ? [...named, `${more} more`] : named);
	});
	return { title: words.contradictsTitle, blocks: [list(lines, words.contradicts)] };
}

function fixation({ content, words, assessment }: ReportContext): Section[] {
	const { result, signs: shown } = assessment.fixation;
	if (result !== "met") return [];
	const signs = content.signs.fixation.signs.filter(({ item }) => shown.includes(item)).map(({ text }) => text);
	return [{ title: words.fixationTitle, blocks: [paragraph(words.fixationText), list(signs)] }];
}

/** The questions that could settle what is unclear, once for all the definitions that need the same ones. */
function unknown(context: ReportContext): Section[] {
	const { unknown: intro, unknownTitle: title } = context.words.document;
	const groups = new Map<string, { names: string[]; questions: string[] }>();
	for (const named of context.verdicts) {
		const questions = openQuestions(context, named);
		const key = questions.join("\n");
		const { names } = groups.get(key) ?? { names: [] };
		if (questions.length > 0) groups.set(key, { names: [...names, nameOf(named)], questions });
	}
	const lists = [...groups.values()].map(({ names, questions }) => list(questions, `${names.join("; ")}:`));
	return lists.length > 0 ? [{ title, blocks: [paragraph(intro), ...lists] }] : [];
}

function answers({ answers, filled, occasions, words }: ReportContext): Section {
	const { answersTitle: title, answers: caption, answersHeads: heads, fromLog } = words.document;
	const rows = [...answers].flatMap(([id, { item, given }]) => {
		if (!given) return [];
		const found = filled.has(id) ? occasions.get(id) : undefined;
		const answer = found ? [timesBetween(found), fromLog] : [given.answer];
		return [{ id: `answer-${given.number}`, cells: [[`${given.number}`], [item.text], answer] }];
	});
	return { title, blocks: [{ kind: "table", caption, heads, rows }] };
}

function sources({ content, words, assessment, verdicts }: ReportContext): Section {
	const used = [
		...verdicts.flatMap(({ definition: { source, furtherSources = [] } }) => [source, ...furtherSources]),
		...(assessment.fixation.result === "met" ? [content.signs.fixation.source] : []),
		...content.notes.flatMap(({ text, source }) => (source && assessment.notes.includes(text) ? [source] : [])),
	];
	const unique = new Map(used.map((it) => [`${it.citation} ${it.url}`, it]));
	const items = [...unique.values()].map(({ citation, url, checkedOn }) => ({
		text: `${citation}. Checked ${dayInWords(checkedOn)}. `,
		links: [{ text: url, href: url }],
	}));
	return { title: words.document.sourcesTitle, blocks: [list(items)] };
}

function about({ content, words, full, quote, assessment }: ReportContext): Section {
	const { ref, place: placeId } = assessment;
	const texts = [`${words.about} ${contentVersionText(assessment.content)}`];
	if (full && placeId !== undefined) {
		const name = content.places.find(({ id }) => id === placeId)?.name;
		texts.push(`${words.document.place}: ${name}.`);
	}
	if (full && ref !== undefined) texts.push(`${words.document.ref}: ${quote(safeText(ref))}`);
	return { blocks: texts.map(paragraph) };
}
