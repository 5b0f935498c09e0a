/** Runs programs and measures how long they take. */
import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The folder of the bench. */
export const HERE = fileURLToPath(new URL("./", import.meta.url));

/** The built program, run by the current Node. */
export const PROGRAM = [process.execPath, join(ROOT, "bin/stalk-check.js")];

/**
 * The environment of every measured program: the current Node comes first in PATH, and no variable changes how Node or npm
 * start. NODE_EXTRA_CA_CERTS alone can double the start of Node, which would make every ratio look good.
 */
export const ENVIRONMENT = {
	...Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^(node_|npm_|uv_|force_color$|no_color$)/i.test(name)),
	),
	PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
};

/** The prefix that keeps a command on one core; empty where that is impossible. */
export const ONE_CORE = hasTaskset() ? ["taskset", "-c", "0"] : [];

function hasTaskset() {
	return spawnSync("taskset", ["-c", "0", "true"]).status === 0;
}

/**
 * Runs a command to its end and returns the milliseconds it took.
 * @param {string[]} command
 * @param {object} [options]
 * @param {string | Buffer} [options.input] its standard input, through a pipe
 * @param {string} [options.file] the file that is its standard input
 * @param {string} [options.folder] its working folder
 * @param {Record<string, string>} [options.env] additions to its environment
 * @param {boolean} [options.discard] whether its output goes to /dev/null
 */
export function time(command, options = {}) {
	return run(command, options).milliseconds;
}

/**
 * The standard output of a command.
 * @param {string[]} command
 * @param {Parameters<typeof time>[1]} [options]
 */
export function output(command, options = {}) {
	return run(command, options).stdout.toString();
}

function run(command, { input, file, folder = ROOT, env, discard }) {
	const stdin = file === undefined ? undefined : openSync(file, "r");
	const [name, ...args] = command;
	const start = process.hrtime.bigint();
	const { error, status, stdout, stderr } = spawnSync(name, args, {
		cwd: folder,
		env: { ...ENVIRONMENT, ...env },
		input,
		stdio: [stdin ?? (input === undefined ? "ignore" : "pipe"), discard ? "ignore" : "pipe", "pipe"],
		maxBuffer: 2 ** 30,
	});
	const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
	if (stdin !== undefined) closeSync(stdin);
	if (error) throw error;
	if (status !== 0) throw new Error(`${command.join(" ")} ended with ${status}:\n${stderr.toString().slice(0, 2000)}`);
	return { milliseconds, stdout };
}

/**
 * A command that reads a file `times` times through one pipe.
 * @param {string} file
 * @param {number} times
 * @param {string[]} command
 */
export function piped(file, times, command) {
	const script =
		'file=$1; times=$2; shift 2; while [ "$times" -gt 0 ]; do cat "$file"; times=$((times - 1)); done | "$@"';
	return ["sh", "-c", script, "sh", file, String(times), ...command];
}
