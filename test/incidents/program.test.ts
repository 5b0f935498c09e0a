import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { afterEach, describe, expect, test } from "vitest";
import type { Assessment } from "../../src/content/schema";
import { Person } from "../support/person";
import { jsonIn, run, shell, temporaryFolder } from "../support/run";
import { AGAIN } from "../support/terminal";

const folder = temporaryFolder();
const write = (name: string, text: string | Buffer) => {
	const file = join(folder, name);
	writeFileSync(file, text);
	return file;
};
const LOG = write(
	"log.csv",
	[
		"date,time,what happened,note",
		"2025-03-04,18:30,followed me,=1+1",
		"2025-03-09,,followed,\x1b[2J\u202e",
		"early April 2025,,watched or spied on me,",
		"",
	].join("\n"),
);
const WRONG = write("wrong.csv", "date,what\n03/04/2025,folowed\n");
const RESPONSE = write(
	"response.json",
	JSON.stringify({ ref: "r", place: "scotland", answers: { frightened: "yes", followed: "once" } }),
);
const { warning } = content.words.keyboard.log;

const lines = { followed: [2, 3], watched: [4] };
const shown = {
	incidents: 3,
	occasions: [
		{ item: "followed", atLeast: 2, atMost: 2, lines: lines.followed },
		{ item: "watched-or-spied", atLeast: 1, atMost: 1, lines: lines.watched },
	],
};
const alone = {
	...shown,
	filled: [
		{ item: "followed", answer: 2 },
		{ item: "watched-or-spied", answer: "happened" },
		{ item: "two-or-more-occasions", answer: "yes" },
	],
	differences: [],
};
const beside = { ...shown, filled: alone.filled.slice(1), differences: [{ ...shown.occasions[0], answer: "once" }] };

describe.concurrent("a log is assessed", () => {
	const ways: [way: string, line: string, log: object][] = [
		["with a file of answers", "program assess $FILE", beside],
		["with answers for assess -", "program assess - <$FILE", beside],
		["with answers in a pipe", "cat $FILE | program", beside],
		["alone, from /dev/null", "program assess </dev/null", alone],
		["alone, from an empty pipe", "printf '' | program assess", alone],
		["alone, from a blank line", "echo | program", alone],
	];
	test.each(ways)("%s", async (_way, line, log) => {
		const env = { FILE: RESPONSE, LOG };
		const { exitCode, stdout, stderr } = await shell(
			`${line} --json --incidents "$LOG"`.replace(/^(.*?)( <\S+)( .*)$/, "$1$3$2"),
			env,
		);
		expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
		const assessment: Assessment = JSON.parse(stdout);
		expect(Object.keys(assessment).at(-1)).toBe("log");
		expect(assessment.log).toMatchObject(log);
	});

	test("as if what it fills had been answered", async () => {
		const { log, ...rest }: Assessment = JSON.parse((await run(["assess", "--incidents", LOG, "--json"])).stdout);
		const answers = Object.fromEntries((log?.filled ?? []).map(({ item, answer }) => [item, answer]));
		const { stdout } = await run(["--json"], JSON.stringify({ answers }));
		// What was counted may have happened more often, and is said so.
		expect({ ...rest, readOut: rest.readOut.replaceAll("at least ", "") }).toEqual(JSON.parse(stdout));
		expect(rest.readOut).toContain("at least twice");
	});

	test("for the place and in the words that the command line gives", async () => {
		const args = ["--place", "scotland", "--for", "someone-else", "--json"];
		const { stdout } = await run(["assess", "--incidents", LOG, ...args]);
		expect(JSON.parse(stdout)).toMatchObject({ place: "scotland", for: "someone-else", log: alone });
	});

	test("in words, and with its exit code", async () => {
		const args = ["--incidents", LOG, "--place", "scotland", "--exit-code"];
		const frightened = '{ "answers": { "frightened": "yes" } }';
		const { exitCode, stdout } = await run(args, frightened);
		expect(exitCode).toBe(20);
		expect(stdout).toContain("Stalking    Your answers match the law of Scotland");
		const { exitCode: without } = await run(args.slice(2), frightened);
		expect(without).toBe(30);
	});

	test("with dates in the order that is given", async () => {
		const log = write("order.csv", "date,what\n03/04/2025,followed\n");
		for (const [order, day] of [
			["day-first", "2025-04-03"],
			["month-first", "2025-03-04"],
		] as const) {
			const args = ["--incidents", log, "--dates", order, "--json"];
			const { stdout } = await run(["assess", ...args]);
			expect(JSON.parse(stdout).log.span.from).toBe(day);
		}
	});

	test("with ten thousand entries", async () => {
		const rows = Array.from(
			{ length: 10_000 },
			(_, i) => `${2000 + (i % 25)}-0${1 + (i % 9)}-1${i % 10},followed,${i}`,
		);
		const log = write("long.csv", `date,what,note\n${rows.join("\n")}\n`);
		const { stdout } = await run(["assess", "--incidents", log, "--json"]);
		expect(JSON.parse(stdout).log).toMatchObject({
			incidents: 10_000,
			filled: [
				{ item: "followed", answer: new Set(rows.map((row) => row.slice(0, 10))).size },
				{ item: "two-or-more-occasions", answer: "yes" },
			],
		});
	});
});

