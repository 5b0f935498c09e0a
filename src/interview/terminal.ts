import type { Colours } from "../platform/colours";

/** The terminal of the person. */
export type Terminal = {
	input: NodeJS.ReadStream;
	output: NodeJS.WriteStream;
	/** Aborts when the process is told to stop or input ends. */
	signal: AbortSignal;
	/** Whether the cursor can be moved and the window cleared. */
	moves: boolean;
	colours: Colours;
};

/** Clears the window and the scrollback. Terminals differ, so it takes both codes. */
export const CLEAR_ALL = "\x1b[2J\x1b[3J\x1b[H";
