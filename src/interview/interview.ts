/** One interview, from the welcome to the result. */
import type { Content, Response } from "../content/schema";
import { wordedFor } from "../content/wording";
import { printable, StalkCheckError } from "../platform/errors";
import { readResponse } from "../platform/read-response";
import { ask, type Session } from "./ask";
import { plainPrompter } from "./plain";
import { BACK, choicesOf, type Prompter } from "./prompter";
import { type ResultTexts, showResult } from "./result";
import { review } from "./review";
import { newInterview, resumed, stepsLeft } from "./routing";
import { askWhereToSave, openSaved, type SaveTarget, saveAnswers, saveNote } from "./save";
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
	const response = () => responseOf(session.content, session.state);
	let target: SaveTarget | undefined;
	try {
		const plain = await begin(session, terminal, options);
		if (options.save !== undefined) target = await askWhereToSave(session, options.save);
		for (;;) {
			await askAndOfferReview(session);
			const notes = target ? [await saveNote(session, target, saveAnswers(response(), target))] : [];
			if (target) target.replace = true;
			const choice = texts ? await showResult(session, response(), texts, notes) : "keep";
			if (choice === "change") await review(session);
			else {
				session.prompter.close();
				return { response: response(), shown: plain && texts !== undefined };
			}
		}
	} catch (error) {
		const code = error instanceof StalkCheckError ? error.code : undefined;
		// Before saving, which takes time and can fail.
		session.prompter.close(code === "left");
		if (code !== "stopped" || !target) throw error;
		await saveAnswers(response(), target);
		throw new StalkCheckError("stopped", `${content.words.keyboard.save.stopped} ${printable(target.file)}`);
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
	const { resume } = options;
	const saved =
		resume === undefined ? undefined : readResponse(original, Buffer.from(await openSaved(session, resume)));
	const voice = saved?.for ?? options.for;
	session.content = wordedFor(original, voice);
	const given = { resumed: saved !== undefined, someoneElse: voice != null, plain: options.plain };
	const { for: whom, plain } = await welcome(session, given);
	const content = wordedFor(original, whom);
	session.content = content;
	if (plain && !options.plain) {
		session.prompter.close();
		session.prompter = await openPrompter(original, terminal, true);
		// The screen that said how to leave is gone.
		await session.prompter.choose({ text: [content.words.keyboard.plain.leave] }, choicesOf(content.words, "goOn"));
	}
	const interview = resumed(saved?.answers ?? {});
	const answeredBefore = Math.max(stepsLeft(content, newInterview()) - stepsLeft(content, interview), 0);
	const place = saved?.place ?? options.place;
	session.state = newState({ for: whom, place, short: options.short || undefined, interview, answeredBefore });
	return plain;
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
	const paragraphs = resumed ? keyboard.welcomeBack : welcome;
	const howToLeave = plain ? keyboard.plain.leave : keyboard.leave;
	const choice = await prompter.choose(
		{ text: [...paragraphs, howToLeave], question: start },
		choicesOf(
			{ ...keyboard, goOn, stop },
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
