import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import content from "virtual:content";
import { describe, expect, test, vi } from "vitest";
import { wordedFor } from "../../src/content/wording";
import { lineInput } from "../../src/interview/line-input";
import { plainPrompter } from "../../src/interview/plain";
import { BACK } from "../../src/interview/prompter";
import { CLEAR_ALL, type Terminal } from "../../src/interview/terminal";
import { NO_COLOURS } from "../../src/platform/colours";

const { words } = content;
const { keyboard } = words;
const { plain } = keyboard;
const LEFT = { code: "left", message: keyboard.left };
const STOPPED = { code: "stopped", message: words.stopped };

/** Longer than it takes for lines to have come together. */
const TYPED_LATER = 60;

/** A terminal that only ever adds lines, with somebody who waits to be asked. */
function open({ columns = 80, moves = true } = {}) {
	const setRawMode = vi.fn();
	const input = Object.assign(new PassThrough(), { setRawMode });
	const output = Object.assign(new PassThrough(), { columns });
	const controller = new AbortController();
	let said = "";
	output.on("data", (chunk) => {
		said += chunk;
	});
	const terminal = {
		input,
		output,
		signal: controller.signal,
		moves,
		colours: NO_COLOURS,
	} as unknown as Terminal;
	let heard = 0;
	/** Waits until something is asked again; gives what was said since the last time. */
	const asked = async () => {
		const until = Date.now() + 5000;
		while (said.length === heard || !/: $/.test(said)) {
			if (Date.now() > until) throw new Error(`never asked, but said: ${said}`);
			await wait(1);
		}
		const since = said.slice(heard);
		heard = said.length;
		return since;
	};
	/** Types what is given, each when something is asked; gives what was said before each. */
	const types = async (...typed: string[]) => {
		const before: string[] = [];
		for (const text of typed) {
			before.push(await asked());
			input.write(text);
		}
		return before;
	};
	return {
		terminal,
		input,
		setRawMode,
		controller,
		asked,
		types,
		said: () => said,
	};
}

/** The same, with the prompter that asks there. */
function start(options: Parameters<typeof open>[0] = {}) {
	const opened = open(options);
	return { ...opened, prompter: plainPrompter(opened.terminal, words) };
}

const flat = (text: string) => text.replace(/\s+/g, " ");
const times = (text: string, part: string) => flat(text).split(flat(part)).length - 1;

const yesNo = content.answerSets.find(({ id }) => id === "yes-no");
const unsaid = [...(yesNo?.options ?? [])].map(({ id, label }) => ({
	id,
	label,
}));
const choices = [...unsaid, { id: "skip", label: words.skip }];
const idOf = (label: string) => choices.find((it) => it.label === label)?.id as string;
const question = { question: "Is it so?" };

/** The real lists of which one is asked for, in both voices. */
const lists = [content, wordedFor(content, "someone-else")].flatMap(({ answerSets, places, words: { skip } }) =>
	[...answerSets.map((it) => it.options), places.map(({ id, name }) => ({ id, label: name }))].map((options) => [
		...options.map(({ id, label }) => ({ id, label })),
		{ id: "skip", label: skip },
	]),
);

