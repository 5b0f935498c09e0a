import { defineConfig } from "rolldown";
import { builtIn } from "./built-in";
import { authorsFolder } from "./folder";
import { leftOut } from "./left-out";
import { libraryChunks } from "./library-chunks";
import { licences } from "./licences";
import { manualPage } from "./manual";
import { publishedTypes } from "./published-types";

const notices = licences();

const output = {
	dir: "dist",
	format: "cjs",
	minify: true,
	entryFileNames: "[name].cjs",
	chunkFileNames: "[name]-[hash].cjs",
} as const;

// Separate builds: an entry that shares modules with another opens one more file at every start.
export default defineConfig([
	{
		input: { cli: "src/cli.ts" },
		preserveEntrySignatures: "allow-extension",
		platform: "node",
		plugins: [
			builtIn({ imported: false }),
			leftOut(),
			libraryChunks(["html", "node"]),
			notices,
			manualPage(),
			authorsFolder(),
		],
		output: { ...output, cleanDir: true },
	},
	{ input: { worker: "src/batch/worker.ts" }, platform: "node", plugins: [notices], output },
	{
		input: { index: "src/index.ts" },
		platform: "node",
		plugins: [builtIn({ imported: true }), publishedTypes(), notices],
		output,
	},
	// For `import` in browsers and bundlers.
	...["index", "html"].map((name) => ({
		input: `src/${name}.ts`,
		platform: "neutral" as const,
		plugins: [builtIn({ imported: true }), notices],
		output: { file: `dist/${name}.mjs`, format: "es" as const, minify: true },
	})),
]);
