import { PassThrough } from "node:stream";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { keyInput } from "../../src/interview/key-input";
import type { Terminal } from "../../src/interview/prompter";
import { many } from "../support/random";

const START = "\x1b[200~";
const END = "\x1b[201~";
const CTRL_C = "\x03";

/** The keys of a terminal that sends nothing by itself. */
function open({ typing = false } = {}) {
	const setRawMode = vi.fn();
	const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode });
	const keys = keyInput({ input } as unknown as Terminal);
	keys.typing = typing;
	let passed = "";
	keys.on("data", (chunk) => {
		passed += chunk;
	});
	const send = async (...chunks: (string | Buffer)[]) => {
		for (const chunk of chunks) {
			input.write(chunk);
			await new Promise(setImmediate);
		}
		return passed;
	};
	return { input, keys, setRawMode, send };
}

/** What comes through of chunks that arrive one after the other. */
const passed = (chunks: string[], typing = false) => open({ typing }).send(...chunks);

/** A text in two, at every place. */
const halves = (text: string) =>
	Array.from({ length: text.length - 1 }, (_, i) => [text.slice(0, i + 1), text.slice(i + 1)]);

const anyPasted = fc
	.array(fc.oneof(fc.constantFrom("1", "0", "x", "b", " ", "\r", "\n", "\x1b", "\x1b[A"), fc.string()))
	.map((parts) => parts.join(""))
	.filter((text) => ![CTRL_C, START, END, "\x1b["].some((it) => text.includes(it)));

/** A text in pieces, none of them empty. */
const inPieces = (text: string) =>
	fc.array(fc.nat(text.length), { maxLength: 6 }).map((cuts) => {
		const at = [0, ...cuts.sort((a, b) => a - b), text.length];
		return at.map((from, i) => text.slice(from, at[i + 1] ?? from)).filter((piece) => piece !== "");
	});

describe("typed keys", () => {
	test.each([
		["a digit", "1"],
		["x", "x"],
		["Enter", "\r"],
		["backspace", "\x7f"],
		["two at once", "12"],
		["an arrow", "\x1b[A"],
		["an arrow, as some terminals send it", "\x1bOB"],
		["an arrow with Ctrl", "\x1b[1;5C"],
		["Page Down", "\x1b[6~"],
		["an arrow that is held down", "\x1b[B".repeat(40)],
		["two arrows", "\x1bOA\x1b[B"],
		["a letter with an accent", "é"],
	])("pass when they are typed: %s", async (_name, key) => {
		expect(await passed([key])).toBe(key);
		expect(await passed([key], true)).toBe(key);
	});

	test("keys pass in sequence, however many", async () => {
		const keys = [..."12345678901234567890xb\r"];
		expect(await passed(keys)).toBe(keys.join(""));
	});

	test("a key passes at once", async () => {
		const { input, keys } = open();
		const first = new Promise((resolve) => keys.once("data", resolve));
		input.write("x");
		expect(String(await first)).toBe("x");
	});

	test("a key after Escape passes as itself, and Escape never", async () => {
		expect(await passed(["\x1b"])).toBe("");
		expect(await passed(["\x1b", "1"])).toBe("1");
		expect(await passed(["\x1b1"])).toBe("1");
		expect(await passed(["\x1b", "[", "A"])).toBe("\x1b[A");
	});

	test("letters whose bytes come one by one pass as they were typed", async () => {
		const bytes = [...Buffer.from("zoë's 猫 🙂")].map((byte) => Buffer.from([byte]));
		expect(await open({ typing: true }).send(...bytes)).toBe("zoë's 猫 🙂");
	});

	test("a split arrow passes", async () => {
		for (const parts of halves("\x1b[A")) expect(await passed([...parts, "2"])).toBe("\x1b[A2");
	});

	test.each([
		["after Escape", ["\x1b", "x"]],
		["with Alt", ["\x1bx"]],
		["after an arrow, in one read", ["\x1b[Bx"]],
		["before an arrow, in one read", ["x\x1b[A\x1b[A"]],
		["with another key, in one read", ["1x"]],
		["three times, in one read", ["xxx"]],
		["held down", ["x".repeat(40)]],
		["as a capital", ["XXXX"]],
		["at the end of mashed keys", ["12 sx"]],
		["after mashed keys and Escape", ["12s\x1bx"]],
		["after mashed keys and an arrow", ["12s\x1b[Bx"]],
		["after the beginning of an escape code", ["\x1b[", "x"]],
		["after the beginning of another", ["\x1bO", "x"]],
	])("x passes by itself %s", async (_name, chunks) => {
		expect((await passed(chunks)).toLowerCase()).toBe("x");
	});

	test("x passes a while after a paste without an end", async () => {
		const now = vi.spyOn(Date, "now").mockReturnValue(0);
		const { send } = open();
		expect(await send(START, "1")).toBe("");
		now.mockReturnValue(900);
		expect(await send("x")).toBe("");
		now.mockReturnValue(2000);
		expect(await send("x")).toBe("x");
		now.mockRestore();
	});

	test.each(["x", "xx", "xxxx"])("%s passes in a paste without an end, however fast it comes", async (keys) => {
		const now = vi.spyOn(Date, "now").mockReturnValue(0);
		const { send } = open();
		await send(START);
		let time = 0;
		while ((await send(keys)) === "" && time < 5000) {
			time += 200;
			now.mockReturnValue(time);
		}
		expect(time).toBe(1200);
		now.mockRestore();
	});

	test("Ctrl-Z never passes", async () => {
		expect(await passed(["\x1a"])).toBe("");
		expect(await passed(["1\x1a", "2"])).toBe("12");
		expect(await passed(["\x1a\x1a\x1a", "2"], true)).toBe("2");
	});

	test("Ctrl-D passes as Ctrl-C", async () => {
		expect(await passed(["\x04"])).toBe(CTRL_C);
		expect(await passed(["12\x04"], true)).toBe(CTRL_C);
	});

	test("Ctrl-C passes, whatever it came with", async () => {
		expect(await passed([CTRL_C])).toBe(CTRL_C);
		expect(await passed([`123${CTRL_C}456`])).toBe(CTRL_C);
		expect(await passed([`${START}1${CTRL_C}2${END}`])).toBe(CTRL_C);
		expect(await passed([START, "12", CTRL_C])).toBe(CTRL_C);
		expect(await passed([START, "12", `3${CTRL_C}`], true)).toBe(`12${CTRL_C}`);
		expect(await passed(["\x1b[", CTRL_C])).toBe(CTRL_C);
	});
});

