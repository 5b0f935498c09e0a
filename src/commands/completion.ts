/** Completes command lines in a shell: its script runs `stalk-check complete`, which answers from the table of commands. */
import { usageError } from "../platform/errors";
import { SCRIPTS } from "./completion-scripts";
import { unknownName } from "./content";
import type { Context } from "./options";
import { type CommandRow, listedCommands, listedOptions, type OptionRow, ROOT } from "./table";

type Shell = keyof typeof SCRIPTS;
type Candidate = { word: string; description?: string };

/** Stand for the names of files and of folders, which the shell completes itself. */
const FILES: Candidate[] = [{ word: ":files" }];
const FOLDERS: Candidate[] = [{ word: ":folders" }];

/** The shells that can complete. */
const SHELLS = Object.keys(SCRIPTS);

/** `stalk-check completion`: prints the script for a shell to load. */
export async function completion({ io, args: [name] }: Context): Promise<void> {
	io.write(1, `${SCRIPTS[shellNamed(name)]}\n`);
}

/** `stalk-check complete`, which that script runs: prints what the last word, still being typed, could become. */
export async function complete({ io, args: [name, ...args] }: Context): Promise<void> {
	const shell = shellNamed(name);
	const last = args.pop() ?? "";
	// See the scripts of these two.
	const words = shell === "bash" ? args.filter((word) => word !== "=") : args;
	const typed = shell === "powershell" ? last.replace(/^=/, "") : last;
	const found = (await candidates(words, typed)).filter(({ word }) => word.startsWith(":") || word.startsWith(typed));
	io.write(1, found.map(({ word, description }) => `${word}${description ? `\t${description}` : ""}\n`).join(""));
}

function shellNamed(name: string | undefined): Shell {
	if (name === undefined) throw usageError(`Name a shell. There are: ${SHELLS.join(", ")}.`);
	if (!Object.hasOwn(SCRIPTS, name)) throw unknownName("shell", name, SHELLS);
	return name as Shell;
}

async function candidates(words: string[], typed: string): Promise<Candidate[]> {
	const { row, option, argument, values } = placeAfter(words);
	if (option) return valuesOf(option.value, option.values);
	const [, flag] = /^(--[^=]+)=/.exec(typed) ?? [];
	if (flag !== undefined) {
		const named = optionNamed(row, flag);
		const found = await valuesOf(named?.value, named?.values);
		return found.map((it) => (it.word.startsWith(":") ? it : { ...it, word: `${flag}=${it.word}` }));
	}
	if (!typed.startsWith("-")) return valuesOf(argument, values);
	return listedOptions(row).map(({ name, description }) => ({ word: `--${name}`, description }));
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
async function valuesOf(name = "", values?: OptionRow["values"]): Promise<Candidate[]> {
	if (Array.isArray(values)) return values.map((word) => ({ word }));
	return (await VALUES[name.replace(/\W/g, "")]?.()) ?? [];
}

const builtIn = async () => (await import("virtual:content")).default;

const VALUES: Record<string, () => Candidate[] | Promise<Candidate[]>> = {
	file: () => FILES,
	files: () => FILES,
	folder: () => FOLDERS,
	command: () => listedCommands().map(({ name, description }) => ({ word: name, description })),
	shell: () => SHELLS.map((word) => ({ word })),
	place: async () => (await builtIn()).places.map(({ id, name }) => ({ word: id, description: name })),
	need: async () => (await builtIn()).needs.map(({ id, label }) => ({ word: id, description: label })),
	id: async () =>
		(await builtIn()).packs.flatMap(({ definitions }) =>
			definitions.map(({ id, name }) => ({ word: id, description: name })),
		),
	name: async () => {
		const { publishedShapes } = await import("../content/schema");
		return Object.keys(publishedShapes(await builtIn())).map((word) => ({ word }));
	},
};
