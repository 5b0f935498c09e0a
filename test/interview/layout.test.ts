import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wordedFor } from "../../src/content/wording";
import { pressKey } from "../../src/interview/keypress";
import {
	initialState,
	type Layout,
	layout,
	type View,
	type ViewState,
	type WindowSize,
} from "../../src/interview/layout";
import { itemsOf, many } from "../support/random";
import { anySize, anyView, viewsOf } from "../support/views";

const words = content.words.keyboard.keys;
const voices = [content, wordedFor(content, "someone-else")];
const real = await viewsOf(content);
/** Small and large windows, and one in which the foot of a list has one more line at its end. */
const sizes: WindowSize[] = [
	{ columns: 20, rows: 10 },
	{ columns: 40, rows: 16 },
	{ columns: 66, rows: 24 },
	{ columns: 80, rows: 24 },
	{ columns: 200, rows: 60 },
];

/** Returns the width of a line in columns; East Asian characters take two. */
const widthOf = (line: string) => line.replace(/[^\x20-\xff]/gu, "--").length;

const squeezed = (text: string) => text.replace(/\s/g, "");

/** Marks the lines of the heading. */
const HEADING = "\x01";

/** Returns every window of somebody who reads on from the top to the end. */
function windows(view: View, size: WindowSize, from = initialState(view, [])) {
	const seen: Layout[] = [];
	for (let state: ViewState = from; ; ) {
		const now = layout(view, state, size, words, (it) => HEADING + it);
		seen.push(now);
		if (now.top + now.height >= now.length) return seen;
		const then = pressKey(view, state, size, words, { sequence: "0" });
		if (typeof then === "string" || "done" in then) throw new Error("came to an end before the last line");
		if (then.top <= now.top) throw new Error("does not go on");
		state = then;
	}
}

/** Returns the parts of a window. */
function partsOf({ lines, height, length }: Layout) {
	const heading = lines.filter((line) => line.startsWith(HEADING));
	const rest = lines.slice(heading.length > 0 ? heading.length + 1 : 0);
	const marked = length > height;
	const text = rest.slice(marked ? 1 : 0).slice(0, Math.min(height, length));
	const foot = rest.slice(rest.lastIndexOf("") + 1);
	return {
		heading: heading.map((line) => line.slice(HEADING.length)).join(" "),
		head: lines.length - rest.length,
		text,
		foot: foot.join(" "),
		footLines: foot.length,
		above: marked && rest[0] === words.above,
		below: marked && rest[height + 1] === words.below,
	};
}

/** Returns everything between the heading and the foot, joined from the windows. */
function wholeText(seen: Layout[]): string[] {
	const lines: string[] = [];
	for (const { top, ...rest } of seen) {
		if (top > lines.length) throw new Error(`${top} jumps over a line`);
		for (const [i, line] of partsOf({ top, ...rest }).text.entries()) lines[top + i] = line;
	}
	return lines;
}

/** Each view in two of the sizes, in turn. */
const realSeen = real.flatMap((view, i) =>
	[i, i + 1].map((n) => {
		const size = sizes[n % sizes.length] as WindowSize;
		return [view, size, windows(view, size)] as const;
	}),
);

/** Checks generated and real views, with the windows of each. */
function always(check: (view: View, size: WindowSize, seen: Layout[]) => void) {
	const property = fc.property(anyView, anySize, (view, size) => check(view, size, windows(view, size)));
	fc.assert(property, { numRuns: many(80) });
	for (const [view, size, seen] of realSeen) check(view, size, seen);
}

