/** What every part of a report is written from. */
import { answerInWords, lowerFirst } from "../content/answer-words";
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
		/** Whether every definition has all of its elements, each with its reasons and links to the answers. */
		full: boolean;
		/** Puts a text in quotation marks. */
		quote: (text: string) => string;
		words: Content["words"]["report"];
		plainWords: PlainWords;
		/** Every item, answered or not, in order. */
		answers: ReadonlyMap<string, ItemAnswer>;
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

type ItemAnswer = {
	item: Item;
	/** The answer in words, and its number among the answers given. */
	given: { answer: string; number: number } | undefined;
	/** The label with the answer: "followed you: more than once". */
	text: string;
	/** Whether the answer says that it did not happen. */
	never: boolean;
	/** How often it happened, at least; 1 for a yes. */
	least: number;
	/** Whether it happened and the answer does not say how often. */
	isVague: boolean;
};

/** Prepares a report, in the wording for the person who answers. */
export function createContext(input: ReportInput, full: boolean): ReportContext {
	const content = wordedFor(input.content, input.response.for);
	const index = contentIndex(content);
	const { log } = input.assessment;
	const { answers } = input.response;
	let number = 0;
	const itemAnswers = [...index.items].map(([id, { item, answerSet }]): [string, ItemAnswer] => {
		const option = Object.hasOwn(answers, id) ? answers[id] : undefined;
		const answer = answerInWords(content, id, option);
		const label = lowerFirst(item.label);
		const { known, min, max } = boundsOf(answerSet.options, option);
		const least = answerSet.counts ? min : Number(known && option === answerSet.ticks?.ticked);
		const often = { never: max === 0, least, isVague: min === 1 && max > 1 };
		const given = answer === undefined ? undefined : { answer, number: ++number };
		return [id, { item, given, text: given ? `${label}: ${answer}` : label, ...often }];
	});
	return {
		...input,
		...index,
		full,
		quote: (text) => (full ? `“${text}”` : `"${text}"`),
		content,
		words: content.words.report,
		plainWords: assessorFor(input.content, input.response.for).compiled.plainWords,
		answers: new Map(itemAnswers),
		filled: new Set(log?.filled.map(({ item }) => item)),
		occasions: new Map(log?.occasions.map((found) => [found.item, found])),
		verdicts: namedVerdicts(index, input.assessment),
		settling: settle(content, input.response),
	};
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
