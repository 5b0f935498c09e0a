/** One interview, from the start to the result. */
import type { Content, Response } from "../content/schema";
import { printable, StalkCheckError } from "../platform/errors";
import { askStart, askUnanswered, warnOfRecording } from "./ask-screens";
import type { Terminal } from "./prompter";
import { showResult, tellSaved } from "./result";
import { askFile, askWhereToSave, resume, type SaveTarget, saveAnswers, saveOrAsk } from "./save";
import { withAskedAnswers } from "./screens";
import { type InterviewOptions, type InterviewTexts, openPrompter, type Session } from "./session";

/** `shown` tells whether the person has the result on their screen already. */
export type InterviewResult = { response: Response; shown: boolean };

/**
 * Asks the screens, and shows the result if there are texts for it.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function runInterview(
	content: Content,
	terminal: Terminal,
	options: InterviewOptions,
	texts: InterviewTexts,
): Promise<InterviewResult> {
	const { for: whom, place, plain } = options;
	const prompter = await openPrompter(content, terminal, plain);
	const response: Response = { ...(whom && { for: whom }), place, answers: {} };
	const session: Session = { terminal, prompter, options, texts, allWordings: content, content, response };
	let target: SaveTarget | undefined;
	const save = async (askOther?: (reason: string) => Promise<SaveTarget | undefined>) => {
		const write = (to: SaveTarget) => saveAnswers(withAskedAnswers(content, session.response), to);
		target = target && (await saveOrAsk(session, target, write, askOther));
		return target;
	};
	try {
		if (options.recorded) await warnOfRecording(session);
		if (options.resume !== undefined) await resume(session, options.resume);
		await askStart(session);
		if (options.save !== undefined) target = await askWhereToSave(session, options.save);
		await askUnanswered(session);
		const done = await save();
		if (texts.result) {
			if (done) await tellSaved(session, done);
			await showResult(session, texts.result);
			await save();
		}
		session.prompter.close();
		const shown = session.options.plain && texts.result !== undefined;
		return { response: withAskedAnswers(content, session.response), shown };
	} catch (error) {
		// The window closes first: saving takes time and can fail.
		session.prompter.close();
		if (!(error instanceof StalkCheckError && error.code === "stopped")) throw error;
		const done = await save((reason) => askInstead(content, terminal, session.options.plain, reason));
		if (!done) throw error;
		const { stopped, keyboard } = content.words;
		// The advice on danger may stand before it.
		const where = `${keyboard.save.stopped} ${printable(done.file)}`;
		throw new StalkCheckError(
			"stopped",
			error.message.replace(stopped, () => where),
		);
	}
}

/**
 * Asks for a file in place of one that cannot be written, when the interview has ended.
 * @throws StalkCheckError `cannot-write` when a signal leaves nobody to ask.
 */
export async function askInstead(
	content: Content,
	terminal: Terminal,
	plain: boolean,
	reason: string,
): Promise<SaveTarget | undefined> {
	if (terminal.signal.aborted) throw new StalkCheckError("cannot-write", reason);
	const prompter = await openPrompter(content, terminal, plain);
	try {
		return await askFile({ content, prompter }, [printable(reason)]);
	} finally {
		prompter.close();
	}
}
