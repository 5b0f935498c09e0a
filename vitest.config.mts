import { join } from "node:path";
import { defineConfig } from "vitest/config";

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
		include: ["test/**/*.test.ts"],
		testTimeout: 30_000,
		maxWorkers: 2,
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
