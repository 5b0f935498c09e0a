/** The command line: chooses keyboard or pipe, runs the core, writes what it says. Only this file names `process`. */
import { closeSync, existsSync, fstatSync } from "node:fs";
import { join } from "node:path";
import readPlan from "virtual:plan";
import readSignposts from "virtual:signposts";
import {
	Command,
	CommanderError,
	InvalidArgumentError,
	Option,
} from "commander";
import { version } from "../package.json";
import {
	alreadyThere,
	asJson,
	contentOf,
	knownPlace,
	nobodyToAsk,
	nothingPiped,
	nothingToReplace,
	type Options,
	onlyReports,
	unknownName,
} from "./commands/options";
import { isOld } from "./content/age";
import type {
	Assessment,
	Content,
	Incident,
	Response,
	System,
} from "./content/schema";
import { assessWith, packsFor } from "./engine/assessment";
import type { Checkable } from "./engine/response";
import { Weigher } from "./engine/weigh";
import type { Order } from "./incidents/dates";
import {
	cannotRead,
	cannotWrite,
	EXIT,
	inertJson,
	printable,
	problemLine,
	StalkCheckError,
} from "./platform/errors";
import { readFile, readUpTo, writeAll } from "./platform/files";
import { type Io, styleFor } from "./platform/io";
import { MOST_BYTES, readResponse } from "./platform/read-response";

/** What asks for the list of all commands. */
const LISTING = ["help", "--help", "-h"];

/** Where the built program lies. */
const HERE = import.meta.dirname;

/** Runs one command line and gives its exit code. Never throws, and never ends the process. */
export async function main(
	argv: string[],
	io: Io = processIo(),
): Promise<number> {
	let exitCode: number = EXIT.done;
	const exitWith = (code: number) => {
		exitCode = code;
	};
	const program = commands(io, exitWith, argv);
	try {
		await program.parseAsync(argv, { from: "user" });
		return exitCode;
	} catch (error) {
		return explain(error, wantsJson(argv), io);
	}
}

function wantsJson(argv: string[]): boolean {
	return argv.some(
		(word, i) =>
			word === "--json" ||
			word === "--format=json" ||
			(word === "--format" && argv[i + 1] === "json"),
	);
}

/** Says what went wrong to whoever must act, and gives the exit code. */
function explain(error: unknown, json: boolean, io: Io): number {
	if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
	if (!(error instanceof StalkCheckError || error instanceof CommanderError)) {
		const message = "this is a bug in stalk-check, not in what you did";
		const stack =
			error instanceof Error ? (error.stack ?? error.message) : String(error);
		io.write(
			2,
			json
				? `${inertJson({ error: { code: "bug", message, problems: [] } })}\n`
				: `stalk-check: ${message}.\n${printable(stack.replaceAll("\n", " | "))}\n`,
		);
		return EXIT.bug;
	}
	const usage = error instanceof CommanderError;
	const code = usage ? "usage" : error.code;
	const message = usage
		? error.message.replace(/^error: /, "").replaceAll("\n", " ")
		: error.message;
	const problems = usage ? [] : error.problems;
	if (json && code !== "left") {
		io.write(2, `${inertJson({ error: { code, message, problems } })}\n`);
	} else if (code === "stopped" || code === "left") {
		io.write(2, `${message}\n`);
	} else {
		io.write(
			2,
			`stalk-check: ${printable(message)}\n${problems.map(problemLine).join("")}`,
		);
		if (usage) io.write(2, "Try: stalk-check --help\n");
	}
	return usage ? EXIT.usage : error.exitCode;
}

/** A command as the table has it: made only where a command line needs it. */
type Row = {
	name: string;
	usage: string;
	description: string;
	configure: (command: Command) => Command;
};

/**
 * The table of all commands and options; with `argv`, as much of it as that command line needs, because making all of it
 * takes as long as an assessment.
 */