describe("choosing one", () => {
	test("the test uses labels of the built-in content", () => {
		expect(choices.map(({ label }) => label)).toEqual([
			"Yes",
			"No",
			"I am not sure",
			"I would rather not say",
			"Skip this",
		]);
	});

	test.each([
		["its number", "1", "Yes"],
		["its number among spaces", "  2 ", "No"],
		["the last number", "5", "Skip this"],
		["a number with a 0 before it", "03", "I am not sure"],
		["its first letter", "y", "Yes"],
		["its first letters", "i a", "I am not sure"],
		["its first word", "skip", "Skip this"],
		["its first word in capitals", "SKIP", "Skip this"],
		["the whole of it", "I would rather not say", "I would rather not say"],
	])("is made by %s", async (_how, typed, label) => {
		const { prompter, types, said } = start();
		const answer = prompter.choose(question, choices);
		await types(`${typed}\n`);
		expect(await answer).toBe(idOf(label));
		expect(said().endsWith(`${plain.chosen}: ${label}\n`)).toBe(true);
	});

	test.each([
		"0",
		"6",
		"99",
		"-1",
		"1.",
		"1,2",
		"1 2",
		"1e0",
		"99999999999999999999",
		",",
		"i",
		"yes please",
		"b",
		"?",
		"__proto__",
	])("is not made by %j, which is said, and asked again", async (typed) => {
		const { prompter, types } = start();
		const answer = prompter.choose(question, choices);
		const [, again] = await types(`${typed}\n`, "2\n");
		expect(await answer).toBe(idOf("No"));
		expect(flat(again ?? "")).toContain(`${plain.wrong} Is it so? 1. Yes`);
	});

	test("a full label chooses, although other labels begin with it", async () => {
		const alike = ["No one", "No one else", "No one at all"].map((label) => ({
			id: label,
			label,
		}));
		const { prompter, types } = start();
		const answer = prompter.choose(question, alike);
		const [, again] = await types("no on\n", "no one\n");
		expect(again).toContain(plain.wrong);
		expect(await answer).toBe("No one");
	});

	test("a blank line asks again with all choices", async () => {
		const { prompter, types } = start();
		const answer = prompter.choose(question, choices);
		const [first, second, third] = await types("\n", "  \n", "1\n");
		expect(await answer).toBe("yes");
		for (const again of [second, third]) {
			expect(again).not.toContain(plain.wrong);
			expect(again).toContain("Is it so?\n1. Yes\n2. No\n");
			expect(first).toContain("Is it so?\n1. Yes\n2. No\n");
		}
	});

	test("a blank line never chooses, even from one choice", async () => {
		const { prompter, input, types } = start();
		const answer = prompter.choose(question, choices.slice(0, 1));
		await types("\n");
		input.end("\n");
		await expect(answer).rejects.toMatchObject(STOPPED);
	});

	test("a prompt shows its heading, text, question, choices, examples and the earlier choice", async () => {
		const { prompter, types } = start();
		const answer = prompter.choose(
			{
				heading: "Part 1",
				text: ["One.", "Two."],
				question: "Is it?",
				back: true,
			},
			[
				{ id: "a", label: "First", hint: "this" },
				{ id: "b", label: "Second" },
			],
			"b",
		);
		const [said] = await types("1\n");
		expect(said).toBe(
			`\nPart 1\nOne.\nTwo.\nIs it?\n1. First (for example: this)\n2. Second\n${plain.chosen}: Second\n${plain.choose}\n${plain.back}\n${plain.number}`,
		);
		expect(await answer).toBe("a");
	});

	test("an earlier choice that is gone is not shown", async () => {
		const { prompter, types } = start();
		const answer = prompter.choose(question, choices, "gone");
		const [said] = await types("1\n");
		expect(said).not.toContain(plain.chosen);
		await answer;
	});

	test("every built-in choice has a number and a unique label, and none is b or x", async () => {
		for (const list of lists) {
			const labels = list.map(({ label }) => label.toLowerCase());
			expect(new Set(labels).size).toBe(labels.length);
			expect(labels.filter((it) => ["b", "x", ""].includes(it))).toEqual([]);
		}
		const [longest = []] = [...lists].sort((a, b) => b.length - a.length);
		for (const [i, { id, label }] of longest.entries()) {
			const { prompter, types } = start();
			const byNumber = prompter.choose(question, longest);
			await types(`${i + 1}\n`);
			expect(await byNumber).toBe(id);
			const byLabel = prompter.choose(question, longest);
			await types(`${label.toUpperCase()}\n`);
			expect(await byLabel).toBe(id);
		}
	});
});

