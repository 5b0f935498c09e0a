/** Cuts a stream of text into blocks of whole lines. */
import { usageError } from "../platform/errors";
import { MAX_RESPONSE_BYTES } from "../platform/read-response";

/** Whole lines, each with its line feed, and the number of the first one in the input. Each character is a byte (Latin-1). */
export type Block = { text: string; first: number };

/** Lines per block: the shortest response there is has an assessment of 25,000 bytes. */
export const MAX_LINES = 32;

/**
 * Cuts chunks into blocks as they arrive, without the first `skip` lines. A last line without a line feed is given one, but
 * when stopped it is only a part of one, and dropped. Of a line longer than any response may be, only enough is kept to
 * show that it is too long.
 * @throws StalkCheckError `usage` when there are fewer lines than `skip`
 */
export async function* blocksOf(
	input: AsyncIterable<string>,
	skip: number,
	stopped: () => boolean,
): AsyncGenerator<Block> {
	let line = 1;
	function* cut(text: string): Generator<Block> {
		for (let from = 0; from < text.length; ) {
			const first = line;
			const last = first <= skip ? skip : first + MAX_LINES - 1;
			let to = from;
			for (; line <= last && to < text.length; line++) to = text.indexOf("\n", to) + 1;
			if (first > skip) yield { text: text.slice(from, to), first };
			from = to;
		}
	}
	let partial = "";
	for await (const chunk of input) {
		const end = chunk.lastIndexOf("\n") + 1;
		if (end > 0) {
			yield* cut(partial + chunk.slice(0, end));
			partial = "";
		}
		if (partial.length <= MAX_RESPONSE_BYTES) partial += chunk.slice(end);
	}
	if (stopped()) return;
	if (partial !== "") yield* cut(`${partial}\n`);
	if (line <= skip)
		throw usageError(`There are only ${line - 1} lines here, so --skip ${skip} leaves out more than all.`);
}
