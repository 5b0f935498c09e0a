import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { COMMANDS, listed, ROOT } from "../src/commands/command-table";
import { call } from "./support/call";
import { Listener } from "./support/listener";
import { Person } from "./support/person";
import { temporaryFolder } from "./support/run";
import { AGAIN } from "./support/terminal";

const folder = temporaryFolder();
const RESPONSE = '{"answers":{"followed":"once"}}';
const file = join(folder, "r1.json");
writeFileSync(file, RESPONSE);

const names = COMMANDS.map(({ name }) => name);
/** The options of every command, each with a value if it takes one. */
const options = [ROOT, ...COMMANDS]
	.flatMap((row) => row.options)
	.map(({ name, value }) => ({ option: `--${name}`, value: value ? ["x"] : [] }));

/** Refused as a wrong command line, in words and as JSON. */
async function refused(args: string[], message: string) {
	const words = await call(args, RESPONSE);
	expect([args, words.exitCode, words.stdout]).toEqual([args, 2, ""]);
	expect(words.stderr).toContain(message);
	const json = await call(["--json", ...args], RESPONSE);
	expect([args, json.exitCode, json.stdout]).toEqual([args, 2, ""]);
	expect(JSON.parse(json.stderr).error.code).toBe("usage");
	return { words, error: JSON.parse(json.stderr).error };
}

describe("an option before the name of a command", () => {
	test.each(
		[
			"--json assess FILE",
			"--exit-code assess FILE",
			"--format markdown assess FILE",
			"--place scotland --json helplines",
			"--need online helplines --json",
			"--system=linux traces",
			"--compact batch FILE",
			"--help helplines",
		].map((line) => [line.split(" ")] as const),
	)("%j means the same as after it", async (words) => {
		const before = words.map((word) => (word === "FILE" ? file : word));
		const at = before.findIndex((it) => names.includes(it));
		const after = [...before.slice(at), ...before.slice(0, at)];
		const ran = await call(after);
		expect(ran.stdout).not.toBe("");
		expect(await call(before)).toEqual(ran);
	});

	test("counts less than the same option after it", async () => {
		const ran = await call(["--format", "html", "assess", file, "--format", "json"]);
		expect(JSON.parse(ran.stdout)).toHaveProperty("summary");
	});

	test("is refused before and after a command that does not have it", async () => {
		for (const command of COMMANDS)
			for (const { option, value } of options) {
				if (command.options.some(({ name }) => `--${name}` === option)) continue;
				const { name } = command;
				const given = [option, ...value];
				for (const args of [
					[...given, name],
					[name, ...given],
				]) {
					const { exitCode, stdout, stderr } = await call(args);
					expect([args, exitCode, stdout]).toEqual([args, 2, ""]);
					expect(stderr).toContain(`${name} has no option ${option}.`);
				}
			}
		expect(readdirSync(folder)).toEqual(["r1.json"]);
	});

	test("is read with the values that the command has", async () => {
		await refused(["--format", "html", "batch"], '--format cannot be "html". It can be: text, json.');
	});

	test("is not taken for a command where the name is its value", async () => {
		const { stderr } = await call(["--place", "helplines"], RESPONSE);
		expect(stderr).toContain('There is no place "helplines"');
	});
});

describe("standard output", () => {
	test.each([
		["assess", [file]],
		["batch", [file]],
		["log", ["template"]],
	])("is where %s writes with --output -", async (name, args) => {
		const ran = await call([name, ...args]);
		expect(ran.stdout).not.toBe("");
		expect(await call([name, ...args, "--output", "-"])).toEqual(ran);
		expect(await call([name, ...args, "--output=-"])).toEqual(ran);
		expect(existsSync("-")).toBe(false);
	});

	test.each([
		["--save", "-"],
		["batch", "--errors", "-"],
	])("is no file to %s to", async (...args) => {
		await refused(args, 'must name a file, not "-".');
		expect(existsSync("-")).toBe(false);
	});
});

