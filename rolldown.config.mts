import {
	readdirSync,
	readFileSync,
	realpathSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { defineConfig, type Plugin } from "rolldown";
import { manual } from "./manual";
import { publishedTypes } from "./published-types";
import { checksum, twinOf } from "./src/content/bundled";
import { readCases, readContent } from "./src/content/load";
import type { Content } from "./src/content/schema";
import { planOf } from "./src/engine/plan";

// Marked pure, so that a bundler leaves out what nobody uses.
const PURE = "/* @__PURE__ */";

/**
 * Reads and checks `questions/` and compiles it in, so that a start of the program reads and checks nothing. Where `beside`,
 * it lies beside the program as JSON, a file for what is needed together: reading that is sooner done than loading a module.
 * The program knows what each must hold: what starts need has a twin beside it, the rest a checksum in the program.
 */
function builtIn({ beside }: { beside: boolean }): Plugin {
	const parts: Record<string, (content: Content) => unknown> = {
		plan: planOf,
		cases: () => readCases("test/cases"),
		signposts: ({ places, needs, signposts, checkedOn }) => ({
			places,
			needs,
			signposts,
			checkedOn,
		}),
		questions: ({ places, needs, signposts, checkedOn, traces, ...rest }) =>
			rest,
		// Parsed only by the command that shows them.
		traces: ({ traces }) => traces,
	};
	const readerOf = (name: string) =>
		`read${name.charAt(0).toUpperCase()}${name.slice(1)}`;
	const imported = (name: string) =>
		`import { ${readerOf(name)} } from "virtual:${name}";`;
	return {
		name: "built-in",
		resolveId: (id) => (id.startsWith("virtual:") ? `\0${id}` : null),
		async load(id) {
			const name = id.replace("\0virtual:", "");
			if (id === name) return null;
			if (name === "content")
				return `${["questions", "signposts", "traces"].map(imported).join("\n")}
export { readCases } from "virtual:cases";
export default ${PURE} Object.defineProperty(${PURE} Object.assign(${PURE} readQuestions(), ${PURE} readSignposts()), "traces", { enumerable: true, get: readTraces });`;
			const part = parts[name]?.(await readContent("questions"));
			if (part === undefined) throw new Error(`nothing is called ${id}`);
			const text = JSON.stringify(await part);
			const reader = `export const ${readerOf(name)} = () =>`;
			if (!beside)
				return `${reader} ${PURE} JSON.parse(${JSON.stringify(text)});`;
			const twinned = ["plan", "signposts"].includes(name);
			const source =
				Buffer.byteLength(text) % 2 === 0 || !twinned ? text : `${text} `;
			const bytes = Buffer.from(source);
			const fileName = `${name}.json`;
			this.emitFile({ type: "asset", fileName, source });
			if (twinned)
				this.emitFile({
					type: "asset",
					fileName: `${fileName}.twin`,
					source: twinOf(bytes),
				});
			const call = twinned
				? `readTwin(FILE, ${bytes.length})`
				: `readSummed(FILE, "${checksum(bytes)}")`;
			return `import { join } from "node:path";
import { readSummed, readTwin } from ${JSON.stringify(resolve("src/content/bundled.ts"))};
const FILE = join(import.meta.dirname, "${fileName}");
${reader} ${call};`;
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

/**
 * Reads Commander's files as modules. As CommonJS each would be a function, which the engine reads through twice at every
 * start.
 */
function commanderAsModules(): Plugin {
	// Files are known by their real places, wherever a link has led to them.
	const lib = realpathSync(
		join(import.meta.dirname, "node_modules/commander/lib"),
	);
	const from = (names: string, file: string) =>
		`export { ${names} } from ${JSON.stringify(join(lib, file))};\n`;
	return {
		name: "commander-as-modules",
		resolveId: (id) => (id === "commander" ? "\0commander" : null),
		load: (id) =>
			id === "\0commander"
				? from("Command", "command.js") +
					from("Option", "option.js") +
					from("CommanderError, InvalidArgumentError", "error.js")
				: null,
		transform(code, id) {
			if (!id.startsWith(lib)) return null;
			const module = code
				.replace(
					/^const ({.+}) = require\('(.+)'\);$/gm,
					"import $1 from '$2';",
				)
				.replace(/^exports\.(\w+) = \1;/gm, "export { $1 };");
			// What is Node's own can stay: to import it whole would copy it.
			if (/\brequire\('(?!node:)|\bexports\b/.test(module))
				throw new Error(`${id} is not written as it was`);
			return module;
		},
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

/** Writes the manual page beside the program, from the table of the program as it was built. */
function manualPage(): Plugin {
	return {
		name: "manual-page",
		async writeBundle({ dir = "dist" }) {
			const built = createRequire(import.meta.url)(resolve(dir, "cli.cjs"));
			const { signposts, checkedOn } = await readContent("questions");
			const helpline = signposts.find(
				({ id }) => id === "national-stalking-helpline",
			)?.phone[0];
			if (helpline === undefined) throw new Error("no number to call");
			const exits = readFileSync("README.md", "utf8")
				.replaceAll("`", "")
				.matchAll(/^\| (\d+) \| (.+) \|$/gm);
			const page = manual(
				built.commands({}, () => {}),
				{
					helpline,
					checkedOn,
					exits: [...exits].map(([, code = "", meaning = ""]) => [
						code,
						meaning,
					]),
				},
			);
			writeFileSync(join(dir, "stalk-check.1"), page);
		},
	};
}

const notices = licences();

const commonJs = {
	format: "cjs",
	minify: true,
	entryFileNames: "[name].cjs",
	chunkFileNames: "[name]-[hash].cjs",
} as const;

// Each is built by itself: what two of them share would be one more file to open at every start.
export default defineConfig([
	{
		input: { cli: "src/cli.ts" },
		preserveEntrySignatures: "allow-extension",
		platform: "node",
		plugins: [
			builtIn({ beside: true }),
			noChildProcesses(),
			commanderAsModules(),
			notices,
			manualPage(),
		],
		output: {
			dir: "dist",
			cleanDir: true,
			...commonJs,
		},
	},
	{
		input: { worker: "src/batch/worker.ts" },
		platform: "node",
		plugins: [notices],
		output: { dir: "dist", ...commonJs },
	},
	{
		input: { index: "src/index.ts" },
		platform: "node",
		plugins: [builtIn({ beside: false }), publishedTypes(), notices],
		output: { dir: "dist", ...commonJs },
	},
	{
		// One file for `import`, in a browser as well as in Node.
		input: "src/index.ts",
		platform: "neutral",
		plugins: [builtIn({ beside: false }), notices],
		output: { file: "dist/index.mjs", format: "es", minify: true },
	},
]);
