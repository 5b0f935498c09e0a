import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, count, emptySummary, MAX_SUMMARIES_BYTES, readSummaries } from "../../src/batch/summary";
import { type Content, type Response, type Result, Summary } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { compile } from "../../src/engine/compile";
import { Evaluator } from "../../src/engine/evaluator";

import { anyResponse, many } from "../support/random";
import { small as unnamed } from "../support/small";

const { version, hash } = content;
/** The small content, with a version and a hash that are spelt as such are. */
const small: Content = { ...unnamed, version, hash };
const otherHash = `${hash.slice(0, -1)}${hash.endsWith("0") ? "1" : "0"}`;

/** Responses; undefined is a line that was wrong. */
type Lines = (Response | undefined)[];

const evaluators = new Map<Content, Evaluator>();
function summaryOf(content: Content, lines: Lines): Summary {
	const evaluator = evaluators.get(content) ?? new Evaluator(compile(content));
	evaluators.set(content, evaluator);
	const summary = emptySummary(content);
	for (const response of lines) {
		summary.lines++;
		if (!response) {
			summary.bad++;
			continue;
		}
		evaluator.believe(evaluator.table.beliefsOf(response.answers));
		count(summary, evaluator.outcome(response.place ?? undefined));
	}
	return summary;
}

function anyLines(content: Content): fc.Arbitrary<Lines> {
	const places = [undefined, ...content.places.map(({ id }) => id)];
	const line = fc
		.tuple(anyResponse(content), fc.constantFrom(...places))
		.map(([response, place]) => ({ ...response, place }));
	return fc.array(fc.option(line, { nil: undefined, freq: 5 }), {
		maxLength: 20,
	});
}

const contents: [name: string, content: Content, runs: number][] = [
	["the content as it is", content, 200],
	["a small one", small, 1_000],
];

describe.each(contents)("a summary, for %s", (_, content, runs) => {
	test("counts what the assessments say, one by one", () => {
		fc.assert(
			fc.property(anyLines(content), (lines) => {
				const so = summaryOf(content, lines);
				const good = lines.filter((it) => it !== undefined);
				const assessments = good.map((it) => assess(content, it));
				const counted = (results: (Result | undefined)[]) => {
					const of = (result: Result) => results.filter((it) => it === result).length;
					const [met, unclear] = [of("met"), of("unclear")];
					return { met, unclear, "not-met": of("not-met") };
				};
				const definitions = content.packs.flatMap((it) => it.definitions);
				expect(so).toEqual({
					format: "stalk-check/summary@1",
					content: {
						version: content.version,
						hash: content.hash,
						checkedOn: content.checkedOn,
					},
					lines: lines.length,
					bad: lines.length - good.length,
					urgent: assessments.filter(({ urgent }) => urgent.length > 0).length,
					summary: {
						harassment: counted(assessments.map((it) => it.summary.harassment)),
						stalking: counted(assessments.map((it) => it.summary.stalking)),
					},
					results: Object.fromEntries(
						definitions.map(({ id }) => [
							id,
							counted(assessments.map(({ verdicts }) => verdicts.find((it) => it.definition === id)?.result)),
						]),
					),
					fixation: counted(assessments.map((it) => it.fixation.result)),
				});
				expect(Summary.safeParse(so).success).toBe(true);
			}),
			{ numRuns: many(runs) },
		);
	});

	test("of the whole is the sum of those of its parts, however it is cut", () => {
		fc.assert(
			fc.property(anyLines(content), fc.array(fc.nat({ max: 20 }), { maxLength: 4 }), (lines, cuts) => {
				const ends = [...cuts, lines.length].sort((a, b) => a - b);
				const parts = ends.map((to, i) => lines.slice(ends[i - 1] ?? 0, to));
				const whole = summaryOf(content, lines);
				const total = summaryOf(content, []);
				for (const part of parts) {
					add(total, summaryOf(content, part));
				}
				expect(total).toEqual(whole);
			}),
			{ numRuns: many(runs / 4) },
		);
	});
});

describe("summaries", () => {
	const one = () => summaryOf(small, [{ answers: { danger: "yes" } }]);
	const other = { ...one(), content: { ...one().content, hash: otherHash } };
	const fewer = one();
	delete fewer.results["house-rule"];

	/** As many wrong lines as a number can count. */
	const many = () => ({ ...summaryOf(small, []), lines: Number.MAX_SAFE_INTEGER, bad: Number.MAX_SAFE_INTEGER });
	const text = (...summaries: object[]) => summaries.map((it) => `${JSON.stringify(it)}\n`).join("");

	test("are read from files with one or more of them", async () => {
		const texts = [text(one()), `\n${text(one(), one())}\n`, ""];
		const files = texts.map((text, i) => ({
			file: `${i}`,
			bytes: Buffer.from(text),
		}));
		const so = one();
		add(so, one());
		add(so, one());
		expect(await readSummaries(files)).toEqual(so);
	});

	test.each([
		["not JSON", "lines: 3"],
		["JSON cut short", text(one()).slice(0, -3)],
		["an assessment", text(assess(small, { answers: {} }))],
		["a count below nothing", text({ ...one(), lines: -1 })],
		["a count in parts", text({ ...one(), bad: 0.5 })],
		["a summary of another form", text({ ...one(), format: "x" })],
		["a summary of other content", text(other)],
		["a summary of fewer definitions", text(fewer)],
		["more wrong lines than lines", text({ ...one(), bad: 2 })],
		["more urgent lines than were assessed", text({ ...one(), urgent: 2 })],
		["a line that has no result", text({ ...one(), lines: 2 })],
		[
			"a definition with more results than lines",
			text({ ...one(), results: { ...one().results, "house-rule": { met: 2, unclear: 0, "not-met": 0 } } }),
		],
		["more lines than can be counted", text(many())],
		["a count that is there twice", text(one()).replace("{", '{"lines":7,')],
	])("are refused with %s among them, by file and line", async (_, wrong) => {
		const files = [
			{ file: "a", bytes: Buffer.from(text(one())) },
			{ file: "b", bytes: Buffer.from(`\n${text(one())}${wrong}`) },
		];
		await expect(readSummaries(files)).rejects.toMatchObject({
			code: "bad-answers",
			problems: [{ path: "b:3" }],
		});
	});

	test("are refused when they could act on a terminal", async () => {
		const acting = text(one()).replace('"version":"', '"version":"\\u001b[2J');
		const files = [{ file: "a", bytes: Buffer.from(acting) }];
		await expect(readSummaries(files)).rejects.toMatchObject({
			problems: [{ path: "a:1" }],
		});
	});

	test("are refused when there are more than are read", async () => {
		const most = Buffer.alloc(MAX_SUMMARIES_BYTES, text(one()));
		const files = [{ file: "a", bytes: Buffer.concat([most, most]) }];
		await expect(readSummaries(files)).rejects.toMatchObject({
			code: "bad-answers",
			problems: [{ path: "a", message: expect.stringContaining("16 MiB") }],
		});
	});

	test("that are not there are asked for", async () => {
		const empty = [{ file: "a", bytes: Buffer.from("\n") }];
		await expect(readSummaries(empty)).rejects.toThrow("batch FILE --summary --json");
	});
});
