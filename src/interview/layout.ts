/** What a screen shows, and what a key does to it. Pure: a screen, a state and a size make lines. */
import { wrapAnsi } from "fast-wrap-ansi";
import type { WordsFile } from "../content/schema";
import type { Choice, Question } from "./prompter";

export type Size = { columns: number; rows: number };

/** One screen: a question with choices, or, without any, a text to read that is set already. */
export type Screen = {
	kind: "choose" | "tick" | "read";
	question: Question;
	choices: Choice[];
};

/** How far somebody has come with a screen. */
export type State = {
	/** The first line of the text that is in the window. */
	top: number;
	/** The choice that the arrows have reached. */
	at?: number | undefined;
	ticked: Set<string>;
	/** The first digit of a number of two. */
	digit: string;
};

/** What a key comes to: another state, or the end of the question. */
export type Outcome = State | { done: string[] } | "back" | "leave";

type Keys = WordsFile["keyboard"]["keys"];

/** Lines as they are seen, and what a key must know about them. */
export type Layout = {
	lines: string[];
	/** How many lines of the text are in the window, and how many there are. */
	height: number;
	length: number;
	/** Which lines of the text each choice takes, from and to just after. */
	places: [from: number, to: number][];
	top: number;
};

/** Lays a screen out in the window. No line is as wide as the window, and there is a line less than it has. */
export function layout(
	screen: Screen,
	state: State,
	{ columns, rows }: Size,
	words: Keys,
	heading: (text: string) => string = (text) => text,
): Layout {
	const width = Math.max(Math.min(columns, 80) - 1, 10);
	const wrap = (text: string) => wrapped(text, width);
	const head = screen.question.heading
		? [...wrap(screen.question.heading).map((it) => heading(it)), ""]
		: [];
	const { lines, places } = textOf(screen, state, width);

	const footOf = (more: boolean) => ["", ...wrap(foot(screen, words, more))];
	const last = footOf(false).length;
	const room = Math.max(rows - 1 - head.length - last, 3);
	const fits = lines.length <= room;
	// The marks of what is above and below take a line each, and the foot at the end can be longer than the one before.
	const tallest = Math.max(last, footOf(true).length);
	const height = fits
		? room
		: Math.max(rows - 1 - head.length - tallest - 2, 2);
	const top = fits
		? 0
		: Math.max(0, Math.min(state.top, lines.length - height));
	const below = top + height < lines.length;
	const shown = lines.slice(top, top + height);
	return {
		lines: [
			...head,
			...(fits ? [] : [top > 0 ? words.above : ""]),
			...(fits ? shown : shown.concat(Array(height - shown.length).fill(""))),
			...(fits ? [] : [below ? words.below : ""]),
			...footOf(below),
		],
		height,
		length: lines.length,
		places,
		top,
	};
}

/** The text of a screen below its heading, and where the choices are in it. */
function textOf(
	{ kind, question, choices }: Screen,
	state: State,
	width: number,
) {
	const wrap = (text: string) => wrapped(text, width);
	if (kind === "read")
		return {
			// It was set for the window as it was, which may be narrower now.
			lines: (question.text ?? [])
				.flatMap((text) => text.split("\n"))
				.flatMap((line) => {
					const [indent = ""] = line.match(/^ */) ?? [];
					const kept = indent.slice(0, width - 5);
					const rest = line.slice(indent.length);
					return wrapped(rest, width - kept.length).map((it) => kept + it);
				}),
			places: [] as [number, number][],
		};
	const paragraphs = [...(question.text ?? []), question.question ?? ""];
	const lines = paragraphs
		.filter((paragraph) => paragraph !== "")
		.flatMap((paragraph) => [...wrap(paragraph), ""]);
	const places = choices.map(({ id, label, hint }, i): [number, number] => {
		const from = lines.length;
		const number = numberOf(i, choices);
		const box = kind === "tick" ? (state.ticked.has(id) ? "[x] " : "[ ] ") : "";
		const mark = `${state.at === i ? ">" : " "} ${number}. ${box}`;
		const indent = " ".repeat(mark.length);
		const beside = (text: string) =>
			wrapped(text, Math.max(width - mark.length, 5));
		const [first = "", ...rest] = beside(label);
		lines.push(mark + first, ...rest.map((line) => indent + line));
		if (hint && state.at === i)
			lines.push(
				...beside(`For example: ${hint}`).map((line) => indent + line),
			);
		return [from, lines.length];
	});
	return { lines, places };
}

/** Lines of at most that width; a word that is longer, such as the name of a file, is broken. */
function wrapped(text: string, width: number): string[] {
	return wrapAnsi(text, width, { hard: true }).split("\n");
}

/** From 11 when there are more than nine, so that no number begins another, and 0 is free. */
function numberOf(i: number, { length }: Choice[]): number {
	return length > 9 ? i + 11 : i + 1;
}

