/** Asks on the alternate screen, so that no answer stays in the scrollback. */
import { createPrompt, isEnterKey, useEffect, useKeypress, useState } from "@inquirer/core";
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { type Key, pressKey, pressTextKey } from "./key-actions";
import { keyInput } from "./key-input";
import { layout, layoutText, lineWidth, type ViewState, type WindowSize } from "./layout";
import { BACK, type Chosen, type ListView, type Prompt, type Prompter, type TextView } from "./prompter";
import { CLEAR_ALL, type Terminal } from "./terminal";

const CLEAR_WINDOW = "\x1b[2J\x1b[H";
const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";
/** Enters the alternate screen, and has the terminal mark the start and the end of pasted text. */
const OPEN = `\x1b[?1049h\x1b[?2004h${CLEAR_WINDOW}`;
const CLOSE = `${CLEAR_WINDOW}\x1b[?2004l\x1b[?1049l`;

/** Enters the alternate screen, and leaves it on `close`. */
export function windowPrompter(terminal: Terminal, { keyboard, stopped }: WordsFile): Prompter {
	const { output, signal } = terminal;
	const input = keyInput(terminal);
	const inquirer = { input, output, signal, clearPromptOnDone: true };
	const { showList, showText, typeLine } = inquirerPrompts(terminal, keyboard.keys.type);

	/** Inquirer rejects with these names on Ctrl-C, when input is closed, and when the signal aborts. */
	const orStopped = (error: Error) => {
		const isStop = error.name === "ExitPromptError" || error.name === "AbortPromptError";
		throw isStop ? new StalkCheckError("stopped", stopped) : error;
	};
	const result = async <T>(asked: Promise<T | "back" | "leave">) => {
		const result = await asked.catch(orStopped);
		if (result === "leave") throw new StalkCheckError("left", keyboard.left);
		return result === "back" ? BACK : (result as Exclude<T, "back" | "leave">);
	};

	output.write(OPEN);
	return {
		async show(view, marks = {}) {
			output.write(CLEAR_WINDOW);
			return result(showList({ view, marks }, inquirer));
		},
		async read(view) {
			output.write(CLEAR_WINDOW);
			const ended = await result(showText({ view }, inquirer));
			return ended === BACK ? BACK : ended.id;
		},
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
		close(clear) {
			input.close();
			output.write(`${CLOSE}${clear ? CLEAR_ALL : ""}${SHOW_CURSOR}`);
		},
	};
}

function inquirerPrompts({ output, colours }: Terminal, typeHint: string) {
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

	/** Shows a list until a key ends it. */
	const showList = createPrompt<Chosen | "back" | "leave", { view: ListView; marks: Record<string, string> }>(
		({ view, marks }, done) => {
			const [state, setState] = useState<ViewState>({ top: 0, marks });
			const size = useSize();
			useKeypress((key, line) => {
				line.clearLine(0);
				const result = pressKey(view, state, size, key as Key);
				if (typeof result === "string" || "id" in result) done(result);
				else setState(result);
			});
			return layout(view, state, size, colours).lines.join("\n") + HIDE_CURSOR;
		},
	);

	/** Shows text until a key ends it. */
	const showText = createPrompt<{ id: string } | "back" | "leave", { view: TextView }>(({ view }, done) => {
		const [page, setPage] = useState(0);
		const size = useSize();
		const shown = layoutText(view, page, size, colours);
		useKeypress((key, line) => {
			line.clearLine(0);
			const result = pressTextKey(view, shown, key as Key);
			if (typeof result === "number") {
				output.write(CLEAR_WINDOW);
				setPage(result);
			} else done(result);
		});
		return shown.lines.join("\n") + HIDE_CURSOR;
	});

	/** Asks for a line of text. */
	const typeLine = createPrompt<string, { prompt: Prompt; secret: boolean }>(({ prompt, secret }, done) => {
		const [typed, setTyped] = useState("");
		const { columns } = useSize();
		useKeypress((key, line) => {
			if (isEnterKey(key)) done(typed);
			else setTyped(line.line);
		});
		const lines = [...(prompt.text ?? []), prompt.question, typeHint].flatMap((text) => [
			wrapAnsi(text, lineWidth(columns)),
			"",
		]);
		const shown = secret ? "*".repeat([...typed].length) : typed;
		return `${lines.join("\n")}\n> ${shown}${SHOW_CURSOR}`;
	});
	return { showList, showText, typeLine };
}
