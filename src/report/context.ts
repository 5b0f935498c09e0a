/** What every part of a report is written from. */
import { answerInWords, times } from "../content/answer-words";
import { type ContentIndex, contentIndex } from "../content/content-index";
import type { Assessment, Content, Incident, LogOccasions, Response } from "../content/schema";
import { wordedFor } from "../content/wording";
import { evaluatorFor } from "../engine/assess";
import { settle } from "../engine/open-questions";
import { lowerFirst } from "../engine/plain-words";
import { boundsOf } from "../engine/values";
import { spokenAnswers } from "../incidents/findings";

/** `response` and `incidents` must be those that the assessment was made from. */
export type ReportInput = {
	content: Content;
	response: Response;
	assessment: Assessment;
	incidents?: Incident[] | undefined;
	redacted?: boolean | undefined;
};

export type ReportContext = ReturnType<typeof createContext>;

/** An item, the answer to it and, for what somebody did, the letter that cites it. */
export type ItemAnswer = ReturnType<typeof answersOf>[number] & { letter?: string };

/** A verdict with its definition, pack and elements. */
export type NamedVerdict = ReturnType<typeof namedVerdicts>[number];

/** Prepares a report, in the wording for the person who answers. A document has links and typographic quotation marks. */
export function createContext(input: ReportInput, isDocument: boolean) {
	const { response, assessment } = input;
	const content = wordedFor(input.content, response.for);
	const answers = answersOf(content, response, assessment);
	// The most often first.
	const acts: ItemAnswer[] = answers
		.filter(({ isAct, least }) => isAct && least > 0)
		.sort((a, b) => b.leastInAll - a.leastInAll);
	for (const [i, act] of acts.entries())
		act.letter = String.fromCharCode(65 + (i % 26)) + (i < 26 ? "" : Math.floor(i / 26));
	const index = contentIndex(content);
	const words = content.words.report;
	const { plainWords } = evaluatorFor(input.content, response.for).compiled;
	const { summary, contradicts, urgent, readOut, place } = assessment;
	const { item, is } = words.oneEvent;
	return {
		...input,
		...index,
		isDocument,
		/** The question of an item, or its id. */
		questionOf: (id: string) => index.items.get(id)?.item.text ?? id,
		/** The label of an item, or its id. */
		labelOf: (id: string) => index.items.get(id)?.item.label ?? id,
		quote: (text: string) => (isDocument ? `“${text}”` : `"${text}"`),
		content,
		words,
		plainWords,
		/** Whether nothing is certain: no answer can be said aloud, and there is no urgent sign. */
		isUnsure: urgent.length === 0 && readOut === plainWords.readOut.unsure,
		/** Whether it was all one event, which is neither stalking nor, so far, harassment. Other words then stand for the headline. */
		isOneEvent:
			is.includes(String(response.answers[item])) &&
			!contradicts &&
			summary.harassment !== "met" &&
			summary.stalking === "not-met",
		isOutside: content.places.some(({ id, outside }) => id === place && outside),
		/** Every item, answered or not, in order. */
		answers: new Map<string, ItemAnswer>(answers.map((it) => [it.item.id, it])),
		/** What somebody did. */
		acts,
		verdicts: namedVerdicts(index, assessment),
		/** The questions that could settle what is unclear. Rewording the content would compile it again. */
		settling: settle(input.content, response),
	};
}

function answersOf(content: Content, { answers }: Response, { log }: Assessment) {
	const occasions = new Map(log?.occasions.map((found) => [found.item, found]));
	const filled = new Set(log?.filled.map(({ item }) => item));
	const { answerOf } = spokenAnswers(content, answers, log);
	let number = 0;
	return [...contentIndex(content).items].map(([id, { item, answerSet, checklist }]) => {
		const option = answers[id];
		const answer = answerInWords(content, id, option);
		const { known, min, max } = boundsOf(answerSet.options, option);
		const isYes = !answerSet.counts && known && option === answerSet.ticks?.ticked;
		const logged = occasions.get(id);
		const isFilled = filled.has(id);
		const isCounted = answerOf(id) !== option;
		const often = logged && (isCounted || isFilled) ? timesBetween(logged) : min === 1 && max > 1 ? undefined : answer;
		const name = item.named ?? lowerFirst(item.label);
		return {
			item,
			/** The answer in words, and its number among the answers given. */
			given: answer === undefined ? undefined : { answer, number: ++number },
			/** How often it happened, at least; 1 for a yes. */
			least: answerSet.counts ? min : Number(isYes),
			/** The same with the log, where it counts what the answer leaves open. */
			leastInAll: Math.max(min, (isCounted && logged?.atLeast) || 0),
			isYes,
			isAct: checklist.behaviours === true,
			isFeeling: checklist.items.some(({ feeling }) => feeling),
			/** What somebody did, and how often, where that is known. */
			text: often === undefined ? name : `${name}, ${often}`,
			/** How often the log has it. */
			logged,
			/** Whether the answer was taken from the log. */
			isFilled,
		};
	});
}

/** "once", "3 times", or "2 to 3 times". */
export function timesBetween({ atLeast, atMost }: Pick<LogOccasions, "atLeast" | "atMost">): string {
	if (atMost === 1) return "once";
	return atLeast === atMost ? times(atMost) : `${atLeast} to ${times(atMost)}`;
}

/** Joins each verdict to its definition and pack, and to the elements that it comes from: those of its strongest route. */
export function namedVerdicts({ definitions }: ContentIndex, { verdicts }: Assessment) {
	return verdicts.flatMap((verdict) => {
		const named = definitions.get(verdict.definition);
		const needed = verdict.elements.filter(({ routes }) => routes.includes(verdict.route));
		return named ? [{ ...named, verdict, needed }] : [];
	});
}
