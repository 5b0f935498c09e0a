import { relative } from "node:path";
import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";
import { claims, PAGES } from "./claims";

/**
 * Ends the run with one plain line that any build server can read. Before it, names tests that passed only when they were
 * repeated, and fails for claims whose tests were part of the run and did not pass, and for a name that no test has.
 */
export default class implements Reporter {
	#vitest?: Vitest;

	onInit(vitest: Vitest) {
		this.#vitest = vitest;
	}

	onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>) {
		const tests = modules.flatMap((module) => [...module.children.allTests()]);
		const count = (state: string) => tests.filter((test) => test.result().state === state).length;
		const broken = modules.filter((module) => module.errors().length > 0).length;
		const flaky = tests.filter((test) => test.diagnostic()?.flaky);
		for (const test of flaky)
			process.stdout.write(
				`\nFlaky: passed at attempt ${Number(test.diagnostic()?.retryCount) + 1}: ${test.fullName}\n`,
			);
		const pattern = this.#vitest?.config.testNamePattern;
		// Vitest joins the names of a test and its groups by spaces.
		const isNameless =
			pattern && broken === 0 && !tests.some(({ fullName }) => pattern.test(fullName.replaceAll(" > ", " ")));
		if (isNameless) process.stdout.write(NAMELESS);
		// With a filter, most tests are skipped.
		const unshown = pattern ? [] : unshownClaims(tests);
		for (const claim of unshown) process.stdout.write(`\nNo test that ran and passed shows: ${claim}\n`);
		if (isNameless || unshown.length > 0) process.exitCode = 1;
		const failed = count("failed") + broken + errors.length + unshown.length;
		process.stdout.write(`\n${count("passed")} passed, ${failed} failed\n`);
	}
}

const NAMELESS =
	"\nNo test has that name: -t takes a regular expression, so leave out brackets, %s and other special characters.\n";

/** The tests that claims name, in files that were run, and that did not run and pass. Some need what not every machine has. */
function unshownClaims(tests: TestCase[]): string[] {
	return PAGES.flatMap(claims).flatMap(({ shown }) =>
		shown.flatMap(({ name, file }) => {
			const inFile = tests.filter(
				({ module }) => relative(process.cwd(), module.moduleId).replaceAll("\\", "/") === file,
			);
			const named = inFile.filter(({ fullName }) => isNamed(fullName, name));
			const isShown = named.some((test) => test.result().state === "passed" || /\(needs \w+\)/.test(test.fullName));
			return inFile.length === 0 || isShown ? [] : [`${file}: ${name}`];
		}),
	);
}

/** Whether a test has this name, or that of the group it is in, in which %s and $name stand for anything. */
function isNamed(fullName: string, name: string): boolean {
	const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%[sij]|\\\$\w+/g, ".*");
	return new RegExp(`(^|> )${literal}( >|$)`, "s").test(fullName);
}
