import content from "virtual:content";
import fc from "fast-check";
import stringWidth from "fast-string-width";
import { describe, expect, test } from "vitest";
import { pressKey } from "../../src/interview/key-actions";
import { layout, lineWidth, type ViewState, type WindowSize } from "../../src/interview/layout";
import { listOf } from "../../src/interview/lists";
import { BACK, type Row, type View } from "../../src/interview/prompter";
import { ACTIONS } from "../../src/interview/result";
import { many } from "../support/random";
import { anySize, anyView, screenViews } from "../support/views";

const first = (marks: ViewState["marks"] = {}): ViewState => ({ top: 0, marks });
const press = (view: View, state: ViewState, size: WindowSize, key: string) =>
	pressKey(view, state, size, { sequence: key, name: { "\r": "return", " ": "space" }[key] ?? key });
const WIDE = { columns: 80, rows: 24 };
const NARROW = { columns: 40, rows: 24 };
const KEYS = ["1", "2", "9", "a", "0", "s", "b", "\r", " ", "down", "up", "pagedown", "pageup", "?"];
const anyKeys = fc.array(fc.constantFrom(...KEYS), { maxLength: 30 });

/** The state after some keys, as long as none ends the view. */
function stateAfter(view: View, keys: string[], size: WindowSize): ViewState {
	let state = first();
	for (const key of keys) {
		const next = press(view, state, size, key);
		if (typeof next === "object" && "top" in next) state = next;
	}
	return state;
}

/** The rows that are whole in the window, or fill it. */
function shownRows(view: View, state: ViewState, size: WindowSize): Row[] {
	const { ranges, top, height } = layout(view, state, size);
	return view.rows.filter((_, i) => {
		const [from, to] = ranges[i] as [number, number];
		return from >= top && Math.min(to, from + height) <= top + height;
	});
}

describe("any list, after any keys, in any window", () => {
	test("fits the window", () => {
		fc.assert(
			fc.property(anyView, anySize, anyKeys, (view, size, keys) => {
				const { lines } = layout(view, stateAfter(view, keys, size), size);
				// Too small a window still has three lines of the list.
				const least = layout(
					{ ...view, rows: [], paragraphs: [], question: undefined, next: undefined },
					first(),
					size,
				);
				expect(lines.length).toBeLessThan(Math.max(size.rows, least.lines.length + 4));
				for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(lineWidth(size.columns));
			}),
			{ numRuns: many(200) },
		);
	});

	test("answers nothing that is not in the window, and goes on only below its end", () => {
		fc.assert(
			fc.property(anyView, anySize, anyKeys, fc.constantFrom(...KEYS), (view, size, keys, key) => {
				const state = stateAfter(view, keys, size);
				const result = press(view, state, size, key);
				if (typeof result !== "object") return;
				const shown = shownRows(view, state, size).map(({ id }) => id);
				if ("id" in result) {
					expect(shown).toContain(result.id);
					const { top, height, length } = layout(view, state, size);
					if (view.marks.length > 0) expect(top + height).toBeGreaterThanOrEqual(length);
				} else for (const { id } of view.rows) if (result.marks[id] !== state.marks[id]) expect(shown).toContain(id);
			}),
			{ numRuns: many(300) },
		);
	});

	test("is chosen from by one key a row, scrolling at most once", () => {
		fc.assert(
			fc.property(anyView, anySize, (view, size) => {
				expect(new Set(view.rows.map(({ key }) => key)).size).toBe(view.rows.length);
				for (const { key, id } of view.rows.filter(({ ends }) => !ends)) {
					const state = press(view, first(), size, key);
					const answered = "id" in Object(state) ? state : press(view, state as ViewState, size, key);
					if (view.marks.length === 0) expect(answered).toMatchObject({ id });
					else expect([(state as ViewState).marks[id], (answered as ViewState).marks[id]]).toContain(view.marks[0]?.id);
				}
			}),
			{ numRuns: many(100) },
		);
	});

	test("is left by x, whatever the keys before", () => {
		fc.assert(
			fc.property(anyView, anySize, anyKeys, fc.constantFrom("x", "X"), (view, size, keys, x) => {
				expect(press(view, stateAfter(view, keys, size), size, x)).toBe("leave");
			}),
			{ numRuns: many(50) },
		);
	});

	test("shows every row to whoever goes down", () => {
		fc.assert(
			fc.property(anyView, anySize, (view, size) => {
				const seen = new Set<string>();
				let state = first();
				for (let i = 0; i < 600 && seen.size < view.rows.length; i++) {
					for (const { id } of shownRows(view, state, size)) seen.add(id);
					state = press(view, state, size, "down") as ViewState;
				}
				expect(seen.size).toBe(view.rows.length);
			}),
			{ numRuns: many(50) },
		);
	});
});

