/** What one person has answered so far, and which screen comes next. Routing decides which questions apply. */
import { contentIndex } from "../content/content-index";
import type { Checklist, Content, Response } from "../content/schema";
import { stillMatters } from "../engine/open-questions";
import { answersSoFar, type Interview, newInterview, nextStep, type Step, stepsLeft, stillOpen } from "./routing";

/** A screen that the person can go back to. */
export type Screen =
	| { kind: "question"; step: Step }
	| { kind: "pause"; checklist: Checklist }
	| { kind: "place" }
	| { kind: "how-many" };

/** Changed in place, so that whoever stops the interview can still save what was answered. */
export type InterviewState = {
	for: Response["for"];
	/** Null when the person skipped it, undefined before it is asked. */
	place: string | null | undefined;
	/** Whether only questions that can change the result are asked. Undefined before the person chooses. */
	short: boolean | undefined;
	interview: Interview;
	/** Every screen shown, in order; those from `position` on were shown before the person went back. */
	history: Screen[];
	/** Index in `history` of the current screen. */
	position: number;
	/** Checklists whose pause was answered. */
	announced: Set<string>;
	/** Checklists that the person skips. */
	skipped: Set<string>;
	/** Items asked again to settle an unclear result. */
	followedUp: Set<string>;
	/** Number of questions answered before this run. */
	answeredBefore: number;
};

/** Returns the state before the first screen. */
export function newState(given: Partial<InterviewState> = {}): InterviewState {
	return {
		for: undefined,
		place: undefined,
		short: undefined,
		interview: newInterview(),
		history: [],
		position: 0,
		announced: new Set(),
		skipped: new Set(),
		followedUp: new Set(),
		answeredBefore: 0,
		...given,
	};
}

/** Returns the response as answered so far. */
export function responseOf(content: Content, state: InterviewState): Response {
	return {
		...(state.for ? { for: state.for } : {}),
		...(state.place ? { place: state.place } : {}),
		answers: answersSoFar(content, state.interview),
	};
}

/** Returns the screen to show now, or undefined when nothing is left. Skips screens in the history that no longer apply. */
export function currentScreen(content: Content, state: InterviewState): Screen | undefined {
	const { history } = state;
	const isOpen = openScreens(content, state);
	while (state.position < history.length && !isOpen(history[state.position] as Screen)) state.position++;
	const shownBefore = history[state.position];
	const next = nextScreen(content, state);
	return shownBefore && !(next && countsWhatWasTicked(state, next)) ? shownBefore : next;
}

/** Moves on from a screen that was answered. */
export function advance(state: InterviewState, screen: Screen) {
	const { history, position } = state;
	const later = history.slice(position).filter((other) => !isSame(other, screen));
	state.history = [...history.slice(0, position), screen, ...later];
	state.position++;
}

/** Makes the previous screen the current one. On the first screen, does nothing. */
export function goBack(content: Content, state: InterviewState) {
	state.position = previous(content, state) ?? state.position;
}

export function canGoBack(content: Content, state: InterviewState): boolean {
	return previous(content, state) !== undefined;
}

/** Returns how far the person has come. The total is an estimate, so it is rounded up to a multiple of five. */
export function progress(content: Content, state: InterviewState): string {
	const isOpen = openScreens(content, state);
	const isQuestion = (screen: Screen) => screen.kind === "question" && isOpen(screen);
	const { history, position, answeredBefore, interview } = state;
	const done = history.slice(0, position).filter(isQuestion).length;
	const left = stepsLeft(content, interview, wantedItems(content, state));
	const total = answeredBefore + history.filter(isQuestion).length + left;
	return `Question ${answeredBefore + done + 1} of about ${Math.ceil(total / 5) * 5}.`;
}

/** Returns the screen that follows all that was answered. */
function nextScreen(content: Content, state: InterviewState): Screen | undefined {
	const { interview, announced } = state;
	const step = nextStep(content, interview, wantedItems(content, state));
	// Whether the person is safe is asked before anything else.
	const isSafetyAsked = !step || interview.asked.has(content.words.danger.item);
	if (state.place === undefined && isSafetyAsked) return { kind: "place" };
	if (!step) return undefined;
	if (state.short === undefined && isSafetyAsked) return { kind: "how-many" };
	const { checklist } = step;
	if (checklist.pause && !announced.has(checklist.id)) return { kind: "pause", checklist };
	return { kind: "question", step };
}

/** Whether a screen asks how often the things just ticked happened. It is shown before screens in the history. */
function countsWhatWasTicked({ history, position }: InterviewState, screen: Screen): boolean {
	const last = history[position - 1];
	return (
		screen.kind === "question" &&
		last?.kind === "question" &&
		screen.step.kind === "how-often" &&
		screen.step.checklist === last.step.checklist
	);
}

function previous(content: Content, state: InterviewState): number | undefined {
	const index = state.history.slice(0, state.position).findLastIndex(openScreens(content, state));
	return index < 0 ? undefined : index;
}

/** Tells of a screen whether it still applies to the answers. */
function openScreens(content: Content, { interview, skipped }: InterviewState) {
	const isOpen = stillOpen(content, interview);
	return (screen: Screen): boolean => {
		if (screen.kind === "question") return !skipped.has(screen.step.checklist.id) && isOpen(screen.step);
		if (screen.kind !== "pause") return true;
		const { checklist } = screen;
		return isOpen({ kind: "tick", checklist, items: checklist.items as Step["items"] });
	};
}

function isSame(one: Screen, other: Screen): boolean {
	if (one.kind !== "question" || other.kind !== "question") return one === other;
	return one.step.kind === other.step.kind && one.step.items[0] === other.step.items[0];
}

/** Tells which items to ask: not those of skipped checklists, and in a short interview only those that matter. */
function wantedItems(content: Content, { interview, place, short, skipped }: InterviewState) {
	const { items } = contentIndex(content);
	const matters = short ? stillMatters(content, place ?? undefined, answersSoFar(content, interview)) : undefined;
	return (id: string) => !skipped.has(items.get(id)?.checklist.id as string) && (!matters || matters.has(id));
}
