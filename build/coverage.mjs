/**
 * Coverage of `src` by tests in process, and by the processes that tests start: the built program and its threads. Those
 * are mapped back to `src` by the source maps of the build that `npm run coverage` makes.
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
	/** Called where tests run. */
	startCoverage(options) {
		// Node passes it on to the processes that it starts, which then write there what they ran.
		process.env.NODE_V8_COVERAGE = FOLDER;
		return inProcess.startCoverage(options);
	},
	async getProvider() {
		rmSync(FOLDER, { recursive: true, force: true });
		const provider = await inProcess.getProvider();
		// Where tests run, this module is loaded by this name, and not the one that it is made of.
		provider.name = "custom";
		const generate = provider.generateCoverage.bind(provider);
		provider.generateCoverage = async (context) => {
			const map = await generate(context);
			map.merge(await ofProcesses());
			return map;
		};
		return provider;
	},
};

/** What the processes ran, by the files of `src`. */
async function ofProcesses() {
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
		// Chunks of the build that are made of nothing in `src` have none.
		if (inline === null) continue;
		const sourceMap = JSON.parse(Buffer.from(inline[1], "base64").toString());
		const ast = await parseAstAsync(code);
		const coverage = { url, functions };
		map.merge(await convert({ code, sourceMap, ast, coverage }));
	}
	map.filter((file) => file.startsWith(SOURCE));
	return map;
}

/** What one process ran: nothing, where it was killed while it wrote that. */
function resultIn(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8")).result;
	} catch {
		return [];
	}
}
