/** The outside world, as commands see it, and how what is written there looks. */
import type { Options } from "../commands/options";
import type { Style } from "../report/page";

/** The outside world, as much of it as is used. Streams are made only when asked for: making one costs time. */
export type Io = {
	env: Record<string, string | undefined>;
	/** Whether standard input (0), output (1) or error (2) is a terminal. */
	isTerminal(fd: 0 | 1 | 2): boolean;
	/** All of standard input, or the first `most` bytes of it. */
	readInput(most: number): Buffer;
	write(fd: 1 | 2, text: string | Uint8Array): void;
	/** Whether standard output is an ordinary file. */
	isFile(fd: 1): boolean;
	input(): NodeJS.ReadStream;
	output(): NodeJS.WriteStream;
	errors(): NodeJS.WriteStream;
	cores(): number;
	columns(): number | undefined;
	/** The day it is where the machine is, as yyyy-mm-dd. */
	today(): string;
	/** Calls back when the process is told to stop, or with an error that nobody caught; gives the way to stop listening. */
	onStop(stop: (cause: unknown) => void): () => void;
};

/** Whether to colour, and how wide to write. Chalk is loaded only to colour, and told its level: it ignores NO_COLOR. */
export async function styleFor(
	{ color, output, plain }: Options,
	io: Io,
	fd: 1 | 2 = 1,
): Promise<Style> {
	const terminal = output === undefined && io.isTerminal(fd);
	const width = Math.min((terminal && io.columns()) || 80, 80);
	const { NO_COLOR, FORCE_COLOR, TERM } = io.env;
	const wanted =
		color !== false &&
		!plain &&
		!NO_COLOR &&
		(FORCE_COLOR === undefined
			? terminal && TERM !== "dumb"
			: FORCE_COLOR !== "0" && FORCE_COLOR !== "false");
	if (!wanted) return { width, heading: (text) => text, alert: (text) => text };
	const { Chalk } = await import("chalk");
	const chalk = new Chalk({ level: 1 });
	return { width, heading: chalk.bold, alert: chalk.bold.inverse };
}
