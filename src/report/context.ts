/** What every part of a report is written from. */
import { answerInWords, lowerFirst } from "../content/answer-words";
import { type ContentIndex, contentIndex } from "../content/content-index";
import type { Assessment, Content, Incident, Item, LogOccasions, Response } from "../content/schema";
import { wordedFor } from "../content/wording";
import { boundsOf } from "../engine/bounds";

/** `response` and `incidents` must be those that the assessment was made from. */
export type ReportInput = {
	content: Content;
	response: Response;
	assessment: Assessment;
	incidents?: Incident[] | undefined;
	redacted?: boolean | undefined;
};

export type ReportOptions = {
	/** Whether every definition has all of its elements, and the answers and sources are listed. */
	full: boolean;
	/** Puts a text in quotation marks. */
	quote: (text: string) => string;
};

export type ReportWords = Content["words"]["report"];

export type ReportContext = ReportInput &
	ReportOptions & {
		words: ReportWords;
		items: ContentIndex["items"];
		definitions: ContentIndex["definitions"];
		/** Every item, answered or not, in order. */
		answers: ReadonlyMap<string, ItemAnswer>;
		/** Items whose answer was taken from the log. */
		filled: ReadonlySet<string>;
		/** How often the log has an item. */
		occasions: ReadonlyMap<string, LogOccasions>;
	};

export type ItemAnswer = {
	item: Item;
	/** The label with the answer: "followed you: more than once". */
	text: string;
	/** The answer in words, and its number among the answers given; absent without an answer. */
	given?: { answer: string; number: number };
	/** Whether the answer says that it did not happen. */
	never: boolean;
};

/** Prepares a report, in the wording for the person who answers. */
export function createContext(input: ReportInput, options: ReportOptions): ReportContext {
	const content = wordedFor(input.content, input.response.for);
	const { log } = input.assessment;
	return {
		...input,
		...options,
		content,
		words: content.words.report,
		...contentIndex(content),
		answers: itemAnswers(content, input.response),
		filled: new Set(log?.filled.map(({ item }) => item)),
		occasions: new Map(log?.occasions.map((found) => [found.item, found])),
	};
}

function itemAnswers(content: Content, { answers }: Response): Map<string, ItemAnswer> {
	let number = 0;
	return new Map(
		[...contentIndex(content).items].map(([id, { item, answerSet }]) => {
			const answer = Object.hasOwn(answers, id) ? answerInWords(content, id, answers[id]) : undefined;
			const label = lowerFirst(item.label);
			const never = boundsOf(answerSet.options, answers[id]).max === 0;
			if (answer === undefined) return [id, { item, text: label, never }];
			number++;
			const text = `${label}: ${answer}`;
			return [id, { item, text, given: { answer, number }, never }];
		}),
	);
}

/** The question of an item, or its label. */
export function question({ items }: ReportContext, id: string): string {
	return items.get(id)?.item.text ?? id;
}

/** The label of an item. */
export function label({ items }: ReportContext, id: string): string {
	return items.get(id)?.item.label ?? id;
}
