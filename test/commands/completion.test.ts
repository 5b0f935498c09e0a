import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { call as run } from "../support/call";
import { temporaryFolder } from "../support/run";
import { Terminal } from "../support/terminal";

const SHELLS = ["bash", "zsh", "fish", "powershell"];
const places = content.places.map(({ id }) => id);
const needs = content.needs.map(({ id }) => id);
const definitions = content.packs.flatMap((pack) => pack.definitions.map(({ id }) => id));
const items = content.checklists.flatMap((it) => it.items.map(({ id }) => id));

/** What the script for Bash is told about a line typed so far: one candidate a line. */
async function candidates(...words: string[]): Promise<string[]> {
	const ran = await run(["complete", "bash", "--", ...words]);
	expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
	return [...ran.stdout.matchAll(/^[^\t\n]+/gm)].map(([word]) => word);
}

describe.concurrent("what can be completed", () => {
	const helped = async () => (await run(["--help", "--all"])).stdout.split(/^Usage: stalk-check /m).slice(1);
	const optionsIn = (help: string) => [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, it]) => it);
	const commandOf = (help: string) => /^(?!\[)\w+/.exec(help)?.[0];

	test("is every command of the help", async () => {
		const commands = (await helped()).slice(1).map(commandOf);
		expect(commands).toContain("completion");
		expect(commands).not.toContain("complete");
		expect(await candidates("")).toEqual(commands);
		expect(await candidates("help", "")).toEqual(commands);
		expect(await candidates("--plain", "--place", "scotland", "")).toEqual(commands);
	});

	test("is every option of each command", async () => {
		const all = await helped();
		expect(all.length).toBeGreaterThan(10);
		for (const help of all) {
			const options = optionsIn(help);
			expect(options).toContain("--help");
			const command = commandOf(help);
			expect([command, await candidates(...(command ? [command] : []), "-")]).toEqual([command, options]);
		}
	});

	const values: [words: string[], values: string[]][] = [
		[["--place", ""], places],
		[["assess", "--place", ""], places],
		[["helplines", "--place", "s"], ["scotland"]],
		[["helplines", "--place=s"], ["--place=scotland"]],
		[["definitions", "--json", "--place", "e"], places.filter((it) => /^e/.test(it))],
		[["helplines", "--need", ""], needs],
		[
			["--format", ""],
			["text", "json", "markdown", "html"],
		],
		[["--for", ""], ["someone-else"]],
		[
			["traces", "--system", ""],
			["linux", "macos", "windows"],
		],
		[["definitions", ""], definitions],
		[
			["definitions", "--place", "scotland", "ew-s"],
			["ew-stalking", "ew-stalking-serious"],
		],
		[["completion", ""], SHELLS],
		[
			["log", ""],
			["template", "check"],
		],
		[["--json="], []],
		[["check", "--today", ""], []],
		[["helplines", ""], []],
		[["definitions", "ew-stalking", ""], []],
		[["wat", ""], []],
		[["helplines", "--wat", "--pla"], ["--place"]],
		[["helplines", "--help"], ["--help"]],
		[["help", "assess", "--", "x"], []],
	];
	test.each(values)("after %j is %j", async (words, expected) => {
		expect(await candidates(...words)).toEqual(expected);
	});

	test("is every schema", async () => {
		const names = (await run(["schema"])).stdout.trimEnd().split("\n");
		expect(await candidates("schema", "")).toEqual(names);
	});

	const paths: [words: string[], marker: string][] = [
		[["assess", ""], ":files"],
		[["compare", "x"], ":files"],
		[["--output", ""], ":files"],
		[["--save", ""], ":files"],
		[["--resume", ""], ":files"],
		[["summarise", ""], ":files"],
		[["summarise", "a", "b", ""], ":files"],
		[["batch", "--errors", ""], ":files"],
		[["check", ""], ":folders"],
		[["prove", ""], ":folders"],
		[["--questions", ""], ":folders"],
		[["check", "--cases", ""], ":folders"],
	];
	test.each(paths)("after %j is left to the shell: %s", async (words, marker) => {
		expect(await candidates(...words)).toEqual([marker]);
	});

	test("has its description after a tab", async () => {
		const { stdout } = await run(["complete", "fish", "--", "helplines", "--n"]);
		expect(stdout).toMatch(/^--need\t\w.+\n--no-color\t\w.+\n$/);
	});

	test("is told to PowerShell, whose last word starts with =", async () => {
		const told = async (...words: string[]) => (await run(["complete", "powershell", "--", ...words])).stdout;
		expect(await told("helplines", "--place", "=sc")).toBe("scotland\tScotland\n");
		expect(await told("=")).toMatch(/^assess\t/);
		expect(await told("assess", "=")).toBe(":files\n");
	});

	test("is never something to answer", async () => {
		expect(items).toContain("followed");
		const names = [["template", ""], ["assess", "a"], [""], ["compare", ""]];
		for (const words of names) for (const word of await candidates(...words)) expect(items).not.toContain(word);
	});
});

