/** What a key does in a view. Pure. */
import { layout, scrolledTo, type ViewState, type WindowSize } from "./layout";
import type { Chosen, ListView, Row, TextView } from "./prompter";

/** A key as Node reports it: its name, and the characters that the terminal sent. */
export type Key = { name?: string | undefined; sequence?: string | undefined };

/** The next state, or how the view ends. */
export type KeyResult = ViewState | Chosen | "back" | "leave";

/** Returns the result of a key press in a list. Nothing is answered unseen: a row outside the window is scrolled to. */
export function pressKey(
	view: ListView,
	state: ViewState,
	size: WindowSize,
	{ name = "", sequence = "" }: Key,
): KeyResult {
	const { rows, marks } = view;
	const { cursor } = state;
	const { top, height, length, ranges } = layout(view, state, size);
	const unchanged: ViewState = { ...state, top };
	const scroll = (by: number): ViewState => ({ ...unchanged, top: scrolledTo(top + by, { height, length }) });
	// One line of the last page stays in view.
	const page = Math.max(height - 1, 1);
	const isShown = (i: number) => {
		const [from, to] = ranges[i] as [number, number];
		// A row longer than the window counts as shown when it fills the window.
		return from >= top && Math.min(to, from + height) <= top + height;
	};
	/** Scrolls as little as it takes to show the row under the cursor. */
	const showCursor = (next: ViewState): ViewState => {
		const { ranges, top, height } = layout(view, next, size);
		const [from, to] = ranges[next.cursor ?? 0] ?? [0, 0];
		if (from < top) return { ...next, top: from };
		return { ...next, top: to > top + height ? Math.min(to - height, from) : top };
	};
	const press = (i: number): KeyResult => {
		const row = rows[i] as Row;
		if (row.ends && top + height < length) return scroll(page);
		if (!isShown(i)) return showCursor({ ...unchanged, cursor: i });
		if (row.ends || marks.length === 0) return { id: row.id, marks: state.marks };
		return { ...unchanged, marks: cycled(view, state.marks, row.id) };
	};
	/** Moves the cursor by one row, or scrolls by one line when there is text to read before the next row. */
	const move = (by: 1 | -1): ViewState => {
		const next = cursor === undefined ? (by === 1 ? 0 : -1) : cursor + by;
		const [from, to] = ranges[next] ?? [Infinity, -Infinity];
		const isFar = by === 1 ? from > top + height : to < top;
		return isFar ? scroll(by) : showCursor({ ...unchanged, cursor: next });
	};

	const key = sequence.toLowerCase();
	if (key === "x") return "leave";
	if (key === "b" && view.back) return "back";
	if (name === "down") return move(1);
	if (name === "up") return move(-1);
	if (name === "pagedown") return scroll(page);
	if (name === "pageup") return scroll(-page);
	if (name === "return" || name === "enter" || name === "space")
		return cursor === undefined ? unchanged : press(cursor);
	const i = rows.findIndex((row) => row.key === key);
	return i < 0 ? unchanged : press(i);
}

/** Returns the page after a key press in a text, or how it ends: with the id of a row, or of `last`. */
export function pressTextKey(
	{ rows, last }: TextView,
	{ page, pages }: { page: number; pages: number },
	{ name = "", sequence = "" }: Key,
): number | { id: string } | "back" | "leave" {
	const key = sequence.toLowerCase();
	const chosen = rows.find((row) => row.key === key);
	if (key === "x") return "leave";
	if (key === "b") return "back";
	if (chosen) return { id: chosen.id };
	if (key === "0") return page < pages - 1 ? page + 1 : { id: last.id };
	if (["down", "pagedown", "return", "enter", "space"].includes(name)) return Math.min(page + 1, pages - 1);
	if (name === "up" || name === "pageup") return Math.max(page - 1, 0);
	return page;
}

/** Marks a row with the next mark, or takes the last one off. */
function cycled({ marks }: ListView, before: ViewState["marks"], id: string): ViewState["marks"] {
	const { [id]: mark, ...others } = before;
	const next = marks[marks.findIndex((it) => it.id === mark) + 1];
	return next ? { ...others, [id]: next.id } : others;
}
