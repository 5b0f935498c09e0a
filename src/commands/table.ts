/** The table of commands and options: what `--help`, the manual page and completion show. */
import { InvalidArgumentError } from "commander";
import { assess } from "./assess";
import { helplines } from "./helplines";
import type { Run } from "./options";

/** Flags, a description, and the values there are or how one is read. */
export type OptionRow = [flags: string, description: string, values?: string[] | ((text: string) => unknown)];

export type CommandRow = {
	usage: string;
	/** The values of the first argument, where there are only a few. */
	values?: string[];
	description: string;
	hidden?: true;
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
		"leave out what somebody who helps need not know: free text, the place, who it is, age, and services that tell of them",
	],
	place,
	voice,
	["--incidents <file>", "a log of what happened as well, as a table (CSV) or JSON: see stalk-check log"],
	dates,
	noColor,
	["--exit-code", "say the result in the exit code: 0 nothing met, 10 harassment, 20 stalking, 30 cannot tell yet"],
	questions,
];

/** The options of the program without a command. */
export const WITHOUT_COMMAND: OptionRow[] = [
	...reporting,
	["--short", "ask only what can still change the summary, or is an urgent sign"],
	["--plain", "ask in numbered lines, for screen readers and simple terminals"],
	["--save <file>", "save the answers in a file when you stop or finish, to go on later", fileName],
	["--resume <file>", "go on with answers that were saved"],
];

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
		description:
			"show, over every response there could be, that definitions behave as they should (for authors and doubters)",
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
		description: "what a command line could go on with, for these scripts",
		hidden: true,
		options: [],
		run: async (it) => (await import("./completion")).complete(it),
	},
	{
		usage: "help [command]",
		description: "how to use a command",
		options: [["--json", "errors as JSON"]],
		run: async (it) => (await import("./help")).help(it),
	},
];

function format(formats: string[]): OptionRow {
	return ["--format <format>", "how to write it", formats];
}

function output(description: string): OptionRow {
	return ["--output <file>", description];
}

function fileName(file: string): string {
	if (file === "-") throw new InvalidArgumentError("It must be a file.");
	return file;
}

function wholeNumber(least: number): (text: string) => number {
	return (text) => {
		const number = Number(text);
		if (!/^\d+$/.test(text) || number < least || !Number.isSafeInteger(number))
			throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
		return number;
	};
}
