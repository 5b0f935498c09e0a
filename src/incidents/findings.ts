/** What a log shows, and how it goes with the answers of a response. */
import { contentIndex } from "../content/content-index";
import type {
	AnswerSet,
	Answers,
	Assessment,
	Condition,
	Content,
	Incident,
	LogFindings,
	LogOccasions,
	Response,
} from "../content/schema";
import { assess } from "../engine/assess";
import { boundsOf } from "../engine/bounds";
import { countOccasions } from "./occasions";
import { logSpan } from "./span";

/** Assesses a response together with a log, if there is one. Returns the response with what the log filled. */
export function assessWithLog(
	content: Content,
	response: Response,
	incidents: Incident[] | undefined,
): { response: Response; assessment: Assessment } {
	if (incidents === undefined) return { response, assessment: assess(content, response) };
	const { log, response: filled } = withLog(content, response, incidents);
	return {
		response: filled,
		assessment: { ...assess(content, filled), log },
	};
}

/**
 * Fills open answers from a log of at least one incident. An answer stays, except that "it happened" becomes a number
 * when the log can count.
 */
export function withLog(
	content: Content,
	response: Response,
	incidents: Incident[],
): { response: Response; log: LogFindings } {
	const log = findingsOf(content, response.answers, incidents);
	const answers = { ...response.answers };
	for (const { item, answer } of log.filled) answers[item] = answer;
	return { response: { ...response, answers }, log };
}

/** What a log shows beside these answers. */
export function findingsOf(content: Content, answers: Answers, incidents: Incident[]): LogFindings {
	const occasions: LogOccasions[] = [];
	const filled: LogFindings["filled"] = [];
	const differences: LogFindings["differences"] = [];

	for (const { item, answerSet } of countedItems(content)) {
		const naming = incidents.filter(({ what }) => what.includes(item.id));
		if (naming.length === 0) continue;
		const counted = { item: item.id, ...countOccasions(naming) };
		occasions.push(counted);
		const { atLeast } = counted;
		const answer = answerTo(item.id, answers);
		const bounds = boundsOf(answerSet.options, answer);
		const happened = onceOrMore(answerSet);
		if (answer === null || (answer === happened && atLeast > 1)) {
			// A log may not hold everything: one occasion in it is at least one.
			const found = atLeast > 1 ? atLeast : happened;
			if (found !== undefined) filled.push({ item: item.id, answer: found });
		} else if (!bounds.known || bounds.max < atLeast) differences.push({ ...counted, answer });
	}

	const confirmation = twoOccasionsQuestion(content);
	const total = countOccasions(incidents.filter(isBehaviour(content)));
	if (confirmation && total.atLeast > 1) {
		const { item, is } = confirmation;
		const answer = answerTo(item, answers);
		if (answer === null) filled.push({ item, answer: is[0] as string });
		else if (!is.includes(String(answer))) differences.push({ item, ...total, answer });
	}

	const dates = incidents.flatMap(({ when }) => when ?? []);
	return {
		incidents: incidents.length,
		undated: incidents.length - dates.length,
		unnamed: incidents.filter(({ what }) => what.length === 0).length,
		...logSpan(dates),
		occasions,
		filled,
		differences,
	};
}

/** The items whose occasions a log can count. */
export function countedItems(content: Content) {
	return [...contentIndex(content).items.values()].filter(({ answerSet }) => answerSet.counts);
}

/** Whether an incident names something that was done, rather than only its effect. */
function isBehaviour(content: Content): (incident: Incident) => boolean {
	const { items } = contentIndex(content);
	return ({ what }) => what.some((id) => items.get(id)?.checklist.behaviours);
}

/** The option for "at least once, I cannot say how often". */
function onceOrMore({ options }: AnswerSet): string | undefined {
	return options.find(({ occasions }) => occasions?.[0] === 1 && occasions[1] === null)?.id;
}

function answerTo(item: string, answers: Answers): string | number | null {
	return Object.hasOwn(answers, item) ? (answers[item] ?? null) : null;
}

/** The condition that asks for the person's own word on whether there were two or more occasions in all. */
function twoOccasionsQuestion(content: Content) {
	const elements = content.packs.flatMap((pack) => pack.elements);
	const criteria = elements.flatMap(({ criterion, soft = [] }) => [
		...(criterion ? [criterion] : []),
		...soft.map((factor) => factor.criterion),
	]);
	const question = criteria.map(confirmedBy).find((it) => it !== undefined);
	return question?.op === "answer" ? question : undefined;
}

function confirmedBy(condition: Condition): Condition | undefined {
	if (condition.op === "answer") return undefined;
	if (condition.op === "occasions") return condition.confirmedBy;
	return condition.of.map(confirmedBy).find((it) => it !== undefined);
}
