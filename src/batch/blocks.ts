/** A stream of bytes, cut into blocks of whole lines. */
import { MOST_BYTES } from "../intake";

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
	/** The beginning of a line whose end has not been read yet. */
	let begun: Buffer[] = [];
	let length = 0;
	const keep = (part: Buffer) => {
		const room = Math.max(0, MOST_BYTES + 1 - length);
		// Copied, so that the whole of what was read is not held for it.
		if (room > 0) begun.push(Buffer.from(part.subarray(0, room)));
		length += part.length;
	};
	for await (const chunk of input) {
		const end = chunk.lastIndexOf(LINE_FEED);
		if (end < 0) {
			keep(chunk);
			continue;
		}
		const parts = [];
		let from = 0;
		if (length > 0) {
			from = chunk.indexOf(LINE_FEED) + 1;
			keep(chunk.subarray(0, from - 1));
			parts.push(Buffer.concat([...begun, END]));
		}
		// All other lines stay where they are: to copy them would take memory.
		parts.push(chunk.subarray(from, end + 1));
		begun = [];
		length = 0;
		if (end + 1 < chunk.length) keep(chunk.subarray(end + 1));
		for (const part of parts)
			for (const block of blocksIn(part, line)) {
				line += block.lines;
				if (line > skip + 1) yield without(block, skip + 1 - block.first);
			}
	}
	if (length > 0 && line > skip) {
		const bytes = Buffer.concat([...begun, END]);
		yield { bytes, first: line, lines: 1 };
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

/**
 * Blocks that follow one another, as one. They are copied to memory that is used again: what was read is let go of at
 * once, before the collector takes it for something that lasts.
 */
export class Gathered {
	#bytes = Buffer.allocUnsafeSlow(1 << 18);
	#first = 0;
	length = 0;
	lines = 0;

	add({ bytes, first, lines }: Block) {
		const length = this.length + bytes.length;
		if (length > this.#bytes.length) {
			const larger = Buffer.allocUnsafeSlow(length * 2);
			this.#bytes.copy(larger, 0, 0, this.length);
			this.#bytes = larger;
		}
		bytes.copy(this.#bytes, this.length);
		if (this.lines === 0) this.#first = first;
		this.length = length;
		this.lines += lines;
	}

	/** All of it as one block, good until something is added. */
	take(): Block {
		const bytes = this.#bytes.subarray(0, this.length);
		const block = { bytes, first: this.#first, lines: this.lines };
		this.length = 0;
		this.lines = 0;
		return block;
	}
}
