/** One interview, from the start to the result. */
import type { Content, Response, ScreenText } from "../content/schema";
import { printable, StalkCheckError } from "../platform/errors";
import { readResponse } from "../platform/read-response";
import { askScreens, type Session, showScreen } from "./ask-screens";
import { plainPrompter } from "./plain";
import type { Prompter } from "./prompter";
import { type ResultTexts, showResult } from "./result";
import { askOtherFile, askWhereToSave, openSaved, type SaveTarget, saveAnswers, saved } from "./save";
import { isAnswered, openAnswers, screenFor } from "./screens";
import { askStart } from "./start";
import type { Terminal } from "./terminal";

export type InterviewOptions = {
	for?: Response["for"];
	place?: string | undefined;
	/** Whether to ask every screen before the result. */
	full: boolean;
	/** Whether to ask in plain lines. */
	plain: boolean;
	/** The name of a file to save the answers in. */
	save?: string | undefined;
	/** What a saved file to resume from holds. */
	resume?: Uint8Array | undefined;
};

/** What the person can read. Widths are in columns. */
export type InterviewTexts = {
	helplines: (place: string | undefined, columns: number) => string;
	/** Absent when the result goes to a file or a program. */
	result?: ResultTexts | undefined;
};

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
	const session: Session = {
		content,
		prompter: await openPrompter(content, terminal, options.plain),
		response: { ...(options.for && { for: options.for }), place: options.place, answers: {} },
	};
	const response = (): Response => {
		const { place, ...rest } = session.response;
		return { ...rest, ...(place && { place }), answers: openAnswers(session.content, session.response) };
	};
	let target: SaveTarget | undefined;
	const save = async () => {
		const write = (to: SaveTarget) => saveAnswers(response(), to);
		target = target && (await saved(target, write, (reason) => askOtherFile(session, reason)));
		return target && [`${content.words.keyboard.save.done} ${printable(target.file)}`];
	};
	const screens = screensOf(session, content, terminal, options, texts.helplines);
	try {
		if (options.resume !== undefined) await resume(session, options.resume);
		await screens.start();
		if (options.save !== undefined) target = await askWhereToSave(session, options.save);
		await screens.ask();
		const notes = await save();
		if (texts.result) {
			await showResult(session, response, texts.result, { notes, goBack: screens.goBack });
			await save();
		}
		session.prompter.close();
		return { response: response(), shown: screens.inPlainLines() && texts.result !== undefined };
	} catch (error) {
		const code = error instanceof StalkCheckError ? error.code : undefined;
		// Before saving, which takes time and can fail.
		session.prompter.close();
		if (code !== "stopped" || !target) throw error;
		const askOther = async (reason: string) => {
			// A signal leaves nobody to ask.
			if (terminal.signal.aborted) throw new StalkCheckError("cannot-write", reason);
			return askInstead(content, terminal, screens.inPlainLines(), reason);
		};
		target = await saved(target, (to) => saveAnswers(response(), to), askOther);
		if (!target) throw error;
		const where = `${content.words.keyboard.save.stopped} ${printable(target.file)}`;
		const { message } = error as StalkCheckError;
		throw new StalkCheckError(
			"stopped",
			message.replace(content.words.stopped, () => where),
		);
	}
}

/** The screens of one interview: the start, to which the person can go back, and those after it. */
function screensOf(
	session: Session,
	content: Content,
	terminal: Terminal,
	{ full, place, resume, save, plain }: InterviewOptions,
	helplines: InterviewTexts["helplines"],
) {
	let inPlainLines = plain;
	const start = async () => {
		const given = { resumed: resume !== undefined, saving: save !== undefined };
		const help = (columns: number) => helplines(session.response.place ?? undefined, columns);
		while ((await askStart(session, content, { ...given, plain: inPlainLines }, help)) === "plain") {
			inPlainLines = true;
			session.prompter.close();
			session.prompter = await openPrompter(content, terminal, inPlainLines);
		}
		return undefined;
	};
	const isWanted = ({ extra, kind }: ScreenText) => (full || !extra) && (kind !== "place" || place === undefined);
	const applies = (text: ScreenText) =>
		isWanted(text) && screenFor(session.content, text, session.response) !== undefined;
	const askFrom = (index: number) =>
		askScreens(session, index, isWanted, (text) =>
			text.id === content.screens[0]?.id ? start() : showScreen(session, text),
		);
	return {
		start,
		/** Asks from the first screen with nothing answered. */
		ask: async () => {
			const isOpen = (text: ScreenText) => applies(text) && !isAnswered(session.content, text, session.response);
			const first = session.content.screens.findIndex((text, i) => i > 0 && isOpen(text));
			if (first > 0) await askFrom(first);
		},
		/** Asks from the last screen. */
		goBack: () => askFrom(session.content.screens.findLastIndex(applies)),
		inPlainLines: () => inPlainLines,
	};
}

/** Asks for a file in place of one that cannot be written, when the interview has ended. */
export async function askInstead(
	content: Content,
	terminal: Terminal,
	plain: boolean,
	reason: string,
): Promise<SaveTarget | undefined> {
	const prompter = await openPrompter(content, terminal, plain);
	const session: Session = { content, prompter, response: { answers: {} } };
	try {
		return await askOtherFile(session, reason);
	} finally {
		prompter.close();
	}
}

async function openPrompter({ words }: Content, terminal: Terminal, plain: boolean): Promise<Prompter> {
	if (plain) return plainPrompter(terminal, words);
	const { windowPrompter } = await import("./window");
	return windowPrompter(terminal, words);
}

/** Opens a saved file, and goes on with its answers. */
async function resume(session: Session, saved: Uint8Array) {
	const { content, response } = session;
	const rest = readResponse(content, await openSaved(session, saved));
	session.response = { ...response, ...rest, place: rest.place ?? response.place, for: rest.for ?? response.for };
}
