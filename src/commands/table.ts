/** The table of commands and options: what the command line may say, `--help`, the manual page and completion. */
import { usageError } from "../platform/errors";
import { assess } from "./assess";
import { help } from "./help";
import { helplines } from "./helplines";
import { nobodyToAsk } from "./input";
import type { Context, Run } from "./options";

export type OptionRow = ReturnType<typeof option>;

export type CommandRow = {
	name: string;
	/** `[file]`, `[files...]`. */
	args?: string[];
	/** The values of the first argument, where there are only a few. */
	values?: string[];
	/** Empty: the command is accepted, and listed nowhere. */
	description: string;
	options: OptionRow[];
	/** Imports the command, but for the two that must start quickly: a chunk more takes 0.3 ms. */
	run: Run;
};

const json = option("--json", "as JSON");
const textOrJson = format(["text", "json"]);
const noColor = option("--no-color", "no colours");
const place = option(
	"--place <place>",
	"where you live, or where it happened: england, wales, scotland, northern-ireland, elsewhere or england-and-wales",
);
const voice = option("--for <whom>", "in words for somebody who answers for another person", ["someone-else"]);
const dates = option("--dates <order>", "which number comes first in dates such as 03/04/2025, in all of the log", [
	"day-first",
	"month-first",
]);
const questions = option("--questions <folder>", "use the questions and definitions of this folder instead");
const all = option("--all", "with --help: every command, option and exit code");
const shown = [json, noColor, questions];

/** The options of a command that reports on one response. */
const reporting = [
	option("--json", "the assessment as JSON (the same as --format json)"),
	format(["text", "json", "markdown", "html"]),
	output("write it to a new file that only you can read"),
	option("--force", "with --output: replace the file, if there is one"),
	option(
		"--redact",
		"leave out private details: your own words, place, who it is, age, and any service that would give them away",
	),
	place,
	voice,
	option("--incidents <file>", "a log of what happened as well, as a table (CSV) or JSON: see stalk-check log"),
	dates,
	noColor,
	option(
		"--exit-code",
		"say the result in the exit code: 0 nothing met, 10 harassment, 20 stalking, 30 cannot tell yet",
	),
	questions,
];

const helpOption = option("-h, --help", "how to use it");

/** The program without a command: asks at a terminal, and otherwise assesses what is piped in. */
export const ROOT: CommandRow = {
	name: "",
	description:
		"asks what has been happening to you and says, with reasons, how it fits descriptions of harassment and stalking, and who can help. In danger now? Call 999",
	options: [
		...reporting,
		option("--full", "ask all thirteen screens, not nine"),
		option("--short", ""),
		option("--plain", "ask in numbered lines, for screen readers and simple terminals"),
		option("--accessible", "the same as --plain"),
		option("--save <file>", "save the answers in a file when you stop or finish, to go on later", fileName),
		option("--resume <file>", "go on with answers that were saved"),
		all,
		option("-V, --version", "the version"),
	],
	run: askOrAssess,
};

