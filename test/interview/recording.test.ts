import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import content from "../support/built-in/content";
import { Listener } from "../support/listener";
import { Person, walk } from "../support/person";
import { type Frame, picture } from "../support/picture";
import { jsonIn } from "../support/run";
import { AGAIN, type Terminal } from "../support/terminal";

let open: Terminal | undefined;
afterEach(() => open?.kill("SIGKILL"));

/** Screens one below the other, as they were seen. */
const recorded = (screens: string[]) =>
	screens.map((screen) => `${screen.replace(/ +$/gm, "").trim()}\n`).join(`${"-".repeat(40)}\n`);

/** Seconds for which a screen that is new is shown, and one in which a row was marked. */
const [NEW_SCREEN, MARK] = [2, 0.6];

const file = (name: string) => `../recordings/${name}.txt`;
const read = (name: string) => readFileSync(new URL(file(name), import.meta.url), "utf8");

describe("recorded as it is seen", AGAIN, () => {
	test("a full run", async () => {
		const person = new Person(["--full"], { lingers: true });
		open = person.terminal;
		await walk(person);
		await person.finishes();
		// What the person finishes with stays there, and says so last.
		const window = await person.terminal.window();
		expect(window.trimEnd().split("\n").at(-1)).toBe(content.words.keyboard.result.printed);
		const screens = person.pressed.map(({ screen }) => screen);
		await expect(recorded(screens)).toMatchFileSnapshot(file("full-run"));
	});

	test("a run in plain lines", async () => {
		const person = new Listener(["--plain"], { lingers: true });
		open = person.terminal;
		await person.goesOnToResult();
		person.types("0");
		await person.terminal.exited;
		const said = person.terminal.written.replaceAll("\r\n", "\n");
		await expect(recorded([said])).toMatchFileSnapshot(file("plain-run"));
	});

	test("leaving at once", async () => {
		const person = new Person();
		open = person.terminal;
		await walk(person, ({ rows }) => rows.some(({ mark }) => mark));
		const { text } = await person.sees();
		person.terminal.press("x");
		await person.terminal.exited;
		await expect(recorded([text, await person.terminal.text()])).toMatchFileSnapshot(file("leaving"));
	});
});

test("drawn as it is seen: from the first screen to the answer, and the answer alone", AGAIN, async () => {
	const [{ keys }] = jsonIn("test/interview/personas.json").personas;
	const person = new Person([]);
	open = person.terminal;
	await person.isAsked("danger right now?");
	const frames: Frame[] = [{ lines: await person.terminal.look(), seconds: NEW_SCREEN }];
	const titleOf = ({ lines: [first = []] }: Frame) => first.map(({ text }) => text).join("");
	for (const key of keys.join("")) {
		await person.presses(key);
		const frame = { lines: await person.terminal.look(), seconds: MARK };
		const before = frames.at(-1);
		// Before a screen goes, its marks can be read.
		if (before && titleOf(before) !== titleOf(frame))
			[before.seconds, frame.seconds] = [before.seconds + MARK, NEW_SCREEN];
		frames.push(frame);
	}
	await expect(recorded([await person.terminal.window()])).toMatchFileSnapshot(file("answer"));
	const what = "The words are in README.md and docs/terminal.md.";
	const moving = picture(frames, 80, "An interview at a terminal, from the first screen to the answer", what);
	await expect(moving).toMatchFileSnapshot("../../docs/interview.svg");
	const still = picture(frames.slice(-1), 80, "The answer of an interview at a terminal", what);
	await expect(still).toMatchFileSnapshot("../../docs/answer.svg");
	expect(Math.max(moving.length, still.length)).toBeLessThan(60_000);
});

test.each(["README.md", "docs/terminal.md"])("%s shows what was recorded", (page) => {
	const all = ["full-run", "plain-run", "leaving", "answer"].map(read).join("\n");
	const blocks = [...readFileSync(page, "utf8").matchAll(/```text\n(.*?)```/gs)].map(([, block = ""]) => block);
	expect(blocks.length).toBeGreaterThan(1);
	for (const block of blocks) for (const part of block.split("[…]\n")) expect(all).toContain(part);
});
