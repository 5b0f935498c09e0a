/** Words to read aloud when calling for help. */
import { times } from "../content/answer-words";
import { contentIndex } from "../content/content-index";
import type { Answers, Content } from "../content/schema";
import { type Bounds, boundsOf } from "../engine/bounds";

/**
 * Writes a few sentences from the answers alone; empty when nothing happened. What was `counted` in a log may have
 * happened more often, and is worded so.
 */
export function readOut(content: Content, answers: Answers, counted: ReadonlySet<string> = new Set()): string {
	const words = content.words.report;
	const behaviours: string[] = [];
	const effects: string[] = [];
	for (const [id, { item, answerSet, checklist }] of contentIndex(content).items) {
		const bounds = boundsOf(answerSet.options, answers[id]);
		const happened = answerSet.counts ? bounds.min > 0 : bounds.option === answerSet.ticks?.ticked;
		if (!item.spoken || !bounds.known || !happened) continue;
		if (checklist.behaviours) behaviours.push(`${item.spoken}${howOften(bounds, counted.has(id))}`);
		else effects.push(item.spoken);
	}
	if (behaviours.length === 0 && effects.length === 0) return "";
	const sentences = behaviours.length > 0 ? [`${words.readOutDone} ${joined(behaviours)}.`] : [];
	return [words.readOutIntro, ...sentences, ...effects, words.readOutAsk].join(" ");
}

function howOften({ min, max }: Bounds, counted: boolean): string {
	if (min < 2) return "";
	if (counted) return ` (at least ${times(min)})`;
	return min === max ? ` (${times(min)})` : " (more than once)";
}

/** "a, b and c". Intl.ListFormat would add half of the start-up time. */
export function joined(parts: string[]): string {
	const last = parts.at(-1) ?? "";
	return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${last}` : last;
}