export const COMMANDS: CommandRow[] = [
	{
		name: "assess",
		args: ["[file]"],
		description: "assess a response in a file, or - for standard input",
		options: reporting,
		run: assess,
	},
	{
		name: "batch",
		args: ["[file]"],
		description:
			"assess one response per line, from a file or standard input, and write one result per line, in the same order",
		options: [
			option("--compact", "only what each response comes to: no reasons, notes or signposts"),
			option("--jobs <number>", "how many threads to use (default: as many as there are cores)", wholeNumber(1)),
			option("--skip <number>", "leave out so many lines at the beginning, to go on after a stop", wholeNumber(0)),
			option("--errors <file>", "write what is wrong with lines to a new file as well", fileName),
			option("--summary", "at the end, on standard error: how many came to what, as a table, or as JSON with --json"),
			option("--json", "errors and the summary as JSON"),
			textOrJson,
			output("write the results to a new file"),
			place,
			voice,
			questions,
		],
		run: async (it) => (await import("./batch")).batch(it),
	},
	{
		name: "summarise",
		args: ["[files...]"],
		description: "add up the summaries that batch --summary --json wrote",
		options: [json, textOrJson],
		run: async (it) => (await import("./summarise")).summarise(it),
	},
	{
		name: "compare",
		args: ["[file]"],
		description: "one response under every definition side by side, from a file or standard input",
		options: shown,
		run: async (it) => (await import("./compare")).compare(it),
	},
	{
		name: "helplines",
		description: "who can help, without any question",
		options: [place, option("--need <need>", "only those for one need, such as stalking or online"), ...shown],
		run: helplines,
	},
	{
		name: "traces",
		description: "what running this leaves behind on a machine, how to look, and how to remove it",
		options: [option("--system <system>", "only what concerns one system", ["linux", "macos", "windows"]), ...shown],
		run: async (it) => (await import("./traces")).traces(it),
	},
	{
		name: "definitions",
		args: ["[id]"],
		description: "each definition: its elements in plain words, its source, and when that was checked",
		options: [place, option("--json", "as JSON, with the criteria and the notes for reviewers"), noColor, questions],
		run: async (it) => (await import("./definitions")).definitions(it),
	},
	{
		name: "template",
		description: "an empty response, ready to fill in",
		options: [questions],
		run: async (it) => (await import("./template")).template(it),
	},
	{
		name: "log",
		args: ["[action]", "[file]"],
		values: ["template", "check"],
		description:
			"template: an empty log of what happened, to fill in with any spreadsheet; check: what is in a log, or what is wrong with it, line by line",
		options: [dates, json, output("write the template to a new file that only you can read"), questions],
		run: async (it) => (await import("./log")).log(it),
	},
	{
		name: "schema",
		args: ["[name]"],
		description: "the JSON Schema of a response, an assessment, or a file that an author writes",
		options: [questions],
		run: async (it) => (await import("./schema")).schema(it),
	},
	{
		name: "prove",
		args: ["[folder]"],
		description: "prove that every definition behaves correctly for every possible set of answers",
		options: [json],
		run: async (it) => (await import("./prove")).prove(it),
	},
	{
		name: "check",
		args: ["[folder]"],
		description: "check content and its cases (for authors and CI); without a folder, the content that came with this",
		options: [
			option("--cases <folder>", "where the cases are (default: cases/ in the folder)"),
			option("--today <day>", "the day to judge by how old a check is, as yyyy-mm-dd (default: today)"),
			option("--sources", "list every number, address and source with the day it was last checked, the oldest first"),
			option(
				"--law-watch",
				"list changes of the law to look out for, and every section to read again, with its address",
			),
			json,
		],
		run: async (it) => (await import("./check")).check(it),
	},
	{
		name: "completion",
		args: ["[shell]"],
		description: "a script with which bash, zsh, fish or powershell completes these commands",
		options: [],
		run: async (it) => (await import("./completion")).completion(it),
	},
	{
		name: "complete",
		args: ["[shell]", "[words...]"],
		// What a command line could go on with, for these scripts.
		description: "",
		options: [],
		run: async (it) => (await import("./completion")).complete(it),
	},
	{
		name: "help",
		args: ["[command]"],
		description: "how to use a command",
		options: [all, json],
		run: help,
	},
];

/** An option, `values` being those there are or how one is read. Without a description it is accepted, and listed nowhere. */
function option(flags: string, description: string, values?: string[] | ((text: string, flag: string) => unknown)) {
	const [, name = "", value] = /--([\w-]+)(?: <(\w+)>)?$/.exec(flags) ?? [];
	return { flags, name, value, description, values };
}

function format(formats: string[]): OptionRow {
	return option("--format <format>", "how to write it", formats);
}

function output(description: string): OptionRow {
	return option("--output <file>", description);
}

function fileName(file: string, flag: string): string {
	if (file === "-") throw usageError(`${flag} must name a file, not "-".`);
	return file;
}

function wholeNumber(least: number) {
	return (text: string, flag: string): number => {
		const number = Number(text);
		if (!/^\d+$/.test(text) || number < least || !Number.isSafeInteger(number))
			throw usageError(`${flag} must be a whole number from ${least}, not "${text}".`);
		return number;
	};
}

async function askOrAssess(context: Context): Promise<number> {
	const { plain, accessible, save, resume } = context.options;
	const options = { ...context.options, plain: plain || accessible || false };
	if (context.io.isTerminal(0)) return (await import("./ask")).ask({ ...context, options });
	if (save ?? resume) throw nobodyToAsk();
	return assess(context);
}

/** What starts a command. */
export function startOf({ name }: CommandRow): string {
	return name === "" ? "stalk-check" : `stalk-check ${name}`;
}

export function listedCommands(): CommandRow[] {
	return COMMANDS.filter(({ description }) => description !== "");
}

export function optionsOf({ options }: CommandRow): OptionRow[] {
	return [...options, helpOption];
}

/** The options that help lists for a command. */
export function listedOptions(row: CommandRow): OptionRow[] {
	return optionsOf(row).filter(({ description }) => description !== "");
}
