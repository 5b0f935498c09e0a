import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCases } from "../../src/content/load";
import type { Response } from "../../src/content/schema";
import { checkResponse } from "../../src/engine/response";
import { answerScreen, type Pressed, type Screen, screensFor, withAskedAnswers } from "../../src/interview/screens";
import { anyResponse, itemsOf, many } from "../support/random";

const NOBODY: Response = { answers: {} };
const screen = (id: string, response = NOBODY) => screensFor(content, response).find((it) => it.id === id) as Screen;
/** The answers after one screen. */
const answered = (id: string, pressed: Pressed, response = NOBODY) =>
	answerScreen(content, response, screen(id, response), pressed);
const marksOf = ({ rows }: Screen) => Object.fromEntries(rows.flatMap(({ id, mark }) => (mark ? [[id, mark]] : [])));

/** Answers every screen that applies, by picking from what it offers. */
function run(pick: (below: number) => number, response: Response = NOBODY): { response: Response; ids: string[] } {
	const ids: string[] = [];
	for (;;) {
		const next = screensFor(content, response).find(({ id }) => !ids.includes(id));
		if (!next) return { response, ids };
		ids.push(next.id);
		const options = [undefined, ...next.marks.map(({ id }) => id)];
		const marks = next.rows.flatMap(({ id }) => {
			const mark = options[pick(options.length)];
			return mark ? [[id, mark]] : [];
		});
		const ends = [...next.actions, ...(next.marks.length > 0 ? [] : next.rows)];
		response = answerScreen(content, response, next, {
			id: ends[pick(ends.length)]?.id as string,
			marks: Object.fromEntries(marks),
		});
	}
}
const anyRun = fc.infiniteStream(fc.nat()).map((stream) => run((below) => stream.next().value % below));

describe("what a blank means", () => {
	test("is what was pressed, and nothing when the rest is left open", () => {
		const marks = { followed: "yes", "waited-elsewhere": "not-sure" };
		const answers = { followed: "happened", "waited-elsewhere": "not-sure" };
		expect(answered("following", { id: "open", marks }).answers).toEqual(answers);
		const rest = screen("following").rows.map(({ id }) => [id, "never"]);
		expect(answered("following", { id: "no", marks }).answers).toEqual({ ...Object.fromEntries(rest), ...answers });
	});

	test("is open on what is true of it, where a no has to be pressed", () => {
		const marks = { unwanted: "yes", distressed: "no", alarmed: "not-sure" };
		const response = answered("contact", { id: "open", marks: { "unwanted-contact": "yes" } });
		expect(answered("effect", { id: "next", marks }, response).answers).toEqual({ ...response.answers, ...marks });
	});

	test("is never a no unless somebody said so", () => {
		fc.assert(
			fc.property(anyRun, ({ response }) => {
				for (const shown of screensFor(content, response)) {
					const open = answerScreen(content, NOBODY, shown, { id: "open" });
					if (shown.kind === "happened" || shown.kind === "true") expect(open.answers).toEqual({});
				}
			}),
			{ numRuns: many(20) },
		);
	});
});

describe("what was said on a screen before", () => {
	const hurt = (violence: string) => answered("safety", { id: "open", marks: { violence } });
	test.each([["yes"], ["not-sure"]])("is marked at first as it was there: %s", (mark) => {
		expect(marksOf(screen("harm", hurt(mark)))).toEqual({ "hurt-you": mark });
	});

	test("is not marked where nothing was said, or where it was answered since", () => {
		expect(marksOf(screen("harm"))).toEqual({});
		expect(marksOf(screen("harm", answered("safety", { id: "no" })))).toEqual({});
		const never = answered("harm", { id: "no" }, hurt("yes"));
		expect([never.answers["hurt-you"], marksOf(screen("harm", never))]).toEqual(["never", {}]);
	});

	test("counts only when its own screen is answered", () => {
		expect(hurt("yes").answers["hurt-you"]).toBeUndefined();
		const shown = screen("harm", hurt("yes"));
		expect(answered("harm", { id: "no", marks: marksOf(shown) }, hurt("yes")).answers["hurt-you"]).toBe("happened");
	});
});

describe("how often", () => {
	const two = answered("contact", { id: "no", marks: { "unwanted-contact": "yes", "false-reports": "yes" } });
	const often = (pressed: Pressed) => {
		const { answers } = answered("how-often", pressed, two);
		return [answers["unwanted-contact"], answers["false-reports"], answers["two-or-more-occasions"]];
	};
	test.each<[id: string, mark: string | undefined, answers: unknown[]]>([
		["once", "ten-or-more", ["ten-or-more", "once", undefined]],
		["once", undefined, ["once", "once", undefined]],
		["cannot-say", "more-than-once", ["more-than-once", "happened", undefined]],
		["one-event", undefined, ["once", "once", "no"]],
		["separate", undefined, ["once", "once", "yes"]],
	])("%s, with the mark %s", (id, mark, answers) => {
		expect(often({ id, marks: mark === undefined ? {} : { "unwanted-contact": mark } })).toEqual(answers);
	});

	test("is put only when something was marked, and has a row for each thing that happened", () => {
		expect(screen("how-often")).toBeUndefined();
		expect(screen("effect")).toBeUndefined();
		expect(screen("how-often", two).rows.map(({ id }) => id)).toEqual(["unwanted-contact", "false-reports"]);
	});

	test("keeps a number that was given before, until its mark changes", () => {
		const counted = { answers: { "unwanted-contact": 12 } };
		expect(marksOf(screen("how-often", counted))).toEqual({ "unwanted-contact": "ten-or-more" });
		const kept = answered("how-often", { id: "once", marks: { "unwanted-contact": "ten-or-more" } }, counted);
		expect(kept.answers).toEqual(counted.answers);
		expect(answered("how-often", { id: "once" }, counted).answers).toEqual({ "unwanted-contact": "once" });
	});
});

