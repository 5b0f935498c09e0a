/** A person's answers, asked for one screen at a time, as a response. */
import {
	answersSoFar,
	type Interview,
	keep,
	newInterview,
	nextStep,
	type Step,
	stepFor,
} from "../core/interview";
import type { AnswerSet, Content, Item, Response } from "../core/schema";
import { stillMatters, worthAsking } from "../core/settle";
import { StalkCheckError } from "../errors";

/** One thing to choose. `hint` is an example to hesitate over. */
export type Choice = { id: string; label: string; hint?: string | undefined };

/** How screens are shown and keys are read. Both questions reject with a `stopped` error when the person leaves. */
export type Prompter = {
	/** Begins a new screen with these paragraphs. */
	show(paragraphs: string[]): void;
	/** Asks for one of the choices; gives its id. */
	choose(question: string, choices: Choice[]): Promise<string>;
	/** Asks for any number of the choices; gives their ids. */
	tick(question: string, choices: Choice[]): Promise<string[]>;
	/** Leaves the terminal as it was. */
	close(): void;
};

const SKIP = "skip";
const GO_ON = "go-on";
const STOP = "stop";

/**
 * Asks everything there is to ask; with `short`, only what can still change the summary or is an urgent sign. Then
 * offers to go back to what would settle an unclear result. `place` is not asked for when it is given.
 * @throws StalkCheckError `stopped` when the person stops or input ends.
 */
export async function ask(
	content: Content,
	prompter: Prompter,
	{ place, short = false }: { place?: string | undefined; short?: boolean },
): Promise<Response> {
	const { words } = content;
	await goOnOrStop(content, prompter, words.welcome, words.start);
	let interview = newInterview();
	let where: string | null | undefined = place;
	for (;;) {
		const answers = answersSoFar(content, interview);
		const matters = short && stillMatters(content, where ?? undefined, answers);
		const step = nextStep(
			content,
			interview,
			matters ? (id) => matters.has(id) : undefined,
		);
		if (!step) break;
		const dangerIsPast = interview.asked.has(words.danger.item);
		if (where === undefined && dangerIsPast) {
			where = await askPlace(content, prompter);
			continue;
		}
		interview = await askStep(content, prompter, interview, step);
		const answer = interview.answers[words.danger.item];
		if (
			!dangerIsPast &&
			typeof answer === "string" &&
			words.danger.is.includes(answer)
		)
			await goOnOrStop(content, prompter, words.danger.text);
	}
	interview = await followUp(content, prompter, interview, where);
	return {
		...(where ? { place: where } : {}),
		answers: answersSoFar(content, interview),
	};
}

/** Offers the questions that would settle an unclear result, each once, for as long as the person goes on. */
async function followUp(
	content: Content,
	prompter: Prompter,
	interview: Interview,
	place: string | null | undefined,
): Promise<Interview> {
	const { words } = content;
	const put = new Set<string>();
	for (;;) {
		const answers = answersSoFar(content, interview);
		const open = worthAsking(content, { place, answers }).filter(
			(id) => !put.has(id),
		);
		if (open.length === 0) return interview;
		prompter.show([]);
		const choice = await prompter.choose(words.followUp, [
			{ id: GO_ON, label: words.goOn },
			{ id: STOP, label: words.showResult },
		]);
		if (choice === STOP) return interview;
		for (const id of open) {
			put.add(id);
			const step = stepFor(content, id);
			interview = await askStep(content, prompter, interview, step);
		}
	}
}

async function goOnOrStop(
	content: Content,
	prompter: Prompter,
	text: string[],
	question = "",
) {
	prompter.show(text);
	const choice = await prompter.choose(question, [
		{ id: GO_ON, label: content.words.goOn },
		{ id: STOP, label: content.words.stop },
	]);
	if (choice === STOP)
		throw new StalkCheckError("stopped", content.words.stopped);
}

async function askPlace(
	content: Content,
	prompter: Prompter,
): Promise<string | null> {
	prompter.show([]);
	const choice = await prompter.choose(content.words.placeQuestion, [
		...content.places.map(({ id, name }) => ({ id, label: name })),
		{ id: SKIP, label: content.words.skip },
	]);
	return content.places.find(({ id }) => id === choice)?.id ?? null;
}

async function askStep(
	content: Content,
	prompter: Prompter,
	interview: Interview,
	step: Step,
): Promise<Interview> {
	const { checklist, items } = step;
	const begun = checklist.items.some((item) => interview.asked.has(item.id));
	const place = `Part ${step.part} of ${step.parts}: ${checklist.title}`;
	const left =
		checklist.items.length -
		checklist.items.filter((i) => interview.asked.has(i.id)).length;
	const progress =
		step.kind === "one" && left > 1
			? `${place} (${left} or fewer left in this part)`
			: place;
	prompter.show([
		progress,
		...(checklist.intro && !begun ? [checklist.intro] : []),
	]);
	if (step.kind === "tick")
		return askTogether(content, prompter, interview, step);

	const [item] = items;
	const question =
		step.kind === "how-often"
			? `${item.label}. ${content.words.howOften}`
			: withExample(item);
	const choices = [
		...step.options,
		...(step.kind === "one" ? step.unknown : []),
	];
	const choice = await prompter.choose(question, [
		...choices.map(({ id, label }) => ({ id, label })),
		{ id: SKIP, label: content.words.skip },
	]);
	return keep(interview, step, item, choice === SKIP ? null : choice);
}

function withExample(item: Item): string {
	return item.example
		? `${item.text} For example: ${item.example}.`
		: item.text;
}

/** Items that share a screen. A box left empty is not a no until the person says so. */
async function askTogether(
	content: Content,
	prompter: Prompter,
	interview: Interview,
	step: Step,
): Promise<Interview> {
	const { words } = content;
	const choiceOf = (item: Item) => ({
		id: item.id,
		label: item.label,
		hint: item.example,
	});
	const ticked = await prompter.tick(
		step.checklist.tick as string,
		step.items.map(choiceOf),
	);
	const rest = step.items.filter(({ id }) => !ticked.includes(id));
	let theRest = SKIP;
	let unsure: string[] = [];
	if (rest.length > 0) {
		theRest = await prompter.choose(words.untickedQuestion, [
			{ id: "none", label: words.untickedNone },
			{ id: "unsure", label: words.untickedUnsure },
			{ id: SKIP, label: words.skip },
		]);
		if (theRest === "unsure")
			unsure = await prompter.tick(words.whichUnsure, rest.map(choiceOf));
	}
	return step.items.reduce((so, item) => {
		const ticks = content.answerSets.find(({ id }) => id === item.answerSet)
			?.ticks as NonNullable<AnswerSet["ticks"]>;
		if (ticked.includes(item.id)) return keep(so, step, item, ticks.ticked);
		if (unsure.includes(item.id)) return keep(so, step, item, ticks.unsure);
		return keep(so, step, item, theRest === SKIP ? null : ticks.unticked);
	}, interview);
}
