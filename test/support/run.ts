/** Runs the built program in a process of its own. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Terminal } from "./terminal";

/** How a run ended. Wrapped lines of messages on standard error are joined. */
export type Run = { exitCode: number | null; stdout: string; stderr: string };
type Env = Record<string, string>;

/** Runs `stalk-check`, or another copy of it. Without `input`, standard input is /dev/null. */
export function run(
	args: string[],
	input?: string | Buffer,
	env: Env = {},
	program = "bin/stalk-check.js",
): Promise<Run> {
	return start(process.execPath, [program, ...args], input, env);
}

/** Runs a line of shell in which `program` is the built program, with the pipes and files of a real shell. */
export function shell(line: string, env: Env = {}): Promise<Run> {
	const program = `program() { "$NODE" bin/stalk-check.js "$@"; }`;
	return start("sh", ["-c", `${program}\n${line}`], undefined, { ...env, NODE: process.execPath });
}

function start(program: string, args: string[], input: string | Buffer | undefined, env: Env): Promise<Run> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
			env: { PATH: process.env.PATH, ...env },
		});
		const stdout: Buffer[] = [];
		const stderr: Buffer[] = [];
		child.stdout?.on("data", (chunk) => stdout.push(chunk));
		child.stderr?.on("data", (chunk) => stderr.push(chunk));
		child.on("error", reject);
		child.on("close", (exitCode) =>
			resolve({ exitCode, stdout: Buffer.concat(stdout).toString(), stderr: unwrapped(Buffer.concat(stderr)) }),
		);
		// EPIPE: the program has stopped reading.
		child.stdin?.on("error", () => {});
		child.stdin?.end(input);
	});
}

/** Messages with each on a line of its own. */
export function unwrapped(messages: Buffer): string {
	return messages.toString().replace(/\n {4}(?! )/g, " ");
}

/** Creates a folder for the tests of one file, removed after them. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "stalk-check-test-"));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Returns a function that starts the program in a terminal. What still runs after the tests of the file is killed. */
export function starter<Args extends unknown[], Kind extends { terminal: Terminal }>(
	Kind: new (...args: Args) => Kind,
): (...args: Args) => Kind {
	const started: Kind[] = [];
	afterAll(() => {
		for (const { terminal } of started) if (!terminal.gone) terminal.kill("SIGKILL");
	});
	return (...args) => {
		const one = new Kind(...args);
		started.push(one);
		return one;
	};
}

/** Reads a JSON file. */
export function jsonIn(file: string) {
	return JSON.parse(readFileSync(file, "utf8"));
}
