/** The terminal, and the control codes sent to it. */

/** The terminal of the person. `signal` aborts when the process is told to stop or input ends. */
export type Terminal = {
	input: NodeJS.ReadStream;
	output: NodeJS.WriteStream;
	signal: AbortSignal;
	/** Whether the cursor can be moved and the window cleared. */
	moves: boolean;
	/** Styles a heading. */
	heading: (text: string) => string;
};

export const CLEAR_WINDOW = "\x1b[2J\x1b[H";
/** Clears the window and the scrollback. Terminals differ, so it takes both codes. */
export const CLEAR_ALL = "\x1b[2J\x1b[3J\x1b[H";
export const ENTER_ALTERNATE_SCREEN = "\x1b[?1049h";
export const LEAVE_ALTERNATE_SCREEN = "\x1b[?1049l";
export const HIDE_CURSOR = "\x1b[?25l";
export const SHOW_CURSOR = "\x1b[?25h";
/** Bracketed paste: the terminal marks the start and the end of pasted text. */
export const ENABLE_PASTE_MARKS = "\x1b[?2004h";
export const DISABLE_PASTE_MARKS = "\x1b[?2004l";
export const PASTE_START = "\x1b[200~";
export const PASTE_END = "\x1b[201~";
