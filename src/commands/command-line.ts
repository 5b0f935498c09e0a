/** Reads a command line as the table of commands describes it. */
import { existsSync } from "node:fs";
import { Command, Option } from "commander";
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

/** What a command line says: its words in order, and the options that were given, as any command has them. */
export type CommandLine = ReturnType<typeof parse>;

/** Splits a command line. Nothing is refused yet: an error must know whether to be JSON. */
export function parse(argv: string[]) {
	const command = new Command().helpOption(false);
	const all = [ROOT, ...COMMANDS].flatMap(optionsOf);
	// Making those that are not given would take 0.5 ms of a start.
	const isGiven = ({ flags, name }: OptionRow) =>
		flags.startsWith("-h") || flags.startsWith("-V") || argv.some((word) => word.split("=", 1)[0] === `--${name}`);
	const flags = new Set(all.filter(isGiven).map(({ flags }) => flags));
	// Optional values: one that is missing is refused later.
	for (const it of flags) command.addOption(new Option(it.replace(/<(.*)>/, "[$1]")));
	const { operands, unknown } = command.parseOptions(argv);
	const words = [...operands, ...unknown.filter((word) => !/^-./.test(word))];
	const given = command.options.filter((it) => command.getOptionValueSource(it.attributeName()) === "cli");
	return { words, unknown: unknown[0], options: command.opts<Options>(), given };
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
export function readArguments(row: CommandRow, { words, unknown, options: raw, given }: CommandLine) {
	if (unknown) throw unknownOption(row, unknown);
	const values = given.map((it): [keyof Options, unknown] => {
		const option = row.options.find(({ name }) => `--${name}` === it.long);
		if (!option) throw unknownOption(row, it.long ?? it.flags);
		const attribute = it.attributeName() as keyof Options;
		return [attribute, readValue(option, raw[attribute])];
	});
	const options: Options = Object.fromEntries(values);
	// As without the option: standard output.
	if (options.output === "-") delete options.output;
	const args = words.slice(1);
	const { name, args: places = [] } = row;
	const extra = places.at(-1)?.endsWith("...]") ? undefined : args[places.length];
	if (extra !== undefined) throw usageError(`"${extra}" is more than ${name} takes. ${seeHelp(row)}`);
	if (row.values && args[0] !== undefined && !row.values.includes(args[0]))
		throw unknownName(`${name} action`, args[0], row.values);
	return { options, args };
}

/** The value of an option: true or false for one that takes none. */
function readValue({ name, value: placeholder, values }: OptionRow, value: unknown): unknown {
	if (placeholder === undefined) return value;
	if (typeof value !== "string")
		throw usageError(`There is nothing after --${name}: write --${name} <${placeholder}>.`);
	if (typeof values === "function") return values(value, `--${name}`);
	if (!values || values.includes(value)) return value;
	const near = closest(value, values);
	const hint = near === undefined ? `It can be: ${values.join(", ")}.` : `Did you mean "${near}"?`;
	throw usageError(`--${name} cannot be "${value}". ${hint}`);
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
