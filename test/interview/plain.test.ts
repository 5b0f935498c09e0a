import { readFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { unseal } from "../../src/platform/sealed-file";
import { Listener } from "../support/listener";
import { starter, temporaryFolder } from "../support/run";
import { AGAIN, KEY } from "../support/terminal";

const { words } = content;
const { plain, left, start } = words.keyboard;
const folder = temporaryFolder();

const listens = starter(Listener);
const flat = (text: string) => text.replace(/\s+/g, " ");
/** Starts in plain lines, and goes on to the first list. */
async function atSafety() {
	const person = listens(["--plain"]);
	await person.answers("2", "1");
	return person;
}

describe.concurrent("plain lines", AGAIN, () => {
	test("ask everything, with not one control code", async () => {
		const person = listens(["--plain", "--full"], { lingers: true });
		await person.goesOnToResult();
		person.types("0");
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(person.terminal.written.replaceAll("\r\n", "\n").match(/[^\n -~]/g)).toBeNull();
		for (const { title } of content.screens.slice(1)) expect(person.terminal.written).toContain(`${title}.`);
	});

	test("take numbers with marks, and say back what was understood", async () => {
		const person = await atSafety();
		const heard = flat(await person.answers("1 3? 0", ""));
		expect(heard).toContain("3 of 9. Your safety.");
		expect(heard).toContain(
			"Yes: A threat to kill or badly hurt. Not sure: A weapon, shown or at hand. The rest: no. Go on. 4 of 9",
		);
	});

	test("keep marks until a line goes on, and take one back", async () => {
		const person = await atSafety();
		await person.answers("1", "3?", "1-");
		const heard = flat(await person.hears());
		expect(heard).toContain("Not sure: A weapon, shown or at hand.");
		expect(heard).not.toContain("Yes:");
	});

	test.each(["", "h"])("say the question again after %j", async (line) => {
		const person = await atSafety();
		await person.answers("1", line);
		const heard = flat(await person.hears());
		expect(heard).toContain("Has any of this happened?");
		expect(heard).toContain("Yes: A threat to kill or badly hurt.");
	});

	test.each(["9", "1!", "0 1", "yes", "12", "1 0?"])("answer nothing after %j", async (line) => {
		const person = await atSafety();
		await person.answers(line);
		const heard = flat(await person.hears());
		expect(heard).toContain(plain.wrong);
		expect(heard).not.toContain("4 of 9");
	});

	test("answer nothing when several lines come at once", async () => {
		const person = await atSafety();
		await person.hears();
		person.types("0\r0\r0");
		await person.terminal.shows(plain.several);
		await person.hears();
		expect(person.terminal.written).not.toContain("4 of 9");
	});

	test("take how often, and what is not true", async () => {
		const person = await atSafety();
		await person.answers("0", "1 3 0", "0", "0", "1+ 2 0", "1 2-");
		const heard = flat(await person.hears());
		expect(flat(person.terminal.written)).toContain(
			"More than once: Threats, sent or said. Ten times or more: Unwanted contact of any kind. The rest: once. Go on.",
		);
		expect(heard).toContain("Yes: You did not want it. No: It upset or distressed you.");
	});

	test("go back with b, with what was marked", async () => {
		const person = await atSafety();
		await person.answers("1 0", "b");
		expect(flat(await person.hears())).toContain("Yes: A threat to kill or badly hurt.");
	});

	test.each(["x", "X", "xxx"])("leave at once with %s", async (line) => {
		const person = await atSafety();
		await person.answers(line);
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect((await person.terminal.text()).trim()).toBe(left);
	});

	test("show no passphrase, and seal with what was typed", async () => {
		const file = join(folder, "answers.json");
		const person = listens(["--plain", "--save", file]);
		// No danger, go on, with a passphrase.
		await person.answers("2", "1", "2", "zoë räumt auf", "zoë räumt auf");
		await person.hears();
		expect(person.terminal.written).not.toMatch(/zo|umt auf/);
		person.terminal.press(KEY.ctrlC);
		await person.terminal.exited;
		expect(JSON.parse(await unseal(readFileSync(file, "utf8"), "zoë räumt auf")).answers["danger-now"]).toBe("no");
	});

	test("let a passphrase be edited, hide it after Ctrl-Z too, and stop there with Ctrl-C", async () => {
		const file = join(folder, "edited.json");
		const person = listens(["--plain", "--save", file]);
		await person.answers("2", "1", "2");
		for (const keys of ["kqxw\x7fvzj", "jjj\x15kqx\x1avzj"]) {
			await person.hears();
			for (const key of keys) {
				person.terminal.press(key);
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			person.types("");
		}
		await person.answers("1");
		await person.hears();
		person.terminal.press(KEY.ctrlC);
		await person.terminal.exited;
		expect(person.terminal.written).not.toMatch(/kq|vz|jj/);
		expect(person.terminal.written).not.toContain(plain.several);
		expect(JSON.parse(await unseal(readFileSync(file, "utf8"), "kqxvzj")).answers["danger-now"]).toBe("no");

		const again = listens(["--plain", "--resume", file]);
		await again.hears();
		again.terminal.press(`kqx${KEY.ctrlC}`);
		expect((await again.terminal.exited).exitCode).toBe(130);
		expect(again.terminal.written).not.toContain("kqx");
	});

	test("stop with Ctrl-C and at the end of input", async () => {
		for (const key of [KEY.ctrlC, KEY.ctrlD]) {
			const person = await atSafety();
			await person.hears();
			person.terminal.press(key);
			expect((await person.terminal.exited).exitCode).toBe(130);
			expect(await person.terminal.text()).toContain(words.stopped);
		}
	});

	test.each([
		["the first screen", [], {}],
		["TERM=dumb", [], { TERM: "dumb" }],
		["TERM=vt100", [], { TERM: "vt100" }],
		["ACCESSIBLE", [], { ACCESSIBLE: "1" }],
		["no TERM", [], {}],
	])("are used by %s", async (name, args, env) => {
		const script = name === "no TERM" ? 'unset TERM; exec "$0" "$@"' : undefined;
		const person = listens(args, { env, ...(script && { script }) });
		if (name === "the first screen") {
			await person.terminal.shows(start["plain-lines"]);
			person.terminal.press("6");
		}
		expect(flat(await person.hears())).toContain(flat(plain.leave));
		await person.terminal.window();
		expect(person.terminal.alternate).toBe(false);
	});

	test("show whom to call from the start, and come back", async () => {
		const person = listens(["--plain"]);
		await person.answers("5", "0");
		const heard = await person.hears();
		expect(person.terminal.written).toContain("0808 802 0300");
		expect(heard).toContain("danger right now");
	});
});
