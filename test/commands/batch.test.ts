import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { afterAll, describe, expect, test } from "vitest";
import { CompactAssessment, Summary } from "../../src/content/schema";
import { call } from "../support/call";
import { linesFor, seeded } from "../support/response-lines";
import { run, shell, temporaryFolder, unwrapped } from "../support/run";
import { AGAIN, Terminal } from "../support/terminal";

const folder = temporaryFolder();
const write = (name: string, text: string | Buffer) => {
	writeFileSync(join(folder, name), text);
	return join(folder, name);
};
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const tick = () => new Promise((resolve) => setTimeout(resolve, 10));
let names = 0;
/** A name in the folder that nothing has. */
const newName = () => `new-${++names}`;

const GOOD = [
	'{"ref":"one","answers":{"followed":"more-than-once","frightened":"yes"}}',
	'{"ref":"two","place":"scotland","answers":{"followed":3,"distressed":"yes"}}',
	'{"ref":"three","for":"someone-else","answers":{"violence":"yes"}}',
	'{"answers":{}}',
];
const BAD = ["", "{", '{"answers":{"folowed":"once"}}', '{"place":"narnia"}'];
const MIXED = [GOOD[0], BAD[0], GOOD[1], BAD[1], BAD[2], GOOD[2], GOOD[3]];
const text = (lines: (string | undefined)[]) => lines.map((it) => `${it}\n`).join("");
const good = write("good.jsonl", text(GOOD));
const mixed = write("mixed.jsonl", text(MIXED));

/** Enough for threads to be started, with a fault now and then. */
const line = linesFor(content, seeded(3));
const LARGE = Array.from({ length: 1_500 }, () => line().toString("latin1"));
const large = write("large.jsonl", Buffer.from(text(LARGE), "latin1"));
const brief = ["batch", large, "--compact"];
/** With threads, as many as there are cores. */
const whole = await run(brief);
/** The results of the first lines. */
const firstOf = (lines: number) => text(whole.stdout.split("\n").slice(0, lines));
const inFile = await run(["batch", mixed]);

test("there is enough to start threads for", () => {
	expect(statSync(large).size).toBeGreaterThan(1 << 19);
	expect(whole.stdout.split("\n")).toHaveLength(LARGE.length + 1);
});

