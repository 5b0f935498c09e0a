/** A person's answers, asked for one question at a time. */

import type { Answers, Checklist, Content, Response } from "../content/schema";
import { stillMatters, worthAsking } from "../engine/settle";
import { StalkCheckError } from "../platform/errors";
import { BACK, type Prompter } from "./prompter";
import {
	answersSoFar,
	type Interview,
	newInterview,
	nextStep,
	type Step,
	stepFor,
	stepsLeft,
	stillOpen,
} from "./routing";
import { askStep } from "./step";

/** What one person has answered so far, and how they came there. Asking changes it, so that nothing is lost on the way. */
export type Sitting = {
	/** Whom the answers are about: somebody else, or the person themselves. */
	for: Response["for"];
	/** Null when they were asked, and skipped it. */
	place: string | null | undefined;
	/** Whether only what can still change something is asked; undefined until they were asked. */
	short: boolean | undefined;
	interview: Interview;
	/** Every question put, in order, and which of them is put now. */
	trail: Stop[];
	at: number;
	/** The hard parts that were announced, and those of them that they skip. */
	announced: Set<string>;
	passed: Set<string>;
	/** What was asked again to settle a result. */
	followedUp: Set<string>;
	/** How many questions had been put before they came back. */
	earlier: number;
};

/** Something that is put to the person, and can be gone back to. */
type Stop =
	| { kind: "step"; step: Step }
	| { kind: "pause"; checklist: Checklist }
	| { kind: "place" }
	| { kind: "how-many" };

export function newSitting(
	given: Partial<Pick<Sitting, "for" | "place" | "short" | "interview">> = {},
	earlier = 0,
): Sitting {
	return {
		for: given.for,
		place: given.place,
		short: given.short,
		interview: given.interview ?? newInterview(),
		trail: [],
		at: 0,
		announced: new Set(),
		passed: new Set(),
		followedUp: new Set(),
		earlier,
	};
}

/** The response as far as it has come. */
export function responseOf(content: Content, sitting: Sitting): Response {
	return {
		...(sitting.for ? { for: sitting.for } : {}),
		...(sitting.place ? { place: sitting.place } : {}),
		answers: answersSoFar(content, sitting.interview),
	};
}

const SKIP = "skip";
const GO_ON = "go-on";
const STOP = "stop";

/**
 * Asks everything there is to ask, or only what can still change the summary or is an urgent sign. Then offers to go back
 * to what would settle an unclear result.
 * @throws StalkCheckError `stopped` or `left` when the person does.
 */
export async function ask(
	content: Content,
	prompter: Prompter,
	sitting: Sitting,
): Promise<void> {
	for (;;) {
		await askAll(content, prompter, sitting);
		if ((await followUp(content, prompter, sitting)) === BACK)
			goBack(content, sitting);
		else if (next(content, sitting) === undefined) return;
	}
}

/** Makes the last question put the next one again. */
export function goBack(content: Content, sitting: Sitting) {
	sitting.at = before(content, sitting) ?? sitting.at;
}

async function askAll(content: Content, prompter: Prompter, sitting: Sitting) {
	for (;;) {
		const again = sitting.trail[sitting.at];
		if (again && !isOpen(content, sitting, again)) {
			sitting.at++;
			continue;
		}
		const fresh = next(content, sitting);
		const stop = again && !followsFrom(sitting, fresh) ? again : fresh;
		if (!stop) return;
		const back = before(content, sitting) !== undefined;
		if ((await put(content, prompter, sitting, stop, back)) === BACK) {
			goBack(content, sitting);
			continue;
		}
		sitting.trail.splice(sitting.at, stop === again ? 1 : 0, stop);
		sitting.at++;
		if (stop !== again) forgetLater(sitting, stop);
	}
}

/** Takes out of the trail what was put earlier, and has just been put again before its turn. */
function forgetLater(sitting: Sitting, stop: Stop) {
	if (stop.kind !== "step") return;
	const { kind, items } = stop.step;
	sitting.trail = sitting.trail.filter(
		(it, at) =>
			at < sitting.at ||
			it.kind !== "step" ||
			it.step.kind !== kind ||
			it.step.items[0] !== items[0],
	);
}

