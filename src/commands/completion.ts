/** Completes command lines in a shell: its script runs `stalk-check complete`, which answers from the table of commands. */
import { usageError } from "../platform/errors";
import { parse } from "./command-line";
import { SCRIPTS } from "./completion-scripts";
import { unknownName } from "./content";
import type { Context } from "./options";
import { COMMANDS, listed, type OptionRow, ROOT } from "./table";

type Shell = keyof typeof SCRIPTS;

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
	const found = (await candidates(words, typed)).filter((word) => word.startsWith(":") || word.startsWith(typed));
	io.write(1, found.map((candidate) => `${candidate}\n`).join(""));
}

function shellNamed(name: string | undefined): Shell {
	if (name === undefined) throw usageError(`Name a shell. There are: ${SHELLS.join(", ")}.`);
	if (!Object.hasOwn(SCRIPTS, name)) throw unknownName("shell", name, SHELLS);
	return name as Shell;
}

/** What may come after these words, as the scripts read it. */
async function candidates(words: string[], typed: string): Promise<string[]> {
	const [name, ...args] = parse(words).words;
	const row = listed(COMMANDS).find((command) => command.name === name) ?? ROOT;
	const options = listed(row.options);
	const [prefix = "", flag = words.at(-1) ?? ""] = /^(--[^=]+)=/.exec(typed) ?? [];
	const option = options.find(({ flags }) => flags.split(/[ ,]+/).includes(flag));
	if (option?.value) {
		const values = await valuesOf(option.value, option.values);
		return values.map((value) => (value.startsWith(":") ? value : prefix + value));
	}
	if (typed.startsWith("-")) return options.map(({ name, description }) => `--${name}\t${description}`);
	if (name === undefined) return valuesOf("command");
	return valuesOf(row.args[args.length] ?? row.args.find((arg) => arg.endsWith("...]")));
}

const builtIn = async () => (await import("virtual:content")).default;

/** The values of an option or argument of this name, such as `file` or `[id]`. `:files` and `:folders` are for the shell. */
export async function valuesOf(name = "", values?: OptionRow["values"]): Promise<string[]> {
	if (Array.isArray(values)) return values;
	switch (name.replace(/\W/g, "")) {
		case "file":
		case "files":
			return [":files"];
		case "folder":
		case "folders":
			return [":folders"];
		case "command":
			return listed(COMMANDS).map(({ name, description }) => `${name}\t${description}`);
		case "action":
			return ["template", "check"];
		case "tool":
			return (await import("./export")).TOOLS;
		case "shell":
			return SHELLS;
		case "place":
			return (await builtIn()).places.map(({ id, name }) => `${id}\t${name}`);
		case "need":
			return (await builtIn()).needs.map(({ id, label }) => `${id}\t${label}`);
		case "id":
			return (await builtIn()).packs.flatMap((pack) => pack.definitions.map(({ id, name }) => `${id}\t${name}`));
		case "name":
			return Object.keys((await import("../content/schema")).publishedShapes(await builtIn()));
		default:
			return [];
	}
}
