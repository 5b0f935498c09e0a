/** Asks on the alternate screen, so that no answer stays in the scrollback. */
import { createPrompt, isEnterKey, useEffect, useKeypress, useState } from "@inquirer/core";
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { keyInput } from "./key-input";
import { type Key, pressKey } from "./keypress";
import { initialState, layout, lineWidth, type View, type WindowSize } from "./layout";
import { BACK, type Back, type Choice, type Prompt, type Prompter } from "./prompter";
import { CLEAR_ALL, type Terminal } from "./terminal";

const CLEAR_WINDOW = "\x1b[2J\x1b[H";
const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";
/** Enters the alternate screen, and has the terminal mark the start and the end of pasted text. */
const OPEN = `\x1b[?1049h\x1b[?2004h${CLEAR_WINDOW}`;
const CLOSE = `${CLEAR_WINDOW}\x1b[?2004l\x1b[?1049l`;

/** Enters the alternate screen, and leaves it on `close`. */
export function screenPrompter(terminal: Terminal, { keyboard, stopped }: WordsFile): Prompter {
	const { output, signal } = terminal;
	const input = keyInput(terminal);
	const inquirer = { input, output, signal, clearPromptOnDone: true };
	const { showView, typeLine } = inquirerPrompts(terminal, keyboard.keys);

	/** Inquirer rejects with these names on Ctrl-C, when input is closed, and when the signal aborts. */
	const orStopped = (error: Error) => {
		const isStop = error.name === "ExitPromptError" || error.name === "AbortPromptError";
		throw isStop ? new StalkCheckError("stopped", stopped) : error;
	};
	const ask = async (view: View, before: string[]): Promise<string[] | Back> => {
		output.write(CLEAR_WINDOW);
		const result = await showView({ view, before }, inquirer).catch(orStopped);
		if (result === "leave") throw new StalkCheckError("left", keyboard.left);
		return result === "back" ? BACK : result;
	};

	output.write(OPEN);
	return {
		async choose<Id extends string>(prompt: Prompt, choices: Choice<Id>[], before?: string) {
			const chosen = await ask({ kind: "choose", prompt, choices }, before === undefined ? [] : [before]);
			return chosen === BACK ? BACK : (chosen[0] as Id);
		},
		tick: (prompt, choices, before) => ask({ kind: "tick", prompt, choices }, before),
		async type(prompt, secret = false) {
			output.write(CLEAR_WINDOW);
			input.typing = true;
			try {
				const typed = await typeLine({ prompt, secret }, inquirer).catch(orStopped);
				return typed.trim() || BACK;
			} finally {
				input.typing = false;
			}
		},
		async read(text) {
			await ask({ kind: "read", prompt: { text: [text.trimEnd()] }, choices: [] }, []);
		},
		width: () => lineWidth(output.columns || 80),
		close(clear) {
			input.close();
			output.write(`${CLOSE}${clear ? CLEAR_ALL : ""}${SHOW_CURSOR}`);
		},
	};
}

function inquirerPrompts({ output, colours }: Terminal, hints: WordsFile["keyboard"]["keys"]) {
	const sizeOf = (): WindowSize => ({ columns: output.columns || 80, rows: output.rows || 24 });
	const useSize = (): WindowSize => {
		const [size, setSize] = useState(sizeOf());
		useEffect(() => {
			const onResize = () => {
				output.write(CLEAR_WINDOW);
				setSize(sizeOf());
			};
			output.on("resize", onResize);
			return () => output.removeListener("resize", onResize);
		}, []);
		return size;
	};

	/** Shows a view until a key ends it. */
	const showView = createPrompt<string[] | "back" | "leave", { view: View; before: string[] }>(
		({ view, before }, done) => {
			const [state, setState] = useState(() => initialState(view, before));
			const size = useSize();
			useKeypress((key, line) => {
				line.clearLine(0);
				const result = pressKey(view, state, size, hints, key as Key);
				if (typeof result === "string") done(result);
				else if ("done" in result) done(result.done);
				else setState(result);
			});
			return layout(view, state, size, hints, colours.heading).lines.join("\n") + HIDE_CURSOR;
		},
	);

	/** Asks for a line of text. */
	const typeLine = createPrompt<string, { prompt: Prompt; secret: boolean }>(({ prompt, secret }, done) => {
		const [typed, setTyped] = useState("");
		const { columns } = useSize();
		useKeypress((key, line) => {
			if (isEnterKey(key)) done(typed);
			else setTyped(line.line);
		});
		const paragraphs = [prompt.heading, ...(prompt.text ?? []), prompt.question, hints.type];
		const lines = paragraphs.flatMap((text) => (text ? [wrapAnsi(text, lineWidth(columns)), ""] : []));
		const shown = secret ? "*".repeat([...typed].length) : typed;
		return `${lines.join("\n")}\n> ${shown}${SHOW_CURSOR}`;
	});
	return { showView, typeLine };
}
