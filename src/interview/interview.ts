/** One interview, from the start to the result. */
import { wrapAnsi } from "fast-wrap-ansi";
import type { Content, Response, ScreenText } from "../content/schema";
import { printable, StalkCheckError } from "../platform/errors";
import { readResponse } from "../platform/read-response";
import { askScreens, type Session, showScreen } from "./ask";
import { lineWidth } from "./layout";
import { plainPrompter } from "./plain";
import type { Prompter } from "./prompter";
import { type ResultTexts, showResult } from "./result";
import { askWhereToSave, openSaved, type SaveTarget, saveAnswers, saveNote } from "./save";
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
	/** The text of a saved file to resume from. */
	resume?: string | undefined;
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
		const { place, answers: _answers, ...rest } = session.response;
		return { ...rest, ...(place && { place }), answers: openAnswers(session.content, session.response) };
	};
	let { plain } = options;
	const start = async () => {
		const given = { resumed: options.resume !== undefined, saving: options.save !== undefined };
		const helplines = (columns: number) => texts.helplines(session.response.place ?? undefined, columns);
		while ((await askStart(session, content, { ...given, plain }, helplines)) === "plain") {
			plain = true;
			session.prompter.close();
			session.prompter = await openPrompter(content, terminal, plain);
		}
		return undefined;
	};
	const isWanted = ({ extra, kind }: ScreenText) =>
		(options.full || !extra) && (kind !== "place" || options.place === undefined);
	const isStart = ({ id }: ScreenText) => id === session.content.screens[0]?.id;
	const askFrom = (index: number) =>
		askScreens(session, index, isWanted, (text) => (isStart(text) ? start() : showScreen(session, text)));
	let target: SaveTarget | undefined;
	try {
		if (options.resume !== undefined) await resume(session, options.resume);
		await start();
		if (options.save !== undefined) target = await askWhereToSave(session, options.save);
		await askFrom(firstOpen(session, isWanted));
		const save = async () => target && saveNote(session, target, saveAnswers(response(), target));
		const note = await save();
		if (target) target.replace = true;
		if (texts.result) {
			const again = () => askFrom(lastOf(session, isWanted));
			await showResult(session, response, texts.result, { notes: note ? [note] : [], again });
			await save();
		}
		session.prompter.close();
		return { response: response(), shown: plain && texts.result !== undefined };
	} catch (error) {
		const code = error instanceof StalkCheckError ? error.code : undefined;
		// Before saving, which takes time and can fail.
		session.prompter.close(code === "left");
		if (code !== "stopped") throw error;
		const { message } = error as StalkCheckError;
		const saved = target && `${content.words.keyboard.save.stopped} ${printable(target.file)}`;
		if (target) await saveAnswers(response(), target);
		const said = saved ? message.replace(content.words.stopped, () => saved) : message;
		throw new StalkCheckError("stopped", wrapAnsi(said, lineWidth(terminal.output.columns || 80)));
	}
}

async function openPrompter({ words }: Content, terminal: Terminal, plain: boolean): Promise<Prompter> {
	if (plain) return plainPrompter(terminal, words);
	const { screenPrompter } = await import("./screen");
	return screenPrompter(terminal, words);
}

/** Opens a saved file, and goes on with its answers. */
async function resume(session: Session, saved: string) {
	const { content, response } = session;
	const { ref: _ref, ...rest } = readResponse(content, Buffer.from(await openSaved(session, saved)));
	session.response = { ...response, ...rest, place: rest.place ?? response.place, for: rest.for ?? response.for };
}

/** The index of the first screen with nothing answered, or the number of screens. */
function firstOpen({ content, response }: Session, isWanted: (text: ScreenText) => boolean): number {
	const isOpen = (text: ScreenText) =>
		isWanted(text) && screenFor(content, text, response) !== undefined && !isAnswered(content, text, response);
	const first = content.screens.findIndex((text, i) => i > 0 && isOpen(text));
	return first < 0 ? content.screens.length : first;
}

function lastOf({ content, response }: Session, isWanted: (text: ScreenText) => boolean): number {
	return content.screens.findLastIndex((text) => isWanted(text) && screenFor(content, text, response) !== undefined);
}
