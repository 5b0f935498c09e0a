/** How to use the program: on one screen, in full, and for each command. */
import readSignposts from "virtual:signposts";
import { version } from "../../package.json";
import type { Page } from "../report/page";
import { commandNamed } from "./command-line";
import { COMMANDS, type CommandRow, listed, ROOT } from "./command-table";
import type { Context } from "./options";
import { plainPage } from "./output";

type Term = [term: string, meaning: string];

const EXIT_CODES: Term[] = [
	["0", "assessed, whatever the result: a result must not show in a prompt or a log by accident"],
	["1", "a bug in stalk-check"],
	["2", "the command line was wrong"],
	["3", "the answers or the log were wrong; in batch, at least one line was"],
	["4", "the content was wrong, or a file of the built-in content is missing or damaged"],
	["5", "a file could not be read or written, or there was nobody to ask"],
	["130", "the person stopped (whoever leaves with x ends with 0, which tells nothing)"],
];

/** `stalk-check help`, and `--help` of each command. */
export async function run({ io, options, args: [name] }: Context): Promise<void> {
	const row = commandNamed(name);
	if (row === ROOT && !options.all) return io.write(1, firstScreen());
	const page = plainPage(io, 1);
	for (const part of row === ROOT ? [row, ...listed(COMMANDS)] : [row]) {
		const { usage, description, options } = helpOf(part);
		page.title(`Usage: ${usage}`);
		page.gap();
		page.paragraph(description);
		addList(page, "Options:", options);
	}
	if (row === ROOT) {
		addList(page, "Exit codes:", EXIT_CODES);
		page.paragraph("With --exit-code: 0 nothing met, 10 harassment, 20 stalking, 30 cannot tell yet.", "  ");
	}
	io.write(1, page.text());
}

function addList(page: Page, title: string, rows: Term[]) {
	page.title(title);
	const widest = Math.max(...rows.map(([term]) => term.length));
	for (const [term, meaning] of rows) page.row(["", term, meaning], [0, Math.min(widest, 20)]);
}

/** 22 lines of at most 79 columns. */
function firstScreen(): string {
	const helpline = readSignposts().signposts.find(({ id }) => id === "national-stalking-helpline");
	return `\
Usage: stalk-check [options]            ask me, at a terminal
       stalk-check COMMAND [options]    see stalk-check COMMAND --help
In danger now? Call 999.${helpline ? ` ${helpline.name}: ${helpline.phone[0]}.` : ""}

For you:        (none)       ask questions, then show how the answers fit
                helplines    who can help, without any question
                log          keep a log of what happened
                traces       what this leaves behind on a computer
For advocates:  assess       a file of answers
                compare      one set of answers under every definition
                definitions  what the law and the leaflet say
For many:       batch  summarise  template  schema  questions  export
For authors:    init  check  prove  diff      Shell: completion

  --full           thirteen screens    --accessible     the same as --plain
  --plain          numbered lines      --no-color       no colour
  --for someone-else                   --place PLACE
  --save FILE      save when you stop  --resume FILE    go on later
  --incidents CSV  add your log        --output FILE    write the result
  --format text|json|markdown|html     --json           same as --format json
Exit codes, --questions, --redact: --help --all   More: man stalk-check
`;
}

export type Reference = ReturnType<typeof reference>;

/** What the manual page and `--help --all` say. */
export function reference() {
	return { version, program: helpOf(ROOT), commands: listed(COMMANDS).map(helpOf), exits: EXIT_CODES };
}

/** How a command is used: its usage, what it does, and its options. */
export function helpOf({ start, description, args, options }: CommandRow) {
	return {
		usage: [start, "[options]", ...args].join(" "),
		description: `${description.charAt(0).toUpperCase()}${description.slice(1)}.`,
		options: listed(options).map(({ flags, description, values }): Term => {
			return [flags, Array.isArray(values) ? `${description}: ${values.join(", ")}` : description];
		}),
	};
}
