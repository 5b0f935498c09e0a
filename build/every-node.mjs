/**
 * Runs the tests under other versions of Node, one after the other: tools, tests and the program as it was built.
 * `npm run every-node` for all of them; `npm run every-node -- 24 test/commands` for some versions (numbers) and some tests.
 */
import { spawnSync } from "node:child_process";
import { delimiter, dirname } from "node:path";

const ALL = ["20.17.0", "22", "24", "26"];

const given = process.argv.slice(2);
const named = given.filter((it) => /^[\d.]+$/.test(it));
const tests = given.filter((it) => !named.includes(it));
const shell = process.platform === "win32";

const said = (named.length > 0 ? named : ALL).map((version) => {
	const found = spawnSync("npx", ["-y", `node@${version}`, "-p", "process.execPath"], { encoding: "utf8", shell });
	if (found.status !== 0) {
		process.exitCode = 1;
		return `Node ${version} cannot be had from npm, so nothing was tested:\n${found.stderr}`;
	}
	const node = found.stdout.trim();
	console.log(`\nNode ${version}: ${node}`);
	// What tests start by a name, such as npm, runs under it too.
	const PATH = `${dirname(node)}${delimiter}${process.env.PATH}`;
	const { status } = spawnSync(node, ["node_modules/vitest/vitest.mjs", "run", ...tests], {
		stdio: "inherit",
		env: { ...process.env, PATH },
	});
	if (status !== 0) process.exitCode = 1;
	return `Node ${version}: ${status === 0 ? "all passed" : "NOT all passed"}`;
});
console.log(`\n${said.join("\n")}`);
