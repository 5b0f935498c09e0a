/** What Node itself writes about the program where it is set to, and the warning that it is. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import module from "node:module";
import { join, resolve } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { isRecorded } from "../../src/commands/terminal";
import type { Io } from "../../src/platform/io";
import { Listener } from "../support/listener";
import { Person } from "../support/person";
import { temporaryFolder } from "../support/run";
import { AGAIN } from "../support/terminal";

const folder = temporaryFolder();
const newFolder = () => mkdtempSync(join(folder, "run-"));
const program = resolve("bin/stalk-check.js");
const SECRET = "no-one-may-read-this";
const response = (answers: object) => `${JSON.stringify({ ref: SECRET, answers })}\n`;
const ANSWERS = { followed: "more-than-once", violence: "yes", frightened: "yes" };

/** Files below a folder, by name. */
const filesIn = (cwd: string) =>
	readdirSync(cwd, { recursive: true, withFileTypes: true })
		.filter((it) => it.isFile())
		.map((it) => ({ name: it.name, bytes: readFileSync(join(it.parentPath, it.name)) }));
/** Whether a file has the reference of the response in it. */
const hasSecret = ({ bytes }: { bytes: Buffer }) =>
	["utf8", "utf16le"].some((it) => bytes.includes(Buffer.from(SECRET, it as BufferEncoding)));

/** Starts the program in a folder, with these options of Node. */
function start(cwd: string, options: string[], args: string[], env: Record<string, string> = {}) {
	const child = spawn(process.execPath, [...options, program, ...args], {
		cwd,
		env: { PATH: process.env.PATH, ...env },
		stdio: ["pipe", "pipe", "inherit"],
	});
	return { child, exited: new Promise((done) => child.on("close", done)) };
}

/** The files that one assessment leaves. */
async function leftBy(options: string[], env: Record<string, string> = {}, answers: object = ANSWERS) {
	const cwd = newFolder();
	const { child, exited } = start(cwd, options, ["--json"], env);
	child.stdout.resume();
	child.stdin.end(response(answers));
	expect(await exited).toBe(0);
	return filesIn(cwd);
}

/** How often each piece of our code ran. */
const countsIn = (files: ReturnType<typeof filesIn>) =>
	files
		.flatMap(({ bytes }) => JSON.parse(`${bytes}`).result)
		.filter(({ url }) => url.includes("/dist/"))
		.map(({ functions }) => functions);

describe.concurrent("what Node writes about an assessment where it is set to", () => {
	const settings: [setting: string, options: string[], env: Record<string, string>, files: RegExp[]][] = [
		["nothing", [], {}, []],
		["NODE_V8_COVERAGE", [], { NODE_V8_COVERAGE: "files" }, [/^coverage-.*\.json$/]],
		["NODE_REDIRECT_WARNINGS", [], { NODE_REDIRECT_WARNINGS: "warnings" }, []],
		["--cpu-prof", ["--cpu-prof"], {}, [/^CPU\..*\.cpuprofile$/]],
		["--heap-prof", ["--heap-prof"], {}, [/^Heap\..*\.heapprofile$/]],
		["--trace-events-enabled", ["--trace-events-enabled"], {}, [/^node_trace\..*\.log$/]],
		["--perf-basic-prof", ["--perf-basic-prof"], {}, [/^isolate-.*\.log$/]],
		["--report-on-signal", ["--report-on-signal"], {}, []],
	];
	test.each(settings)("has no words of a response, with %s", async (_, options, env, expected) => {
		const files = await leftBy(options, env);
		expect(files.map(({ name }) => name)).toEqual(expected.map((it) => expect.stringMatching(it)));
		expect(files.filter(hasSecret)).toEqual([]);
	});

	test("has no words of a response, but where it can the name of the program, with NODE_COMPILE_CACHE", async () => {
		const files = await leftBy([], { NODE_COMPILE_CACHE: "files" });
		expect(files.filter(hasSecret)).toEqual([]);
		// Node 20 has none.
		expect(files.some(({ bytes }) => bytes.includes("stalk-check"))).toBe("enableCompileCache" in module);
	});

	test("tells by what ran what was answered, with NODE_V8_COVERAGE", async () => {
		const env = { NODE_V8_COVERAGE: "files" };
		const counts = async (answers: object) => countsIn(await leftBy([], env, answers));
		const [one, again, other] = [
			await counts(ANSWERS),
			await counts(ANSWERS),
			await counts({ ...ANSWERS, violence: "no" }),
		];
		expect(again).toEqual(one);
		expect(other).not.toEqual(one);
	});

	test("has the words of a response, with --heapsnapshot-signal", async () => {
		const cwd = newFolder();
		const { child, exited } = start(cwd, ["--heapsnapshot-signal=SIGUSR2"], ["batch", "--jobs", "1"]);
		child.stdin.write(response(ANSWERS));
		await new Promise((done) => child.stdout.once("data", done));
		child.kill("SIGUSR2");
		// A program that ends first writes none.
		while (filesIn(cwd).length === 0) await new Promise((done) => setTimeout(done, 20));
		child.stdin.end();
		await exited;
		const files = filesIn(cwd);
		expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/^Heap\..*\.heapsnapshot$/)]);
		expect(files.filter(hasSecret)).toEqual(files);
	});
});

