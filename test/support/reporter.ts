import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with one plain line that any build server can read. */
export default class implements Reporter {
	onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>) {
		const tests = modules.flatMap((module) => [...module.children.allTests()]);
		const count = (state: string) => tests.filter((test) => test.result().state === state).length;
		const broken = modules.filter((module) => module.errors().length > 0).length;
		const failed = count("failed") + broken + errors.length;
		process.stdout.write(`\n${count("passed")} passed, ${failed} failed\n`);
	}
}
