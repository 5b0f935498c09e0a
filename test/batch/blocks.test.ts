import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Block, blocksOf, MAX_LINES } from "../../src/batch/blocks";
import { MAX_RESPONSE_BYTES } from "../../src/platform/read-response";
import { many } from "../support/random";

/** The blocks that chunks of text are cut into. */
async function blocks(chunks: string[], skip = 0): Promise<Block[]> {
	const blocks: Block[] = [];
	async function* input() {
		yield* chunks;
	}
	for await (const block of blocksOf(input(), skip, () => false)) blocks.push(block);
	return blocks;
}

/** Each line of some blocks by its number, without its line feed. */
function linesOf(blocks: Block[]): [number: number, line: string][] {
	return blocks.flatMap(({ text, first }) => {
		const texts = text.split("\n");
		expect(texts.pop()).toBe("");
		expect(texts.length).toBeGreaterThan(0);
		expect(texts.length).toBeLessThanOrEqual(MAX_LINES);
		return texts.map((text, i): [number, string] => [first + i, text]);
	});
}

/** Each line of a text by its number, as anybody would count them. */
function plainLines(text: string): [number: number, line: string][] {
	const lines = text.split("\n");
	if (lines.at(-1) === "") lines.pop();
	return lines.map((line, i) => [i + 1, line]);
}

/** A text in pieces that end at these places. */
function cut(text: string, at: number[]): string[] {
	const ends = [...at.map((it) => it % (text.length + 1)), text.length];
	let from = 0;
	return ends
		.sort((a, b) => a - b)
		.map((to) => {
			const chunk = text.slice(from, to);
			from = to;
			return chunk;
		});
}

const anyText = fc
	.array(fc.constantFrom("\n", "\n\n", "\r\n", "a", "bc", "{}", "\xff", "\0"), {
		maxLength: 60,
	})
	.map((parts) => parts.join(""));
const anyCuts = fc.array(fc.nat(), { maxLength: 20 });

describe("blocks of lines", () => {
	test("hold the same lines, with the same numbers, however they come in", async () => {
		await fc.assert(
			fc.asyncProperty(anyText, anyCuts, async (text, cuts) => {
				const lines = linesOf(await blocks(cut(text, cuts)));
				expect(lines).toEqual(plainLines(text));
			}),
			{ numRuns: many(2_000) },
		);
	});

	test("leave out the first lines, and number the others as if they had not", async () => {
		await fc.assert(
			fc.asyncProperty(anyText, anyCuts, fc.nat({ max: 30 }), async (text, cuts, skip) => {
				const all = plainLines(text);
				const left = blocks(cut(text, cuts), skip);
				if (skip <= all.length) expect(linesOf(await left)).toEqual(all.slice(skip));
				else
					await expect(left).rejects.toMatchObject({
						code: "usage",
						message: expect.stringContaining(`only ${all.length} lines`),
					});
			}),
			{ numRuns: many(2_000) },
		);
	});

	test.each<[text: string, lines: string[]]>([
		["", []],
		["\n", [""]],
		["\n\n", ["", ""]],
		["a", ["a"]],
		["a\n", ["a"]],
		["a\n\n", ["a", ""]],
		["\na", ["", "a"]],
		["a\r\nb\r", ["a\r", "b\r"]],
	])("of %j are the lines %j", async (text, lines) => {
		for (const chunks of [[text], [...text]])
			expect(linesOf(await blocks(chunks)).map(([, line]) => line)).toEqual(lines);
	});

	test("are never of more lines than have room for their assessments", async () => {
		const text = "\n".repeat(MAX_LINES * 3 + 1);
		const all = linesOf(await blocks([text], 5));
		expect(all).toEqual(plainLines(text).slice(5));
	});

	const CHUNK = 1 << 16;
	const tooLong = [MAX_RESPONSE_BYTES + 1, MAX_RESPONSE_BYTES + CHUNK, MAX_RESPONSE_BYTES * 3 + 7];
	test.each([MAX_RESPONSE_BYTES - 1, MAX_RESPONSE_BYTES, ...tooLong])(
		"keep of a line of %i bytes what shows how long it is, and the lines after it",
		async (length) => {
			for (const end of ["", "\n", "\nafter", "\r\nafter\n"]) {
				const text = `before\n${"x".repeat(length)}${end}`;
				const everyChunk = Array.from({ length: text.length / CHUNK }, (_, i) => (i + 1) * CHUNK);
				const [before, long, after, ...more] = linesOf(await blocks(cut(text, everyChunk)));
				const whole = end.startsWith("\r") ? length + 1 : length;
				expect(before).toEqual([1, "before"]);
				expect(long?.[0]).toBe(2);
				if (whole <= MAX_RESPONSE_BYTES) expect(long?.[1]).toHaveLength(whole);
				else expect(long?.[1].length).toBeGreaterThan(MAX_RESPONSE_BYTES);
				expect(long?.[1].length).toBeLessThan(MAX_RESPONSE_BYTES + 3 * CHUNK);
				expect(after).toEqual(end.includes("after") ? [3, "after"] : undefined);
				expect(more).toEqual([]);
			}
		},
	);

	test("come as soon as there are whole lines, and not before", async () => {
		const read: string[] = [];
		async function* slowly() {
			for (const text of ["a", "b\nc", "d", "\n\ne"]) {
				read.push(text);
				yield text;
			}
			read.push("end");
		}
		for await (const block of blocksOf(slowly(), 0, () => false))
			for (const [, line] of linesOf([block])) read.push(`=> ${line}`);
		expect(read).toEqual([...["a", "b\nc", "=> ab"], ...["d", "\n\ne", "=> cd", "=> "], ...["end", "=> e"]]);
	});
});
