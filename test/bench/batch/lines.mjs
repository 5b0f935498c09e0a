/** Synchronous input and output of lines for the bare loop and the peers, in blocks. */
import { readSync, writeFileSync } from "node:fs";

/** Bytes per read. */
const BLOCK = 1 << 18;
/** Characters buffered before a write. */
const MIN_WRITE = 1 << 16;

/**
 * The lines of standard input, a block at a time.
 * @returns {Generator<string[]>}
 */
export function* blocksOfLines() {
	let buffer = Buffer.allocUnsafe(BLOCK);
	let kept = 0;
	for (;;) {
		if (kept === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
		const read = readSync(0, buffer, kept, buffer.length - kept, null);
		if (read === 0) break;
		const end = kept + read;
		const last = buffer.lastIndexOf(10, end - 1);
		if (last >= 0) yield buffer.utf8Slice(0, last).split("\n");
		buffer.copy(buffer, 0, last + 1, end);
		kept = end - last - 1;
	}
	if (kept > 0) yield [buffer.utf8Slice(0, kept)];
}

let buffered = "";

/**
 * Writes a line to standard output, buffered.
 * @param {string} line
 */
export function writeLine(line) {
	buffered += `${line}\n`;
	if (buffered.length > MIN_WRITE) flush();
}

/** Writes what is buffered. */
export function flush() {
	writeFileSync(1, buffered);
	buffered = "";
}
