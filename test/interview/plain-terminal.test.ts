import content from "virtual:content";
import { afterEach, describe, expect, test } from "vitest";
import { Listener } from "../support/listener";
import { AGAIN, KEY, Terminal } from "../support/terminal";

const { words } = content;
const { keyboard } = words;
const { plain } = keyboard;

let open: Terminal | undefined;
afterEach(() => open?.kill("SIGKILL"));
const listen = (...args: ConstructorParameters<typeof Terminal>) => {
	const person = new Listener(...args);
	open = person.terminal;
	return person;
};

describe("in plain lines", AGAIN, () => {
	test("a whole run writes no control codes, and shows the result once with its signposts last", async () => {
		const person = listen(["--plain"], { lingers: true });
		const { terminal } = person;
		const heard = await person.goesOnUntil(keyboard.finish.question);
		expect(heard.length).toBeGreaterThan(40);
		const before = terminal.written.length;
		person.types("1");
		expect((await terminal.exited).exitCode).toBe(0);
		expect(terminal.written).not.toContain("\x1b");
		expect(terminal.written).not.toContain("\b");
		// Lines end as they do on every terminal; nothing returns to their start.
		expect(terminal.written.replaceAll("\r\n", "")).not.toContain("\r");
		const after = terminal.written.slice(before);
		expect(after.replace(/\s+/g, " ").trim()).toBe(`1 ${plain.chosen}: ${keyboard.finish.keep}`);
		const flat = terminal.written.replace(/\s+/g, " ");
		const title = words.report.urgentTitle.toUpperCase();
		expect(flat.split(title)).toHaveLength(2);
		expect(flat.indexOf(words.report.moreSignposts)).toBeGreaterThan(flat.indexOf(title));
	});

	test.each([
		["--plain", ["--plain"], {}],
		["ACCESSIBLE=1", [], { ACCESSIBLE: "1" }],
		["TERM=dumb", [], { TERM: "dumb" }],
	] as [string, string[], Record<string, string>][])(
		"%s starts with lines, and explains once how to answer and how to leave",
		async (_way, args, env) => {
			const person = listen(args, { env });
			const [first, ...others] = await person.goesOnUntil("How often");
			expect(first?.replace(/\s+/g, " ")).toContain(plain.leave);
			expect(first).toContain(plain.choose);
			const rest = others.join("").replace(/\s+/g, " ");
			expect(rest).not.toContain(plain.choose);
			expect(rest.split(plain.back)).toHaveLength(2);
			expect(person.terminal.alternate).toBe(false);
			expect(person.terminal.written).not.toContain("\x1b");
		},
	);

	test.each(["0", "", "false"])("ACCESSIBLE=%j asks on the alternate screen", async (ACCESSIBLE) => {
		const terminal = new Terminal([], { env: { ACCESSIBLE } });
		open = terminal;
		await terminal.shows(words.welcome[0] as string);
		expect(terminal.alternate).toBe(true);
	});

	test("plain lines can be chosen on the first screen, and repeat how to leave", async () => {
		const terminal = new Terminal();
		open = terminal;
		await terminal.shows(keyboard.keys.read);
		terminal.press("0");
		await terminal.shows(keyboard.plainLines);
		terminal.press("3");
		await terminal.shows(plain.leave);
		expect(terminal.alternate).toBe(false);
		const before = terminal.written.length;
		await terminal.shows(plain.number.trim());
		terminal.press("1\r");
		await terminal.shows(/danger right now.*Your number:/);
		expect(terminal.written.slice(before)).not.toContain("\x1b");
	});

	const half = async (...args: ConstructorParameters<typeof Terminal>) => {
		const person = listen(...args);
		await person.goesOnUntil("How often");
		return person;
	};

	test("x leaves at once and clears the window", async () => {
		const person = await half(["--plain"]);
		person.types("x");
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(await person.terminal.text()).toBe(keyboard.left);
	});

	test("x on a terminal that cannot be cleared leaves without control codes", async () => {
		const person = await half([], { env: { TERM: "dumb" } });
		person.types("X");
		expect((await person.terminal.exited).exitCode).toBe(0);
		expect(person.terminal.written).not.toContain("\x1b");
		expect(person.terminal.written.trim().endsWith(keyboard.left)).toBe(true);
	});

	test.each([
		["Ctrl-C", (terminal: Terminal) => terminal.press(KEY.ctrlC)],
		["Ctrl-D", (terminal: Terminal) => terminal.press(KEY.ctrlD)],
		// By default it may leave a copy of the memory on disk.
		["Ctrl-\\", (terminal: Terminal) => terminal.press("\x1c")],
		["SIGTERM", (terminal: Terminal) => terminal.kill("SIGTERM")],
		["SIGHUP", (terminal: Terminal) => terminal.kill("SIGHUP")],
	])("%s stops without a result", async (_way, stop) => {
		const person = await half(["--plain"]);
		stop(person.terminal);
		expect((await person.terminal.exited).exitCode).toBe(130);
		const { written } = person.terminal;
		expect(written.trim().endsWith(words.stopped)).toBe(true);
		expect(written).not.toContain(words.report.resultTitle.toUpperCase());
	});

	test("a line without an end answers nothing", async () => {
		const person = await half(["--plain"]);
		person.terminal.press("1");
		await new Promise((resolve) => setTimeout(resolve, 100));
		person.terminal.press(KEY.ctrlD);
		person.terminal.press(KEY.ctrlD);
		expect((await person.terminal.exited).exitCode).toBe(130);
		const last = person.terminal.written.split(plain.number).at(-1);
		expect(last).not.toContain(plain.chosen);
	});

	test("a paste of several lines answers nothing, and says so", async () => {
		const person = await half(["--plain"]);
		person.types("1\r2\r3\r1\r1\r1");
		const said = await person.hears();
		expect(said).toContain(plain.several);
		expect(said).not.toContain(plain.chosen);
		expect(said).toContain("How often");
	});

	test("no line is wider than 40 columns in a window of 40", async () => {
		const person = listen(["--plain"], { columns: 40 });
		const said = await person.goesOnUntil("How often");
		for (const line of said.join("").split("\r\n")) expect(line.length).toBeLessThanOrEqual(40);
	});
});
