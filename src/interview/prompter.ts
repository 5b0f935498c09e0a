/** The interface between the interview and the terminal: `window.ts` implements it with screens, `plain.ts` with lines. */
import type { Colours } from "../platform/colours";
import type { Mark, Pressed, ScreenRow } from "./screens";

/** The terminal of the person. */
export type Terminal = {
	input: NodeJS.ReadStream;
	output: NodeJS.WriteStream;
	/** Aborts when the process is told to stop or input ends. */
	signal: AbortSignal;
	colours: Colours;
};

/** A row: something to mark or to choose, or a way to go on. All that is known of it is shown while it is under the cursor. */
export type Row = ScreenRow & {
	/** A digit or a letter. */
	key: string;
	/** A way to go on among rows to mark: ends the view, with their marks, once its last row was shown. */
	ends?: boolean;
	/** Whether a blank line comes before it. */
	gap?: boolean;
};

/** What is shown: a list to mark or to choose from, or text to read. */
export type View = {
	progress?: { text: string; done: number; of: number } | undefined;
	paragraphs: string[];
	/** In place of `paragraphs` in narrow windows. */
	narrow?: string[];
	/** The index of the paragraph that must not be missed. */
	alert?: number;
	/** Formatted text in pages that fit a window, in place of all but the keys. The rows then have keys only. */
	pages?: (size: { columns: number; rows: number }) => string[];
	question?: string | undefined;
	rows: Row[];
	/** What rows can be marked with, in the order of presses. Without any, a row ends the view. */
	marks: Mark[];
	/** Below the rows. */
	next?: string | undefined;
	/** What the keys do, for screens; and what to type, for plain lines. */
	keys: (page: number, pages: number) => string;
	typed: string;
	back: boolean;
	/** Stand for lines that are outside the window. */
	more: { above: string; below: string };
};

/** Returned instead of an answer when the person goes back. */
export const BACK = Symbol("back");
export type Back = typeof BACK;

/** How a view ended: the row that was chosen, and the marks by row. */
export type Chosen = Required<Pressed>;

/**
 * Shows views and reads answers. Everything rejects with a StalkCheckError: `stopped` when the person stops or input ends,
 * `left` when they press `x`.
 */
export type Prompter = {
	show(view: View): Promise<Chosen | Back>;
	/** Asks for a line of text below some paragraphs. It is not echoed when `secret`. An empty line goes back. */
	type(paragraphs: string[], secret?: boolean): Promise<string | Back>;
	/** Restores the terminal. */
	close(): void;
};