describe.concurrent("a line", () => {
	test.each(GOOD)("that is good gives what assess says of it: %s", async (line) => {
		const alone = await call(["assess", "-", "--json"], line);
		const { exitCode, stdout, stderr } = await call(["batch"], `${line}\n`);
		expect([exitCode, stderr]).toEqual([0, ""]);
		expect(stdout).toBe(`${JSON.stringify(JSON.parse(alone.stdout))}\n`);
	});

	test.each(BAD.slice(1))("that is bad gives the error of assess: %s", async (line) => {
		const alone = await call(["assess", "-", "--json"], line);
		const { exitCode, stdout } = await call(["batch"], `${line}\n`);
		expect(exitCode).toBe(3);
		const { error } = JSON.parse(alone.stderr);
		expect(stdout).toBe(`${JSON.stringify({ line: 1, error })}\n`);
	});

	test("that is blank is an error of its own", async () => {
		const { exitCode, stdout } = await call(["batch"], "\n \t\r\n");
		const error = {
			code: "bad-answers",
			message: "The line is empty.",
			problems: [],
		};
		expect(exitCode).toBe(3);
		expect(stdout).toBe(text([1, 2].map((line) => JSON.stringify({ line, error }))));
	});

	test("in brief is what it comes to, in the words of the schema", async () => {
		const full = await call(["batch", good]);
		const { stdout } = await call(["batch", good, "--compact"]);
		const assessments = full.stdout
			.trimEnd()
			.split("\n")
			.map((it) => JSON.parse(it));
		stdout
			.trimEnd()
			.split("\n")
			.forEach((line, i) => {
				const { ref, place, urgent, summary, verdicts, fixation } = assessments[i];
				const results = Object.fromEntries(
					verdicts.map((it: { definition: string; result: string }) => [it.definition, it.result]),
				);
				expect(line).toBe(JSON.stringify({ ref, place, urgent, summary, results, fixation }));
				expect(CompactAssessment.safeParse(JSON.parse(line)).success).toBe(true);
			});
	});

	test("of 2 MiB is refused, and those around it are not", async () => {
		const long = `{"ref":"${"x".repeat(2 << 20)}","answers":{}}`;
		const { exitCode, stdout } = await call(["batch"], text([GOOD[0], long, GOOD[1]]));
		const [before, refused, after, end] = stdout.split("\n");
		expect(exitCode).toBe(3);
		expect(JSON.parse(before as string).ref).toBe("one");
		expect(refused).toMatch(/^\{"line":2,"error":\{"code":"bad-answers","message":"[^"]*1 MiB/);
		expect(JSON.parse(after as string).ref).toBe("two");
		expect(end).toBe("");
	});

	const hidden = ["\x1b]0;x\x07", "\x9b2J", "\u202edesrever", "\u2028", "\x7f"];
	test.each(hidden)("with %j never acts on a terminal", async (text) => {
		const lines = [
			{ ref: text, answers: {} },
			{ answers: { [text]: "yes" } },
			{ [text]: 1, answers: {} },
			{ answers: { followed: text } },
			{ place: text, answers: {} },
		].map((it) => JSON.stringify(it));
		const input = `${lines.join("\n")}\n${text}\n`;
		const { stdout, stderr } = await call(["batch"], input);
		expect(stdout.split("\n")).toHaveLength(7);
		expect(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(stdout + stderr)).toBeNull();
		expect(JSON.parse(stdout.split("\n")[0] as string).ref).toBe(text);
	});
});

describe.concurrent("lines", () => {
	const ways: [way: string, line: string][] = [
		["in a pipe", "cat $FILE | program batch"],
		["for -", "cat $FILE | program batch -"],
		["redirected", "program batch <$FILE"],
		["in a slow pipe", "(head -n 2 $FILE; sleep .3; tail -n +3 $FILE) | program batch"],
		["a byte at a time", "dd if=$FILE bs=1 2>/dev/null | program batch"],
		["in a named pipe", "mkfifo $FILE.pipe; (cat $FILE >$FILE.pipe &); program batch $FILE.pipe"],
		["in a named pipe, redirected", "mkfifo $FILE.in; (cat $FILE >$FILE.in &); program batch <$FILE.in"],
		["in a file, with no input open", "program batch $FILE <&-"],
		["without a last line feed", 'printf "%s" "$(cat $FILE)" | program batch'],
		["with two jobs", "program batch $FILE --jobs 2"],
		["for --format json", "program batch $FILE --format json"],
	];
	test.each(ways)("%s give the same", async (_, line) => {
		const { exitCode, stdout } = await shell(line, { FILE: mixed });
		expect(exitCode).toBe(3);
		expect(stdout).toBe(inFile.stdout);
	});

	test("are answered in order, one each", () => {
		const lines = inFile.stdout.split("\n");
		expect(lines.pop()).toBe("");
		const named = lines.map((it) => JSON.parse(it)).map(({ line, ref, format }) => line ?? ref ?? format);
		expect(named).toEqual(["one", 2, "two", 4, 5, "three", "stalk-check/assessment@1"]);
	});

	test("may end as on Windows, and begin with a byte order mark", async () => {
		const unix = await call(["batch", good]);
		const windows = await call(["batch"], `\ufeff${GOOD.join("\r\n")}\r\n`);
		expect(windows).toEqual(unix);
	});

	test.each(["</dev/null", "<$EMPTY", "$EMPTY", "$EMPTY --jobs 2"])(
		"that are not there (%s) are no fault",
		async (input) => {
			const EMPTY = write(newName(), "");
			const ran = await shell(`program batch ${input}`, { EMPTY });
			expect(ran).toEqual({ exitCode: 0, stdout: "", stderr: "" });
		},
	);

	test("that are all good end in 0, and with a wrong one in 3, which is told", async () => {
		expect(await call(["batch", good])).toMatchObject({
			exitCode: 0,
			stderr: "",
		});
		expect(inFile).toMatchObject({
			exitCode: 3,
			stderr: "stalk-check: 3 of 7 lines were wrong; each result says what was wrong with its line.\n",
		});
		const { stderr } = await call(["batch", mixed, "--json"]);
		expect(JSON.parse(stderr).error.code).toBe("bad-answers");
	});

	test("take a place and a voice from the options only when they have none", async () => {
		const options = ["--place", "northern-ireland", "--for", "someone-else"];
		const batch = await call(["batch", good, ...options]);
		const lines = batch.stdout.trimEnd().split("\n");
		for (const [i, line] of GOOD.entries()) {
			const { stdout } = await call(["assess", "-", "--json", ...options], line);
			expect(lines[i]).toBe(JSON.stringify(JSON.parse(stdout)));
		}
		expect(lines.map((it) => JSON.parse(it).place)).toEqual([
			"northern-ireland",
			"scotland",
			"northern-ireland",
			"northern-ireland",
		]);
	});

	test("give the same without threads", async () => {
		const { exitCode, stdout, stderr } = await call(brief);
		expect([exitCode, stderr]).toEqual([whole.exitCode, whole.stderr]);
		expect(stdout === whole.stdout).toBe(true);
	});

	test("of which one is left out give the rest, with their numbers, with threads", async () => {
		const rest = whole.stdout.split("\n").slice(1).join("\n");
		const { stdout } = await run([...brief, "--skip", "1", "--jobs", "2"]);
		expect(stdout === rest).toBe(true);
	});

	test.each([1_200, LARGE.length])("of which %i are left out give the rest", async (skip) => {
		const rest = whole.stdout.split("\n").slice(skip).join("\n");
		const { stdout } = await call([...brief, "--skip", `${skip}`]);
		expect(stdout === rest).toBe(true);
	});

	test("of which more are left out than there are end in 2", async () => {
		const ran = await call([...brief, "--skip", `${LARGE.length + 1}`]);
		expect(ran).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining("only 1500 lines") });
	});

	test("with more problems than are told have the first of them", async () => {
		for (const many of [(key: string) => `{"answers":{${key}}}`, (key: string) => `{${key}}`]) {
			const keys = Array.from({ length: 50_000 }, (_, i) => `"${i}":1`).join(",");
			const { stdout } = await call(["batch"], `${many(keys)}\n`);
			const { error } = JSON.parse(stdout);
			expect(error.problems).toHaveLength(1_000);
			expect(error.message).toContain("more than 1000 problems");
		}
	});

	test.each([0, 1])("give the same when the system allows %i threads more", async (most) => {
		const preload = write(
			`${newName()}.cjs`,
			`const threads = require("node:worker_threads");
			const { Worker } = threads;
			let started = 0;
			threads.Worker = function (...args) {
				if (started++ < ${most}) return new Worker(...args);
				throw Object.assign(new Error("no more threads"), { code: "ERR_WORKER_INIT_FAILED" });
			};`,
		);
		const ran = await run([...brief, "--jobs", "4"], undefined, { NODE_OPTIONS: `--require ${preload}` });
		expect([ran.exitCode, ran.stderr]).toEqual([whole.exitCode, whole.stderr]);
		expect(ran.stdout === whole.stdout).toBe(true);
	});

	test("are read by the questions of a folder", async () => {
		const copy = join(folder, newName());
		cpSync("questions", copy, { recursive: true });
		cpSync("test/fixtures/republic-of-ireland", join(copy, "packs", "republic-of-ireland"), { recursive: true });
		const { definitions } = JSON.parse(readFileSync("test/fixtures/republic-of-ireland/definitions.json", "utf8"));
		const options = ["--questions", copy, "--compact", "--summary", "--json"];
		const { exitCode, stdout, stderr } = await call(["batch", good, ...options]);
		expect(exitCode).toBe(0);
		const [first = ""] = stdout.split("\n");
		const [{ results }, summary] = [JSON.parse(first), JSON.parse(stderr)];
		for (const { id } of definitions) {
			expect(Object.keys(results)).toContain(id);
			expect(Object.keys(summary.results)).toContain(id);
		}
		expect(summary.content.hash).not.toBe(content.hash);
		const shards = [
			write(newName(), stderr),
			write(newName(), (await call(["batch", good, "--summary", "--json"])).stderr),
		];
		const apart = await call(["summarise", ...shards]);
		expect(apart).toMatchObject({ exitCode: 3, stdout: "" });
		expect(apart.stderr).toContain("other questions or definitions");
	});
});

