import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	begin,
	type Key,
	layout,
	type Outcome,
	pressed,
	type Screen,
	type Size,
	type State,
} from "../../src/interview/layout";
import type { Question } from "../../src/interview/prompter";
import { many } from "../support/random";
import { anyScreen, anySize } from "../support/screens";

const words = content.words.keyboard.keys;
const window80: Size = { columns: 80, rows: 40 };
/** Room for a few lines of text at most. */
const small: Size = { columns: 40, rows: 12 };

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

/** A screen with a number of short choices. */
function listOf(
	kind: "choose" | "tick",
	length: number,
	question: Question = { question: "Which?" },
): Screen {
	const choices = Array.from({ length }, (_, i) => ({
		id: `id${i}`,
		label: `Choice ${i}`,
	}));
	return { kind, question, choices };
}

/** Something to read, as many lines as that. */
const textOf = (length: number): Screen => ({
	kind: "read",
	question: {
		text: [Array.from({ length }, (_, i) => `line ${i}`).join("\n")],
	},
	choices: [],
});

const isOver = (outcome: Outcome) =>
	typeof outcome === "string" || "done" in outcome;

/** Presses keys one after the other until they come to something else than a state. */
function press(
	screen: Screen,
	keys: Key[],
	{ size = window80, before = [] as string[] } = {},
): Outcome {
	let state: Outcome = begin(screen, before);
	for (const key of keys) {
		if (isOver(state)) throw new Error("over before the last key");
		state = pressed(screen, state as State, size, words, key);
	}
	return state;
}

/** The state that keys lead to, which must not be the end. */
function led(...args: Parameters<typeof press>): State {
	const outcome = press(...args);
	if (isOver(outcome)) throw new Error(`over: ${JSON.stringify(outcome)}`);
	return outcome as State;
}

const now = (screen: Screen, state: State, size: Size) =>
	layout(screen, state, size, words);

/** Whether there is more below. */
function hasMore(screen: Screen, state: State, size: Size) {
	const { top, height, length } = now(screen, state, size);
	return top + height < length;
}

/** Reads on with 0 to the last line. */
function toTheEnd(screen: Screen, size: Size, from: State): State {
	let state = from;
	while (hasMore(screen, state, size)) {
		const next = pressed(screen, state, size, words, typed("0")) as State;
		if (!(next.top > state.top)) throw new Error("does not go on");
		state = next;
	}
	return state;
}

/** The number of a choice as it is shown, key by key. */
const numberOf = (i: number, { choices }: Screen): Key[] =>
	[...String(i + (choices.length > 9 ? 11 : 1))].map(typed);

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

/** A screen in some state that keys have led to, in a window of some size. */
const anyMoment = fc
	.record({
		screen: anyScreen,
		size: anySize,
		before: fc.nat(25),
		keys: fc.array(anyKey, { maxLength: 12 }),
	})
	.map(({ screen, size, before, keys }) => {
		let state = begin(screen, [`id${before}`]);
		for (const key of keys) {
			const outcome = pressed(screen, state, size, words, key);
			if (!isOver(outcome)) state = outcome as State;
		}
		return { screen, size, state };
	});