describe("ticking any number", () => {
	test.each([
		["0", []],
		["00", []],
		["0 0", []],
		["1", ["Yes"]],
		["1 3", ["Yes", "I am not sure"]],
		["3,1", ["Yes", "I am not sure"]],
		[" 2 ,  4 ", ["No", "I would rather not say"]],
		["1.3.", ["Yes", "I am not sure"]],
		["1; 2", ["Yes", "No"]],
		["2 2", ["No"]],
		["skip", ["Skip this"]],
	])("%j ticks %j", async (typed, labels) => {
		const { prompter, types, said } = start();
		const answer = prompter.tick(question, choices, []);
		const [first] = await types(`${typed}\n`);
		expect(flat(first ?? "").endsWith(`${plain.tick} ${plain.numbers}`)).toBe(true);
		expect(await answer).toEqual(labels.map(idOf));
		const echo = labels.join("; ") || plain.none;
		expect(said().endsWith(`${plain.chosen}: ${echo}\n`)).toBe(true);
	});

	test.each([",", ". ;", "6", "1,99", "0 1", "-1", "1 x", "i", "1-3", "1 and 2", "b"])(
		"%j ticks nothing, which is said, and is asked again",
		async (typed) => {
			const { prompter, types } = start();
			const answer = prompter.tick(question, choices, ["yes"]);
			const [, again] = await types(`${typed}\n`, "2\n");
			expect(await answer).toEqual(["no"]);
			expect(again).toContain(plain.wrong);
		},
	);

	test("a blank line ticks nothing and asks again", async () => {
		const { prompter, types } = start();
		const answer = prompter.tick(question, choices, ["yes"]);
		const [, again] = await types("\n", "0\n");
		expect(await answer).toEqual([]);
		expect(again).not.toContain(plain.wrong);
	});

	test("earlier ticks are shown in the order of the choices, and replaced by the new line", async () => {
		const { prompter, types } = start();
		const before = ["skip", "yes"];
		const answer = prompter.tick(question, choices, before);
		const [said] = await types("2\n");
		expect(said).toContain(`${plain.chosen}: Yes; Skip this\n`);
		expect(await answer).toEqual(["no"]);
		const none = prompter.tick(question, choices, []);
		const [later] = await types("0\n");
		expect(later).not.toContain("; ");
		await none;
	});
});

describe("instructions", () => {
	test("each instruction is shown once", async () => {
		const { prompter, types, said } = start();
		const back = { ...question, back: true };
		const answers = (async () => [
			await prompter.choose(question, choices),
			await prompter.choose(back, choices),
			await prompter.choose(back, choices),
			await prompter.tick(back, choices, []),
			await prompter.tick(back, choices, []),
		])();
		const heard = await types("\n", "1\n", "?\n", "1\n", "1\n", "1\n", "1\n");
		await answers;
		const first = (hint: string) => heard.findIndex((it) => flat(it).includes(hint));
		for (const hint of [plain.choose, plain.tick, plain.back]) expect(times(said(), hint)).toBe(1);
		expect([plain.choose, plain.back, plain.tick].map(first)).toEqual([0, 2, 5]);
	});
});

describe("the x line", () => {
	test.each(["x", "X", " x "])("%j leaves a choice or a list", async (typed) => {
		for (const kind of ["choose", "tick"] as const)
			for (const back of [true, false]) {
				const { prompter, types } = start();
				const asking = { ...question, back };
				const answer = kind === "choose" ? prompter.choose(asking, choices) : prompter.tick(asking, choices, ["yes"]);
				const left = expect(answer).rejects.toMatchObject(LEFT);
				await types(`${typed}\n`);
				await left;
			}
	});

	test.each([false, true])("x leaves a line of text, and so names no file (secret: %s)", async (secret) => {
		const { prompter, types, setRawMode } = start();
		const left = expect(prompter.type(question, secret)).rejects.toMatchObject(LEFT);
		await types("x\n");
		await left;
		expect(setRawMode.mock.calls).toEqual(secret ? [[true], [false]] : []);
	});

	test("x within other text is text", async () => {
		const { prompter, types } = start();
		const answer = prompter.type(question);
		await types("x.txt\n");
		expect(await answer).toBe("x.txt");
	});

	test("x leaves between the parts of a text to read", async () => {
		const { prompter, types } = start();
		const reading = expect(prompter.read("One\n\nTwo")).rejects.toMatchObject(LEFT);
		await types("X\n");
		await reading;
	});
});

