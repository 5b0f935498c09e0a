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
	listedCommands,
	listedOptions,
	type OptionRow,
	optionsOf,
	ROOT,
	startOf,
} from "./table";

/** What a command line seems to say: its words in order, and its options as any command has them. */
export type CommandLine = { argv: string[]; words: string[]; unknown: string | undefined; options: Options };

/** Splits a command line. Nothing is refused yet: an error must know whether to be JSON. */
export function parse(argv: string[]): CommandLine {
	const flags = new Set([ROOT, ...COMMANDS].flatMap(optionsOf).map(({ flags }) => flags));
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
	const found = word === undefined ? ROOT : COMMANDS.find(({ name }) => name === word);
	if (found) return found;
	// The word may be the value of an option that is misspelt.
	if (unknown) throw unknownOption(ROOT, unknown);
	if (!word || (word !== "-" && !/[./\\]/.test(word) && !existsSync(word)))
		throw unknownName(
			"command",
			word ?? "",
			listedCommands().map(({ name }) => name),
		);
	const command = /\.(ndjson|jsonl)$/i.test(word) ? "batch" : "assess";
	throw usageError(`There is no command "${word}". Did you mean: stalk-check ${command} ${word}`);
}

/**
 * The options and arguments that a command is given, wherever they stand.
 * @throws StalkCheckError `usage`
 */
export function readArguments(row: CommandRow, { argv }: CommandLine): { options: Options; args: string[] } {
	const command = commandWith(row.options.map(optionOf));
	try {
		command.parse(argv, { from: "user" });
	} catch (error) {
		throw error instanceof CommanderError ? worded(row, error) : error;
	}
	const options = command.opts<Options>();
	// As without the option: standard output.
	if (options.output === "-") delete options.output;
	const args = command.args.slice(1);
	const { name, args: places = [] } = row;
	const extra = places.at(-1)?.endsWith("...]") ? undefined : args[places.length];
	if (extra !== undefined) throw usageError(`"${extra}" is more than ${name} takes. ${seeHelp(row)}`);
	if (row.values && args[0] !== undefined && !row.values.includes(args[0]))
		throw unknownName(`${name} action`, args[0], row.values);
	return { options, args };
}

function optionOf(row: OptionRow): Option {
	const { flags, name, value: placeholder, values } = row;
	const option = new Option(flags);
	if (placeholder === undefined) return option;
	return option.argParser((value: string) => {
		// `--output --json` is a slip; a file of that name can be written as `--output ./--json`.
		if (value.startsWith("--")) throw nothingAfter(row);
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
	const option = row.options.find((it) => it.flags === flags);
	if (option && code === "commander.optionMissingArgument") return nothingAfter(option);
	if (code === "commander.unknownOption") return unknownOption(row, flags);
	return usageError(`${message} ${seeHelp(row)}`);
}

function nothingAfter({ name, value }: OptionRow): StalkCheckError {
	return usageError(`There is nothing after --${name}: write --${name} <${value}>.`);
}

function unknownOption(row: CommandRow, given: string): StalkCheckError {
	const flag = given.replace(/=.*/s, "");
	const flagsOf = (of: CommandRow) => listedOptions(of).map(({ name }) => `--${name}`);
	if (flag !== given && flagsOf(row).includes(flag)) return usageError(`${flag} takes no value. ${seeHelp(row)}`);
	const near = closest(flag, flagsOf(row));
	const others = [ROOT, ...listedCommands()].filter((other) => flagsOf(other).includes(flag));
	const { name } = row;
	let hint = near === undefined ? seeHelp(row) : `Did you mean ${near}?`;
	if (others.length > 0) hint = `It is an option of: ${others.map(startOf).join(", ")}.`;
	return usageError(`${name ? `${name} has` : "There is"} no option ${flag}. ${hint}`);
}

function seeHelp(row: CommandRow): string {
	return `See: ${startOf(row)} --help`;
}