export function commands(
	io: Io,
	exitWith: (code: number) => void,
	argv?: string[],
): Command {
	const rows: Row[] = [];
	const command = (
		usage: string,
		description: string,
		configure: Row["configure"],
	) => {
		const [name = ""] = usage.split(" ");
		rows.push({ name, usage, description, configure });
	};
	const program = new Command("stalk-check")
		.description(
			"Asks what has been happening to you and says, with reasons, how it fits descriptions of harassment and stalking, and who can help. In danger now? Call 999.",
		)
		.version(version)
		.enablePositionalOptions()
		.exitOverride()
		.configureOutput({
			writeOut: (text) => io.write(1, text),
			writeErr: () => {},
			// Left to itself, Commander makes the streams of the process only to ask them this.
			getOutHelpWidth: () => (io.isTerminal(1) && io.columns()) || 80,
			getOutHasColors: () => false,
		})
		.showSuggestionAfterError();
	const say = async (text: string, options: Options = {}) => {
		const { output, force: replace = false } = options;
		if (output === undefined) io.write(1, text);
		else
			(await import("./platform/atomic-file")).writeWhole(output, text, {
				replace,
			});
	};
	const json = (value: unknown) => `${inertJson(value, 2)}\n`;
	/** A text after what must be known first of the content that it was made from. */
	const noticed = async (content: Content, text: string, options: Options) => {
		const { noticesText } = await import("./report/lists");
		return noticesText(content, await styleFor(options, io)) + text;
	};

	const reporting = (command: Command) =>
		command
			.option("--json", "the assessment as JSON (the same as --format json)")
			.addOption(formatOption(["text", "json", "markdown", "html"]))
			.option(
				"--output <file>",
				"write it to a new file that only you can read",
			)
			.option("--force", "with --output: replace the file, if there is one")
			.option(
				"--redact",
				"leave out what somebody who helps need not know: free text, the place, who it is, age, and services that tell of them",
			)
			.addOption(placeOption())
			.addOption(voiceOption())
			.option(
				"--incidents <file>",
				"a log of what happened as well, as a table (CSV) or JSON: see stalk-check log",
			)
			.addOption(datesOption())
			.option("--no-color", "no colours")
			.option(
				"--exit-code",
				"say the result in the exit code: 0 nothing met, 10 harassment, 20 stalking, 30 cannot tell yet",
			)
			.addOption(questionsOption());
	const report = async (
		content: Content,
		response: Response,
		options: Options,
		incidents?: Incident[],
	) => {
		const { reportAs, toldOf } = await import("./commands/report");
		const told = toldOf(content, response, options, incidents);
		if (asJson(options)) return give(told.assessment, options);
		const style = await styleFor(options, io);
		await give(told.assessment, options, await reportAs(told, options, style));
	};
	const give = async (
		assessment: Assessment,
		options: Options,
		text = json(assessment),
	) => {
		await say(text, options);
		if (options.exitCode) exitWith(resultCode(assessment));
	};
	const bytesOf = (file: string | undefined) =>
		file === undefined || file === "-"
			? piped(io)
			: readFile(file, MOST_BYTES + 1);
	const incidentsOf = async (content: Content, options: Options) => {
		if (options.incidents === undefined && options.dates === undefined)
			return undefined;
		const { incidentsFor } = await import("./commands/log");
		return incidentsFor(content, options, io);
	};
	const assessFile = async (file: string | undefined, options: Options) => {
		mayWrite(options);
		const bytes =
			file === undefined && options.incidents !== undefined
				? besideLog(io)
				: bytesOf(file);
		const read = (content: Checkable): Response => {
			const response: Response = bytes
				? readResponse(content, bytes)
				: { answers: {} };
			const place = response.place ?? options.place;
			return { ...response, place, for: response.for ?? options.for };
		};
		const { incidents, dates, questions, redact } = options;
		const more = incidents !== undefined || dates !== undefined || redact;
		if (asJson(options) && questions === undefined && !more) {
			// The plan is enough for this, and is there long before the content.
			const plan = readPlan();
			knownPlace(options, plan);
			const response = read(plan);
			if (response.for == null)
				return give(assessWith(new Weigher(plan), response), options);
		}
		const content = await contentOf(options, io);
		const logged = await incidentsOf(content, options);
		await report(content, read(content), options, logged);
	};

	command(
		"assess [file]",
		"assess a response in a file, or - for standard input",
		(command) =>
			reporting(command).action(
				(file: string | undefined, _: Options, command: Command) =>
					assessFile(file, optionsOf(command)),
			),
	);

	command(
		"batch [file]",
		"assess one response per line, from a file or standard input, and write one result per line, in the same order",
		(command) =>
			command
				.option(
					"--compact",
					"only what each response comes to: no reasons, notes or signposts",
				)
				.addOption(
					new Option(
						"--jobs <number>",
						"how many threads to use (default: as many as there are cores)",
					).argParser(countFrom(1)),
				)
				.addOption(
					new Option(
						"--skip <number>",
						"leave out so many lines at the beginning, to go on after a stop",
					).argParser(countFrom(0)),
				)
				.option(
					"--errors <file>",
					"write what is wrong with lines to a new file as well",
				)
				.option(
					"--summary",
					"at the end, on standard error: how many came to what, as a table, or as JSON with --json",
				)
				.option("--json", "errors and the summary as JSON")
				.addOption(formatOption())
				.option("--output <file>", "write the results to a new file")
				.addOption(placeOption())
				.addOption(voiceOption())
				.addOption(questionsOption())
				.action(
					async (file: string | undefined, _: Options, command: Command) => {
						const { batchLines } = await import("./commands/batch");
						const worker = join(HERE, "worker.cjs");
						exitWith(await batchLines(file, optionsOf(command), io, worker));
					},
				),
	);

	command(
		"summarise [files...]",
		"add up the summaries that batch --summary --json wrote",
		(command) =>
			command
				.option("--json", "as JSON")
				.addOption(formatOption())
				.action(async (files: string[], _: Options, command: Command) => {
					const options = optionsOf(command);
					const { MOST_SUMMARIES, readSummaries, summaryAs } = await import(
						"./commands/batch"
					);
					const most = MOST_SUMMARIES + 1;
					const from = files.length > 0 ? files : ["-"];
					const summary = await readSummaries(
						from.map((file) => ({
							file,
							bytes: file === "-" ? inputOf(io, most) : readFile(file, most),
						})),
					);
					await say(summaryAs(options, summary));
				}),
	);

	command(
		"compare [file]",
		"one response under every definition side by side, from a file or standard input",
		(command) =>
			command
				.option("--json", "as JSON")
				.option("--no-color", "no colours")
				.addOption(questionsOption())
				.action(
					async (file: string | undefined, _: Options, command: Command) => {
						const options = optionsOf(command);
						const bytes = bytesOf(file);
						const original = await contentOf(options, io);
						const response = readResponse(original, bytes);
						const { assess } = await import("./engine/assess");
						const { inVoice } = await import("./content/wording");
						const content = inVoice(original, response.for);
						const everywhere = assess(content, { answers: response.answers });
						const { compare, comparisonText } = await import(
							"./report/compare"
						);
						const comparison = compare(content, everywhere);
						if (options.json) return say(json(comparison));
						await say(
							comparisonText(content, comparison, await styleFor(options, io)),
						);
					},
				),
	);

	command("helplines", "who can help, without any question", (command) =>
		command
			.addOption(placeOption())
			.option(
				"--need <need>",
				"only those for one need, such as stalking or online",
			)
			.option("--json", "as JSON")
			.option("--no-color", "no colours")
			.addOption(questionsOption())
			.action(async (_: Options, command: Command) => {
				const options = optionsOf(command);
				const { questions } = options;
				const listed = readSignposts();
				// What there is to say of the content itself takes all of it.
				const whole =
					questions !== undefined || isOld(listed.checkedOn, io.today())
						? await contentOf({ questions }, io)
						: undefined;
				const content = whole ?? listed;
				knownPlace(
					options,
					content,
					content.signposts.flatMap((signpost) => signpost.nations),
				);
				const needs = content.needs.map(({ id }) => id);
				if (options.need !== undefined && !needs.includes(options.need))
					throw unknownName("need", options.need, needs);
				const { helplines } = await import("./content/signposts");
				const signposts = helplines(content, options.place, options.need);
				if (options.json) return say(json(signposts));
				const { signpostsText } = await import("./report/lists");
				const text = signpostsText(signposts, await styleFor(options, io));
				await say(whole ? await noticed(whole, text, options) : text);
			}),
	);

	command(
		"traces",
		"what running this leaves behind on a machine, how to look, and how to remove it",
		(command) =>
			command
				.addOption(
					new Option(
						"--system <system>",
						"only what concerns one system",
					).choices(["linux", "macos", "windows"] satisfies System[]),
				)
				.option("--json", "as JSON")
				.option("--no-color", "no colours")
				.addOption(questionsOption())
				.action(async (_: Options, command: Command) => {
					const options = optionsOf(command);
					const content = await contentOf(options, io);
					const { tracesFor, tracesText } = await import("./report/traces");
					const traces = tracesFor(content, options.system);
					if (options.json) return say(json(traces));
					const text = tracesText(traces, await styleFor(options, io));
					await say(await noticed(content, text, options));
				}),
	);

	command(
		"definitions [id]",
		"each definition: its elements in plain words, its source, and when that was checked",
		(command) =>
			command
				.addOption(placeOption())
				.option(
					"--json",
					"as JSON, with the criteria and the notes for reviewers",
				)
				.option("--no-color", "no colours")
				.addOption(questionsOption())
				.action(
					async (id: string | undefined, _: Options, command: Command) => {
						const options = optionsOf(command);
						const content = await contentOf(options, io);
						const packs = definitionsIn(content, options.place, id);
						if (options.json) return say(json(packs));
						const { definitionsText } = await import("./report/lists");
						const text = definitionsText(packs, await styleFor(options, io));
						await say(await noticed(content, text, options));
					},
				),
	);

	command("template", "an empty response, ready to fill in", (command) =>
		command
			.addOption(questionsOption())
			.action(async (_: Options, command: Command) => {
				const options = optionsOf(command);
				const { checklists } = await contentOf(options, io);
				const ids = checklists.flatMap(({ items }) =>
					items.map(({ id }) => id),
				);
				await say(
					json({
						ref: null,
						place: null,
						for: null,
						answers: Object.fromEntries(ids.map((id) => [id, null])),
					}),
				);
			}),
	);

	command(
		"log [action] [file]",
		"template: an empty log of what happened, to fill in with any spreadsheet; check: what is in a log, or what is wrong with it, line by line",
		(command) => {
			command.registeredArguments[0]?.choices(["template", "check"]);
			return command
				.addOption(datesOption())
				.option("--json", "as JSON")
				.option(
					"--output <file>",
					"write the template to a new file that only you can read",
				)
				.addOption(questionsOption())
				.action(
					async (
						action: "template" | "check" | undefined,
						file: string | undefined,
						_: Options,
						command: Command,
					) => {
						if (action === undefined) return command.outputHelp();
						const options = optionsOf(command);
						if (action === "template" && file !== undefined)
							throw new StalkCheckError(
								"usage",
								`The template is written to a file with --output ${file}`,
							);
						const log = await import("./commands/log");
						const content = await contentOf(options, io);
						if (action === "template") {
							if (!options.json) io.write(2, log.aboutLogs(content));
							return say(log.logTemplate(), options);
						}
						const bytes =
							file === undefined || file === "-"
								? inputOf(io, log.MOST_LOG_BYTES + 1)
								: readFile(file, log.MOST_LOG_BYTES + 1);
						if (!options.json) io.write(2, log.logWarning(content));
						await say(log.checkLog(content, bytes, options, io));
					},
				);
		},
	);

	command(
		"schema [name]",
		"the JSON Schema of a response, an assessment, or a file that an author writes",
		(command) =>
			command
				.addOption(questionsOption())
				.action(
					async (name: string | undefined, _: Options, command: Command) => {
						const options = optionsOf(command);
						const { jsonSchema, publishedShapes } = await import(
							"./content/schema"
						);
						const shapes = publishedShapes(await contentOf(options, io));
						const names = Object.keys(shapes);
						if (name === undefined) return say(`${names.join("\n")}\n`);
						const shape = Object.hasOwn(shapes, name)
							? shapes[name]
							: undefined;
						if (!shape) throw unknownName("schema", name, names);
						await say(json(jsonSchema(shape)));
					},
				),
	);

	command(
		"prove [folder]",
		"show, over every response there could be, that definitions behave as they should (for authors and doubters)",
		(command) =>
			command
				.option("--json", "as JSON")
				.action(
					async (folder: string | undefined, _: Options, command: Command) => {
						const options = optionsOf(command);
						const questions = folder ?? options.questions;
						const content = await contentOf({ questions }, io);
						const { prove } = await import("./engine/prove");
						const proof = prove(content);
						if (options.json) await say(json(proof));
						else await say((await import("./report/proof")).proofText(proof));
						if (proof.failures.length > 0) exitWith(EXIT.content);
					},
				),
	);

	command(
		"check [folder]",
		"check content and its cases (for authors and CI); without a folder, the content that came with this",
		(command) =>
			command
				.option(
					"--cases <folder>",
					"where the cases are (default: cases/ in the folder)",
				)
				.option(
					"--today <day>",
					"the day to judge by how old a check is, as yyyy-mm-dd (default: today)",
				)
				.option(
					"--sources",
					"list every number, address and source with the day it was last checked, the oldest first",
				)
				.option("--json", "as JSON")
				.action(
					async (folder: string | undefined, _: Options, command: Command) => {
						const options = optionsOf(command);
						const { reviewFolder, reviewText, sourcesIn, sourcesText } =
							await import("./commands/review");
						const own = join(HERE, "..", "questions");
						const from = folder ?? options.questions ?? own;
						if (options.sources) {
							const checks = await sourcesIn(from, own);
							return say(options.json ? json(checks) : sourcesText(checks));
						}
						const review = await reviewFolder(
							from,
							{ ...options, today: options.today ?? io.today() },
							own,
						);
						await say(options.json ? json(review) : reviewText(review));
						if (review.errors.length > 0) exitWith(EXIT.content);
					},
				),
	);

	command(
		"completion [shell]",
		"a script with which bash, zsh, fish or powershell completes these commands",
		(command) =>
			command.action(async (shell: string | undefined) => {
				const { completionScript, isShell, SHELLS } = await import(
					"./commands/completion"
				);
				if (!isShell(shell)) throw unknownShell(shell, SHELLS);
				await say(completionScript(shell));
			}),
	);

	// Only for the scripts that `completion` writes, so it is in no list.
	if (argv?.includes("complete"))
		program
			.command("complete [shell] [words...]", { hidden: true })
			.action(async (shell: string | undefined, words: string[]) => {
				const { completions, isShell, SHELLS } = await import(
					"./commands/completion"
				);
				if (!isShell(shell)) throw unknownShell(shell, SHELLS);
				await say(await completions(commands(io, exitWith), shell, words));
			});
	const names = rows.map(({ name }) => name);
	const [first = ""] = argv ?? [];
	const listed = argv?.some((word) => LISTING.includes(word)) ?? true;
	for (const { name, usage, description, configure } of rows)
		if (listed || argv?.includes(name))
			configure(program.command(usage).description(description));
	// After the name of a command, nothing is for the program itself.
	if (!listed && names.includes(first)) return program;

	reporting(program)
		.option(
			"--short",
			"ask only what can still change the summary, or is an urgent sign",
		)
		.option(
			"--plain",
			"ask in numbered lines, for screen readers and simple terminals",
		)
		.option(
			"--save <file>",
			"save the answers in a file when you stop or finish, to go on later",
		)
		.option("--resume <file>", "go on with answers that were saved")
		.argument("[command...]")
		.usage("[options] [command]")
		.action(async ([word]: string[], options: Options) => {
			if (word !== undefined) throw unknownName("command", word, names);
			if (!io.isTerminal(0)) {
				if (options.save ?? options.resume) throw nobodyToAsk();
				return assessFile(undefined, options);
			}
			mayWrite(options);
			const content = await contentOf(options, io);
			// Before anything is asked, so that no answer is lost to a log that cannot be read.
			const incidents = await incidentsOf(content, options);
			const { askPerson } = await import("./commands/ask");
			const asked = await askPerson(content, options, io, incidents);
			const { response, shown } = asked;
			if (!shown) return report(content, response, options, incidents);
			if (!options.exitCode) return;
			const { toldOf } = await import("./commands/report");
			const told = toldOf(content, response, options, incidents);
			exitWith(resultCode(told.assessment));
		});
	program.helpCommand("help [command]", "how to use a command");
	// Only there to catch a misspelt command; not an argument to tell people about.
	program.configureHelp({ visibleArguments: () => [] });

	return program;
}

