import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test } from "vitest";
import { Listener } from "../support/listener";
import { Person, walk } from "../support/person";
import { AGAIN, type Terminal } from "../support/terminal";

let open: Terminal | undefined;
afterEach(() => open?.kill("SIGKILL"));

/** Screens one below the other, as they were seen. */
const recorded = (screens: string[]) =>
	screens.map((screen) => `${screen.replace(/ +$/gm, "").trim()}\n`).join(`${"-".repeat(40)}\n`);

const file = (name: string) => `../recordings/${name}.txt`;
const read = (name: string) => readFileSync(new URL(file(name), import.meta.url), "utf8");

describe("recorded as it is seen", AGAIN, () => {
	test("a full run", async () => {
		const person = new Person(["--full"], { lingers: true });
		open = person.terminal;
		await walk(person);
		await person.finishes();
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

test.each(["README.md", "docs/terminal.md"])("%s shows what was recorded", (page) => {
	const answer = readFileSync("test/reports/answer-former-partner.txt", "utf8");
	const all = [...["full-run", "plain-run", "leaving"].map(read), answer].join("\n");
	const blocks = [...readFileSync(page, "utf8").matchAll(/```text\n(.*?)```/gs)].map(([, block = ""]) => block);
	expect(blocks.length).toBeGreaterThan(1);
	for (const block of blocks) for (const part of block.split("[…]\n")) expect(all).toContain(part);
});