describe("views of the interview", () => {
	test("the walks of these tests show every item in both voices", () => {
		const shown = JSON.stringify(real);
		for (const voice of voices)
			for (const { id, text, label } of itemsOf(voice)) {
				const quoted = [text, label].map((it) => JSON.stringify(it));
				const met = quoted.some((it) => shown.includes(it.slice(1, -1)));
				expect([id, met]).toEqual([id, true]);
			}
		expect(new Set(real.map(({ kind }) => kind)).size).toBe(3);
		expect(Math.max(...real.map((it) => it.choices.length))).toBeGreaterThan(9);
	});

	test("every view leaves a row free from 40 columns and 16 rows", () => {
		for (const view of real)
			for (let columns = 40; columns <= 80; columns += 8)
				for (const rows of [16, 24])
					for (const top of [0, 9999]) {
						const state = { ...initialState(view, []), top };
						const { lines } = layout(view, state, { columns, rows }, words);
						const told = [view.prompt, columns, rows];
						expect([...told, lines.length < rows]).toEqual([...told, true]);
					}
	});

	test("only the welcome and the result need scrolling at 80 columns and 24 rows", () => {
		const size = { columns: 80, rows: 24 };
		const long = real.filter((view) => windows(view, size).length > 1);
		const read = long.filter(({ kind }) => kind === "read");
		expect(read).toHaveLength(1);
		// The welcome says much, and nothing has been answered yet.
		const welcomes = long.filter(({ kind }) => kind !== "read");
		expect(new Set(welcomes.map(({ prompt }) => prompt.question))).toEqual(
			new Set(voices.map(({ words }) => words.start)),
		);
	});
});

