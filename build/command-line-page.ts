/** Writes the part of docs/command-line.md that follows from the table of commands: `npm run docs`. */

import { COMMANDS, type CommandRow, listed, ROOT } from "../src/commands/command-table";
import { valuesOf } from "../src/commands/complete";
import { helpOf, reference } from "../src/commands/help";

type Example = {
	/** Separated by single spaces. */
	args: string;
	/** What is piped in. */
	input?: string;
	/** Arguments of a run before it, which takes the input and whose standard error is piped on. */
	first?: string;
	/** The page that says more. */
	more?: string;
};

/** Runs `stalk-check` with these arguments and this standard input. */
type RunProgram = (
	args: string[],
	input?: string,
) => Promise<{ exitCode: number | null; stdout: string; stderr: string }>;

const RESPONSE = '{ "place": "scotland", "answers": { "followed": 3, "frightened": "yes" } }';

/** An example of each command, by its name. */
const EXAMPLES: Record<string, Example> = {
	"": { args: "--json --redact", input: RESPONSE, more: "[At a terminal](terminal.md)" },
	assess: { args: "assess - --exit-code", input: RESPONSE, more: "[Logs and reports](logs.md)" },
	batch: { args: "batch --compact", input: RESPONSE, more: "[Many responses](batch.md)" },
	summarise: {
		args: "summarise",
		first: "batch --summary --json",
		input: RESPONSE,
		more: "[Many responses](batch.md)",
	},
	compare: { args: "compare", input: RESPONSE },
	helplines: { args: "helplines --place scotland --need stalking" },
	traces: { args: "traces --system linux" },
	definitions: { args: "definitions sc-stalking" },
	questions: { args: "questions", more: "[The questions in forms](forms.md)" },
	export: { args: "export surveyjs", more: "[The questions in forms](forms.md)" },
	template: { args: "template" },
	log: { args: "log template", more: "[Logs and reports](logs.md)" },
	schema: { args: "schema response", more: "[For authors](authors.md)" },
	prove: { args: "prove", more: "[For authors](authors.md)" },
	diff: {
		args: "diff questions --cases test/cases",
		more: "[What an edit changes](../questions/README.md#what-an-edit-changes)",
	},
	check: { args: "check", more: "[For authors](authors.md)" },
	init: { args: "help init", more: "[For authors](authors.md)" },
	completion: { args: "completion fish", more: "[Completion and manual](#completion-and-manual)" },
	help: { args: "help template" },
};

/** How many lines of what an example prints are shown. */
const MOST_LINES = 12;

/** The page with its generated part written anew. */
export async function commandLinePage(page: string, run: RunProgram): Promise<string> {
	const parts = /(<!-- generated.*-->\n)[\s\S]*(<!-- end -->)/;
	if (!parts.test(page)) throw new Error("The page has no generated part.");
	const text = await generated(run);
	return page.replace(parts, (_, start, end) => `${start}\n${text}\n\n${end}`);
}

async function generated(run: RunProgram): Promise<string> {
	const sections: string[] = [];
	for (const row of [ROOT, ...listed(COMMANDS)]) sections.push(await section(row, run));
	const exits = table(reference().exits.map(([code, meaning]) => [code, meaning]));
	return [...sections, `## Exit codes\n\n${exits}`].join("\n\n");
}

async function section(row: CommandRow, run: RunProgram): Promise<string> {
	const { usage, description, options } = helpOf(row);
	const example = exampleOf(row.name);
	const own = options.filter(([flags]) => !flags.endsWith("--help"));
	return [
		`### ${row.name || "stalk-check"}`,
		example.more ? `${description} More: ${example.more}.` : description,
		`Usage: \`${usage}\``,
		...(own.length > 0 ? [table(own.map(([flags, meaning]) => [`\`${flags}\``, meaning]))] : []),
		...(await allValues(row)),
		await shown(example, run),
	].join("\n\n");
}

/** An example with the beginning of what it prints, and its exit code if that is not 0. */
async function shown({ args, input, first }: Example, run: RunProgram): Promise<string> {
	const piped = input !== undefined && first !== undefined ? (await run(first.split(" "), input)).stderr : input;
	const { exitCode, stdout, stderr } = await run(args.split(" "), piped);
	const typed = [
		...(input === undefined ? [] : [`echo '${input}'`]),
		...(first === undefined ? [] : [`stalk-check ${first} 2>&1 >/dev/null`]),
		`stalk-check ${args}`,
	];
	const lines = (stdout || stderr)
		.trimEnd()
		.replace(/sha256-\w+/g, "sha256-…")
		.split("\n");
	const printed = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), "…"] : lines;
	const exit = exitCode === 0 ? [] : ["$ echo $?", String(exitCode)];
	return ["```console", `$ ${typed.join(" | ")}`, ...printed, ...exit, "```"].join("\n");
}

function exampleOf(name: string): Example {
	const example = EXAMPLES[name];
	if (!example) throw new Error(`Add an example of stalk-check ${name} to EXAMPLES in build/command-line-page.ts.`);
	return example;
}

/** What arguments and options can be, where their descriptions do not say so. */
async function allValues({ args, options, description }: CommandRow): Promise<string[]> {
	const open = listed(options).flatMap(({ flags, value, values, description }) =>
		value === undefined || values ? [] : [{ term: flags, name: value, description }],
	);
	const terms = [...args.map((arg) => ({ term: arg, name: arg, description })), ...open];
	const lists: string[] = [];
	for (const { term, name, description } of terms) {
		const ids = (await valuesOf(name)).map((value) => value.replace(/\t.*/, "")).filter((id) => !id.startsWith(":"));
		if (ids.some((id) => !description.includes(id)))
			lists.push(`\`${term}\` can be ${ids.map((id) => `\`${id}\``).join(", ")}.`);
	}
	return lists;
}

function table(rows: [string, string][]): string {
	const cells = rows.map((row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
	return ["| | |", "|---|---|", ...cells].join("\n");
}
