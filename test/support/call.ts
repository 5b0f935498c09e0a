/** Runs a command line in this process, for tests that need neither the built program nor a process of its own. */
import { Readable } from "node:stream";
import { expect } from "vitest";
import { main } from "../../src/cli";
import type { Io } from "../../src/platform/io";
import { type Run, unwrapped } from "./run";

type Environment = {
	env?: Record<string, string>;
	/** The file descriptors that are terminals. */
	terminals?: number[];
	today?: string;
};

/** Runs `stalk-check` with these arguments and this standard input. */
export async function call(
	args: string[],
	input: string | Buffer = "",
	{ env = {}, terminals = [], today = "2026-11-26" }: Environment = {},
): Promise<Run> {
	const output: Record<1 | 2, Buffer[]> = { 1: [], 2: [] };
	const bytes = Buffer.from(input);
	const io: Io = {
		env,
		isTerminal: (fd) => terminals.includes(fd),
		readInput: (limit) => bytes.subarray(0, limit),
		write: (fd, text) => {
			output[fd].push(Buffer.from(text));
		},
		input: () => Readable.from([bytes]) as NodeJS.ReadStream,
		isFile: (fd) => fd === 1,
		output: () => expect.fail("opened standard output as a stream"),
		errors: () => expect.fail("opened standard error for a prompt"),
		cores: () => 1,
		columns: () => undefined,
		today: () => today,
		onStop: () => () => {},
		ignoreSignals: () => () => {},
	};
	const exitCode = await main(args, io);
	return { exitCode, stdout: Buffer.concat(output[1]).toString(), stderr: unwrapped(Buffer.concat(output[2])) };
}
