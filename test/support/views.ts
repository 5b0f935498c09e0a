/** The views that the interview can show, and generated ones. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Content } from "../../src/content/schema";
import { wordedFor } from "../../src/content/wording";
import { ask, type Session } from "../../src/interview/ask";
import { welcome } from "../../src/interview/interview";
import type { View, WindowSize } from "../../src/interview/layout";
import { BACK, type Choice, type Prompter } from "../../src/interview/prompter";
import { showResult } from "../../src/interview/result";
import { review } from "../../src/interview/review";
import { askPassphrase, askWhereToSave } from "../../src/interview/save";
import { newState } from "../../src/interview/state";
import { StalkCheckError } from "../../src/platform/errors";

const ENOUGH = new Error("enough views");

/** A prompter that records every view and answers by `next`, which returns a number below its argument. */
function recorder(views: Map<string, View>, next: (below: number) => number) {
	let left = 80;
	const record = (view: View) => {
		if (left-- === 0) throw ENOUGH;
		const key = JSON.stringify(view).replace(/Question \d+ of about \d+/, "");
		views.set(key, view);
	};
	const prompter: Prompter = {
		async choose<Id extends string>(prompt: View["prompt"], choices: Choice<Id>[]) {
			record({ kind: "choose", prompt, choices });
			return choices[next(choices.length)]?.id as Id;
		},
		async tick(prompt, choices) {
			record({ kind: "tick", prompt, choices });
			return choices.filter(() => next(2) === 0).map(({ id }) => id);
		},
		// No file is named, so none is written.
		type: async () => BACK,
		async read(text) {
			const prompt = { text: [text.trimEnd()] };
			record({ kind: "read", prompt, choices: [] });
		},
		width: () => 79,
		close() {},
	};
	return prompter;
}

/** Collects views from random walks through the interview, the same on every call. */
export async function viewsOf(original: Content): Promise<View[]> {
	const views = new Map<string, View>();
	let seed = 1;
	const next = (below: number) => {
		seed = (seed * 48271) % 2147483647;
		return seed % below;
	};
	const report = readFileSync("test/reports/ex-partner-texts.txt", "utf8");
	const text = async () => report;
	const texts = { report: text, page: text, helplines: text };
	const first = () => 0;
	const second = (below: number) => Math.min(1, below - 1);
	for (const voice of [undefined, "someone-else"] as const)
		for (const [walk, answer] of [first, second, next, next].entries()) {
			const content = wordedFor(original, voice);
			const state = newState({ for: voice, short: walk < 3 ? false : undefined });
			const parts: ((session: Session) => Promise<unknown>)[] = [
				(session) => welcome(session, welcomeOf(walk)),
				(session) => welcome(session, welcomeOf(walk + 4)),
				(session) => askWhereToSave(session, walk % 2 ? "package.json" : "new"),
				askPassphrase,
				review,
				(session) => showResult(session, { answers: {} }, texts),
				ask,
			];
			const run = async (part: (typeof parts)[0], answer: typeof next) => {
				const prompter = recorder(views, answer);
				await part({ content, prompter, state }).catch(ignoreEnd);
			};
			await run(ask, answer);
			for (const part of parts) await run(part, next);
		}
	return [...views.values()];
}

function welcomeOf(walk: number) {
	const on = (bit: number) => (walk & bit) > 0;
	return { resumed: on(1), someoneElse: on(2), plain: on(4) };
}

/** Leaving, stopping and having enough views end a walk. */
function ignoreEnd(error: unknown) {
	if (error !== ENOUGH && !(error instanceof StalkCheckError)) throw error;
}

const anyWord = fc.oneof(
	{ weight: 8, arbitrary: fc.stringMatching(/^[a-z,'é]{1,12}$/) },
	{ weight: 1, arbitrary: fc.stringMatching(/^[a-z/.]{20,90}$/) },
	{ weight: 1, arbitrary: fc.stringMatching(/^[漢字]{1,40}$/) },
);

function anyText(most: number): fc.Arbitrary<string> {
	return fc.array(anyWord, { minLength: 1, maxLength: most }).map((words) => words.join(" "));
}

const anyChoices = fc
	.array(fc.tuple(anyText(12), fc.option(anyText(12), { nil: undefined })), { minLength: 1, maxLength: 20 })
	.map((all) => all.map(([label, hint], i) => ({ id: `id${i}`, label, hint })));

const anyPrompt = fc.record(
	{ heading: anyText(8), text: fc.array(anyText(40), { maxLength: 4 }), question: anyText(20), back: fc.boolean() },
	{ requiredKeys: [] },
);

/** A view made up, of any kind. */
export const anyView: fc.Arbitrary<View> = fc.oneof(
	fc.record({ kind: fc.constantFrom("choose" as const, "tick" as const), prompt: anyPrompt, choices: anyChoices }),
	fc.record({
		kind: fc.constant("read" as const),
		prompt: fc.record({
			text: fc.array(anyText(20), { minLength: 1, maxLength: 40 }).map((lines) => [lines.join("\n  ")]),
		}),
		choices: fc.constant<Choice[]>([]),
	}),
);

export const anySize: fc.Arbitrary<WindowSize> = fc.record({
	columns: fc.integer({ min: 20, max: 200 }),
	rows: fc.integer({ min: 10, max: 60 }),
});
