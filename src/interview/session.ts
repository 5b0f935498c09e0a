/** One person at one keyboard, from the welcome to the result. */

import type { Content, Response } from "../content/schema";
import { inVoice } from "../content/wording";
import { printable, StalkCheckError } from "../platform/errors";
import { readResponse } from "../platform/read-response";
import { ask, goBack, newSitting, responseOf, type Sitting } from "./ask";
import { begin } from "./begin";
import { finish, type Texts, troubleOf } from "./finish";
import { plainPrompter } from "./plain";
import { BACK, type Prompter } from "./prompter";
import { review } from "./review";
import { resumed, stepsLeft } from "./routing";
import { type Plan, planToSave, saveAnswers, unlock } from "./save";
import type { Terminal } from "./terminal";

/** What the command line asked for. */
export type Wishes = {
	for?: Response["for"];
	place?: string | undefined;
	short: boolean;
	plain: boolean;
	/** The name of a file to save answers in. */
	save?: string | undefined;
	/** What is in the file of somebody who comes back. */
	resume?: string | undefined;
};

/** The answers, and whether the result was shown to the person already. */
export type Ending = { response: Response; shown: boolean };

/**
 * Asks, shows what came of it, and offers what can be done then. With no `texts` the result is not for the person's eyes,
 * and only the answers are asked for.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function session(
	original: Content,
	terminal: Terminal,
	wishes: Wishes,
	texts: Texts | undefined,
): Promise<Ending> {
	let { plain } = wishes;
	let content = original;
	let sitting: Sitting | undefined;
	let plan: Plan | undefined;
	let prompter = await open(plain);
	try {
		const given = await givenBefore(original, prompter, wishes.resume);
		const whom = given?.for ?? wishes.for;
		content = inVoice(original, whom);
		const chosen = await begin(content, prompter, {
			back: given !== undefined,
			someoneElse: whom != null,
			plain,
		});
		if (chosen.plain && !plain) {
			prompter.close();
			plain = true;
			prompter = await open(plain);
			// Said again, because it was on the screen that has gone.
			await sayHowToLeave(content, prompter);
		}
		const voice = chosen.someoneElse ? "someone-else" : undefined;
		content = inVoice(original, voice);
		sitting = sittingOf(content, wishes, voice, given);
		if (wishes.save !== undefined)
			plan = await planToSave(content, prompter, wishes.save);

		for (;;) {
			await askAndOffer(content, prompter, sitting);
			const response = responseOf(content, sitting);
			const notes = plan ? [await saved(content, response, plan)] : [];
			if (plan) plan = { ...plan, replace: true };
			const ending = texts
				? await finish(content, prompter, response, texts, notes)
				: "keep";
			if (ending === "keep") {
				prompter.close();
				return { response, shown: plain && texts !== undefined };
			}
			await review(content, prompter, sitting);
		}
	} catch (error) {
		const code = error instanceof StalkCheckError ? error.code : "bug";
		// Before anything that takes time or can go wrong.
		prompter.close(code === "left");
		if (code !== "stopped" || !plan || !sitting) throw error;
		await saveAnswers(responseOf(content, sitting), plan);
		const { stopped } = content.words.keyboard.save;
		throw new StalkCheckError("stopped", `${stopped} ${printable(plan.file)}`);
	}

	async function open(plain: boolean): Promise<Prompter> {
		if (plain) return plainPrompter(terminal, original.words);
		const { screenPrompter } = await import("./screen");
		return screenPrompter(terminal, original.words);
	}
}

async function sayHowToLeave(content: Content, prompter: Prompter) {
	const { keyboard, goOn } = content.words;
	await prompter.choose({ text: [keyboard.plain.leave] }, [
		{ id: "go-on", label: goOn },
	]);
}

/** The answers that somebody brings back, if any. */
async function givenBefore(
	content: Content,
	prompter: Prompter,
	file: string | undefined,
): Promise<Response | undefined> {
	if (file === undefined) return undefined;
	const text = await unlock(content, prompter, file);
	return readResponse(content, Buffer.from(text));
}

function sittingOf(
	content: Content,
	wishes: Wishes,
	voice: Response["for"],
	given: Response | undefined,
): Sitting {
	const interview = resumed(given?.answers ?? {});
	const earlier =
		stepsLeft(content, resumed({})) - stepsLeft(content, interview);
	return newSitting(
		{
			for: voice,
			place: given?.place ?? wishes.place,
			short: wishes.short ? true : undefined,
			interview,
		},
		Math.max(earlier, 0),
	);
}

/** Asks everything, and offers to look through it, until the person wants the result. */
async function askAndOffer(
	content: Content,
	prompter: Prompter,
	sitting: Sitting,
) {
	const words = content.words.keyboard.review;
	for (;;) {
		await ask(content, prompter, sitting);
		const choice = await prompter.choose(
			{ question: words.offer, back: true },
			[
				{ id: "result", label: words.result },
				{ id: "look", label: words.look },
			],
		);
		if (choice === "result") return;
		if (choice === BACK) goBack(content, sitting);
		else await review(content, prompter, sitting);
	}
}

/** Saves the answers as was settled at the start; gives what is to be said of it. */
async function saved(content: Content, response: Response, plan: Plan) {
	try {
		await saveAnswers(response, plan);
	} catch (error) {
		return troubleOf(error);
	}
	return `${content.words.keyboard.save.done} ${printable(plan.file)}`;
}
