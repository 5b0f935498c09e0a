/** How the cost of a response grows with the number of definitions, items and responses. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readQuestions } from "./content.mjs";
import { writeContent } from "./generated.mjs";
import { estimate, estimateOf, figure, median } from "./measure.mjs";
import { PROGRAM, piped, ROOT, time } from "./run.mjs";
import { markdown } from "./table.mjs";

const DEFINITIONS = [1, 2, 5, 10, 20, 50, 100, 200];
const ITEMS = [60, 120, 250, 500, 1000, 2000];
const PROVED = [60, 120, 250, 500, 1000];
const PAIRED = [60, 120, 250, 500];
const NEEDED = [2, 4, 8, 16, 24];
const LINES = [1e3, 1e4, 1e5, 1e6];
/** The largest exponent accepted: 1 is linear, and the rest allows for noise. */
const LINEAR = 1.1;

const COMMAND = [...PROGRAM, "batch", "--compact", "--jobs", "1"];

/**
 * A quantity that costs grow with.
 * @typedef {object} Curve
 * @property {string} by
 * @property {string} [of] what has the cost: a response unless it is said
 * @property {number[]} sizes
 * @property {(size: number) => () => number} run returns a function that measures the microseconds per response
 * @property {number} rounds
 */

/** @param {import("./bench.mjs").Bench} bench */
export async function growth(bench) {
	const { quick, full, rounds, show } = bench;
	const answers = quick ? 300_000 : 2_000_000;
	/** @type {Curve[]} */
	const curves = [
		{
			by: "definitions",
			sizes: DEFINITIONS,
			run: (definitions) => contentRun(bench, { items: 60, definitions }, answers),
			rounds: rounds(2),
		},
		{
			by: "items",
			sizes: ITEMS,
			run: (items) => contentRun(bench, { items, definitions: 11 }, answers),
			rounds: rounds(2),
		},
		{
			by: "items",
			of: "a proof",
			sizes: PROVED,
			run: (items) => proofRun(bench, { items, definitions: 11 }),
			rounds: rounds(2),
		},
		{
			by: "items in pairs",
			of: "a proof",
			sizes: PAIRED,
			run: (items) => proofRun(bench, { items, definitions: 11, pairs: true }),
			rounds: rounds(2),
		},
		{
			by: "effects needed, of 72",
			of: "a proof",
			sizes: NEEDED,
			run: (atLeast) => proofRun(bench, { items: 250, definitions: 11, atLeast }),
			rounds: rounds(2),
		},
		{
			by: "responses",
			of: "a batch",
			sizes: [...LINES.slice(0, quick ? 3 : undefined), ...(full ? [1e7] : [])],
			run: (count) => linesRun(bench, count),
			rounds: rounds(2),
		},
	];
	const rows = [];
	const points = [];
	for (const curve of curves) {
		const { by, of = "a response", sizes, run, rounds } = curve;
		const measured = await show(
			`growth: ${of} by the number of ${by}, microseconds${of === "a batch" ? " a response" : ""}`,
			Object.fromEntries(sizes.map((size) => [`${size} ${by}`, run(size)])),
			rounds,
		);
		const costs = sizes.map((size) => measured[`${size} ${by}`]);
		const estimates = costs.map(estimate);
		if (of !== "a proof") points.push(...sizes.map((size, i) => ({ by, size, ...estimates[i] })));
		rows.push(exponentRow(curve, costs));
		const cells = estimates.map((it) => figure(it.median));
		console.log(`\n${markdown([`Number of ${by}`, ...sizes.map(thousands)], [["Microseconds", ...cells]])}`);
	}
	// A trial must not overwrite the plot of a measurement.
	if (!quick) {
		const { plot } = await import("./plot.mjs");
		mkdirSync(join(ROOT, "docs"), { recursive: true });
		writeFileSync(join(ROOT, "docs/growth.svg"), await plot(points));
	}
	return rows;
}

