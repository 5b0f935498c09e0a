/**
 * Shows, over every response there could be, that definitions behave as definitions should; or finds the smallest
 * response at which one does not. Exhaustive: it walks the states that each definition can tell apart, and no samples.
 */

import type {
	AnswerSet,
	Answers,
	Content,
	Definition,
	Pack,
	Result,
} from "../content/schema";
import { assess } from "./assess";
import {
	type Choice,
	cheapest,
	clash,
	type Diagram,
	nodesOf,
	valueAtZero,
} from "./diagram";
import { Meaning, type Variable } from "./meaning";

/** What was shown of one definition. */
export type Proof = {
	definition: string;
	/** How many states it can tell apart. */
	states: number;
	/** How many different responses they stand for, in decimal: more than a number can hold. */
	responses: string;
	/** For each result, the answers of a smallest response that has it. */
	witnesses: Partial<Record<Result, Answers>>;
	/** True when more behaviour weakens a result only where a second occasion rested on the person's own word. */
	restsOnTheirWord: boolean;
};

/** Something a definition must never do, and the smallest answers at which it does it: before, and after. */
export type Failure = {
	definition: string;
	message: string;
	answers: Answers;
	then?: Answers;
};

const RESULTS = ["met", "not-met", "unclear"] as const;
const ORDER: Record<Result, number> = { "not-met": 0, unclear: 1, met: 2 };
const weaker = (a: Result, b: Result) => ORDER[a] > ORDER[b];
const flips = (a: Result, b: Result) => Math.abs(ORDER[a] - ORDER[b]) === 2;
const decides = (a: Result, b: Result) =>
	(a === "not-met") !== (b === "not-met");

/** Proves every definition of some content; each failure is the smallest of its kind for its definition. */
export function prove(content: Content): {
	proofs: Proof[];
	failures: Failure[];
} {
	const meaning = new Meaning(content, {});
	const { diagrams } = meaning;
	/** The same, with no second occasion inferred from the person's own word. */
	const literal = new Meaning(content, {}, { diagrams, inferring: false });
	const every = content.packs.flatMap((pack) =>
		pack.definitions.map((definition) => ({ pack, definition })),
	);
	const results = new Map(
		every.map(({ pack, definition }) => [
			definition.id,
			meaning.definition(pack, definition),
		]),
	);
	const failures: Failure[] = [];

	const proofs = every.map(({ pack, definition }): Proof => {
		const { id } = definition;
		const whole = results.get(id) as Diagram<Result>;
		const bare = literal.definition(pack, definition);
		const fail = (message: string, ...[answers = {}, then]: Answers[]) => {
			const size = (it: Failure) => Object.keys(it.answers).length;
			const failure = {
				definition: id,
				message,
				answers,
				...(then ? { then } : {}),
			};
			const same = failures.findIndex(
				(it) => it.definition === id && it.message === message,
			);
			if (same < 0) failures.push(failure);
			else if (size(failure) < size(failures[same] as Failure))
				failures[same] = failure;
		};

		const atRest = valueAtZero(whole);
		if (atRest !== "unclear")
			fail(`is ${atRest} with nothing answered, and must be unclear`);
		const witnesses: Proof["witnesses"] = {};
		for (const result of RESULTS) {
			const [choice] = cheapest(whole, (value) => value === result, 1);
			if (!choice) {
				fail(`can never be ${result}`);
				continue;
			}
			const answers = answersAt(meaning, choice);
			witnesses[result] = answers;
			const weighed = assess(content, { answers }).verdicts.find(
				(it) => it.definition === id,
			)?.result;
			if (weighed !== result)
				fail(`is weighed as ${weighed} and proved ${result}`, answers);
		}

		let restsOnTheirWord = false;
		const looksAt = new Set(nodesOf(whole).map(({ variable }) => variable));
		for (const [index, variable] of meaning.variables.entries()) {
			if (!looksAt.has(index)) continue;
			const at = (value: number, of = whole) =>
				diagrams.where(of, index, value);
			/** The first two values, among those so related, that clash in a way that must never be. */
			const find = (
				related: (a: Value, b: Value) => boolean,
				bad: (a: Result, b: Result) => boolean,
				of = whole,
			): [Answers, Answers] | undefined => {
				for (const [from, to] of pairs(variable, related)) {
					const choice = clash(diagrams, at(from, of), at(to, of), bad);
					if (!choice) continue;
					const rest = answersAt(meaning, choice);
					return [
						answering(rest, variable, from),
						answering(rest, variable, to),
					];
				}
				return undefined;
			};

			const flip = find(refines, flips);
			if (flip)
				fail(
					"flips between met and not-met when an unknown is answered",
					...flip,
				);
			if (onlySoftens(pack, definition, variable.item)) {
				const decided = find(() => true, decides);
				if (decided) fail("is decided by a soft factor", ...decided);
				continue;
			}
			const set = setOf(content, variable.item);
			if (!find((a, b) => worse(set, a, b), weaker)) continue;
			restsOnTheirWord = true;
			const drop = find((a, b) => worse(set, a, b), weaker, bare);
			if (drop) fail("is weakened by more or worse", ...drop);
		}
		const lost = restsOnTheirWord && clash(diagrams, bare, whole, weaker);
		if (lost)
			fail("is weakened by the person's own word", answersAt(meaning, lost));

		for (const { definition: other, atLeast, assuming } of definition.implies ??
			[]) {
			const given = assuming
				? meaning.condition(assuming)
				: diagrams.constant<Result>("met");
			const premise = diagrams.combine(
				whole,
				given,
				(a, b) => a === "met" && b === "met",
			);
			const broken = clash(
				diagrams,
				premise,
				results.get(other) as Diagram<Result>,
				(met, result) => met && weaker(atLeast, result),
			);
			if (broken)
				fail(
					`is met where "${other}" is less than ${atLeast}`,
					answersAt(meaning, broken),
				);
		}
		return {
			definition: id,
			states: nodesOf(whole).length,
			responses: responsesOver(meaning, looksAt),
			witnesses,
			restsOnTheirWord,
		};
	});
	return { proofs, failures };
}

