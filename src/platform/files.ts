/** Reads files and pipes to their end, and writes to open files and pipes. */
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { cannotRead } from "./errors";

const CHUNK = 1 << 16;

/**
 * Reads a file, or standard input if undefined: all of it, or its first `limit` bytes.
 * @throws StalkCheckError `cannot-read`
 */
export function readFile(file: string | undefined, limit: number): Buffer {
	let fd: number | undefined;
	try {
		if (file !== undefined) fd = openSync(file, "r");
		return readUpTo(fd ?? 0, limit);
	} catch (error) {
		throw cannotRead(file, error);
	} finally {
		if (fd !== undefined) closeSync(fd);
	}
}

/** Reads an open file or pipe to its end, or to `limit` bytes. */
function readUpTo(fd: number, limit: number): Buffer {
	const chunks: Buffer[] = [];
	let length = 0;
	while (length < limit) {
		const chunk = Buffer.allocUnsafe(Math.min(CHUNK, limit - length));
		const read = retry(() => readSync(fd, chunk, 0, chunk.length, null));
		if (read === 0) break;
		chunks.push(chunk.subarray(0, read));
		length += read;
	}
	return Buffer.concat(chunks);
}

/** Writes all of a text, or of its bytes, to an open file or pipe; to a file, all or nothing. */
export function writeAll(fd: number, text: string | Uint8Array) {
	const bytes = typeof text === "string" ? Buffer.from(text) : text;
	const stats = fstatSync(fd);
	try {
		for (let at = 0; at < bytes.length; ) at += retry(() => writeSync(fd, bytes, at));
	} catch (error) {
		// A full disk takes a part of the last write.
		if (stats.isFile()) ftruncateSync(fd, stats.size);
		throw error;
	}
}

/** Retries while the other end of a non-blocking pipe is not ready. */
function retry(operation: () => number): number {
	for (;;) {
		try {
			return operation();
		} catch (error) {
			const { code } = error as NodeJS.ErrnoException;
			// Windows reports the end of a pipe as an error.
			if (code === "EOF") return 0;
			if (code !== "EAGAIN") throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		}
	}
}
