/** Content and the answers so far make the next thing to ask, or none. Routing decides what is asked, never what counts. */
import { contentIndex } from "../content/content-index";
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
export function nextStep(content: Content, interview: Interview, wanted?: (item: string) => boolean): Step | undefined {
	return firstStep(content, interview, route(content, interview).open, wanted);
}

function firstStep(
	content: Content,
	interview: Interview,
	open: Routed["open"],
	wanted: (item: string) => boolean = () => true,
): Step | undefined {
	for (const checklist of content.checklists) {
		if (!open.has(checklist)) continue;
		const items = checklist.items.filter(({ id }) => wanted(id));
		const often = items.find((item) => asksHowOften(content, interview, item));
		if (often) return step(content, "how-often", checklist, [often]);
		const [first, ...others] = items.filter((item) => open.has(item) && !interview.asked.has(item.id));
		if (!first) continue;
		const shares = (item: Item) => checklist.tick && !item.alone && !item.askWhen;
		if (!shares(first)) return step(content, "one", checklist, [first]);
		return step(content, "tick", checklist, [first, ...others.filter(shares)]);
	}
	return undefined;
}

/** The step that asks for one item by itself, whether or not it was asked before. */
export function stepFor(content: Content, id: string): Step {
	const found = contentIndex(content).items.get(id);
	if (!found) throw new Error(`there is no item "${id}"`);
	return step(content, "one", found.checklist, [found.item]);
}

/** Tells of a step that was put before whether it can be put again: routing has not closed it since. */
export function stillOpen(content: Content, interview: Interview) {
	const { open } = route(content, interview);
	return ({ kind, checklist, items }: Pick<Step, "kind" | "checklist" | "items">): boolean =>
		open.has(checklist) &&
		items.some((item) => open.has(item)) &&
		(kind !== "how-often" || isTicked(content, interview, items[0]));
}

/** How many steps are left when what is not known yet stays unknown. A guess: answers open and close questions. */
export function stepsLeft(content: Content, interview: Interview, wanted?: (item: string) => boolean): number {
	const { open } = route(content, interview);
	const asked = new Set(interview.asked);
	const counted = new Set(interview.counted);
	for (let left = 0; ; left++) {
		const next = firstStep(content, { ...interview, asked, counted }, open, wanted);
		if (!next) return left;
		for (const { id } of next.items) {
			asked.add(id);
			counted.add(id);
		}
	}
}

/** Whether something is answered, and with an answer that its box on a shared screen would be ticked for. */
export function isTicked(content: Content, { given }: Interview, item: Item): boolean {
	const answer = given[item.id];
	if (typeof answer === "number") return answer > 0;
	const { options, ticks } = setOf(content, item);
	const option = options.find(({ id }) => id === answer);
	return option !== undefined && !option.unknown && answer !== ticks?.unticked;
}

function asksHowOften(content: Content, { given, counted }: Interview, item: Item) {
	const { counts, ticks } = setOf(content, item);
	return counts && given[item.id] === ticks?.ticked && !counted.has(item.id);
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

function setOf(content: Content, { id }: Item): AnswerSet {
	return contentIndex(content).items.get(id)?.answerSet as AnswerSet;
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
export function answersSoFar(content: Content, interview: Interview): Answers {
	return route(content, interview).answers;
}

/** The answers that count, and the checklists and items that routing has open. */
type Routed = { answers: Answers; open: Set<Checklist | Item> };

function route(content: Content, { given }: Interview): Routed {
	const assessor = assessorFor(content);
	const answers: Answers = {};
	const open: Routed["open"] = new Set();
	for (const checklist of content.checklists) {
		// Conditions name only items that are asked earlier.
		if (assessor.isAsked("checklists", checklist.id, answers)) open.add(checklist);
		for (const item of checklist.items) {
			const answer = given[item.id];
			if (assessor.isAsked("items", item.id, answers)) {
				open.add(item);
				if (open.has(checklist) && answer !== undefined) answers[item.id] = answer;
			} else if (item.otherwise) answers[item.id] = item.otherwise;
		}
	}
	return { answers, open };
}
