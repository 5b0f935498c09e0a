import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { Person, resumeAtResult, walk } from "../support/person";
import { starter, temporaryFolder } from "../support/run";
import { AGAIN, KEY, type Terminal } from "../support/terminal";

const { words } = content;
const { keyboard } = words;

const folder = temporaryFolder();
const start = starter(Person);
/** Starts, and goes on to a list with one row marked. */
async function startMarked(...args: ConstructorParameters<typeof Person>) {
	const person = start(...args);
	await walk(person, ({ rows }) => rows.some(({ mark }) => mark));
	return person;
}

const EARLIER = "this was here before";

/** Starts the program in a shell with earlier output in its scrollback. */
async function startInShell(): Promise<Person> {
	const script = `i=0; while [ $i -lt 40 ]; do echo "${EARLIER} $i"; i=$((i+1)); done; "$0" "$@"; code=$?; sleep 0.3; exit $code`;
	return startMarked([], { script });
}

type Way = [name: string, code: number, text: string, leave: (terminal: Terminal) => void];
const ways: Way[] = [
	["x", 0, keyboard.left, (terminal) => terminal.press("x")],
	["Ctrl-C", 130, words.stopped, (terminal) => terminal.press(KEY.ctrlC)],
	["Ctrl-D", 130, words.stopped, (terminal) => terminal.press(KEY.ctrlD)],
	["SIGTERM", 130, words.stopped, (terminal) => terminal.kill("SIGTERM")],
	["SIGHUP", 130, words.stopped, (terminal) => terminal.kill("SIGHUP")],
	["SIGINT", 130, words.stopped, (terminal) => terminal.kill("SIGINT")],
	["SIGQUIT", 130, words.stopped, (terminal) => terminal.kill("SIGQUIT")],
];

/** Leaves, and checks that no question or answer stays on the terminal, and that its modes are restored. */
async function leavesClean({ terminal }: Person, [, code, text, leave]: Way): Promise<void> {
	leave(terminal);
	expect((await terminal.exited).exitCode).toBe(code);
	expect(terminal.alternate).toBe(false);
	expect((await terminal.text()).replace(/\s+/g, " ")).toBe(text);
	const { written } = terminal;
	for (const [on, off] of [
		["\x1b[?25h", "\x1b[?25l"],
		["\x1b[?2004l", "\x1b[?2004h"],
	] as const)
		expect(written.lastIndexOf(on)).toBeGreaterThan(written.lastIndexOf(off));
}

/** Goes to each kind of screen. */
const screens: [name: string, reach: () => Promise<Person>][] = [
	["the start", () => goesTo(({ flat }) => flat.includes("danger right now"))],
	["the place", () => goesTo(({ flat }) => flat.includes(content.screens[1]?.question as string))],
	["a list with a mark", () => startMarked()],
	["the result", () => resumeAtResult(folder, start)],
	["why", async () => then(await resumeAtResult(folder, start), "1")],
	["answers to change", async () => then(await resumeAtResult(folder, start), "5")],
	["saving", async () => then(await resumeAtResult(folder, start), "4")],
];
async function goesTo(done: Parameters<typeof walk>[1]): Promise<Person> {
	const person = start();
	await walk(person, done);
	return person;
}
async function then(person: Person, key: string): Promise<Person> {
	await person.presses(key);
	return person;
}