describe.concurrent("files of results", () => {
	test.each(["0", "0777"])("are new, whole, and for their owner only, with umask %s", async (UMASK) => {
		const [out, errors] = [newName(), newName()];
		const ran = await shell("umask $UMASK; program batch $FILE --output $OUT --errors $ERRORS", {
			UMASK,
			FILE: mixed,
			OUT: join(folder, out),
			ERRORS: join(folder, errors),
		});
		expect(ran).toEqual({ ...inFile, stdout: "" });
		expect(read(out)).toBe(inFile.stdout);
		const wrong = inFile.stdout.split("\n").filter((it) => it.startsWith('{"line":'));
		expect(read(errors)).toBe(text(wrong));
		for (const name of [out, errors]) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
	});

	test("of errors are the same with threads", async () => {
		const errors = newName();
		const ran = await run([...brief, "--jobs", "3", "--errors", join(folder, errors)]);
		expect(ran.stdout === whole.stdout).toBe(true);
		const wrong = whole.stdout.split("\n").filter((it) => it.startsWith('{"line":'));
		expect(wrong.length).toBeGreaterThan(100);
		expect(read(errors) === text(wrong)).toBe(true);
	});

	test("end with a whole line when a disk is full, standard output, too", async () => {
		const OUT = join(folder, newName());
		const ran = await shell('ulimit -f 128; program batch "$FILE" --compact --jobs 1 >"$OUT"', { FILE: large, OUT });
		expect(ran).toMatchObject({ exitCode: 5, stderr: expect.stringContaining("cannot be written") });
		const lines = readFileSync(OUT, "utf8").split("\n").length - 1;
		expect(lines).toBeGreaterThan(30);
		expect(readFileSync(OUT, "utf8") === firstOf(lines)).toBe(true);
	});

	test.each(["--output", "--errors"])("%s never goes over one that is there", async (option) => {
		const mine = write(newName(), "mine");
		const ran = await call(["batch", good, option, mine]);
		expect(ran).toMatchObject({ exitCode: 5, stdout: "" });
		expect(ran.stderr).toContain("never written over. Name another.");
		expect(readFileSync(mine, "utf8")).toBe("mine");
	});

	test.skipIf(!existsSync("/dev/full")).each(["1", "2"])(
		"on a full disk are told as such, and are no bug of ours, with %s jobs",
		async (JOBS) => {
			const ran = await shell("program batch $FILE --compact --jobs $JOBS >/dev/full", { FILE: large, JOBS });
			expect(ran.exitCode).toBe(5);
			expect(ran.stderr).toBe("stalk-check: The result cannot be written: the disk is full.\n");
		},
	);
});

