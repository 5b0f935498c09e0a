import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Key, type KeyResult, pressKey } from "../../src/interview/keypress";
import { initialState, layout, type View, type ViewState, type WindowSize } from "../../src/interview/layout";
import type { Prompt } from "../../src/interview/prompter";
import { many } from "../support/random";
import { anySize, anyView } from "../support/views";

const words = content.words.keyboard.keys;
const window80: WindowSize = { columns: 80, rows: 40 };
/** Room for a few lines of text at most. */
const small: WindowSize = { columns: 40, rows: 12 };

/** A key as Node tells of it. */
const named = (name: string, sequence = ""): Key => ({ name, sequence });
const typed = (sequence: string): Key => ({
	name: sequence.toLowerCase(),
	sequence,
});
const ENTER = named("return", "\r");
const DOWN = named("down", "\x1b[B");
const UP = named("up", "\x1b[A");
const PAGE_DOWN = named("pagedown", "\x1b[6~");
const PAGE_UP = named("pageup", "\x1b[5~");
const SPACE = named("space", " ");

/** A view with a number of short choices. */
function listOf(kind: "choose" | "tick", length: number, prompt: Prompt = { question: "Which?" }): View {
	const choices = Array.from({ length }, (_, i) => ({
		id: `id${i}`,
		label: `Choice ${i}`,
	}));
	return { kind, prompt, choices };
}

/** Something to read, as many lines as that. */
const textOf = (length: number): View => ({
	kind: "read",
	prompt: {
		text: [Array.from({ length }, (_, i) => `line ${i}`).join("\n")],
	},
	choices: [],
});

const isOver = (outcome: KeyResult) => typeof outcome === "string" || "done" in outcome;

/** Presses keys one after the other until they come to something else than a state. */
function press(view: View, keys: Key[], { size = window80, before = [] as string[] } = {}): KeyResult {
	let state: KeyResult = initialState(view, before);
	for (const key of keys) {
		if (isOver(state)) throw new Error("over before the last key");
		state = pressKey(view, state as ViewState, size, words, key);
	}
	return state;
}

/** The state that keys lead to, which must not be the end. */
function led(...args: Parameters<typeof press>): ViewState {
	const outcome = press(...args);
	if (isOver(outcome)) throw new Error(`over: ${JSON.stringify(outcome)}`);
	return outcome as ViewState;
}

const now = (view: View, state: ViewState, size: WindowSize) => layout(view, state, size, words);

/** Whether there is more below. */
function hasMore(view: View, state: ViewState, size: WindowSize) {
	const { top, height, length } = now(view, state, size);
	return top + height < length;
}

/** Reads on with 0 to the last line. */
function toTheEnd(view: View, size: WindowSize, from: ViewState): ViewState {
	let state = from;
	while (hasMore(view, state, size)) {
		const next = pressKey(view, state, size, words, typed("0")) as ViewState;
		if (!(next.top > state.top)) throw new Error("does not go on");
		state = next;
	}
	return state;
}

/** The number of a choice as it is shown, key by key. */
const numberOf = (i: number, { choices }: View): Key[] => [...String(i + (choices.length > 9 ? 11 : 1))].map(typed);

const anyList = fc.record({
	length: fc.integer({ min: 2, max: 20 }),
	size: fc.oneof(fc.constant(small), anySize),
});

const anyKey: fc.Arbitrary<Key> = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom(..."0123456789").map(typed) },
	{ weight: 2, arbitrary: fc.constantFrom(..."jkbB?q").map(typed) },
	{
		weight: 5,
		arbitrary: fc.constantFrom(ENTER, DOWN, UP, PAGE_DOWN, PAGE_UP, SPACE),
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(named("escape", "\x1b"), named("f5"), {}),
	},
	{ weight: 1, arbitrary: fc.string().map((it) => ({ sequence: it })) },
);
const isLeave = ({ sequence }: Key) => sequence === "x" || sequence === "X";

