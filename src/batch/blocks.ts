/** Cuts a stream of bytes into blocks of whole lines. */
import { MAX_RESPONSE_BYTES } from "../platform/read-response";

/** Whole lines, each with its line feed, and the number of the first one in the input. */
export type Block = { bytes: Buffer; first: number };

export const LINE_FEED = 0x0a;
/** Lines per block: the shortest response there is has an assessment of 25,000 bytes. */
export const MAX_LINES = 32;

/**
 * Cuts chunks into blocks as they arrive, without the first `skip` lines. A block is a view of the chunk: copy it to keep
 * it. A last line without a line feed is given one. Of a line longer than any response may be, only enough bytes are kept
 * to show that it is too long.
 */
export async function* blocksOf(input: AsyncIterable<Buffer>, skip: number): AsyncGenerator<Block> {
	let line = 1;
	function* cut(bytes: Buffer): Generator<Block> {
		let from = 0;
		for (; line <= skip && from < bytes.length; line++) from = bytes.indexOf(LINE_FEED, from) + 1;
		while (from < bytes.length) {
			const first = line;
			let to = from;
			for (; line < first + MAX_LINES && to < bytes.length; line++) to = bytes.indexOf(LINE_FEED, to) + 1;
			yield { bytes: bytes.subarray(from, to), first };
			from = to;
		}
	}
	const partial = new PartialLine();
	for await (const chunk of input) {
		const end = chunk.lastIndexOf(LINE_FEED) + 1;
		let from = 0;
		if (end > 0 && partial.length > 0) {
			from = chunk.indexOf(LINE_FEED) + 1;
			partial.add(chunk.subarray(0, from - 1));
			yield* cut(partial.take());
		}
		yield* cut(chunk.subarray(from, end));
		partial.add(chunk.subarray(end));
	}
	if (partial.length > 0) yield* cut(partial.take());
}

/** A line whose end has not been read yet. */
class PartialLine {
	#bytes = Buffer.allocUnsafeSlow(1 << 12);
	length = 0;

	/** Copies bytes, up to one more than a response may have. */
	add(bytes: Buffer) {
		const length = Math.min(this.length + bytes.length, MAX_RESPONSE_BYTES + 1);
		// One byte of room is left for the line feed.
		if (length >= this.#bytes.length) {
			const larger = Buffer.allocUnsafeSlow(length * 2);
			this.#bytes.copy(larger, 0, 0, this.length);
			this.#bytes = larger;
		}
		bytes.copy(this.#bytes, this.length, 0, length - this.length);
		this.length = length;
	}

	/** The whole line with its line feed, valid until the next call of `add`. */
	take(): Buffer {
		this.#bytes[this.length] = LINE_FEED;
		const line = this.#bytes.subarray(0, this.length + 1);
		this.length = 0;
		return line;
	}
}
