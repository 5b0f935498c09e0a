/** Single keys pressed at a terminal, without what is pasted. */
import { PassThrough } from "node:stream";
import type { Terminal } from "./terminal";

/** Bracketed paste: the terminal marks the start and the end of pasted text. */
const PASTE_START = "\x1b[200~";
const PASTE_END = "\x1b[201~";

/** Keys that a terminal sends as several characters, such as arrows. Held down, they repeat. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals send them.
const SPECIAL_KEYS = /^(\x1b(\[[0-9;]*[A-Za-z~]|O[A-Za-z]))+$/;
const CTRL_C = "\x03";
const CTRL_D = "\x04";
const CTRL_Z = "\x1a";
/** Nobody types this many characters at once. */
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
	let pasting = false;
	let tail = "";
	/** Whether a chunk is part of a marked paste. A mark may be split over two chunks. */
	const isMarked = (chunk: string): boolean => {
		const seen = tail + chunk;
		tail = seen.slice(1 - PASTE_END.length);
		const start = seen.lastIndexOf(PASTE_START);
		const end = seen.lastIndexOf(PASTE_END);
		const marked = pasting || start >= 0 || end >= 0;
		if (start !== end) pasting = start > end;
		return marked;
	};
	const onData = (data: Buffer | string) => {
		const all = String(data);
		// Both mean stop, whatever they came with.
		if (all.includes(CTRL_C) || all.includes(CTRL_D)) return keys.write(CTRL_C);
		const chunk = all.replaceAll(CTRL_Z, "");
		const isLong = chunk.length >= MIN_PASTE_LENGTH && !SPECIAL_KEYS.test(chunk);
		if (!isMarked(chunk) && !isLong) keys.write(chunk);
		else if (keys.typing) keys.write(firstLine(chunk));
	};
	input.setRawMode?.(true);
	input.on("data", onData);
	return keys;
}

function firstLine(pasted: string): string {
	const text = pasted.replaceAll(PASTE_START, "").replaceAll(PASTE_END, "");
	// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them is text.
	return /^[^\x00-\x1f\x7f]*/.exec(text)?.[0] ?? "";
}
