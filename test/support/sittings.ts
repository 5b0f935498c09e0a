/** People made up for tests, who sit at a prompter that puts no screens: it writes down what it was asked to show. */
import fc from "fast-check";
import type { Content, Response } from "../../src/content/schema";
import {
	ask,
	newSitting,
	responseOf,
	type Sitting,
} from "../../src/interview/ask";
import {
	BACK,
	type Back,
	type Choice,
	type Prompter,
	type Question,
} from "../../src/interview/prompter";
import { StalkCheckError } from "../../src/platform/errors";
import { itemsOf } from "./random";

/** What a screen is for. The sub-screens of ticking have the heading of their part, and no id. */
export type About =
	| { kind: "one" | "how-often"; id: string }
	| { kind: "tick" | "pause"; id: string }
	| {
			kind:
				| "place"
				| "how-many"
				| "rest"
				| "unsure"
				| "danger"
				| "follow-up"
				| "offer"
				| "which-part"
				| "which-answer"
				| "read"
				| "other";
			id?: undefined;
	  };

/** One screen that was put. */
export type Screen = {
	about: About;
	/** What it is about in one word, such as `one:danger-now`. */
	name: string;
	question: Question;
	choices: Choice[];
	before: string | string[] | undefined;
	/** What was answered, once it was. */
	answer?: string | string[] | Back;
};

/** Answers a screen with the ids or labels of choices, with text, or with `BACK`. */
export type Answer = (screen: Screen) => string | string[] | Back;

export const ids = (screen: Screen | undefined) =>
	screen?.choices.map(({ id }) => id);
export const names = (screens: Screen[]) => screens.map(({ name }) => name);

/** What a screen of this content is about. */
function aboutOf(
	content: Content,
	{ heading = "", question, text = [] }: Question,
): About {
	const { words, checklists } = content;
	const { keyboard, danger } = words;
	const fixed = new Map<string | undefined, About["kind"]>([
		[words.placeQuestion, "place"],
		[keyboard.howMany, "how-many"],
		[words.untickedQuestion, "rest"],
		[words.whichUnsure, "unsure"],
		[words.followUp, "follow-up"],
		[keyboard.review.offer, "offer"],
		[keyboard.review.whichPart, "which-part"],
		[keyboard.review.whichAnswer, "which-answer"],
	]);
	const kind = fixed.get(question);
	if (kind) return { kind } as About;
	if (!question)
		return { kind: text.join() === danger.text.join() ? "danger" : "other" };
	for (const { id, title, tick, pause } of checklists) {
		// Parts may be put in the same words.
		if (question === tick && heading.endsWith(`: ${title}`))
			return { kind: "tick", id };
		if (question === pause) return { kind: "pause", id };
	}
	for (const { id, text, label } of itemsOf(content)) {
		if (question === `${label}. ${words.howOften}`)
			return { kind: "how-often", id };
		if (question.startsWith(text)) return { kind: "one", id };
	}
	return { kind: "other" };
}

/** A prompter that gives every screen to `answer`, and refuses what a person could not have answered. */
export function scripted(content: Content, answer: Answer) {
	const screens: Screen[] = [];
	const closed: boolean[] = [];
	const put = (
		question: Question,
		choices: Choice[],
		before: Screen["before"],
		about = aboutOf(content, question),
	) => {
		const name = about.id ? `${about.kind}:${about.id}` : about.kind;
		const screen: Screen = { about, name, question, choices, before };
		screens.push(screen);
		if (screens.length > 3000) throw new Error("asks without end");
		screen.answer = answer(screen);
		return screen.answer;
	};
	const chosen = (choices: Choice[], given: unknown) => {
		const choice = choices.find(({ id, label }) =>
			[id, label].includes(given as string),
		);
		if (choice) return choice.id;
		const those = choices.map(({ id }) => id).join(", ");
		throw new Error(`${String(given)} is not one of ${those}`);
	};
	const backOr = <T>({ back }: Question, given: T | Back, then: () => T) => {
		if (given !== BACK) return then();
		if (!back) throw new Error("there is nothing to go back to");
		return BACK;
	};
	const prompter: Prompter = {
		async choose(question, choices, before) {
			const given = put(question, choices, before);
			return backOr<string>(question, given as string | Back, () =>
				chosen(choices, given),
			);
		},
		async tick(question, choices, before) {
			const given = put(question, choices, before);
			return backOr<string[]>(question, given as string[] | Back, () => {
				const those = [given].flat().map((it) => chosen(choices, it));
				return choices.map(({ id }) => id).filter((id) => those.includes(id));
			});
		},
		async type(question) {
			const given = put(question, [], undefined);
			return given === "" ? BACK : (given as string | Back);
		},
		async read(text) {
			put({ text: [text] }, [], undefined, { kind: "read" });
		},
		width: () => 80,
		close(clear = false) {
			closed.push(clear);
		},
	};
	return { prompter, screens, closed };
}

/** Somebody who answers the same whenever they are asked, and in whatever order. */
export type Person = {
	place: string | null;
	short: boolean;
	/** The hard parts that they skip. */
	skips: string[];
	/** By item; null is skipped. */
	said: Record<string, string | null>;
};

/** Somebody to whom nothing happened but what they say, in a place that they would rather not give. */
export function saying(
	content: Content,
	said: Person["said"] = {},
	more: Partial<Person> = {},
): Person {
	const nothing = itemsOf(content).map(({ id, set }) => {
		const against = set.ticks?.unticked ?? "no";
		const can = set.options.some((option) => option.id === against);
		return [id, can ? against : null];
	});
	return {
		...{ place: null, short: false, skips: [] },
		...more,
		said: { ...Object.fromEntries(nothing), ...said },
	};
}