describe("with only the keys of numbers", () => {
	test("every choice of every list can be chosen", () => {
		for (let length = 2; length <= 20; length++) {
			const screen = listOf("choose", length);
			for (const [i, { id }] of screen.choices.entries())
				expect(press(screen, numberOf(i, screen))).toEqual({ done: [id] });
		}
	});

	test("every choice can be chosen in a small window too, once it has been read to its end", () => {
		for (let length = 2; length <= 20; length++) {
			const screen = listOf("choose", length);
			const end = toTheEnd(screen, small, begin(screen, []));
			for (const [i, { id }] of screen.choices.entries()) {
				let outcome: Outcome = end;
				// The first time brings it into the window, where it is not there yet.
				for (const key of [...numberOf(i, screen), ...numberOf(i, screen)])
					if (!isOver(outcome))
						outcome = pressed(screen, outcome, small, words, key);
				expect([length, i, outcome]).toEqual([length, i, { done: [id] }]);
			}
		}
	});

	test("every subset can be ticked, and confirmed with 0", () => {
		fc.assert(
			fc.property(
				anyList.chain((list) =>
					fc.record({
						list: fc.constant(list),
						ticks: fc.uniqueArray(fc.nat(list.length - 1)),
					}),
				),
				({ list: { length, size }, ticks }) => {
					const screen = listOf("tick", length);
					let state = begin(screen, []);
					for (const i of ticks) {
						state = toTheEnd(screen, size, state);
						const before = state.ticked.size;
						while (state.ticked.size === before)
							for (const key of numberOf(i, screen)) {
								expect(isOver(state)).toBe(false);
								state = pressed(screen, state, size, words, key) as State;
							}
					}
					let outcome: Outcome = state;
					for (let zeros = 0; zeros < 200 && !isOver(outcome); zeros++)
						outcome = pressed(
							screen,
							outcome as State,
							size,
							words,
							typed("0"),
						);
					const ids = screen.choices.map(({ id }) => id);
					expect(outcome).toEqual({
						done: ids.filter((_, i) => ticks.includes(i)),
					});
				},
			),
			{ numRuns: many(500) },
		);
	});

	test("a number pressed twice ticks nothing", () => {
		const nine = listOf("tick", 9);
		expect(press(nine, ["3", "3", "0"].map(typed))).toEqual({ done: [] });
		const ten = listOf("tick", 10);
		expect(press(ten, [..."2020140"].map(typed))).toEqual({ done: ["id3"] });
	});

	test("what was ticked before is ticked, and can be unticked", () => {
		const screen = listOf("tick", 3);
		const before = ["id2", "id0"];
		expect(press(screen, [typed("0")], { before })).toEqual({
			done: ["id0", "id2"],
		});
		expect(press(screen, ["3", "0"].map(typed), { before })).toEqual({
			done: ["id0"],
		});
	});

	test("a number that no choice has does nothing", () => {
		for (const kind of ["choose", "tick"] as const) {
			const four = listOf(kind, 4);
			for (const key of "56789")
				expect(led(four, [typed(key)])).toEqual(begin(four, []));
			const twelve = listOf(kind, 12);
			for (const number of ["10", "23", "99"]) {
				const { ticked, digit } = led(twelve, [...number].map(typed));
				expect([ticked.size, digit]).toEqual([0, ""]);
			}
		}
	});

	test("0 never answers where one is to be chosen", () => {
		fc.assert(
			fc.property(anyList, fc.integer({ min: 1, max: 30 }), (list, zeros) => {
				const screen = listOf("choose", list.length);
				const keys = Array(zeros).fill(typed("0"));
				led(screen, keys, { size: list.size });
			}),
			{ numRuns: many(200) },
		);
	});

	test("half a number answers nothing, and any key but a digit forgets it", () => {
		for (const kind of ["choose", "tick"] as const)
			for (const key of [ENTER, SPACE, typed("q")]) {
				const screen = listOf(kind, 12);
				expect(led(screen, [typed("1"), key])).toEqual(begin(screen, []));
			}
	});
});

describe("Enter", () => {
	test("never answers where one is to be chosen and none is reached", () => {
		const pages = fc.array(fc.constantFrom(ENTER, PAGE_DOWN, PAGE_UP, SPACE));
		fc.assert(
			fc.property(anyScreen, anySize, pages, (screen, size, keys) => {
				fc.pre(screen.kind === "choose");
				led(screen, [...keys, ENTER, ENTER], { size });
			}),
			{ numRuns: many(300) },
		);
	});

	test("keeps what was chosen before, which is reached at the start", () => {
		for (let length = 2; length <= 20; length++) {
			const screen = listOf("choose", length);
			for (const [at, { id }] of screen.choices.entries()) {
				const start = begin(screen, [id]);
				expect([start.at, start.top, start.ticked.size]).toEqual([at, 0, 0]);
				expect(press(screen, [ENTER], { before: [id] })).toEqual({
					done: [id],
				});
			}
		}
	});

	test.each([
		["Enter", ENTER],
		["Space", SPACE],
	])(
		"%s never answers with a choice that is not in the window as a whole",
		(_name, key) => {
			fc.assert(
				fc.property(anyMoment, ({ screen, size, state }) => {
					fc.pre(screen.kind === "choose" && state.digit === "");
					const { top, height, places } = now(screen, state, size);
					const outcome = pressed(screen, state, size, words, key);
					const [from, to] = places[state.at ?? -1] ?? [-1, -1];
					// One that is longer than the window is seen when it fills it.
					const end = Math.min(to, from + height);
					const seen = from >= top && end <= top + height;
					const id = screen.choices[state.at ?? -1]?.id;
					if (seen) expect(outcome).toEqual({ done: [id] });
					else expect(isOver(outcome)).toBe(false);
				}),
				{ numRuns: many(500) },
			);
		},
	);

	test("ticks nothing, and goes on once all has been read", () => {
		const screen = listOf("tick", 15);
		expect(press(screen, [DOWN, DOWN, ENTER])).toEqual({ done: [] });
		const keys = [DOWN, ENTER];
		expect(led(screen, keys, { size: small }).top).toBeGreaterThan(0);
	});

	test("starts with no choice where nothing was chosen before, or what is no longer there", () => {
		const screen = listOf("choose", 3);
		for (const before of [[], ["gone"]])
			expect(begin(screen, before)).toEqual({
				top: 0,
				at: undefined,
				ticked: new Set(),
				digit: "",
			});
		expect(begin(listOf("tick", 3), ["id1"]).at).toBeUndefined();
	});
});

