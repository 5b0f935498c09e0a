import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "rolldown";
import { publishedTypes } from "./published-types";
import { readContent } from "./src/library";

/** Reads and checks `questions/` and compiles it in, so that a start of the program reads and checks nothing. */
export function builtInContent(): Plugin {
	return {
		name: "built-in-content",
		resolveId: (id) => (id === "virtual:content" ? "\0content" : null),
		async load(id) {
			if (id !== "\0content") return null;
			const { traces, ...rest } = await readContent("questions");
			// Marked pure, so that a bundler leaves out content that nobody uses.
			const pure = "/* @__PURE__ */";
			const parsed = (value: unknown) =>
				`${pure} JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
			// The traces are parsed only by the command that shows them.
			return `export default ${pure} Object.defineProperty(${parsed(rest)}, "traces", { enumerable: true, get: () => ${parsed(traces)} });`;
		},
	};
}

/** Commander can start other programs as subcommands. We never do: without `child_process` nobody can. */
function noChildProcesses(): Plugin {
	return {
		name: "no-child-processes",
		resolveId: (id) => (id === "node:child_process" ? "\0nothing" : null),
		load: (id) => (id === "\0nothing" ? "export default {};" : null),
	};
}

/** Writes the licences of everything bundled beside it. One serves every build: the last writes those of all. */
function licences(): Plugin {
	const packages = new Set<string>();
	return {
		name: "licences",
		generateBundle(_options, bundle) {
			for (const chunk of Object.values(bundle))
				if (chunk.type === "chunk")
					for (const id of chunk.moduleIds) {
						const folder = /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(
							id,
						)?.[0];
						if (folder) packages.add(folder);
					}
			const texts = [...packages].sort().map((folder) => {
				const { name, version, license, author } = JSON.parse(
					readFileSync(join(folder, "package.json"), "utf8"),
				);
				if (!license) throw new Error(`${name} names no licence`);
				const file = readdirSync(folder).find((it) => /^licen[cs]e/i.test(it));
				const text = file
					? readFileSync(join(folder, file), "utf8").trim()
					: `By ${author?.name ?? author}; the package carries no licence text.`;
				return `${name} ${version} (${license})\n\n${text}\n`;
			});
			const source = `stalk-check contains these packages:\n\n${texts.join("\n----\n\n")}`;
			this.emitFile({
				type: "asset",
				fileName: "THIRD-PARTY-NOTICES.txt",
				source,
			});
		},
	};
}

const notices = licences();

export default defineConfig([
	{
		input: { cli: "src/cli.ts", index: "src/index.ts" },
		platform: "node",
		plugins: [builtInContent(), noChildProcesses(), publishedTypes(), notices],
		output: {
			dir: "dist",
			format: "cjs",
			cleanDir: true,
			minify: true,
			entryFileNames: "[name].cjs",
			chunkFileNames: "[name]-[hash].cjs",
		},
	},
	{
		// One file for `import`, in a browser as well as in Node.
		input: "src/index.ts",
		platform: "neutral",
		plugins: [builtInContent(), notices],
		output: { file: "dist/index.mjs", format: "es", minify: true },
	},
]);