describe("a command that there is not", () => {
	test.each([["help", "helpline"], ["helpline", "--help"], ["helpline"]])(
		"in %j %j is refused with the one that was meant",
		async (...args) => {
			const { error } = await refused(
				args.filter((it) => it !== undefined),
				'There is no command "helpline". Did you mean "helplines"?',
			);
			expect(error.message).not.toContain("outputHelp");
		},
	);

	test("that is a file is refused with what to do with it", async () => {
		await refused([file], `Did you mean: stalk-check assess ${file}`);
		await refused(["r1.json"], "Did you mean: stalk-check assess r1.json");
		await refused(["a.jsonl"], "Did you mean: stalk-check batch a.jsonl");
	});

	test("and one that is hidden is not offered", async () => {
		const { error } = await refused(["help", "nothing"], "There are: assess,");
		expect(error.message).not.toContain("complete,");
	});
});

describe("help", () => {
	test("of a command is the same by help and by --help", async () => {
		for (const name of names) {
			const ran = await call([name, "--help"]);
			expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
			expect(ran.stdout).toContain(`Usage: stalk-check ${name} `);
			if (name !== "complete") expect(await call(["help", name])).toEqual(ran);
		}
		expect(await call(["help"])).toEqual(await call(["--help"]));
		expect(await call(["help", "--all"])).toEqual(await call(["--help", "--all"]));
	});

	test("is one screen that names every command, and only options that there are", async () => {
		const { stdout } = await call(["--help"]);
		const lines = stdout.trimEnd().split("\n");
		expect(lines.length).toBeLessThanOrEqual(22);
		expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(79);
		expect(lines.at(-1)).toMatch(/^Exit codes.* --help --all /);
		for (const { name } of listed(COMMANDS)) expect(stdout).toMatch(new RegExp(`[ :]${name}\\b`));
		const { stdout: all } = await call(["--help", "--all"]);
		for (const [flag] of stdout.matchAll(/--\w[\w-]*/g))
			expect(all).toMatch(new RegExp(`^ {2}(-\\w, )?${flag}\\b`, "m"));
		for (const option of ["--questions", "--redact", "--exit-code", "130"]) expect(all).toContain(`\n  ${option}`);
		expect(stdout + all).not.toContain("--short");
	});
});

describe("an error", () => {
	const long = ["schema", "x".repeat(30)];
	test("is wrapped for a person, and is one line of JSON for a program", () => {
		const ran = (args: string[]) => spawnSync(process.execPath, ["bin/stalk-check.js", ...args], { encoding: "utf8" });
		const lines = ran(long).stderr.trimEnd().split("\n");
		expect(lines.length).toBeGreaterThan(1);
		for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
		expect(ran([...long, "--json"]).stderr.trimEnd()).not.toContain("\n");
	});

	test.each([
		["--need stalking", "There is no option --need. It is an option of: stalk-check helplines."],
		["traces --save x", "traces has no option --save. It is an option of: stalk-check."],
		["log chek notes.csv", 'There is no log action "chek". Did you mean "check"?'],
		["--output --json", "There is nothing after --output: write --output <file>."],
		["--output", "There is nothing after --output: write --output <file>."],
		["assess --format pdf", '--format cannot be "pdf". It can be: text, json, markdown, html.'],
		[
			"--force helplines",
			"helplines has no option --force. It is an option of: stalk-check, stalk-check assess, stalk-check questions, stalk-check export.",
		],
		["--format jsno", '--format cannot be "jsno". Did you mean "json"?'],
		["helplines --ned online", "helplines has no option --ned. Did you mean --need?"],
		["--json=yes", "--json takes no value."],
		["batch --jobs none", '--jobs must be a whole number from 1, not "none".'],
		["--plase scotland", "There is no option --plase. Did you mean --place?"],
		["-x", "There is no option -x. See: stalk-check --help"],
		["traces linux", '"linux" is more than traces takes. See: stalk-check traces --help'],
	])("of %j is in our own words", async (line, message) => {
		await refused(line.split(" "), message);
	});
});