/** Whether something new asks how often the things happened that have just been ticked, and so cannot wait. */
function followsFrom({ trail, at }: Sitting, fresh: Stop | undefined): boolean {
	const last = trail[at - 1];
	if (fresh?.kind !== "step" || last?.kind !== "step") return false;
	const { kind, items } = fresh.step;
	const near = last.step.checklist === fresh.step.checklist;
	return kind === "how-often" && near && items.length > 0;
}

/** Where the question before this one is in the trail; undefined at the first. */
function before(content: Content, sitting: Sitting): number | undefined {
	for (let at = sitting.at - 1; at >= 0; at--)
		if (isOpen(content, sitting, sitting.trail[at] as Stop)) return at;
	return undefined;
}

function isOpen(content: Content, sitting: Sitting, stop: Stop): boolean {
	const { interview, passed } = sitting;
	if (stop.kind === "step")
		return (
			!passed.has(stop.step.checklist.id) &&
			stillOpen(content, interview, stop.step)
		);
	if (stop.kind !== "pause") return true;
	const { checklist } = stop;
	const [first, ...others] = checklist.items;
	return (
		first !== undefined &&
		stillOpen(content, interview, {
			kind: "tick",
			checklist,
			items: [first, ...others],
		})
	);
}

/** What to put next to somebody who has been through all of the trail; undefined when nothing is left. */
function next(content: Content, sitting: Sitting): Stop | undefined {
	const { interview, announced } = sitting;
	const step = nextStep(content, interview, wanted(content, sitting));
	// Whether they are safe is asked before anything else.
	const safe = !step || interview.asked.has(content.words.danger.item);
	if (sitting.place === undefined && safe) return { kind: "place" };
	if (!step) return undefined;
	if (sitting.short === undefined && safe) return { kind: "how-many" };
	const { checklist } = step;
	if (checklist.pause && !announced.has(checklist.id))
		return { kind: "pause", checklist };
	return { kind: "step", step };
}

/** Which items are to be asked at all. */
function wanted(content: Content, sitting: Sitting) {
	const passed = new Set(
		content.checklists
			.filter(({ id }) => sitting.passed.has(id))
			.flatMap(({ items }) => items.map(({ id }) => id)),
	);
	const matters = sitting.short ? mattering(content, sitting) : undefined;
	return (id: string) => !passed.has(id) && (!matters || matters.has(id));
}

/** What was worked out last for some answers: the same are asked about several times for every question. */
const known = new WeakMap<
	Answers,
	{ place: Sitting["place"]; matters: Set<string> }
>();

/** What can still change something, for somebody who wants to be asked no more. */
function mattering(content: Content, { interview, place }: Sitting) {
	const last = known.get(interview.given);
	if (last && last.place === place) return last.matters;
	const answers = answersSoFar(content, interview);
	const matters = stillMatters(content, place ?? undefined, answers);
	known.set(interview.given, { place, matters });
	return matters;
}

async function put(
	content: Content,
	prompter: Prompter,
	sitting: Sitting,
	stop: Stop,
	back: boolean,
): Promise<typeof BACK | undefined> {
	const { words } = content;
	if (stop.kind === "place") {
		const place = await askPlace(content, prompter, sitting.place, back);
		if (place === BACK) return BACK;
		sitting.place = place;
	} else if (stop.kind === "how-many") {
		const { howMany, allQuestions, fewQuestions } = words.keyboard;
		const choices = [
			{ id: "all", label: allQuestions },
			{ id: "few", label: fewQuestions },
		];
		const was =
			sitting.short === undefined ? undefined : sitting.short ? "few" : "all";
		const choice = await prompter.choose(
			{ question: howMany, back },
			choices,
			was,
		);
		if (choice === BACK) return BACK;
		sitting.short = choice === "few";
	} else if (stop.kind === "pause") {
		const { checklist } = stop;
		const choice = await prompter.choose(
			{
				heading: partOf(content, checklist),
				question: checklist.pause as string,
				back,
			},
			[
				{ id: GO_ON, label: words.goOn },
				{ id: SKIP, label: words.keyboard.skipPart },
			],
			sitting.passed.has(checklist.id)
				? SKIP
				: sitting.announced.has(checklist.id)
					? GO_ON
					: undefined,
		);
		if (choice === BACK) return BACK;
		sitting.announced.add(checklist.id);
		if (choice === SKIP) sitting.passed.add(checklist.id);
		else sitting.passed.delete(checklist.id);
	} else {
		const heading = `${progress(content, sitting)} ${partOf(content, stop.step.checklist)}`;
		const shown = { heading, back };
		do {
			const { interview } = sitting;
			const after = await askStep(
				content,
				prompter,
				interview,
				stop.step,
				shown,
			);
			if (after === BACK) return BACK;
			sitting.interview = after;
		} while ((await warn(content, prompter, stop.step, sitting)) === BACK);
	}
	return undefined;
}

