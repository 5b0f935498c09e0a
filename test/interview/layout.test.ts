import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inVoice } from "../../src/content/wording";
import {
	begin,
	type Layout,
	layout,
	pressed,
	type Screen,
	type Size,
	type State,
} from "../../src/interview/layout";
import { itemsOf, many } from "../support/random";
import { anyScreen, anySize, screensOf } from "../support/screens";

const words = content.words.keyboard.keys;
const voices = [content, inVoice(content, "someone-else")];
const real = await screensOf(content);
/** Small and large windows, and those in which the foot of a tick screen takes a line more at its end. */
const sizes: Size[] = [
	{ columns: 20, rows: 10 },
	{ columns: 34, rows: 30 },
	{ columns: 40, rows: 16 },
	{ columns: 40, rows: 24 },
	{ columns: 66, rows: 24 },
	{ columns: 70, rows: 20 },
	{ columns: 80, rows: 24 },
	{ columns: 200, rows: 60 },
];

/** How many columns a line takes; characters of East Asia take two. */
const widthOf = (line: string) => line.replace(/[^\x20-\xff]/gu, "--").length;

const squeezed = (text: string) => text.replace(/\s/g, "");

/** A line of the heading, in tests only, begins with this. */
const HEADING = "\x01";

/** What a person sees in turn who reads on from the top until there is no more. */
function windows(screen: Screen, size: Size, from = begin(screen, [])) {
	const seen: Layout[] = [];
	for (let state: State = from; ; ) {
		const now = layout(screen, state, size, words, (it) => HEADING + it);
		seen.push(now);
		if (now.top + now.height >= now.length) return seen;
		const then = pressed(screen, state, size, words, { sequence: "0" });
		if (typeof then === "string" || "done" in then)
			throw new Error("came to an end before the last line");
		if (layout(screen, then, size, words).top <= now.top)
			throw new Error("does not go on");
		state = then;
	}
}

/** A window in its parts. */
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

/** Everything below the heading, put together from the windows. */
function wholeText(seen: Layout[]): string[] {
	const lines: string[] = [];
	for (const { top, ...rest } of seen) {
		if (top > lines.length) throw new Error(`${top} jumps over a line`);
		for (const [i, line] of partsOf({ top, ...rest }).text.entries())
			lines[top + i] = line;
	}
	return lines;
}

const realSeen = real.flatMap((screen) =>
	sizes.map((size) => [screen, size, windows(screen, size)] as const),
);

/** Checks something of many screens made up, and of all real ones, as they are read on. */
function always(check: (screen: Screen, size: Size, seen: Layout[]) => void) {
	const property = fc.property(anyScreen, anySize, (screen, size) =>
		check(screen, size, windows(screen, size)),
	);
	fc.assert(property, { numRuns: many(200) });
	for (const [screen, size, seen] of realSeen) check(screen, size, seen);
}

