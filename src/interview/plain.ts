/** Asks in numbered lines that are only ever added: for screen readers, and for terminals that cannot redraw. */
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { lineInput } from "./line-input";
import { BACK, type Back, type Choice, type Prompt, type Prompter } from "./prompter";
import { CLEAR_ALL, type Terminal } from "./terminal";

/** Lines that arrive within this time were pasted: nobody types that fast. In milliseconds. */
const PASTE_TIME = 40;

/** Reads whole lines, and writes no control codes unless the window is cleared on `close`. */
export function plainPrompter(terminal: Terminal, { keyboard, stopped }: WordsFile): Prompter {
	const { output } = terminal;
	const { plain, left } = keyboard;
	const input = lineInput(terminal);
	const explained = new Set<string>();
	const width = () => Math.min(output.columns || 80, 80);
	const print = (text: string, indent = "") => {
		const lines = wrapAnsi(text, Math.max(width() - indent.length, 10));
		output.write(`${lines.replaceAll("\n", `\n${indent}`)}\n`);
	};
	const printOnce = (text: string) => {
		if (!explained.has(text)) print(text);
		explained.add(text);
	};
	const printChosen = (choices: Choice[]) => {
		const labels = choices.map(({ label }) => label).join("; ");
		print(`${plain.chosen}: ${labels || plain.none}`);
	};

	/** Reads one line. Returns undefined when several came at once: that is a paste, and answers nothing. */
	const readLine = async (label: string): Promise<string | undefined> => {
		if (input.discard() === 0) {
			output.write(label);
			const typed = await input.line();
			if (typed !== undefined) await new Promise((resolve) => setTimeout(resolve, PASTE_TIME));
			const isOne = input.discard() === 0;
			if (isOne && typed !== undefined && !input.ended()) return typed.trim();
			output.write("\n");
			if (input.ended()) throw new StalkCheckError("stopped", stopped);
		}
		print(plain.several);
		return undefined;
	};
	const readOneLine = async (label: string): Promise<string> => (await readLine(label)) ?? readOneLine(label);
	const leaveOnX = (typed: string) => {
		if (typed.toLowerCase() === "x") throw new StalkCheckError("left", left);
	};

	/** Asks until a line names choices, and returns their ids. */
	const ask = async <Id extends string>(
		kind: "choose" | "tick",
		{ heading, text = [], question, back }: Prompt,
		choices: Choice<Id>[],
		before: (string | undefined)[],
	): Promise<Id[] | Back> => {
		const chosenBefore = choices.filter(({ id }) => before.includes(id));
		output.write("\n");
		for (const paragraph of [heading, ...text]) if (paragraph) print(paragraph);
		for (;;) {
			if (question) print(question);
			choices.forEach(({ label, hint }, i) => {
				print(`${i + 1}. ${label}${hint ? ` (for example: ${hint})` : ""}`, "   ");
			});
			if (chosenBefore.length > 0) printChosen(chosenBefore);
			printOnce(plain[kind]);
			if (back) printOnce(plain.back);
			const line = await readLine(kind === "choose" ? plain.number : plain.numbers);
			if (!line) continue;
			leaveOnX(line);
			if (line.toLowerCase() === "b" && back) return BACK;
			const chosen = kind === "choose" ? choiceIn(line, choices) : choicesIn(line, choices);
			if (chosen) {
				printChosen(chosen);
				return chosen.map(({ id }) => id);
			}
			print(plain.wrong);
		}
	};

	return {
		async choose(prompt, choices, before) {
			const chosen = await ask("choose", prompt, choices, [before]);
			return chosen === BACK ? BACK : (chosen[0] as (typeof chosen)[0]);
		},
		tick: (prompt, choices, before) => ask("tick", prompt, choices, before),
		async type({ heading, text = [], question }, secret = false) {
			output.write("\n");
			for (const paragraph of [heading, ...text, question]) if (paragraph) print(paragraph);
			print(keyboard.keys.type);
			if (secret) input.echo(false);
			try {
				const typed = await readOneLine(plain.line);
				leaveOnX(typed);
				return typed || BACK;
			} finally {
				if (secret) {
					input.echo(true);
					output.write("\n");
				}
			}
		},
		async read(text) {
			const parts = text.trimEnd().split(/\n\n(?=\S)/);
			for (const [i, part] of parts.entries()) {
				if (i > 0) leaveOnX(await readOneLine(plain.more));
				output.write(`\n${part}\n`);
			}
		},
		width,
		close(clear) {
			input.close();
			if (clear && terminal.moves) output.write(CLEAR_ALL);
		},
	};
}

/** Returns the choice with this number or label, or the only one whose label begins with the line. */
function choiceIn<C extends Choice>(line: string, choices: C[]): [C] | undefined {
	const typed = line.toLowerCase();
	const labels = choices.map(({ label }) => label.toLowerCase());
	const matching = choices.filter((_, i) => labels[i]?.startsWith(typed));
	const only = matching.length === 1 ? matching[0] : undefined;
	const choice = /^\d+$/.test(line) ? choices[Number(line) - 1] : (choices[labels.indexOf(typed)] ?? only);
	return choice && [choice];
}

/** Returns the choices with these numbers; none for 0, and undefined when any number is wrong. */
function choicesIn<C extends Choice>(line: string, choices: C[]): C[] | undefined {
	const words = line.split(/[\s,.;]+/).filter((word) => word !== "");
	if (words.length === 0 || !words.every((word) => /^\d+$/.test(word))) return choiceIn(line, choices);
	const numbers = new Set(words.map(Number));
	if (numbers.size === 1 && numbers.has(0)) return [];
	const allExist = [...numbers].every((number) => choices[number - 1]);
	return allExist ? choices.filter((_, i) => numbers.has(i + 1)) : undefined;
}