describe("the screens", () => {
	const views = screenViews();

	test("fit 80 columns by 24 rows, and 40 by 24", () => {
		expect(views).toHaveLength(26);
		for (const view of views.filter(({ progress }) => !progress?.text.includes("How often")))
			for (const size of [WIDE, NARROW]) {
				const { height, length } = layout(view, first(), size);
				expect([size.columns, view.progress?.text, length - height <= 0]).toEqual([
					size.columns,
					view.progress?.text,
					true,
				]);
			}
	});

	test("have plain ASCII, and no key that leaves or goes back", () => {
		for (const view of views) {
			for (const line of layout(view, { ...first(), cursor: 0 }, WIDE).lines) expect(line).toMatch(/^[ -~]*$/);
			for (const { key } of view.rows) expect("bx").not.toContain(key);
		}
	});

	test("Enter and Space act on the row under the cursor only", () => {
		const [, , safety] = views as [View, View, View];
		for (const key of ["\r", " "]) {
			expect(press(safety, first(), WIDE, key)).toEqual(first());
			const there = press(safety, first(), WIDE, "down") as ViewState;
			expect(press(safety, there, WIDE, key)).toMatchObject({ marks: { [safety.rows[0]?.id as string]: "yes" } });
		}
	});

	test("a number marks a row, marks it again as not sure, and takes the mark off", () => {
		const [, , safety] = views as [View, View, View];
		const marks = ["1", "1", "1"].map((_, i) => stateAfter(safety, Array(i + 1).fill("1"), WIDE).marks);
		const { id = "" } = safety.rows[0] ?? {};
		expect(marks).toEqual([{ [id]: "yes" }, { [id]: "not-sure" }, {}]);
	});

	test("the same number again is never a no: it means not sure wherever that is a mark", () => {
		const marked = views.map((view) => view?.marks.map(({ id }) => id) ?? []).filter((ids) => ids.includes("not-sure"));
		expect(marked.length).toBeGreaterThan(5);
		expect(new Set(marked.map((ids) => ids.slice(0, 2).join()))).toEqual(new Set(["yes,not-sure"]));
	});

	test("the row under the cursor has its label and its example in full", () => {
		const [, , , contact] = views as View[];
		const { lines } = layout(contact as View, { ...first(), cursor: 0 }, NARROW);
		const text = lines.map((line) => line.trim()).join(" ");
		const item = content.checklists.find(({ id }) => id === "contact")?.items[0];
		expect(text).toContain(item?.label);
		expect(text).toContain(item?.example);
	});
});

describe("text to read", () => {
	const view = listOf(content, {
		rows: [
			{ key: "1", id: "why", label: "Why" },
			{ key: "0", id: "back", label: "Back", ends: true },
		],
		pages: () => ["one\n".repeat(60), "two"],
		keys: (page, pages) => `${page} ${pages}`,
	});

	test("is read with 0, to the end and then on, and every line is shown once", () => {
		const seen: string[] = [];
		for (let state = first(); ; ) {
			const { lines } = layout(view, state, WIDE);
			expect(lines.length).toBeLessThan(WIDE.rows);
			seen.push(...lines.slice(0, -1).filter((line) => line !== ""));
			const next = press(view, state, WIDE, "0");
			if (next === BACK || next === "leave" || "id" in next) {
				expect(next).toMatchObject({ id: "back" });
				break;
			}
			state = next;
		}
		expect(seen).toEqual([...Array(60).fill("one"), "two"]);
	});

	test("goes on with Enter, Space and arrows, and back, and stays at its ends", () => {
		const keys = ["\r", " ", "down", "pagedown", "pagedown", "up", "pageup"];
		const states = keys.map((_, i) => stateAfter(view, keys.slice(0, i + 1), WIDE));
		const shown = states.map((state) => layout(view, state, WIDE).lines.at(-1));
		expect(shown).toEqual(["1 4", "2 4", "3 4", "3 4", "3 4", "2 4", "1 4"]);
	});

	test("its keys act on every page", () => {
		for (const top of [0, 1, 3]) {
			const state = { ...first(), top };
			expect(press(view, state, WIDE, "1")).toMatchObject({ id: "why" });
			expect(press(view, state, WIDE, "b")).toBe(BACK);
			expect(press(view, state, WIDE, "X")).toBe("leave");
		}
	});
});

test("the report names the key with which answers are changed", () => {
	const key = ACTIONS.indexOf("change") + 1;
	expect(content.words.report.changeKey).toContain(`Choose ${key} `);
});