/** A view in some state that keys have led to, in a window of some size. */
const anyMoment = fc
	.record({
		view: anyView,
		size: anySize,
		before: fc.nat(25),
		keys: fc.array(anyKey, { maxLength: 12 }),
	})
	.map(({ view, size, before, keys }) => {
		let state = initialState(view, [`id${before}`]);
		for (const key of keys) {
			const outcome = pressKey(view, state, size, words, key);
			if (!isOver(outcome)) state = outcome as ViewState;
		}
		return { view, size, state };
	});

describe("number keys", () => {
	test("every choice has a number that chooses it", () => {
		for (let length = 2; length <= 20; length++) {
			const view = listOf("choose", length);
			for (const [i, { id }] of view.choices.entries()) expect(press(view, numberOf(i, view))).toEqual({ done: [id] });
		}
	});

	test("every choice has a number that chooses it in a small window, after reading on", () => {
		for (let length = 2; length <= 20; length++) {
			const view = listOf("choose", length);
			const end = toTheEnd(view, small, initialState(view, []));
			for (const [i, { id }] of view.choices.entries()) {
				let outcome: KeyResult = end;
				// The first time brings it into the window, where it is not there yet.
				for (const key of [...numberOf(i, view), ...numberOf(i, view)])
					if (!isOver(outcome)) outcome = pressKey(view, outcome, small, words, key);
				expect([length, i, outcome]).toEqual([length, i, { done: [id] }]);
			}
		}
	});

	test("every subset can be ticked, and 0 goes on", () => {
		fc.assert(
			fc.property(
				anyList.chain((list) =>
					fc.record({
						list: fc.constant(list),
						ticks: fc.uniqueArray(fc.nat(list.length - 1)),
					}),
				),
				({ list: { length, size }, ticks }) => {
					const view = listOf("tick", length);
					let state = initialState(view, []);
					for (const i of ticks) {
						state = toTheEnd(view, size, state);
						const before = state.ticked.size;
						while (state.ticked.size === before)
							for (const key of numberOf(i, view)) {
								expect(isOver(state)).toBe(false);
								state = pressKey(view, state, size, words, key) as ViewState;
							}
					}
					let outcome: KeyResult = state;
					for (let zeros = 0; zeros < 200 && !isOver(outcome); zeros++)
						outcome = pressKey(view, outcome as ViewState, size, words, typed("0"));
					const ids = view.choices.map(({ id }) => id);
					expect(outcome).toEqual({
						done: ids.filter((_, i) => ticks.includes(i)),
					});
				},
			),
			{ numRuns: many(250) },
		);
	});

	test("a number pressed twice ticks nothing", () => {
		const nine = listOf("tick", 9);
		expect(press(nine, ["3", "3", "0"].map(typed))).toEqual({ done: [] });
		const ten = listOf("tick", 10);
		expect(press(ten, [..."2020140"].map(typed))).toEqual({ done: ["id3"] });
	});

	test("earlier ticks are shown, and can be removed", () => {
		const view = listOf("tick", 3);
		const before = ["id2", "id0"];
		expect(press(view, [typed("0")], { before })).toEqual({
			done: ["id0", "id2"],
		});
		expect(press(view, ["3", "0"].map(typed), { before })).toEqual({
			done: ["id0"],
		});
	});

	test("a number without a choice does nothing", () => {
		for (const kind of ["choose", "tick"] as const) {
			const four = listOf(kind, 4);
			for (const key of "56789") expect(led(four, [typed(key)])).toEqual(initialState(four, []));
			const twelve = listOf(kind, 12);
			for (const number of ["10", "23", "99"]) {
				const { ticked, digit } = led(twelve, [...number].map(typed));
				expect([ticked.size, digit]).toEqual([0, ""]);
			}
		}
	});

	test("0 never chooses", () => {
		fc.assert(
			fc.property(anyList, fc.integer({ min: 1, max: 30 }), (list, zeros) => {
				const view = listOf("choose", list.length);
				const keys = Array(zeros).fill(typed("0"));
				led(view, keys, { size: list.size });
			}),
			{ numRuns: many(200) },
		);
	});

	test("a first digit answers nothing, and any other key discards it", () => {
		for (const kind of ["choose", "tick"] as const)
			for (const key of [ENTER, SPACE, typed("q")]) {
				const view = listOf(kind, 12);
				expect(led(view, [typed("1"), key])).toEqual(initialState(view, []));
			}
	});
});

