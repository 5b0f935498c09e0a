/** Questions on the alternate screen of a terminal, so that no answer stays in what can be scrolled back to. */
import type { WordsFile } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { keysOf, LEAVE_PASTES, MARK_PASTES } from "./keys";
import type { Screen } from "./layout";
import { type Canvas, pick, typeLine } from "./pick";
import {
	BACK,
	type Back,
	type Choice,
	type Prompter,
	type Question,
} from "./prompter";
import { CLEAR, type Terminal } from "./terminal";

const ALTERNATE_SCREEN = "\x1b[?1049h";
const MAIN_SCREEN = "\x1b[?1049l";
const COVER = "\x1b[2J\x1b[H";
const SHOW_CURSOR = "\x1b[?25h";

/** Opens the alternate screen; `close` gives the main one back. */
export function screenPrompter(terminal: Terminal, words: WordsFile): Prompter {
	const { output, signal } = terminal;
	const keys = keysOf(terminal);
	const canvas: Canvas = {
		size: () => ({ columns: output.columns || 80, rows: output.rows || 24 }),
		onResize(resized) {
			const wipe = () => {
				output.write(COVER);
				resized();
			};
			output.on("resize", wipe);
			return () => output.removeListener("resize", wipe);
		},
		words: words.keyboard.keys,
		heading: terminal.heading,
	};
	const context = { input: keys, output, signal, clearPromptOnDone: true };
	const put = async (
		screen: Screen,
		before: string[] = [],
	): Promise<string[] | Back> => {
		output.write(COVER);
		const asked = pick({ screen, before, canvas }, context);
		const outcome = await unlessStopped(asked, words.stopped);
		if (outcome === "leave")
			throw new StalkCheckError("left", words.keyboard.left);
		return outcome === "back" ? BACK : outcome;
	};

	output.write(ALTERNATE_SCREEN + MARK_PASTES + COVER);
	return {
		async choose(question: Question, choices: Choice[], before?: string) {
			const screen: Screen = { kind: "choose", question, choices };
			const chosen = await put(screen, before === undefined ? [] : [before]);
			return chosen === BACK ? BACK : (chosen[0] as string);
		},
		tick: (question, choices, before) =>
			put({ kind: "tick", question, choices }, before),
		async type({ heading = "", text = [], question = "" }, secret = false) {
			output.write(COVER);
			keys.typing = true;
			try {
				const paragraphs = [heading, ...text, question];
				const asked = typeLine({ text: paragraphs, secret, canvas }, context);
				const typed = await unlessStopped(asked, words.stopped);
				return typed.trim() || BACK;
			} finally {
				keys.typing = false;
			}
		},
		async read(text) {
			const question = { text: [text.trimEnd()] };
			await put({ kind: "read", question, choices: [] });
		},
		width: () => Math.max(Math.min(output.columns || 80, 80) - 1, 10),
		close(clear) {
			keys.close();
			output.write(
				`${COVER}${LEAVE_PASTES}${MAIN_SCREEN}${clear ? CLEAR : ""}${SHOW_CURSOR}`,
			);
		},
	};
}

/** Inquirer rejects by name when Ctrl-C is pressed, input is closed or the signal aborts. */
async function unlessStopped<T>(
	answer: Promise<T>,
	stopped: string,
): Promise<T> {
	try {
		return await answer;
	} catch (error) {
		const { name } = error as Error;
		if (name === "ExitPromptError" || name === "AbortPromptError")
			throw new StalkCheckError("stopped", stopped);
		throw error;
	}
}
