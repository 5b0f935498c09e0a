/** The table of commands and options: what the command line may say, `--help`, the manual page and completion. */
import { usageError } from "../platform/errors";
import { assess } from "./assess";
import { help } from "./help";
import { helplines } from "./helplines";
import { nobodyToAsk } from "./input";
import type { Context, Run } from "./options";

/**
 * Flags, a description, and the values there are or how one is read. An option without a description is accepted but
 * listed nowhere.
 */
export type OptionRow = [
	flags: string,
	description: string,
	values?: string[] | ((text: string, flag: string) => unknown),
];

export type CommandRow = {
	/** The name and the arguments. */
	usage: string;
	/** The values of the first argument, where there are only a few. */
	values?: string[];
	/** Empty: the command is accepted, and listed nowhere. */
	description: string;
	options: OptionRow[];
	/** Imports the command, but for the two that must start quickly: a chunk more takes 0.3 ms. */
	run: Run;
};

const json: OptionRow = ["--json", "as JSON"];
const textOrJson = format(["text", "json"]);
const noColor: OptionRow = ["--no-color", "no colours"];
const place: OptionRow = [
	"--place <place>",
	"where you live, or where it happened: england-and-wales, scotland, northern-ireland or elsewhere",
];
const voice: OptionRow = ["--for <whom>", "in words for somebody who answers for another person", ["someone-else"]];
const dates: OptionRow = [
	"--dates <order>",
	"which number comes first in dates such as 03/04/2025, in all of the log",
	["day-first", "month-first"],
];
const questions: OptionRow = ["--questions <folder>", "use the questions and definitions of this folder instead"];
const shown = [json, noColor, questions];

/** The options of a command that reports on one response. */
const reporting: OptionRow[] = [
	["--json", "the assessment as JSON (the same as --format json)"],
	format(["text", "json", "markdown", "html"]),
	output("write it to a new file that only you can read"),
	["--force", "with --output: replace the file, if there is one"],
	[
		"--redact",
		"leave out private details: your own words, place, who it is, age, and any service that would give them away",
	],
	place,
	voice,
	["--incidents <file>", "a log of what happened as well, as a table (CSV) or JSON: see stalk-check log"],
	dates,
	noColor,
	["--exit-code", "say the result in the exit code: 0 nothing met, 10 harassment, 20 stalking, 30 cannot tell yet"],
	questions,
];

const helpOption: OptionRow = ["-h, --help", "how to use it"];

/** The program without a command: asks at a terminal, and otherwise assesses what is piped in. */
export const ROOT: CommandRow = {
	usage: "",
	description:
		"asks what has been happening to you and says, with reasons, how it fits descriptions of harassment and stalking, and who can help. In danger now? Call 999",
	options: [
		...reporting,
		["--full", "ask all thirteen screens, not nine"],
		["--short", ""],
		["--plain", "ask in numbered lines, for screen readers and simple terminals"],
		["--accessible", "the same as --plain"],
		["--save <file>", "save the answers in a file when you stop or finish, to go on later", fileName],
		["--resume <file>", "go on with answers that were saved"],
		["--all", "with --help: every command, option and exit code"],
		["-V, --version", "the version"],
	],
	run: askOrAssess,
};

