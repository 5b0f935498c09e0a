import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { run, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const response = join(folder, "response.json");
writeFileSync(response, '{ "answers": { "followed": "once" } }');

/** Says at the end, on standard error, what was loaded: our own files, and modules of Node that are not there anyway. */
const telling = join(folder, "telling.cjs");
writeFileSync(
	telling,
	`const before = new Set(process.moduleLoadList);
process.on("exit", () => {
	const nodes = process.moduleLoadList.filter((it) => !before.has(it) && /^NativeModule \\w+$/.test(it));
	console.error(JSON.stringify({ files: Object.keys(require.cache), nodes: nodes.map((it) => it.split(" ")[1]) }));
});`,
);

async function loaded(args: string[], input?: string) {
	const { stderr } = await run(args, input, {
		NODE_OPTIONS: `--require ${telling}`,
	});
	const { files, nodes }: { files: string[]; nodes: string[] } = JSON.parse(stderr);
	return {
		files: files
			.filter((file) => file !== telling)
			.map((file) => relative(resolve("."), file).replace(/-[\w-]+\.cjs$/, ".cjs"))
			.sort(),
		nodes,
	};
}

describe.concurrent("a start loads nothing that it does not need", () => {
	const starts: [string, string[], string | undefined, string[]][] = [
		["--version", ["--version"], undefined, []],
		["--help", ["--help"], undefined, []],
		["assess FILE --json", ["assess", response, "--json"], undefined, []],
		["a response in a pipe, for JSON", ["--json"], '{"answers":{}}', []],
		["helplines --json", ["helplines", "--json"], undefined, []],
		["helplines", ["helplines"], undefined, ["lists"]],
	];
	test.each(starts)("%s", async (_, args, input, chunks) => {
		const { files, nodes } = await loaded(args, input);
		// The helpers for CommonJS modules, 1 kB, are a chunk of their own.
		expect(files).toEqual(
			["bin/stalk-check.js", ...["cli", "rolldown", ...chunks].map((it) => `dist/${it}.cjs`)].sort(),
		);
		// Streams, and all that is for the network, take a tenth of the time that there is.
		for (const dear of ["stream", "net", "tty", "crypto", "worker_threads"]) expect(nodes).not.toContain(dear);
	});

	test("and would be seen to", async () => {
		const { files, nodes } = await loaded(["batch"], '{"answers":{}}\n');
		expect(files.length).toBeGreaterThan(4);
		for (const module of ["stream", "net"]) expect(nodes).toContain(module);
	});
});
