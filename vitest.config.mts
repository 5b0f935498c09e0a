import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Start the built program, although their folders are of unit tests. */
const STARTING = [
	"test/content/bundled-content.test.ts",
	"test/incidents/program.test.ts",
	"test/report/browser.test.ts",
];

export default defineConfig({
	resolve: {
		alias: [
			{
				find: /^virtual:(.*)$/,
				replacement: join(import.meta.dirname, "test/support/built-in/$1.ts"),
			},
		],
	},
	test: {
		testTimeout: 60_000,
		maxWorkers: 2,
		// One module graph for all files of a worker: importing takes longer than most of them.
		isolate: false,
		projects: [
			{
				extends: true,
				test: {
					name: "unit",
					include: ["test/{content,engine,forms,incidents,report,tables}/**/*.test.ts"],
					exclude: STARTING,
				},
			},
			{
				extends: true,
				test: {
					name: "program",
					include: [
						"test/*.test.ts",
						"test/{batch,commands,fuzz,interview,library,platform,release}/**/*.test.ts",
						...STARTING,
					],
				},
			},
		],
		coverage: {
			provider: "custom",
			customProviderModule: "./build/coverage.mjs",
			include: ["src/**/*.ts"],
			exclude: ["src/**/*.d.ts"],
			reporter: ["text", "json"],
			reportsDirectory: "coverage/lines",
			thresholds: { branches: 95 },
		},
		reporters: ["default", "./test/support/reporter.ts"],
	},
});
