/** What a key does in a view. Pure. */
import { layout, scrolledTo, type ViewState, type WindowSize } from "./layout";
import { BACK, type Back, type Chosen, type Row, type View } from "./prompter";

/** A key as Node reports it: its name, and the characters that the terminal sent. */
export type Key = { name?: string | undefined; sequence?: string | undefined };

/** Returns the next state after a key, or how the view ends. Nothing is answered unseen: a row outside the window is scrolled to. */
export function pressKey(
	view: View,
	state: ViewState,
	size: WindowSize,
	{ name = "", sequence = "" }: Key,
): ViewState | Chosen | Back | "leave" {
	const { rows, marks } = view;
	const { cursor } = state;
	const { top, height, length, ranges } = layout(view, state, size);
	const unchanged: ViewState = { ...state, top };
	const scroll = (by: number): ViewState => ({ ...unchanged, top: scrolledTo(top + by, { height, length }) });
	// One line of the last page stays in view.
	const page = Math.max(height - 1, 1);
	/** Scrolls as little as it takes to show the row under the cursor. */
	const showCursor = (next: ViewState): ViewState => {
		const { ranges, top, height } = layout(view, next, size);
		const [from, to] = ranges[next.cursor ?? 0] ?? [0, 0];
		if (from < top) return { ...next, top: from };
		return { ...next, top: to > top + height ? Math.min(to - height, from) : top };
	};
	const press = (i: number): ViewState | Chosen => {
		const row = rows[i] as Row;
		if (row.ends && top + height < length) return scroll(page);
		const [from, to] = ranges[i] ?? [top, top];
		// A row longer than the window counts as shown when it fills the window.
		const isShown = from >= top && Math.min(to, from + height) <= top + height;
		if (!isShown) return showCursor({ ...unchanged, cursor: i });
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
	if (key === "b" && view.back) return BACK;
	if (name === "down") return move(1);
	if (name === "up") return move(-1);
	if (name === "pagedown") return scroll(page);
	if (name === "pageup") return scroll(-page);
	if (name === "return" || name === "enter" || name === "space") {
		if (cursor !== undefined) return press(cursor);
		return view.pages ? scroll(page) : unchanged;
	}
	const i = rows.findIndex((row) => row.key === key);
	return i < 0 ? unchanged : press(i);
}

/** Marks a row with the next mark, or takes the last one off. */
function cycled({ marks }: View, before: Chosen["marks"], id: string): Chosen["marks"] {
	const { [id]: mark, ...others } = before;
	const next = marks[marks.findIndex((it) => it.id === mark) + 1];
	return next ? { ...others, [id]: next.id } : others;
}
