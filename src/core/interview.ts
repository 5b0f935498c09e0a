/** Content and the answers so far make the next thing to ask, or none. Routing decides what is asked, never what counts. */
import { evaluate, factsOf } from "./logic";
import type {
	AnswerSet,
	Answers,
	Checklist,
	Condition,
	Content,
	Item,
	Option,
} from "./schema";

/** How far an interview has come: the answers, the items put to the person, and those asked how often. */
export type Interview = {
	answers: Answers;
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
	return { answers: {}, asked: new Set(), counted: new Set() };
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
	const { answers, asked, counted } = interview;
	const facts = factsOf(content, answersSoFar(content, interview));
	const applies = (condition: Condition | undefined) =>
		!condition || evaluate(condition, facts).result !== "not-met";

	for (const checklist of content.checklists) {
		if (!applies(checklist.askWhen)) continue;
		const items = checklist.items.filter(({ id }) => wanted(id));
		const ticked = items.find((item) => {
			const { counts, ticks } = setOf(content, item);
			return (
				counts && answers[item.id] === ticks?.ticked && !counted.has(item.id)
			);
		});
		if (ticked) return step(content, "how-often", checklist, [ticked]);
		const open = items.filter(
			(item) => !asked.has(item.id) && applies(item.askWhen),
		);
		const [first] = open;
		if (!first) continue;
		const shares = (item: Item) =>
			checklist.tick && !item.alone && !item.askWhen;
		if (!shares(first)) return step(content, "one", checklist, [first]);
		const others = open.filter((item) => item !== first && shares(item));
		return step(content, "tick", checklist, [first, ...others]);
	}
	return undefined;
}

/** The step that asks for one item by itself, whether or not it was asked before. */
export function stepFor(content: Content, id: string): Step {
	for (const checklist of content.checklists)
		for (const item of checklist.items)
			if (item.id === id) return step(content, "one", checklist, [item]);
	throw new Error(`there is no item "${id}"`);
}

function step(
	content: Content,
	kind: Step["kind"],
	checklist: Checklist,
	items: [Item, ...Item[]],
): Step {
	const { options, ticks } = setOf(content, items[0]);
	const takesBack = kind === "how-often" ? ticks?.unticked : undefined;
	return {
		kind,
		items,
		options: options.filter(
			(option) => !option.unknown && option.id !== takesBack,
		),
		unknown: options.filter((option) => option.unknown),
		checklist,
		part: content.checklists.indexOf(checklist) + 1,
		parts: content.checklists.length,
	};
}

function setOf(content: Content, item: Item): AnswerSet {
	return content.answerSets.find(
		({ id }) => id === item.answerSet,
	) as AnswerSet;
}

/** Keeps what was answered to one item; null keeps nothing, which is not the same as a no. */
export function keep(
	interview: Interview,
	step: Step,
	item: Item,
	option: string | null,
): Interview {
	const answers = { ...interview.answers };
	if (option !== null) answers[item.id] = option;
	return {
		answers,
		asked: new Set(interview.asked).add(item.id),
		counted:
			step.kind === "tick"
				? interview.counted
				: new Set(interview.counted).add(item.id),
	};
}

/** The answers given, and those that follow for items that need not be asked because of them. */
export function answersSoFar(content: Content, interview: Interview): Answers {
	const answers = { ...interview.answers };
	for (const item of content.checklists.flatMap(({ items }) => items)) {
		if (!item.otherwise || !item.askWhen || item.id in answers) continue;
		const closed = evaluate(item.askWhen, factsOf(content, answers));
		if (closed.result === "not-met") answers[item.id] = item.otherwise;
	}
	return answers;
}
