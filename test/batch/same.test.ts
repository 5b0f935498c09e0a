import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { describe, expect, test, vi } from "vitest";
import { Lines, type Wish } from "../../src/batch/lines";
import type { Assessment, Response } from "../../src/content/schema";
import { wordedFor } from "../../src/content/wording";
import { assess } from "../../src/engine/assess";
import { planOf } from "../../src/engine/plan";
import { inertJson, StalkCheckError } from "../../src/platform/errors";
import {
	MAX_RESPONSE_BYTES,
	readResponse,
} from "../../src/platform/read-response";
import { many } from "../support/random";
import { linesFor, seeded } from "../support/response-lines";
import { run, temporaryFolder } from "../support/run";

const plans = {
	own: planOf(content),
	someoneElse: planOf(wordedFor(content, "someone-else")),
};

type Defaults = Omit<Wish, "compact">;

/** What `assess --json` says of a file that holds this line and nothing else, on one line, and in brief. */
function alone(line: Buffer, number: number, { place, for: whom }: Defaults) {
	try {
		if (line.every((byte) => byte <= 0x20))
			throw new StalkCheckError("bad-answers", "The line is empty.");
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
function brief({
	ref,
	place,
	urgent,
	summary,
	verdicts,
	fixation,
}: Assessment) {
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
	if (at >= 0)
		expect(
			given[at],
			`line ${at + 1}: ${JSON.stringify(lines[at]?.toString())}`,
		).toBe(expected[at]);
	expect(given).toHaveLength(expected.length);
}

const wishes: [name: string, wish: Defaults, seeds: number[]][] = [
	["as they are", {}, [1, 2]],
	["with a place for those without", { place: "scotland" }, [11, 12, 13]],
	[
		"for somebody else",
		{ for: "someone-else", place: "elsewhere" },
		[21, 22, 23, 24, 25],
	],
];

describe("each line of a batch is what assess says of it alone", () => {
	test.each(wishes)(
		"%s",
		(_, wish, seeds) => {
			const [full, compact] = [false, true].map(
				(compact) => new Lines(plans, { ...wish, compact }),
			) as [Lines, Lines];
			let bad = 0;
			for (const seed of seeds) {
				const { lines, bytes } = manyLines(seed, many(10_000));
				const expected = lines.map((line, i) => alone(line, i + 5, wish));
				const inFull = full.assess(bytes, 5);
				const inBrief = compact.assess(bytes, 5);
				expectSame(
					inFull.bytes.toString(),
					lines,
					expected.map((it) => it.full),
				);
				expectSame(
					inBrief.bytes.toString(),
					lines,
					expected.map((it) => it.compact),
				);
				const errors = expected.filter(({ full }) => /^\{"line":/.test(full));
				bad += errors.length;
				for (const { errors: said, counts } of [inFull, inBrief]) {
					expectSame(
						said,
						[],
						errors.map((it) => it.full),
					);
					expect([counts[0], counts[1]]).toEqual([lines.length, errors.length]);
				}
			}
			const all = seeds.length * many(10_000);
			expect(bad).toBeGreaterThan(all / 10);
			expect(bad).toBeLessThan(all * 0.7);
		},
		120_000,
	);

	test.each([
		["a byte over the most", Buffer.alloc(MAX_RESPONSE_BYTES + 1, "x")],
		[
			"the most there may be",
			Buffer.from('{"answers":{}}'.padEnd(MAX_RESPONSE_BYTES)),
		],
		[
			"a byte over, of spaces",
			Buffer.from('{"answers":{}}'.padEnd(MAX_RESPONSE_BYTES + 1)),
		],
		[
			"a byte over, with its carriage return",
			Buffer.from(`${'{"answers":{}}'.padEnd(MAX_RESPONSE_BYTES)}\r`),
		],
	])("when it is %s", (_, line) => {
		const lines = new Lines(plans, { compact: false });
		const { bytes } = lines.assess(Buffer.concat([line, Buffer.from("\n")]), 1);
		expect(bytes.toString()).toBe(`${alone(line, 1, {}).full}\n`);
	});

	test("through the built program, by any number of threads", async () => {
		const { lines, bytes } = manyLines(31, 4_000);
		expect(bytes.length).toBeGreaterThan(5 << 19);
		const folder = temporaryFolder();
		const file = join(folder, "lines.jsonl");
		writeFileSync(file, bytes);
		const expected = lines.map((line, i) => alone(line, i + 1, {}));
		for (const jobs of ["1", "2", "3"])
			for (const form of ["full", "compact"] as const) {
				const output = join(folder, `${form}-${jobs}`);
				const options = form === "compact" ? ["--compact"] : [];
				const { exitCode } = await run([
					"batch",
					file,
					"--jobs",
					jobs,
					"--output",
					output,
					...options,
				]);
				expect(exitCode).toBe(3);
				expectSame(
					readFileSync(output, "utf8"),
					lines,
					expected.map((it) => it[form]),
				);
			}
	}, 120_000);
});

test("lines that programs write are read without building objects", () => {
	const answers = {
		followed: "more-than-once",
		frightened: "yes",
		violence: null,
		"unwanted-contact": 12,
	};
	const bytes = Buffer.from(
		`${JSON.stringify({ ref: "row 1", place: "scotland", for: "someone-else", answers })}\n`,
	);
	const lines = new Lines(plans, { compact: false });
	const parse = vi.spyOn(JSON, "parse");
	const { counts } = lines.assess(bytes, 1);
	expect([counts[0], counts[1]]).toEqual([1, 0]);
	expect(parse).not.toHaveBeenCalled();
	parse.mockRestore();
});