test("how to fill in a log is wrapped", () => {
	const { stderr } = spawnSync(process.execPath, ["bin/stalk-check.js", "log", "template"], { encoding: "utf8" });
	for (const line of stderr.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("in plain lines, helplines end with the numbers to call first", async () => {
	const piped = await call(["helplines", "--place", "scotland"]);
	const { stdout } = await call(["helplines", "--place", "scotland"], "", {
		terminals: [0, 1, 2],
		env: { NO_COLOR: "1", TERM: "dumb" },
	});
	expect(stdout.slice(0, piped.stdout.length)).toBe(piped.stdout);
	const end = stdout.slice(piped.stdout.length);
	expect(end.split("\n").length).toBeLessThan(12);
	for (const number of ["999", "0808 802 0300", "101"]) expect(end).toContain(`\n  ${number} `);
});

describe("an option of the keyboard", () => {
	test.each(["--full", "--short", "--accessible", "--plain"])("%s asks nothing of a pipe", async (option) => {
		expect(await call([option, "--json"], RESPONSE)).toEqual(await call(["--json"], RESPONSE));
	});

	test("--accessible asks in plain lines, and --short changes nothing", AGAIN, async () => {
		const hears = async (...args: string[]) => {
			const person = new Listener(args);
			try {
				return await person.hears();
			} finally {
				person.terminal.kill("SIGKILL");
			}
		};
		const plain = await hears("--plain");
		expect(plain).toContain("999");
		expect(await hears("--accessible")).toBe(plain);
		expect(await hears("--plain", "--short")).toBe(plain);
	});
});

describe("nothing piped in at a terminal", () => {
	test.each([
		["summarise", [], "stalk-check summarise FILE"],
		["log", ["check"], "stalk-check log check FILE"],
		["assess", [], "run stalk-check by itself"],
	])("is told with the way to use %s", async (name, args, message) => {
		const ran = await call([name, ...args], "", { terminals: [0, 1, 2] });
		expect(ran).toMatchObject({ exitCode: 5, stdout: "" });
		expect(ran.stderr).toContain(message);
	});
});

describe("a batch", () => {
	test.each([
		"ref,followed,frightened\n1,once,yes\n2,never,no\n",
		"\ufeffRef;Followed\r\n1;once\r\n",
		'"ref"\t"followed"\n1\tonce\n',
	])("of a table is refused once: %j", async (table) => {
		const ran = await call(["batch"], table);
		expect(ran).toMatchObject({ exitCode: 3, stdout: "" });
		expect(ran.stderr).toMatch(/^stalk-check: This is a table \(CSV\): .*\n$/);
	});

	test.each([
		'"answers":{"followed":"once","frightened":"yes"}}\n',
		"followed\n",
		"a,b\n",
		"followed: once, or twice\n",
		'followed,"\n',
		"\n",
	])("of lines that are wrong is not taken for a table: %j", async (lines) => {
		const { stdout } = await call(["batch"], lines);
		expect(JSON.parse(stdout)).toHaveProperty("line", 1);
	});

	test("of one line speaks of one line", async () => {
		const { stderr } = await call(["batch"], "{");
		expect(stderr).toContain("1 of 1 line was wrong;");
		const summary = await call(["batch", "--summary"], "{");
		expect(summary.stderr).toMatch(/^1 line: 0 assessed, 1 wrong/);
	});
});

test("in a window, helplines are read a page at a time, and the numbers to call first stay", AGAIN, async () => {
	const { keys, left } = content.words.keyboard;
	const finishes = new Person(["helplines", "--place", "scotland"]);
	const first = await finishes.isAsked(keys.leave);
	expect(first.flat).toContain(`1 of `);
	expect(first.flat).toContain("0808 802 0300");
	const pages = Number(/1 of (\d+)/.exec(first.flat)?.[1]);
	await finishes.presses(..."0".repeat(pages));
	expect((await finishes.terminal.exited).exitCode).toBe(0);
	expect(await finishes.terminal.text()).toMatch(new RegExp(`^${content.words.callFirst}\\n[^]* 101 `));
	const leaves = new Person(["helplines"]);
	await leaves.isAsked(keys.leave);
	leaves.terminal.press("x");
	expect((await leaves.terminal.exited).exitCode).toBe(0);
	expect(await leaves.terminal.text()).toBe(left);
});