describe("the b line", () => {
	test.each(["b", "B"])("%j goes back where there is a way back, and is wrong elsewhere", async (typed) => {
		const { prompter, types, said } = start();
		const back = { ...question, back: true };
		const answers = (async () => [
			await prompter.choose(back, choices),
			await prompter.tick(back, choices, ["yes"]),
			await prompter.choose(question, choices),
			await prompter.tick(question, choices, []),
		])();
		await types(...[1, 2, 3, 4].flatMap((i) => (i <= 2 ? [`${typed}\n`] : [`${typed}\n`, "1\n"])));
		expect(await answers).toEqual([BACK, BACK, "yes", ["yes"]]);
		expect(times(said(), plain.wrong)).toBe(2);
	});
});

describe("several lines at once", () => {
	test("several lines answer nothing, and the question is asked again", async () => {
		for (const kind of ["choose", "tick"] as const)
			for (const lines of ["1\n2\n", "1\n\n", "x\nx\n", "1\r\n2\r\n3\r\n"]) {
				const { prompter, types } = start();
				const answer = kind === "choose" ? prompter.choose(question, choices) : prompter.tick(question, choices, []);
				const [, again] = await types(lines, "2\n");
				expect(flat(again ?? "")).toContain(`${plain.several} Is it so?`);
				expect([await answer].flat()).toEqual(["no"]);
			}
	});

	test("lines typed before the question answer nothing", async () => {
		const { prompter, input, types } = start();
		input.write("1\n");
		await wait(5);
		const answer = prompter.choose(question, choices);
		const [said] = await types("2\n");
		expect(flat(said ?? "")).toContain(plain.several);
		expect(await answer).toBe("no");
	});

	test("two lines within a moment answer nothing", async () => {
		const { prompter, input, types } = start();
		const answer = prompter.choose(question, choices);
		await types("1\n");
		await wait(5);
		input.write("3\n");
		await types("2\n");
		expect(await answer).toBe("no");
	});

	test("two lines typed in turn are two answers", async () => {
		const { prompter, types } = start();
		const answers = (async () => [
			await prompter.choose(question, choices),
			await prompter.choose(question, choices),
		])();
		await types("1\n");
		await wait(TYPED_LATER);
		await types("2\n");
		expect(await answers).toEqual(["yes", "no"]);
	});

	test("several lines are no text, and it is asked again", async () => {
		const { prompter, types } = start();
		const answer = prompter.type(question);
		const [, again] = await types("one\ntwo\n", "three\n");
		expect(again).toContain(plain.several);
		expect(await answer).toBe("three");
	});

	test("several lines do not read on", async () => {
		const { prompter, types } = start();
		const reading = prompter.read("One\n\nTwo\n\nThree");
		const heard = await types("\n\n", "\n", "\n");
		await reading;
		expect(heard[1]).toContain(plain.several);
		expect(heard.map((it) => /One|Two|Three/.exec(it)?.[0])).toEqual(["One", undefined, "Two"]);
	});
});

