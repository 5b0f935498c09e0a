/**
 * A thread that runs the tests against one mutant after another. In the quick round all mutants share an instance of code and
 * tests, which stays compiled, and only what is remembered of contents is forgotten; in the other each has an instance of its
 * own. Has as much of vitest as the tests of the engine use.
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
/** Those that prepared their tests since the mutant was switched on. */
const prepared = new Set();

function beforeAll(run) {
	before.push(() => {
		if (!prepared.has(run)) run();
		prepared.add(run);
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

/** A WeakMap that can be emptied, for the caches of the code. */
class Cache {
	static all = new Set();
	#map = new WeakMap();

	constructor() {
		Cache.all.add(this);
	}

	get(key) {
		return this.#map.get(key);
	}

	set(key, value) {
		this.#map.set(key, value);
	}

	clear() {
		this.#map = new WeakMap();
	}
}
globalThis.Cache = Cache;

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

/** The state of Stryker's instrumentation in the present instance; undefined before there is one. */
let stryker;

/** Evaluates code and tests anew, with a mutant if `mutant` is the id of one. */
async function load(mutant) {
	tests = [];
	Cache.all.clear();
	prepared.clear();
	stryker = { activeMutant: mutant };
	globalThis.__stryker__ = stryker;
	const module = new SourceTextModule(source, { identifier: workerData.bundle });
	await module.link(library);
	await module.evaluate();
}

/** Switches to another mutant in the present instance. */
async function switchTo(mutant) {
	if (stryker === undefined) await load("");
	for (const cache of Cache.all) cache.clear();
	prepared.clear();
	stryker.activeMutant = mutant;
}

async function runTest({ run, before }) {
	for (const prepare of before) prepare();
	await run();
}

/** Runs the tests with these numbers in order until one fails, and tells of each before it starts. */
async function runUntilFailure({ mutant, numbers, hitLimit, isFresh }) {
	let failed = -1;
	try {
		await (isFresh ? load(mutant) : switchTo(mutant));
		for (failed of numbers) {
			parentPort.postMessage({ started: failed });
			Object.assign(stryker, { hitCount: 0, hitLimit });
			await runTest(tests[failed]);
		}
		return { isNoticed: false };
	} catch (error) {
		return { isNoticed: true, failed, error: String(error) };
	}
}

/** The same in the present instance. If the test that fails does so without the mutant, mutants before it left something. */
async function runQuickly(task) {
	const answer = await runUntilFailure(task);
	if (!answer.isNoticed) return answer;
	const { isNoticed } = await runUntilFailure({ mutant: "", numbers: [answer.failed] });
	return isNoticed ? runUntilFailure({ ...task, isFresh: true }) : answer;
}

/** Runs every test without a mutant, each file in a fresh instance. Returns how long each takes and how often it runs each mutant. */
async function measure() {
	await load("");
	const measured = tests.map(({ name, file }) => ({ name, file }));
	let always = {};
	for (const file of new Set(measured.map((it) => it.file))) {
		await load("");
		always = { ...always, ...stryker.mutantCoverage?.static };
		for (const [number, test] of tests.entries()) {
			if (test.file !== file) continue;
			stryker.currentTestId = number;
			const start = performance.now();
			await runTest(test);
			const duration = performance.now() - start;
			Object.assign(measured[number], { duration, hits: stryker.mutantCoverage?.perTest[number] ?? {} });
		}
	}
	stryker = undefined;
	return { measured, always: Object.keys(always) };
}

async function answer(task) {
	if (task.mutant === undefined) return measure();
	return task.isFresh ? runUntilFailure(task) : runQuickly(task);
}

parentPort.on("message", async (task) => {
	parentPort.postMessage({ ended: await answer(task) });
});
