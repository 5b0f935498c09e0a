/** Measures stalk-check as README.md beside this says, and ends with 1 when a figure falls short. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readQuestions } from "./content.mjs";
import { interleave, printMedians } from "./measure.mjs";
import { writeResponses } from "./responses.mjs";
import { HERE, ROOT } from "./run.mjs";
import { passes, table } from "./table.mjs";

/**
 * What every section is given.
 * @typedef {object} Bench
 * @property {(count: number, seed?: number) => string} responses the file with so many responses
 * @property {(questions: import("./content.mjs").Questions, name: string, count: number) => string} responsesTo
 *   the same to other content, which has this name
 * @property {string} folder a folder that is removed in the end
 * @property {(rounds: number) => number} rounds how many rounds to run where so many are needed
 * @property {boolean} quick whether it is only being tried
 * @property {boolean} full whether to take as long as it takes
 * @property {<Name extends string>(title: string, runs: Record<Name, () => number | Promise<number>>, rounds: number) => Promise<Record<Name, number[]>>} show
 *   runs everything in turn, and prints the medians of what was measured
 */

const SECTIONS = ["start", "batch", "memory", "growth", "npx"];

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: "string" },
		quick: { type: "boolean", default: false },
		full: { type: "boolean", default: false },
	},
});
const unknown = positionals.filter((name) => !SECTIONS.includes(name));
if (unknown.length > 0) {
	console.error(
		`There is no section ${unknown.join(", ")}; only ${SECTIONS.join(", ")}.`,
	);
	process.exit(2);
}
const sections = positionals.length > 0 ? positionals : SECTIONS;

if (!existsSync(join(ROOT, "dist"))) command(ROOT, "npm", "run", "build");
if (!existsSync(join(HERE, "node_modules"))) command(HERE, "npm", "ci");

const questions = readQuestions(join(ROOT, "questions"));
const folder = mkdtempSync(join(tmpdir(), "stalk-check-bench-"));
/** @type {Record<string, Record<string, number[]>>} */
const measurements = {};
/** @type {Bench} */
const bench = {
	responses: (count, seed = 1) =>
		writeResponses(
			join(folder, `responses-${count}-${seed}.ndjson`),
			questions,
			count,
			seed,
		),
	responsesTo: (content, name, count) =>
		writeResponses(join(folder, `${name}.ndjson`), content, count),
	folder,
	rounds: (rounds) => (options.quick ? 3 : rounds),
	quick: options.quick,
	full: options.full,
	show: async (title, runs, rounds) => {
		const measured = await interleave(runs, rounds);
		printMedians(title, measured);
		measurements[title] = measured;
		return measured;
	},
};

try {
	const rows = [];
	for (const name of sections) {
		// A section is loaded when it is run, so that none needs what only another one uses.
		const section = await import(`./${name}.mjs`);
		rows.push(...(await section[name](bench)));
	}
	const about = {
		on: `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores`,
		node: process.version,
		date: new Date().toISOString().slice(0, 10),
		...(options.quick ? { quick: true } : {}),
	};
	console.log(`\n${table(rows, about)}`);
	if (options.json)
		writeFileSync(
			options.json,
			`${JSON.stringify({ ...about, rows, measurements }, null, "\t")}\n`,
		);
	if (!rows.every(passes)) process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** Runs something that must be done first, and lets it be seen. */
function command(cwd, name, ...args) {
	const { status } = spawnSync(name, args, {
		cwd,
		stdio: ["ignore", "inherit", "inherit"],
	});
	if (status !== 0) throw new Error(`${name} ${args.join(" ")} failed`);
}