describe("arrows, j, k and the keys for pages", () => {
	test.each([
		["down", DOWN, UP],
		["j", typed("j"), typed("k")],
	])(
		"%s goes to the next choice, its opposite back, and neither beyond",
		(_, down, up) => {
			const screen = listOf("choose", 3);
			const at = (...keys: Key[]) => led(screen, keys).at;
			expect(at(down)).toBe(0);
			expect(at(down, down)).toBe(1);
			expect(at(down, down, up)).toBe(0);
			expect(at(down, up, up)).toBe(0);
			expect(at(down, down, down, down, down)).toBe(2);
			expect(at(up)).toBeUndefined();
			expect(press(screen, [down, down, ENTER])).toEqual({ done: ["id1"] });
		},
	);

	test("Space ticks the choice that was reached, and chooses it where one is to be chosen", () => {
		const screen = listOf("tick", 3);
		expect([...led(screen, [DOWN, DOWN, SPACE]).ticked]).toEqual(["id1"]);
		expect(led(screen, [DOWN, SPACE, SPACE]).ticked.size).toBe(0);
		expect(press(listOf("choose", 3), [DOWN, SPACE])).toEqual({
			done: ["id0"],
		});
	});

	test("down comes to every choice in turn, and shows every line on the way", () => {
		fc.assert(
			fc.property(anyScreen, anySize, (screen, size) => {
				let state = begin(screen, []);
				let shownTo = 0;
				const reached = new Set<number>();
				for (let i = 0; i < 2000; i++) {
					const { top, height, length } = now(screen, state, size);
					// What a window is too small for is shown from its start.
					if (top > shownTo) throw new Error(`jumps over line ${shownTo}`);
					shownTo = Math.max(shownTo, Math.min(top + height, length));
					if (state.at !== undefined) reached.add(state.at);
					const next = pressed(screen, state, size, words, DOWN) as State;
					if (next.top === top && next.at === state.at) break;
					state = next;
				}
				expect([...reached]).toEqual(screen.choices.map((_, i) => i));
				const { top, height, length } = now(screen, state, size);
				expect(top + height).toBeGreaterThanOrEqual(length);
			}),
			{ numRuns: many(200) },
		);
	});

	test("a choice that was reached is in the window, unless the window is too small for it", () => {
		fc.assert(
			fc.property(
				anyMoment,
				fc.constantFrom(DOWN, UP),
				({ screen, size, state }, key) => {
					const next = pressed(screen, state, size, words, key) as State;
					fc.pre(next.at !== undefined && next.at !== state.at);
					const { top, height, places } = now(screen, next, size);
					const [from, to] = places[next.at ?? 0] ?? [0, 0];
					expect(from).toBeGreaterThanOrEqual(top);
					if (to - from <= height) expect(to).toBeLessThanOrEqual(top + height);
				},
			),
			{ numRuns: many(500) },
		);
	});

	test("a page on leaves one line to go on from, a page back comes back, and neither goes beyond", () => {
		const screen = textOf(50);
		const { height } = now(screen, begin(screen, []), small);
		const top = (...keys: Key[]) => led(screen, keys, { size: small }).top;
		expect(top(PAGE_DOWN)).toBe(height - 1);
		expect(top(PAGE_DOWN, PAGE_DOWN, PAGE_UP)).toBe(height - 1);
		expect(top(PAGE_DOWN, PAGE_UP, PAGE_UP)).toBe(0);
		expect(top(...Array(40).fill(PAGE_DOWN))).toBe(50 - height);
		expect(top(DOWN, DOWN, UP)).toBe(1);
		expect(top(PAGE_DOWN, UP)).toBe(height - 2);
		expect(top(UP)).toBe(0);
		expect(top(...Array(80).fill(typed("j")))).toBe(50 - height);
	});

	test("never answer anything", () => {
		const keys = fc.constantFrom(DOWN, UP, PAGE_DOWN, PAGE_UP);
		fc.assert(
			fc.property(anyMoment, keys, ({ screen, size, state }, key) => {
				const next = pressed(screen, state, size, words, key) as State;
				expect(isOver(next)).toBe(false);
				expect([...next.ticked]).toEqual([...state.ticked]);
			}),
			{ numRuns: many(300) },
		);
	});
});

