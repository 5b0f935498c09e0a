/** What a log shows, and how it goes with the answers of a response. */
import { conditionsIn } from "../content/conditions";
import { contentIndex } from "../content/content-index";
import type { Answers, Assessment, Content, Incident, LogFindings, Response } from "../content/schema";
import { assess, evaluatorFor } from "../engine/assess";
import { type AnswerOf, readOut } from "../engine/plain-words";
import { boundsOf } from "../engine/values";
import { countOccasions, logSpan } from "./occasions";

/**
 * Assesses a response together with a log of at least one incident, if there is one. The response returned has the open
 * answers that the log fills. An answer stays, except that "it happened" becomes a number when the log can count.
 */
export function assessWithLog(
	content: Content,
	response: Response,
	incidents: Incident[] | undefined,
): { response: Response; assessment: Assessment } {
	if (incidents === undefined) return { response, assessment: assess(content, response) };
	const log = findingsOf(content, response.answers, incidents);
	const answers = { ...response.answers };
	for (const { item, answer } of log.filled) answers[item] = answer;
	const filled = { ...response, answers };
	const said = spokenAnswers(content, answers, log);
	const words = evaluatorFor(content, response.for).compiled.plainWords;
	return {
		response: filled,
		assessment: { ...assess(content, filled), readOut: readOut(words, said.answerOf, said), log },
	};
}

/**
 * The answers as they are said aloud: a number that the log shows says more than "more than once". What was counted may
 * have happened more often.
 */
export function spokenAnswers(
	content: Content,
	answers: Answers,
	log: LogFindings | undefined,
): { answerOf: AnswerOf; counted: ReadonlySet<string> } {
	const { items } = contentIndex(content);
	const counts = new Map(
		log?.occasions
			.filter(({ item, atLeast }) => {
				const { min, max } = boundsOf(items.get(item)?.answerSet.options ?? [], answers[item]);
				return typeof answers[item] !== "number" && atLeast > 1 && min <= atLeast && atLeast <= max;
			})
			.map(({ item, atLeast }) => [item, atLeast]),
	);
	const counted = new Set([...counts.keys(), ...(log?.filled.map(({ item }) => item) ?? [])]);
	return { answerOf: (item) => counts.get(item) ?? answers[item], counted };
}

/** What a log shows beside these answers. */
export function findingsOf(content: Content, answers: Answers, incidents: Incident[]): LogFindings {
	const given = new Map(Object.entries(answers));
	const occasions: LogFindings["occasions"] = [];
	const filled: LogFindings["filled"] = [];
	const differences: LogFindings["differences"] = [];

	for (const { item, answerSet } of countedItems(content)) {
		const naming = incidents.filter(({ what }) => what.includes(item.id));
		if (naming.length === 0) continue;
		const counted = { item: item.id, ...countOccasions(naming) };
		occasions.push(counted);
		const { atLeast } = counted;
		const answer = given.get(item.id) ?? null;
		const bounds = boundsOf(answerSet.options, answer);
		const happened = answerSet.options.find(({ occasions: o }) => o?.[0] === 1 && o[1] === null)?.id;
		if (answer === null || (answer === happened && atLeast > 1)) {
			// A log may not hold everything: one occasion in it is at least one.
			const found = atLeast > 1 ? atLeast : happened;
			if (found !== undefined) filled.push({ item: item.id, answer: found });
		} else if (!bounds.known || bounds.max < atLeast) differences.push({ ...counted, answer });
	}

	const { items } = contentIndex(content);
	const isBehaviour = (id: string) => items.get(id)?.checklist.behaviours;
	const total = countOccasions(incidents.filter(({ what }) => what.some(isBehaviour)));
	const confirmation = twoOccasionsQuestion(content);
	if (confirmation && total.atLeast > 1) {
		const { item, is } = confirmation;
		const answer = given.get(item) ?? null;
		if (answer === null) filled.push({ item, answer: is[0] as string });
		else if (!is.includes(String(answer))) differences.push({ item, ...total, answer });
	}

	return {
		incidents: incidents.length,
		undated: incidents.filter(({ when }) => !when).length,
		unnamed: incidents.filter(({ what }) => what.length === 0).length,
		...logSpan(incidents),
		occasions,
		filled,
		differences,
	};
}

/** The items whose occasions a log can count. */
export function countedItems(content: Content) {
	return [...contentIndex(content).items.values()].filter(({ answerSet }) => answerSet.counts);
}

/** The condition that asks for the person's own word on whether there were two or more occasions in all. */
function twoOccasionsQuestion(content: Content) {
	const elements = content.packs.flatMap((pack) => pack.elements);
	const conditions = elements.flatMap(({ criterion }) => conditionsIn(criterion));
	const [confirmedBy] = conditions.flatMap((part) => (part.op === "occasions" && part.confirmedBy) || []);
	return conditionsIn(confirmedBy).find((part) => part.op === "answer");
}
