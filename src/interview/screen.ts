/** Asks on the alternate screen, so that no answer stays in the scrollback. */
import { createPrompt, isEnterKey, useEffect, useKeypress, useState } from "@inquirer/core";
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { keyInput } from "./key-input";
import { type Key, pressKey } from "./keypress";
import { initialState, layout, lineWidth, type View, type WindowSize } from "./layout";
import { BACK, type Back, type Choice, type Prompter } from "./prompter";
import {
	CLEAR_ALL,
	CLEAR_WINDOW,
	DISABLE_PASTE_MARKS,
	ENABLE_PASTE_MARKS,
	ENTER_ALTERNATE_SCREEN,
	HIDE_CURSOR,
	LEAVE_ALTERNATE_SCREEN,
	SHOW_CURSOR,
	type Terminal,
} from "./terminal";

/** Enters the alternate screen, and leaves it on `close`. */
export function screenPrompter(terminal: Terminal, { keyboard, stopped }: WordsFile): Prompter {
	const { output, signal } = terminal;
	const input = keyInput(terminal);
	const inquirer = { input, output, signal, clearPromptOnDone: true };
	const { showView, typeLine } = inquirerPrompts(terminal, keyboard.keys);

	const ask = async (view: View, before: string[]): Promise<string[] | Back> => {
		output.write(CLEAR_WINDOW);
		const prompt = showView({ view, before }, inquirer);
		const result = await orStopped(prompt, stopped);
		if (result === "leave") throw new StalkCheckError("left", keyboard.left);
		return result === "back" ? BACK : result;
	};

	output.write(ENTER_ALTERNATE_SCREEN + ENABLE_PASTE_MARKS + CLEAR_WINDOW);
	return {
		async choose<Id extends string>(prompt: View["prompt"], choices: Choice<Id>[], before?: string) {
			const view: View = { kind: "choose", prompt, choices };
			const chosen = await ask(view, before === undefined ? [] : [before]);
			return chosen === BACK ? BACK : (chosen[0] as Id);
		},
		tick: (prompt, choices, before) => ask({ kind: "tick", prompt, choices }, before),
		async type({ heading = "", text = [], question = "" }, secret = false) {
			output.write(CLEAR_WINDOW);
			input.typing = true;
			try {
				const paragraphs = [heading, ...text, question];
				const prompt = typeLine({ paragraphs, secret }, inquirer);
				const typed = await orStopped(prompt, stopped);
				return typed.trim() || BACK;
			} finally {
				input.typing = false;
			}
		},
		async read(text) {
			const prompt = { text: [text.trimEnd()] };
			await ask({ kind: "read", prompt, choices: [] }, []);
		},
		width: () => lineWidth(output.columns || 80),
		close(clear) {
			input.close();
			const scrollback = clear ? CLEAR_ALL : "";
			output.write(`${CLEAR_WINDOW}${DISABLE_PASTE_MARKS}${LEAVE_ALTERNATE_SCREEN}${scrollback}${SHOW_CURSOR}`);
		},
	};
}

function inquirerPrompts({ output, heading }: Terminal, hints: WordsFile["keyboard"]["keys"]) {
	const sizeOf = (): WindowSize => ({
		columns: output.columns || 80,
		rows: output.rows || 24,
	});
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
			const { lines } = layout(view, state, size, hints, heading);
			return lines.join("\n") + HIDE_CURSOR;
		},
	);

	/** Asks for a line of text. */
	const typeLine = createPrompt<string, { paragraphs: string[]; secret: boolean }>(({ paragraphs, secret }, done) => {
		const [typed, setTyped] = useState("");
		const { columns } = useSize();
		useKeypress((key, line) => {
			if (isEnterKey(key)) done(typed);
			else setTyped(line.line);
		});
		const lines = [...paragraphs, hints.type]
			.filter((paragraph) => paragraph !== "")
			.flatMap((paragraph) => [wrapAnsi(paragraph, lineWidth(columns)), ""]);
		const shown = secret ? "*".repeat([...typed].length) : typed;
		return `${lines.join("\n")}\n> ${shown}${SHOW_CURSOR}`;
	});
	return { showView, typeLine };
}

/** Inquirer rejects with these names on Ctrl-C, when input is closed, and when the signal aborts. */
async function orStopped<T>(answer: Promise<T>, stopped: string): Promise<T> {
	try {
		return await answer;
	} catch (error) {
		const { name } = error as Error;
		if (name === "ExitPromptError" || name === "AbortPromptError") throw new StalkCheckError("stopped", stopped);
		throw error;
	}
}