export const COMMANDS: CommandRow[] = [
	{
		usage: "assess [file]",
		description: "assess a response in a file, or - for standard input",
		options: reporting,
		run: assess,
	},
	{
		usage: "batch [file]",
		description:
			"assess one response per line, from a file or standard input, and write one result per line, in the same order",
		options: [
			["--compact", "only what each response comes to: no reasons, notes or signposts"],
			["--jobs <number>", "how many threads to use (default: as many as there are cores)", wholeNumber(1)],
			["--skip <number>", "leave out so many lines at the beginning, to go on after a stop", wholeNumber(0)],
			["--errors <file>", "write what is wrong with lines to a new file as well", fileName],
			["--summary", "at the end, on standard error: how many came to what, as a table, or as JSON with --json"],
			["--json", "errors and the summary as JSON"],
			textOrJson,
			output("write the results to a new file"),
			place,
			voice,
			questions,
		],
		run: async (it) => (await import("./batch")).batch(it),
	},
	{
		usage: "summarise [files...]",
		description: "add up the summaries that batch --summary --json wrote",
		options: [json, textOrJson],
		run: async (it) => (await import("./summarise")).summarise(it),
	},
	{
		usage: "compare [file]",
		description: "one response under every definition side by side, from a file or standard input",
		options: shown,
		run: async (it) => (await import("./compare")).compare(it),
	},
	{
		usage: "helplines",
		description: "who can help, without any question",
		options: [place, ["--need <need>", "only those for one need, such as stalking or online"], ...shown],
		run: helplines,
	},
	{
		usage: "traces",
		description: "what running this leaves behind on a machine, how to look, and how to remove it",
		options: [["--system <system>", "only what concerns one system", ["linux", "macos", "windows"]], ...shown],
		run: async (it) => (await import("./traces")).traces(it),
	},
	{
		usage: "definitions [id]",
		description: "each definition: its elements in plain words, its source, and when that was checked",
		options: [place, ["--json", "as JSON, with the criteria and the notes for reviewers"], noColor, questions],
		run: async (it) => (await import("./definitions")).definitions(it),
	},
	{
		usage: "template",
		description: "an empty response, ready to fill in",
		options: [questions],
		run: async (it) => (await import("./template")).template(it),
	},
	{
		usage: "log [action] [file]",
		values: ["template", "check"],
		description:
			"template: an empty log of what happened, to fill in with any spreadsheet; check: what is in a log, or what is wrong with it, line by line",
		options: [dates, json, output("write the template to a new file that only you can read"), questions],
		run: async (it) => (await import("./log")).log(it),
	},
	{
		usage: "schema [name]",
		description: "the JSON Schema of a response, an assessment, or a file that an author writes",
		options: [questions],
		run: async (it) => (await import("./schema")).schema(it),
	},
	{
		usage: "prove [folder]",
		description: "prove that every definition behaves correctly for every possible set of answers",
		options: [json],
		run: async (it) => (await import("./prove")).prove(it),
	},
	{
		usage: "check [folder]",
		description: "check content and its cases (for authors and CI); without a folder, the content that came with this",
		options: [
			["--cases <folder>", "where the cases are (default: cases/ in the folder)"],
			["--today <day>", "the day to judge by how old a check is, as yyyy-mm-dd (default: today)"],
			["--sources", "list every number, address and source with the day it was last checked, the oldest first"],
			json,
		],
		run: async (it) => (await import("./check")).check(it),
	},
	{
		usage: "completion [shell]",
		description: "a script with which bash, zsh, fish or powershell completes these commands",
		options: [],
		run: async (it) => (await import("./completion")).completion(it),
	},
	{
		usage: "complete [shell] [words...]",
		// What a command line could go on with, for these scripts.
		description: "",
		options: [],
		run: async (it) => (await import("./completion")).complete(it),
	},
	{
		usage: "help [command]",
		description: "how to use a command",
		options: [
			["--all", "every command, option and exit code"],
			["--json", "errors as JSON"],
		],
		run: help,
	},
];

function format(formats: string[]): OptionRow {
	return ["--format <format>", "how to write it", formats];
}

function output(description: string): OptionRow {
	return ["--output <file>", description];
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

/** The name of a command; nothing for the program without one. */
export function nameOf({ usage }: CommandRow): string {
	return usage.split(" ", 1)[0] as string;
}

/** A line that starts a command, with its arguments. */
export function usageOf({ usage }: CommandRow): string {
	return ["stalk-check", usage.replace(/^\w+/, "$& [options]") || "[options]"].join(" ");
}

export function listedCommands(): CommandRow[] {
	return COMMANDS.filter(({ description }) => description !== "");
}

export function optionsOf({ options }: CommandRow): OptionRow[] {
	return [...options, helpOption];
}

/** The options that help lists for a command. */
export function listedOptions(row: CommandRow): OptionRow[] {
	return optionsOf(row).filter(([, description]) => description !== "");
}

/** The name, the letter and the value of `-h, --help` and `--place <place>`. */
export function flagParts(flags: string) {
	const [, letter, name = "", value] = /^(?:-(\w), )?--([\w-]+)(?: <(\w+)>)?$/.exec(flags) ?? [];
	return { letter, name, value };
}
