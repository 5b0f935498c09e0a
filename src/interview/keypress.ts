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
	const { top, height, length, ranges } = layout(view, state, size, hints);
	const unchanged: ViewState = { ...state, top, digit: "" };
	// One line of the last page stays in view.
	const page = Math.max(height - 1, 1);
	const scroll = (by: number): ViewState => ({ ...unchanged, top: scrolledTo(top + by, { height, length }) });
	const isShown = (i: number) => {
		const [from, to] = ranges[i] as [number, number];
		// A choice longer than the window counts as shown when it fills the window.
		return from >= top && Math.min(to, from + height) <= top + height;
	};
	/** Scrolls as little as it takes to show the choice under the cursor. */
	const showCursor = (next: ViewState): ViewState => {
		const { ranges, top, height } = layout(view, next, size, hints);
		const [from, to] = ranges[next.cursor ?? 0] ?? [0, 0];
		if (from < top) return { ...next, top: from };
		return { ...next, top: to > top + height ? Math.min(to - height, from) : top };
	};
	const pick = (i: number): KeyResult => {
		const choice = choices[i];
		if (!choice) return unchanged;
		const here = { ...unchanged, cursor: i };
		// Nothing is answered unseen: the first press only scrolls to the choice.
		if (!isShown(i)) return showCursor(here);
		if (kind === "choose") return { done: [choice.id] };
		const ticked = new Set(state.ticked);
		if (!ticked.delete(choice.id)) ticked.add(choice.id);
		return showCursor({ ...here, ticked });
	};
	/** Moves the cursor by one choice, or scrolls by one line when there is text to read before the next choice. */
	const move = (by: 1 | -1): ViewState => {
		const next = cursor === undefined ? (by === 1 ? 0 : -1) : cursor + by;
		const [from, to] = ranges[next] ?? [Infinity, -Infinity];
		const isFar = by === 1 ? from > top + height : to < top;
		return isFar ? scroll(by) : showCursor({ ...unchanged, cursor: next });
	};
	const goOn = (): KeyResult => {
		if (top + height < length) return scroll(page);
		if (kind === "choose") return unchanged;
		return { done: choices.map(({ id }) => id).filter((id) => state.ticked.has(id)) };
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
	if (name === "down" || name === "j") return move(1);
	if (name === "up" || name === "k") return move(-1);
	if (name === "pagedown") return scroll(page);
	if (name === "pageup") return scroll(-page);
	if (name === "space" && kind === "tick" && cursor !== undefined) return pick(cursor);
	if (name !== "space" && name !== "return" && name !== "enter") return unchanged;
	const isAnswer = kind === "choose" && cursor !== undefined && isShown(cursor);
	return isAnswer ? pick(cursor) : goOn();
}
