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
/** The start of a mark whose rest may come with what follows. Escape by itself is a key, but not in a paste. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: marks begin with it.
const CUT_BEFORE = /\x1b\[(20?|200)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: marks begin with it.
const CUT_WITHIN = /\x1b(\[(20?|20[01])?)?$/;
const AFTER_ESCAPE = PASTE_START.slice(1);
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
	/** Whether the first line of what is pasted has ended. */
	let over = false;
	/** The start of a mark, kept until the rest of it comes. */
	let cut = "";
	let escaped = false;
	const pass = (chunk: Buffer | string) => {
		const all = String(chunk);
		// Ctrl and C means stop, whatever it came with.
		if (all.includes("\x03")) return keys.write("\x03");
		const typed = whole(all.replaceAll("\x1a", ""));
		if (!pasting) over = false;
		const marked = pasting || typed.includes(PASTE_START);
		pasting =
			marked && typed.lastIndexOf(PASTE_END) <= typed.lastIndexOf(PASTE_START);
		const pasted = marked || (typed.length >= PASTED && !SPECIAL.test(typed));
		if (!pasted) return keys.write(typed);
		if (!keys.typing || over) return;
		const text = typed.replaceAll(PASTE_START, "").replaceAll(PASTE_END, "");
		const line = firstLine(text);
		over = line !== text;
		keys.write(line);
	};
	/** What has come, with the start of a mark that came before it, and without one that is not whole yet. */
	const whole = (came: string): string => {
		const before = escaped && came.startsWith(AFTER_ESCAPE) ? "\x1b" : cut;
		escaped = came === "\x1b";
		let all = before + came;
		if (!pasting && !all.startsWith(PASTE_START.slice(0, all.length))) {
			keys.write(before);
			all = came;
		}
		const within = pasting || all.includes(PASTE_START);
		[cut = ""] = (within ? CUT_WITHIN : CUT_BEFORE).exec(all) ?? [];
		return all.slice(0, all.length - cut.length);
	};
	input.setRawMode?.(true);
	input.on("data", pass);
	return keys;
}

function firstLine(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them is text.
	return /^[^\x00-\x1f\x7f]*/.exec(text)?.[0] ?? "";
}
