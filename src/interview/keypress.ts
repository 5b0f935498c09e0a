/** What a key does in a view. Pure. */
import { type KeyHints, layout, scrolledTo, type View, type ViewState, type WindowSize } from "./layout";

/** A key as Node reports it: its name, and the characters that the terminal sent. */
export type Key = { name?: string | undefined; sequence?: string | undefined };

/** The next state, or how the view ends: `done` holds the ids chosen. */
export type KeyResult = ViewState | { done: string[] } | "back" | "leave";

/** Returns the result of a key press. A key without a meaning only discards the first digit of a number. */
export function pressKey(
	view: View,
	state: ViewState,
	size: WindowSize,
	hints: KeyHints,
	{ name = "", sequence = "" }: Key,
): KeyResult {
	const { kind, choices, prompt } = view;
	const { cursor, digit } = state;
	const now = layout(view, state, size, hints);
	const unchanged: ViewState = { ...state, top: now.top, digit: "" };
	// One line of the last page stays in view.
	const page = Math.max(now.height - 1, 1);
	const scroll = (by: number): ViewState => ({
		...unchanged,
		top: scrolledTo(now.top + by, now),
	});
	const isShown = (i: number) => {
		const [from, to] = now.ranges[i] as [number, number];
		// A choice longer than the window counts as shown when it fills the window.
		const end = Math.min(to, from + now.height);
		return from >= now.top && end <= now.top + now.height;
	};
	const goOn = (): KeyResult => {
		if (now.top + now.height < now.length) return scroll(page);
		if (kind === "choose") return unchanged;
		const ticked = choices.filter(({ id }) => state.ticked.has(id));
		return { done: ticked.map(({ id }) => id) };
	};
	const pick = (i: number): KeyResult => {
		const choice = choices[i];
		if (!choice) return unchanged;
		const here = { ...unchanged, cursor: i };
		// Nothing is answered unseen: the first press only scrolls to the choice.
		if (!isShown(i)) return scrolledToCursor(view, here, size, hints);
		if (kind === "choose") return { done: [choice.id] };
		const ticked = new Set(state.ticked);
		if (!ticked.delete(choice.id)) ticked.add(choice.id);
		return scrolledToCursor(view, { ...here, ticked }, size, hints);
	};
	/** Moves the cursor by one choice, or scrolls by one line when there is text to read before the next choice. */
	const move = (by: 1 | -1): ViewState => {
		const next = cursor === undefined ? (by === 1 ? 0 : -1) : cursor + by;
		const [from, to] = now.ranges[next] ?? [Infinity, -Infinity];
		const isFar = by === 1 ? from > now.top + now.height : to < now.top;
		if (isFar) return scroll(by);
		return scrolledToCursor(view, { ...unchanged, cursor: next }, size, hints);
	};

	if (sequence === "x" || sequence === "X") return "leave";
	if (name === "b" && prompt.back) return "back";
	if (name === "b" && kind === "read") return scroll(-page);
	if (sequence === "0" && digit === "") return goOn();
	if (/^[0-9]$/.test(sequence)) {
		if (choices.length <= 9) return pick(Number(digit + sequence) - 1);
		if (digit !== "") return pick(Number(digit + sequence) - 11);
		return { ...unchanged, digit: sequence };
	}
	// The key after a first digit means nothing, so that a slip answers nothing.
	if (digit !== "") return unchanged;
	switch (name) {
		case "space":
			if (kind === "tick" && cursor !== undefined) return pick(cursor);
			break;
		case "return":
		case "enter":
			break;
		case "down":
		case "j":
			return move(1);
		case "up":
		case "k":
			return move(-1);
		case "pagedown":
			return scroll(page);
		case "pageup":
			return scroll(-page);
		default:
			return unchanged;
	}
	const isAnswer = kind === "choose" && cursor !== undefined && isShown(cursor);
	return isAnswer ? pick(cursor) : goOn();
}

/** Scrolls as little as it takes to show the choice under the cursor. */
function scrolledToCursor(view: View, state: ViewState, size: WindowSize, hints: KeyHints): ViewState {
	const { ranges, top, height } = layout(view, state, size, hints);
	const [from, to] = ranges[state.cursor ?? 0] ?? [0, 0];
	if (from < top) return { ...state, top: from };
	if (to > top + height) return { ...state, top: Math.min(to - height, from) };
	return { ...state, top };
}
