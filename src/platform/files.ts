/** Reads files and pipes to their end, and writes to what is open. */
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { cannotRead } from "./errors";

/**
 * Reads a file, or its first `most` bytes.
 * @throws StalkCheckError `cannot-read`
 */
export function readFile(file: string, most: number): Buffer {
	let fd: number | undefined;
	try {
		fd = openSync(file, "r");
		return readUpTo(fd, most);
	} catch (error) {
		throw cannotRead(file, error);
	} finally {
		if (fd !== undefined) closeSync(fd);
	}
}

/** Reads an open file or pipe to its end, or to `most` bytes. */
export function readUpTo(fd: number, most: number): Buffer {
	const chunks: Buffer[] = [];
	let length = 0;
	while (length < most) {
		const chunk = Buffer.allocUnsafe(Math.min(1 << 16, most - length));
		const read = whenReady(() => readSync(fd, chunk, 0, chunk.length, null));
		if (read === 0) break;
		chunks.push(chunk.subarray(0, read));
		length += read;
	}
	return Buffer.concat(chunks);
}

/** Writes all of a text, or of its bytes, to an open file or pipe. */
export function writeAll(fd: number, text: string | Uint8Array) {
	const bytes = typeof text === "string" ? Buffer.from(text) : text;
	for (let at = 0; at < bytes.length; )
		at += whenReady(() => writeSync(fd, bytes, at));
}

/** Tries again while the other side of a pipe that does not wait is not ready. */
function whenReady(operation: () => number): number {
	for (;;) {
		try {
			return operation();
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			if (code === "EOF") return 0;
			if (code !== "EAGAIN") throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		}
	}
}
