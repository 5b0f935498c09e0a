/** Lays out what is asked in the window, as lines of text. Pure. */
import { wrapAnsi } from "fast-wrap-ansi";
import { type Colours, NO_COLOURS } from "../platform/colours";
import type { Row, View } from "./prompter";

export type WindowSize = { columns: number; rows: number };

/** What the keys pressed so far have changed. */
export type ViewState = {
	/** Index of the first line of the body in the window. The lines of a text are its pages. */
	top: number;
	/** Index of the row under the cursor. */
	cursor?: number | undefined;
	/** The marks, by row. */
	marks: Record<string, string>;
};

/** The state of a view before any key. */
export function firstState({ rows }: View): ViewState {
	return { top: 0, marks: Object.fromEntries(rows.flatMap(({ id, mark }) => (mark ? [[id, mark]] : []))) };
}

export type Layout = {
	lines: string[];
	/** Number of body lines in the window, and in all. */
	height: number;
	length: number;
	/** The body lines of each row: from, and to just after. None in a text. */
	ranges: [from: number, to: number][];
	top: number;
};

/** Windows from this many columns have examples beside the rows and a bar of progress. */
const WIDE = 60;
const BAR_GAP = 2;

/** Returns the lines of a view. The last row of the window stays free. */
export function layout(view: View, state: ViewState, size: WindowSize, colours: Colours = NO_COLOURS): Layout {
	const width = lineWidth(size.columns);
	const head = headOf(view, width, colours);
	const footOf = (page: number, pages: number) => wrap(view.keys(page, pages), width, colours.faint);
	// The foot of the last page can be the longest.
	const footRows = Math.max(footOf(0, 2).length, footOf(1, 2).length);
	const room = Math.max(size.rows - 1 - head.length - footRows, 3);
	const gapAfter = ({ length }: string[]) => (length < room ? [""] : []);
	if (view.pages) {
		const pages = view.pages({ columns: width, rows: room }).flatMap((text) => chunks(linesOf(text, width), room));
		const top = scrolledTo(state.top, { height: 1, length: pages.length });
		const page = pages[top] ?? [];
		const lines = [...page, ...gapAfter(page), ...footOf(top, pages.length)];
		return { lines, height: 1, length: pages.length, ranges: [], top };
	}
	const { lines, ranges } = bodyOf(view, state, width, colours);
	const { length } = lines;
	const isLonger = length > room;
	// The marks above and below take a line each.
	const height = isLonger ? Math.max(room - 2, 2) : room;
	const top = scrolledTo(state.top, { height, length });
	const shown = lines.slice(top, top + height);
	const { above, below } = view.more;
	const body = isLonger
		? [top > 0 ? above : "", ...shown, top + height < length ? below : ""]
		: [...shown, ...gapAfter(shown)];
	return { lines: [...head, ...body, ...footOf(0, 1)], height, length, ranges, top };
}

/** Returns how wide a line may be. One column stays free: some terminals break a line that fills the window. */
export function lineWidth(columns: number): number {
	return Math.max(Math.min(columns, 80) - 1, 10);
}

/** Returns the nearest line to `top` that can be the first in the window. */
export function scrolledTo(top: number, { height, length }: Pick<Layout, "height" | "length">): number {
	return Math.max(0, Math.min(top, length - height));
}

/** Returns the dim line that says how far the person has come, with a bar at its right end where there is room. */
function headOf({ progress }: View, width: number, colours: Colours): string[] {
	if (!progress) return [];
	const { text, done, of } = progress;
	const bar = `[${"#".repeat(done)}${".".repeat(of - done)}]`;
	const gap = width - text.length - bar.length;
	const hasBar = of > 0 && width >= WIDE && gap >= BAR_GAP;
	return [...wrap(hasBar ? text + " ".repeat(gap) + bar : text, width, colours.faint), ""];
}

/** Returns everything between the head and the foot. */
function bodyOf(view: View, state: ViewState, width: number, colours: Colours): Pick<Layout, "lines" | "ranges"> {
	const isWide = width >= WIDE;
	const { rows, marks, question, next, alert } = view;
	const paragraphs = (!isWide && view.narrow) || view.paragraphs;
	const lines = paragraphs.flatMap((text, i) => [...wrap(text, width, i === alert ? colours.alert : undefined), ""]);
	if (question) lines.push(...wrap(question, width, colours.heading), "");
	// Examples stand below each other.
	const lengths = rows.filter(({ aside }) => aside).map(({ label }) => label.length);
	const aside = isWide ? Math.max(0, ...lengths) + 3 : Number.POSITIVE_INFINITY;
	const ranges = rows.map((row, i): [number, number] => {
		if (row.gap && (isWide || marks.length > 0)) lines.push("");
		const from = lines.length;
		lines.push(
			...rowLines(view, row, { width, aside, mark: state.marks[row.id], isUnder: state.cursor === i }, colours),
		);
		return [from, lines.length];
	});
	if (next) lines.push("", ...wrap(next, width, colours.faint));
	return { lines, ranges };
}

/** Returns the lines of a row, with all that is known of it when it is under the cursor. `aside` is a column. */
function rowLines(
	view: View,
	row: Row,
	{ width, aside, mark, isUnder }: { width: number; aside: number; mark: string | undefined; isUnder: boolean },
	colours: Colours,
): string[] {
	const box = boxOf(view, row, mark);
	const lead = `${isUnder ? ">" : " "} ${row.key} `;
	const indent = " ".repeat(lead.length + box.length + 1);
	const room = Math.max(width - indent.length, 5);
	const [first = "", ...others] = wrap(row.label, room);
	const fits = row.aside && others.length === 0 && aside + row.aside.length <= room;
	const beside = fits ? " ".repeat(aside - first.length) + colours.faint(row.aside as string) : "";
	const { label, text = label, example = "" } = row;
	const details = isUnder ? [text === label ? "" : text, example].filter((detail) => detail !== "") : [];
	const below = [...others, ...details.flatMap((detail) => wrap(detail, room, colours.faint))];
	return [
		`${colours.heading(lead)}${markedBox(box, mark, colours)} ${first}${beside}`,
		...below.map((line) => indent + line),
	];
}

/** Returns the box of a row, as wide as the widest. Rows that cannot be marked have none. */
function boxOf({ marks }: View, row: Row, mark: string | undefined): string {
	if (marks.length === 0 || row.ends) return "";
	const lengths = marks.map(({ sign }) => sign.length);
	const { sign = " ".repeat(Math.min(...lengths)) } = marks.find(({ id }) => id === mark) ?? {};
	return `[${sign}]`.padEnd(Math.max(...lengths) + 2);
}

function markedBox(box: string, mark: string | undefined, colours: Colours): string {
	if (mark === undefined || mark === "no") return box;
	return mark === "not-sure" ? colours.unclear(box) : colours.yes(box);
}

/** The lines of formatted text. Those that are too long, such as addresses, are broken. */
function linesOf(text: string, width: number): string[] {
	return wrapAnsi(text.trimEnd(), width, { hard: true, trim: false }).split("\n");
}

/** Splits lines into pages. None begins with an empty line. */
function chunks(lines: string[], size: number): string[][] {
	const first = lines.findIndex((line) => line !== "");
	if (first < 0) return [];
	const rest = lines.slice(first);
	return [rest.slice(0, size), ...chunks(rest.slice(size), size)];
}

/** Wraps text to a width, with a colour for each line. A longer word, such as a file name, is broken. */
function wrap(text: string, width: number, colour = NO_COLOURS.faint): string[] {
	return wrapAnsi(text, width, { hard: true })
		.split("\n")
		.map((line) => colour(line));
}
