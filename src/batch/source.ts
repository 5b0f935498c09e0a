/** The input of a batch, a chunk at a time. Each character is a byte (Latin-1). */
import { createReadStream, fstatSync, openSync, readSync } from "node:fs";
import type { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { cannotRead } from "../platform/errors";
import type { Io } from "../platform/io";

export type Source = {
	chunks: AsyncIterable<string>;
	/** In bytes; 0 where it is unknown. */
	size: number;
	/** Ends the chunks, as soon as a read that is pending returns. */
	stop(): void;
};

const CHUNK_BYTES = 1 << 16;

/**
 * Opens a file, or takes standard input.
 * @throws StalkCheckError `cannot-read`
 */
export function openSource(file: string | undefined, io: Io): Source {
	if (file === undefined && !io.isFile(0)) return fromStream(io.input());
	const fd = file === undefined ? 0 : open(file);
	const stats = fstatSync(fd);
	if (!stats.isFile()) return fromStream(createReadStream("", { fd }));
	return { chunks: readChunks(fd), size: stats.size, stop() {} };
}

function open(file: string): number {
	try {
		return openSync(file, "r");
	} catch (error) {
		throw cannotRead(file, error);
	}
}

function fromStream(stream: Readable): Source {
	return { chunks: stream.setEncoding("latin1"), size: 0, stop: () => stream.destroy() };
}

/** Reads a file to its end. These reads do not wait: with a stream, `--compact` takes a tenth longer. */
async function* readChunks(fd: number): AsyncGenerator<string> {
	const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
	for (;;) {
		// Signals are heard between turns only.
		await nextTurn();
		const length = readSync(fd, buffer, 0, CHUNK_BYTES, null);
		if (length === 0) return;
		yield buffer.toString("latin1", 0, length);
	}
}
