/** Writes the manual page from the table of commands. */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { ListItem, Paragraph, PhrasingContent, RootContent } from "mdast";
import remarkMan from "remark-man";
import type { Plugin } from "rolldown";
import { unified } from "unified";
import type { Reference } from "../src/commands/help";
import { readContent } from "../src/content/load";

type Facts = Reference & {
	/** The number to call about stalking. */
	helpline: string;
	/** The day the law was last checked, as yyyy-mm-dd. */
	checkedOn: string;
};

/** Writes the page beside the built program, from its table of commands. */
export function manualPage(): Plugin {
	return {
		name: "manual-page",
		async writeBundle({ dir = "dist" }) {
			const built = createRequire(import.meta.url)(resolve(dir, "cli.cjs"));
			const { signposts, checkedOn } = await readContent("questions");
			const helpline = signposts.find(({ id }) => id === "national-stalking-helpline")?.phone[0];
			if (helpline === undefined) throw new Error("no number to call");
			writeFileSync(join(dir, "stalk-check.1"), manual({ ...built.reference(), helpline, checkedOn }));
		},
	};
}

/** The manual page in the format of `man`. */
export function manual({ program, commands, version, helpline, checkedOn, exits }: Facts): string {
	const name = "stalk-check";
	const entries = (rows: [string, string][]) => list(rows.map(([typed, meaning]) => entry(typed, meaning)));
	const described = commands.flatMap(({ usage, description, options }): RootContent[] => {
		const own = options.filter(([flags]) => !flags.endsWith("--help"));
		return [heading(3, usage), paragraph(description), entries(own)];
	});
	const children: RootContent[] = [
		heading(2, "Synopsis"),
		paragraph(code(`${name} [options] [command]`)),
		heading(2, "Description"),
		paragraph(
			"If you are in danger now, call 999 (or 112). Cannot speak? On a mobile, call 999, listen to the message, and press 55 when it asks.",
		),
		paragraph(
			`Somebody may be watching this device. Use one they have never been able to reach, such as at a library or a friend's. You do not need this program to ask for help: the National Stalking Helpline is ${helpline}.`,
		),
		paragraph(
			code(name),
			" asks what has been happening to you and says, with reasons, how it fits descriptions of harassment and stalking, and who can help. Given answers by pipe or file it assesses them instead. It is information, not legal advice, and it never gives an all-clear.",
		),
		heading(2, "Commands"),
		paragraph("Without a command it asks at a terminal, or reads one response when something is piped in."),
		...described,
		heading(2, "Options"),
		entries(program.options),
		heading(2, "Exit status"),
		entries(exits),
		heading(2, "Examples"),
		list([
			entry(name, "be asked"),
			entry(`${name} helplines --place scotland`, "who can help in Scotland"),
			entry(`${name} assess response.json --json`, "assess a file of answers"),
			entry(`${name} template`, "an empty file of answers to fill in"),
		]),
		heading(2, "Privacy"),
		paragraph(
			code(name),
			" keeps nothing and sends nothing. It makes no network call, and writes no file unless you name one. Other programs keep notes of it, such as your shell's list of past commands; and this page, and completion if you set it up, show that it is installed. To see what is left, how to look and how to remove it: ",
			code(`${name} traces`),
		),
		heading(2, "See also"),
		paragraph(
			"Who can help: ",
			code(`${name} helplines`),
			". Each definition and its source: ",
			code(`${name} definitions`),
			`. The law was last checked on ${checkedOn}.`,
		),
	];
	const page = unified()
		.use(remarkMan, {
			name,
			section: 1,
			description: "whether what happens to you fits harassment or stalking",
			version: `${name} ${version}`,
			manual: "User commands",
			// Noon in local time, so that the month is the same in every time zone.
			date: `${checkedOn}T12:00`,
		})
		.stringify({ type: "root", children });
	// `man` may render a bare hyphen as a dash, which cannot be copied into a shell or searched for.
	return page.replaceAll("-", "\\-");
}

function heading(depth: 2 | 3, text: string): RootContent {
	return { type: "heading", depth, children: phrasing(text) };
}

function paragraph(...parts: (string | PhrasingContent)[]): Paragraph {
	return { type: "paragraph", children: parts.flatMap(phrasing) };
}

function list(children: ListItem[]): RootContent {
	return { type: "list", children };
}

/** A command or an option, with its meaning on the next line. */
function entry(typed: string, meaning: string): ListItem {
	const children = [paragraph(code(typed), { type: "break" }, meaning)];
	return { type: "listItem", children };
}

function code(value: string): PhrasingContent {
	return { type: "inlineCode", value };
}

function phrasing(part: string | PhrasingContent): PhrasingContent[] {
	return [typeof part === "string" ? { type: "text", value: part } : part];
}
