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
	const asks = ["complete", shell, "--"];
	const script = GENERATORS[shell].generateScript("stalk-check", asks);
	io.write(1, `${script.trim()}\n`);
}

/** `stalk-check complete`, which that script runs: prints what the last word could become. */
export async function complete({ io, command, args: [name, ...words] }: Context): Promise<void> {
	const shell = shellNamed(name);
	io.write(1, await completions(command.parent ?? command, shell, words));
}

function shellNamed(name: string | undefined): Shell {
	if (name === undefined) throw new StalkCheckError("usage", `Name a shell. There are: ${SHELLS.join(", ")}.`);
	if (!Object.hasOwn(GENERATORS, name)) throw unknownName("shell", name, SHELLS);
	return name as Shell;
}

/** What the last of these words, still being typed, could become, a line each as the script reads it. */
async function completions(program: Command, shell: Shell, words: string[]): Promise<string> {
	const typed = words.at(-1) ?? "";
	const { command, option, argument } = parse(program, words.slice(0, -1));
	const [, name, value = ""] = /^(--[^=]+)=(.*)$/s.exec(typed) ?? [];
	let found: Suggestion[] = [];
	if (option) found = await valuesOf(option, program);
	else if (name !== undefined)
		found = (await valuesOf(optionNamed(command, name), program)).map((it) =>
			it.kind === "file"
				? { ...it, prefix: `${name}=`, pattern: `${name}=${value}` }
				: { ...it, text: `${name}=${it.text}` },
		);
	else if (typed.startsWith("-"))
		found = visibleOptions(command).map((it) => literal(it.long ?? it.flags, it.description));
	else found = await valuesOf(argument, program);
	const fitting = found.filter((it) => it.kind === "file" || it.text.startsWith(typed));
	// Encoded one by one: together, those for Zsh would be on one line.
	return fitting.map((it) => `${[...GENERATORS[shell].encodeSuggestions([it])].join("")}\n`).join("");
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
	const called = taker && "flags" in taker ? /[<[](\w+)/.exec(taker.flags)?.[1] : taker?.name();
	const content = async () => (await import("virtual:content")).default;
	switch (called) {
		case "file":
		case "files":
			return [{ kind: "file", type: "file" }];
		case "folder":
			return [{ kind: "file", type: "directory" }];
		case "command":
			return commandsOf(program).map((it) => literal(it.name(), it.description()));
		case "shell":
			return SHELLS.map((it) => literal(it));
		case "place":
			return (await content()).places.map(({ id, name }) => literal(id, name));
		case "need":
			return (await content()).needs.map(({ id, label }) => literal(id, label));
		case "id":
			return (await content()).packs.flatMap(({ definitions }) => definitions.map(({ id, name }) => literal(id, name)));
		case "name": {
			const { publishedShapes } = await import("../content/schema");
			const names = Object.keys(publishedShapes(await content()));
			return names.map((it) => literal(it));
		}
		default:
			return [];
	}
}

function literal(word: string, description?: string): Suggestion {
	return description === undefined
		? { kind: "literal", text: word }
		: { kind: "literal", text: word, description: [text(description)] };
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