describe.concurrent("a wrong command line", () => {
	const missing = join(folder, "missing.jsonl");
	const refusals: [args: string[], exitCode: number, says: string][] = [
		[["--jobs", "0"], 2, "whole number from 1"],
		[["--jobs", "x"], 2, "whole number from 1"],
		[["--jobs", "1.5"], 2, "whole number from 1"],
		[["--jobs", ""], 2, "whole number from 1"],
		[["--skip", "-1"], 2, "whole number from 0"],
		[["--skip", "1e3"], 2, "whole number from 0"],
		[["--skip", "99999999999999999999"], 2, "whole number from 0"],
		[["--skip"], 2, "There is nothing after --skip"],
		[["--place", "scotlnd"], 2, 'Did you mean "scotland"?'],
		[["--for", "me"], 2, "someone-else"],
		[["--compct"], 2, "Did you mean --compact?"],
		[[good, good], 2, "is more than batch takes"],
		[[missing], 5, "missing.jsonl cannot be read: it does not exist"],
		[[folder], 5, "is a folder"],
		[["--questions", missing], 5, "missing.jsonl"],
		[["--output", join(missing, "out")], 5, "does not exist"],
	];
	test.each(refusals)("%j ends in %i", async (args, exitCode, says) => {
		const words = await call(["batch", ...args], text(GOOD));
		expect(words).toMatchObject({ exitCode, stdout: "" });
		expect(words.stderr).toMatch(/^stalk-check: /);
		expect(words.stderr).toContain(says);
		const json = await call(["batch", "--json", ...args], text(GOOD));
		expect(json).toMatchObject({ exitCode, stdout: "" });
		expect(JSON.parse(json.stderr).error.message).toContain(says);
	});

	test("with a folder for standard input ends in 5", async () => {
		const ran = await shell('program batch <"$FOLDER"', { FOLDER: folder });
		expect(ran).toMatchObject({ exitCode: 5, stdout: "" });
		expect(ran.stderr).toContain("is a folder");
	});
});

