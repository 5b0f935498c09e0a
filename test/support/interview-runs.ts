/** Interviews without a terminal: a scripted prompter records what is asked, and generated people answer. */
import fc from "fast-check";
import type { Content, Response } from "../../src/content/schema";
import { ask } from "../../src/interview/ask";
import { BACK, type Back, type Choice, type Prompt, type Prompter } from "../../src/interview/prompter";
import { type InterviewState, newState, responseOf } from "../../src/interview/state";
import { StalkCheckError } from "../../src/platform/errors";
import { itemsOf } from "./random";

/** The purpose of a prompt. Prompts about empty boxes have the heading of their part, and no id. */
export type Purpose =
	| { kind: "one" | "how-often" | "tick" | "pause"; id: string }
	| {
			kind:
				| "place"
				| "how-many"
				| "empty"
				| "unsure"
				| "danger"
				| "follow-up"
				| "contradiction"
				| "offer"
				| "which-part"
				| "which-answer"
				| "read"
				| "other";
			id?: undefined;
	  };

/** One prompt that was shown. */
export type Shown = {
	purpose: Purpose;
	/** The purpose as text, such as `one:danger-now`. */
	name: string;
	prompt: Prompt;
	choices: Choice[];
	before: string | string[] | undefined;
	/** The answer, once it is given. */
	answer?: string | string[] | Back;
};

/** Answers a prompt with the ids or labels of choices, with text, or with `BACK`. */
export type Answer = (shown: Shown) => string | string[] | Back;

export const ids = (shown: Shown | undefined) => shown?.choices.map(({ id }) => id);
export const names = (shown: Shown[]) => shown.map(({ name }) => name);

function purposeOf(content: Content, { heading = "", question, text = [] }: Prompt): Purpose {
	const { words, checklists } = content;
	const { keyboard, danger } = words;
	const fixed = new Map<string | undefined, Purpose["kind"]>([
		[words.placeQuestion, "place"],
		[keyboard.howMany, "how-many"],
		[words.untickedQuestion, "empty"],
		[words.whichUnsure, "unsure"],
		[words.followUp, "follow-up"],
		[words.contradiction, "contradiction"],
		[keyboard.review.offer, "offer"],
		[keyboard.review.whichPart, "which-part"],
		[keyboard.review.whichAnswer, "which-answer"],
	]);
	const kind = fixed.get(question);
	if (kind) return { kind } as Purpose;
	if (!question) return { kind: text.join() === danger.text.join() ? "danger" : "other" };
	for (const { id, title, tick, pause } of checklists) {
		// Two parts may use the same words.
		if (question === tick && heading.endsWith(`: ${title}`)) return { kind: "tick", id };
		if (question === pause) return { kind: "pause", id };
	}
	for (const { id, text, label } of itemsOf(content)) {
		if (question === `${label}. ${words.howOften}`) return { kind: "how-often", id };
		if (question.startsWith(text)) return { kind: "one", id };
	}
	return { kind: "other" };
}

/** A prompter that answers with `answer`, and throws when the prompt does not allow the answer. */
export function scriptedPrompter(content: Content, answer: Answer) {
	const shown: Shown[] = [];
	const ask = (prompt: Prompt, choices: Choice[], before: Shown["before"], purpose = purposeOf(content, prompt)) => {
		const name = purpose.id ? `${purpose.kind}:${purpose.id}` : purpose.kind;
		const now: Shown = { purpose, name, prompt, choices, before };
		shown.push(now);
		if (shown.length > 3000) throw new Error("asks without end");
		now.answer = answer(now);
		if (now.answer === BACK && !prompt.back) throw new Error("there is nothing to go back to");
		return now.answer;
	};
	const idOf = <Id extends string>(choices: Choice<Id>[], given: unknown) => {
		const choice = choices.find(({ id, label }) => [id, label].includes(given as string));
		if (choice) return choice.id;
		const ids = choices.map(({ id }) => id).join(", ");
		throw new Error(`${String(given)} is not one of ${ids}`);
	};
	const prompter: Prompter = {
		async choose(prompt, choices, before) {
			const given = ask(prompt, choices, before);
			return given === BACK ? BACK : idOf(choices, given);
		},
		async tick(prompt, choices, before) {
			const given = ask(prompt, choices, before);
			if (given === BACK) return BACK;
			const ticked = [given].flat().map((one) => idOf(choices, one));
			return choices.map(({ id }) => id).filter((id) => ticked.includes(id));
		},
		type: async (prompt) => (ask({ ...prompt, back: true }, [], undefined) as string | Back) || BACK,
		async read(text) {
			ask({ text: [text] }, [], undefined, { kind: "read" });
		},
		width: () => 80,
		close() {},
	};
	return { prompter, shown };
}

/** A person who gives the same answers whenever they are asked. */
export type Profile = {
	place: string | null;
	short: boolean;
	/** The checklists that they skip. */
	skips: string[];
	/** Answers by item; null is skipped. */
	answers: Record<string, string | null>;
};

/** A person who skips the place, and to whom nothing happened except by `answers`. */
export function profileWith(content: Content, answers: Profile["answers"] = {}, more: Partial<Profile> = {}): Profile {
	const nothing = itemsOf(content).map(({ id, set }) => {
		const no = set.ticks?.unticked ?? "no";
		return [id, set.options.some((option) => option.id === no) ? no : null];
	});
	return {
		...{ place: null, short: false, skips: [] },
		...more,
		answers: { ...Object.fromEntries(nothing), ...answers },
	};
}

