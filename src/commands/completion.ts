/** Completes command lines in a shell: its script runs `stalk-check complete`, which answers from the table of commands. */
import { bash, fish, pwsh, zsh } from "@optique/core/completion";
import { text } from "@optique/core/message";
import type { Argument, Command, Option } from "commander";
import { StalkCheckError } from "../platform/errors";
import { unknownName } from "./content";
import type { Context } from "./options";

const GENERATORS = { bash, zsh, fish, powershell: pwsh };
type Shell = keyof typeof GENERATORS;
type Suggestion = Parameters<typeof bash.encodeSuggestions>[0][number];

/** The shells that can complete. */
const SHELLS = Object.keys(GENERATORS);

/** `stalk-check completion`: prints the script for a shell to load. */
export async function completion({ io, args: [name] }: Context): Promise<void> {
	const shell = shellNamed(name);
	const script = GENERATORS[shell].generateScript("stalk-check", ["complete", shell, "--"]);
	io.write(1, `${script.trim()}\n`);
}

/** `stalk-check complete`, which that script runs: prints what the last word, still being typed, could become. */
export async function complete({ io, command, args: [name, ...words] }: Context): Promise<void> {
	const { encodeSuggestions } = GENERATORS[shellNamed(name)];
	const found = await suggestions(command.parent ?? command, words);
	// Encoded one by one: together, those for Zsh would be on one line.
	io.write(1, found.map((it) => `${[...encodeSuggestions([it])].join("")}\n`).join(""));
}

function shellNamed(name: string | undefined): Shell {
	if (name === undefined) throw new StalkCheckError("usage", `Name a shell. There are: ${SHELLS.join(", ")}.`);
	if (!Object.hasOwn(GENERATORS, name)) throw unknownName("shell", name, SHELLS);
	return name as Shell;
}

async function suggestions(program: Command, words: string[]): Promise<Suggestion[]> {
	const typed = words.at(-1) ?? "";
	const { command, option, argument } = parse(program, words.slice(0, -1));
	const [, name, value] = /^(--[^=]+)=(.*)$/s.exec(typed) ?? [];
	let found: Suggestion[];
	if (!option && name !== undefined)
		found = (await valuesOf(optionNamed(command, name), program)).map((it) =>
			it.kind === "file"
				? { ...it, prefix: `${name}=`, pattern: `${name}=${value}` }
				: { ...it, text: `${name}=${it.text}` },
		);
	else if (!option && typed.startsWith("-"))
		found = visibleOptions(command).map((it) => literal(it.long ?? it.flags, it.description));
	else found = await valuesOf(option ?? argument, program);
	return found.filter((it) => it.kind === "file" || it.text.startsWith(typed));
}

/** The command that these words name, and what comes next: the value of an option, or an argument. */
function parse(program: Command, words: string[]) {
	let command = program;
	let option: Option | undefined;
	let given = 0;
	for (const word of words) {
		if (option) option = undefined;
		else if (/^-./.test(word)) {
			const named = optionNamed(command, word);
			if (named?.required || named?.optional) option = named;
		} else {
			const next = commandsOf(command).find((it) => it.name() === word);
			if (next && given === 0) command = next;
			else given += 1;
		}
	}
	// `[command...]` of the program takes one command; more words follow only a misspelt one.
	const last = command === program ? undefined : command.registeredArguments.at(-1);
	const repeated = last?.variadic ? last : undefined;
	const argument = command.registeredArguments[given] ?? repeated;
	return { command, option, argument };
}

/** The values that an option or argument can have, by its name in the table: `<file>`, `[id]`. */
async function valuesOf(taker: Option | Argument | undefined, program: Command): Promise<Suggestion[]> {
	if (taker?.argChoices) return taker.argChoices.map((it) => literal(it));
	const name = taker && "flags" in taker ? /[<[](\w+)/.exec(taker.flags)?.[1] : taker?.name();
	return (await VALUES[name ?? ""]?.(program)) ?? [];
}

const builtIn = async () => (await import("virtual:content")).default;

const VALUES: Record<string, (program: Command) => Suggestion[] | Promise<Suggestion[]>> = {
	file: () => [{ kind: "file", type: "file" }],
	files: () => [{ kind: "file", type: "file" }],
	folder: () => [{ kind: "file", type: "directory" }],
	command: (program) => commandsOf(program).map((it) => literal(it.name(), it.description())),
	shell: () => SHELLS.map((it) => literal(it)),
	place: async () => (await builtIn()).places.map(({ id, name }) => literal(id, name)),
	need: async () => (await builtIn()).needs.map(({ id, label }) => literal(id, label)),
	id: async () =>
		(await builtIn()).packs.flatMap(({ definitions }) => definitions.map(({ id, name }) => literal(id, name))),
	name: async () => {
		const { publishedShapes } = await import("../content/schema");
		return Object.keys(publishedShapes(await builtIn())).map((it) => literal(it));
	},
};

function literal(word: string, description?: string): Suggestion {
	return { kind: "literal", text: word, ...(description === undefined ? {} : { description: [text(description)] }) };
}

function commandsOf(command: Command): Command[] {
	return command.createHelp().visibleCommands(command);
}

function visibleOptions(command: Command): Option[] {
	return command.createHelp().visibleOptions(command);
}

function optionNamed(command: Command, name: string): Option | undefined {
	return visibleOptions(command).find(({ long, short }) => long === name || short === name);
}