describe("the warning that answers may be recorded", AGAIN, () => {
	test.each([
		{ NODE_OPTIONS: "--heap-prof" },
		{ NODE_OPTIONS: "--max-old-space-size=4096 --cpu_prof_dir=x" },
		{ NODE_OPTIONS: '"--inspect=0"' },
		{ NODE_OPTIONS: "--heapsnapshot-signal=SIGUSR2" },
		{ NODE_OPTIONS: "--trace-event-categories=v8" },
		{ NODE_OPTIONS: "--report-on-signal" },
		{ NODE_OPTIONS: "--perf-prof" },
		{ NODE_OPTIONS: "-r ./a.js" },
		{ NODE_OPTIONS: "--import=./a.mjs" },
		{ NODE_OPTIONS: "--experimental-loader ./a.mjs" },
		{ NODE_V8_COVERAGE: "files" },
	])("is for %o", (env) => {
		expect(isRecorded({ env } as unknown as Io)).toBe(true);
	});

	test.each([
		{},
		{ NODE_OPTIONS: "", NODE_V8_COVERAGE: "" },
		{ NODE_OPTIONS: "--max-old-space-size=4096 --no-warnings --experimental-require-module" },
		{ NODE_OPTIONS: "--title=a--inspect" },
		{ NODE_COMPILE_CACHE: "files" },
	])("is not for %o", (env) => {
		expect(isRecorded({ env } as unknown as Io)).toBe(false);
	});

	const { goOn, keyboard } = content.words;
	const { recorded } = keyboard.start;
	const env = { NODE_OPTIONS: `--heap-prof --heap-prof-dir=${folder}` };
	const first = content.screens[0]?.question as string;

	test("comes before the first question, and can be gone on from", async () => {
		const person = new Person([], { env, columns: 60, rows: 20 });
		for (const text of recorded) await person.isAsked(text);
		expect((await person.sees()).flat).not.toContain(first);
		person.terminal.press("b");
		await person.chooses(goOn);
		await person.isAsked(first);
		person.terminal.press("x");
		expect((await person.terminal.exited).exitCode).toBe(0);
	});

	test("is where somebody can leave with an empty window", async () => {
		const person = new Person([], { env });
		await person.isAsked(recorded[1] as string);
		person.terminal.press("x");
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(await person.terminal.text()).toBe(keyboard.left);
	});

	test("is heard in plain lines, and not gone past without a word", async () => {
		const person = new Listener(["--plain"], { env });
		const [warned, again] = [await person.answers("b"), await person.answers("1")];
		for (const heard of [warned, again]) expect(heard.replace(/\s+/g, " ")).toContain(recorded[1]);
		expect((await person.hears()).replace(/\s+/g, " ")).toContain(first);
		person.types("x");
		await person.terminal.exited;
	});

	test("is not shown where nothing is recorded", async () => {
		const person = new Person([]);
		await person.isAsked(first);
		person.terminal.press("x");
		await person.terminal.exited;
		expect(person.terminal.written).not.toContain(recorded[1]?.slice(0, 40));
	});
});
