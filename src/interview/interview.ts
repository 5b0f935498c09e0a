/** One interview, from the welcome to the result. */
import type { Content, Response } from "../content/schema";
import { wordedFor } from "../content/wording";
import { printable, StalkCheckError } from "../platform/errors";
import { readResponse } from "../platform/read-response";
import { ask, type Session } from "./ask";
import { plainPrompter } from "./plain";
import { BACK, choicesOf, type Prompter } from "./prompter";
import { type ResultTexts, showResult, writeErrorOf } from "./result";
import { review } from "./review";
import { resumed, stepsLeft } from "./routing";
import { askWhereToSave, openSaved, type SaveTarget, saveAnswers } from "./save";
import { goBack, newState, responseOf } from "./state";
import type { Terminal } from "./terminal";

export type InterviewOptions = {
	for?: Response["for"];
	place?: string | undefined;
	/** Whether to ask only questions that can change the result. */
	short: boolean;
	/** Whether to ask in plain lines. */
	plain: boolean;
	/** The name of a file to save the answers in. */
	save?: string | undefined;
	/** The text of a saved file to resume from. */
	resume?: string | undefined;
};

/** `shown` tells whether the person has the result on their screen already. */
export type InterviewResult = { response: Response; shown: boolean };

/**
 * Asks the questions, shows the result, and offers what can be done with it. Without `texts` it only asks.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function runInterview(
	content: Content,
	terminal: Terminal,
	options: InterviewOptions,
	texts: ResultTexts | undefined,
): Promise<InterviewResult> {
	const prompter = await openPrompter(content, terminal, options.plain);
	const session: Session = { content, prompter, state: newState() };
	let target: SaveTarget | undefined;
	try {
		const plain = await begin(session, terminal, options);
		if (options.save !== undefined) target = await askWhereToSave(session, options.save);
		for (;;) {
			await askAndOfferReview(session);
			const response = responseOf(session.content, session.state);
			const notes = target ? [await save(session, target)] : [];
			if (target) target = { ...target, replace: true };
			const choice = texts ? await showResult(session, response, texts, notes) : "keep";
			if (choice === "keep") {
				session.prompter.close();
				return { response, shown: plain && texts !== undefined };
			}
			await review(session);
		}
	} catch (error) {
		const code = error instanceof StalkCheckError ? error.code : undefined;
		// Before saving, which takes time and can fail.
		session.prompter.close(code === "left");
		if (code !== "stopped" || !target) throw error;
		await saveAnswers(responseOf(session.content, session.state), target);
		const { stopped } = content.words.keyboard.save;
		const message = `${stopped} ${printable(target.file)}`;
		throw new StalkCheckError("stopped", message);
	}
}

async function openPrompter({ words }: Content, terminal: Terminal, plain: boolean): Promise<Prompter> {
	if (plain) return plainPrompter(terminal, words);
	const { screenPrompter } = await import("./screen");
	return screenPrompter(terminal, words);
}

/** Opens a saved file, welcomes the person, and sets the session to their choices. Returns whether lines are plain. */
async function begin(session: Session, terminal: Terminal, options: InterviewOptions): Promise<boolean> {
	const { content: original } = session;
	const saved =
		options.resume === undefined
			? undefined
			: readResponse(original, Buffer.from(await openSaved(session, options.resume)));
	const voice = saved?.for ?? options.for;
	session.content = wordedFor(original, voice);
	const welcomed = await welcome(session, {
		resumed: saved !== undefined,
		someoneElse: voice != null,
		plain: options.plain,
	});
	const content = wordedFor(original, welcomed.for);
	session.content = content;
	if (welcomed.plain && !options.plain) {
		session.prompter.close();
		session.prompter = await openPrompter(original, terminal, true);
		// The screen that said how to leave is gone.
		const text = [content.words.keyboard.plain.leave];
		const choices = choicesOf(content.words, "goOn");
		await session.prompter.choose({ text }, choices);
	}
	const interview = resumed(saved?.answers ?? {});
	const all = stepsLeft(content, resumed({}));
	session.state = newState({
		for: welcomed.for,
		place: saved?.place ?? options.place,
		short: options.short ? true : undefined,
		interview,
		answeredBefore: Math.max(all - stepsLeft(content, interview), 0),
	});
	return welcomed.plain;
}

/**
 * Shows the first screen. It offers to answer for someone else and to be asked in plain lines, unless that is so already.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function welcome(
	{ content, prompter }: Session,
	given: { resumed: boolean; someoneElse: boolean; plain: boolean },
): Promise<{ for: Response["for"]; plain: boolean }> {
	const { resumed, someoneElse, plain } = given;
	const { keyboard, welcome, start, stopped, goOn, stop } = content.words;
	const { begin, forSomeoneElse, plainLines } = keyboard;
	const paragraphs = resumed ? keyboard.welcomeBack : welcome;
	const howToLeave = plain ? keyboard.plain.leave : keyboard.leave;
	const choice = await prompter.choose(
		{ text: [...paragraphs, howToLeave], question: start },
		choicesOf(
			{ goOn, begin, forSomeoneElse, plainLines, stop },
			resumed ? "goOn" : "begin",
			...(resumed || someoneElse ? [] : (["forSomeoneElse"] as const)),
			...(plain ? [] : (["plainLines"] as const)),
			"stop",
		),
	);
	if (choice === "stop") throw new StalkCheckError("stopped", stopped);
	return {
		for: someoneElse || choice === "forSomeoneElse" ? "someone-else" : undefined,
		plain: plain || choice === "plainLines",
	};
}

/** Asks every question and offers a review, until the person wants the result. */
async function askAndOfferReview(session: Session) {
	const { content, prompter, state } = session;
	const { review: words } = content.words.keyboard;
	for (;;) {
		await ask(session);
		const choice = await prompter.choose({ question: words.offer, back: true }, choicesOf(words, "result", "look"));
		if (choice === "result") return;
		if (choice === BACK) goBack(content, state);
		else await review(session);
	}
}

/** Saves the answers. Returns the paragraph to show about it. */
async function save({ content, state }: Session, target: SaveTarget) {
	try {
		await saveAnswers(responseOf(content, state), target);
	} catch (error) {
		return writeErrorOf(error);
	}
	return `${content.words.keyboard.save.done} ${printable(target.file)}`;
}
