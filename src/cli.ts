/** The command line: parses it, runs the command, and turns errors into messages and exit codes. */
import { existsSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { version } from "../package.json";
import { assess } from "./commands/assess";
import { unknownName } from "./commands/content";
import { nobodyToAsk } from "./commands/input";
import type { Context, Options, Run } from "./commands/options";
import { COMMANDS, type OptionRow, WITHOUT_COMMAND } from "./commands/table";
import { EXIT, inertJson, printable, problemLine, StalkCheckError } from "./platform/errors";
import { type Io, processIo } from "./platform/io";

const NAMES = COMMANDS.map(nameOf);

/** Words that need the whole table. */
const NEED_ALL = ["help", "--help", "-h", "complete"];

/** Runs a command line and returns its exit code. Never throws, and never ends the process. */
export async function main(argv: string[], io: Io = processIo()): Promise<number> {
	const words = commandFirst(argv);
	let exitCode: number = EXIT.done;
	const exitWith = (code: number) => {
		exitCode = code;
	};
	try {
		await commands(io, exitWith, words).parseAsync(words, { from: "user" });
		return exitCode;
	} catch (error) {
		return explain(error, words, io);
	}
}

/** Moves the name of the command to the front: options mean the same before it as after it. */
function commandFirst(argv: string[]): string[] {
	for (let at = 0; at < argv.length; at++) {
		const word = argv[at] as string;
		if (word === "--") break;
		if (!/^-./.test(word)) {
			if (!NAMES.includes(word)) break;
			return [word, ...argv.slice(0, at), ...argv.slice(at + 1)];
		}
		if (takesValue(word)) at++;
	}
	return argv;
}

function takesValue(flag: string): boolean {
	const options = [WITHOUT_COMMAND, ...COMMANDS.map((row) => row.options)];
	return options.flat().some(([flags]) => flags.startsWith(`${flag} <`));
}

/**
 * Builds the Commander program. With `argv`, only what that command line needs: building all of it takes as long as an
 * assessment.
 */
export function commands(io: Io, exitWith: (code: number) => void, argv?: string[]): Command {
	const program = new Command("stalk-check")
		.description(
			"Asks what has been happening to you and says, with reasons, how it fits descriptions of harassment and stalking, and who can help. In danger now? Call 999.",
		)
		.version(version)
		.enablePositionalOptions()
		.helpCommand(false)
		.exitOverride()
		.configureOutput({
			writeOut: (text) => io.write(1, text),
			writeErr: () => {},
			// Commander would create the streams of the process only to ask them this.
			getOutHelpWidth: () => (io.isTerminal(1) && io.columns()) || 80,
			getOutHasColors: () => false,
		})
		.showSuggestionAfterError();
	const complete = (command: Command, options: OptionRow[], run: Run) => {
		for (const row of options) command.addOption(optionOf(row));
		command.action(async () => {
			const { args } = command;
			const options = command.opts<Options>();
			// As without the option: standard output.
			if (options.output === "-") delete options.output;
			const context = { io, options, args, command };
			exitWith((await run(context)) ?? EXIT.done);
		});
	};
	const all = argv?.some((word) => NEED_ALL.includes(word)) ?? true;
	for (const row of COMMANDS) {
		if (!all && nameOf(row) !== argv?.[0]) continue;
		const { usage, description, hidden = false, options, run } = row;
		const command = program.command(usage, { hidden }).description(description);
		if (row.values) command.registeredArguments[0]?.choices(row.values);
		complete(command, options, run);
	}
	if (!all && NAMES.includes(argv?.[0] ?? "")) return program;
	complete(program, WITHOUT_COMMAND, runWithoutCommand);
	return (
		program
			.usage("[options] [command]")
			// Only there to catch a misspelt command; not an argument to tell people about.
			.argument("[command...]")
			.configureHelp({ visibleArguments: () => [] })
			.on("beforeHelp", () => {
				const [word = ""] = program.args;
				if (!/^(-|$)/.test(word) && !NAMES.includes(word)) throw unknownCommand(word);
			})
	);
}

function nameOf({ usage }: { usage: string }): string {
	return usage.split(" ", 1)[0] as string;
}

function optionOf([flags, description, values]: OptionRow): Option {
	const option = new Option(flags, description);
	if (typeof values === "function") return option.argParser(values);
	return values ? option.choices(values) : option;
}

/** Asks at a terminal; otherwise assesses what is piped in. */
async function runWithoutCommand(context: Context): Promise<number> {
	const { io, options, args } = context;
	if (args[0] !== undefined) throw unknownCommand(args[0]);
	if (io.isTerminal(0)) return (await import("./commands/ask")).ask(context);
	if (options.save ?? options.resume) throw nobodyToAsk();
	return assess(context);
}

function unknownCommand(word: string): StalkCheckError {
	if (word !== "-" && !/[./\\]/.test(word) && !existsSync(word)) {
		const shown = COMMANDS.filter(({ hidden }) => !hidden);
		return unknownName("command", word, shown.map(nameOf));
	}
	const command = /\.(ndjson|jsonl)$/i.test(word) ? "batch" : "assess";
	return new StalkCheckError("usage", `There is no command "${word}". Did you mean: stalk-check ${command} ${word}`);
}

/** Writes what went wrong to standard error, as JSON with `--json`, and returns the exit code. */
function explain(error: unknown, argv: string[], io: Io): number {
	if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
	const { code, message, problems, exitCode, text } = describe(error, argv);
	const asJson = code !== "left" && wantsJson(argv);
	io.write(2, asJson ? `${inertJson({ error: { code, message, problems } })}\n` : text);
	return exitCode;
}

/** An error with its code and problems for programs, and its text for people. */
function describe(error: unknown, argv: string[]) {
	if (error instanceof StalkCheckError) {
		const { code, message, problems, exitCode } = error;
		const ended = code === "stopped" || code === "left";
		const text = ended ? message : `stalk-check: ${printable(message)}`;
		return { code, message, problems, exitCode, text: `${text}\n${ended ? "" : problems.map(problemLine).join("")}` };
	}
	if (error instanceof CommanderError) {
		const message = error.message.replace(/^error: /, "").replaceAll("\n", " ");
		const name = NAMES.includes(argv[0] ?? "") ? `${argv[0]} ` : "";
		const text = `stalk-check: ${printable(message)}\nTry: stalk-check ${name}--help\n`;
		return { code: "usage", message, problems: [], exitCode: EXIT.usage, text };
	}
	const message = "this is a bug in stalk-check, not in what you did";
	const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
	const text = `stalk-check: ${message}.\n${printable(stack.replaceAll("\n", " | "))}\n`;
	return { code: "bug", message, problems: [], exitCode: EXIT.bug, text };
}

function wantsJson(argv: string[]): boolean {
	return argv.some(
		(word, i) => word === "--json" || word === "--format=json" || (word === "--format" && argv[i + 1] === "json"),
	);
}
