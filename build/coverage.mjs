/**
 * Coverage of `src` by tests in process, and by the processes that tests start: the built program and its threads. Source
 * maps of the build that `npm run coverage` makes map the latter back to `src`.
 */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import inProcess from "@vitest/coverage-v8";

const FOLDER = resolve("coverage/processes");
const BUILT = pathToFileURL(`${resolve("dist")}/`).href;
const SOURCE = `${resolve("src")}/`;

export default {
	...inProcess,
	/** Runs in each test worker. */
	startCoverage(options) {
		// Child processes inherit it, and write their coverage to this folder.
		process.env.NODE_V8_COVERAGE = FOLDER;
		return inProcess.startCoverage(options);
	},
	async getProvider() {
		rmSync(FOLDER, { recursive: true, force: true });
		const provider = await inProcess.getProvider();
		// Test workers load the provider by its name: they need this module, not the one that it extends.
		provider.name = "custom";
		const generate = provider.generateCoverage.bind(provider);
		provider.generateCoverage = async (context) => {
			const map = await generate(context);
			map.merge(await processCoverage());
			return map;
		};
		return provider;
	},
};

/** Coverage of the child processes, by file of `src`. */
async function processCoverage() {
	const { mergeProcessCovs } = await import("@bcoe/v8-coverage");
	const { convert } = await import("ast-v8-to-istanbul");
	const { default: istanbul } = await import("istanbul-lib-coverage");
	const { parseAstAsync } = await import("vitest/node");
	let all = { result: [] };
	for (const name of readdirSync(FOLDER)) {
		const result = resultIn(join(FOLDER, name));
		const built = result.filter(({ url }) => url.startsWith(BUILT));
		all = mergeProcessCovs([all, { result: built }]);
	}
	const map = istanbul.createCoverageMap();
	for (const { url, functions } of all.result) {
		const code = readFileSync(fileURLToPath(url), "utf8");
		const inline = /^\/\/# sourceMappingURL=data:.*?;base64,(.*)$/m.exec(code);
		// Chunks without a module of `src` have no source map.
		if (inline === null) continue;
		const sourceMap = JSON.parse(Buffer.from(inline[1], "base64").toString());
		const ast = await parseAstAsync(code);
		const coverage = { url, functions };
		map.merge(await convert({ code, sourceMap, ast, coverage }));
	}
	map.filter((file) => file.startsWith(SOURCE));
	return map;
}

/** Coverage of one process; empty if the process was killed while it wrote the file. */
function resultIn(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8")).result;
	} catch {
		return [];
	}
}
