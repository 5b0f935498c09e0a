/** Where the lines of a batch come from, a chunk at a time. All are read to the same memory, and so leave nothing to collect. */
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { cannotRead } from "../platform/errors";

export type Source = {
	/** Each is good until the next is asked for. */
	chunks: AsyncIterable<Buffer>;
	/** Ends the chunks at once; absent where whoever waits for one cannot be called back. */
	stop?(): void;
	close(): Promise<void>;
};

/** How much is read at a time, in bytes. */
const CHUNK = 1 << 18;

/**
 * What is in a file.
 * @throws StalkCheckError `cannot-read`
 */
export async function fromFile(file: string): Promise<Source> {
	try {
		const handle = await open(file);
		const chunk = Buffer.allocUnsafeSlow(CHUNK);
		const next = async () => {
			const { bytesRead } = await handle.read(chunk, 0, CHUNK, null);
			return bytesRead === 0 ? undefined : chunk.subarray(0, bytesRead);
		};
		return { chunks: untilEnd(next), close: () => handle.close() };
	} catch (error) {
		throw cannotRead(file, error);
	}
}

/**
 * What a stream brings. It takes new memory for every chunk, which is copied and freed at once: the collector would find
 * it in use, take it for something that lasts, and leave it for long.
 */
export function fromStream(stream: Readable): Source {
	const iterator: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
	let chunk = Buffer.allocUnsafeSlow(CHUNK);
	const next = async () => {
		const { value, done } = await iterator.next();
		if (done) return undefined;
		if (value.length > chunk.length)
			chunk = Buffer.allocUnsafeSlow(value.length);
		const taken = chunk.subarray(0, value.copy(chunk));
		free(value);
		return taken;
	};
	const stop = () => {
		stream.destroy();
	};
	return { chunks: untilEnd(next), stop, close: async () => stop() };
}

/** Gives memory back at once that holds these bytes and nothing else. Engines before Node 21 leave it to the collector. */
function free({ buffer, byteLength }: Buffer) {
	const memory = buffer as { transfer?(length: number): unknown };
	if (buffer.byteLength === byteLength) memory.transfer?.(0);
}

async function* untilEnd(
	next: () => Promise<Buffer | undefined>,
): AsyncGenerator<Buffer> {
	for (;;) {
		const chunk = await next();
		if (chunk === undefined) return;
		yield chunk;
	}
}
