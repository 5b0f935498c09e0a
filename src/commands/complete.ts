/** `stalk-check complete`, which the script of a shell runs: what the last word, still being typed, could become. */
import { parse } from "./command-line";
import { COMMANDS, listed, type OptionRow, ROOT } from "./command-table";
import { SHELLS, shellNamed } from "./completion";
import type { Context } from "./options";

export async function run({ io, args: [name, ...args] }: Context): Promise<void> {
	const shell = shellNamed(name);
	const last = args.pop() ?? "";
	// See the scripts of these two.
	const words = shell === "bash" ? args.filter((word) => word !== "=") : args;
	const typed = shell === "powershell" ? last.replace(/^=/, "") : last;
	const found = (await candidates(words, typed)).filter((word) => word.startsWith(":") || word.startsWith(typed));
	io.write(1, found.map((candidate) => `${candidate}\n`).join(""));
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

/** What arguments, and values of options, can be, by their name in the table of commands. `:files` and `:folders` are for the shell. */
const VALUES: Record<string, () => string[] | Promise<string[]>> = {
	file: () => [":files"],
	files: () => [":files"],
	folder: () => [":folders"],
	folders: () => [":folders"],
	command: () => listed(COMMANDS).map(({ name, description }) => `${name}\t${description}`),
	action: async () => (await import("./log")).ACTIONS,
	tool: async () => (await import("./export")).TOOLS,
	shell: () => SHELLS,
	place: async () => (await builtIn()).places.map(({ id, name }) => `${id}\t${name}`),
	need: async () => (await builtIn()).needs.map(({ id, label }) => `${id}\t${label}`),
	id: async () => (await builtIn()).packs.flatMap((pack) => pack.definitions.map(({ id, name }) => `${id}\t${name}`)),
	name: async () => Object.keys((await import("../content/schema")).publishedShapes(await builtIn())),
};

/** The values of an option or argument of this name, such as `file` or `[id]`: those given, or those of its name. */
export async function valuesOf(name = "", values?: OptionRow["values"]): Promise<string[]> {
	return Array.isArray(values) ? values : ((await VALUES[name.replace(/\W/g, "")]?.()) ?? []);
}
