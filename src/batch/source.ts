/** The input of a batch, a chunk at a time. */
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { cannotRead } from "../platform/errors";

export type Source = {
	/** Each chunk is valid until the next is requested. */
	chunks: AsyncIterable<Buffer>;
	/** In bytes; undefined where it is unknown. */
	size?: number | undefined;
	/** Ends the chunks at once; absent where a pending read cannot be cancelled. */
	stop?(): void;
	close(): Promise<void>;
};

const CHUNK_BYTES = 1 << 18;

/** @throws StalkCheckError `cannot-read` */
export async function fromFile(file: string): Promise<Source> {
	try {
		const handle = await open(file);
		const stats = await handle.stat();
		const size = stats.isFile() ? stats.size : undefined;
		const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
		async function* chunks() {
			for (;;) {
				const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, null);
				if (bytesRead === 0) return;
				yield buffer.subarray(0, bytesRead);
			}
		}
		return { chunks: chunks(), size, close: () => handle.close() };
	} catch (error) {
		throw cannotRead(file, error);
	}
}

export function fromStream(stream: Readable): Source {
	const stop = () => {
		stream.destroy();
	};
	return { chunks: stream, stop, close: async () => stop() };
}
