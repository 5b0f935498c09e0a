import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** For mutation testing of `src/core`: the tests of the core, with few runs of each property. */
export default defineConfig({
	resolve: {
		alias: {
			"virtual:content": join(import.meta.dirname, "../content.ts"),
		},
	},
	test: {
		include: ["test/cases.test.ts", "test/core/*.test.ts"],
		exclude: ["test/core/content-mutation.test.ts"],
		env: { RUNS: "0.02" },
		testTimeout: 60_000,
	},
});
