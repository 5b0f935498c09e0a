/** Reads a command line as the table of commands describes it. */
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { closest } from "../engine/response";
import { type StalkCheckError, usageError } from "../platform/errors";
import { unknownName } from "./content";
import type { Options } from "./options";
import { COMMANDS, type CommandRow, flagParts, listedCommands, listedOptions, nameOf, optionsOf, ROOT } from "./table";

/** The words and options of a command line, in whatever order they stand. */
export type CommandLine = ReturnType<typeof parse>;

/** The options that some command has. */
function allOptions() {
	return [ROOT, ...COMMANDS].flatMap(optionsOf).map(([flags]) => flagParts(flags));
}

/** Splits a command line. Nothing is refused yet: an error must know whether to be JSON. */
export function parse(argv: string[]) {
	const types = allOptions().map(({ name, letter, value }) => {
		return [name, { type: value ? "string" : "boolean", ...(letter && { short: letter }) }] as const;
	});
	const options = Object.fromEntries(types);
	const { tokens } = parseArgs({ args: argv, options, strict: false, allowPositionals: true, tokens: true });
	const words = tokens.flatMap((it) => (it.kind === "positional" ? it.value : []));
	const given = tokens.flatMap((it) => (it.kind === "option" ? it : []));
	const has = (name: string) => given.some((it) => it.name === name);
	const asJson = has("json") || given.some(({ name, value }) => name === "format" && value === "json");
	return { words, given, has, asJson };
}

/**
 * The command that a command line names.
 * @throws StalkCheckError `usage`
 */
export function commandNamed(word: string | undefined, given: CommandLine["given"] = []): CommandRow {
	const found = word === undefined ? ROOT : COMMANDS.find((row) => nameOf(row) === word);
	if (found) return found;
	// The word may be the value of an option that is misspelt.
	const unknown = given.find(({ name }) => !allOptions().some((known) => known.name === name));
	if (unknown) throw unknownOption(ROOT, unknown.rawName);
	if (!word || (word !== "-" && !/[./\\]/.test(word) && !existsSync(word)))
		throw unknownName("command", word ?? "", listedCommands().map(nameOf));
	const command = /\.(ndjson|jsonl)$/i.test(word) ? "batch" : "assess";
	throw usageError(`There is no command "${word}". Did you mean: stalk-check ${command} ${word}`);
}

/**
 * The options and arguments that a command is given.
 * @throws StalkCheckError `usage`
 */
export function readArguments(row: CommandRow, { words, given }: CommandLine) {
	const options: Record<string, unknown> = {};
	for (const option of given) {
		const key = option.name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
		options[key] = readValue(row, option);
	}
	// As without the option: standard output.
	if (options.output === "-") delete options.output;
	const args = row === ROOT ? [] : words.slice(1);
	const [, ...places] = row.usage.split(" ");
	const extra = places.at(-1)?.endsWith("...]") ? undefined : args[places.length];
	if (extra !== undefined) throw usageError(`"${extra}" is more than ${nameOf(row)} takes. ${seeHelp(row)}`);
	if (row.values && args[0] !== undefined && !row.values.includes(args[0]))
		throw unknownName(`${nameOf(row)} action`, args[0], row.values);
	return { options: options as Options, args };
}

function readValue(row: CommandRow, { name, rawName, value, inlineValue }: CommandLine["given"][number]): unknown {
	const [flags, , values] = row.options.find(([flags]) => flagParts(flags).name === name) ?? [];
	if (flags === undefined) throw unknownOption(row, rawName);
	const { value: placeholder } = flagParts(flags);
	if (placeholder === undefined) {
		if (value === undefined) return true;
		throw usageError(`${rawName} takes no value. ${seeHelp(row)}`);
	}
	// `--output --json` is a slip; a file of that name can be written as `--output=--json`.
	if (value === undefined || (!inlineValue && value.startsWith("--")))
		throw usageError(`There is nothing after ${rawName}: write ${rawName} <${placeholder}>.`);
	if (typeof values === "function") return values(value, rawName);
	if (!values || values.includes(value)) return value;
	const near = closest(value, values);
	const hint = near === undefined ? `It can be: ${values.join(", ")}.` : `Did you mean "${near}"?`;
	throw usageError(`${rawName} cannot be "${value}". ${hint}`);
}

function unknownOption(row: CommandRow, flag: string): StalkCheckError {
	const flagsOf = (of: CommandRow) => listedOptions(of).map(([flags]) => `--${flagParts(flags).name}`);
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
