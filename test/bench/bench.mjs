/** Runs the sections described in README.md and exits with 1 if a limit is missed. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readQuestions } from "./content.mjs";
import { interleave, printMedians } from "./measure.mjs";
import { writeResponses, writeTable } from "./responses.mjs";
import { HERE, ROOT } from "./run.mjs";
import { passes, table } from "./table.mjs";

/**
 * The argument of every section.
 * @typedef {object} Bench
 * @property {(count: number, seed?: number) => string} responses a file with `count` responses
 * @property {(responses: string) => string} table a file of responses as a table
 * @property {(questions: import("./content.mjs").Questions, name: string, count: number) => string} responsesTo
 *   the same for other content; `name` names the file
 * @property {string} folder a temporary folder
 * @property {(rounds: number) => number} rounds the rounds to run: fewer in a trial
 * @property {boolean} quick whether this is a trial
 * @property {boolean} full whether to include the longest runs
 * @property {<Name extends string>(title: string, runs: Record<Name, () => number | Promise<number>>, rounds: number) => Promise<Record<Name, number[]>>} show
 *   runs everything in interleaved rounds and prints the medians
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
	console.error(`There is no section ${unknown.join(", ")}; only ${SECTIONS.join(", ")}.`);
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
		writeResponses(join(folder, `responses-${count}-${seed}.ndjson`), questions, count, seed),
	table: (responses) => writeTable(responses, questions),
	responsesTo: (content, name, count) => writeResponses(join(folder, `${name}.ndjson`), content, count),
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
		// Loaded on demand, so that no section needs the dependencies of another.
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
	if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...about, rows, measurements }, null, "\t")}\n`);
	if (!rows.every(passes)) process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}

/** Runs a command with its output shown. */
function command(cwd, name, ...args) {
	const { status } = spawnSync(name, args, {
		cwd,
		stdio: ["ignore", "inherit", "inherit"],
	});
	if (status !== 0) throw new Error(`${name} ${args.join(" ")} failed`);
}