describe.concurrent("leaving", AGAIN, () => {
	test.each(ways)("%s leaves a clean terminal from a list with a mark", async (...way) => {
		await leavesClean(await startMarked(), way);
	});

	test.each(screens)("x and Ctrl-C leave a clean terminal from %s", async (_name, reach) => {
		for (const way of ways.slice(0, 2)) await leavesClean(await reach(), way);
	});

	test.each([
		["held down", "x".repeat(40)],
		["after an arrow, in one read", `${KEY.down}x`],
		["with Alt", "\x1bx"],
		["as a capital", "X"],
	])("x is heard %s", async (_name, keys) => {
		const leave = (terminal: Terminal) => terminal.press(keys);
		await leavesClean(await startMarked(), ["x", 0, keyboard.left, leave]);
	});

	test("x is heard just after Escape, and after a paste that never ends", async () => {
		for (const [keys, wait] of [
			["\x1b", 100],
			["\x1b[200~1", 1200],
		] as const) {
			const person = await startMarked();
			person.terminal.press(keys);
			await new Promise((resolve) => setTimeout(resolve, wait));
			await leavesClean(person, ways[0] as Way);
		}
	});

	test("by x clears what was there before too; by Ctrl-C leaves it", async () => {
		for (const [key, stays] of [
			["x", false],
			[KEY.ctrlC, true],
		] as const) {
			const { terminal } = await startInShell();
			terminal.press(key);
			await terminal.exited;
			const text = await terminal.text();
			expect(text.includes(`${EARLIER} 0`)).toBe(stays);
			expect(text.includes(`${EARLIER} 39`)).toBe(stays);
			expect(text.endsWith(stays ? words.stopped : keyboard.left)).toBe(true);
		}
	});

	test("the questions are covered before the main screen returns", async () => {
		const { terminal } = await startMarked();
		const before = terminal.written.length;
		terminal.press("x");
		await terminal.exited;
		const last = terminal.written.slice(before);
		const indexes = ["\x1b[2J", "\x1b[?1049l", "\x1b[2J\x1b[3J\x1b[H"].map((code) => last.indexOf(code));
		expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
		expect(last.split("\x1b[?1049l")[0]).not.toMatch(/[a-z]{3}/);
	});

	test("stopping in danger leaves the advice on the screen, and nothing else", async () => {
		const person = await goesTo(({ flat }) => flat.includes("danger right now"));
		await person.presses("1");
		await person.chooses(words.stop);
		expect((await person.terminal.exited).exitCode).toBe(130);
		const text = (await person.terminal.text()).replace(/\s+/g, " ");
		expect(text).toBe([...words.danger.text, words.stopped].join(" "));
	});

	test("Ctrl-Break, which only Windows has, leaves a clean terminal", async () => {
		const file = join(folder, "break.cjs");
		writeFileSync(file, 'process.on("SIGUSR2", () => process.emit("SIGBREAK", "SIGBREAK"));');
		const env = { NODE_OPTIONS: `--require ${file}` };
		const person = await startMarked([], { env });
		const leave = (terminal: Terminal) => terminal.kill("SIGUSR2");
		await leavesClean(person, ["Ctrl-Break", 130, words.stopped, leave]);
	});

	test("closing the window ends the program", async () => {
		const { terminal } = await startMarked();
		terminal.hangUp();
		const { exitCode, signal } = await terminal.exited;
		// Not by a signal: a process that aborts may leave a copy of its memory on disk.
		expect([exitCode, signal]).toEqual([130, 0]);
	});

	test("Ctrl-Z does nothing", async () => {
		const person = await startMarked();
		person.terminal.press("\x1a");
		await person.presses("2");
		expect(person.terminal.alternate).toBe(true);
	});

	test("SIGUSR1 lets nobody debug it", async () => {
		const person = await startMarked();
		person.terminal.kill("SIGUSR1");
		await new Promise((resolve) => setTimeout(resolve, 200));
		await leavesClean(person, ways[0] as Way);
		expect(person.terminal.written).not.toMatch(/[Dd]ebugger/);
	});

	test("SIGTSTP leaves no question with the shell", async () => {
		const file = join(folder, "pid");
		const inShell = `echo $$ >${file}; exec "$0" "$@"`;
		// A shell that stops and continues jobs, as one does at a prompt.
		const script = `IN_SHELL='${inShell}' exec bash -mc 'sh -c "$IN_SHELL" "$0" "$@"; code=$?; sleep 0.3; exit $code' "$0" "$@"`;
		const person = await startMarked([], { script });
		process.kill(Number(readFileSync(file, "utf8")), "SIGTSTP");
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(person.terminal.alternate).toBe(true);
		await leavesClean(person, ways[0] as Way);
	});
});