/**
 * The exponent over the larger half of the sizes, as other work hides the growth of small ones. It is that of the cost of
 * one response, or, by the number of responses, of all of them.
 * @param {Curve} curve
 * @param {number[][]} costs by size, one for each round
 * @returns {import("./table.mjs").Row}
 */
function exponentRow({ by, of = "a response", sizes, rounds }, costs) {
	const all = of === "a batch";
	const half = sizes.length >> 1;
	const grown = sizes.slice(half);
	const costOf = (size, i, round) => costs[half + i][round] * (all ? size : 1);
	const range = `${thousands(grown[0])} to ${thousands(grown.at(-1))}`;
	return {
		what: `Exponent of the cost of ${of} by the number of ${by}, ${range} (1 is linear)`,
		must: "at most",
		limit: LINEAR,
		unit: "",
		measured: estimateOf(rounds, (drawn) =>
			exponent(
				grown,
				grown.map((size, i) => median(drawn.map((round) => costOf(size, i, round)))),
			),
		),
		runs: rounds,
	};
}

/** Microseconds per response for content of this size, without starting and loading the content. */
function contentRun({ folder, responsesTo }, size, answers) {
	const content = join(folder, `${size.items}-${size.definitions}`);
	writeContent(join(ROOT, "questions"), content, size);
	const count = Math.round(answers / size.items);
	const file = responsesTo(readQuestions(content), `items-${size.items}`, count);
	const command = [...COMMAND, "--questions", content];
	return () => {
		const idle = time(command, { input: "", discard: true });
		const busy = time(command, { file, discard: true });
		return ((busy - idle) * 1000) / count;
	};
}

/** Microseconds to check and prove content of this size, and to say of one response what would settle it. */
function proofRun({ folder, responsesTo }, size) {
	const content = join(folder, Object.values(size).join("-"));
	writeContent(join(ROOT, "questions"), content, size);
	const file = responsesTo(readQuestions(content), `proved-${size.items}`, 1);
	const run = (...command) => time([...PROGRAM, ...command], { discard: true });
	const cases = `${content}-cases`;
	mkdirSync(cases, { recursive: true });
	writeFileSync(join(cases, "all.json"), JSON.stringify({ cases: casesOf(content, size) }));
	const commands = [
		["check", content, "--cases", cases],
		["prove", content],
		["assess", file, "--questions", content],
	];
	return () => {
		const taken = commands.map((command) => run(...command) - run("--version"));
		return taken.reduce((sum, it) => sum + it) * 1000;
	};
}

/** A case for each result: `check` wants every definition to have them. */
function casesOf(content, { definitions }) {
	const { items } = readQuestions(content);
	const answered = (times, said) => Object.fromEntries(items.map(({ id, counts }) => [id, counts ? times : said]));
	const results = { met: answered("more-than-once", "yes"), "not-met": answered("never", "no"), unclear: {} };
	const ids = Array.from({ length: definitions }, (_, n) => `definition-${n}`);
	return Object.entries(results).map(([result, answers]) => ({
		name: `All are ${result}`,
		why: "Generated.",
		response: { answers },
		expect: Object.fromEntries(ids.map((id) => [id, result])),
	}));
}

/** Microseconds per response for `count` responses through a pipe, including the start. */
function linesRun({ responses }, count) {
	const written = Math.min(count, 1e5);
	const command = piped(responses(written), count / written, COMMAND);
	return () => (time(command, { discard: true }) * 1000) / count;
}

/** @param {number} size */
function thousands(size) {
	return size.toLocaleString("en-GB");
}

/** The exponent of the power law that fits best: the slope of the regression line of the logarithms. */
function exponent(sizes, costs) {
	const xs = sizes.map(Math.log);
	const ys = costs.map(Math.log);
	const mean = (list) => list.reduce((a, b) => a + b) / list.length;
	const [x, y] = [mean(xs), mean(ys)];
	const shared = xs.reduce((sum, it, i) => sum + (it - x) * (ys[i] - y), 0);
	return shared / xs.reduce((sum, it) => sum + (it - x) ** 2, 0);
}
