/** Cuts a stream of text into blocks of whole lines, or of whole rows of a table. */
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
 * @param endsIn the index after each line feed in a chunk that ends a line
 * @throws StalkCheckError `usage` when there are fewer lines than `skip`
 */
export async function* blocksOf(
	input: AsyncIterable<string>,
	skip: number,
	stopped: () => boolean,
	endsIn = lineEnds,
): AsyncGenerator<Block> {
	let line = 1;
	function* cut(text: string, ends: number[]): Generator<Block> {
		let from = 0;
		for (let i = 0; i < ends.length; ) {
			const first = line;
			const lines = Math.min(first <= skip ? skip + 1 - first : MAX_LINES, ends.length - i);
			i += lines;
			line += lines;
			const to = ends[i - 1] as number;
			if (first > skip) yield { text: text.slice(from, to), first };
			from = to;
		}
	}
	let partial = "";
	for await (const chunk of input) {
		const ends = endsIn(chunk);
		const [end] = ends;
		const last = ends.at(-1) ?? 0;
		if (end !== undefined) {
			// What quotes there were in the part of a row that was not kept is unknown: the rest of it could close none.
			const start = partial.length > MAX_RESPONSE_BYTES ? end - 1 : 0;
			const before = partial.length - start;
			yield* cut(
				partial + chunk.slice(start, last),
				ends.map((it) => before + it),
			);
			partial = "";
		}
		if (partial.length <= MAX_RESPONSE_BYTES) partial += chunk.slice(last);
		if (partial.length > MAX_RESPONSE_BYTES) partial = TOO_LONG;
	}
	if (stopped()) return;
	if (partial !== "") yield* cut(`${partial}\n`, [partial.length + 1]);
	if (line <= skip)
		throw usageError(`There are only ${line - 1} lines here, so --skip ${skip} leaves out more than all.`);
}

/** Stands for any line that is too long. */
const TOO_LONG = "x".repeat(MAX_RESPONSE_BYTES + 1);

function lineEnds(text: string): number[] {
	const ends: number[] = [];
	for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) ends.push(at + 1);
	return ends;
}
