/** One step of the interview, put to the person. */

import type { AnswerSet, Answers, Content, Item } from "../content/schema";
import {
	BACK,
	type Back,
	type Choice,
	type Prompter,
	type Question,
} from "./prompter";
import { type Interview, isTicked, keep, type Step } from "./routing";

const SKIP = "skip";

/** Puts a step below a heading; gives the interview with what was answered. What was answered before is shown. */
export async function askStep(
	content: Content,
	prompter: Prompter,
	interview: Interview,
	step: Step,
	shown: { heading: string; back: boolean },
): Promise<Interview | Back> {
	const { checklist, kind, items } = step;
	const begun = checklist.items.some(({ id }) => interview.asked.has(id));
	const intro = checklist.intro && !begun ? [checklist.intro] : [];
	const above: Question = { ...shown, text: intro };
	if (kind === "tick")
		return askTogether(content, prompter, interview, step, above);

	const { words } = content;
	const [item] = items;
	const often = kind === "how-often";
	const choice = await prompter.choose(
		{
			...above,
			question: often ? `${item.label}. ${words.howOften}` : withExample(item),
		},
		choicesOf(content, step),
		often && !interview.counted.has(item.id)
			? undefined
			: before(interview, item),
	);
	if (choice === BACK) return BACK;
	// Whoever does not say how often has still said that it happened.
	const skipped = often ? ticksOf(content, item).ticked : null;
	return keep(interview, step, item, choice === SKIP ? skipped : choice);
}

function withExample({ text, example }: Item): string {
	return example ? `${text} For example: ${example}.` : text;
}

function choicesOf({ words }: Content, step: Step): Choice[] {
	const unknown = step.kind === "how-often" ? [] : step.unknown;
	return [
		...[...step.options, ...unknown].map(({ id, label }) => ({ id, label })),
		{ id: SKIP, label: words.skip },
	];
}

/** The choice that stands for what was answered before: an option, or that it was skipped. */
function before({ given, asked }: Interview, { id }: Item): string | undefined {
	const answer = given[id];
	if (answer === undefined) return asked.has(id) ? SKIP : undefined;
	return String(answer);
}

const NONE = "none";
const UNSURE = "unsure";
const UNSAID = "unsaid";

/** Items that share a screen. A box left empty is not a no until the person says so. */
async function askTogether(
	content: Content,
	prompter: Prompter,
	interview: Interview,
	step: Step,
	above: Question,
): Promise<Interview | Back> {
	const { heading } = above;
	const question = step.checklist.tick as string;
	let ticked = step.items
		.filter((item) => isTicked(content, interview, item))
		.map(({ id }) => id);
	for (;;) {
		const boxes = step.items.map(boxOf);
		const now = await prompter.tick({ ...above, question }, boxes, ticked);
		if (now === BACK) return BACK;
		ticked = now;
		const rest = step.items.filter(({ id }) => !ticked.includes(id));
		const others = await askTheRest(content, prompter, interview, rest, {
			heading,
			back: true,
		});
		if (others === BACK) continue;
		return step.items.reduce((so, item) => {
			const ticks = ticksOf(content, item);
			const known = isTicked(content, interview, item);
			const still = known ? interview.given[item.id] : undefined;
			const answer = ticked.includes(item.id)
				? (still ?? ticks.ticked)
				: (others[item.id] ?? null);
			return keep(so, step, item, answer);
		}, interview);
	}
}

/** What is said of the boxes left empty. */
async function askTheRest(
	content: Content,
	prompter: Prompter,
	interview: Interview,
	rest: Item[],
	shown: Question,
): Promise<Answers | Back> {
	const { words } = content;
	if (rest.length === 0) return {};
	for (;;) {
		const choice = await prompter.choose(
			{ ...shown, question: words.untickedQuestion },
			[
				{ id: NONE, label: words.untickedNone },
				{ id: UNSURE, label: words.untickedUnsure },
				{ id: UNSAID, label: words.untickedUnsaid },
				{ id: SKIP, label: words.skip },
			],
			restBefore(content, interview, rest),
		);
		if (choice === BACK) return BACK;
		if (choice === SKIP) return {};
		const saying = (of: (ticks: Ticks) => string, items: Item[]) =>
			Object.fromEntries(
				items.map((item) => [item.id, of(ticksOf(content, item))]),
			);
		if (choice === UNSAID) return saying(({ unsaid }) => unsaid, rest);
		const none = saying(({ unticked }) => unticked, rest);
		if (choice === NONE) return none;
		const unsure = await prompter.tick(
			{ ...shown, question: words.whichUnsure },
			rest.map(boxOf),
			rest
				.filter(
					(item) => interview.given[item.id] === ticksOf(content, item).unsure,
				)
				.map(({ id }) => id),
		);
		if (unsure === BACK) continue;
		const those = rest.filter(({ id }) => unsure.includes(id));
		return { ...none, ...saying((ticks) => ticks.unsure, those) };
	}
}

/** The choice that stands for what was said of the empty boxes before, if it was one thing; nothing when they are new. */
function restBefore(
	content: Content,
	{ given, asked }: Interview,
	rest: Item[],
): string | undefined {
	if (!rest.every(({ id }) => asked.has(id))) return undefined;
	const said = (of: (ticks: Ticks) => string) => (item: Item) =>
		given[item.id] === of(ticksOf(content, item));
	if (rest.every(({ id }) => given[id] === undefined)) return SKIP;
	if (rest.every(said(({ unticked }) => unticked))) return NONE;
	if (rest.every(said(({ unsaid }) => unsaid))) return UNSAID;
	return rest.some(said(({ unsure }) => unsure)) ? UNSURE : undefined;
}

type Ticks = NonNullable<AnswerSet["ticks"]>;

function ticksOf(content: Content, item: Item): Ticks {
	return content.answerSets.find(({ id }) => id === item.answerSet)
		?.ticks as Ticks;
}

function boxOf({ id, label, example }: Item): Choice {
	return { id, label, hint: example };
}
