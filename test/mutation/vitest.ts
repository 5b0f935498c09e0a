/** As much of vitest as the tests of the engine use. A thread that changes one place of the code loads this in a moment. */
import { parentPort, workerData } from "node:worker_threads";
import { chai, GLOBAL_EXPECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, setState } from "@vitest/expect";

type Body = (...args: unknown[]) => unknown;
type Test = { name: string; run: Body; before: Body[] };

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = ((value: unknown, message?: string) => chai.expect(value, message)) as unknown as Record<
	string,
	unknown
>;
Object.assign(expect, (chai as unknown as { expect: object }).expect);
(globalThis as Record<symbol, unknown>)[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0 }, expect as never);

const tests: Test[] = [];
let before: Body[] = [];

export function beforeAll(run: Body) {
	let isDone = false;
	before.push(() => {
		if (!isDone) run();
		isDone = true;
	});
}

function describeOne(_name: string, body: Body) {
	const outer = before;
	before = [...outer];
	body();
	before = outer;
}

function testOne(name: string, run: Body) {
	tests.push({ name, run, before });
}

/** A table of arguments, one or a list to a row. */
function each(one: (name: string, run: Body) => void) {
	return (rows: unknown[]) => (name: string, run: Body) => {
		for (const row of rows) one(name, () => run(...(Array.isArray(row) ? row : [row])));
	};
}

export const describe = Object.assign(describeOne, { each: each(describeOne) });
export const test = Object.assign(testOne, { each: each(testOne) });

/** Runs the tests until one fails, and posts its name; undefined when none does. */
export async function runAll() {
	for (const { name, run, before } of tests)
		try {
			for (const prepare of before) prepare();
			await run();
		} catch (error) {
			parentPort?.postMessage({ failed: name, message: workerData.verbose ? `${error}` : "" });
			return;
		}
	const coverage = (globalThis as { __stryker__?: { mutantCoverage?: { static: object } } }).__stryker__;
	parentPort?.postMessage({ covered: Object.keys(coverage?.mutantCoverage?.static ?? {}) });
}
