/** The outside world of the running program. The only file in src that uses `process`. */
import { closeSync, fstatSync, type Stats } from "node:fs";
import { cannotRead, cannotWrite } from "./errors";
import { readUpTo, writeAll } from "./files";
import type { Io } from "./io";

/** What asks the program to stop. Windows sends SIGBREAK for Ctrl-Break; SIGQUIT (Ctrl-\) could dump memory to disk. */
const STOP_EVENTS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK", "uncaughtException"];

/** The standard streams, environment, clock and signals of this process. */
export function processIo(): Io {
	return {
		env: process.env,
		isTerminal,
		readInput: (limit) => readUpTo(0, limit),
		write,
		input: () => {
			// Node reads a folder as an empty input.
			if (statusOf(0)?.isDirectory()) throw cannotRead(undefined, { code: "EISDIR" });
			return process.stdin;
		},
		output: () => process.stdout,
		isFile: (fd) => statusOf(fd)?.isFile() ?? false,
		errors: () => process.stderr,
		cores: () => (require("node:os") as typeof import("node:os")).availableParallelism(),
		columns: () => process.stdout.columns,
		today: () => {
			const now = new Date();
			const offset = now.getTimezoneOffset() * 60_000;
			return new Date(now.getTime() - offset).toISOString().slice(0, 10);
		},
		onStop,
	};
}

function isTerminal(fd: 0 | 1 | 2): boolean {
	// Loading node:tty loads the network code, so pipes and files are ruled out first.
	return statusOf(fd)?.isCharacterDevice() === true && (require("node:tty") as typeof import("node:tty")).isatty(fd);
}

function statusOf(fd: number): Stats | undefined {
	try {
		return fstatSync(fd);
	} catch {
		return undefined;
	}
}

function write(fd: 1 | 2, text: string | Uint8Array) {
	try {
		writeAll(fd, text);
	} catch (error) {
		// The reader has gone, so there is nobody left to tell.
		if ((error as NodeJS.ErrnoException).code === "EPIPE" || fd === 2) return;
		throw cannotWrite(undefined, error);
	}
}

function onStop(stop: (cause: unknown) => void): () => void {
	for (const event of STOP_EVENTS) process.on(event, stop);
	const terminals = ([0, 1, 2] as const).filter(isTerminal);
	let listening = true;
	return () => {
		if (!listening) return;
		listening = false;
		for (const event of STOP_EVENTS) process.removeListener(event, stop);
		// Node aborts, and may dump its memory to disk, if it exits with a closed terminal open.
		for (const fd of terminals) if (!isTerminal(fd)) closeSync(fd);
	};
}