/** How this person answers a screen. They look at no follow-ups. */
export function answering(content: Content, person: Person): Answer {
	const items = new Map(itemsOf(content).map((item) => [item.id, item]));
	const said = (id: string) => person.said[id] ?? null;
	const ticks = (id: string) => items.get(id)?.set.ticks;
	const isTicked = (id: string) => {
		const answer = said(id);
		const option = items.get(id)?.set.options.find((it) => it.id === answer);
		return !!option && !option.unknown && answer !== ticks(id)?.unticked;
	};
	let rest: string[] = [];
	return ({ about, choices }) => {
		const all = choices.map(({ id }) => id);
		switch (about.kind) {
			case "place":
				return person.place ?? "skip";
			case "how-many":
				return person.short ? "few" : "all";
			case "pause":
				return person.skips.includes(about.id) ? "skip" : "go-on";
			case "one":
			case "how-often":
				return said(about.id) ?? "skip";
			case "tick":
				rest = all.filter((id) => !isTicked(id));
				return all.filter(isTicked);
			case "rest":
				if (rest.every((id) => said(id) === null)) return "skip";
				if (rest.every((id) => said(id) === ticks(id)?.unsaid)) return "unsaid";
				if (rest.some((id) => said(id) === ticks(id)?.unsure)) return "unsure";
				return "none";
			case "unsure":
				return all.filter((id) => said(id) === ticks(id)?.unsure);
			case "danger":
				return "go-on";
			case "follow-up":
				return "stop";
			case "offer":
				return "result";
			case "read":
				return "";
			default:
				throw new Error(`no answer to ${about.kind}`);
		}
	};
}

/** The items that share a screen to tick, by their part. */
export function tickedTogether(content: Content) {
	return content.checklists
		.filter(({ tick }) => tick)
		.map(({ items }) =>
			items
				.filter(({ alone, askWhen }) => !alone && !askWhen)
				.map(({ id }) => id),
		);
}

/** Anybody: leaning, all together, towards or away from something having happened, and being known. */
export function anyPerson(content: Content): fc.Arbitrary<Person> {
	const items = itemsOf(content);
	const draw = fc.double({ min: 0, max: 0.999999, noNaN: true });
	const draws = (length: number) =>
		fc.array(draw, { minLength: length, maxLength: length });
	return fc
		.record({
			place: fc.constantFrom(null, ...content.places.map(({ id }) => id)),
			short: fc.boolean(),
			skips: fc.subarray(
				content.checklists.filter(({ pause }) => pause).map(({ id }) => id),
			),
			happened: fc.constantFrom(0.05, 0.3, 0.8),
			open: fc.constantFrom(0, 0.1, 0.6),
			styles: draws(content.checklists.length),
			drawn: draws(items.length * 2),
		})
		.map(({ place, short, skips, happened, open, styles, drawn }) => {
			const pick = <T>(list: T[], by: number) =>
				list[Math.floor(by * list.length)] as T;
			const said: Person["said"] = {};
			items.forEach(({ id, set }, i) => {
				const [lean, which] = drawn.slice(i * 2) as [number, number];
				const against = set.ticks?.unticked ?? "no";
				const known = set.options.filter(({ unknown }) => !unknown);
				const unknown = set.options.filter(({ unknown }) => unknown);
				const yes = known.filter((it) => it.id !== against);
				if (lean < open) said[id] = pick([null, ...unknown], which)?.id ?? null;
				else if (which < happened)
					said[id] = pick(yes, which / happened)?.id ?? null;
				else said[id] = known.some((it) => it.id === against) ? against : null;
			});
			const style = new Map(
				content.checklists.map((it, i) => [
					it.id,
					pick(["none", "unsure", "unsaid", "skip"], styles[i] as number),
				]),
			);
			const together = new Set(tickedTogether(content).flat());
			for (const { id, set, checklist } of items) {
				const { ticks } = set;
				if (!ticks || !together.has(id)) continue;
				const option = set.options.find((it) => it.id === said[id]);
				if (option && !option.unknown && option.id !== ticks.unticked) continue;
				const how = style.get(checklist);
				const unsure = how === "unsure" && option?.unknown;
				if (how === "unsaid") said[id] = ticks.unsaid;
				else if (how === "skip") said[id] = null;
				else said[id] = unsure ? ticks.unsure : ticks.unticked;
			}
			return { place, short, skips, said };
		});
}

/** Asks this person everything there is, or goes on with a sitting; gives the screens put and what came of them. */
export async function sit(
	content: Content,
	answer: Answer,
	sitting: Sitting = newSitting(),
): Promise<{ screens: Screen[]; sitting: Sitting; response: Response }> {
	const { prompter, screens } = scripted(content, answer);
	await ask(content, prompter, sitting);
	return { screens, sitting, response: responseOf(content, sitting) };
}

/**
 * Answers by the first line of the script that names the screen, each line once, in order: `[name, answer]`. What the
 * next line does not name is answered by `otherwise`.
 */
export function script(
	otherwise: Answer,
	...lines: [name: string, answer: string | string[] | Back][]
): Answer & { left: () => number } {
	const left = [...lines];
	const answer: Answer = (screen) => {
		if (left[0]?.[0] !== screen.name) return otherwise(screen);
		return (left.shift() as (typeof lines)[number])[1];
	};
	return Object.assign(answer, { left: () => left.length });
}

/** How a sitting ended that was stopped or left; undefined when it was not. */
export async function ending(asked: Promise<unknown>) {
	try {
		await asked;
		return undefined;
	} catch (error) {
		if (!(error instanceof StalkCheckError)) throw error;
		return error;
	}
}
