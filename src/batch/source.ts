/** Where the lines of a batch come from, a chunk at a time. All chunks are read to the same memory, and so leave nothing to collect. */
import { fstatSync, read } from "node:fs";
import { open } from "node:fs/promises";
import { type OnReadOpts, Socket } from "node:net";
import { promisify } from "node:util";
import { cannotRead } from "../errors";

export type Source = {
	/** Each is good until the next is asked for. */
	chunks: AsyncIterable<Buffer>;
	/** Ends the chunks at once; absent where whoever waits for one cannot be called back. */
	stop?(): void;
	close(): Promise<void>;
};

/** How much is read at a time, in bytes, from a file and from a pipe, which holds no more. */
const CHUNK = { file: 1 << 18, pipe: 1 << 16 };
const INPUT = 0;

/**
 * What is in a file; without one, what standard input brings.
 * @throws StalkCheckError `cannot-read`
 */
export async function sourceOf(file: string | undefined): Promise<Source> {
	try {
		if (file !== undefined) {
			const handle = await open(file);
			const some = (chunk: Buffer) => handle.read(chunk, 0, chunk.length, null);
			return { chunks: chunksBy(some), close: () => handle.close() };
		}
		const stats = fstatSync(INPUT);
		if (stats.isFIFO() || stats.isSocket()) return fromPipe();
		const some = (chunk: Buffer) =>
			promisify(read)(INPUT, chunk, 0, chunk.length, null);
		return { chunks: chunksBy(some), close: async () => {} };
	} catch (error) {
		throw cannotRead(file, error);
	}
}

async function* chunksBy(
	some: (chunk: Buffer) => Promise<{ bytesRead: number }>,
): AsyncGenerator<Buffer> {
	const chunk = Buffer.allocUnsafeSlow(CHUNK.file);
	for (;;) {
		const { bytesRead } = await some(chunk);
		if (bytesRead === 0) return;
		yield chunk.subarray(0, bytesRead);
	}
}

/** Node's own stream takes new memory for each chunk, which the collector takes for something that lasts. */
function fromPipe(): Source {
	const buffer = Buffer.allocUnsafeSlow(CHUNK.pipe);
	/** How much of it was read and not taken yet. */
	let length = 0;
	let ended = false;
	let failed: unknown;
	let wake = () => {};
	const onread: OnReadOpts = {
		buffer,
		callback: (read) => {
			length = read;
			wake();
			// No more until this has been taken.
			return false;
		},
	};
	// The types know this option of `connect` only.
	const options = { fd: INPUT, writable: false, onread };
	const socket = new Socket(options);
	const end = () => {
		ended = true;
		wake();
	};
	socket.on("error", (error) => {
		failed = error;
	});
	socket.on("end", end).on("close", end);
	async function* chunks() {
		for (;;) {
			if (length === 0 && !ended)
				await new Promise<void>((resolve) => {
					wake = resolve;
					socket.resume();
				});
			if (failed !== undefined) throw failed;
			if (length > 0) {
				const read = length;
				length = 0;
				yield buffer.subarray(0, read);
			} else if (ended) return;
		}
	}
	return {
		chunks: chunks(),
		stop: () => socket.destroy(),
		close: async () => {
			socket.destroy();
		},
	};
}
