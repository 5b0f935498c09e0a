/** Pairs of responses that differ in one answer, with which one element of the definitions turns: for reviewers to sign. */
import type { Answers, Content, Result } from "../content/schema";
import { AnswerSpace, definitionsOf } from "./answer-space";
import { assess, evaluatorFor } from "./assess";
import type { CompiledElement } from "./compile";
import { NO, OPEN, RESULTS, YES } from "./values";

/** A response: the answer to the item, null for none, beside `others`, and what the element comes to. */
type Turned = { answer: string | number | null; result: Result };

/** A pair of responses. */
export type Witness = {
	item: string;
	/** Items that could stand in place of this one, whatever the answers are. */
	alike: string[];
	/** The answers that both responses have: as few as will do. */
	others: Answers;
	pair: [Turned, Turned];
};

export type WitnessBook = {
	/** Each with the definitions that need it. */
	elements: { element: string; definitions: string[]; witnesses: Witness[] }[];
	/** How many pairs were too many. */
	leftOut: number;
};

/** More would not be read. */
const MAX_WITNESSES = 200;

/** Stands for the result of answers that contradict each other. */
const CONTRADICTS = 3;

/** From, and to. Where one answer can turn a no into a yes, that pair says all. */
const WHOLE = [NO, YES] as const;
const HALVES = [
	[OPEN, YES],
	[NO, OPEN],
] as const;

/**
 * A pair for each element and each of its items that are not alike, or one for each half of the way. Of too many, the first of
 * every element are kept before the second of any.
 * @throws StalkCheckError `bad-content` when an element is too large to weigh; Error when `assess` disagrees
 */
export function witnessBook(content: Content): WitnessBook {
	const evaluator = evaluatorFor(content);
	const space = new AnswerSpace(evaluator);
	const definitions = [...definitionsOf(evaluator).values()];
	const every = evaluator.compiled.elements.map((element, number) => ({
		element: element.id,
		definitions: definitions.filter((it) => it.elements.some((its) => its.element === number)).map(({ id }) => id),
		witnesses: space.diagrams.within(`element "${element.id}"`, () => witnessesOf(space, rootOf(space, element))),
	}));
	const ranked = every.flatMap(({ witnesses }) => [...witnesses.entries()]).sort(([a], [b]) => a - b);
	const kept = new Set(ranked.slice(0, MAX_WITNESSES).map(([, witness]) => witness));
	const elements = every.map((it) => ({ ...it, witnesses: it.witnesses.filter((witness) => kept.has(witness)) }));
	for (const { element, definitions, witnesses } of elements)
		for (const witness of witnesses) verify(content, element, definitions, witness);
	return { elements, leftOut: ranked.length - kept.size };
}

/** Answers that contradict each other show nothing. */
function rootOf(space: AnswerSpace, element: CompiledElement): number {
	return space.diagrams.combine(space.element(element), space.leaves(element.consistent.whole), (result, leaves) =>
		leaves === 0 ? CONTRADICTS : result,
	);
}

function witnessesOf(space: AnswerSpace, root: number): Witness[] {
	return alikeItems(space, root).flatMap(([item = 0, ...alike]) =>
		turns(space, root, item).map((turn) => ({
			item: space.idOf(item),
			alike: alike.map((it) => space.idOf(it)),
			...turn,
		})),
	);
}

/** The items that a function depends on, together where it stays the same when any two of them change places. */
function alikeItems({ diagrams, answers }: AnswerSpace, root: number): number[][] {
	const restricted = (a: number, x: number, b: number, y: number) =>
		diagrams.restrict(diagrams.restrict(root, a, x), b, y);
	const areAlike = (a: number, b: number) => {
		const values = [...(answers[a] ?? []).keys()];
		return (
			answers[a]?.map(({ answer }) => answer).join() === answers[b]?.map(({ answer }) => answer).join() &&
			values.every((x) => values.slice(0, x).every((y) => restricted(a, x, b, y) === restricted(a, y, b, x)))
		);
	};
	const groups: number[][] = [];
	for (const item of diagrams.support(root)) {
		const group = groups.find(([first = 0]) => areAlike(first, item));
		if (group) group.push(item);
		else groups.push([item]);
	}
	return groups;
}

type Turn = Pick<Witness, "others" | "pair">;

function turns(space: AnswerSpace, root: number, item: number): Turn[] {
	const whole = turn(space, root, item, WHOLE);
	return (whole ? [whole] : HALVES.map((half) => turn(space, root, item, half))).filter((it) => it !== undefined);
}

/**
 * The turn with the fewest other answers, if there is one. Of those, one between two answers rather than an answer and none, and
 * between answers that stand close to each other.
 */
function turn(space: AnswerSpace, root: number, item: number, ends: readonly [number, number]): Turn | undefined {
	const { diagrams } = space;
	const answers = space.answers[item] ?? [];
	const restricted = answers.map((_, value) => diagrams.restrict(root, item, value));
	const found = restricted.flatMap((a, from) =>
		restricted.flatMap((b, to) => {
			const turning = diagrams.combine(a, b, (x, y) => (x === ends[0] && y === ends[1] ? 1 : 0));
			const [choice] = space.smallest(turning, Boolean);
			return choice ? [{ choice, from, to, unanswered: Number(from === 0) + Number(to === 0) }] : [];
		}),
	);
	const [best] = found.sort(
		(a, b) =>
			a.choice.size - b.choice.size ||
			a.unanswered - b.unanswered ||
			Math.abs(a.from - a.to) - Math.abs(b.from - b.to) ||
			a.from - b.from ||
			a.to - b.to,
	);
	if (!best) return undefined;
	const end = (value: number, result: number): Turned => ({
		answer: answers[value]?.answer ?? null,
		result: RESULTS[result] as Result,
	});
	return { others: space.answersAt(best.choice), pair: [end(best.from, ends[0]), end(best.to, ends[1])] };
}

/** Assesses both responses. */
function verify(content: Content, element: string, definitions: string[], { item, others, pair }: Witness) {
	for (const { answer, result } of pair)
		for (const verdict of assess(content, { answers: { ...others, [item]: answer } }).verdicts) {
			const found = verdict.elements.find((it) => it.element === element)?.result;
			if (definitions.includes(verdict.definition) && found !== result)
				throw new Error(`"${element}" is assessed as ${found} and shown as ${result}`);
		}
}