describe("the real screens", () => {
	test("are all met in the walks of these tests", () => {
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

	test("have a line to spare from 40 columns and 16 rows", () => {
		for (const screen of real)
			for (let columns = 40; columns <= 80; columns += 3)
				for (const rows of [16, 24])
					for (const top of [0, 9999]) {
						const state = { ...begin(screen, []), top };
						const { lines } = layout(screen, state, { columns, rows }, words);
						const told = [screen.question, columns, rows];
						expect([...told, lines.length < rows]).toEqual([...told, true]);
					}
	});

	test("need no reading on at 80 columns and 24 rows, but for the welcome and the result", () => {
		const size = { columns: 80, rows: 24 };
		const long = real.filter((screen) => windows(screen, size).length > 1);
		const read = long.filter(({ kind }) => kind === "read");
		expect(read).toHaveLength(1);
		// The welcome says much, and nothing has been answered yet.
		const welcomes = long.filter(({ kind }) => kind !== "read");
		expect(new Set(welcomes.map(({ question }) => question.question))).toEqual(
			new Set(voices.map(({ words }) => words.start)),
		);
	});
});

describe("a screen", () => {
	test("has no line as wide as the window, nor wider than 79 columns", () => {
		always((_, { columns }, seen) => {
			const lines = seen.flatMap((at) => at.lines);
			const widths = lines.map((it) => widthOf(it.replace(HEADING, "")));
			expect(Math.max(...widths)).toBeLessThan(Math.min(columns, 80));
		});
	});

	test("fits with a line to spare wherever its heading, its foot, both marks and two lines do", () => {
		always((_, { rows }, seen) => {
			const parts = seen.map(partsOf);
			const foot = Math.max(...parts.map(({ footLines }) => footLines)) + 1;
			const heading = Math.max(...parts.map(({ head }) => head));
			if (heading + 4 + foot > rows - 1) return;
			for (const { lines } of seen) expect(lines.length).toBeLessThan(rows);
		});
	});

	test("says everything to somebody who reads on: heading, text, question, and each choice with its number", () => {
		always(({ kind, question, choices }, _, seen) => {
			for (const at of seen)
				expect(squeezed(partsOf(at).heading)).toBe(
					squeezed(question.heading ?? ""),
				);
			const first = choices.length > 9 ? 11 : 1;
			const box = kind === "tick" ? "[]" : "";
			const said = [
				...(question.text ?? []),
				question.question ?? "",
				...choices.map(({ label }, i) => `${i + first}.${box}${label}`),
			];
			expect(squeezed(wholeText(seen).join(""))).toBe(squeezed(said.join("")));
		});
	});

	test("keeps the indentation of what is read, also of lines that it has to break", () => {
		const text = ["  - one two three four five six", "one  two", "", "    x"];
		const question = { text: [text.join("\n")] };
		const screen: Screen = { kind: "read", question, choices: [] };
		const wide = layout(screen, begin(screen, []), sizes[6] as Size, words);
		expect(wide.lines.slice(0, 4)).toEqual(text);
		const narrow = layout(screen, begin(screen, []), sizes[0] as Size, words);
		expect(narrow.lines.slice(0, 2)).toEqual([
			"  - one two three",
			"  four five six",
		]);
	});

	test("begins lines below a choice where its words begin", () => {
		const choices = [{ id: "a", label: "one two three four five six seven" }];
		const screen: Screen = { kind: "tick", question: {}, choices };
		const size = { columns: 30, rows: 20 };
		expect(layout(screen, begin(screen, []), size, words).lines).toEqual([
			"  1. [ ] one two three four",
			"         five six seven",
			"",
			"Press numbers to tick. 0: go",
			"on. x: leave at once.",
		]);
	});

	test("says that there is more above or below exactly when there is", () => {
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

	test("is not cut where all of it has room", () => {
		always((screen, { columns }) => {
			const whole = windows(screen, { columns, rows: 10_000 });
			expect(whole).toHaveLength(1);
			const rows = (whole[0]?.lines.length ?? 0) + 1;
			expect(windows(screen, { columns, rows })).toHaveLength(1);
		});
	});

	test("always ends with how to leave, and names every other key that does something, and no other", () => {
		always(({ kind, question, choices }, _, seen) => {
			for (const at of seen) {
				const { foot, below } = partsOf(at);
				const hints = choices.some(({ hint }) => hint);
				expect(foot).toBe(
					[
						...(below || kind === "read" ? [words.read] : []),
						...(kind === "choose" && !below ? [words.choose] : []),
						...(kind === "tick" && !below ? [words.tick] : []),
						...(hints ? [words.examples] : []),
						...(question.back ? [words.back] : []),
						words.leave,
					].join(" "),
				);
			}
		});
	});

	test("adds nothing of its own that is not ASCII", () => {
		always((screen, _, seen) => {
			const given = new Set(JSON.stringify(screen));
			const shown = seen.flatMap((at) => at.lines).join("");
			const added = [...shown.replaceAll(HEADING, "")].filter(
				(it) => !given.has(it) && !/^[ -~]$/.test(it),
			);
			expect(added).toEqual([]);
		});
	});

	test("has an x in each ticked box, and in no other", () => {
		fc.assert(
			fc.property(
				anyScreen,
				anySize,
				fc.infiniteStream(fc.boolean()),
				(...it) => {
					const [screen, size, draws] = it;
					const { kind, choices } = screen;
					const ids = choices
						.map(({ id }) => id)
						.filter(() => draws.next().value === true);
					const lines = wholeText(windows(screen, size, begin(screen, ids)));
					const boxes = lines.flatMap(
						(line) => /^ {2}\d+\. (\[[ x]\]) /.exec(`${line} `)?.[1] ?? [],
					);
					const ticks = choices.map(({ id }) =>
						ids.includes(id) ? "[x]" : "[ ]",
					);
					expect(boxes).toEqual(kind === "tick" ? ticks : []);
				},
			),
			{ numRuns: many(200) },
		);
	});

	test("gives no choice a number that begins another's", () => {
		always((screen, _, seen) => {
			if (screen.kind === "read") return;
			const lines = wholeText(seen);
			const numbers = lines.flatMap(
				(it) => /^ {2}(\d+)\. /.exec(it)?.[1] ?? [],
			);
			const first = screen.choices.length > 9 ? 11 : 1;
			expect(numbers.map(Number)).toEqual(
				screen.choices.map((_, i) => i + first),
			);
			const clashes = numbers.filter((one) =>
				numbers.some((other) => one !== other && other.startsWith(one)),
			);
			expect(clashes).toEqual([]);
		});
	});

	test("marks the choice that the arrows reached, and shows its example and no other", () => {
		fc.assert(
			fc.property(anyScreen, anySize, fc.nat(30), (screen, size, at) => {
				const { choices } = screen;
				const state: State = { ...begin(screen, []), at };
				const lines = wholeText(windows(screen, size, state));
				const reached = choices[at];
				const marks = lines.filter((line) => /^> \d+\. /.test(`${line} `));
				expect(marks).toHaveLength(reached ? 1 : 0);
				const { places } = layout(screen, state, size, words);
				for (const [i, { label, hint }] of choices.entries()) {
					const own = squeezed(lines.slice(...(places[i] ?? [])).join(""));
					const example = i === at && hint ? `For example: ${hint}` : "";
					expect(own.endsWith(squeezed(label + example))).toBe(true);
					expect(own.startsWith(">")).toBe(i === at);
				}
			}),
			{ numRuns: many(200) },
		);
	});

	test("can be read to its end in the smallest window", () => {
		const tiny = fc.record({ columns: fc.nat(20), rows: fc.nat(10) });
		fc.assert(
			fc.property(anyScreen, tiny, (screen, size) => {
				expect(wholeText(windows(screen, size)).length).toBeGreaterThan(0);
			}),
			{ numRuns: many(30) },
		);
	});
});
