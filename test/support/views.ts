/** The lists that the interview can show, and generated ones. */
import content from "virtual:content";
import fc from "fast-check";
import { wordedFor } from "../../src/content/wording";
import { listOf, rowsOf, viewOf } from "../../src/interview/lists";
import type { View } from "../../src/interview/prompter";
import { screensFor } from "../../src/interview/screens";
import { itemsOf } from "./random";

/** Every screen, in both wordings, for somebody to whom everything happened. */
export function screenViews(): View[] {
	const answers = Object.fromEntries(itemsOf(content).map(({ id, set }) => [id, set.ticks?.ticked ?? null]));
	return [undefined, "someone-else" as const].flatMap((whom) => {
		const worded = wordedFor(content, whom);
		// An ordinary reason is asked for only without urgent signs.
		const calm = { ...answers, ...Object.fromEntries(worded.screens[2]?.items?.map((id) => [id, "no"]) ?? []) };
		return screensFor(content, { for: whom, answers: { ...calm, "danger-now": "no" } }).map((screen) =>
			viewOf(worded, screen),
		);
	});
}

const anyWord = fc.oneof(
	{ weight: 8, arbitrary: fc.stringMatching(/^[a-z,'é]{1,12}$/) },
	{ weight: 1, arbitrary: fc.stringMatching(/^[a-z/.]{20,90}$/) },
	{ weight: 1, arbitrary: fc.stringMatching(/^[漢字]{1,40}$/) },
);
const anyText = (most: number) => fc.array(anyWord, { minLength: 1, maxLength: most }).map((words) => words.join(" "));

const anyName = fc.stringMatching(/^[a-z ]{1,30}$/);

const someMarks = [
	{ id: "yes", sign: "x", label: "Yes" },
	{ id: "many", sign: "10+", label: "Many" },
];
const option = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: undefined });

const anyRow = fc.oneof(
	fc.record({ label: anyText(12), aside: fc.constant(undefined), text: anyText(12) }),
	fc.record({ label: anyName, aside: anyName, text: anyText(12) }),
);

/** A list made up. */
export const anyView: fc.Arbitrary<View> = fc
	.record({
		progress: option(anyName),
		paragraphs: fc.array(anyText(40), { maxLength: 4 }),
		question: option(anyText(20)),
		rows: fc.array(anyRow, { minLength: 1, maxLength: 16 }),
		marks: fc.constantFrom([], someMarks),
		next: option(anyText(12)),
	})
	.map(({ progress, rows, marks, ...rest }) => {
		const keyed = rowsOf(rows.map((row, i) => ({ id: `row-${i}`, ...row })));
		const ways = marks.length > 0 ? [{ key: "0", id: "go-on", label: "Go on", ends: true as const, gap: true }] : [];
		return listOf(content, {
			...rest,
			rows: [...keyed, ...ways],
			marks,
			progress: progress === undefined ? undefined : { text: progress, done: 2, of: 9 },
		});
	});

export const anySize = fc.record({
	columns: fc.integer({ min: 20, max: 200 }),
	rows: fc.integer({ min: 10, max: 60 }),
});
