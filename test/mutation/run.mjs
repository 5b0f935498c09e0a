/**
 * Mutation testing of `src/engine`: changes one place of it at a time and runs its tests until one fails. The mutants are
 * Stryker's, but two threads run all of them from one bundle of code and tests: Stryker, with vitest, takes six seconds a
 * mutant. A mutant that no test notices in the quick round must survive all of them in an instance of its own.
 *
 *     npm run mutate [-- --every N] [--only PART] [--runs TIMES]
 *
 * `--only` takes part of what is printed of a mutant, such as "table.ts:20"; `--runs` is the share of the usual random samples.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { rolldown } from "rolldown";

const { values } = parseArgs({
	options: {
		every: { type: "string", default: "1" },
		only: { type: "string", default: "" },
		runs: { type: "string", default: "0.02" },
	},
});
const OUT = resolve("coverage/mutation");
const BUNDLE = join(OUT, "tests.mjs");
/** What runs so many times as often as in any test without a mutant is in a loop: the mutant is noticed. */
const TOO_OFTEN = 20;
/** So is a test that takes so many milliseconds more, for loops that do not run the mutant. */
const TOO_LONG = 30_000;
/** A test that takes longer, in milliseconds, is left out of the quick round. */
const LONG = 1000;

const tests = readdirSync("test/engine")
	.filter((name) => name !== "large.test.ts")
	.map((name) => resolve("test/engine", name));
tests.push(resolve("test/cases.test.ts"));

const quiet = { debug() {}, info() {}, isDebugEnabled: () => false };
const sources = readdirSync("src/engine").map((name) => resolve("src/engine", name));
const { files, mutants } = await new Instrumenter(quiet).instrument(
	sources.map((name) => ({ name, mutate: true, content: readFileSync(name, "utf8") })),
	{ plugins: null, ignorers: [], excludedMutations: [] },
);
const instrumented = new Map(files.map(({ name, content }) => [name, content]));

const ENTRY = "\0tests";
const CONTENT = resolve("test/support/built-in/content.ts");
/** Checking the content takes most of the time of an instance, so a thread does it once. */
const CONTENT_ONCE = `
	import { readContent } from "../../../src/content/load";
	globalThis.contentText ??= JSON.stringify(await readContent("questions"));
	export default JSON.parse(globalThis.contentText);`;
const bundle = await rolldown({
	input: "tests",
	external: /^(?!tests$|virtual:|test\/)[a-z@]/,
	// package.json says that no module has effects, but those of tests do.
	treeshake: false,
	platform: "node",
	plugins: [
		{
			name: "mutation",
			resolveId(id) {
				if (id === "tests") return ENTRY;
				if (id.startsWith("virtual:")) return resolve("test/support/built-in", `${id.slice("virtual:".length)}.ts`);
				return null;
			},
			load(id) {
				if (id === ENTRY) return tests.map((file) => `import ${JSON.stringify(file)};`).join("\n");
				if (id === CONTENT) return CONTENT_ONCE;
				if (instrumented.has(id)) return { code: instrumented.get(id), moduleType: "ts" };
				if (!tests.includes(id)) return null;
				const code = `globalThis.testFile = ${JSON.stringify(basename(id))};\n${readFileSync(id, "utf8")}\nexport {};`;
				return { code, moduleType: "ts" };
			},
		},
	],
});
mkdirSync(OUT, { recursive: true });
await bundle.write({
	file: BUNDLE,
	format: "es",
	codeSplitting: false,
	banner: "const { Cache: WeakMap } = globalThis;",
	paths: { "ajv/dist/2020": "ajv/dist/2020.js" },
});

function startThread() {
	return new Worker(new URL("thread.mjs", import.meta.url), {
		env: { ...process.env, RUNS: values.runs },
		execArgv: ["--experimental-vm-modules", "--no-warnings"],
		stdout: true,
		stderr: true,
		// As deep as that of a process.
		resourceLimits: { stackSizeMb: 1 },
		workerData: { bundle: BUNDLE },
	});
}

