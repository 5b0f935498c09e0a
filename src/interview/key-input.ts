/** Single keys pressed at a terminal, without what is pasted. `x` is always heard. */
import { PassThrough } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Terminal } from "./terminal";

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
const CTRL_C = "\x03";
const CTRL_D = "\x04";
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
	const isPasted = pasteDetector();
	// The bytes of a letter may come in two chunks.
	const decoder = new StringDecoder("utf8");
	let partial = "";
	const onData = (data: Buffer | string) => {
		const all = typeof data === "string" ? data : decoder.write(data);
		// Both mean stop, whatever they came with.
		if (all.includes(CTRL_C) || all.includes(CTRL_D)) return keys.write(CTRL_C);
		if (isPasted(all)) {
			partial = "";
			if (keys.typing) keys.write(firstLine(all));
			return;
		}
		const chunk = partial + all.replaceAll(CTRL_Z, "");
		partial = PARTIAL.exec(chunk)?.[0] ?? "";
		const pressed = chunk.slice(0, chunk.length - partial.length).match(KEYS) ?? [];
		const characters = pressed.filter((key) => !key.startsWith("\x1b"));
		const isPaste = characters.length >= MIN_PASTE_LENGTH;
		const x = characters.find((key) => key === "x" || key === "X");
		if (keys.typing) keys.write(isPaste ? firstLine(chunk) : pressed.join(""));
		else if (x && (!isPaste || /x$/i.test(chunk))) keys.write(x);
		else if (!isPaste) keys.write(pressed.join(""));
	};
	input.setRawMode?.(true);
	input.on("data", onData);
	// It was paused if something was asked before.
	input.resume();
	return keys;
}

/** Tells whether a chunk is part of a marked paste. A mark may be split over two chunks. */
function pasteDetector(): (chunk: string) => boolean {
	let pasting = false;
	let tail = "";
	let last = 0;
	return (chunk) => {
		const now = Date.now();
		if (now - last > MAX_PASTE_PAUSE) {
			pasting = false;
			tail = "";
		}
		// Somebody who presses `x` again and again, or holds it down, must not keep a paste open.
		if (!pasting || !/^(?:x+|.)$/is.test(chunk)) last = now;
		const seen = tail + chunk;
		tail = seen.slice(1 - PASTE_END.length);
		const start = seen.lastIndexOf(PASTE_START);
		const end = seen.lastIndexOf(PASTE_END);
		const marked = pasting || start >= 0 || end >= 0;
		if (start !== end) pasting = start > end;
		return marked;
	};
}

function firstLine(pasted: string): string {
	const text = pasted.replaceAll(PASTE_START, "").replaceAll(PASTE_END, "");
	// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them is text.
	return /^[^\x00-\x1f\x7f]*/.exec(text)?.[0] ?? "";
}
