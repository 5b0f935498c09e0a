/** Questions as numbered lines, only ever added to: for screen readers, serial lines and terminals that cannot redraw. */
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { lineReader } from "./lines";
import { BACK, type Choice, type Prompter, type Question } from "./prompter";
import { CLEAR, type Terminal } from "./terminal";

/** How long after a line another one can only have come with it, in milliseconds: nobody types that fast. */
const TOGETHER = 40;

/** Reads whole lines; writes no cursor, erase or colour codes at all, unless the window is to be cleared. */
export function plainPrompter(terminal: Terminal, words: WordsFile): Prompter {
	const { output } = terminal;
	const { plain } = words.keyboard;
	const reader = lineReader(terminal);
	const width = () => Math.min(output.columns || 80, 80);
	const say = (text: string, indent = "") => {
		const lines = wrapAnsi(text, Math.max(width() - indent.length, 10));
		output.write(`${lines.replaceAll("\n", `\n${indent}`)}\n`);
	};

	/** The next line that was typed; undefined when several came at once, which none of them can have been meant by. */
	const line = async (prompt: string): Promise<string | undefined> => {
		let waiting = reader.forget();
		if (waiting === 0) {
			output.write(prompt);
			const typed = await reader.line();
			if (typed !== undefined)
				await new Promise((resolve) => setTimeout(resolve, TOGETHER));
			if (typed === undefined || reader.ended()) {
				output.write("\n");
				throw new StalkCheckError("stopped", words.stopped);
			}
			waiting = reader.forget();
			if (waiting === 0) return typed.trim();
			output.write("\n");
		}
		say(plain.several);
		return undefined;
	};
	/** As `line`, asked again until one line came alone. */
	const oneLine = async (prompt: string): Promise<string> =>
		(await line(prompt)) ?? oneLine(prompt);

	/** They were told that x leaves at any question, and so no file is ever named by it. */
	const leaveAt = (typed: string) => {
		if (typed.toLowerCase() === "x")
			throw new StalkCheckError("left", words.keyboard.left);
	};

	const explained = new Set<string>();
	/** Says once what to type, then puts a question again until `answer` makes something of the line. */
	const put = async <T>(
		{ heading, text = [], question, back }: Question,
		choices: Choice[],
		before: Choice[],
		{ hint, prompt }: { hint: string; prompt: string },
		answer: (line: string) => T | undefined,
	): Promise<T | typeof BACK> => {
		output.write("\n");
		if (heading) say(heading);
		for (const paragraph of text) say(paragraph);
		for (;;) {
			if (question) say(question);
			choices.forEach(({ label, hint }, i) => {
				const example = hint ? ` (for example: ${hint})` : "";
				say(`${i + 1}. ${label}${example}`, "   ");
			});
			if (before.length > 0) chose(before);
			for (const text of [hint, ...(back ? [plain.back] : [])]) {
				if (!explained.has(text)) say(text);
				explained.add(text);
			}
			const typed = await line(prompt);
			if (typed === undefined || typed === "") continue;
			leaveAt(typed);
			if (typed.toLowerCase() === "b" && back) return BACK;
			const meant = answer(typed);
			if (meant !== undefined) return meant;
			say(plain.wrong);
		}
	};
	const chose = (choices: Choice[]) =>
		say(
			choices.length > 0
				? `${plain.chosen}: ${choices.map(({ label }) => label).join("; ")}`
				: `${plain.chosen}: ${plain.none}`,
		);

	return {
		async choose(question, choices, before) {
			const chosen = choices.filter(({ id }) => id === before);
			const says = { hint: plain.choose, prompt: plain.number };
			const choice = await put(question, choices, chosen, says, (typed) =>
				meant(typed, choices),
			);
			if (choice === BACK) return BACK;
			chose([choice]);
			return choice.id;
		},
		async tick(question, choices, before) {
			const chosen = choices.filter(({ id }) => before.includes(id));
			const says = { hint: plain.tick, prompt: plain.numbers };
			const ticked = await put(question, choices, chosen, says, (typed) =>
				allMeant(typed, choices),
			);
			if (ticked === BACK) return BACK;
			chose(ticked);
			return ticked.map(({ id }) => id);
		},
		async type({ heading, text = [], question }, secret) {
			output.write("\n");
			for (const paragraph of [heading, ...text, question])
				if (paragraph) say(paragraph);
			say(words.keyboard.keys.type);
			if (secret) reader.echo(false);
			try {
				const typed = await oneLine(plain.line);
				leaveAt(typed);
				return typed || BACK;
			} finally {
				if (secret) {
					reader.echo(true);
					output.write("\n");
				}
			}
		},
		async read(text) {
			const parts = text.trimEnd().split(/\n\n(?=\S)/);
			for (const [i, part] of parts.entries()) {
				output.write(`\n${part}\n`);
				if (i === parts.length - 1) return;
				leaveAt(await oneLine(plain.more));
			}
		},
		width,
		close(clear) {
			reader.close();
			if (clear && terminal.moves) output.write(CLEAR);
		},
	};
}

/** The choice meant by a number, or by its first letters if no other begins with them, or by the whole of it. */
function meant(typed: string, choices: Choice[]): Choice | undefined {
	if (/^\d+$/.test(typed)) return choices[Number(typed) - 1];
	const start = typed.toLowerCase();
	const labels = choices.map(({ label }) => label.toLowerCase());
	const whole = choices[labels.indexOf(start)];
	if (whole) return whole;
	const matching = choices.filter((_, i) => labels[i]?.startsWith(start));
	return matching.length === 1 ? matching[0] : undefined;
}

/** The choices meant by numbers, in the order of the choices; none by 0; undefined when any of it is wrong. */
function allMeant(typed: string, choices: Choice[]): Choice[] | undefined {
	const words = typed.split(/[\s,.;]+/).filter((word) => word !== "");
	if (!words.every((word) => /^\d+$/.test(word)) || words.length === 0) {
		const only = meant(typed, choices);
		return only && [only];
	}
	const numbers = new Set(words.map(Number));
	if (numbers.size === 1 && numbers.has(0)) return [];
	const known = [...numbers].every((number) => choices[number - 1]);
	return known ? choices.filter((_, i) => numbers.has(i + 1)) : undefined;
}
