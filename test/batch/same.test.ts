import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { describe, expect, test, vi } from "vitest";
import { type BatchOptions, lineAssessor } from "../../src/batch/lines";
import type { Assessment, Response } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { inertJson, StalkCheckError } from "../../src/platform/errors";
import { MAX_RESPONSE_BYTES, readResponse } from "../../src/platform/read-response";
import { many } from "../support/random";
import { linesFor, seeded } from "../support/response-lines";
import { run, temporaryFolder } from "../support/run";

type Defaults = Omit<BatchOptions, "compact">;

/** What `assess --json` says of a file that holds this line and nothing else, on one line, and in brief. */
function alone(line: Buffer, number: number, { place, for: whom }: Defaults) {
	try {
		if (line.every((byte) => byte <= 0x20)) throw new StalkCheckError("bad-answers", "The line is empty.");
		const response = readResponse(content, line);
		const whole: Response = {
			...response,
			place: response.place ?? place,
			for: response.for ?? whom,
		};
		const assessment = assess(content, whole);
		return {
			full: inertJson(assessment),
			compact: inertJson(brief(assessment)),
		};
	} catch (error) {
		if (!(error instanceof StalkCheckError)) throw error;
		const { code, message, problems } = error;
		const said = inertJson({
			line: number,
			error: { code, message, problems },
		});
		return { full: said, compact: said };
	}
}

/** What a compact assessment keeps of a whole one. */
function brief({ ref, place, urgent, summary, verdicts, fixation }: Assessment) {
	const results = verdicts.map((it) => [it.definition, it.result]);
	return {
		ref,
		place,
		urgent,
		summary,
		results: Object.fromEntries(results),
		fixation,
	};
}

/** So many lines, together and one by one. */
function manyLines(seed: number, count: number) {
	const line = linesFor(content, seeded(seed));
	const lines = Array.from({ length: count }, line);
	const bytes = Buffer.concat(lines.flatMap((it) => [it, Buffer.from("\n")]));
	return { lines, bytes };
}

/** Expects the same lines, and shows the first one that is not. */
function expectSame(results: string, lines: Buffer[], expected: string[]) {
	const given = results.split("\n");
	expect(given.pop()).toBe("");
	const at = expected.findIndex((it, i) => it !== given[i]);
	if (at >= 0) expect(given[at], `line ${at + 1}: ${JSON.stringify(lines[at]?.toString())}`).toBe(expected[at]);
	expect(given).toHaveLength(expected.length);
}

const options: [name: string, defaults: Defaults, seeds: number[]][] = [
	["as they are", {}, [1]],
	["with a place for those without", { place: "scotland" }, [11]],
	["for somebody else", { for: "someone-else", place: "elsewhere" }, [21, 22]],
];

describe("each line of a batch is what assess says of it alone", () => {
	test.each(options)(
		"%s",
		(_, defaults, seeds) => {
			const full = lineAssessor(content, { ...defaults, compact: false });
			const compact = lineAssessor(content, { ...defaults, compact: true });
			let bad = 0;
			for (const seed of seeds) {
				const { lines, bytes } = manyLines(seed, many(1_500));
				const expected = lines.map((line, i) => alone(line, i + 5, defaults));
				const inFull = full({ text: bytes.toString("latin1"), first: 5 });
				const inBrief = compact({ text: bytes.toString("latin1"), first: 5 });
				expectSame(
					Buffer.from(inFull.bytes).toString(),
					lines,
					expected.map((it) => it.full),
				);
				expectSame(
					Buffer.from(inBrief.bytes).toString(),
					lines,
					expected.map((it) => it.compact),
				);
				const errors = expected.filter(({ full }) => /^\{"line":/.test(full));
				bad += errors.length;
				for (const { errors: said, summary } of [inFull, inBrief]) {
					expectSame(
						said,
						[],
						errors.map((it) => it.full),
					);
					expect([summary.lines, summary.bad]).toEqual([lines.length, errors.length]);
				}
			}
			const all = seeds.length * many(1_500);
			expect(bad).toBeGreaterThan(all / 10);
			expect(bad).toBeLessThan(all * 0.7);
		},
		60_000,
	);

	test.each([
		["a byte over the most", Buffer.alloc(MAX_RESPONSE_BYTES + 1, "x")],
		["the most there may be", Buffer.from('{"answers":{}}'.padEnd(MAX_RESPONSE_BYTES))],
		["a byte over, of spaces", Buffer.from('{"answers":{}}'.padEnd(MAX_RESPONSE_BYTES + 1))],
		["a byte over, with its carriage return", Buffer.from(`${'{"answers":{}}'.padEnd(MAX_RESPONSE_BYTES)}\r`)],
	])("when it is %s", (_, line) => {
		const assess = lineAssessor(content, { compact: false });
		const block = Buffer.concat([line, Buffer.from("\n")]);
		const { bytes } = assess({ text: block.toString("latin1"), first: 1 });
		expect(Buffer.from(bytes).toString()).toBe(`${alone(line, 1, {}).full}\n`);
	});

	test.each([
		["full", "1", []],
		["full", "3", []],
		["compact", "2", ["--compact"]],
	] as const)(
		"%s, through the built program with %s jobs",
		async (form, jobs, options) => {
			const { lines, bytes } = manyLines(31, 1_500);
			// Enough for threads to be started.
			expect(bytes.length).toBeGreaterThan(1 << 19);
			const folder = temporaryFolder();
			const [file, output] = [join(folder, "lines.jsonl"), join(folder, "out")];
			writeFileSync(file, bytes);
			const { exitCode } = await run([...["batch", file, "--jobs", jobs, "--output", output, ...options]]);
			expect(exitCode).toBe(3);
			expectSame(
				readFileSync(output, "utf8"),
				lines,
				lines.map((line, i) => alone(line, i + 1, {})[form]),
			);
		},
		60_000,
	);
});

test("lines that programs write, with the items in the order of the questions, are read without JSON.parse", () => {
	const answers = {
		violence: null,
		"unwanted-contact": 12,
		followed: "more-than-once",
		frightened: "yes",
	};
	const text = `${JSON.stringify({ ref: "row 1", place: "scotland", for: "someone-else", answers })}\n`;
	const assess = lineAssessor(content, { compact: false });
	const parse = vi.spyOn(JSON, "parse");
	const { summary } = assess({ text, first: 1 });
	expect([summary.lines, summary.bad]).toEqual([1, 0]);
	expect(parse).not.toHaveBeenCalled();
	parse.mockRestore();
});
