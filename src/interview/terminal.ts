/** What stands between the program and a terminal. */

/** The terminal that questions are put on. `signal` aborts when the program is told to stop or input ends. */
export type Terminal = {
	input: NodeJS.ReadStream;
	output: NodeJS.WriteStream;
	signal: AbortSignal;
	/** Whether it can move its cursor and be cleared. */
	moves: boolean;
	/** Marks a heading. */
	heading: (text: string) => string;
};

/** Covers what the window shows, what can be scrolled back to too, and goes to its top: no code does all of it. */
export const CLEAR = "\x1b[2J\x1b[3J\x1b[H";
