/** Reads a command line as the table of commands describes it. */
import { existsSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { closest } from "../engine/response";
import { type StalkCheckError, usageError } from "../platform/errors";
import { unknownName } from "./content";
import type { Options } from "./options";
import {
	COMMANDS,
	type CommandRow,
	flagParts,
	listedCommands,
	listedOptions,
	nameOf,
	type OptionRow,
	optionsOf,
	ROOT,
} from "./table";

/** What a command line seems to say: its words in order, and its options as any command has them. */
export type CommandLine = { argv: string[]; words: string[]; unknown: string | undefined; options: Options };

/** Splits a command line. Nothing is refused yet: an error must know whether to be JSON. */
export function parse(argv: string[]): CommandLine {
	const flags = new Set([ROOT, ...COMMANDS].flatMap(optionsOf).map(([flags]) => flags));
	const command = commandWith([...flags].map((it) => new Option(it.replace(/<(.*)>/, "[$1]"))));
	const { operands, unknown } = command.parseOptions(argv);
	const words = [...operands, ...unknown.filter((word) => !/^-./.test(word))];
	return { argv, words, unknown: unknown[0], options: command.opts() };
}

/** A command that refuses nothing by itself but what its options refuse, and prints nothing. */
function commandWith(options: Option[]): Command {
	const command = new Command()
		.exitOverride()
		.allowExcessArguments()
		.helpOption(false)
		.configureOutput({ writeErr: () => {} });
	for (const option of options) command.addOption(option);
	return command;
}

/**
 * The command that a word names.
 * @throws StalkCheckError `usage`
 */
export function commandNamed(word: string | undefined, unknown?: string): CommandRow {
	const found = word === undefined ? ROOT : COMMANDS.find((row) => nameOf(row) === word);
	if (found) return found;
	// The word may be the value of an option that is misspelt.
	if (unknown) throw unknownOption(ROOT, unknown);
	if (!word || (word !== "-" && !/[./\\]/.test(word) && !existsSync(word)))
		throw unknownName("command", word ?? "", listedCommands().map(nameOf));
	const command = /\.(ndjson|jsonl)$/i.test(word) ? "batch" : "assess";
	throw usageError(`There is no command "${word}". Did you mean: stalk-check ${command} ${word}`);
}

/**
 * The options and arguments that a command is given, wherever they stand.
 * @throws StalkCheckError `usage`
 */
export function readArguments(row: CommandRow, { argv }: CommandLine): { options: Options; args: string[] } {
	const command = commandWith(row.options.map((option) => optionOf(option)));
	try {
		command.parse(argv, { from: "user" });
	} catch (error) {
		throw error instanceof CommanderError ? worded(row, error) : error;
	}
	const options = command.opts<Options>();
	// As without the option: standard output.
	if (options.output === "-") delete options.output;
	const args = command.args.slice(1);
	const [, ...places] = row.usage.split(" ");
	const extra = places.at(-1)?.endsWith("...]") ? undefined : args[places.length];
	if (extra !== undefined) throw usageError(`"${extra}" is more than ${nameOf(row)} takes. ${seeHelp(row)}`);
	if (row.values && args[0] !== undefined && !row.values.includes(args[0]))
		throw unknownName(`${nameOf(row)} action`, args[0], row.values);
	return { options, args };
}

function optionOf([flags, , values]: OptionRow): Option {
	const option = new Option(flags);
	const { name, value: placeholder } = flagParts(flags);
	if (placeholder === undefined) return option;
	return option.argParser((value: string) => {
		// `--output --json` is a slip; a file of that name can be written as `--output ./--json`.
		if (value.startsWith("--")) throw nothingAfter(flags);
		if (typeof values === "function") return values(value, `--${name}`);
		if (!values || values.includes(value)) return value;
		const near = closest(value, values);
		const hint = near === undefined ? `It can be: ${values.join(", ")}.` : `Did you mean "${near}"?`;
		throw usageError(`--${name} cannot be "${value}". ${hint}`);
	});
}

/** An error of Commander in our words. Its messages name the flag in quotation marks. */
function worded(row: CommandRow, { code, message }: CommanderError): StalkCheckError {
	const [, flags = ""] = /'(.*)'/.exec(message) ?? [];
	if (code === "commander.optionMissingArgument") return nothingAfter(flags);
	if (code === "commander.unknownOption") return unknownOption(row, flags);
	return usageError(`${message} ${seeHelp(row)}`);
}

function nothingAfter(flags: string): StalkCheckError {
	const { name, value } = flagParts(flags);
	return usageError(`There is nothing after --${name}: write --${name} <${value}>.`);
}

function unknownOption(row: CommandRow, given: string): StalkCheckError {
	const flag = given.replace(/=.*/s, "");
	const flagsOf = (of: CommandRow) => listedOptions(of).map(([flags]) => `--${flagParts(flags).name}`);
	if (flag !== given && flagsOf(row).includes(flag)) return usageError(`${flag} takes no value. ${seeHelp(row)}`);
	const near = closest(flag, flagsOf(row));
	const others = [ROOT, ...listedCommands()].filter((other) => flagsOf(other).includes(flag));
	const name = nameOf(row);
	let hint = near === undefined ? seeHelp(row) : `Did you mean ${near}?`;
	if (others.length > 0) hint = `It is an option of: ${others.map(startOf).join(", ")}.`;
	return usageError(`${name ? `${name} has` : "There is"} no option ${flag}. ${hint}`);
}

function seeHelp(row: CommandRow): string {
	return `See: ${startOf(row)} --help`;
}

function startOf(row: CommandRow): string {
	return row === ROOT ? "stalk-check" : `stalk-check ${nameOf(row)}`;
}