/** What a thread answers to a task. A thread that fails, or takes longer at a test than `limit` allows, is of no more use. */
function ask(thread, task, limit) {
	return new Promise((done) => {
		let timer;
		const end = (answer) => {
			clearTimeout(timer);
			for (const event of ["message", "error", "exit"]) thread.removeAllListeners(event);
			done(answer);
		};
		const fail = (by) => end({ isNoticed: true, by, isBroken: true });
		const expectBy = (milliseconds) => {
			clearTimeout(timer);
			timer = setTimeout(() => fail("(too long)"), milliseconds);
		};
		thread.on("message", ({ started, ended }) => (ended ? end(ended) : expectBy(limit(started))));
		thread.on("error", (error) => fail(`(${error.message})`));
		thread.on("exit", () => fail("(exit)"));
		expectBy(600_000);
		thread.postMessage(task);
	});
}

const start = Date.now();
const seconds = () => Math.round((Date.now() - start) / 1000);
const first = startThread();
const { measured, always, error } = await ask(first, {});
if (!measured) throw new Error(`a test fails without a mutant: ${error}`);
await first.terminate();
const limit = (test) => TOO_LONG + measured[test].duration;
console.log(`${measured.length} tests take ${seconds()} s`);

/** The tests that run a mutant, the shortest first; in the other round also those that may see what it did. */
function testsFor({ id }, isQuick) {
	const runsIt = (test) => id in measured[test].hits;
	const all = [...measured.keys()];
	const files = new Set(all.filter(runsIt).map((test) => measured[test].file));
	// What content is compiled to is remembered, so other tests of a file may see what one has run.
	const chosen = always.includes(id) ? all : all.filter((test) => files.has(measured[test].file));
	return chosen
		.filter((test) => !isQuick || (runsIt(test) && measured[test].duration < LONG))
		.sort((a, b) => measured[a].duration - measured[b].duration);
}

function describe({ fileName, location, replacement }) {
	const { start, end } = location;
	const lines = readFileSync(fileName, "utf8").split("\n");
	const line = lines[start.line] ?? "";
	const original = start.line === end.line ? line.slice(start.column, end.column) : line.slice(start.column).trim();
	return `${fileName.slice(resolve(".").length + 1)}:${start.line + 1}: ${original} -> ${replacement}`;
}

/** Runs mutants against the tests, on all cores. Returns those that no test notices. */
async function survivorsOf(mutants, isQuick) {
	const queue = [...mutants];
	const survivors = [];
	const work = async () => {
		let thread = startThread();
		for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
			const hits = Math.max(0, ...measured.map((test) => test.hits[mutant.id] ?? 0));
			const hitLimit = TOO_OFTEN * hits + 100_000;
			const task = { mutant: mutant.id, numbers: testsFor(mutant, isQuick), hitLimit, isFresh: !isQuick };
			const { isNoticed, isBroken } = await ask(thread, task, limit);
			if (isBroken) {
				await thread.terminate();
				thread = startThread();
			}
			if (isNoticed) continue;
			survivors.push(mutant);
			if (!isQuick) console.log(describe(mutant));
		}
		await thread.terminate();
	};
	const progress = setInterval(() => process.stderr.write(`${queue.length} to go after ${seconds()} s\n`), 30_000);
	await Promise.all(Array.from({ length: availableParallelism() }, work));
	clearInterval(progress);
	return survivors;
}

const chosen = mutants
	.filter((mutant) => describe(mutant).includes(values.only))
	.filter((_, i) => i % Number(values.every) === 0);
const suspects = await survivorsOf(chosen, true);
console.log(`${suspects.length} of ${chosen.length} not noticed in the quick round, after ${seconds()} s`);
const survivors = await survivorsOf(suspects, false);
rmSync(BUNDLE);
const killed = chosen.length - survivors.length;
console.log(
	`${killed} of ${chosen.length} noticed: ${((100 * killed) / chosen.length).toFixed(1)} % in ${seconds()} s`,
);