describe.concurrent("a summary", () => {
	test("is a table, or one line of JSON, at the end, and says what was wrong in numbers", async () => {
		const table = await call(["batch", mixed, "--summary"]);
		expect(table.exitCode).toBe(3);
		expect(table.stderr).toMatch(/^7 lines: 4 assessed, 3 wrong; 1 with an urgent sign\n\n/);
		const json = await call(["batch", mixed, "--summary", "--json"]);
		expect(json.exitCode).toBe(3);
		expect(json.stderr.trimEnd()).not.toContain("\n");
		expect(Summary.parse(JSON.parse(json.stderr))).toMatchObject({
			lines: 7,
			bad: 3,
			urgent: 1,
		});
		for (const { stdout } of [table, json]) expect(stdout).toBe((await call(["batch", mixed])).stdout);
		expect(await call(["summarise"], json.stderr)).toEqual({
			exitCode: 0,
			stdout: table.stderr,
			stderr: "",
		});
	});

	test("of shards is added up to that of the whole", async () => {
		const expected = await call([...brief, "--summary", "--json"]);
		expect(expected.stdout === whole.stdout).toBe(true);
		const shards: string[] = [];
		for (const [from, to] of [
			[0, 10],
			[10, 10],
			[10, 700],
			[700, LARGE.length],
		]) {
			const shard = Buffer.from(text(LARGE.slice(from, to)), "latin1");
			shards.push((await call(["batch", "--summary", "--json"], shard)).stderr);
		}
		const files = shards.map((it) => write(newName(), it));
		for (const [args, input] of [
			[files],
			[["-"], shards.join("")],
			[[], shards.join("\n")],
			[[files[0], "-"], shards.slice(1).join("")],
		] as [string[], string?][])
			expect(await call(["summarise", "--json", ...args], input)).toEqual({
				exitCode: 0,
				stdout: expected.stderr,
				stderr: "",
			});
	});

	test("counts only what was not left out", async () => {
		const { stderr } = await call(["batch", mixed, "--skip", "3", "--summary", "--json"]);
		expect(JSON.parse(stderr)).toMatchObject({ lines: 4, bad: 2 });
	});

	test("leaves no file behind where the batch cannot begin", async () => {
		const made = join(folder, "made");
		const there = join(folder, "there");
		writeFileSync(there, "");
		for (const args of [
			[join(folder, "missing"), "--output", made],
			[mixed, "--output", made, "--errors", there],
			[mixed, "--output", made, "--errors", join(folder, "missing", "errors")],
			[folder, "--output", made],
			[folder, "--errors", made],
		]) {
			expect(await call(["batch", ...args])).toMatchObject({ exitCode: 5 });
			expect(existsSync(made)).toBe(false);
		}
	});

	const wrong: [what: string, exitCode: number, args: string[], input: string, says: string][] = [
		["a missing file", 5, [join(folder, "missing")], "", "does not exist"],
		["something else", 3, [], "{}\n", "-:1: is not a summary"],
		["a table", 3, [], "7 lines: 4 assessed\n", "-:1: is not a summary"],
		["nothing", 3, [], "", "There is no summary here"],
	];
	test.each(wrong)("is not made of %s", async (_, exitCode, args, input, says) => {
		const ran = await call(["summarise", ...args], input);
		expect(ran).toMatchObject({ exitCode, stdout: "" });
		expect(ran.stderr).toContain(says);
	});
});

/** Programs that a test which failed may have left running. */
const children: ChildProcess[] = [];
afterAll(() => {
	for (const child of children) child.kill("SIGKILL");
});

/** The program with pipes that are held by the test. */
class Running {
	stdout = "";
	stderr = "";
	readonly #child: ChildProcess;
	readonly ended: Promise<number | null>;

