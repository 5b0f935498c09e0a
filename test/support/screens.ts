/** Every screen that somebody can be shown, as the program itself puts them. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Content } from "../../src/content/schema";
import { inVoice } from "../../src/content/wording";
import { ask, newSitting } from "../../src/interview/ask";
import { begin } from "../../src/interview/begin";
import { finish } from "../../src/interview/finish";
import type { Screen, Size } from "../../src/interview/layout";
import { BACK, type Choice, type Prompter } from "../../src/interview/prompter";
import { review } from "../../src/interview/review";
import { askPassphrase, planToSave } from "../../src/interview/save";
import { StalkCheckError } from "../../src/platform/errors";

const ENOUGH = new Error("seen enough");

/** A prompter that keeps every screen and answers by `next`, a number from 0 to just below the one given. */
function recorder(
	screens: Map<string, Screen>,
	next: (below: number) => number,
) {
	let left = 80;
	const keep = (screen: Screen) => {
		if (left-- === 0) throw ENOUGH;
		const key = JSON.stringify(screen).replace(/Question \d+ of about/, "");
		screens.set(key, screen);
	};
	const prompter: Prompter = {
		async choose(question, choices) {
			keep({ kind: "choose", question, choices });
			return choices[next(choices.length)]?.id as string;
		},
		async tick(question, choices) {
			keep({ kind: "tick", question, choices });
			return choices.filter(() => next(2) === 0).map(({ id }) => id);
		},
		// No file is ever named, so that none is written.
		type: async () => BACK,
		async read(text) {
			const question = { text: [text.trimEnd()] };
			keep({ kind: "read", question, choices: [] });
		},
		width: () => 79,
		close() {},
	};
	return prompter;
}

/** Walks about in the program until hardly anything new is shown; always the same way. */
export async function screensOf(original: Content): Promise<Screen[]> {
	const screens = new Map<string, Screen>();
	let seed = 1;
	const next = (below: number) => {
		seed = (seed * 48271) % 2147483647;
		return seed % below;
	};
	const report = readFileSync("test/reports/ex-partner-texts.txt", "utf8");
	const said = async () => report;
	const texts = { report: said, page: said, helplines: said };
	const first = () => 0;
	const second = (below: number) => Math.min(1, below - 1);
	for (const whom of [undefined, "someone-else"] as const)
		for (const [walk, answer] of [first, second, next, next].entries()) {
			const content = inVoice(original, whom);
			const sitting = newSitting({
				for: whom,
				short: walk < 3 ? false : undefined,
			});
			type Part = (prompter: Prompter) => Promise<unknown>;
			const asking: Part = (it) => ask(content, it, sitting);
			const around: Part[] = [
				(it) => begin(content, it, beginning(walk)),
				(it) => begin(content, it, beginning(walk + 4)),
				(it) => planToSave(content, it, walk % 2 ? "package.json" : "nowhere"),
				(it) => askPassphrase(content.words, it),
				(it) => review(content, it, sitting),
				(it) => finish(content, it, { answers: {} }, texts),
			];
			await asking(recorder(screens, answer)).catch(over);
			for (const part of [...around, asking])
				await part(recorder(screens, next)).catch(over);
		}
	return [...screens.values()];
}

function beginning(walk: number) {
	const on = (bit: number) => (walk & bit) > 0;
	return { back: on(1), someoneElse: on(2), plain: on(4) };
}

/** Leaving, stopping and having seen enough all end a walk. */
function over(error: unknown) {
	if (error !== ENOUGH && !(error instanceof StalkCheckError)) throw error;
}

const anyWord = fc.oneof(
	{ weight: 8, arbitrary: fc.stringMatching(/^[a-z,'é]{1,12}$/) },
	{ weight: 1, arbitrary: fc.stringMatching(/^[a-z/.]{20,90}$/) },
	{ weight: 1, arbitrary: fc.stringMatching(/^[漢字]{1,40}$/) },
);

function anyText(most: number): fc.Arbitrary<string> {
	return fc
		.array(anyWord, { minLength: 1, maxLength: most })
		.map((words) => words.join(" "));
}

const anyChoices = fc
	.array(fc.tuple(anyText(12), fc.option(anyText(12), { nil: undefined })), {
		minLength: 1,
		maxLength: 20,
	})
	.map((all) => all.map(([label, hint], i) => ({ id: `id${i}`, label, hint })));

const anyQuestion = fc.record(
	{
		heading: anyText(8),
		text: fc.array(anyText(40), { maxLength: 4 }),
		question: anyText(20),
		back: fc.boolean(),
	},
	{ requiredKeys: [] },
);

/** A screen made up, of any kind. */
export const anyScreen: fc.Arbitrary<Screen> = fc.oneof(
	fc.record({
		kind: fc.constantFrom("choose" as const, "tick" as const),
		question: anyQuestion,
		choices: anyChoices,
	}),
	fc.record({
		kind: fc.constant("read" as const),
		question: fc.record({
			text: fc
				.array(anyText(20), { minLength: 1, maxLength: 40 })
				.map((lines) => [lines.join("\n  ")]),
		}),
		choices: fc.constant<Choice[]>([]),
	}),
);

export const anySize: fc.Arbitrary<Size> = fc.record({
	columns: fc.integer({ min: 20, max: 200 }),
	rows: fc.integer({ min: 10, max: 60 }),
});