describe("pasted text", () => {
	test.each(["1", "x", "12", "yes", "1\r", "1\n2\n3\n", "\x1b[A", ""])(
		"a marked paste answers nothing: %j",
		async (text) => {
			const marked = `${START}${text}${END}`;
			expect(await passed([marked, "2"])).toBe("2");
			expect(await passed([START, text, END, "2"])).toBe("2");
			expect(await passed([START, ...text, END, "2"])).toBe("2");
		},
	);

	test("a paste split anywhere, even in its marks, answers nothing", async () => {
		for (const parts of halves(`${START}1x${END}`)) expect(await passed([...parts, "x"])).toBe("x");
	});

	test("a paste with a split mark answers nothing, in chunks of any size", async () => {
		expect(await passed(["\x1b", "[200~", "1", "x", END, "2"])).toBe("2");
	});

	test("a paste in any pieces answers nothing, and later keys pass", async () => {
		const pieces = anyPasted.chain((text) => inPieces(`${text}${END}`).map((rest) => [START, ...rest]));
		await fc.assert(
			fc.asyncProperty(pieces, async (chunks) => {
				expect(await passed([...chunks, "x"])).toBe("x");
			}),
			{ numRuns: many(300) },
		);
	});

	test("only x passes in the same read as a paste, and while typing all in its place", async () => {
		expect(await passed([`1${START}2${END}3`])).toBe("");
		expect(await passed([`${START}2`, `2${END}x`])).toBe("x");
		expect(await passed([`a${START}b\nc${END}d`], true)).toBe("abd");
	});

	test("two pastes in one chunk answer nothing", async () => {
		expect(await passed([`${START}1${END}${START}2`, "1", `${END}`, "x"])).toBe("x");
	});

	test.each(["yes", "111", "1\r2\r", "123\r", "x\n1", "   "])("an unmarked paste answers nothing: %j", async (text) => {
		expect(await passed([text, "2"])).toBe("2");
	});

	test.each([
		["a line", "what happened", "what happened"],
		["a line and its end", "secret words\r", "secret words"],
		["more lines", "first\nsecond\nthird", "first"],
		["a tab", "one\ttwo", "one"],
		["a backspace", "one\x7ftwo", "one"],
		["an escape code", "one\x1b[31mtwo", "one"],
		["nothing before the end of a line", "\r\nsecond", ""],
		["letters with accents", "naïve café", "naïve café"],
	])("a paste while typing gives its first line: %s", async (_name, text, line) => {
		expect(await passed([`${START}${text}${END}`], true)).toBe(line);
		expect(await passed([text], true)).toBe(line);
		expect(await passed([START, text, END, "!"], true)).toBe(`${line}!`);
		expect(await passed([START, ...text, END, "!"], true)).toBe(`${line}!`);
	});

	test("two pastes while typing give both first lines", async () => {
		const paste = `${START}one\ntwo${END}`;
		expect(await passed([paste, paste, "three\nfour"], true)).toBe("oneonethree");
	});

	test("a paste is text only while typing", async () => {
		const { keys, send } = open({ typing: true });
		await send("words");
		keys.typing = false;
		expect(await send("more words", "1")).toBe("words1");
	});
});

describe("the input terminal", () => {
	test("raw mode lasts until close, and no listener stays", () => {
		const { input, keys, setRawMode } = open();
		expect(setRawMode.mock.calls).toEqual([[true]]);
		keys.setRawMode();
		expect(setRawMode.mock.calls).toEqual([[true]]);
		keys.close();
		expect(setRawMode.mock.calls).toEqual([[true], [false]]);
		expect(input.isPaused()).toBe(true);
		expect(input.listenerCount("data")).toBe(0);
	});

	test("nothing passes after close, and the stream ends", async () => {
		const { input, keys, send } = open();
		await send("1");
		const ended = new Promise((resolve) => keys.once("end", resolve));
		keys.close();
		await ended;
		expect(await send("2")).toBe("1");
		input.resume();
		expect(await send("3")).toBe("1");
	});

	test("input may have no raw mode", async () => {
		const input = new PassThrough();
		const keys = keyInput({ input } as unknown as Terminal);
		expect(keys.isTTY).toBe(true);
		keys.close();
		expect(input.isPaused()).toBe(true);
	});
});
