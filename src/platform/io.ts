/** The outside world of the running program. The only file in src that uses `process`. */
import { closeSync, fstatSync, type Stats } from "node:fs";
import { cannotRead, cannotWrite } from "./errors";
import { readFile, writeAll } from "./files";

/** What asks the program to stop. Windows sends SIGBREAK for Ctrl-Break; SIGQUIT (Ctrl-\) could dump memory to disk. */
const STOP_EVENTS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK", "uncaughtException"];

/**
 * What must do nothing while a person is asked: SIGUSR1 would let others on the machine debug the program and read the
 * answers, and SIGTSTP would leave a question on the window and the keys to the shell.
 */
const IGNORED_EVENTS = ["SIGUSR1", "SIGTSTP"];

/** The outside world as commands see it. Tests give their own. */
export type Io = ReturnType<typeof processIo>;

/** The standard streams, environment, clock and signals of this process. */
export function processIo() {
	return {
		env: process.env as Record<string, string | undefined>,
		/** Whether standard input (0), output (1) or error (2) is a terminal. */
		isTerminal,
		/** All of standard input, or its first `limit` bytes. */
		readInput: (limit: number): Buffer => readFile(undefined, limit),
		write,
		/** Whether standard input (0) or output (1) is an ordinary file. */
		isFile: (fd: 0 | 1): boolean => statusOf(fd)?.isFile() ?? false,
		// Streams are created on first use: each costs start-up time.
		input: (): NodeJS.ReadStream => {
			// Node reads a folder as an empty input.
			if (statusOf(0)?.isDirectory()) throw cannotRead(undefined, { code: "EISDIR" });
			return process.stdin;
		},
		output: (): NodeJS.WriteStream => process.stdout,
		errors: (): NodeJS.WriteStream => process.stderr,
		cores: (): number => (require("node:os") as typeof import("node:os")).availableParallelism(),
		columns: (): number | undefined => process.stdout.columns,
		/** The local date, as yyyy-mm-dd. */
		today: (): string => {
			const now = new Date();
			const offset = now.getTimezoneOffset() * 60_000;
			return new Date(now.getTime() - offset).toISOString().slice(0, 10);
		},
		onStop,
		/** Ignores the signals that must do nothing while a person is asked. Returns a function that ends it. */
		ignoreSignals: (): (() => void) => listen(IGNORED_EVENTS, () => {}),
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

/** Calls `stop` on a signal to stop, or with an uncaught error. Returns a function that stops listening. */
function onStop(stop: (cause: unknown) => void): () => void {
	const stopListening = listen(STOP_EVENTS, stop);
	const terminals = ([0, 1, 2] as const).filter(isTerminal);
	return () => {
		stopListening();
		// Node aborts, and may dump its memory to disk, if it exits with a closed terminal open.
		for (const fd of terminals.splice(0)) if (!isTerminal(fd)) closeSync(fd);
	};
}

function listen(events: string[], listener: (cause: unknown) => void): () => void {
	for (const event of events) process.on(event, listener);
	return () => {
		for (const event of events) process.removeListener(event, listener);
	};
}
