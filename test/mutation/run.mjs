/**
 * Mutation testing of `src/engine`: changes one place of it at a time and runs its tests until one fails. The mutants are
 * Stryker's, but code and tests are bundled once and each mutant has a thread of its own: Stryker, with vitest, takes six
 * seconds a mutant.
 *
 *     npm run mutate [-- --every N] [--only PART_OF_A_FILE_NAME]
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { rolldown } from "rolldown";

const { values } = parseArgs({
	options: { every: { type: "string", default: "1" }, only: { type: "string", default: "" } },
});
const OUT = resolve("coverage/mutation");
const BUNDLE = join(OUT, "tests.mjs");
/** A mutant that runs for so many times as long as none does is in a loop, and noticed. */
const TOO_LONG = 5;

/** Those of small contents first: they take a moment and notice nearly everything. Those of large ones take minutes. */
const LAST = ["answer-space", "check", "prove", "properties", "oracle"];
const tests = readdirSync("test/engine")
	.filter((name) => name !== "large.test.ts")
	.map((name) => `test/engine/${name}`)
	.toSorted((a, b) => rank(a) - rank(b));
tests.splice(4, 0, "test/cases.test.ts");

function rank(file) {
	return LAST.findIndex((name) => file.endsWith(`/${name}.test.ts`));
}

const quiet = { debug() {}, info() {}, isDebugEnabled: () => false };
const sources = readdirSync("src/engine").map((name) => resolve("src/engine", name));
const { files, mutants } = await new Instrumenter(quiet).instrument(
	sources.map((name) => ({ name, mutate: true, content: readFileSync(name, "utf8") })),
	{ plugins: null, ignorers: [], excludedMutations: [] },
);
const instrumented = new Map(files.map(({ name, content }) => [name, content]));

const ENTRY = "\0tests";
const bundle = await rolldown({
	input: "tests",
	// package.json says that no module has effects, but those of tests do.
	treeshake: false,
	platform: "node",
	plugins: [
		{
			name: "mutation",
			resolveId(id) {
				if (id === "tests") return ENTRY;
				if (id === "vitest") return resolve("test/mutation/vitest.ts");
				if (id.startsWith("virtual:")) return resolve("test/support/built-in", `${id.slice("virtual:".length)}.ts`);
				return null;
			},
			load(id) {
				if (id !== ENTRY) return instrumented.has(id) ? { code: instrumented.get(id), moduleType: "ts" } : null;
				const imports = tests.map((file) => `import ${JSON.stringify(resolve(file))};`);
				return `${imports.join("\n")}\nimport { runAll } from "vitest";\nawait runAll();`;
			},
		},
	],
});
mkdirSync(OUT, { recursive: true });
await bundle.write({ file: BUNDLE, format: "es", codeSplitting: false });

/** What the tests make of a mutant: the name of the first that fails, if one does. */
function run(id, timeout) {
	const source = `
		const { workerData } = require("node:worker_threads");
		globalThis.__stryker__ = { activeMutant: workerData.id };
		import(workerData.bundle);`;
	const worker = new Worker(source, {
		eval: true,
		env: { ...process.env, RUNS: "0.02" },
		stdout: true,
		stderr: true,
		// As deep as that of a process.
		resourceLimits: { stackSizeMb: 1 },
		workerData: { id, bundle: pathToFileURL(BUNDLE).href, verbose: id === "" },
	});
	return new Promise((done) => {
		const timer = setTimeout(() => done({ failed: "(too long)" }), timeout);
		worker.once("message", done);
		worker.once("error", (error) => done({ failed: `(${error.message})` }));
		worker.once("exit", () => done({ failed: "(exit)" }));
		worker.once("exit", () => clearTimeout(timer));
	}).finally(() => worker.terminate());
}

const start = Date.now();
const { failed, message, covered } = await run("", 600_000);
if (failed !== undefined) throw new Error(`without a mutant, "${failed}" fails: ${message}`);
const timeout = TOO_LONG * (Date.now() - start);
const chosen = mutants
	.filter(({ fileName }) => fileName.includes(values.only))
	.filter((_, i) => i % Number(values.every) === 0);
const queue = chosen.filter(({ id }) => covered.includes(id));
const survivors = chosen.filter(({ id }) => !covered.includes(id));
console.log(`${chosen.length} of ${mutants.length} mutants, ${survivors.length} in code that no test runs`);

async function work() {
	for (let mutant = queue.pop(); mutant; mutant = queue.pop()) {
		const { failed } = await run(mutant.id, timeout);
		process.stderr.write(`\r${queue.length} to go `);
		if (failed !== undefined) continue;
		survivors.push(mutant);
		print(mutant);
	}
}

function print({ fileName, location, replacement }) {
	const { start, end } = location;
	const lines = readFileSync(fileName, "utf8").split("\n");
	const line = lines[start.line] ?? "";
	const original = start.line === end.line ? line.slice(start.column, end.column) : line.slice(start.column).trim();
	console.log(`${fileName.slice(resolve(".").length + 1)}:${start.line + 1}: ${original} -> ${replacement}`);
}
for (const mutant of survivors) print(mutant);
await Promise.all(Array.from({ length: availableParallelism() }, work));
rmSync(BUNDLE);
const killed = chosen.length - survivors.length;
console.log(`${killed} of ${chosen.length} noticed: ${((100 * killed) / chosen.length).toFixed(1)} %`);
