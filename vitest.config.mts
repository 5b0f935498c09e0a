import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
	resolve: {
		alias: { "virtual:content": join(import.meta.dirname, "test/content.ts") },
	},
	test: {
		include: ["test/**/*.test.ts"],
		testTimeout: 30_000,
		maxWorkers: 2,
		reporters: ["default", "./test/reporter.ts"],
	},
});
