/**
 * A thread that runs the tests against one mutant after another. Each time the bundle of code and tests is evaluated anew,
 * so that nothing of a mutant is left to the next; the libraries are loaded once, and V8 keeps what it has parsed. Has as much
 * of vitest as the tests of the engine use.
 */
import { readFileSync } from "node:fs";
import { SourceTextModule, SyntheticModule } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { chai, GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from "@vitest/expect";

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect);
globalThis[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0 }, expect);

let tests = [];
let before = [];

function beforeAll(run) {
	let isDone = false;
	before.push(() => {
		if (!isDone) run();
		isDone = true;
	});
}

function describeOne(_name, body) {
	const outer = before;
	before = [...outer];
	body();
	before = outer;
}

function testOne(name, run) {
	tests.push({ name, run, before, file: globalThis.testFile });
}

/** A table of arguments, one or a list to a row. */
function each(one) {
	return (rows) => (name, run) => {
		for (const row of rows) one(name, () => run(...(Array.isArray(row) ? row : [row])));
	};
}

const vitest = {
	expect,
	beforeAll,
	describe: Object.assign(describeOne, { each: each(describeOne) }),
	test: Object.assign(testOne, { each: each(testOne) }),
};

const libraries = new Map();

async function library(name) {
	if (!libraries.has(name)) {
		const exported = name === "vitest" ? vitest : await import(name);
		const names = Object.keys(exported);
		const module = new SyntheticModule(names, () => {
			for (const key of names) module.setExport(key, exported[key]);
		});
		libraries.set(name, module);
	}
	return libraries.get(name);
}

const source = readFileSync(workerData.bundle, "utf8");

/** Evaluates code and tests, with a mutant if `mutant` is the id of one. Returns the state of Stryker's instrumentation. */
async function load(mutant) {
	tests = [];
	const stryker = { activeMutant: mutant };
	globalThis.__stryker__ = stryker;
	const module = new SourceTextModule(source, { identifier: workerData.bundle });
	await module.link(library);
	await module.evaluate();
	return stryker;
}

async function runTest({ run, before }) {
	for (const prepare of before) prepare();
	await run();
}

/** Runs the tests with these numbers in order until one fails, and tells of each before it starts. */
async function runUntilFailure(mutant, numbers) {
	let name = "(loading)";
	try {
		await load(mutant);
		for (const number of numbers) {
			parentPort.postMessage({ started: number });
			({ name } = tests[number]);
			await runTest(tests[number]);
		}
		return { isNoticed: false };
	} catch (error) {
		return { isNoticed: true, by: name, error: String(error) };
	}
}

/** Runs every test without a mutant, each file in a fresh instance. Returns how long each takes and which mutants it runs. */
async function measure() {
	await load("");
	const measured = tests.map(({ name, file }) => ({ name, file }));
	let always = {};
	for (const file of new Set(measured.map((it) => it.file))) {
		const stryker = await load("");
		always = { ...always, ...stryker.mutantCoverage?.static };
		for (const [number, test] of tests.entries()) {
			if (test.file !== file) continue;
			stryker.currentTestId = number;
			const start = performance.now();
			await runTest(test);
			const ran = Object.keys(stryker.mutantCoverage?.perTest[number] ?? {});
			Object.assign(measured[number], { duration: performance.now() - start, ran });
		}
	}
	return { measured, always: Object.keys(always) };
}

parentPort.on("message", async ({ mutant, numbers }) => {
	parentPort.postMessage({ ended: mutant === undefined ? await measure() : await runUntilFailure(mutant, numbers) });
});
