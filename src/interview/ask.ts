/** Asks the questions, one screen at a time. */
import type { Checklist, Content } from "../content/schema";
import { assess } from "../engine/assess";
import { worthAsking } from "../engine/open-questions";
import { StalkCheckError } from "../platform/errors";
import { BACK, type Back, choicesOf, type Prompter } from "./prompter";
import { askQuestion } from "./question";
import { type Step, stepFor } from "./routing";
import {
	advance,
	canGoBack,
	currentScreen,
	goBack,
	type InterviewState,
	progress,
	responseOf,
	type Screen,
} from "./state";

/** What every part of an interview needs. */
export type Session = { content: Content; prompter: Prompter; state: InterviewState };

/**
 * Asks every question that applies, then offers those that would settle an unclear result.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function ask(session: Session): Promise<void> {
	const { content, state } = session;
	for (;;) {
		const screen = currentScreen(content, state);
		const answer = screen ? await show(session, screen) : await followUp(session);
		if (answer === BACK) goBack(content, state);
		else if (screen) advance(state, screen);
		else if (!currentScreen(content, state)) return;
	}
}

async function show(session: Session, screen: Screen): Promise<Back | undefined> {
	const back = canGoBack(session.content, session.state);
	switch (screen.kind) {
		case "place":
			return askPlace(session, back);
		case "how-many":
			return askHowMany(session, back);
		case "pause":
			return askToSkip(session, screen.checklist, back);
		case "question":
			return askStep(session, screen.step, back);
	}
}

/** Asks where it happened, which the person may skip. */
export async function askPlace({ content, prompter, state }: Session, back: boolean): Promise<Back | undefined> {
	const { places, words } = content;
	const choice = await prompter.choose(
		{ question: words.placeQuestion, back },
		[...places.map(({ id, name }) => ({ id, label: name })), { id: "skip", label: words.skip }],
		state.place === null ? "skip" : state.place,
	);
	if (choice === BACK) return BACK;
	state.place = choice === "skip" ? null : choice;
}

/** Asks whether to ask every question, or only those that can change the result. */
async function askHowMany({ content, prompter, state }: Session, back: boolean): Promise<Back | undefined> {
	const { keyboard } = content.words;
	const chosen = state.short ? "fewQuestions" : "allQuestions";
	const choice = await prompter.choose(
		{ question: keyboard.howMany, back },
		choicesOf(keyboard, "allQuestions", "fewQuestions"),
		state.short === undefined ? undefined : chosen,
	);
	if (choice === BACK) return BACK;
	state.short = choice === "fewQuestions";
}

/** Announces a checklist that may be hard to answer, and offers to skip it. */
async function askToSkip(session: Session, checklist: Checklist, back: boolean): Promise<Back | undefined> {
	const { content, prompter, state } = session;
	const { goOn, keyboard } = content.words;
	const chosen = state.skipped.has(checklist.id) ? "skipPart" : "goOn";
	const choice = await prompter.choose(
		{ heading: partOf(content, checklist), question: checklist.pause as string, back },
		choicesOf({ goOn, skipPart: keyboard.skipPart }, "goOn", "skipPart"),
		state.announced.has(checklist.id) ? chosen : undefined,
	);
	if (choice === BACK) return BACK;
	state.announced.add(checklist.id);
	if (choice === "skipPart") state.skipped.add(checklist.id);
	else state.skipped.delete(checklist.id);
}

async function askStep(session: Session, step: Step, back: boolean): Promise<Back | undefined> {
	const { content, state } = session;
	const heading = `${progress(content, state)} ${partOf(content, step.checklist)}`;
	do {
		if ((await askQuestion(session, step, { heading, back })) === BACK) return BACK;
	} while ((await warnOfDanger(session, step)) === BACK);
}

/** Tells somebody who has just answered that they are in danger what to do at once. */
async function warnOfDanger({ content, prompter, state }: Session, { items }: Step): Promise<Back | undefined> {
	const { words } = content;
	const { danger } = words;
	const answer = state.interview.given[danger.item];
	if (!items.some(({ id }) => id === danger.item)) return;
	if (typeof answer !== "string" || !danger.is.includes(answer)) return;
	const choice = await prompter.choose({ text: danger.text, back: true }, choicesOf(words, "goOn", "stop"));
	if (choice === "stop") throw new StalkCheckError("stopped", words.stopped);
	if (choice === BACK) return BACK;
}

/** Returns the number and the title of a checklist. */
export function partOf({ checklists }: Content, checklist: Checklist): string {
	return `Part ${checklists.indexOf(checklist) + 1} of ${checklists.length}: ${checklist.title}`;
}

/**
 * Offers the questions whose answers contradict each other, then those that would settle an unclear result; each once,
 * until the person wants the result.
 */
async function followUp(session: Session): Promise<Back | undefined> {
	const { content, prompter, state } = session;
	const { words } = content;
	for (;;) {
		const response = responseOf(content, state);
		const open = worthAsking(content, response).filter((id) => !state.followedUp.has(id));
		if (open.length === 0) return;
		const choice = await prompter.choose(
			{ question: assess(content, response).contradicts ? words.contradiction : words.followUp, back: true },
			choicesOf(words, "goOn", "showResult"),
		);
		if (choice === BACK) return BACK;
		for (const id of open) state.followedUp.add(id);
		if (choice === "showResult") return;
		let i = 0;
		while (i >= 0 && i < open.length) i += (await askItem(session, open[i] as string)) === BACK ? -1 : 1;
		if (i < 0) for (const id of open) state.followedUp.delete(id);
	}
}

/** Asks one item by itself, outside the order of the questions. */
export async function askItem(session: Session, id: string): Promise<Back | undefined> {
	const step = stepFor(session.content, id);
	return askQuestion(session, step, { heading: partOf(session.content, step.checklist), back: true });
}
