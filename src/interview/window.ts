/** Asks on the alternate screen, so that no answer stays in the scrollback. */
import { createPrompt, isEnterKey, useEffect, useKeypress, useState } from "@inquirer/core";
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { type Key, pressKey } from "./key-actions";
import { keyInput } from "./key-input";
import { firstState, layout, lineWidth, type WindowSize } from "./layout";
import { BACK, type Back, type Chosen, type Prompter, type Terminal, type View } from "./prompter";

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
	const context = { input, output, signal, clearPromptOnDone: true };

	const ask = <Value, Config>(prompt: (config: Config, asking: typeof context) => Promise<Value>, config: Config) => {
		output.write(CLEAR_WINDOW);
		return prompt(config, context).catch((error: Error) => {
			// What Inquirer rejects with on Ctrl-C or when input is closed, and when the signal aborts.
			const isStop = error.name === "ExitPromptError" || error.name === "AbortPromptError";
			throw isStop ? new StalkCheckError("stopped", stopped) : error;
		});
	};

	output.write(OPEN);
	return {
		async show(view) {
			const ended = await ask(showView, { terminal, view });
			if (ended !== "leave") return ended;
			throw new StalkCheckError("left", keyboard.left);
		},
		async type(paragraphs, secret = false) {
			input.typing = true;
			try {
				const typed = await ask(typeLine, { terminal, paragraphs: [...paragraphs, keyboard.keys.type], secret });
				return typed.trim() || BACK;
			} finally {
				input.typing = false;
			}
		},
		close() {
			input.close();
			output.write(CLOSE + SHOW_CURSOR);
		},
	};
}

/** Shows a view until a key ends it. */
const showView = createPrompt<Chosen | Back | "leave", { terminal: Terminal; view: View }>(
	({ terminal, view }, done) => {
		const [state, setState] = useState(firstState(view));
		const size = useSize(terminal);
		useKeypress((key, line) => {
			line.clearLine(0);
			const result = pressKey(view, state, size, key as Key);
			if (typeof result === "object" && "top" in result) setState(result);
			else done(result);
		});
		return layout(view, state, size, terminal.colours).lines.join("\n") + HIDE_CURSOR;
	},
);

/** Asks for a line of text. */
const typeLine = createPrompt<string, { terminal: Terminal; paragraphs: string[]; secret: boolean }>(
	({ terminal, paragraphs, secret }, done) => {
		const [typed, setTyped] = useState("");
		const { columns } = useSize(terminal);
		useKeypress((key, line) => {
			if (isEnterKey(key)) done(typed);
			else setTyped(line.line);
		});
		const lines = paragraphs.map((paragraph) => `${wrapAnsi(paragraph, lineWidth(columns))}\n\n`);
		const shown = secret ? "*".repeat([...typed].length) : typed;
		return `${lines.join("")}> ${shown}${SHOW_CURSOR}`;
	},
);

function useSize({ output }: Terminal): WindowSize {
	const sizeOf = () => ({ columns: output.columns || 80, rows: output.rows || 24 });
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
}
