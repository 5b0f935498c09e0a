/** Runs a command line in this process, for what does not need the built program or a process of its own. */
import { Readable } from "node:stream";
import { expect } from "vitest";
import { main } from "../../src/cli";
import type { Io } from "../../src/platform/io";
import type { Run } from "./run";

type Outside = {
	env?: Record<string, string>;
	/** The file descriptors that are terminals. */
	terminals?: number[];
	today?: string;
};

/** Runs `stalk-check` with these arguments and this standard input. */
export async function call(
	args: string[],
	input: string | Buffer = "",
	{ env = {}, terminals = [], today = "2026-11-26" }: Outside = {},
): Promise<Run> {
	const written: Record<1 | 2, Buffer[]> = { 1: [], 2: [] };
	const bytes = Buffer.from(input);
	const io: Io = {
		env,
		isTerminal: (fd) => terminals.includes(fd),
		readInput: (limit) => bytes.subarray(0, limit),
		write: (fd, text) => {
			written[fd].push(Buffer.from(text));
		},
		input: () => Readable.from([bytes]) as NodeJS.ReadStream,
		isFile: () => true,
		output: () => expect.fail("a file needs no stream"),
		errors: () => expect.fail("nobody is there to ask"),
		cores: () => 1,
		columns: () => undefined,
		today: () => today,
		onStop: () => () => {},
	};
	const exitCode = await main(args, io);
	const text = (fd: 1 | 2) => Buffer.concat(written[fd]).toString();
	return { exitCode, stdout: text(1), stderr: text(2) };
}
