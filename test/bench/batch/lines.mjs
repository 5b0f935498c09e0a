/** Lines in and lines out for the bare loop and the peers: whole blocks, and nothing that waits. */
import { readSync, writeFileSync } from "node:fs";

/** How many bytes are read at once. */
const BLOCK = 1 << 18;
/** How many characters are gathered before they are written. */
const ENOUGH = 1 << 16;

/**
 * Every line of standard input, a block of them at a time.
 * @returns {Generator<string[]>}
 */
export function* blocksOfLines() {
	let buffer = Buffer.allocUnsafe(BLOCK);
	let kept = 0;
	for (;;) {
		if (kept === buffer.length)
			buffer = Buffer.concat([buffer], buffer.length * 2);
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

let gathered = "";

/**
 * Writes a line to standard output, in time.
 * @param {string} line
 */
export function writeLine(line) {
	gathered += `${line}\n`;
	if (gathered.length > ENOUGH) flush();
}

/** Writes what is left. */
export function flush() {
	writeFileSync(1, gathered);
	gathered = "";
}
