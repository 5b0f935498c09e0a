import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The tests of small contents made by hand first: they take a moment and notice nearly everything, and the first test
 * that fails ends the run.
 */
class QuickFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]) {
		const [quick, slow]: [TestSpecification[], TestSpecification[]] = [[], []];
		for (const file of files) {
			const text = readFileSync(file.moduleId, "utf8");
			(text.includes("virtual:content") ? slow : quick).push(file);
		}
		return [...quick, ...slow];
	}
}

/** For mutation testing of `src/engine`: the tests of the core, with few runs of each property. */
export default defineConfig({
	resolve: {
		alias: [
			{
				find: /^virtual:(.*)$/,
				replacement: join(import.meta.dirname, "../support/built-in/$1.ts"),
			},
		],
	},
	test: {
		include: ["test/cases.test.ts", "test/engine/*.test.ts"],
		env: { RUNS: "0.02" },
		testTimeout: 60_000,
		sequence: { sequencer: QuickFirst },
	},
});
