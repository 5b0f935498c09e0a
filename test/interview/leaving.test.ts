import { writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { afterEach, describe, expect, test } from "vitest";
import { Person, walk } from "../support/person";
import { temporaryFolder } from "../support/run";
import { AGAIN, KEY, type Terminal } from "../support/terminal";

const { words } = content;
const { keyboard } = words;

const folder = temporaryFolder();
let open: Terminal[] = [];
afterEach(() => {
	for (const terminal of open) terminal.kill("SIGKILL");
	open = [];
});
const sit = (...of: ConstructorParameters<typeof Person>) => {
	const person = new Person(...of);
	open.push(person.terminal);
	return person;
};

/** What is in a window before the program is started in it. */
const EARLIER = "this was here before";

/** A shell in which something was done before, in a window with that much to scroll back to, and the program in it. */
function inAShell(): Person {
	const script = `i=0; while [ $i -lt 40 ]; do echo "${EARLIER} $i"; i=$((i+1)); done; "$0" "$@"; code=$?; sleep 0.3; exit $code`;
	return sit([], { script });
}

/** Says, of a program that has gone, that nothing answered or asked is anywhere, and that the terminal is as it was. */
async function isClean({ terminal }: Person, said: string) {
	expect(terminal.alternate).toBe(false);
	expect((await terminal.text()).replace(/\s+/g, " ")).toBe(said);
	expect(terminal.written.lastIndexOf("\x1b[?25h")).toBeGreaterThan(
		terminal.written.lastIndexOf("\x1b[?25l"),
	);
	expect(terminal.written.lastIndexOf("\x1b[?2004l")).toBeGreaterThan(
		terminal.written.lastIndexOf("\x1b[?2004h"),
	);
}

const ways: [string, number, string, (terminal: Terminal) => void][] = [
	["x", 0, keyboard.left, (terminal) => terminal.press("x")],
	["Ctrl-C", 130, words.stopped, (terminal) => terminal.press(KEY.ctrlC)],
	["Ctrl-D", 130, words.stopped, (terminal) => terminal.press(KEY.ctrlD)],
	["SIGTERM", 130, words.stopped, (terminal) => terminal.kill("SIGTERM")],
	["SIGHUP", 130, words.stopped, (terminal) => terminal.kill("SIGHUP")],
	["SIGINT", 130, words.stopped, (terminal) => terminal.kill("SIGINT")],
	["SIGQUIT", 130, words.stopped, (terminal) => terminal.kill("SIGQUIT")],
];

describe("leaving", AGAIN, () => {
	test.each(ways)(
		"by %s from a list that is half ticked leaves a clean terminal and tells nothing",
		async (_way, code, said, leave) => {
			const person = sit();
			await walk(person, ({ choices }) => choices.some((it) => it.ticked));
			leave(person.terminal);
			expect((await person.terminal.exited).exitCode).toBe(code);
			await isClean(person, said);
		},
	);

	test.each(ways)(
		"by %s from the first screen, and from the result, does too",
		async (_way, code, said, leave) => {
			const first = sit();
			await first.terminal.shows(words.welcome[0] as string);
			leave(first.terminal);
			expect((await first.terminal.exited).exitCode).toBe(code);
			await isClean(first, said);

			const last = sit(["--short"]);
			await walk(last, ({ text }) => text.includes(keyboard.review.offer));
			await last.chooses(keyboard.review.result);
			await last.terminal.shows(words.report.urgentTitle.toUpperCase());
			leave(last.terminal);
			expect((await last.terminal.exited).exitCode).toBe(code);
			await isClean(last, said);
		},
	);

	test("by x or Ctrl-C is possible at every screen of a whole run", {
		timeout: 300_000,
	}, async () => {
		const first = sit();
		await walk(first, ({ text }) => text.includes(keyboard.finish.question));
		expect(first.pressed.length).toBeGreaterThan(50);
		const last = { screen: await first.terminal.window(), keys: "" };
		const all = [...first.pressed, last];
		for (const [at, { screen }] of all.entries())
			for (const [, code, said, leave] of ways.slice(0, 2)) {
				const person = sit();
				await person.follows(all.slice(0, at));
				await person.follows([{ screen, keys: "" }]);
				leave(person.terminal);
				expect((await person.terminal.exited).exitCode).toBe(code);
				await isClean(person, said);
			}
	});

	test("by x clears what was there before too; by Ctrl-C leaves it", async () => {
		for (const [key, stays] of [
			["x", false],
			[KEY.ctrlC, true],
		] as const) {
			const person = inAShell();
			await walk(person, ({ choices }) => choices.some((it) => it.ticked));
			person.terminal.press(key);
			await person.terminal.exited;
			const text = await person.terminal.text();
			expect(text.includes(`${EARLIER} 0`)).toBe(stays);
			expect(text.includes(`${EARLIER} 39`)).toBe(stays);
			expect(text.endsWith(stays ? words.stopped : keyboard.left)).toBe(true);
		}
	});

	test("covers the questions before the window goes back to what it was", async () => {
		const person = sit();
		await walk(person, ({ choices }) => choices.some((it) => it.ticked));
		const before = person.terminal.written.length;
		person.terminal.press("x");
		await person.terminal.exited;
		const last = person.terminal.written.slice(before);
		const at = (code: string) => last.indexOf(code);
		expect(at("\x1b[2J")).toBeLessThan(at("\x1b[?1049l"));
		expect(at("\x1b[?1049l")).toBeLessThan(at("\x1b[2J\x1b[3J\x1b[H"));
		const [covered = ""] = last.split("\x1b[?1049l");
		expect(covered).not.toMatch(/[a-z]{3}/);
	});

	test("by Ctrl-Break, which there is on Windows only, leaves a clean terminal", async () => {
		const file = join(folder, "break.cjs");
		writeFileSync(
			file,
			'process.on("SIGUSR2", () => process.emit("SIGBREAK", "SIGBREAK"));',
		);
		const person = sit([], { env: { NODE_OPTIONS: `--require ${file}` } });
		await walk(person, ({ choices }) => choices.some((it) => it.ticked));
		person.terminal.kill("SIGUSR2");
		expect((await person.terminal.exited).exitCode).toBe(130);
		await isClean(person, words.stopped);
	});

	test("by closing the window ends the program, whatever it was doing", async () => {
		const person = sit();
		await walk(person, ({ choices }) => choices.some((it) => it.ticked));
		person.terminal.hangUp();
		const { exitCode, signal } = await person.terminal.exited;
		// Not by a signal: a program that aborts may leave a copy of its memory on the disk.
		expect([exitCode, signal]).toEqual([130, 0]);
	});

	test("by x is the same in capitals, and Ctrl-Z does nothing", async () => {
		const person = sit();
		await walk(person, ({ choices }) => choices.some((it) => it.ticked));
		person.terminal.press("\x1a");
		await person.presses("1");
		expect(person.terminal.alternate).toBe(true);
		person.terminal.press("X");
		expect((await person.terminal.exited).exitCode).toBe(0);
		await isClean(person, keyboard.left);
	});
});
