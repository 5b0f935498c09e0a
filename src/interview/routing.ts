/** Content and the answers so far make the next thing to ask, or none. Routing decides what is asked, never what counts. */

import type { AnswerSet, Answers, Checklist, Content, Item, Option } from "../content/schema";
import { assessorFor } from "../engine/assess";

/** How far an interview has come: what was answered, the items put to the person, and those asked how often. */
export type Interview = {
	/** By item. What routing has closed since is kept, and counts again if it opens again. */
	given: Answers;
	asked: Set<string>;
	counted: Set<string>;
};

/** One thing to ask: several items to tick on one screen, one item, or how often a ticked one happened. */
export type Step = {
	kind: "tick" | "one" | "how-often";
	items: [Item, ...Item[]];
	/** The options to offer, in order; none that is unknown or, for `how-often`, that would take the tick back. */
	options: Option[];
	/** Options that tell us nothing, offered after the others. */
	unknown: Option[];
	checklist: Checklist;
	/** Which part of how many this is, from 1. */
	part: number;
	parts: number;
};

/** An interview in which nothing has been asked. */
export function newInterview(): Interview {
	return { given: {}, asked: new Set(), counted: new Set() };
}

/** The interview of somebody who gave these answers before. What was skipped then is asked again. */
export function resumed(answers: Answers): Interview {
	const given = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== null));
	const ids = Object.keys(given);
	return { given, asked: new Set(ids), counted: new Set(ids) };
}

/**
 * The next step, or undefined when there is nothing left to ask. With `wanted`, only those items are asked.
 * Pure: leaves the interview as it is.
 */
export function nextStep(
	content: Content,
	interview: Interview,
	wanted: (item: string) => boolean = () => true,
): Step | undefined {
	const { asked } = interview;
	const applies = routing(content, interview);
	for (const checklist of content.checklists) {
		if (!applies(checklist)) continue;
		const items = checklist.items.filter(({ id }) => wanted(id));
		const often = items.find((item) => asksHowOften(content, interview, item));
		if (often) return step(content, "how-often", checklist, [often]);
		const open = items.filter((item) => !asked.has(item.id) && applies(item));
		const [first] = open;
		if (!first) continue;
		const shares = (item: Item) => checklist.tick && !item.alone && !item.askWhen;
		if (!shares(first)) return step(content, "one", checklist, [first]);
		const others = open.filter((item) => item !== first && shares(item));
		return step(content, "tick", checklist, [first, ...others]);
	}
	return undefined;
}

/** The step that asks for one item by itself, whether or not it was asked before. */
export function stepFor(content: Content, id: string): Step {
	for (const checklist of content.checklists)
		for (const item of checklist.items) if (item.id === id) return step(content, "one", checklist, [item]);
	throw new Error(`there is no item "${id}"`);
}

/** Whether a step that was put before can be put again: routing has not closed it since. */
export function stillOpen(
	content: Content,
	interview: Interview,
	{ kind, checklist, items }: Pick<Step, "kind" | "checklist" | "items">,
): boolean {
	const applies = routing(content, interview);
	return applies(checklist) && items.some(applies) && (kind !== "how-often" || isTicked(content, interview, items[0]));
}

/** How many steps are left when what is not known yet stays unknown. A guess: answers open and close questions. */
export function stepsLeft(content: Content, interview: Interview, wanted?: (item: string) => boolean): number {
	let so = interview;
	for (let left = 0; ; left++) {
		const next = nextStep(content, so, wanted);
		if (!next) return left;
		const ids = next.items.map(({ id }) => id);
		so = {
			given: so.given,
			asked: new Set([...so.asked, ...ids]),
			counted: new Set([...so.counted, ...ids]),
		};
	}
}

/** Whether something is answered, and with an answer that its box on a shared screen would be ticked for. */
export function isTicked(content: Content, { given }: Interview, item: Item): boolean {
	const answer = given[item.id];
	const { options, ticks } = setOf(content, item);
	const option = options.find(({ id }) => id === answer);
	if (typeof answer === "number") return answer > 0;
	return option !== undefined && !option.unknown && answer !== ticks?.unticked;
}

function asksHowOften(content: Content, interview: Interview, item: Item) {
	const { counts, ticks } = setOf(content, item);
	return counts && interview.given[item.id] === ticks?.ticked && !interview.counted.has(item.id);
}

/** Whether a checklist or an item is asked, by the answers so far. */
type Routing = (asked: Checklist | Item) => boolean;

/** The routing of the answers that were looked at last: a screen looks at the same ones again and again. */
const known = new WeakMap<Answers, { content: Content; routing: Routing }>();

function routing(content: Content, interview: Interview): Routing {
	const last = known.get(interview.given);
	if (last?.content === content) return last.routing;
	const assessor = assessorFor(content);
	const answers = answersSoFar(content, interview);
	const cache = new Map<Checklist | Item, boolean>();
	const routing: Routing = (asked) => {
		const decided = cache.get(asked) ?? assessor.isAsked(kindOf(asked), asked.id, answers);
		cache.set(asked, decided);
		return decided;
	};
	known.set(interview.given, { content, routing });
	return routing;
}

function kindOf(asked: Checklist | Item): "checklists" | "items" {
	return "items" in asked ? "checklists" : "items";
}

function step(content: Content, kind: Step["kind"], checklist: Checklist, items: [Item, ...Item[]]): Step {
	const { options, ticks } = setOf(content, items[0]);
	const takesBack = kind === "how-often" ? ticks?.unticked : undefined;
	return {
		kind,
		items,
		options: options.filter((option) => !option.unknown && option.id !== takesBack),
		unknown: options.filter((option) => option.unknown),
		checklist,
		part: content.checklists.indexOf(checklist) + 1,
		parts: content.checklists.length,
	};
}

function setOf(content: Content, item: Item): AnswerSet {
	return content.answerSets.find(({ id }) => id === item.answerSet) as AnswerSet;
}

/**
 * Keeps what was answered to one item; null keeps nothing, which is not the same as a no. Ticking anew what was not
 * ticked before asks again how often.
 */
export function keep(
	{ given, asked, counted }: Interview,
	{ kind }: Step,
	{ id }: Item,
	answer: string | number | null,
): Interview {
	const { [id]: before, ...others } = given;
	const sure = new Set(counted);
	if (kind !== "tick") sure.add(id);
	else if (answer !== before) sure.delete(id);
	return {
		given: answer === null ? others : { ...others, [id]: answer },
		asked: new Set(asked).add(id),
		counted: sure,
	};
}

/**
 * The answers that count: those to questions that routing has open, and those that follow for items that need not be
 * asked because of them.
 */
export function answersSoFar(content: Content, { given }: Interview): Answers {
	const assessor = assessorFor(content);
	const answers: Answers = {};
	for (const checklist of content.checklists) {
		const open = assessor.isAsked("checklists", checklist.id, answers);
		for (const item of checklist.items) {
			const answer = given[item.id];
			if (!assessor.isAsked("items", item.id, answers)) {
				if (item.otherwise) answers[item.id] = item.otherwise;
			} else if (open && answer !== undefined) answers[item.id] = answer;
		}
	}
	return answers;
}
