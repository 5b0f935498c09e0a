/** Prompts on a terminal, with Inquirer, on the alternate screen so that no answer stays in the scrollback. */
import checkbox from "@inquirer/checkbox";
import select from "@inquirer/select";
import { wrapAnsi } from "fast-wrap-ansi";
import { StalkCheckError } from "../errors";
import type { Choice, Prompter } from "./ask";

const ALTERNATE_SCREEN = "\x1b[?1049h";
const MAIN_SCREEN = "\x1b[?1049l";
const CLEAR = "\x1b[2J\x1b[H";
const SHOW_CURSOR = "\x1b[?25h";

/** What the prompts need of the outside world. `leave` is said at the foot of every screen. */
export type Terminal = {
	input: NodeJS.ReadStream;
	output: NodeJS.WriteStream;
	signal: AbortSignal;
	leave: string;
	stopped: string;
	heading: (text: string) => string;
};

/** Opens the alternate screen; `close` gives the main one back. */
export function screenPrompter(terminal: Terminal): Prompter {
	const { input, output, signal } = terminal;
	const width = () => Math.min(output.columns || 80, 80);
	const context = { input, output, signal, clearPromptOnDone: true };
	let lines = 0;
	const page = (extra: number) =>
		Math.max(3, (output.rows || 24) - lines - extra - 4);
	const question = (text: string) => wrapAnsi(text, width() - 4);
	const asChoices = (choices: Choice[]) =>
		choices.map(({ id, label, hint }) => ({
			value: id,
			name: label,
			short: "",
			...(hint
				? {
						description: wrapAnsi(`For example: ${hint}`, width() - 2),
					}
				: {}),
		}));

	output.write(ALTERNATE_SCREEN + CLEAR);
	return {
		show(paragraphs) {
			const [first = "", ...rest] = paragraphs;
			const text = [terminal.leave, terminal.heading(first), ...rest]
				.filter((paragraph) => paragraph !== "")
				.map((paragraph) => wrapAnsi(paragraph, width()))
				.join("\n\n");
			lines = text.split("\n").length + 1;
			output.write(`${CLEAR}${text}\n\n`);
		},
		choose: (text, choices) => {
			const message = question(text);
			const pageSize = page(message.split("\n").length);
			return unlessStopped(
				select(
					{ message, choices: asChoices(choices), loop: false, pageSize },
					context,
				),
				terminal.stopped,
			);
		},
		tick: (text, choices) => {
			const message = question(text);
			const pageSize = page(message.split("\n").length + 3);
			return unlessStopped(
				checkbox(
					{
						message,
						choices: asChoices(choices),
						loop: false,
						pageSize,
						// One stray key must not tick everything.
						shortcuts: { all: null, invert: null },
					},
					context,
				),
				terminal.stopped,
			);
		},
		close: () => {
			output.write(CLEAR + MAIN_SCREEN + SHOW_CURSOR);
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
