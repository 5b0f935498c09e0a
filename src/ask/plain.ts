/** Prompts as numbered lines, only ever added to: for screen readers, serial lines and terminals that cannot redraw. */
import { createInterface } from "node:readline";
import { wrapAnsi } from "fast-wrap-ansi";
import { StalkCheckError } from "../errors";
import type { Choice, Prompter } from "./ask";

/** What the prompts need of the outside world. `leave` is said once, before anything is asked. */
export type Lines = {
	input: NodeJS.ReadableStream;
	output: NodeJS.WritableStream & { columns?: number };
	signal: AbortSignal;
	leave: string;
	stopped: string;
};

/** Reads whole lines; writes no cursor or colour codes at all. */
export function plainPrompter({
	input,
	output,
	signal,
	leave,
	stopped,
}: Lines): Prompter {
	const reader = createInterface({ input, terminal: false });
	const lines: string[] = [];
	let ended = false;
	let wake = () => {};
	const end = () => {
		ended = true;
		wake();
	};
	reader.on("line", (line) => {
		lines.push(line);
		wake();
	});
	reader.on("close", end);
	signal.addEventListener("abort", end);

	const say = (text: string) =>
		output.write(`${wrapAnsi(text, Math.min(output.columns || 80, 80))}\n`);
	const line = async (): Promise<string> => {
		while (lines.length === 0 && !ended)
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		if (signal.aborted || lines.length === 0)
			throw new StalkCheckError("stopped", stopped);
		return (lines.shift() as string).trim();
	};
	const list = (question: string, choices: Choice[]) => {
		if (question) say(question);
		choices.forEach(({ label, hint }, i) => {
			say(`${i + 1}. ${label}${hint ? ` (for example: ${hint})` : ""}`);
		});
	};

	say(leave);
	return {
		show(paragraphs) {
			say("");
			for (const paragraph of paragraphs) say(paragraph);
		},
		async choose(question, choices) {
			list(question, choices);
			for (;;) {
				output.write(`Type a number from 1 to ${choices.length}: `);
				const choice = chosen(await line(), choices);
				if (choice) {
					say(choice.label);
					return choice.id;
				}
			}
		},
		async tick(question, choices) {
			list(question, choices);
			for (;;) {
				output.write(
					"Type the numbers that fit, with spaces between them, or 0 for none: ",
				);
				const words = (await line())
					.split(/[\s,]+/)
					.filter((word) => word !== "");
				if (words.length === 1 && words[0] === "0") {
					say("None ticked");
					return [];
				}
				const ticked = [...new Set(words)].map(
					(word) => choices[Number(word) - 1],
				);
				if (words.length > 0 && ticked.every((it) => it !== undefined)) {
					say(`Ticked: ${ticked.map(({ label }) => label).join("; ")}`);
					return ticked.map(({ id }) => id);
				}
			}
		},
		close: () => reader.close(),
	};
}

/** The choice meant by a number, or by the first letters of one choice only. */
function chosen(text: string, choices: Choice[]): Choice | undefined {
	if (/^\d+$/.test(text)) return choices[Number(text) - 1];
	const start = text.toLowerCase();
	const matching = choices.filter(({ label }) =>
		label.toLowerCase().startsWith(start),
	);
	return start !== "" && matching.length === 1 ? matching[0] : undefined;
}