/** What to do at once, for somebody who has just said that they are in danger now. */
async function warn(
	content: Content,
	prompter: Prompter,
	{ items }: Step,
	{ interview }: Sitting,
): Promise<typeof BACK | undefined> {
	const { danger, goOn, stop, stopped } = content.words;
	const answer = interview.given[danger.item];
	if (!items.some(({ id }) => id === danger.item)) return undefined;
	if (typeof answer !== "string" || !danger.is.includes(answer))
		return undefined;
	const choice = await prompter.choose({ text: danger.text, back: true }, [
		{ id: GO_ON, label: goOn },
		{ id: STOP, label: stop },
	]);
	if (choice === STOP) throw new StalkCheckError("stopped", stopped);
	return choice === BACK ? BACK : undefined;
}

/** Asks where it happened; null when that is skipped. */
export async function askPlace(
	content: Content,
	prompter: Prompter,
	before: string | null | undefined,
	back: boolean,
): Promise<string | null | typeof BACK> {
	const choice = await prompter.choose(
		{ question: content.words.placeQuestion, back },
		[
			...content.places.map(({ id, name }) => ({ id, label: name })),
			{ id: SKIP, label: content.words.skip },
		],
		before === null ? SKIP : before,
	);
	if (choice === BACK) return BACK;
	return content.places.find(({ id }) => id === choice)?.id ?? null;
}

/** Which part of the questions this is. */
export function partOf(content: Content, checklist: Checklist): string {
	const part = content.checklists.indexOf(checklist) + 1;
	return `Part ${part} of ${content.checklists.length}: ${checklist.title}`;
}

/** How far the person has come. How much is left can only be guessed, so it is given in fives. */
function progress(content: Content, sitting: Sitting): string {
	const isStep = (stop: Stop) =>
		stop.kind === "step" && isOpen(content, sitting, stop);
	const { trail, at, earlier, interview } = sitting;
	const number = earlier + trail.slice(0, at).filter(isStep).length + 1;
	const left = stepsLeft(content, interview, wanted(content, sitting));
	const all = earlier + trail.filter(isStep).length + left;
	const about = Math.ceil(all / 5) * 5;
	return `Question ${number} of about ${about}.`;
}

/** Offers the questions that would settle an unclear result, each once, for as long as the person goes on. */
async function followUp(
	content: Content,
	prompter: Prompter,
	sitting: Sitting,
): Promise<typeof BACK | undefined> {
	const { words } = content;
	for (;;) {
		const { place, interview, followedUp } = sitting;
		const answers = answersSoFar(content, interview);
		const open = worthAsking(content, { place, answers }).filter(
			(id) => !followedUp.has(id),
		);
		if (open.length === 0) return undefined;
		const choice = await prompter.choose(
			{ question: words.followUp, back: true },
			[
				{ id: GO_ON, label: words.goOn },
				{ id: STOP, label: words.showResult },
			],
		);
		if (choice === BACK) return BACK;
		if (choice === STOP) {
			for (const id of open) followedUp.add(id);
			return undefined;
		}
		let i = 0;
		while (i >= 0 && i < open.length) {
			const id = open[i] as string;
			followedUp.add(id);
			const step = stepFor(content, id);
			const heading = partOf(content, step.checklist);
			const shown = { heading, back: true };
			const after = await askStep(
				content,
				prompter,
				sitting.interview,
				step,
				shown,
			);
			if (after !== BACK) sitting.interview = after;
			i += after === BACK ? -1 : 1;
		}
		// Back from the first of them is to the offer.
		if (i < 0) for (const id of open) followedUp.delete(id);
	}
}