/** The answers of a choice; items not chosen are left out. */
function answersAt(meaning: Meaning, choice: Choice): Answers {
	return [...choice].reduce<Answers>(
		(answers, [index, value]) =>
			answering(answers, meaning.variables[index] as Variable, value),
		{},
	);
}

function answering(
	answers: Answers,
	{ item, values }: Variable,
	value: number,
): Answers {
	const answer = values[value]?.answer ?? null;
	return answer === null ? answers : { ...answers, [item]: answer };
}

type Value = Variable["values"][number];

/** Every two values, by index, of which `related` holds. */
function pairs(
	{ values }: Variable,
	related: (a: Value, b: Value) => boolean,
): [number, number][] {
	return values.flatMap((a, from) =>
		values.flatMap((b, to): [number, number][] =>
			related(a, b) ? [[from, to]] : [],
		),
	);
}

/** Whether `b` says more than `a` and nothing against it: an answer for an unknown, a count for "happened". */
function refines({ fact: a }: Value, { fact: b }: Value): boolean {
	if (!a.known) return b.known;
	return a.min === 1 && a.max > 1 && b.min >= 1;
}

/** Whether `b` is more, or worse, than `a`: higher bounds; a yes against an unknown, an unknown against a no. */
function worse(set: AnswerSet, { fact: a }: Value, { fact: b }: Value) {
	if (set.counts) return a.min <= b.min && a.max <= b.max;
	const { ticks } = set;
	if (!ticks) return false;
	const place = ({ known, option }: Value["fact"]) =>
		!known ? 1 : option === ticks.ticked ? 2 : 0;
	return place(a) < place(b);
}

function setOf(content: Content, id: string): AnswerSet {
	const item = content.checklists
		.flatMap(({ items }) => items)
		.find((it) => it.id === id);
	return content.answerSets.find(
		(set) => set.id === item?.answerSet,
	) as AnswerSet;
}

/** Whether a definition names an item in its soft factors and in no criterion. */
function onlySoftens(pack: Pack, definition: Definition, id: string): boolean {
	const used = new Set(definition.routes.flatMap((route) => route.elements));
	const elements = pack.elements.filter((element) => used.has(element.id));
	const named = (conditions: unknown) =>
		JSON.stringify(conditions).includes(JSON.stringify(id));
	return (
		named(elements.map(({ soft }) => soft?.map((it) => it.criterion))) &&
		!named(elements.map(({ criterion }) => criterion))
	);
}

/** How many responses there are over the items a function looks at: the product of the answers each can have. */
function responsesOver(meaning: Meaning, looksAt: Set<number>): string {
	return meaning.variables
		.filter((_, index) => looksAt.has(index))
		.reduce((product, { values }) => product * BigInt(values.length), 1n)
		.toString();
}