/** Refuses a file that is there already, unless it is to be replaced: before anything is asked or assessed. */
function mayWrite({ output, force }: Options) {
	if (force && output === undefined) throw nothingToReplace();
	if (!force && output !== undefined && existsSync(output))
		throw alreadyThere(output);
}

/** Options given before or after the command's name; those after it win. */
function optionsOf(command: Command): Options {
	const levels = command.parent ? [command.parent, command] : [command];
	const options: Options = Object.assign(
		{},
		...levels.map((level) =>
			Object.fromEntries(
				Object.entries(level.opts()).filter(
					([name]) => level.getOptionValueSource(name) !== "default",
				),
			),
		),
	);
	if (command.parent && command.name() !== "assess") onlyReports(options);
	return options;
}

function placeOption(): Option {
	return new Option(
		"--place <place>",
		"where you live, or where it happened: england-and-wales, scotland, northern-ireland or elsewhere",
	);
}

function formatOption(formats = ["text", "json"]): Option {
	return new Option("--format <format>", "how to write it").choices(formats);
}

function datesOption(): Option {
	return new Option(
		"--dates <order>",
		"which number comes first in dates such as 03/04/2025, in all of the log",
	).choices(["day-first", "month-first"] satisfies Order[]);
}

function voiceOption(): Option {
	return new Option(
		"--for <whom>",
		"in words for somebody who answers for another person",
	).choices(["someone-else"]);
}