describe("Enter and Space", () => {
	test("Enter never chooses without a cursor", () => {
		const pages = fc.array(fc.constantFrom(ENTER, PAGE_DOWN, PAGE_UP, SPACE));
		fc.assert(
			fc.property(anyView, anySize, pages, (view, size, keys) => {
				fc.pre(view.kind === "choose");
				led(view, [...keys, ENTER, ENTER], { size });
			}),
			{ numRuns: many(300) },
		);
	});

	test("Enter keeps the earlier choice, where the cursor starts", () => {
		for (let length = 2; length <= 20; length++) {
			const view = listOf("choose", length);
			for (const [at, { id }] of view.choices.entries()) {
				const start = initialState(view, [id]);
				expect([start.cursor, start.top, start.ticked.size]).toEqual([at, 0, 0]);
				expect(press(view, [ENTER], { before: [id] })).toEqual({
					done: [id],
				});
			}
		}
	});

	test.each([
		["Enter", ENTER],
		["Space", SPACE],
	])("%s never chooses a choice that is not fully in the window", (_name, key) => {
		fc.assert(
			fc.property(anyMoment, ({ view, size, state }) => {
				fc.pre(view.kind === "choose" && state.digit === "");
				const { top, height, ranges } = now(view, state, size);
				const outcome = pressKey(view, state, size, words, key);
				const [from, to] = ranges[state.cursor ?? -1] ?? [-1, -1];
				// One that is longer than the window is seen when it fills it.
				const end = Math.min(to, from + height);
				const seen = from >= top && end <= top + height;
				const id = view.choices[state.cursor ?? -1]?.id;
				if (seen) expect(outcome).toEqual({ done: [id] });
				else expect(isOver(outcome)).toBe(false);
			}),
			{ numRuns: many(250) },
		);
	});

	test("Enter ticks nothing, and goes on after the last line", () => {
		const view = listOf("tick", 15);
		expect(press(view, [DOWN, DOWN, ENTER])).toEqual({ done: [] });
		const keys = [DOWN, ENTER];
		expect(led(view, keys, { size: small }).top).toBeGreaterThan(0);
	});

	test("the cursor starts nowhere without an earlier choice", () => {
		const view = listOf("choose", 3);
		for (const before of [[], ["gone"]])
			expect(initialState(view, before)).toEqual({
				top: 0,
				cursor: undefined,
				ticked: new Set(),
				digit: "",
			});
		expect(initialState(listOf("tick", 3), ["id1"]).cursor).toBeUndefined();
	});
});

