/** The command line: runs the command, and turns errors into messages and exit codes. */
import { version } from "../package.json";
import { type CommandLine, commandNamed, parse, readArguments } from "./commands/command-line";
import { ROOT } from "./commands/command-table";
import { run as help } from "./commands/help";
import { asJson } from "./commands/options";
import { plainPage } from "./commands/output";
import { EXIT, inertJson, printable, problemText, StalkCheckError } from "./platform/errors";
import { type Io, processIo } from "./platform/io";

export { reference } from "./commands/help";

/** Runs a command line and returns its exit code. Never throws, and never ends the process. */
export async function main(argv: string[], io: Io = processIo()): Promise<number> {
	const line = parse(argv);
	try {
		return (await run(line, io)) ?? EXIT.done;
	} catch (error) {
		return explain(error, line, io);
	}
}

async function run(line: CommandLine, io: Io) {
	const { help: wantsHelp, all = false, version: wantsVersion } = line.options;
	const command = commandNamed(line.words[0], line.unknown);
	if (wantsHelp || (command === ROOT && all)) return help({ io, options: { all }, args: line.words.slice(0, 1) });
	if (command === ROOT && wantsVersion) return io.write(1, `${version}\n`);
	const context = { io, ...readArguments(command, line) };
	return (await command.load()).run(context);
}

/** Writes what went wrong to standard error, as JSON with `--json`, and returns the exit code. */
function explain(error: unknown, { options }: CommandLine, io: Io): number {
	const { code, message, problems, exitCode, text } = describe(error, io);
	const json = asJson(options) && code !== "left";
	io.write(2, json ? `${inertJson({ error: { code, message, problems } })}\n` : text);
	return exitCode;
}

/** An error with its code and problems for programs, and its text for people. */
function describe(error: unknown, io: Io) {
	if (!(error instanceof StalkCheckError)) {
		const message = "this is a bug in stalk-check, not in what you did";
		const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
		const text = `stalk-check: ${message}.\n${printable(stack.replaceAll("\n", " | "))}\n`;
		return { code: "bug", message, problems: [], exitCode: EXIT.bug, text };
	}
	const { code, message, problems, exitCode } = error;
	const page = plainPage(io, 2);
	if (code === "stopped" || code === "left") for (const line of message.split("\n")) page.paragraph(line);
	else page.paragraph(`stalk-check: ${printable(message)}`, "", "    ");
	for (const problem of problems) page.paragraph(problemText(problem), "  ", "    ");
	return { code, message, problems, exitCode, text: page.text() };
}