function unknownShell(
	given: string | undefined,
	known: string[],
): StalkCheckError {
	return given === undefined
		? new StalkCheckError(
				"usage",
				`Name a shell. There are: ${known.join(", ")}.`,
			)
		: unknownName("shell", given, known);
}

/** The exit codes of --exit-code, which scripts rely on. */
function resultCode({ summary }: Assessment): number {
	if (summary.stalking === "met") return 20;
	if (summary.harassment === "met") return 10;
	return summary.harassment === "unclear" ? 30 : 0;
}

/** Reads an option that is a whole number, not below `least`. */
function countFrom(least: number): (text: string) => number {
	return (text) => {
		const number = Number(text);
		if (!/^\d+$/.test(text) || number < least || !Number.isSafeInteger(number))
			throw new InvalidArgumentError(
				`It must be a whole number from ${least}.`,
			);
		return number;
	};
}

function questionsOption(): Option {
	return new Option(
		"--questions <folder>",
		"use the questions and definitions of this folder instead",
	);
}

function definitionsIn(
	content: Content,
	place: string | undefined,
	id: string | undefined,
) {
	const packs = packsFor(content, place);
	const ids = packs.flatMap((pack) =>
		pack.definitions.map((definition) => definition.id),
	);
	if (id !== undefined && !ids.includes(id))
		throw unknownName("definition", id, ids);
	return packs
		.map((pack) => ({
			...pack,
			definitions: pack.definitions.filter(
				(definition) => id === undefined || definition.id === id,
			),
		}))
		.filter((pack) => pack.definitions.length > 0);
}

