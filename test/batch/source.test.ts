import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromStream } from "../../src/batch/source";

/** Chunks whose memory is their own, as that of pipes is, and others that lie side by side, as short ones do. */
const anyChunks = fc
	.array(fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.boolean()))
	.map((parts) =>
		parts.map(([bytes, own]) => {
			const memory = new ArrayBuffer(own ? bytes.length : bytes.length + 8);
			const chunk = Buffer.from(memory, own ? 0 : 8);
			chunk.set(bytes);
			return { bytes, own, chunk, memory };
		}),
	);

test("what a stream brings is given whole, and only memory that is all its own is freed", async () => {
	await fc.assert(
		fc.asyncProperty(anyChunks, async (parts) => {
			const stream = Readable.from(
				parts.map(({ chunk }) => chunk),
				{ objectMode: false },
			);
			const given: number[] = [];
			for await (const chunk of fromStream(stream).chunks) given.push(...chunk);
			expect(given).toEqual(parts.flatMap(({ bytes }) => [...bytes]));
			const canFree = "transfer" in ArrayBuffer.prototype;
			for (const { bytes, own, memory } of parts)
				expect(memory.byteLength).toBe(
					own ? (canFree ? 0 : bytes.length) : bytes.length + 8,
				);
		}),
	);
});
