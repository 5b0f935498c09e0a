import content from "virtual:content";
import { afterEach, describe, expect, test } from "vitest";
import { Person, resumeAtResult, walk } from "../support/person";
import { temporaryFolder } from "../support/run";
import { AGAIN, KEY } from "../support/terminal";

const { words } = content;
const { keyboard } = words;

const temporary = temporaryFolder();
let person: Person | undefined;
afterEach(() => person?.terminal.kill("SIGKILL"));
const start = (...args: ConstructorParameters<typeof Person>) => {
	person = new Person(...args);
	return person;
};
const flat = (text: string) => text.replace(/\s+/g, " ");

/** Waits until the window shows what is wanted, and returns it. */
async function shows(person: Person, wanted: (text: string) => boolean) {
	for (const until = Date.now() + 10_000; ; ) {
		const { text } = await person.sees();
		if (text.trim() !== "" && wanted(text)) return text;
		if (Date.now() > until) throw new Error(`never showed that:\n${text}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** Whether every line is narrower than this, and the foot is shown. */
const fits = (columns: number) => (text: string) =>
	text.split("\n").every((line) => line.length < columns) && flat(text).includes(keyboard.keys.leave);

describe("in any window", AGAIN, () => {
	test("a whole run fits in 40 by 24: no line is cut, and how to leave is on every screen", {
		timeout: 60_000,
	}, async () => {
		const person = start([], { columns: 40, rows: 24 });
		await walk(person, ({ text }) => {
			expect(text).toSatisfy(fits(40));
			return text.includes(keyboard.review.offer);
		});
		expect(person.pressed.length).toBeGreaterThan(45);
	});

	test("no line is wider than 79 columns in a wide window", async () => {
		const person = start([], { columns: 132, rows: 50 });
		await walk(person, ({ text, question }) => {
			expect(text).toSatisfy(fits(80));
			return question.includes(words.howOften);
		});
	});

	test("a list keeps its ticks when the window is made narrower and wider again", async () => {
		const person = start();
		await walk(person, ({ choices }) => choices.some((it) => it.ticked));
		const { text } = await person.sees();
		person.terminal.resize(40, 20);
		const narrow = await shows(person, fits(40));
		expect(flat(narrow)).toContain("(more below)");
		person.terminal.resize(80, 24);
		await shows(person, (now) => now === text);
		await person.goesOn();
		await person.isAsked(words.untickedQuestion);
	});

	test("the result is wrapped again when the window is made narrower", async () => {
		const person = await resumeAtResult(temporary, (args) => start(args));
		person.terminal.resize(40, 24);
		const narrow = await shows(person, fits(40));
		expect(narrow.split("\n")[1]?.toUpperCase()).toBe(words.report.urgentTitle.toUpperCase());
	});

	test("a paste of many lines answers nothing, marked as one or not", async () => {
		const person = start();
		await walk(person, ({ kind }) => kind === "tick");
		const before = (await person.sees()).text;
		for (const paste of [
			"1\r2\r3\r1\r1\r0\r0\r1\r",
			"\x1b[200~1\r1\r1\r0\r\x1b[201~",
			"everything they wrote, x and b and 1 and all\r",
		]) {
			person.terminal.press(paste);
			await new Promise((resolve) => setTimeout(resolve, 200));
			expect((await person.sees()).text).toBe(before);
		}
		await person.presses("1");
		expect((await person.sees()).choices[0]?.ticked).toBe(true);
	});

	test("j and k move like the arrows", async () => {
		const person = start();
		await walk(person, ({ kind }) => kind === "tick");
		await person.presses("j");
		await person.presses("j");
		await person.presses(" ");
		await person.presses("k");
		await person.presses(" ");
		const { choices } = await person.sees();
		expect(choices.slice(0, 3).map(({ ticked }) => ticked)).toEqual([true, true, false]);
		await person.presses(KEY.down);
		await person.presses(KEY.enter);
		await person.isAsked(words.untickedQuestion);
	});

	// biome-ignore lint/suspicious/noControlCharactersInRegex: it sets a colour.
	const colour = /\x1b\[(?!\?|2J|3J|H)[0-9;]*m/;
	test.each([
		["no option", {}, [], true],
		["NO_COLOR", { NO_COLOR: "1" }, [], false],
		["an empty NO_COLOR", { NO_COLOR: "" }, [], true],
		["FORCE_COLOR=0", { FORCE_COLOR: "0" }, [], false],
		["NO_COLOR and FORCE_COLOR", { NO_COLOR: "1", FORCE_COLOR: "1" }, [], false],
		["--no-color", { FORCE_COLOR: "1" }, ["--no-color"], false],
	] as [string, Record<string, string>, string[], boolean][])(
		"%s decides whether headings are bold, and nothing is drawn in colours or beyond ASCII",
		async (_what, env, args, coloured) => {
			const person = start(args, { env });
			await walk(person, ({ kind }) => kind === "tick");
			const codes = person.terminal.written.match(new RegExp(colour.source, "g"));
			expect(codes !== null).toBe(coloured);
			expect(person.terminal.written).not.toMatch(/\P{ASCII}/u);
			for (const code of codes ?? []) expect(["\x1b[1m", "\x1b[22m", "\x1b[7m", "\x1b[27m"]).toContain(code);
		},
	);
});
