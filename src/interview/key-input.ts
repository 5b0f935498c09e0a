/** Single keys pressed at a terminal, without what is pasted. `x` is always heard. */
import { PassThrough } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Terminal } from "./prompter";

/** Bracketed paste: the terminal marks the start and the end of pasted text. */
const PASTE_START = "\x1b[200~";
const PASTE_END = "\x1b[201~";
/** A paste without an end is over once nothing but single keys has come for so long. In milliseconds. */
const MAX_PASTE_PAUSE = 1000;

/**
 * One key: an escape sequence such as that of an arrow, or a character. Escape by itself, or before Alt, is none. No key of
 * a keyboard sends a sequence that ends in `x`, so that is Escape and then `x`.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals send them.
const KEYS = /\x1b(?:\[[0-9;]*[A-WYZa-wyz~]|O[A-WYZa-wyz])|[^\x1b]/gu;
/** The beginning of an escape sequence. The rest may come in the next chunk. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals send them.
const PARTIAL = /\x1b(?:\[[0-9;]*|O)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Ctrl-C and Ctrl-D, which both mean stop, whatever they came with.
const STOP = /[\x03\x04]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them is text.
const CONTROL = /[\x00-\x1f\x7f]/;
const CTRL_C = "\x03";
const CTRL_Z = "\x1a";
/** Nobody types this many characters at once. But a slow machine may read mashed keys at once: `x` at their end leaves. */
const MIN_PASTE_LENGTH = 3;

/**
 * Returns the keys as a stream for prompts. Pasted text answers nothing; while `typing`, its first line is text. The
 * terminal is in raw mode until `close`, so that keys neither echo nor act by themselves.
 */
export function keyInput({ input }: Terminal) {
	const keys = Object.assign(new PassThrough(), {
		isTTY: true,
		typing: false,
		/** Prompts switch raw mode around every question. It stays on here. */
		setRawMode: () => keys,
		close() {
			input.removeListener("data", onData);
			input.setRawMode?.(false);
			input.pause();
			keys.end();
		},
	});
	// The bytes of a letter may come in two chunks.
	const decoder = new StringDecoder("utf8");
	let partial = "";
	let isPasting = false;
	let isFirstLine = true;
	let lastPasted = 0;
	const onData = (data: Buffer) => {
		const text = decoder.write(data);
		if (STOP.test(text)) return keys.write(CTRL_C);
		const now = Date.now();
		isPasting &&= now - lastPasted <= MAX_PASTE_PAUSE;
		// Somebody who presses `x` again and again, or holds it down, must not keep a paste open.
		if (!isPasting || !/^(?:x+|.)$/is.test(text)) lastPasted = now;
		const chunk = partial + text.replaceAll(CTRL_Z, "");
		partial = PARTIAL.exec(chunk)?.[0] ?? "";
		let isPaste = isPasting;
		const pressed: string[] = [];
		const typed: string[] = [];
		for (const key of chunk.slice(0, chunk.length - partial.length).match(KEYS) ?? []) {
			if (key === PASTE_START || key === PASTE_END) {
				isPasting = key === PASTE_START;
				isPaste = true;
				isFirstLine = true;
			} else if (isPasting) {
				isFirstLine &&= !CONTROL.test(key);
				if (isFirstLine) typed.push(key);
			} else {
				pressed.push(key);
				typed.push(key);
			}
		}
		const characters = pressed.filter((key) => !key.startsWith("\x1b"));
		isPaste ||= characters.length >= MIN_PASTE_LENGTH;
		const x = characters.find((key) => /x/i.test(key));
		if (keys.typing) keys.write(isPaste ? typed.join("").split(CONTROL, 1)[0] : typed.join(""));
		else if (x && (!isPaste || /x/i.test(characters.at(-1) as string))) keys.write(x);
		else if (!isPaste) keys.write(pressed.join(""));
	};
	input.setRawMode?.(true);
	input.on("data", onData);
	// It was paused if something was asked before.
	input.resume();
	return keys;
}