describe("fear of violence, on two rows", () => {
	const contact = answered("contact", { id: "no", marks: { "unwanted-contact": "yes" } });
	test.each([
		["yes", undefined, "happened"],
		["yes", "no", "once"],
		["yes", "yes", "more-than-once"],
		[undefined, "yes", "more-than-once"],
		["no", undefined, "never"],
		["not-sure", undefined, "not-sure"],
		[undefined, undefined, undefined],
	])("%s and %s", (first, again, answer) => {
		const marks = Object.fromEntries(
			Object.entries({ "feared-violence": first, "feared-violence-again": again }).filter(([, mark]) => mark),
		) as Record<string, string>;
		expect(answered("effect", { id: "next", marks }, contact).answers["feared-violence"]).toBe(answer);
	});
});

describe("a lawful reason", () => {
	test("is not asked for after an urgent sign, and no longer counts", () => {
		const given = { answers: { followed: "happened", "ordinary-reason": "yes" } };
		const ids = (response: Response) => screen("fits", response).rows.map(({ id }) => id);
		expect(ids(given)).toContain("ordinary-reason");
		const urgent = { answers: { ...given.answers, weapon: "yes" } };
		expect(ids(urgent)).not.toContain("ordinary-reason");
		expect(withAskedAnswers(content, urgent).answers).toEqual({ followed: "happened", weapon: "yes" });
	});
});

/** The screens before the answer for somebody who would give the answers of a response, with advice where it is shown. */
function screensBefore({ answers, place, for: whom }: Response): number {
	const told = screensFor(content, { answers, place, for: whom });
	let response: Response = { for: whom, answers: {} };
	let shown = whom ? 1 : 0;
	for (const { id, items = [], extra } of content.screens) {
		const next = screensFor(content, response).find((it) => it.id === id);
		if (!next || extra) continue;
		const chosen = (next.kind === "place" ? place : answers[items[0] ?? ""]) ?? "skip";
		const before = told.find((it) => it.id === id);
		const pressed = next.marks.length > 0 ? next.actions.at(-1)?.id : chosen;
		response = answerScreen(content, response, next, { id: String(pressed), marks: before ? marksOf(before) : {} });
		shown += items.includes("danger-now") && chosen === "yes" ? 2 : 1;
	}
	return shown;
}

test("the answer comes after nine screens in most cases, and after ten at most", async () => {
	const cases = await readCases("test/cases");
	const counts = cases.map(({ case: { response } }) => screensBefore(response as Response)).sort((a, b) => a - b);
	expect([counts[Math.floor(counts.length / 2)], counts.at(-1)]).toEqual([9, 10]);
});

describe("over any answers", () => {
	test("a screen shown again has its marks, and the same key gives the same answers", () => {
		fc.assert(
			fc.property(anyRun, ({ response: { answers, ...rest } }) => {
				// What it marks at first is marked again when it was left open.
				const { violence: _violence, ...others } = answers;
				const response = { ...rest, answers: others };
				for (const shown of screensFor(content, response).filter(({ marks }) => marks.length > 0)) {
					const action = shown.actions.at(-1)?.id as string;
					const once = answerScreen(content, response, shown, { id: action, marks: marksOf(shown) });
					const again = screensFor(content, once).find(({ id }) => id === shown.id) as Screen;
					expect(marksOf(again)).toEqual(marksOf(shown));
					expect(answerScreen(content, once, again, { id: action, marks: marksOf(again) })).toEqual(once);
				}
			}),
			{ numRuns: many(60) },
		);
	});

	test("what is made is a response, and what was answered before is changed only by its screen", () => {
		fc.assert(
			fc.property(anyResponse(content), anyRun, (before, { response }) => {
				expect(checkResponse(content, response)).toEqual([]);
				for (const shown of screensFor(content, before)) {
					const after = answerScreen(content, before, shown, { id: shown.actions[0]?.id as string });
					const items = content.screens.find(({ id }) => id === shown.id)?.items ?? [];
					const own = [...items, ...shown.rows.map(({ id }) => id)];
					for (const [id, answer] of Object.entries(before.answers))
						if (!own.includes(id)) expect([id, after.answers[id] ?? null]).toEqual([id, answer]);
				}
			}),
			{ numRuns: many(60) },
		);
	});

	test("every item is asked when everything happened, and those that say yes see at most 13 screens", () => {
		const { response, ids } = run((below) => Math.min(1, below - 1));
		expect(ids).toHaveLength(13);
		expect(screensFor(content, { answers: {} }).filter(({ extra }) => !extra)).toHaveLength(7);
		const standing = content.screens.flatMap(({ items = [] }) => items);
		expect(standing.toSorted()).toEqual(
			itemsOf(content)
				.map(({ id }) => id)
				.toSorted(),
		);
		expect(Object.keys(response.answers).length).toBeGreaterThan(60);
	});
});