describe("arrows, j, k and page keys", () => {
	test.each([
		["down", DOWN, UP],
		["j", typed("j"), typed("k")],
	])("%s moves to the next choice, its opposite back, and neither beyond the ends", (_, down, up) => {
		const view = listOf("choose", 3);
		const at = (...keys: Key[]) => led(view, keys).cursor;
		expect(at(down)).toBe(0);
		expect(at(down, down)).toBe(1);
		expect(at(down, down, up)).toBe(0);
		expect(at(down, up, up)).toBe(0);
		expect(at(down, down, down, down, down)).toBe(2);
		expect(at(up)).toBeUndefined();
		expect(press(view, [down, down, ENTER])).toEqual({ done: ["id1"] });
	});

	test("Space ticks or chooses the choice under the cursor", () => {
		const view = listOf("tick", 3);
		expect([...led(view, [DOWN, DOWN, SPACE]).ticked]).toEqual(["id1"]);
		expect(led(view, [DOWN, SPACE, SPACE]).ticked.size).toBe(0);
		expect(press(listOf("choose", 3), [DOWN, SPACE])).toEqual({
			done: ["id0"],
		});
	});

	test("Down reaches every choice, and shows every line on the way", () => {
		fc.assert(
			fc.property(anyView, anySize, (view, size) => {
				let state = initialState(view, []);
				let shownTo = 0;
				const reached = new Set<number>();
				for (let i = 0; i < 2000; i++) {
					const { top, height, length } = now(view, state, size);
					// What a window is too small for is shown from its start.
					if (top > shownTo) throw new Error(`jumps over line ${shownTo}`);
					shownTo = Math.max(shownTo, Math.min(top + height, length));
					if (state.cursor !== undefined) reached.add(state.cursor);
					const next = pressKey(view, state, size, words, DOWN) as ViewState;
					if (next.top === top && next.cursor === state.cursor) break;
					state = next;
				}
				expect([...reached]).toEqual(view.choices.map((_, i) => i));
				const { top, height, length } = now(view, state, size);
				expect(top + height).toBeGreaterThanOrEqual(length);
			}),
			{ numRuns: many(200) },
		);
	});

	test("the choice under the cursor is in the window, if it fits", () => {
		fc.assert(
			fc.property(anyMoment, fc.constantFrom(DOWN, UP), ({ view, size, state }, key) => {
				const next = pressKey(view, state, size, words, key) as ViewState;
				fc.pre(next.cursor !== undefined && next.cursor !== state.cursor);
				const { top, height, ranges } = now(view, next, size);
				const [from, to] = ranges[next.cursor ?? 0] ?? [0, 0];
				expect(from).toBeGreaterThanOrEqual(top);
				if (to - from <= height) expect(to).toBeLessThanOrEqual(top + height);
			}),
			{ numRuns: many(250) },
		);
	});

	test("a page keeps one line in view, and pages stop at the ends", () => {
		const view = textOf(50);
		const { height } = now(view, initialState(view, []), small);
		const top = (...keys: Key[]) => led(view, keys, { size: small }).top;
		expect(top(PAGE_DOWN)).toBe(height - 1);
		expect(top(PAGE_DOWN, PAGE_DOWN, PAGE_UP)).toBe(height - 1);
		expect(top(PAGE_DOWN, PAGE_UP, PAGE_UP)).toBe(0);
		expect(top(...Array(40).fill(PAGE_DOWN))).toBe(50 - height);
		expect(top(DOWN, DOWN, UP)).toBe(1);
		expect(top(PAGE_DOWN, UP)).toBe(height - 2);
		expect(top(UP)).toBe(0);
		expect(top(...Array(80).fill(typed("j")))).toBe(50 - height);
	});

	test("arrows and page keys answer nothing", () => {
		const keys = fc.constantFrom(DOWN, UP, PAGE_DOWN, PAGE_UP);
		fc.assert(
			fc.property(anyMoment, keys, ({ view, size, state }, key) => {
				const next = pressKey(view, state, size, words, key) as ViewState;
				expect(isOver(next)).toBe(false);
				expect([...next.ticked]).toEqual([...state.ticked]);
			}),
			{ numRuns: many(300) },
		);
	});
});

describe("a view longer than the window", () => {
	test("0 and Enter read on, and go on only at the end", () => {
		for (const key of [typed("0"), ENTER])
			for (const view of [listOf("tick", 9), textOf(40)]) {
				let outcome: KeyResult = initialState(view, []);
				let pages = 0;
				for (; !isOver(outcome); pages++) {
					const state = outcome as ViewState;
					const more = hasMore(view, state, small);
					outcome = pressKey(view, state, small, words, key);
					expect(isOver(outcome)).toBe(!more);
					if (more) expect((outcome as ViewState).top).toBeGreaterThan(state.top);
				}
				expect(outcome).toEqual({ done: [] });
				expect(pages).toBeGreaterThan(1);
			}
	});

	test("a single 0 reads on where numbers have two digits", () => {
		const view = listOf("choose", 15);
		const { top, digit } = led(view, [typed("0")], { size: small });
		expect([top > 0, digit]).toEqual([true, ""]);
	});

	test("a resized window goes on from the lines it shows", () => {
		const view = textOf(40);
		const end = toTheEnd(view, small, initialState(view, []));
		const { length } = now(view, end, small);
		const larger = { columns: 40, rows: 30 };
		expect(now(view, end, larger).top + now(view, end, larger).height).toBe(length);
		const up = pressKey(view, end, larger, words, UP) as ViewState;
		expect(up.top).toBe(now(view, end, larger).top - 1);
		expect(hasMore(view, end, { columns: 40, rows: 9 })).toBe(true);
	});
});