describe.concurrent("a shell", () => {
	test.each(SHELLS)("%s has a script", async (shell) => {
		const { exitCode, stdout, stderr } = await run(["completion", shell]);
		expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
		expect(stdout).toContain(`stalk-check complete ${shell} `);
	});

	test.each([
		["unknown", ["completion", "bahs"], 'Did you mean "bash"?'],
		["missing", ["completion"], "There are: bash, zsh, fish, powershell."],
		["unknown to complete", ["complete", "tcsh"], 'no shell "tcsh"'],
	])("that is %s is refused", async (_, args, says) => {
		const words = await run(args);
		expect(words).toMatchObject({ exitCode: 2, stdout: "" });
		expect(words.stderr).toMatch(/^stalk-check: /);
		expect(words.stderr).toContain(says);
	});

	// There is no PowerShell here to load it: only its brackets and quotes are looked at.
	test("PowerShell gets a script that is whole as far as can be told without it", async () => {
		const { stdout } = await run(["completion", "powershell"]);
		expect(stdout).toMatch(/^Register-ArgumentCompleter -Native -CommandName stalk-check -ScriptBlock \{/);
		expect(stdout).toContain("stalk-check complete powershell '--'");
		expect(unclosed(stdout)).toBe("");
		expect(unclosed(stdout.slice(0, -3))).not.toBe("");
	});
});

/** The brackets and quotes of a PowerShell script that are still open at its end. */
function unclosed(script: string): string {
	const code = script.replace(/^\s*#.*|(?<=\s)#(?= ).*|'(?:[^']|'')*'|"(?:[^"`]|`[\s\S]|"")*"/gm, "");
	const opened: string[] = [];
	for (const [mark] of code.matchAll(/(?<!`)[()[\]{}'"]/g)) {
		const opening = { ")": "(", "]": "[", "}": "{" }[mark];
		if (opening === undefined) opened.push(mark);
		else if (opened.pop() !== opening) return mark;
	}
	return opened.join("");
}

/** The line with which, as the documents say, a shell begins to complete. */
function readmeLine(shell: string): string {
	const line = new RegExp(`\\| \`([^\`]*stalk-check completion ${shell}\\b[^\`]*)\` \\|`);
	const found = line.exec(readFileSync("docs/command-line.md", "utf8"))?.[1];
	return found?.replaceAll("\\|", "|") ?? expect.fail(`no line for ${shell}`);
}

/** A home in which `stalk-check` is installed, with a file, a folder, and completion set up as the documents say. */
const home = temporaryFolder();
const bin = join(home, "bin");
const here = join(home, "here");
mkdirSync(bin);
mkdirSync(here);
mkdirSync(join(here, "notebooks"));
writeFileSync(join(here, "notes.json"), "precious");
writeFileSync(join(here, "my notes.csv"), "");
writeFileSync(
	join(bin, "stalk-check"),
	`#!/bin/sh\nexec "${process.execPath}" "${resolve("bin/stalk-check.js")}" "$@"\n`,
);
chmodSync(join(bin, "stalk-check"), 0o755);
writeFileSync(
	join(home, "bashrc"),
	`PS1='ready> '
bind 'set show-all-if-ambiguous on'
bind 'set completion-query-items 0'
bind 'set page-completions off'
${readmeLine("bash")}
`,
);
writeFileSync(
	join(home, ".zshrc"),
	`PS1='ready> '
autoload -Uz compinit && compinit -u -D
unsetopt always_last_prompt list_ambiguous
${readmeLine("zsh")}
`,
);
const PATH = `${bin}:${process.env.PATH}`;
const env = { PATH, HOME: home, ZDOTDIR: home, HISTFILE: "" };

/** What a shell shows when Tab is pressed at the end of a line, once it shows these words. */
type Tab = (line: string, words: string[]) => Promise<string>;
const press: Record<string, Tab> = {
	bash: inTerminal(`exec bash --rcfile "${home}/bashrc" -i`),
	zsh: inTerminal("exec zsh -i"),
	fish: async (line, words) => {
		const script = `${readmeLine("fish")}; complete -C "$LINE"`;
		const ran = spawnSync("fish", ["--no-config", "-c", script], {
			cwd: here,
			env: { ...env, LINE: line },
			encoding: "utf8",
		});
		expect(ran.stderr).toBe("");
		for (const word of words) expect(ran.stdout).toContain(word);
		return ran.stdout;
	},
};

function inTerminal(shell: string): Tab {
	return async (line, words) => {
		const script = `cd "${here}"; ${shell}`;
		const terminal = new Terminal([], { env, columns: 120, script });
		try {
			await terminal.shows(/ready>$/);
			terminal.press(line, "\t");
			for (const word of words) await terminal.shows(word);
			// What is typed next is shown after all that Tab brought.
			terminal.press("#end");
			await terminal.shows("#end");
			return await terminal.text();
		} finally {
			terminal.hangUp();
		}
	};
}

describe.concurrent.each(Object.entries(press))("in %s", (shell, tab) => {
	const there = spawnSync(shell, ["-c", "true"]).status === 0;
	const lines: [typed: string, shows: string[], not: string[]][] = [
		["stalk-check ", ["assess", "helplines", "completion"], ["followed"]],
		["stalk-check hel", ["helplines", "help"], ["assess"]],
		["stalk-check helplines --", ["--need", "--place"], ["--save"]],
		["stalk-check helplines --place ", places, ["followed"]],
		["stalk-check helplines --place=", places, ["followed"]],
		["stalk-check helplines --place=sc", ["--place=scotland"], ["england"]],
		["stalk-check definitions sc-s", ["sc-stalking"], ["ew-stalking"]],
		["stalk-check schema as", ["assessment"], ["checklist"]],
		["stalk-check assess my\\ n", ["notes.csv"], ["bin", "notebooks"]],
		["stalk-check --output=my\\ n", ["notes.csv"], ["bin", "notebooks"]],
		["stalk-check assess no", ["notes.json", "notebooks"], ["bin"]],
		["stalk-check --resume note", ["notes.json"], ["bin"]],
		["stalk-check --output=notes", ["--output=notes.json"], ["bin"]],
		["stalk-check --questions no", ["notebooks"], ["notes.json"]],
		["stalk-check --questions=no", ["--questions=notebooks"], ["notes.json"]],
		["stalk-check helplines stalk", [], ["stalking", "notes.json"]],
	];
	test.skipIf(!there).each(lines)("%j and Tab shows %j and not %j", async (typed, shows, not) => {
		const shown = await tab(typed, shows);
		for (const word of not) expect(shown).not.toContain(word);
	});

	test
		.skipIf(!there)
		.each([
			"stalk-check assess $(touch ran) --pl",
			'stalk-check assess "$(touch ran)" --pl',
			"stalk-check assess > notes.json --pl",
			"stalk-check assess < notes.json --pl",
		])("%j and Tab runs nothing and writes nothing", async (typed) => {
		await tab(typed, ["--place"]);
		expect(readdirSync(here)).toEqual(["my notes.csv", "notebooks", "notes.json"]);
		expect(readFileSync(join(here, "notes.json"), "utf8")).toBe("precious");
	});
});
