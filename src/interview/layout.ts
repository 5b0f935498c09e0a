/** Lays out a view in the window, as lines of text. Pure. */
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import type { Choice, Prompt } from "./prompter";

export type WindowSize = { columns: number; rows: number };

/** What the window shows: a prompt with choices, or formatted text to read, which has none. */
export type View = { kind: "choose" | "tick" | "read"; prompt: Prompt; choices: Choice[] };

/** What the keys pressed so far have changed. */
export type ViewState = {
	/** Index of the first line of the body in the window. */
	top: number;
	/** Index of the choice under the cursor. */
	cursor?: number | undefined;
	ticked: Set<string>;
	/** The first digit of a number with two. */
	digit: string;
};

/** At the foot of every view: what the keys do. */
export type KeyHints = WordsFile["keyboard"]["keys"];

export type Layout = {
	lines: string[];
	/** Number of body lines in the window, and in all. */
	height: number;
	length: number;
	/** The body lines of each choice: from, and to just after. */
	ranges: [from: number, to: number][];
	top: number;
};

/** Returns the state in which a view is first shown. `before` are the ids chosen earlier. */
export function initialState(view: View, before: string[]): ViewState {
	const chosen = view.choices.findIndex(({ id }) => id === before[0]);
	return {
		top: 0,
		cursor: view.kind === "choose" && chosen >= 0 ? chosen : undefined,
		ticked: new Set(view.kind === "tick" ? before : []),
		digit: "",
	};
}

/** Returns the lines of a view. The last row of the window stays free. */
export function layout(
	view: View,
	state: ViewState,
	{ columns, rows }: WindowSize,
	hints: KeyHints,
	styleHeading: (text: string) => string = (text) => text,
): Layout {
	const width = lineWidth(columns);
	const { heading } = view.prompt;
	const head = heading ? [...wrap(heading, width).map((line) => styleHeading(line)), ""] : [];
	const { lines, ranges } = bodyOf(view, state, width);
	const { length } = lines;
	const footOf = (more: boolean) => ["", ...wrap(hintsFor(view, hints, more), width)];
	const endFoot = footOf(false);
	const spare = rows - 1 - head.length;
	const room = Math.max(spare - endFoot.length, 3);
	if (length <= room) return { lines: [...head, ...lines, ...endFoot], height: room, length, ranges, top: 0 };

	// The marks above and below take a line each. The height must not change with the foot.
	const height = Math.max(spare - Math.max(endFoot.length, footOf(true).length) - 2, 2);
	const top = scrolledTo(state.top, { height, length });
	const more = top + height < length;
	const shown = Array.from({ length: height }, (_, i) => lines[top + i] ?? "");
	const marked = [top > 0 ? hints.above : "", ...shown, more ? hints.below : ""];
	return { lines: [...head, ...marked, ...footOf(more)], height, length, ranges, top };
}

/** Returns how wide a line may be. One column stays free: some terminals break a line that fills the window. */
export function lineWidth(columns: number): number {
	return Math.max(Math.min(columns, 80) - 1, 10);
}

/** Returns the nearest line to `top` that can be the first in the window. */
export function scrolledTo(top: number, { height, length }: Pick<Layout, "height" | "length">): number {
	return Math.max(0, Math.min(top, length - height));
}

/** Returns everything between the heading and the foot. */
function bodyOf(view: View, state: ViewState, width: number): Pick<Layout, "lines" | "ranges"> {
	const { kind, prompt, choices } = view;
	const { text = [], question = "" } = prompt;
	if (kind === "read") return { lines: text.flatMap((it) => rewrapped(it, width)), ranges: [] };
	const lines = [...text, question]
		.filter((paragraph) => paragraph !== "")
		.flatMap((paragraph) => [...wrap(paragraph, width), ""]);
	const ranges = choices.map((_, i): [number, number] => {
		const from = lines.length;
		lines.push(...choiceLines(view, state, i, width));
		return [from, lines.length];
	});
	return { lines, ranges };
}

/** Returns the lines of a choice, with its example when it is under the cursor. */
function choiceLines({ kind, choices }: View, { ticked, cursor }: ViewState, i: number, width: number): string[] {
	const { id, label, hint } = choices[i] as Choice;
	// Numbers start at 11 when there are more than nine, so that none begins another and 0 is free.
	const number = choices.length > 9 ? i + 11 : i + 1;
	const box = ticked.has(id) ? "[x] " : "[ ] ";
	const mark = `${cursor === i ? ">" : " "} ${number}. ${kind === "tick" ? box : ""}`;
	const indent = " ".repeat(mark.length);
	const example = hint && cursor === i ? [`For example: ${hint}`] : [];
	return [label, ...example]
		.flatMap((text) => wrap(text, Math.max(width - mark.length, 5)))
		.map((line, n) => (n === 0 ? mark : indent) + line);
}

/** Wraps formatted text again: the window may have become narrower. Indents are kept. */
function rewrapped(text: string, width: number): string[] {
	return text.split("\n").flatMap((line) => {
		const content = line.replace(/^ +/, "");
		const indent = " ".repeat(Math.min(line.length - content.length, width - 5));
		return wrap(content, width - indent.length).map((part) => indent + part);
	});
}

/** Wraps text to a width. A longer word, such as a file name, is broken. */
function wrap(text: string, width: number): string[] {
	return wrapAnsi(text, width, { hard: true }).split("\n");
}

function hintsFor({ kind, prompt, choices }: View, hints: KeyHints, more: boolean): string {
	return [
		more || kind === "read" ? hints.read : hints[kind],
		...(choices.some(({ hint }) => hint) ? [hints.examples] : []),
		...(prompt.back ? [hints.back] : []),
		hints.leave,
	].join(" ");
}