describe("the b key", () => {
	test("b goes back where there is a way back, and nowhere else", () => {
		fc.assert(
			fc.property(anyMoment, fc.constantFrom("b", "B"), ({ view, size, state }, key) => {
				const outcome = pressKey(view, state, size, words, typed(key));
				if (view.prompt.back) expect(outcome).toBe("back");
				else if (view.kind === "read") expect(isOver(outcome)).toBe(false);
				else expect(outcome).toEqual({ ...state, digit: "" });
			}),
			{ numRuns: many(250) },
		);
	});

	test("b pages back in text to read", () => {
		const view = textOf(50);
		const keys = [PAGE_DOWN, PAGE_DOWN];
		const two = led(view, keys, { size: small });
		const back = led(view, [...keys, typed("b")], { size: small });
		const once = led(view, [PAGE_DOWN], { size: small });
		expect([two.top > once.top, back.top]).toEqual([true, once.top]);
	});
});

describe("any key", () => {
	test("x and X leave every view in every state", () => {
		fc.assert(
			fc.property(anyMoment, fc.constantFrom("x", "X"), ({ view, size, state }, key) => {
				expect(pressKey(view, state, size, words, typed(key))).toBe("leave");
			}),
			{ numRuns: many(250) },
		);
	});

	test("a key without a meaning only discards a first digit", () => {
		const meansNothing = fc.oneof(
			fc.constantFrom<Key>(
				named("escape", "\x1b"),
				named("f1", "\x1bOP"),
				named("tab", "\t"),
				named("left", "\x1b[D"),
				named("right", "\x1b[C"),
				named("backspace", "\x7f"),
				named("delete", "\x1b[3~"),
				named("x", "\x1bx"),
				named("x", "\x18"),
				{},
			),
			fc.stringMatching(/^[acd-ilm-wyzé?!.#-]$/).map(typed),
		);
		fc.assert(
			fc.property(anyMoment, meansNothing, ({ view, size, state }, key) => {
				expect(pressKey(view, state, size, words, key)).toEqual({
					...state,
					digit: "",
				});
			}),
			{ numRuns: many(250) },
		);
	});

	test("every key leads to a state, back, or an answer from the choices", () => {
		const keys = fc.array(anyKey, { maxLength: 40 });
		fc.assert(
			fc.property(anyView, anySize, keys, (view, size, presses) => {
				const { kind, choices, prompt } = view;
				let state = initialState(view, []);
				for (const key of presses) {
					const had = structuredClone(state);
					const outcome = pressKey(view, state, size, words, key);
					// A state is never changed, as it may be shown again.
					expect(state).toEqual(had);
					if (outcome === "leave" || outcome === "back") {
						expect(outcome === "leave" || prompt.back).toBe(true);
						expect(isLeave(key)).toBe(outcome === "leave");
						return;
					}
					if ("done" in outcome) {
						const ids = choices.map(({ id }) => id);
						const known = ids.filter((id) => outcome.done.includes(id));
						expect(outcome.done).toEqual(known);
						if (kind === "choose") expect(known).toHaveLength(1);
						if (kind === "read") expect(known).toEqual([]);
						return;
					}
					const { top, height, length } = now(view, outcome, size);
					expect(outcome.top).toBe(top);
					expect(top).toBeLessThanOrEqual(Math.max(0, length - height));
					state = outcome;
				}
			}),
			{ numRuns: many(500) },
		);
	});
});
