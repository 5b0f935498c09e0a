import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import content from "virtual:content";
import { describe, expect, test, vi } from "vitest";
import { manual } from "../../build/manual";
import { reference } from "../../src/commands/help";
import { call as run } from "../support/call";
import { jsonIn } from "../support/run";

// A list: npm links a page named by a string nowhere.
const {
	man: [man],
	version,
} = jsonIn("package.json");
const PAGE = resolve(man);
const source = readFileSync(PAGE, "utf8");
/** The page without its markup, as far as words go. */
const words = source
	.replace(/\\f[BIR]/g, "")
	.replaceAll("\\-", "-")
	.replaceAll("\\[lB]", "[")
	.replaceAll("\\[rB]", "]");

describe("the manual page", () => {
	test("has its parts, and says first what matters first", () => {
		const parts = [...source.matchAll(/^\.SH "(.+)"$/gm)].map(([, it]) => it);
		expect(parts).toEqual([
			"NAME",
			"SYNOPSIS",
			"DESCRIPTION",
			"COMMANDS",
			"OPTIONS",
			"EXIT STATUS",
			"EXAMPLES",
			"PRIVACY",
			"SEE ALSO",
		]);
		const [, description = ""] = words.split('.SH "DESCRIPTION"\n.P\n');
		expect(description).toMatch(/^If you are in danger now, call 999/);
		const helpline = content.signposts.find(({ id }) => id === "national-stalking-helpline");
		expect(words).toContain(`National Stalking Helpline is ${helpline?.phone[0]}.`);
		expect(words).toContain(`last checked on ${content.checkedOn}.`);
		expect(words).toContain("stalk-check traces\n");
	});

	test("names every command, and every option of each, and nothing hidden", async () => {
		const { stdout } = await run(["--help", "--all"]);
		const [, about = "", ...commands] = stdout.split(/^Usage: /m);
		expect(commands.length).toBeGreaterThan(10);
		for (const help of commands) {
			const heading = `.SS "${help.split("\n", 1)[0]}"\n`;
			expect(words).toContain(heading);
			const part = words.split(heading)[1]?.split(/^\.S[SH] /m)[0];
			for (const option of optionsIn(help)) if (option !== "-h, --help") expect(part).toContain(`\n${option}\n`);
		}
		expect(optionsIn(about)).toContain("--save <file>");
		const part = words.split('.SH "OPTIONS"')[1]?.split(".SH")[0];
		for (const option of optionsIn(about)) expect(part).toContain(`\n${option}\n`);
		expect(words).not.toContain("stalk-check complete ");
	});

	test("gives every exit code, as the page on the command line does", () => {
		const rows = [...readFileSync("docs/command-line.md", "utf8").matchAll(/^\| (\d+) \| (.+) \|$/gm)];
		expect(rows.map(([, code]) => code)).toEqual(["0", "1", "2", "3", "4", "5", "130"]);
		for (const [, code, meaning = ""] of rows)
			expect(words).toContain(`\n${code}\n.br\n${meaning.replaceAll("`", "")}\n`);
	});

	test("carries the version and the month the law was checked, and no other time", () => {
		const { checkedOn } = content;
		const first = (day: string) => manual({ ...reference(), helpline: "1", checkedOn: day }).split("\n")[0];
		expect(source.split("\n")[0]).toBe(first(checkedOn));
		for (const zone of ["Pacific/Kiritimati", "America/Los_Angeles"]) {
			vi.stubEnv("TZ", zone);
			expect(first("2001-03-01")).toBe(
				`.TH "STALK\\-CHECK" "1" "March 2001" "stalk\\-check ${version.replaceAll("-", "\\-")}" "User commands"`,
			);
			vi.unstubAllEnvs();
		}
	});

	test("has no hyphen that cannot be copied, and no line that is a command by accident", () => {
		expect(source).not.toMatch(/(?<!\\)-/);
		const known = /^\.(TH|SH|SS|P|RS|RE|IP|br)( |$)/;
		for (const line of source.split("\n")) if (/^[.']/.test(line)) expect(line).toMatch(known);
	});

	const tools: [tool: string, args: string[]][] = [
		["man", ["--warnings", "-l", PAGE]],
		// Its warnings are about style: paragraphs right after headings, and a date without a day.
		["mandoc", ["-Tutf8", "-Werror", PAGE]],
		["groff", ["-man", "-Tutf8", "-ww", PAGE]],
	];
	describe.each(tools)("is shown by %s", (tool, args) => {
		const there = spawnSync(tool, ["--version"]).error === undefined;
		test.skipIf(!there)("without a warning", () => {
			const { status, stdout, stderr } = spawnSync(tool, args, {
				encoding: "utf8",
				env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8", MANPAGER: "cat" },
			});
			expect([status, stderr]).toEqual([0, ""]);
			expect(stdout).toContain("999");
		});
	});
});

function optionsIn(help: string): string[] {
	return [...help.matchAll(/^ {2}((?:-\w, )?--[\w-]+(?: <\w+>)?)/gm)].map(([, it = ""]) => it);
}
