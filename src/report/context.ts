/** What every part of a report is written from. */
import { answerInWords, lowerFirst, times } from "../content/answer-words";
import { type ContentIndex, contentIndex } from "../content/content-index";
import type { Assessment, Content, Incident, Item, LogOccasions, Response } from "../content/schema";
import { wordedFor } from "../content/wording";
import { settle } from "../engine/answer-space";
import { assessorFor } from "../engine/assess";
import { boundsOf } from "../engine/bounds";
import type { PlainWords } from "../engine/plain-words";

/** `response` and `incidents` must be those that the assessment was made from. */
export type ReportInput = {
	content: Content;
	response: Response;
	assessment: Assessment;
	incidents?: Incident[] | undefined;
	redacted?: boolean | undefined;
};

export type ReportContext = ReportInput &
	ContentIndex & {
		/** Whether it has links, and typographic quotation marks. */
		isDocument: boolean;
		/** Puts a text in quotation marks. */
		quote: (text: string) => string;
		words: Content["words"]["report"];
		plainWords: PlainWords;
		/** Every item, answered or not, in order. */
		answers: ReadonlyMap<string, ItemAnswer>;
		/** What somebody did, by item, the most often first. */
		acts: ReadonlyMap<string, Act>;
		/** Items whose answer was taken from the log. */
		filled: ReadonlySet<string>;
		/** How often the log has an item. */
		occasions: ReadonlyMap<string, LogOccasions>;
		verdicts: NamedVerdict[];
		/** The questions that could settle what is unclear. */
		settling: ReturnType<typeof settle>;
	};

/** A verdict with its definition and pack. */
export type NamedVerdict = ReturnType<typeof namedVerdicts>[number];

export type ItemAnswer = {
	item: Item;
	/** The answer in words, and its number among the answers given. */
	given: { answer: string; number: number } | undefined;
	/** How often it happened, at least; 1 for a yes. */
	least: number;
	/** Whether it is a plain yes. */
	isYes: boolean;
	/** Whether it is about something that somebody did. */
	isAct: boolean;
};

/** Something that happened: a letter to cite it by, and how often, where that is known. */
export type Act = { letter: string; name: string; often: string | undefined };

const contexts = new WeakMap<ReportInput, ReportContext>();

/** Prepares a report, in the wording for the person who answers. What is shown on screens is prepared once. */
export function createContext(input: ReportInput, isDocument: boolean): ReportContext {
	if (isDocument) return prepared(input, isDocument);
	const context = contexts.get(input) ?? prepared(input, isDocument);
	contexts.set(input, context);
	return context;
}

function prepared(input: ReportInput, isDocument: boolean): ReportContext {
	const content = wordedFor(input.content, input.response.for);
	const index = contentIndex(content);
	const { log } = input.assessment;
	const occasions = new Map(log?.occasions.map((found) => [found.item, found]));
	let number = 0;
	const answers = new Map<string, ItemAnswer>();
	const acts: (Omit<Act, "letter"> & { id: string; least: number })[] = [];
	for (const [id, { item, answerSet, checklist }] of index.items) {
		const option = Object.hasOwn(input.response.answers, id) ? input.response.answers[id] : undefined;
		const answer = answerInWords(content, id, option);
		const { known, min, max } = boundsOf(answerSet.options, option);
		const isAct = checklist.behaviours === true;
		const isYes = !answerSet.counts && known && option === answerSet.ticks?.ticked;
		const least = answerSet.counts ? min : Number(isYes);
		const given = answer === undefined ? undefined : { answer, number: ++number };
		answers.set(id, { item, given, least, isYes, isAct });
		if (!isAct || least === 0) continue;
		const logged = occasions.get(id);
		const often =
			typeof option !== "number" && logged && logged.atLeast > 1 && logged.atLeast <= max && logged.atLeast >= min;
		const inLog = log?.filled.some((it) => it.item === id) && logged;
		acts.push({
			id,
			name: item.named ?? lowerFirst(item.label),
			often: (often || inLog) && logged ? timesBetween(logged) : min === 1 && max > 1 ? undefined : answer,
			least: Math.max(least, (often && logged?.atLeast) || 0),
		});
	}
	const sorted = acts.sort((a, b) => b.least - a.least);
	return {
		...input,
		...index,
		isDocument,
		quote: (text) => (isDocument ? `“${text}”` : `"${text}"`),
		content,
		words: content.words.report,
		plainWords: assessorFor(input.content, input.response.for).compiled.plainWords,
		answers,
		acts: new Map(sorted.map(({ id, name, often }, i) => [id, { letter: letter(i), name, often }])),
		filled: new Set(log?.filled.map(({ item }) => item)),
		occasions,
		verdicts: namedVerdicts(index, input.assessment),
		// Not the reworded content, which would have to be compiled again.
		settling: settle(input.content, input.response),
	};
}

/** A to Z, then A1, B1 and so on. */
function letter(i: number): string {
	return String.fromCharCode(65 + (i % 26)) + (i < 26 ? "" : Math.floor(i / 26));
}

/** "once", "3 times", or "2 to 3 times". */
export function timesBetween({ atLeast, atMost }: Pick<LogOccasions, "atLeast" | "atMost">): string {
	if (atMost === 1) return "once";
	return atLeast === atMost ? times(atMost) : `${atLeast} to ${times(atMost)}`;
}

/** Joins each verdict to its definition and pack. */
export function namedVerdicts({ definitions }: ContentIndex, { verdicts }: Assessment) {
	return verdicts.flatMap((verdict) => {
		const named = definitions.get(verdict.definition);
		return named ? [{ ...named, verdict }] : [];
	});
}

/** The question of an item, or its id. */
export function question({ items }: ReportContext, id: string): string {
	return items.get(id)?.item.text ?? id;
}

/** The label of an item, or its id. */
export function label({ items }: ReportContext, id: string): string {
	return items.get(id)?.item.label ?? id;
}