	constructor(args: string[]) {
		this.#child = spawn(process.execPath, ["bin/stalk-check.js", ...args], {
			stdio: "pipe",
			env: { PATH: process.env.PATH },
		});
		children.push(this.#child);
		const { stdin, stdout, stderr } = this.#child;
		stdin?.on("error", () => {});
		stdout?.on("data", (chunk) => {
			this.stdout += chunk;
		});
		stderr?.on("data", (chunk) => {
			this.stderr += chunk;
		});
		this.ended = new Promise((resolve) => this.#child.on("close", resolve));
	}

	writes(text: string) {
		this.#child.stdin?.write(Buffer.from(text, "latin1"));
	}

	signal(signal: NodeJS.Signals) {
		this.#child.kill(signal);
	}

	/** Waits until so many lines have come out. */
	async gave(lines: number) {
		while (this.stdout.split("\n").length <= lines && this.#child.exitCode === null) await tick();
	}
}

/** Where a run that was stopped says to go on. */
const nextAfter = (stderr: string) => {
	const [, line, skip] = /^Stopped after line (\d+)\. To go on there: --skip (\d+)\n$/.exec(stderr) ?? [];
	expect([line, skip]).toEqual([skip, expect.stringMatching(/^\d+$/)]);
	return Number(skip);
};

describe.concurrent("stopped by", () => {
	test.each(["SIGINT", "SIGTERM"] as const)(
		"%s between two halves of a line, it leaves whole lines, and says exactly how to go on",
		async (signal) => {
			const running = new Running(["batch", "--compact"]);
			running.writes(text(LARGE.slice(0, 100)));
			await running.gave(100);
			running.writes('{"ans');
			running.signal(signal);
			expect(await running.ended).toBe(130);
			expect(nextAfter(running.stderr)).toBe(100);
			expect(running.stdout === firstOf(100)).toBe(true);
		},
	);

	test.each([
		["SIGINT", "1"],
		["SIGTERM", "2"],
	] as const)("%s in the midst of much, with %s jobs, too", async (signal, jobs) => {
		const running = new Running(["batch", "--compact", "--jobs", jobs]);
		running.writes(text(LARGE));
		await running.gave(1_200);
		running.signal(signal);
		expect(await running.ended).toBe(130);
		const skip = nextAfter(running.stderr);
		expect(running.stdout === firstOf(skip)).toBe(true);
	});

	test("SIGTERM in a file, it leaves whole lines in the files that it writes", async () => {
		const [out, errors] = [newName(), newName()];
		const files = ["--output", join(folder, out), "--errors", join(folder, errors)];
		const running = new Running(["batch", "--compact", ...files]);
		running.writes(text(LARGE.slice(0, 500)));
		while (!existsSync(join(folder, out)) || read(out).split("\n").length <= 500) await tick();
		running.signal("SIGTERM");
		expect(await running.ended).toBe(130);
		expect(nextAfter(running.stderr)).toBe(500);
		expect(read(out) === firstOf(500)).toBe(true);
		const wrong = read(out)
			.split("\n")
			.filter((it) => it.startsWith('{"line":'));
		expect(read(errors)).toBe(text(wrong));
	});

	test("SIGINT between two halves of a row of a table, it leaves whole rows, and the rest can be added", async () => {
		const rows = Array.from({ length: 100 }, (_, i) => `${i},once,"a\nb"\n`);
		const running = new Running(["batch", "--from", "csv"]);
		running.writes(`ref,followed,note\n${rows.slice(0, 50).join("")}`);
		await running.gave(101);
		running.writes('50,once,"a\n');
		running.signal("SIGINT");
		expect(await running.ended).toBe(130);
		expect(running.stderr).toBe("Stopped after row 51. To go on there: --skip 50\n");
		const table = `ref,followed,note\n${rows.join("")}`;
		const { stdout: rest } = await call(["batch", "--from", "csv", "--skip", "50"], table);
		const { stdout: all } = await call(["batch", "--from", "csv"], table);
		expect(running.stdout + rest).toBe(all);
	});

	test("SIGINT while it waits for input, it says that nothing was done", async () => {
		const out = join(folder, newName());
		const running = new Running(["batch", "--output", out]);
		running.writes('{"answers"');
		// It listens for signals before it creates the file.
		while (!existsSync(out)) await tick();
		running.signal("SIGINT");
		expect(await running.ended).toBe(130);
		expect(nextAfter(running.stderr)).toBe(0);
		expect(readFileSync(out, "utf8")).toBe("");
	});

	const endless = write(newName(), "");
	truncateSync(endless, 2 ** 36);
	test.each(["/dev/zero", endless])(
		"SIGINT in a line without an end, of %s, it says that nothing was done",
		async (file) => {
			const out = join(folder, newName());
			const running = new Running(["batch", file, "--output", out]);
			while (!existsSync(out)) await tick();
			running.signal("SIGINT");
			expect(await running.ended).toBe(130);
			expect(nextAfter(running.stderr)).toBe(0);
		},
	);

	test("SIGTERM while nobody takes its results, it ends at the second", async () => {
		const child = spawn(process.execPath, ["bin/stalk-check.js", "batch", "--jobs", "1"], {
			stdio: ["pipe", "pipe", "ignore"],
		});
		children.push(child);
		child.stdin.on("error", () => {});
		child.stdin.write(text(GOOD).repeat(1_000));
		await new Promise((resolve) => child.stdout.once("readable", resolve));
		child.kill("SIGTERM");
		await new Promise((resolve) => setTimeout(resolve, 1_500));
		expect(child.exitCode).toBeNull();
		child.kill("SIGTERM");
		await new Promise((resolve) => child.once("exit", resolve));
		expect(child.signalCode).toBe("SIGTERM");
	});

	test("SIGTERM after some were left out, it counts those as well", async () => {
		const running = new Running(["batch", "--compact", "--skip", "3"]);
		running.writes(text(LARGE.slice(0, 5)));
		await running.gave(2);
		running.signal("SIGTERM");
		expect(await running.ended).toBe(130);
		expect(nextAfter(running.stderr)).toBe(5);
	});

	test("SIGINT, it still gives the summary of what it did, and all of it as JSON for a program", async () => {
		const running = new Running(["batch", "--summary", "--json"]);
		running.writes(text(MIXED));
		await running.gave(MIXED.length);
		running.signal("SIGINT");
		expect(await running.ended).toBe(130);
		const [summary = "", error = "", ...more] = running.stderr.split("\n");
		expect(JSON.parse(summary)).toMatchObject({ lines: 7, bad: 3 });
		expect(JSON.parse(error).error).toMatchObject({
			code: "stopped",
			message: expect.stringContaining("--skip 7"),
		});
		expect(more).toEqual([""]);
	});
});

describe.concurrent("whoever reads", () => {
	test.each(["1", "2"])("may go when they have enough, with %s jobs", async (JOBS) => {
		const plenty = write(newName(), text(GOOD).repeat(40_000));
		const { stdout, stderr } = await shell('{ program batch $FILE --jobs $JOBS; echo "exit $?" >&2; } | head -n 1', {
			FILE: plenty,
			JOBS,
		});
		expect(stderr).toBe("exit 0\n");
		expect(JSON.parse(stdout).ref).toBe("one");
	});

	test("may be slow, and then no more is read than is taken", async () => {
		const child = spawn(process.execPath, ["bin/stalk-check.js", "batch", "--jobs", "2"], {
			stdio: ["pipe", "pipe", "ignore"],
		});
		children.push(child);
		const chunk = text(GOOD).repeat(100);
		const ALL = 200;
		let taken = 0;
		const wait = (event: string) =>
			new Promise((resolve) => {
				child.stdin.once(event, () => resolve(true));
				setTimeout(resolve, 3_000, false);
			});
		while (taken < ALL) {
			taken++;
			if (!child.stdin.write(chunk) && !(await wait("drain"))) break;
		}
		expect(taken).toBeLessThan(ALL / 2);
		child.stdin.end();
		let lines = 0;
		for await (const bytes of child.stdout) for (const byte of bytes) if (byte === 0x0a) lines++;
		expect(lines).toBe(taken * 400);
	});

	/** How much memory a run had at most, in KiB, besides what it did. */
	const memoryOf = async (line: string, env: Record<string, string> = {}) => {
		const [preload, peak] = [
			write(
				`${newName()}.cjs`,
				'process.on("exit", () => require("fs").writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS)))',
			),
			join(folder, newName()),
		];
		const ran = await shell(line, {
			...env,
			PEAK: peak,
			NODE_OPTIONS: `--require ${preload}`,
		});
		return { ...ran, peak: Number(readFileSync(peak, "utf8")) };
	};

	test("sees a line of 100 MiB without an end refused, by a program that never held it", async () => {
		const least = await memoryOf("program batch </dev/null");
		const { exitCode, stdout, peak } = await memoryOf("head -c 104857600 /dev/zero | tr '\\0' x | program batch");
		expect(exitCode).toBe(3);
		expect(stdout).toMatch(/^\{"line":1,"error":.*1 MiB.*\}\n$/);
		expect(peak - least.peak).toBeLessThan(80 * 1024);
	});

	test("sees the shortest lines, which have the longest results, held no more than others", async () => {
		const FILE = write(newName(), '{"answers":{}}\n'.repeat(8_000));
		const { exitCode, stdout, peak } = await memoryOf("program batch $FILE --jobs 1 | wc -c", { FILE });
		expect(exitCode).toBe(0);
		expect(Number(stdout)).toBeGreaterThan(peak * 1024);
	});
});

describe.concurrent("at a terminal", AGAIN, () => {
	const FILE = large;
	const slowly = `{ head -n 300 "$FILE"; sleep 0.6; tail -n +301 "$FILE"; }`;
	const terminal = (script: string, args: string[], env: Record<string, string>) =>
		new Terminal(["batch", "--compact", ...args], {
			script: `${script}; code=$?; sleep 0.5; exit $code`,
			env: { FILE, ...env },
		});

	test("with nobody to pipe lines in, it says so", async () => {
		const alone = new Terminal(["batch"], { lingers: true });
		expect((await alone.exited).exitCode).toBe(5);
		expect(await alone.text()).toContain("No answers were piped in");
	});

	test.each([
		["standard output", '> "$OUT"', []],
		["a file", "", ["--output"]],
	])("shows how far it has come while results go to %s, and then takes that away", async (_, to, args) => {
		const OUT = join(folder, newName());
		const watched = terminal(
			`${slowly} | "$0" "$@" ${to}`,
			args.flatMap((it) => [it, OUT]),
			{ OUT },
		);
		expect((await watched.exited).exitCode).toBe(3);
		expect(watched.written).toMatch(/\d lines, [\d,]+ a second, [\d,]+ wrong/);
		expect(await watched.text()).toMatch(/^stalk-check: \d+ of 1500 lines were wrong/);
		expect(readFileSync(OUT, "utf8") === whole.stdout).toBe(true);
	});

	test("shows nothing but the results when they are shown there", async () => {
		const both = terminal(`${slowly} | "$0" "$@" --skip 1490`, [], {});
		expect((await both.exited).exitCode).toBe(3);
		expect(both.written).not.toContain("a second");
	});

	test("that goes away, it stops with whole lines", async () => {
		const OUT = join(folder, newName());
		const PIPE = join(folder, newName());
		const drops = `i=1; while [ $i -lt 1500 ]; do sed -n "$i,$((i + 19))p" "$FILE"; i=$((i + 20)); sleep 0.1; done`;
		const closed = new Terminal(["batch", "--compact", "--output", OUT], {
			script: `mkfifo "$PIPE"; (${drops}) >"$PIPE" 2>/dev/null & exec "$0" "$@" <"$PIPE"`,
			env: { FILE, PIPE },
		});
		await closed.shows("a second");
		closed.hangUp();
		const { exitCode, signal } = await closed.exited;
		expect([exitCode, signal]).toEqual([130, 0]);
		const out = readFileSync(OUT, "utf8");
		const lines = out.split("\n").length - 1;
		expect(lines).toBeLessThan(LARGE.length);
		expect(out).toBe(`${whole.stdout.split("\n").slice(0, lines).join("\n")}\n`);
	});

	test("shows nothing when standard error goes elsewhere", async () => {
		const OUT = join(folder, newName());
		const quiet = terminal(`${slowly} | "$0" "$@" --output "$OUT" 2>"$OUT.err"`, [], { OUT });
		await quiet.exited;
		expect(quiet.written).toBe("");
		expect(unwrapped(readFileSync(`${OUT}.err`))).toBe(whole.stderr);
	});
});

const there = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

describe.concurrent("shared out", () => {
	const env = { FILE: large, PATH_TO: folder };
	const batch = '"$NODE" bin/stalk-check.js batch --compact --jobs 1';
	// GNU parallel asks for a citation on its first run, and keeps a folder for itself.
	const parallel = (more: string) =>
		`HOME="$PATH_TO" parallel --will-cite --pipe --block 150k --keep-order '${batch} ${more}' <"$FILE"`;
	const split = (more: string) =>
		`mkdir "$PATH_TO/$NAME"; split -n l/4 "$FILE" "$PATH_TO/$NAME/shard-"; ls "$PATH_TO/$NAME"/shard-* | xargs -P 2 -I {} sh -c '${batch} ${more} {} >{}.out 2>{}.err'; cat "$PATH_TO/$NAME"/*.out`;
	const ways: [way: string, needs: string, line: (more: string) => string][] = [
		["by GNU parallel", "parallel", parallel],
		["by split and xargs", "split", split],
	];
	/** Shards count their lines from 1. */
	const unnumbered = (text: string) => text.replace(/^\{"line":\d+,/gm, '{"line":0,');

	describe.concurrent.each(ways)("%s", (_, needs, line) => {
		test.skipIf(!there(needs))("among programs, lines give the same, and their summaries add up", async () => {
			const NAME = newName();
			const shared = await shell(
				needs === "parallel"
					? `${line("--summary --json")} 2>"$PATH_TO/$NAME.err"`
					: `${line("--summary --json")}; cat "$PATH_TO/$NAME"/*.err >"$PATH_TO/$NAME.err"`,
				{ ...env, NAME },
			);
			expect(unnumbered(shared.stdout) === unnumbered(whole.stdout)).toBe(true);
			const summaries = join(folder, `${NAME}.err`);
			const { stdout } = await call(["summarise", "--json", summaries]);
			const { stderr } = await call([...brief, "--summary", "--json"]);
			expect(stdout).toBe(stderr);
			expect(read(`${NAME}.err`).split("\n").length).toBeGreaterThan(3);
		});
	});

	test("again, after a failure, a shard gives the same bytes", async () => {
		const shard = Buffer.from(text(LARGE.slice(300, 500)), "latin1");
		const once = await call(["batch", "--summary", "--json"], shard);
		expect(await call(["batch", "--summary", "--json"], shard)).toEqual(once);
	});
});
