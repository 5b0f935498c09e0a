/** Completes command lines in a shell: its script runs `stalk-check complete`, which answers from the table of commands. */
import { bash, fish, pwsh, zsh } from "@optique/core/completion";
import { text } from "@optique/core/message";
import { usageError } from "../platform/errors";
import { unknownName } from "./content";
import type { Context } from "./options";
import { type CommandRow, listedCommands, listedOptions, type OptionRow, ROOT } from "./table";

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
export async function complete({ io, args: [name, ...words] }: Context): Promise<void> {
	const { encodeSuggestions } = GENERATORS[shellNamed(name)];
	const typed = words.pop() ?? "";
	const found = (await suggestions(words, typed)).filter((it) => it.kind === "file" || it.text.startsWith(typed));
	// Encoded one by one: together, those for Zsh would be on one line.
	io.write(1, found.map((it) => `${[...encodeSuggestions([it])].join("")}\n`).join(""));
}

function shellNamed(name: string | undefined): Shell {
	if (name === undefined) throw usageError(`Name a shell. There are: ${SHELLS.join(", ")}.`);
	if (!Object.hasOwn(GENERATORS, name)) throw unknownName("shell", name, SHELLS);
	return name as Shell;
}

async function suggestions(words: string[], typed: string): Promise<Suggestion[]> {
	const { row, option, argument, values } = placeAfter(words);
	if (option) return valuesOf(option.value, option.values);
	const [, flag, value] = /^(--[^=]+)=(.*)$/s.exec(typed) ?? [];
	if (flag !== undefined) {
		const named = optionNamed(row, flag);
		const found = await valuesOf(named?.value, named?.values);
		return found.map((it) =>
			it.kind === "file"
				? { ...it, prefix: `${flag}=`, pattern: `${flag}=${value}` }
				: { ...it, text: `${flag}=${it.text}` },
		);
	}
	if (!typed.startsWith("-")) return valuesOf(argument, values);
	return listedOptions(row).map(({ name, description }) => literal(`--${name}`, description));
}

/** The command that these words name, and what comes next: the value of an option, or an argument. */
function placeAfter(words: string[]) {
	let row = ROOT;
	let option: OptionRow | undefined;
	const given: string[] = [];
	for (const word of words) {
		if (option) option = undefined;
		else if (/^-./.test(word)) {
			const named = optionNamed(row, word);
			if (named?.value) option = named;
		} else {
			const next = listedCommands().find(({ name }) => name === word);
			if (next && row === ROOT && given.length === 0) row = next;
			else given.push(word);
		}
	}
	const places = row === ROOT ? ["[command]"] : (row.args ?? []);
	const repeated = places.at(-1)?.endsWith("...]") ? places.at(-1) : undefined;
	const values = given.length === 0 ? row.values : undefined;
	return { row, option, argument: places[given.length] ?? repeated, values };
}

function optionNamed(row: CommandRow, flag: string): OptionRow | undefined {
	return listedOptions(row).find(({ flags }) => flags.split(/[ ,]+/).includes(flag));
}

/** The values that an option or argument can have, or those of its name: `file`, `[id]`. */
async function valuesOf(name = "", values?: OptionRow["values"]): Promise<Suggestion[]> {
	if (Array.isArray(values)) return values.map((it) => literal(it));
	return (await VALUES[name.replace(/\W/g, "")]?.()) ?? [];
}

const builtIn = async () => (await import("virtual:content")).default;

const VALUES: Record<string, () => Suggestion[] | Promise<Suggestion[]>> = {
	file: () => [{ kind: "file", type: "file" }],
	files: () => [{ kind: "file", type: "file" }],
	folder: () => [{ kind: "file", type: "directory" }],
	command: () => listedCommands().map((row) => literal(row.name, row.description)),
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
