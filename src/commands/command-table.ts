/** The table of commands and options: what the command line may say, `--help`, the manual page and completion. */
import { usageError } from "../platform/errors";
import { run as assess } from "./assess";
import { run as help } from "./help";
import { run as helplines } from "./helplines";
import type { Context } from "./options";
import { run as askOrAssess } from "./root";

const helpOption = option("-h, --help", "how to use it");
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
const force = option("--force", "with --output: replace the file, if there is one");
const questions = option("--questions <folder>", "use the questions and definitions of this folder instead");
const all = option("--all", "with --help: every command, option and exit code");
const shown = [json, noColor, questions];

/** The options of a command that writes the questions. */
const forms = [place, voice, output("write it to a new file that only you can read"), force, questions];

/** How many responses, and their results, can be written: one a row, or one a line. */
const TABLES = ["csv", "tsv", "ndjson"];

/** The options of a command that reports on one response. */
const reporting = [
	option("--json", "the assessment as JSON (the same as --format json)"),
	format(["text", "json", "markdown", "html"]),
	output("write it to a new file that only you can read"),
	force,
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

/** The program without a command: asks at a terminal, and otherwise assesses what is piped in. */
export const ROOT = command(
	"",
	"asks what has been happening to you and says, with reasons, how it fits descriptions of harassment and stalking, and who can help. In danger now? Call 999",
	[
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
	() => ({ run: askOrAssess }),
);

/** Each imports its command when it runs, but for those that must start quickly: a chunk more takes 0.3 ms. */
export const COMMANDS = [
	command("assess [file]", "assess a response in a file, or - for standard input", reporting, () => ({ run: assess })),
	command(
		"batch [file]",
		"assess one response per line, or row of a table, from a file or standard input, and write one result for each, in the same order",
		[
			option("--from <format>", "what the input is (default: by the name of the file)", TABLES),
			option("--to <format>", "what to write (default: by the name of --output, or as the input)", TABLES),
			option(
				"--columns <file>",
				"which column of a table is which item: a table of column, item, value, option",
				fileName,
			),
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
		() => import("./batch"),
	),
	command(
		"summarise [files...]",
		"add up the summaries that batch --summary --json wrote",
		[json, textOrJson],
		() => import("./summarise"),
	),
	command(
		"compare [file]",
		"one response under every definition side by side, from a file or standard input",
		shown,
		() => import("./compare"),
	),
	command(
		"helplines",
		"who can help, without any question",
		[place, option("--need <need>", "only those for one need, such as stalking or online"), ...shown],
		() => ({ run: helplines }),
	),
	command(
		"traces",
		"what running this leaves behind on a machine, how to look, and how to remove it",
		[option("--system <system>", "only what concerns one system", ["linux", "macos", "windows"]), ...shown],
		() => import("./traces"),
	),
	command(
		"definitions [id]",
		"each definition: its elements in plain words, its source, and when that was checked",
		[
			place,
			option(
				"--coverage",
				"what becomes of each subsection of the law: encoded, assumed, left to a court or out of scope",
			),
			option("--json", "as JSON, with the criteria and the notes for reviewers"),
			noColor,
			questions,
		],
		() => import("./definitions"),
	),
	command(
		"questions",
		"every question: as a blank form to print (text, html), or as a codebook of columns and values (markdown, csv, json)",
		[json, format(["text", "markdown", "csv", "json", "html"]), ...forms],
		() => import("./questions"),
	),
	command(
		"export [tool]",
		"the questions as a form for another tool: xlsform (KoboToolbox, ODK), surveyjs or redcap",
		forms,
		() => import("./export"),
	),
	command("template", "an empty response, ready to fill in", [questions], () => import("./template")),
	command(
		"log [action] [file]",
		"template: an empty log of what happened, to fill in with any spreadsheet; check: what is in a log, or what is wrong with it, line by line",
		[dates, json, output("write the template to a new file that only you can read"), questions],
		() => import("./log"),
	),
	command(
		"schema [name]",
		"the JSON Schema of a response, an assessment, or a file that an author writes",
		[questions],
		() => import("./schema"),
	),
	command(
		"prove [folder]",
		"prove that every definition behaves correctly for every possible set of answers",
		[
			option("--book", "pairs of responses with which one part of a definition turns, to print and sign, as Markdown"),
			json,
		],
		() => import("./prove"),
	),
	command(
		"diff [folders...]",
		"which results change from one folder of content to another, or from the built-in content to one folder, and for how many of all possible responses",
		[option("--cases <folder>", "where the cases are (default: cases/ in the new folder, then in the old one)"), json],
		() => import("./diff"),
	),
	command(
		"check [folder]",
		"check content and its cases (for authors and CI); without a folder, the content that came with this",
		[
			option("--cases <folder>", "where the cases are (default: cases/ in the folder)"),
			option("--today <day>", "the day to judge by how old a check is, as yyyy-mm-dd (default: today)"),
			option("--sources", "list every number, address and source with the day it was last checked, the oldest first"),
			option(
				"--law-watch",
				"list changes of the law to look out for, and every section to read again, with its address",
			),
			json,
		],
		() => import("./check"),
	),
	command(
		"init [folder]",
		"write the questions, definitions and cases to a new folder, to change them (for authors)",
		[],
		() => import("./init"),
	),
	command(
		"completion [shell]",
		"a script with which bash, zsh, fish or powershell completes these commands",
		[],
		() => import("./completion"),
	),
	// What a command line could go on with, for these scripts.
	command("complete [shell] [words...]", "", [], () => import("./complete")),
	command("help [command]", "how to use a command", [all, json], () => ({ run: help })),
];

export type CommandRow = ReturnType<typeof command>;
export type OptionRow = ReturnType<typeof option>;

/** The module of a command. `run` returns the exit code; 0 if it returns none. */
type CommandModule = { run(context: Context): Promise<number> | Promise<void> };

/** A command with its arguments. Without a description it is accepted, and listed nowhere; so is an option. */
function command(
	usage: string,
	description: string,
	options: OptionRow[],
	load: () => CommandModule | Promise<CommandModule>,
) {
	const [name = "", ...args] = usage.split(" ");
	return { name, args, start: `stalk-check ${name}`.trim(), description, options: [...options, helpOption], load };
}

/** An option, with the values that there are or how one is read. */
function option(flags: string, description: string, values?: string[] | ((text: string, flag: string) => unknown)) {
	const [, name = "", value] = /--([\w-]+)(?: <(\w+)>)?$/.exec(flags) ?? [];
	return { flags, name, value, description, values };
}

function format(formats: string[]): OptionRow {
	return option("--format <format>", "how to write it", formats);
}

function output(description: string): OptionRow {
	// As without the option, "-" is standard output.
	return option("--output <file>", description, (file) => (file === "-" ? undefined : file));
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

/** The commands or options that help lists. */
export function listed<T extends { description: string }>(rows: T[]): T[] {
	return rows.filter(({ description }) => description !== "");
}