function piped(io: Io): Buffer {
	const bytes = inputOf(io, MOST_BYTES + 1);
	if (isBlank(bytes)) throw nobodyToAsk();
	return bytes;
}

/** What is piped in beside a log, which can be nothing. */
function besideLog(io: Io): Buffer | undefined {
	if (io.isTerminal(0)) return undefined;
	const bytes = inputOf(io, MOST_BYTES + 1);
	return isBlank(bytes) ? undefined : bytes;
}

function isBlank(bytes: Buffer): boolean {
	return bytes.every((byte) => byte <= 0x20);
}

/** All of standard input, or the first `most` bytes of it. */
function inputOf(io: Io, most: number): Buffer {
	if (io.isTerminal(0)) throw nothingPiped();
	try {
		return io.readInput(most);
	} catch (error) {
		throw cannotRead(undefined, error);
	}
}

function processIo(): Io {
	const isTerminal = (fd: number) => {
		try {
			// Pipes and files are never terminals, and asking tty about them loads the network code.
			return (
				fstatSync(fd).isCharacterDevice() &&
				(require("node:tty") as typeof import("node:tty")).isatty(fd)
			);
		} catch {
			return false;
		}
	};
	const kindOf = (fd: number) => {
		try {
			return fstatSync(fd);
		} catch {
			return undefined;
		}
	};
	return {
		env: process.env,
		isTerminal,
		readInput: (most) => readUpTo(0, most),
		write: (fd, text) => {
			try {
				writeAll(fd, text);
			} catch (error) {
				// When the reader has gone there is nobody left to tell.
				if ((error as NodeJS.ErrnoException).code === "EPIPE") return;
				if (fd === 2) return;
				throw cannotWrite(undefined, error);
			}
		},
		input: () => {
			// Node takes a folder for an input without anything in it.
			if (kindOf(0)?.isDirectory())
				throw cannotRead(undefined, { code: "EISDIR" });
			return process.stdin;
		},
		output: () => process.stdout,
		isFile: (fd) => kindOf(fd)?.isFile() ?? false,
		errors: () => process.stderr,
		cores: () =>
			(require("node:os") as typeof import("node:os")).availableParallelism(),
		columns: () => process.stdout.columns,
		today: () => {
			const now = new Date();
			const offset = now.getTimezoneOffset() * 60_000;
			return new Date(now.getTime() - offset).toISOString().slice(0, 10);
		},
		onStop: (stop) => {
			// Windows sends SIGBREAK for Ctrl-Break; SIGQUIT, from Ctrl-\, may leave a copy of the memory on the disk.
			const causes = [
				"SIGINT",
				"SIGTERM",
				"SIGHUP",
				"SIGQUIT",
				"SIGBREAK",
				"uncaughtException",
			];
			for (const cause of causes) process.on(cause, stop);
			const terminals = ([0, 1, 2] as const).filter(isTerminal);
			let heard = true;
			return () => {
				if (!heard) return;
				heard = false;
				for (const cause of causes) process.removeListener(cause, stop);
				// Node aborts, and may leave a copy of its memory on the disk, if it ends with a terminal that has gone.
				for (const fd of terminals) if (!isTerminal(fd)) closeSync(fd);
			};
		},
	};
}
