/** A stream of bytes, cut into blocks of whole lines. */
import { MAX_RESPONSE_BYTES } from "../platform/read-response";

/** Whole lines, each with its line feed, and the number of the first among all. */
export type Block = { bytes: Buffer; first: number; lines: number };

const LINE_FEED = 0x0a;
const END = Buffer.of(LINE_FEED);
/** The most lines of a block: the shortest response there is has an assessment of 25,000 bytes. */
export const MOST_LINES = 96;

/**
 * Cuts what is read into blocks as it comes, without the first `skip` lines. A block, like a chunk of the input, is good
 * until the next is asked for. A last line that has no line feed is given one. Of a line that is longer than any
 * response may be, so much is kept that it is seen to be too long, and the rest is let go of as it is read.
 */
export async function* blocksOf(
	input: AsyncIterable<Buffer>,
	skip: number,
): AsyncGenerator<Block> {
	let line = 1;
	/** The beginning of a line whose end has not been read yet: copied, so that the chunk is not held for it. */
	const begun = new Kept();
	for await (const chunk of input) {
		const end = chunk.lastIndexOf(LINE_FEED);
		if (end < 0) {
			begun.add(chunk, MAX_RESPONSE_BYTES + 1);
			continue;
		}
		const parts = [];
		let from = 0;
		if (begun.length > 0) {
			from = chunk.indexOf(LINE_FEED) + 1;
			begun.add(chunk.subarray(0, from - 1), MAX_RESPONSE_BYTES + 1);
			begun.add(END);
			parts.push(begun.take());
		}
		// All other lines stay where they are: to copy them would take memory.
		parts.push(chunk.subarray(from, end + 1));
		for (const part of parts)
			for (const block of blocksIn(part, line)) {
				line += block.lines;
				if (line > skip + 1) yield without(block, skip + 1 - block.first);
			}
		begun.add(chunk.subarray(end + 1), MAX_RESPONSE_BYTES + 1);
	}
	if (begun.length > 0 && line > skip) {
		begun.add(END);
		yield { bytes: begun.take(), first: line, lines: 1 };
	}
}

function* blocksIn(bytes: Buffer, first: number): Generator<Block> {
	let line = first;
	for (let from = 0; from < bytes.length; ) {
		let lines = 0;
		let to = from;
		for (; lines < MOST_LINES && to < bytes.length; lines++)
			to = bytes.indexOf(LINE_FEED, to) + 1;
		yield { bytes: bytes.subarray(from, to), first: line, lines };
		line += lines;
		from = to;
	}
}

/** A block without its first lines, if any are to go. */
function without(block: Block, lines: number): Block {
	if (lines <= 0) return block;
	let from = 0;
	for (let i = 0; i < lines; i++)
		from = block.bytes.indexOf(LINE_FEED, from) + 1;
	return {
		bytes: block.bytes.subarray(from),
		first: block.first + lines,
		lines: block.lines - lines,
	};
}

/** Bytes put one after another into memory that is used again, so that nothing is left for the collector. */
class Kept {
	#bytes: Buffer;
	length = 0;

	constructor(size = 1 << 12) {
		this.#bytes = Buffer.allocUnsafeSlow(size);
	}

	/** Adds bytes, or as many of them as make `most` in all. */
	add(bytes: Buffer, most = Number.POSITIVE_INFINITY) {
		const length = Math.min(this.length + bytes.length, most);
		if (length > this.#bytes.length) {
			const larger = Buffer.allocUnsafeSlow(length * 2);
			this.#bytes.copy(larger, 0, 0, this.length);
			this.#bytes = larger;
		}
		bytes.copy(this.#bytes, this.length, 0, length - this.length);
		this.length = length;
	}

	/** All of it, good until something is added. */
	take(): Buffer {
		const bytes = this.#bytes.subarray(0, this.length);
		this.length = 0;
		return bytes;
	}
}

/**
 * Blocks that follow one another, as one. They are copied: what was read is let go of at once, before the collector takes
 * it for something that lasts.
 */
export class Gathered {
	readonly #bytes = new Kept(1 << 18);
	#first = 0;
	lines = 0;

	get length(): number {
		return this.#bytes.length;
	}

	add({ bytes, first, lines }: Block) {
		this.#bytes.add(bytes);
		if (this.lines === 0) this.#first = first;
		this.lines += lines;
	}

	/** All of it as one block, good until something is added. */
	take(): Block {
		const { lines } = this;
		this.lines = 0;
		return { bytes: this.#bytes.take(), first: this.#first, lines };
	}
}