describe("the end of input", () => {
	const ends: [string, string][] = [
		["by itself", ""],
		["after a number without the end of its line", "1"],
		["at once after a line", "1\n"],
		["at once after a line that leaves nothing out", "yes\n"],
		["at once after several lines", "1\n2\n"],
	];
	test.each(ends)("the end of input %s stops, and answers nothing", async (_how, last) => {
		for (const kind of ["choose", "tick", "type", "read"] as const) {
			const { prompter, input, asked } = start();
			const answer =
				kind === "choose"
					? prompter.choose(question, choices)
					: kind === "tick"
						? prompter.tick(question, choices, ["yes"])
						: kind === "type"
							? prompter.type(question)
							: prompter.read("One\n\nTwo");
			const stopped = expect(answer).rejects.toMatchObject(STOPPED);
			await asked();
			input.end(last);
			await stopped;
		}
	});

	test("the end of input a moment after a line stops", async () => {
		const { prompter, input, types } = start();
		const answer = prompter.choose(question, choices);
		const stopped = expect(answer).rejects.toMatchObject(STOPPED);
		await types("1\n");
		await wait(5);
		input.end();
		await stopped;
	});

	test("the end of input stops every later question too", async () => {
		const { prompter, input, asked, said } = start();
		const answer = prompter.choose(question, choices);
		const stopped = expect(answer).rejects.toMatchObject(STOPPED);
		await asked();
		input.end();
		await stopped;
		expect(said().endsWith(`${plain.number}\n`)).toBe(true);
		await expect(prompter.tick(question, choices, [])).rejects.toMatchObject(STOPPED);
	});

	test("an abort of the signal stops, whatever was typed", async () => {
		const { prompter, input, controller, asked } = start();
		const answer = prompter.choose(question, choices);
		const stopped = expect(answer).rejects.toMatchObject(STOPPED);
		await asked();
		controller.abort();
		input.write("1\n");
		await stopped;
	});

	test("an abort before the first question stops", async () => {
		const { terminal, controller } = open();
		controller.abort();
		const prompter = plainPrompter(terminal, words);
		await expect(prompter.choose(question, choices)).rejects.toMatchObject(STOPPED);
	});
});

describe("typing a line of text", () => {
	test("a line of text is trimmed", async () => {
		const { prompter, types, setRawMode } = start();
		const answer = prompter.type({
			heading: "H",
			text: ["T."],
			question: "What?",
		});
		const [said] = await types("  a file name.txt \n");
		expect(await answer).toBe("a file name.txt");
		expect(said).toBe(`\nH\nT.\nWhat?\n${keyboard.keys.type}\n${plain.line}`);
		expect(setRawMode).not.toHaveBeenCalled();
	});

	test.each(["\n", "   \n"])("an empty line goes back: %j", async (typed) => {
		const { prompter, types } = start();
		const answer = prompter.type(question);
		await types(typed);
		expect(await answer).toBe(BACK);
	});

	test("a secret line is not echoed, and its editing keys work", async () => {
		const { prompter, types, setRawMode, said } = start();
		const answer = prompter.type(question, true);
		await types("not this\x15wrongg\x7f\x7f\b word\x01s\r");
		expect(setRawMode.mock.calls).toEqual([[true]]);
		expect(await answer).toBe("wro words");
		expect(setRawMode.mock.calls).toEqual([[true], [false]]);
		expect(said()).not.toContain("wro");
		expect(said().endsWith(`${plain.line}\n`)).toBe(true);
	});

	test("a backspace in a secret line removes one whole character", async () => {
		const { prompter, types } = start();
		const answer = prompter.type(question, true);
		await types("\x7f\x7fa😀\x7fb\r");
		expect(await answer).toBe("ab");
	});

	test("a secret line edited to nothing goes back", async () => {
		const { prompter, types } = start();
		const answer = prompter.type(question, true);
		await types("ab\x7f\x7f\r");
		expect(await answer).toBe(BACK);
	});

	test.each(["\x03", "\x04"])("%j stops a secret line, and restores the terminal", async (key) => {
		const { prompter, types, setRawMode } = start();
		const answer = prompter.type(question, true);
		const stopped = expect(answer).rejects.toMatchObject(STOPPED);
		await types(`abc${key}`);
		await stopped;
		expect(setRawMode.mock.calls).toEqual([[true], [false]]);
	});

	test("a line after a secret one is echoed and not edited", async () => {
		const { prompter, types } = start();
		const secret = prompter.type(question, true);
		await types("one\r");
		await secret;
		const answer = prompter.type(question);
		await types("t\x15wo\n");
		expect(await answer).toBe("t\x15wo");
	});
});