/** How a person answers prompts. They look at no follow-ups. */
export function answersOf(content: Content, profile: Profile): Answer {
	const items = new Map(itemsOf(content).map((item) => [item.id, item]));
	const answerTo = (id: string) => profile.answers[id] ?? null;
	const ticks = (id: string) => items.get(id)?.set.ticks;
	const isTicked = (id: string) => {
		const answer = answerTo(id);
		const option = items.get(id)?.set.options.find(({ id }) => id === answer);
		return !!option && !option.unknown && answer !== ticks(id)?.unticked;
	};
	let empty: string[] = [];
	return ({ purpose, choices }) => {
		const all = choices.map(({ id }) => id);
		switch (purpose.kind) {
			case "place":
				return profile.place ?? "skip";
			case "how-many":
				return profile.short ? "fewQuestions" : "allQuestions";
			case "pause":
				return profile.skips.includes(purpose.id) ? "skipPart" : "goOn";
			case "one":
			case "how-often":
				return answerTo(purpose.id) ?? "skip";
			case "tick":
				empty = all.filter((id) => !isTicked(id));
				return all.filter(isTicked);
			case "empty":
				if (empty.every((id) => answerTo(id) === null)) return "skip";
				if (empty.every((id) => answerTo(id) === ticks(id)?.unsaid)) return "untickedUnsaid";
				if (empty.some((id) => answerTo(id) === ticks(id)?.unsure)) return "untickedUnsure";
				return "untickedNone";
			case "unsure":
				return all.filter((id) => answerTo(id) === ticks(id)?.unsure);
			case "danger":
				return "goOn";
			case "follow-up":
			case "contradiction":
				return "showResult";
			case "offer":
				return "result";
			case "read":
				return "";
			default:
				throw new Error(`no answer to ${purpose.kind}`);
		}
	};
}

/** Returns the items that are ticked on one screen, per checklist. */
export function tickedTogether({ checklists }: Content): string[][] {
	return checklists
		.filter(({ tick }) => tick)
		.map(({ items }) => items.filter(({ alone, askWhen }) => !alone && !askWhen).map(({ id }) => id));
}

/** Any person. `happened` and `open` are how likely something happened, and how likely an answer is unknown. */
export function anyProfile(content: Content): fc.Arbitrary<Profile> {
	const items = itemsOf(content);
	const draw = fc.double({ min: 0, max: 0.999999, noNaN: true });
	const draws = (length: number) => fc.array(draw, { minLength: length, maxLength: length });
	return fc
		.record({
			place: fc.constantFrom(null, ...content.places.map(({ id }) => id)),
			short: fc.boolean(),
			skips: fc.subarray(content.checklists.filter(({ pause }) => pause).map(({ id }) => id)),
			happened: fc.constantFrom(0.05, 0.3, 0.8),
			open: fc.constantFrom(0, 0.1, 0.6),
			styles: draws(content.checklists.length),
			drawn: draws(items.length * 2),
		})
		.map(({ place, short, skips, happened, open, styles, drawn }) => {
			const pick = <T>(list: T[], by: number) => list[Math.floor(by * list.length)] as T;
			const answers: Profile["answers"] = {};
			items.forEach(({ id, set }, i) => {
				const [lean, which] = drawn.slice(i * 2) as [number, number];
				const no = set.ticks?.unticked ?? "no";
				const known = set.options.filter(({ unknown }) => !unknown);
				const unknown = set.options.filter(({ unknown }) => unknown);
				const yes = known.filter((option) => option.id !== no);
				if (lean < open) answers[id] = pick([null, ...unknown], which)?.id ?? null;
				else if (which < happened) answers[id] = pick(yes, which / happened)?.id ?? null;
				else answers[id] = known.some((option) => option.id === no) ? no : null;
			});
			const style = new Map(
				content.checklists.map(({ id }, i) => [id, pick(["none", "unsure", "unsaid", "skip"], styles[i] as number)]),
			);
			const together = new Set(tickedTogether(content).flat());
			for (const { id, set, checklist } of items) {
				const { ticks } = set;
				if (!ticks || !together.has(id)) continue;
				const option = set.options.find((option) => option.id === answers[id]);
				if (option && !option.unknown && option.id !== ticks.unticked) continue;
				const how = style.get(checklist);
				const unsure = how === "unsure" && option?.unknown;
				if (how === "unsaid") answers[id] = ticks.unsaid;
				else if (how === "skip") answers[id] = null;
				else answers[id] = unsure ? ticks.unsure : ticks.unticked;
			}
			return { place, short, skips, answers };
		});
}

/** Asks this person every question, or resumes at a state. */
export async function interviewOf(
	content: Content,
	answer: Answer,
	state: InterviewState = newState(),
): Promise<{ shown: Shown[]; state: InterviewState; response: Response }> {
	const { prompter, shown } = scriptedPrompter(content, answer);
	await ask({ content, prompter, state });
	return { shown, state, response: responseOf(content, state) };
}

/**
 * Answers each prompt that the next line names, `[name, answer]`, with that line, and any other with `otherwise`.
 */
export function script(
	otherwise: Answer,
	...lines: [name: string, answer: string | string[] | Back][]
): Answer & { left: () => number } {
	const left = [...lines];
	const answer: Answer = (shown) => {
		if (left[0]?.[0] !== shown.name) return otherwise(shown);
		return (left.shift() as (typeof lines)[number])[1];
	};
	return Object.assign(answer, { left: () => left.length });
}

/** Returns the StalkCheckError that a promise rejects with, or undefined. */
export async function errorOf(promise: Promise<unknown>) {
	try {
		await promise;
		return undefined;
	} catch (error) {
		if (!(error instanceof StalkCheckError)) throw error;
		return error;
	}
}
