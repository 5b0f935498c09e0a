import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import content from "virtual:content";
import { afterEach, describe, expect, test } from "vitest";
import type { View } from "../../src/interview/layout";
import type { Prompter } from "../../src/interview/prompter";
import { screenPrompter } from "../../src/interview/screen";
import type { Terminal as TerminalStreams } from "../../src/interview/terminal";
import { Person, resumeAtEnd, resumeAtResult, walk } from "../support/person";
import { temporaryFolder } from "../support/run";
import { AGAIN, KEY, type Terminal } from "../support/terminal";
import { viewsOf } from "../support/views";

const { words } = content;
const { keyboard } = words;

const folder = temporaryFolder();
let open: Terminal[] = [];
afterEach(() => {
	for (const terminal of open) terminal.kill("SIGKILL");
	open = [];
});
const start = (...args: ConstructorParameters<typeof Person>) => {
	const person = new Person(...args);
	open.push(person.terminal);
	return person;
};
/** Starts, and answers up to a list with one box ticked. */
async function startHalfTicked(...args: ConstructorParameters<typeof Person>) {
	const person = start(...args);
	await walk(person, ({ choices }) => choices.some(({ ticked }) => ticked));
	return person;
}

const EARLIER = "this was here before";

/** Starts the program in a shell with earlier output in its scrollback. */
async function startInShell(): Promise<Person> {
	const script = `i=0; while [ $i -lt 40 ]; do echo "${EARLIER} $i"; i=$((i+1)); done; "$0" "$@"; code=$?; sleep 0.3; exit $code`;
	return startHalfTicked([], { script });
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

describe("leaving", AGAIN, () => {
	test.each(ways)(
		"%s leaves a clean terminal from the first screen, from a half-ticked list and from the result",
		async (...way) => {
			const first = start();
			await first.terminal.shows(words.welcome[0] as string);
			await leavesClean(first, way);
			await leavesClean(await startHalfTicked(), way);
			await leavesClean(await resumeAtResult(folder, start), way);
		},
	);

	test.each([
		["a question", "danger right now"],
		["the place", words.placeQuestion],
		["how many questions", keyboard.howMany],
		["empty boxes", words.untickedQuestion],
		["a pause", content.checklists.find(({ pause }) => pause)?.pause ?? ""],
		["how often", words.howOften],
	])("x and Ctrl-C leave a clean terminal from %s", async (_name, text) => {
		for (const way of ways.slice(0, 2)) {
			const person = start();
			await walk(person, (now) => now.text.replace(/\s+/g, " ").includes(text));
			await leavesClean(person, way);
		}
	});

	test("x and Ctrl-C leave a clean terminal from the last offer and from what follows the result", async () => {
		for (const way of ways.slice(0, 2)) {
			await leavesClean(await resumeAtEnd(folder, start), way);
			const person = await resumeAtResult(folder, start);
			await person.goesOn();
			await person.isAsked(keyboard.finish.question);
			await leavesClean(person, way);
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
		const { terminal } = await startHalfTicked();
		const before = terminal.written.length;
		terminal.press("x");
		await terminal.exited;
		const last = terminal.written.slice(before);
		const indexes = ["\x1b[2J", "\x1b[?1049l", "\x1b[2J\x1b[3J\x1b[H"].map((code) => last.indexOf(code));
		expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
		expect(last.split("\x1b[?1049l")[0]).not.toMatch(/[a-z]{3}/);
	});

	test("Ctrl-Break, which only Windows has, leaves a clean terminal", async () => {
		const file = join(folder, "break.cjs");
		writeFileSync(file, 'process.on("SIGUSR2", () => process.emit("SIGBREAK", "SIGBREAK"));');
		const env = { NODE_OPTIONS: `--require ${file}` };
		const person = await startHalfTicked([], { env });
		const leave = (terminal: Terminal) => terminal.kill("SIGUSR2");
		await leavesClean(person, ["Ctrl-Break", 130, words.stopped, leave]);
	});

	test("closing the window ends the program", async () => {
		const { terminal } = await startHalfTicked();
		terminal.hangUp();
		const { exitCode, signal } = await terminal.exited;
		// Not by a signal: a process that aborts may leave a copy of its memory on disk.
		expect([exitCode, signal]).toEqual([130, 0]);
	});

	test("X leaves like x, and Ctrl-Z does nothing", async () => {
		const person = await startHalfTicked();
		person.terminal.press("\x1a");
		await person.presses("1");
		expect(person.terminal.alternate).toBe(true);
		const leave = (terminal: Terminal) => terminal.press("X");
		await leavesClean(person, ["X", 0, keyboard.left, leave]);
	});
});

/** Shows a view on streams in place of a terminal, presses a key, and returns how the prompt ends. */
async function endOf(view: View, key: string): Promise<unknown> {
	const input = Object.assign(new PassThrough(), { isTTY: true });
	// Inquirer ends what it writes to, unless it is standard error.
	const output: PassThrough = Object.assign(new PassThrough(), {
		...{ columns: 80, rows: 24 },
		end: () => output,
	});
	output.resume();
	const { signal } = new AbortController();
	const heading = (text: string) => text;
	const streams = { input, output, signal, moves: true, heading };
	const terminal = streams as unknown as TerminalStreams;
	const prompter: Prompter = screenPrompter(terminal, words);
	const { kind, prompt, choices } = view;
	const asked =
		kind === "choose"
			? prompter.choose(prompt, choices)
			: kind === "tick"
				? prompter.tick(prompt, choices, [])
				: prompter.read(prompt.text?.join("\n\n") ?? "");
	const end = asked.catch((error) => error);
	await setImmediate();
	input.write(key);
	return end.finally(() => prompter.close());
}

test("x and Ctrl-C end every screen that the interview shows", async () => {
	const views = await viewsOf(content);
	expect(views.length).toBeGreaterThan(100);
	for (const view of views) {
		expect(await endOf(view, "x")).toMatchObject({ code: "left" });
		expect(await endOf(view, KEY.ctrlC)).toMatchObject({ code: "stopped" });
	}
});
