import { resolve } from "node:path";
import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batch } from "../../src/batch/batch";
import { add, emptySummary } from "../../src/batch/summary";
import { many } from "../support/random";
import { linesFor, seeded } from "../support/response-lines";
import { small } from "../support/small";

/** What a batch of these chunks wrote, and its summary, when it is told to stop once it has read so many of them. */
async function batched(
	of: typeof content,
	chunks: Buffer[],
	{ skip = 0, jobs = 1, stopAfter = Number.POSITIVE_INFINITY },
) {
	let stopped = false;
	async function* input() {
		for (const [i, chunk] of chunks.entries()) {
			if (i >= stopAfter) {
				stopped = true;
				return;
			}
			yield chunk.toString("latin1");
		}
	}
	let output = "";
	let errors = "";
	const seen: number[] = [];
	const summary = emptySummary(of);
	await batch(
		{ content: of, options: { compact: true }, skip, jobs, worker: resolve("dist/worker.cjs") },
		{
			input: input(),
			write: async (results) => {
				// They are good until they are taken, however late that is.
				if (jobs > 1) await new Promise((resolve) => setTimeout(resolve, 5));
				output += Buffer.from(results.bytes);
				errors += results.errors;
				add(summary, results.summary);
				seen.push(summary.lines);
			},
			stopped: () => stopped,
			remark() {},
		},
	);
	return { output, errors, summary, seen };
}

const line = linesFor(small, seeded(7));
const lines = Buffer.concat(Array.from({ length: 300 }, () => Buffer.concat([line(), Buffer.from("\n")])));
const pieces = (bytes: Buffer, size: number) =>
	Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

describe("a batch that is stopped", () => {
	test("writes nothing of a line that it has only the beginning of", async () => {
		const chunks = ['{"answers":{}}\n{"answ', 'ers":{}}\n'].map((it) => Buffer.from(it));
		const { output, errors, summary } = await batched(small, chunks, {
			stopAfter: 1,
		});
		expect(output.split("\n")).toHaveLength(2);
		expect([errors, summary.lines, summary.bad]).toEqual(["", 1, 0]);
	});

	test("can be gone on with where it was stopped, and nothing is lost, said twice or counted otherwise", async () => {
		const whole = await batched(small, [lines], {});
		expect(whole.summary.lines).toBe(300);
		expect(whole.summary.bad).toBeGreaterThan(20);
		expect(whole.errors.split("\n")).toHaveLength(whole.summary.bad + 1);
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 2_000 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				async (size, part) => {
					const chunks = pieces(lines, size);
					const stopAfter = Math.floor(part * chunks.length);
					const one = await batched(small, chunks, { stopAfter });
					const skip = one.summary.lines;
					expect(one.output.split("\n")).toHaveLength(skip + 1);
					const two = await batched(small, chunks, { skip });
					expect(one.output + two.output).toBe(whole.output);
					expect(one.errors + two.errors).toBe(whole.errors);
					expect(skip + two.summary.lines).toBe(300);
					expect(one.summary.bad + two.summary.bad).toBe(whole.summary.bad);
				},
			),
			{ numRuns: many(20) },
		);
	});

	test("among threads, too", async () => {
		const line = linesFor(content, seeded(8));
		const some = Array.from({ length: 400 }, () => `${line()}\n`).join("");
		const chunks = pieces(Buffer.from(some.repeat(6)), 50_000);
		// Far more than threads are given at once.
		expect(chunks.length).toBeGreaterThan(30);
		const whole = await batched(content, chunks, {});
		for (const stopAfter of [1, 20, chunks.length - 1]) {
			const one = await batched(content, chunks, { jobs: 3, stopAfter });
			const skip = one.summary.lines;
			expect(one.output.split("\n")).toHaveLength(skip + 1);
			expect(one.seen.at(-1)).toBe(skip);
			const two = await batched(content, chunks, { jobs: 2, skip });
			expect(one.output + two.output === whole.output).toBe(true);
			expect(one.errors + two.errors === whole.errors).toBe(true);
		}
	}, 60_000);
});