describe("the layout of a view", () => {
	test("no line is as wide as the window, nor wider than 79 columns", () => {
		always((_, { columns }, seen) => {
			const lines = seen.flatMap((at) => at.lines);
			const widths = lines.map((it) => widthOf(it.replace(HEADING, "")));
			expect(Math.max(...widths)).toBeLessThan(Math.min(columns, 80));
		});
	});

	test("a row stays free where the heading, the foot, both marks and two lines fit", () => {
		always((_, { rows }, seen) => {
			const parts = seen.map(partsOf);
			const foot = Math.max(...parts.map(({ footLines }) => footLines)) + 1;
			const heading = Math.max(...parts.map(({ head }) => head));
			if (heading + 4 + foot > rows - 1) return;
			for (const { lines } of seen) expect(lines.length).toBeLessThan(rows);
		});
	});

	test("reading on shows all of the heading, the text, the question and the numbered choices", () => {
		always(({ kind, prompt, choices }, _, seen) => {
			for (const at of seen) expect(squeezed(partsOf(at).heading)).toBe(squeezed(prompt.heading ?? ""));
			const first = choices.length > 9 ? 11 : 1;
			const box = kind === "tick" ? "[]" : "";
			const said = [
				...(prompt.text ?? []),
				prompt.question ?? "",
				...choices.map(({ label }, i) => `${i + first}.${box}${label}`),
			];
			expect(squeezed(wholeText(seen).join(""))).toBe(squeezed(said.join("")));
		});
	});

	test("text to read keeps its indents, also when it is wrapped", () => {
		const text = ["  - one two three four five six", "one  two", "", "    x"];
		const prompt = { text: [text.join("\n")] };
		const view: View = { kind: "read", prompt, choices: [] };
		const wide = layout(view, initialState(view, []), sizes[3] as WindowSize, words);
		expect(wide.lines.slice(0, 4)).toEqual(text);
		const narrow = layout(view, initialState(view, []), sizes[0] as WindowSize, words);
		expect(narrow.lines.slice(0, 2)).toEqual(["  - one two three", "  four five six"]);
	});

	test("the lines of a choice are aligned with its label", () => {
		const choices = [{ id: "a", label: "one two three four five six seven" }];
		const view: View = { kind: "tick", prompt: {}, choices };
		const size = { columns: 30, rows: 20 };
		expect(layout(view, initialState(view, []), size, words).lines).toEqual([
			"  1. [ ] one two three four",
			"         five six seven",
			"",
			"Press numbers to tick. 0: go",
			"on. x: leave at once.",
		]);
	});

	test("the marks say whether there is more above or below", () => {
		always((_, __, seen) => {
			const whole = wholeText(seen);
			for (const [i, at] of seen.entries()) {
				const { text, above, below } = partsOf(at);
				expect([above, below]).toEqual([i > 0, i < seen.length - 1]);
				expect(text).toEqual(whole.slice(at.top).slice(0, text.length));
				const marks = [words.above, words.below];
				const found = at.lines.filter((line) => marks.includes(line)).length;
				expect(found).toBe(Number(above) + Number(below));
			}
		});
	});

	test("a view that fits is not scrolled", () => {
		always((view, { columns }) => {
			const whole = windows(view, { columns, rows: 10_000 });
			expect(whole).toHaveLength(1);
			const rows = (whole[0]?.lines.length ?? 0) + 1;
			expect(windows(view, { columns, rows })).toHaveLength(1);
		});
	});

	test("the foot names the keys that do something, and always how to leave", () => {
		always(({ kind, prompt, choices }, _, seen) => {
			for (const at of seen) {
				const { foot, below } = partsOf(at);
				const hints = choices.some(({ hint }) => hint);
				expect(foot).toBe(
					[
						...(below || kind === "read" ? [words.read] : []),
						...(kind === "choose" && !below ? [words.choose] : []),
						...(kind === "tick" && !below ? [words.tick] : []),
						...(hints ? [words.examples] : []),
						...(prompt.back ? [words.back] : []),
						words.leave,
					].join(" "),
				);
			}
		});
	});

	test("only ASCII is added to the text", () => {
		always((view, _, seen) => {
			const given = new Set(JSON.stringify(view));
			const shown = seen.flatMap((at) => at.lines).join("");
			const added = [...shown.replaceAll(HEADING, "")].filter((it) => !given.has(it) && !/^[ -~]$/.test(it));
			expect(added).toEqual([]);
		});
	});

	test("ticked boxes have an x", () => {
		fc.assert(
			fc.property(anyView, anySize, fc.infiniteStream(fc.boolean()), (...it) => {
				const [view, size, draws] = it;
				const { kind, choices } = view;
				const ids = choices.map(({ id }) => id).filter(() => draws.next().value === true);
				const lines = wholeText(windows(view, size, initialState(view, ids)));
				const boxes = lines.flatMap((line) => /^ {2}\d+\. (\[[ x]\]) /.exec(`${line} `)?.[1] ?? []);
				const ticks = choices.map(({ id }) => (ids.includes(id) ? "[x]" : "[ ]"));
				expect(boxes).toEqual(kind === "tick" ? ticks : []);
			}),
			{ numRuns: many(80) },
		);
	});

	test("no number begins another number", () => {
		always((view, _, seen) => {
			if (view.kind === "read") return;
			const lines = wholeText(seen);
			const numbers = lines.flatMap((it) => /^ {2}(\d+)\. /.exec(it)?.[1] ?? []);
			const first = view.choices.length > 9 ? 11 : 1;
			expect(numbers.map(Number)).toEqual(view.choices.map((_, i) => i + first));
			const clashes = numbers.filter((one) => numbers.some((other) => one !== other && other.startsWith(one)));
			expect(clashes).toEqual([]);
		});
	});

	test("the cursor marks one choice, and shows its example", () => {
		fc.assert(
			fc.property(anyView, anySize, fc.nat(30), (view, size, at) => {
				const { choices } = view;
				const state: ViewState = { ...initialState(view, []), cursor: at };
				const lines = wholeText(windows(view, size, state));
				const reached = choices[at];
				const marks = lines.filter((line) => /^> \d+\. /.test(`${line} `));
				expect(marks).toHaveLength(reached ? 1 : 0);
				const { ranges } = layout(view, state, size, words);
				for (const [i, { label, hint }] of choices.entries()) {
					const own = squeezed(lines.slice(...(ranges[i] ?? [])).join(""));
					const example = i === at && hint ? `For example: ${hint}` : "";
					expect(own.endsWith(squeezed(label + example))).toBe(true);
					expect(own.startsWith(">")).toBe(i === at);
				}
			}),
			{ numRuns: many(80) },
		);
	});

	test("the smallest window shows every line", () => {
		const tiny = fc.record({ columns: fc.nat(20), rows: fc.nat(10) });
		fc.assert(
			fc.property(anyView, tiny, (view, size) => {
				expect(wholeText(windows(view, size)).length).toBeGreaterThan(0);
			}),
			{ numRuns: many(30) },
		);
	});
});