describe.concurrent("a log that is not understood", () => {
	const refusals: [what: string, args: string[], exitCode: number, says: string][] = [
		["is wrong", ["--incidents", WRONG], 3, "nothing was assessed"],
		["is not there", ["--incidents", join(folder, "no.csv")], 5, "does not exist"],
		["is a folder", ["--incidents", folder], 5, "it is a folder"],
		["is nothing", ["--incidents", "/dev/null"], 3, "is empty"],
		["is standard input", ["--incidents", "-"], 2, "give the log as a file"],
		["is not named", ["--dates", "day-first"], 2, "--incidents FILE"],
		["has no such order", ["--incidents", LOG, "--dates", "year"], 2, "day-first"],
	];
	test.each(refusals)("because it %s gives no result", async (_what, args, exitCode, says) => {
		for (const command of [[], ["assess"], ["assess", RESPONSE]]) {
			const words = await run([...command, ...args], '{"answers":{}}');
			expect(words).toMatchObject({ exitCode, stdout: "" });
			expect(words.stderr).toContain(says);
		}
		const json = await run(["assess", RESPONSE, ...args, "--json"]);
		expect(json).toMatchObject({ exitCode, stdout: "" });
		expect(JSON.parse(json.stderr).error.message).toContain(says);
	});

	test("because it has 50 MB is refused, and is not read to its end", async () => {
		const log = write("fifty.csv", Buffer.alloc(50_000_000, "x"));
		for (const args of [
			["assess", "--incidents", log],
			["log", "check", log],
		]) {
			const { exitCode, stderr } = await run(args);
			expect(exitCode).toBe(3);
			expect(stderr).toContain("10 MiB");
		}
		const endless = await shell("yes | program log check");
		expect(endless).toMatchObject({ exitCode: 3, stdout: "" });
	});

	test("is reported in JSON with every problem", async () => {
		const { stderr } = await run(["assess", "--incidents", WRONG, "--json"]);
		expect(JSON.parse(stderr).error).toMatchObject({
			code: "bad-answers",
			problems: [{ path: "line 2, date" }, { path: "line 2, what", suggestion: "followed" }],
		});
	});

	test("cannot act on a terminal", async () => {
		const log = write("evil.csv", "date,what,no\x1bte\n\x1b]0;x\x07,\u202efollowed,\n");
		for (const args of [[], ["--json"]]) {
			const { stderr } = await run(["assess", "--incidents", log, ...args]);
			expect(stderr).toContain("line 2");
			expect(stderr.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
		}
	});

	test("is no option of batch", async () => {
		const { exitCode, stderr } = await run(["batch", "--incidents", LOG], "{}");
		expect(exitCode).toBe(2);
		expect(stderr).toContain("batch has no option --incidents.");
	});
});

describe.concurrent("log", () => {
	test("template is an empty log; the warning and instructions go to standard error", async () => {
		const { exitCode, stdout, stderr } = await run(["log", "template"]);
		expect(exitCode).toBe(0);
		expect(stdout).toBe("date,time,what happened,note,evidence,witnesses,how it made you feel,event\n");
		expect(stderr.startsWith(warning[0] as string)).toBe(true);
		for (const id of ["followed", "something-else", "feared-violence"]) expect(stderr).toContain(`\n  ${id}: `);
		const checked = await run(["log", "check"], stdout);
		expect(checked).toMatchObject({ exitCode: 3, stdout: "" });
		expect(checked.stderr).toContain("no entries yet");
		const filled = `${stdout}2025-03-04,,followed,,,,,\n`;
		expect(await run(["log", "check", "-"], filled)).toMatchObject({ exitCode: 0 });
	});

	test("template goes to a new file for its owner only", async () => {
		const file = join(folder, "new.csv");
		const { stdout } = await run(["log", "template", "--output", file]);
		expect(stdout).toBe("");
		expect(readFileSync(file, "utf8")).toMatch(/^date,time,/);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		const again = await run(["log", "template", "--output", file]);
		expect(again.exitCode).toBe(5);
		const wrong = await run(["log", "template", file]);
		expect(wrong).toMatchObject({ exitCode: 2, stdout: "" });
		expect(wrong.stderr).toContain("--output");
	});

	test("check says what is in a log, with the warning first", async () => {
		const { exitCode, stdout, stderr } = await run(["log", "check", LOG]);
		expect(exitCode).toBe(0);
		expect(stderr).toBe(`${warning.join("\n")}\n\n`);
		expect(stdout).toBe(
			`Every line was understood: 3 entries, from 2025-03-04 to 2025-04-10.
  Followed you: 2 times at least (lines 2, 3)
  Watched or spied on you: once at least (line 4)
`,
		);
	});

	test("check says the same in JSON, and nothing else", async () => {
		const { stdout, stderr } = await run(["log", "check", LOG, "--json"]);
		expect(stderr).toBe("");
		expect(JSON.parse(stdout)).toMatchObject({ ...shown, remarks: [] });
	});

	test("check says what is wrong, line by line", async () => {
		const { exitCode, stdout, stderr } = await run(["log", "check", WRONG]);
		expect([exitCode, stdout]).toEqual([3, ""]);
		expect(stderr.startsWith(warning[0] as string)).toBe(true);
		expect(stderr).toMatch(/^ {2}line 2, date: "03\/04\/2025" could be /m);
		expect(stderr).toMatch(/^ {2}line 2, what: .* Did you mean "followed"\?$/m);
	});

	test("alone says how it is used", async () => {
		const { exitCode, stdout } = await run(["log"]);
		expect([exitCode, stdout]).toEqual([0, (await run(["log", "--help"])).stdout]);
		expect(stdout).toContain("stalk-check log");
		expect((await run(["log", "chekc", LOG])).exitCode).toBe(2);
	});
});

describe("at a terminal", AGAIN, () => {
	const open: Person[] = [];
	afterEach(() => {
		for (const { terminal } of open.splice(0)) terminal.kill("SIGKILL");
	});
	const sit = (args: string[]) => {
		const person = new Person(args);
		open.push(person);
		return person;
	};
	const { keyboard } = content.words;

	test("a log alone is assessed, and nothing asked", async () => {
		const { terminal } = sit(["assess", "--incidents", LOG]);
		expect((await terminal.exited).exitCode).toBe(0);
		expect(terminal.alternate).toBe(false);
	});

	test("a log that is wrong is refused before anything is asked", async () => {
		const { terminal } = sit(["--incidents", WRONG]);
		expect((await terminal.exited).exitCode).toBe(3);
		expect(terminal.alternate).toBe(false);
	});

	test("the interview runs as without a log, which fills the assessment but not the saved answers", async () => {
		mkdirSync(join(folder, "out"), { recursive: true });
		const [saved, result] = ["answers.json", "result.json"].map((name) =>
			join(folder, "out", `${Date.now()}-${name}`),
		) as [string, string];
		const person = sit(["--incidents", LOG, "--short", "--save", saved, "--json", "--output", result]);
		await person.answers("danger right now?", "No");
		await person.answers(keyboard.save.atEnd, keyboard.save.goOn);
		await person.answers(keyboard.save.how, keyboard.save.open);
		await person.isAsked("2 of 9");
		// Following is left open, and so is what the log can fill.
		await person.presses(..."10", ..."10", "s", "0", ..."10", "0", "s");
		expect((await person.terminal.exited).exitCode).toBe(0);
		const { log }: Assessment = jsonIn(result);
		expect(log).toMatchObject({ ...shown, filled: alone.filled, differences: [] });
		const { answers } = jsonIn(saved);
		expect(answers).toMatchObject({ "unwanted-contact": "more-than-once" });
		for (const { item } of log?.filled ?? []) expect(answers[item] ?? null).toBeNull();
	});
});
