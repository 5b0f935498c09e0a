/** Reads a command line as the table of commands describes it. */
import { existsSync } from "node:fs";
import { Command, Option } from "commander";
import { closest } from "../engine/response";
import { type StalkCheckError, usageError } from "../platform/errors";
import { COMMANDS, type CommandRow, listed, type OptionRow, ROOT } from "./command-table";
import { unknownName } from "./content";
import type { Options } from "./options";

/** What a command line says: its words in order, and the options that were given, as any command has them. */
export type CommandLine = ReturnType<typeof parse>;

/** Splits a command line. Nothing is refused yet: an error must know whether to be JSON. */
export function parse(argv: string[]) {
	const command = new Command().helpOption(false);
	const typed = new Set(argv.map((word) => word.split("=", 1)[0]));
	// Making those that are not given would take 0.5 ms of a start.
	const isGiven = ({ flags, name }: OptionRow) => /^-\w,/.test(flags) || typed.has(`--${name}`);
	const known = [ROOT, ...COMMANDS].flatMap(({ options }) => options).filter(isGiven);
	// Optional values: one that is missing is refused later.
	for (const flags of new Set(known.map(({ flags }) => flags)))
		command.addOption(new Option(flags.replace(/<(.*)>/, "[$1]")));
	const { operands, unknown } = command.parseOptions(argv);
	const words = [...operands, ...unknown.filter((word) => !/^-./.test(word))];
	const given = command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === "cli");
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
	if (!word || (word !== "-" && !/[./\\]/.test(word) && !existsSync(word))) {
		const names = listed(COMMANDS).map(({ name }) => name);
		throw unknownName("command", word ?? "", names);
	}
	const command = /\.(ndjson|jsonl)$/i.test(word) ? "batch" : "assess";
	throw usageError(`There is no command "${word}". Did you mean: stalk-check ${command} ${word}`);
}

/**
 * The options and arguments that a command is given, wherever they stand.
 * @throws StalkCheckError `usage`
 */
export function readArguments(row: CommandRow, { words, unknown, options, given }: CommandLine) {
	if (unknown) throw unknownOption(row, unknown);
	const read: Options = {};
	for (const parsed of given) {
		const option = row.options.find(({ name }) => `--${name}` === parsed.long);
		if (!option) throw unknownOption(row, parsed.long ?? parsed.flags);
		const attribute = parsed.attributeName() as keyof Options;
		Object.assign(read, { [attribute]: readValue(option, options[attribute]) });
	}
	const args = words.slice(1);
	const extra = row.args.at(-1)?.endsWith("...]") ? undefined : args[row.args.length];
	if (extra !== undefined) throw usageError(`"${extra}" is more than ${row.name} takes. ${seeHelp(row)}`);
	return { options: read, args };
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
	const flagsOf = ({ options }: CommandRow) => listed(options).map(({ name }) => `--${name}`);
	if (flag !== given && flagsOf(row).includes(flag)) return usageError(`${flag} takes no value. ${seeHelp(row)}`);
	const near = closest(flag, flagsOf(row));
	const others = [ROOT, ...listed(COMMANDS)].filter((other) => flagsOf(other).includes(flag));
	let hint = near === undefined ? seeHelp(row) : `Did you mean ${near}?`;
	if (others.length > 0) hint = `It is an option of: ${others.map(({ start }) => start).join(", ")}.`;
	return usageError(`${row === ROOT ? "There is" : `${row.name} has`} no option ${flag}. ${hint}`);
}

function seeHelp({ start }: CommandRow): string {
	return `See: ${start} --help`;
}