describe("text to read", () => {
	const report = readFileSync("test/reports/ex-partner-texts.txt", "utf8");

	test("text comes in parts, one for each Enter", async () => {
		const { prompter, types, said } = start();
		const parts = report.trimEnd().split(/\n\n(?=\S)/);
		expect(parts.length).toBeGreaterThan(5);
		const reading = prompter.read(report);
		await types(...parts.slice(1).map(() => "\n"));
		await reading;
		const { length } = said().split(plain.more);
		expect(length).toBe(parts.length);
		expect(said().replaceAll(plain.more, "")).toBe(`\n${report.trimEnd()}\n`);
	});

	test("an indented paragraph stays with the part before", async () => {
		const { prompter, said } = start();
		await prompter.read("One\n\n  two\n\n  three\n");
		expect(said()).toBe("\nOne\n\n  two\n\n  three\n");
	});

	test("any line reads on", async () => {
		const { prompter, types } = start();
		const reading = prompter.read("One\n\nTwo\n\nThree");
		await types("b\n", "0\n");
		await reading;
	});
});

describe("the output of plain lines", () => {
	test("no control code and no line wider than the window is written", async () => {
		for (const columns of [30, 80, 200]) {
			const { prompter, types, said } = start({ columns });
			expect(prompter.width()).toBe(Math.min(columns, 80));
			const asking = (async () => {
				await prompter.choose({ text: words.welcome }, choices);
				await prompter.tick(question, choices, ["yes"]);
				await prompter.type(question);
				await prompter.type(question, true);
				await prompter.read("One\n\nTwo");
			})();
			await types("?\n", "1\n2\n", "1\n", "1\n", "a\n", "b\r", "c\n");
			await asking;
			prompter.close();
			// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there.
			expect(said()).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
			// What is typed after these, and its end, shows in a terminal.
			const { number, numbers, line, more } = plain;
			const shown = [number, numbers, line, more].reduce(
				(text, prompt) => text.replaceAll(prompt, `${prompt}\n`),
				said(),
			);
			const longest = Math.max(...shown.split("\n").map((it) => it.length));
			expect(longest).toBeLessThanOrEqual(Math.min(columns, 80));
			expect(longest).toBeGreaterThan(Math.min(columns, 80) - 15);
		}
	});

	test.each([
		[true, true, CLEAR_ALL],
		[true, false, ""],
		[false, true, ""],
		[undefined, true, ""],
	])("close clears the window only when asked (%s) and possible (%s)", (clear, moves, written) => {
		const { prompter, terminal } = start({ moves });
		prompter.close(clear);
		expect(String(terminal.output.read() ?? "")).toBe("");
		const { prompter: other, said } = start({ moves });
		other.close(clear);
		expect(said()).toBe(written);
	});

	test("close removes every listener", () => {
		const { prompter, input, controller } = start();
		const removed = vi.spyOn(controller.signal, "removeEventListener");
		prompter.close();
		expect(input.isPaused()).toBe(true);
		expect(input.listenerCount("data")).toBe(0);
		expect(removed).toHaveBeenCalledTimes(1);
	});
});

describe("line input", () => {
	test("lines queue until they are read or discarded", async () => {
		const { terminal, input } = open();
		const reader = lineInput(terminal);
		input.write("one\ntwo\nthree\nfour\n");
		await wait(1);
		expect(await reader.line()).toBe("one");
		expect(await reader.line()).toBe("two");
		expect(reader.discard()).toBe(2);
		expect(reader.discard()).toBe(0);
		input.write("fi");
		input.write("ve\n");
		expect(await reader.line()).toBe("five");
		reader.close();
	});

	test("nothing is read after input has ended", async () => {
		const { terminal, input } = open();
		const reader = lineInput(terminal);
		input.end("one\ntwo");
		await wait(5);
		expect(await reader.line()).toBeUndefined();
		expect(await reader.line()).toBeUndefined();
	});

	test("Ctrl-C and Ctrl-D end input only without echo", async () => {
		const { terminal, input } = open();
		const reader = lineInput(terminal);
		input.write("one\x04\n");
		expect(await reader.line()).toBe("one\x04");
		reader.echo(false);
		input.write("two\x04");
		expect(await reader.line()).toBeUndefined();
	});

	test("line input may have no raw mode", async () => {
		const input = new PassThrough();
		const { signal } = new AbortController();
		const reader = lineInput({ input, signal } as unknown as Terminal);
		reader.echo(false);
		reader.echo(true);
		input.write("one\n");
		expect(await reader.line()).toBe("one");
	});
});
