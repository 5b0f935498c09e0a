import content from "virtual:content";
import { afterEach, describe, expect, test } from "vitest";
import { Person, walk } from "../support/person";
import { AGAIN, KEY } from "../support/terminal";

const { words } = content;
const { keyboard } = words;

let person: Person | undefined;
afterEach(() => person?.terminal.kill("SIGKILL"));
const sit = (...of: ConstructorParameters<typeof Person>) => {
	person = new Person(...of);
	return person;
};
const flat = (text: string) => text.replace(/\s+/g, " ");

/** Waits until the window shows what is wanted. */
async function showing(person: Person, wanted: (text: string) => boolean) {
	for (const until = Date.now() + 10_000; ; ) {
		const { text } = await person.sees();
		if (text.trim() !== "" && wanted(text)) return text;
		if (Date.now() > until) throw new Error(`never as wanted:\n${text}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/** Whether the whole text is on a screen of so many columns, down to its foot. */
const fits = (columns: number) => (text: string) =>
	text.split("\n").every((line) => line.length < columns) &&
	flat(text).includes(keyboard.keys.leave);

describe("in whatever window", AGAIN, () => {
	test.each([
		[40, 24],
		[80, 24],
		[132, 50],
	])(
		"of %i by %i, a whole run fits: no line is cut, and how to leave is on every screen",
		{
			timeout: 60_000,
		},
		async (columns, rows) => {
			const person = sit([], { columns, rows });
			await walk(person, ({ text }) => {
				expect(flat(text)).toContain(keyboard.keys.leave);
				for (const line of text.split("\n"))
					expect(line.length).toBeLessThan(Math.min(columns, 80));
				return text.includes(keyboard.finish.question);
			});
			expect(person.pressed.length).toBeGreaterThan(45);
		},
	);

	test("made narrower and wider again in mid-question, it asks the same and keeps the ticks", async () => {
		const person = sit();
		await walk(person, ({ choices }) => choices.some((it) => it.ticked));
		const { text } = await person.sees();
		person.terminal.resize(40, 20);
		const narrow = await showing(person, fits(40));
		expect(flat(narrow)).toContain("(more below)");
		person.terminal.resize(80, 24);
		await showing(person, (now) => now === text);
		await person.goesOn();
		await person.isAsked(words.untickedQuestion);
	});

	test("what is being read is set anew when the window is made narrower", async () => {
		const person = sit(["--short"]);
		await walk(person, ({ text }) => text.includes(keyboard.review.offer));
		await person.chooses(keyboard.review.result);
		await person.terminal.shows(words.report.urgentTitle.toUpperCase());
		person.terminal.resize(40, 24);
		const narrow = await showing(person, fits(40));
		expect(narrow.split("\n")[1]?.toUpperCase()).toBe(
			words.report.urgentTitle.toUpperCase(),
		);
	});

	test("a paste of many lines answers nothing, marked as one or not", async () => {
		const person = sit();
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

	test("letters do what arrows do, where arrows do not arrive", async () => {
		const person = sit();
		await walk(person, ({ kind }) => kind === "tick");
		await person.presses("j");
		await person.presses("j");
		await person.presses(" ");
		await person.presses("k");
		await person.presses(" ");
		const { choices } = await person.sees();
		expect(choices.slice(0, 3).map(({ ticked }) => ticked)).toEqual([
			true,
			true,
			false,
		]);
		await person.presses(KEY.down);
		await person.presses(KEY.enter);
		await person.isAsked(words.untickedQuestion);
	});

	// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what sets a colour.
	const colour = /\x1b\[(?!\?|2J|3J|H)[0-9;]*m/;
	test.each([
		["plain colours", {}, [], true],
		["NO_COLOR", { NO_COLOR: "1" }, [], false],
		["an empty NO_COLOR", { NO_COLOR: "" }, [], true],
		["FORCE_COLOR=0", { FORCE_COLOR: "0" }, [], false],
		[
			"NO_COLOR and FORCE_COLOR",
			{ NO_COLOR: "1", FORCE_COLOR: "1" },
			[],
			false,
		],
		["--no-color", { FORCE_COLOR: "1" }, ["--no-color"], false],
	] as [string, Record<string, string>, string[], boolean][])(
		"with %s, headings are bold or not, and no colour is set that a background could hide",
		async (_what, env, args, coloured) => {
			const person = sit(args, { env });
			await walk(person, ({ kind }) => kind === "tick");
			const codes = person.terminal.written.match(
				new RegExp(colour.source, "g"),
			);
			expect(codes !== null).toBe(coloured);
			for (const code of codes ?? [])
				expect(["\x1b[1m", "\x1b[22m", "\x1b[7m", "\x1b[27m"]).toContain(code);
		},
	);

	test("nothing but ASCII is drawn around the questions", async () => {
		const person = sit();
		await walk(person, ({ kind }) => kind === "tick");
		expect(person.terminal.written).not.toMatch(/\P{ASCII}/u);
	});
});