describe("a window too small for a screen", () => {
	test("is read on first by 0 and by Enter, and only its end goes on", () => {
		for (const key of [typed("0"), ENTER])
			for (const screen of [listOf("tick", 9), textOf(40)]) {
				let outcome: Outcome = begin(screen, []);
				let pages = 0;
				for (; !isOver(outcome); pages++) {
					const state = outcome as State;
					const more = hasMore(screen, state, small);
					outcome = pressed(screen, state, small, words, key);
					expect(isOver(outcome)).toBe(!more);
					if (more) expect((outcome as State).top).toBeGreaterThan(state.top);
				}
				expect(outcome).toEqual({ done: [] });
				expect(pages).toBeGreaterThan(1);
			}
	});

	test("is read on by a single 0 also where numbers have two digits", () => {
		const screen = listOf("choose", 15);
		const { top, digit } = led(screen, [typed("0")], { size: small });
		expect([top > 0, digit]).toEqual([true, ""]);
	});

	test("that has become larger or smaller goes on from what it shows", () => {
		const screen = textOf(40);
		const end = toTheEnd(screen, small, begin(screen, []));
		const { length } = now(screen, end, small);
		const larger = { columns: 40, rows: 30 };
		expect(now(screen, end, larger).top + now(screen, end, larger).height).toBe(
			length,
		);
		const up = pressed(screen, end, larger, words, UP) as State;
		expect(up.top).toBe(now(screen, end, larger).top - 1);
		expect(hasMore(screen, end, { columns: 40, rows: 9 })).toBe(true);
	});
});

describe("b", () => {
	test("goes back where there is a back, in any state, and nowhere else", () => {
		fc.assert(
			fc.property(
				anyMoment,
				fc.constantFrom("b", "B"),
				({ screen, size, state }, key) => {
					const outcome = pressed(screen, state, size, words, typed(key));
					if (screen.question.back) expect(outcome).toBe("back");
					else if (screen.kind === "read") expect(isOver(outcome)).toBe(false);
					else expect(outcome).toEqual({ ...state, digit: "" });
				},
			),
			{ numRuns: many(500) },
		);
	});

	test("is a page back in what is read", () => {
		const screen = textOf(50);
		const keys = [PAGE_DOWN, PAGE_DOWN];
		const two = led(screen, keys, { size: small });
		const back = led(screen, [...keys, typed("b")], { size: small });
		const once = led(screen, [PAGE_DOWN], { size: small });
		expect([two.top > once.top, back.top]).toEqual([true, once.top]);
	});
});

describe("any key", () => {
	test("x and X leave, on every screen in every state", () => {
		fc.assert(
			fc.property(
				anyMoment,
				fc.constantFrom("x", "X"),
				({ screen, size, state }, key) => {
					expect(pressed(screen, state, size, words, typed(key))).toBe("leave");
				},
			),
			{ numRuns: many(500) },
		);
	});

	test("that means nothing, and escape, leave all as it is, but for half a number", () => {
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
			fc.property(anyMoment, meansNothing, ({ screen, size, state }, key) => {
				expect(pressed(screen, state, size, words, key)).toEqual({
					...state,
					digit: "",
				});
			}),
			{ numRuns: many(500) },
		);
	});

	test("comes to a state, back where there is one, or an answer from among the choices", () => {
		const keys = fc.array(anyKey, { maxLength: 40 });
		fc.assert(
			fc.property(anyScreen, anySize, keys, (screen, size, presses) => {
				const { kind, choices, question } = screen;
				let state = begin(screen, []);
				for (const key of presses) {
					const had = structuredClone(state);
					const outcome = pressed(screen, state, size, words, key);
					// A state is never changed, as it may be shown again.
					expect(state).toEqual(had);
					if (outcome === "leave" || outcome === "back") {
						expect(outcome === "leave" || question.back).toBe(true);
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
					const { top, height, length } = now(screen, outcome, size);
					expect(outcome.top).toBe(top);
					expect(top).toBeLessThanOrEqual(Math.max(0, length - height));
					state = outcome;
				}
			}),
			{ numRuns: many(1000) },
		);
	});
});
