/** Single keys from a terminal, without what nobody typed. */
import { PassThrough } from "node:stream";
import type { Terminal } from "./terminal";

const PASTE_START = "\x1b[200~";
const PASTE_END = "\x1b[201~";
/** Asks the terminal to mark what is pasted. */
export const MARK_PASTES = "\x1b[?2004h";
export const LEAVE_PASTES = "\x1b[?2004l";

/** Keys that a terminal sends as more than one character: arrows and the like, also when they are held down. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what terminals send.
const SPECIAL = /^(\x1b(\[[0-9;]*[A-Za-z~]|O[A-Za-z]))+$/;
/** Ctrl and C, and what says that there is nothing more to come. */
const STOP = ["\x03", "\x04"];
/** More characters at once than anybody types. */
const PASTED = 3;

/**
 * The keys that a person presses, as a stream for prompts. What is pasted answers nothing; while they are `typing`, the
 * first line of it is text. The terminal passes every key on until `close`, so that no key shows or acts by itself.
 */
export function keysOf({ input }: Terminal) {
	const keys = Object.assign(new PassThrough(), {
		isTTY: true,
		typing: false,
		/** Prompts turn this on and off around every question. We keep it on. */
		setRawMode: () => keys,
		close() {
			input.removeListener("data", pass);
			input.setRawMode?.(false);
			input.pause();
			keys.end();
		},
	});
	let pasting = false;
	let recent = "";
	const pass = (chunk: Buffer | string) => {
		const all = String(chunk);
		// Ctrl and C, or D, means stop, whatever it came with.
		if (STOP.some((key) => all.includes(key))) return keys.write("\x03");
		const typed = all.replaceAll("\x1a", "");
		// A mark may come in two pieces.
		const seen = recent + typed;
		recent = seen.slice(1 - PASTE_END.length);
		const starts = seen.lastIndexOf(PASTE_START);
		const ends = seen.lastIndexOf(PASTE_END);
		const marked = pasting || starts >= 0 || ends >= 0;
		if (starts !== ends) pasting = starts > ends;
		const pasted = marked || (typed.length >= PASTED && !SPECIAL.test(typed));
		if (!pasted) return keys.write(typed);
		if (keys.typing) return keys.write(firstLine(typed));
	};
	input.setRawMode?.(true);
	input.on("data", pass);
	return keys;
}

function firstLine(pasted: string): string {
	const text = pasted.replaceAll(PASTE_START, "").replaceAll(PASTE_END, "");
	// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them is text.
	return /^[^\x00-\x1f\x7f]*/.exec(text)?.[0] ?? "";
}