function foot({ kind, question, choices }: Screen, words: Keys, more: boolean) {
	const numbers = kind === "tick" ? words.tick : words.choose;
	return [
		...(more || kind === "read" ? [words.read] : []),
		...(kind === "read" || more ? [] : [numbers]),
		...(choices.some(({ hint }) => hint) ? [words.examples] : []),
		...(question.back ? [words.back] : []),
		words.leave,
	].join(" ");
}

/** The state in which a screen is first shown. */
export function begin(screen: Screen, before: string[]): State {
	const at = screen.choices.findIndex(({ id }) => id === before[0]);
	return {
		top: 0,
		at: screen.kind === "choose" && at >= 0 ? at : undefined,
		ticked: new Set(screen.kind === "tick" ? before : []),
		digit: "",
	};
}

/** A key as it is told by Node: its name, and the characters that it sent. */
export type Key = { name?: string | undefined; sequence?: string | undefined };

/** What a key does. Those that mean nothing leave all as it is, but for half a number, which is forgotten. */
export function pressed(
	screen: Screen,
	state: State,
	size: Size,
	words: Keys,
	{ name = "", sequence = "" }: Key,
): Outcome {
	const { kind, choices, question } = screen;
	const now = layout(screen, state, size, words);
	const still: State = { ...state, top: now.top, digit: "" };
	const more = now.top + now.height < now.length;
	const turned = (by: number): State => ({
		...still,
		top: Math.max(0, Math.min(now.top + by, now.length - now.height)),
	});
	// A line of what was read last stays, to go on from.
	const page = Math.max(now.height - 1, 1);
	const goOn = (): Outcome => {
		if (more) return turned(page);
		if (kind === "read") return { done: [] };
		if (kind === "tick") return done(still);
		return still;
	};
	const seen = (i: number) => {
		const [from, to] = now.places[i] as [number, number];
		// The first line will do for a choice that is longer than the window.
		return (
			from >= now.top && Math.min(to, from + now.height) <= now.top + now.height
		);
	};
	const done = ({ ticked }: State) => ({
		done: choices.filter(({ id }) => ticked.has(id)).map(({ id }) => id),
	});
	const pick = (i: number): Outcome => {
		const choice = choices[i];
		if (!choice) return still;
		// Nothing is answered unseen: the first press of its number brings a choice into the window.
		if (!seen(i)) return inView(screen, { ...still, at: i }, size, words);
		if (kind === "choose") return { done: [choice.id] };
		const ticked = new Set(state.ticked);
		if (!ticked.delete(choice.id)) ticked.add(choice.id);
		return inView(screen, { ...still, ticked, at: i }, size, words);
	};

	if (sequence === "x" || sequence === "X") return "leave";
	if (name === "b" && question.back) return "back";
	if (name === "b" && kind === "read") return turned(-page);
	if (sequence === "0" && state.digit === "") return goOn();
	if (/^[0-9]$/.test(sequence)) {
		const number = Number(state.digit + sequence);
		if (choices.length <= 9) return pick(number - 1);
		if (state.digit !== "") return pick(number - 11);
		return { ...still, digit: sequence };
	}
	// Half a number says nothing.
	if (state.digit !== "") return still;
	const { at } = state;
	if (name === "space" && kind === "tick" && at !== undefined) return pick(at);
	if (name === "return" || name === "enter" || name === "space") {
		const reached = at !== undefined && seen(at);
		return kind === "choose" && reached ? pick(at) : goOn();
	}
	const by =
		name === "down" || name === "j"
			? 1
			: name === "up" || name === "k"
				? -1
				: 0;
	if (by !== 0) return moved(screen, still, size, words, by, now);
	if (name === "pagedown") return turned(page);
	if (name === "pageup") return turned(-page);
	return still;
}

/** Up or down by a choice, or by a line while there is text to read before the next one. */
function moved(
	screen: Screen,
	state: State,
	size: Size,
	words: Keys,
	by: 1 | -1,
	now: Layout,
): State {
	const next = state.at === undefined ? (by === 1 ? 0 : -1) : state.at + by;
	const place = now.places[next];
	const line = { ...state, top: now.top + by };
	// What stands between is not jumped over.
	const far =
		place !== undefined &&
		(by === 1 ? place[0] > now.top + now.height : place[1] < now.top);
	if (place !== undefined && !far)
		return inView(screen, { ...state, at: next }, size, words);
	return {
		...line,
		top: Math.max(0, Math.min(line.top, now.length - now.height)),
	};
}

/** The state with its window moved as little as will show the choice that the arrows have reached. */
function inView(screen: Screen, state: State, size: Size, words: Keys): State {
	const { places, top, height } = layout(screen, state, size, words);
	const [from, to] = places[state.at ?? 0] ?? [0, 0];
	if (from < top) return { ...state, top: from };
	if (to > top + height) return { ...state, top: Math.min(to - height, from) };
	return { ...state, top };
}
