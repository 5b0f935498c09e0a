import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { Listener } from "../support/listener";
import { Person, walk } from "../support/person";
import { temporaryFolder } from "../support/run";
import { AGAIN } from "../support/terminal";

const { words } = content;
const { save } = words.keyboard;
const folder = temporaryFolder();
const response = join(folder, "response.json");
writeFileSync(response, '{ "place": "scotland", "answers": { "followed": 3, "violence": "yes" } }');
const program = resolve("bin/stalk-check.js");
const log = [resolve("test/fixtures/forty-incidents.csv"), "--dates=day-first"];

/** Every call that names a file or a socket, of a program and all that it starts, goes to the file `trace`. */
const traced = (trace: string, args: string[], more = "") => [
	...["-f", "-o", trace, "-e", `trace=%network,%file${more}`],
	...[process.execPath, ...args],
];
// There, and allowed to trace.
const canTrace = spawnSync("strace", ["-o", join(folder, "probe"), "true"]).status === 0;

/** The calls that send, keep or start anything: sockets, files opened to be written or changed, other programs. */
function telling(trace: string): string[] {
	const calls = readFileSync(trace, "utf8").split("\n");
	// The first is how the traced program itself was started.
	const [started, ...others] = calls.filter((it) => / execve\w*\(/.test(it));
	if (!started?.includes(`"${process.execPath}"`)) throw new Error(`nothing traced: ${calls.slice(0, 3).join("\n")}`);
	return [
		...others,
		...calls.filter((it) => /AF_INET| (socket|connect|bind|send\w*)\(/.test(it)),
		...calls.filter(
			(it) =>
				/ open\w*\(/.test(it) &&
				/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE/.test(it) &&
				!/"\/(dev|proc)\//.test(it),
		),
		...calls.filter((it) =>
			/ (creat|rename\w*|unlink\w*|mkdir\w*|rmdir|link\w*|symlink\w*|mknod\w*|truncate\w*|chmod|fchmodat\w*|chown|fchownat|utime\w*|\w*setxattr)\(/.test(
				it,
			),
		),
	];
}

/** Somewhere of its own to live, in which anything left behind can be seen. */
function newHome(): { home: string; env: Record<string, string> } {
	const home = join(folder, `home-${Math.random()}`);
	mkdirSync(home);
	const env = { PATH: process.env.PATH ?? "", HOME: home, TMPDIR: home };
	return { home, env };
}

describe.skipIf(!canTrace)("the system sees nothing sent, written or started (needs strace)", AGAIN, () => {
	const runs: [what: string, exitCode: number, args: string[]][] = [
		["a response", 0, []],
		["a response, for JSON", 0, ["--json"]],
		["a response, for questions from a folder", 0, ["--questions", "questions"]],
		["a wrong response", 3, []],
		["a response in a file", 0, ["assess", response]],
		["a log", 0, ["--incidents", ...log]],
		["a log, for Markdown", 0, ["--incidents", ...log, "--format=markdown"]],
		["a log, for HTML", 0, ["--incidents", ...log, "--format=html"]],
		["a log, for others to read", 0, ["--incidents", ...log, "--redact"]],
		["a log, to check", 0, ["log", "check", ...log]],
		["nothing, for a log to fill in", 0, ["log", "template"]],
		["nothing, for helplines", 0, ["helplines"]],
		["nothing, for definitions", 0, ["definitions"]],
		["nothing, for traces", 0, ["traces"]],
		["a response, to compare", 0, ["compare"]],
		["a response on a line", 0, ["batch"]],
		["what is no summary", 3, ["summarise"]],
		["nothing, for a template", 0, ["template"]],
		["nothing, for a schema", 0, ["schema", "response"]],
		["nothing, to prove", 0, ["prove"]],
		["nothing, for check", 0, ["check"]],
		["nothing, for completion", 0, ["completion", "bash"]],
		["nothing, to complete a line", 0, ["complete", "bash", "--", "--place", ""]],
	];
	test.each(runs)("when given %s", (what, exitCode, args) => {
		const { home, env } = newHome();
		const trace = join(folder, "pipe.trace");
		const input = exitCode === 3 ? '{ "answers": 1 }' : readFileSync(response, "utf8");
		const ran = spawnSync("strace", traced(trace, [program, ...args]), {
			input,
			env,
		});
		expect([what, ran.status]).toEqual([what, exitCode]);
		expect(telling(trace)).toEqual([]);
		expect(readdirSync(home)).toEqual([]);
	});

	const lines = join(folder, "lines.jsonl");
	writeFileSync(lines, '{"answers":{"followed":"once","frightened":"yes"}}\n{\n'.repeat(10_000));
	/** The program with two threads over these lines, watched; threads are told from programs by how they are made. */
	const sharedOut = (...more: string[]) => {
		const { home, env } = newHome();
		const trace = join(folder, `threads-${Math.random()}.trace`);
		const args = ["batch", lines, "--compact", "--jobs", "2", ...more];
		const watched = traced(trace, [program, ...args], ",/clone|fork");
		const ran = spawnSync("strace", watched, {
			env,
			cwd: home,
			maxBuffer: 1 << 28,
		});
		const calls = readFileSync(trace, "utf8").split("\n");
		const made = calls.filter((it) => / (clone3?|v?fork)\(/.test(it));
		return { ran, trace, home, made };
	};

	test("when given many lines, which two threads share", () => {
		expect(statSync(lines).size).toBeGreaterThan(1 << 19);
		const { ran, trace, home, made } = sharedOut("--summary");
		expect(ran.status).toBe(3);
		expect(telling(trace)).toEqual([]);
		expect(readdirSync(home)).toEqual([]);
		const alone = spawnSync(process.execPath, [program, "batch", lines, "--compact", "--jobs", "1"], {
			maxBuffer: 1 << 28,
		});
		expect(ran.stdout.equals(alone.stdout)).toBe(true);
		expect(made.length).toBeGreaterThan(2);
		expect(made.filter((it) => !it.includes("CLONE_THREAD"))).toEqual([]);
	});

	test("but for the files of results that were asked for", () => {
		const { ran, trace, home } = sharedOut("--output", "out", "--errors", "errors");
		expect(ran.status).toBe(3);
		expect(readdirSync(home).sort()).toEqual(["errors", "out"]);
		const told = telling(trace);
		expect(told).toHaveLength(2);
		expect(told[0]).toMatch(/ openat\(.*"out", .*O_CREAT\|O_EXCL.*, 0600\)/);
		expect(told[1]).toMatch(/ openat\(.*"errors", .*O_CREAT\|O_EXCL.*, 0600\)/);
	});

	test("but for the file of a report that was asked for", () => {
		const { home, env } = newHome();
		const trace = join(folder, "report.trace");
		const args = ["assess", response, "--incidents", ...log];
		const wanted = ["--format=html", "--output=report.html"];
		const watched = traced(trace, [program, ...args, ...wanted]);
		const ran = spawnSync("strace", watched, { env, cwd: home });
		expect([ran.status, `${ran.stdout}`]).toEqual([0, ""]);
		expect(readdirSync(home)).toEqual(["report.html"]);
		// Written beside, and given its name once it is whole.
		const beside = String.raw`"report\.html\.\w+\.part"`;
		const calls = [
			String.raw`openat\(\w+, ${beside}, .*O_CREAT\|O_EXCL.*, 0600\)`,
			String.raw`link\(${beside}, "report\.html"\)`,
			String.raw`unlink\(${beside}\)`,
		].map((it) => expect.stringMatching(new RegExp(`^\\d+ +${it} = \\d+$`)));
		expect(telling(trace).map((it) => it.trim())).toEqual(calls);
	});

	test("when asked what it leaves behind, it looks at no more than for helplines", () => {
		/** The files named to the system, but for the parts of the program itself, and for what engines ask of processors. */
		const seen = (command: string) => {
			const { home, env } = newHome();
			const trace = join(folder, "looking.trace");
			spawnSync("strace", traced(trace, [program, command]), { env });
			const named = readFileSync(trace, "utf8")
				.replaceAll(home, "HOME")
				.matchAll(/ (?:\w*stat\w*|open\w*|access|readlink\w*)\(.*?"(.*?)"/g);
			return [...named]
				.map(([, file = ""]) => file)
				.filter((file) => !/\/dist\/[\w-]+\.(cjs|json)$/.test(file))
				.filter((file) => !file.startsWith("/sys/devices/system/cpu/"));
		};
		const traces = new Set(seen("traces"));
		expect(traces.size).toBeGreaterThan(10);
		expect([...traces]).toEqual([...new Set(seen("helplines"))]);
	});

	/** The program in a terminal, watched. */
	function watched() {
		const { home, env } = newHome();
		const trace = join(folder, `terminal-${Math.random()}.trace`);
		const script = `exec strace -f -o "${trace}" -e trace=%network,%file "$0" "$@"`;
		return { home, trace, options: { script, env } };
	}

	test.concurrent("when a person is asked on screens, and answers everything", async () => {
		const { home, trace, options } = watched();
		const person = new Person(["--full"], options);
		await walk(person);
		expect(await person.finishes()).toBe(0);
		expect(person.pressed.length).toBeGreaterThan(18);
		expect(person.terminal.written).toContain("National Stalking Helpline");
		expect(telling(trace)).toEqual([]);
		expect(readdirSync(home)).toEqual([]);
	});

	test.concurrent("but for the page that a person saves at the end, and no copy of it", async () => {
		const { home, trace, options } = watched();
		const page = join(home, "notes.html");
		const person = new Person([], options);
		await walk(person);
		await person.presses("4");
		// The page is the second.
		await person.isAsked(save.page);
		await person.presses("2");
		await person.isAsked(save.where);
		await person.presses(page, "\r");
		await person.isAsked(save.done);
		await person.chooses(words.goOn);
		expect(await person.finishes()).toBe(0);
		expect(readdirSync(home)).toEqual(["notes.html"]);
		const told = telling(trace);
		expect(told).toHaveLength(3);
		for (const call of told) expect(call).toMatch(/ (openat|link|unlink)\(.*"[^"]*\/notes\.html\.\w+\.part"/);
	});

	test.concurrent("when a person is asked in lines, and answers everything", async () => {
		const { home, trace, options } = watched();
		const person = new Listener(["--plain"], options);
		await person.goesOnToResult();
		person.types("0");
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(person.terminal.written).toContain("National Stalking Helpline");
		expect(telling(trace)).toEqual([]);
		expect(readdirSync(home)).toEqual([]);
	});

	test.concurrent.each([
		["x", 0],
		["\x03", 130],
	])("when a person leaves with %j", async (key, code) => {
		const { home, trace, options } = watched();
		const person = new Person([], options);
		await walk(person, ({ rows }) => rows.some(({ mark }) => mark));
		person.terminal.press(key);
		expect((await person.terminal.exited).exitCode).toBe(code);
		expect(telling(trace)).toEqual([]);
		expect(readdirSync(home)).toEqual([]);
	});

	const telltales: [what: string, call: RegExp, code: string][] = [
		["a connection", / connect\(/, 'require("net").connect(9, "127.0.0.1")'],
		["a name looked up", / (connect|send\w*)\(/, 'require("dns").resolve("example.org", () => process.exit())'],
		["a file written", / open\w*\(.*O_CREAT/, 'require("fs").writeFileSync("telltale", "")'],
		["a file added to", / open\w*\(.*O_APPEND/, 'require("fs").appendFileSync("telltale", "")'],
		["a folder made", / mkdir/, 'require("fs").mkdirSync("made")'],
		["a file renamed", / rename/, 'require("fs").renameSync("telltale", "moved")'],
		["a file removed", / unlink/, 'require("fs").unlinkSync("moved")'],
		["a program started", / execve\(/, 'require("child_process").spawnSync("true")'],
	];
	test.each(telltales)("while it would see %s", (_what, call, code) => {
		const trace = join(folder, "telltale.trace");
		spawnSync("strace", traced(trace, ["-e", `process.on("uncaughtException", () => {}); ${code}`]), { cwd: folder });
		expect(telling(trace).join("\n")).toMatch(call);
	});
});

describe("the built program", () => {
	const built = readdirSync("dist")
		.filter((name) => name.endsWith(".cjs"))
		.map((name): [string, string] => [name, readFileSync(join("dist", name), "utf8")]);
	const loaded = (code: string) =>
		[...code.matchAll(/\b(?:require|import|getBuiltinModule|from)\b\s*\(?\s*(["'`])(?:node:)?([\w/.-]+)\1/g)].map(
			([, , name]) => name as string,
		);
	const able = [
		"child_process",
		"cluster",
		"dgram",
		"dns",
		"dns/promises",
		"http",
		"http2",
		"https",
		"inspector",
		"net",
		"tls",
		"worker_threads",
	];

	test("is there, and loads what it needs", () => {
		const all = built.flatMap(([, code]) => loaded(code));
		for (const needed of ["fs", "path", "readline", "tty"]) expect(all).toContain(needed);
	});

	test.each(built)("has nothing to send with or start others with in %s", (name, code) => {
		// Threads of the same program are all that a batch starts.
		const threads = /^(pool-[\w-]+|worker)\.cjs$/.test(name) ? ["worker_threads"] : [];
		expect(loaded(code).filter((it) => able.includes(it))).toEqual(threads);
		expect(code).not.toMatch(
			/\b(fetch|WebSocket|EventSource|XMLHttpRequest|sendBeacon)\s*\(|process\.(binding|dlopen)\b/,
		);
	});

	test.each(able)("would be seen to load %s", (name) => {
		for (const quote of ['"', "'", "`"])
			for (const prefix of ["", "node:"]) {
				const named = quote + prefix + name + quote;
				expect(loaded(`let a=require(${named})`)).toEqual([name]);
				expect(loaded(`await import(${named})`)).toEqual([name]);
			}
	});
});
