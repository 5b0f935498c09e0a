/**
 * Runs the tests under several versions of Node, one after the other, with the program as it was built.
 * `npm run every-node` runs all versions and tests; `npm run every-node -- 24 test/commands` only the versions and tests named.
 */
import { spawnSync } from "node:child_process";
import { delimiter, dirname } from "node:path";

const ALL = ["20.17.0", "22", "24", "26"];

const args = process.argv.slice(2);
const versions = args.filter((arg) => /^[\d.]+$/.test(arg));
const tests = args.filter((arg) => !versions.includes(arg));
const shell = process.platform === "win32";

const results = (versions.length > 0 ? versions : ALL).map((version) => {
	const found = spawnSync("npx", ["-y", `node@${version}`, "-p", "process.execPath"], { encoding: "utf8", shell });
	if (found.status !== 0) {
		process.exitCode = 1;
		return `Node ${version} could not be installed from npm, so it was not tested:\n${found.stderr}`;
	}
	const node = found.stdout.trim();
	console.log(`\nNode ${version}: ${node}`);
	// Programs that tests start by name, such as npm, run under this version too.
	const PATH = `${dirname(node)}${delimiter}${process.env.PATH}`;
	const { status } = spawnSync(node, ["node_modules/vitest/vitest.mjs", "run", ...tests], {
		stdio: "inherit",
		env: { ...process.env, PATH },
	});
	if (status !== 0) process.exitCode = 1;
	return `Node ${version}: ${status === 0 ? "all passed" : "NOT all passed"}`;
});
console.log(`\n${results.join("\n")}`);
