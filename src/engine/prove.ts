/**
 * Shows, over every response there could be, that definitions behave as definitions should; or finds the smallest response
 * at which one does not. Exhaustive, on diagrams: no samples.
 *
 * That an unknown is never a no needs no proof: a result is what all worlds that fit the answers agree on, so another
 * answer can only make an unclear result settled, never turn met into not met.
 */
import type { Answers, Content, Result } from "../content/schema";
import { AnswerSpace, definitionsOf } from "./answer-space";
import { assess, evaluatorFor } from "./assess";
import type { CompiledDefinition } from "./compile";
import { notMonotone } from "./monotone";
import { NO, OPEN, RESULTS, YES } from "./values";

/** What was shown of one definition. */
export type Proof = {
	definition: string;
	/** How many states it can tell apart. */
	states: number;
	/** How many different responses they stand for, in decimal: more than a number can hold. */
	responses: string;
	/** For each result, the answers of a smallest response that has it. */
	witnesses: Partial<Record<Result, Answers>>;
};

/** Something a definition must never do, and the smallest answers at which it does it: before, and after. */
export type Failure = { definition: string; message: string; answers: Answers; then?: Answers };

/** Proves every definition of some content; each failure is the smallest of its kind for its definition. */
export function prove(content: Content): { proofs: Proof[]; failures: Failure[] } {
	const evaluator = evaluatorFor(content);
	const space = new AnswerSpace(evaluator);
	const { diagrams } = space;
	const every = [...definitionsOf(evaluator).values()];
	const within = <T>({ id }: CompiledDefinition, weigh: () => T) => diagrams.within(`definition "${id}"`, weigh);
	const results = new Map(every.map((it) => [it.id, within(it, () => space.definition(it))]));
	const failures = notMonotone(content).flatMap(({ pack, element, answers, stronger: then }): Failure[] => {
		const { definitions = [], elements = [] } = content.packs[pack] ?? {};
		const id = elements[element]?.id as string;
		const message = `is weakened by more or worse, in its element "${id}"`;
		return definitions
			.filter(({ routes }) => routes.some((it) => it.elements.includes(id)))
			.map(({ id }) => ({ definition: id, message, answers, then }));
	});
	const proofOf = (definition: CompiledDefinition): Proof => {
		const { id } = definition;
		const root = results.get(id) as number;
		const fail = (message: string, answers: Answers = {}) => failures.push({ definition: id, message, answers });

		const atRest = space.now(root);
		if (atRest !== OPEN) fail(`is ${RESULTS[atRest as 0 | 2]} with nothing answered, and must be unclear`);
		const witnesses: Proof["witnesses"] = {};
		for (const value of [YES, NO, OPEN] as const) {
			const result = RESULTS[value];
			const [choice] = space.smallest(root, (its) => its === value);
			if (!choice) {
				fail(`can never be ${result}`);
				continue;
			}
			const answers = space.answersAt(choice);
			witnesses[result] = answers;
			const assessed = assess(content, { answers }).verdicts.find((verdict) => verdict.definition === id)?.result;
			if (assessed !== result) fail(`is assessed as ${assessed} and proved ${result}`, answers);
		}

		for (const { definition: other, atLeast, assuming } of definition.implies) {
			const least = RESULTS.indexOf(atLeast);
			const given = assuming === undefined ? diagrams.leaf(YES) : space.row(assuming);
			const less = diagrams.combine(results.get(other) as number, given, (result, holds) =>
				holds === YES && result < least ? 1 : 0,
			);
			const broken = diagrams.combine(root, less, (its, isLess) => (its === YES && isLess ? 1 : 0));
			const [choice] = space.smallest(broken, Boolean);
			if (choice) fail(`is met where "${other}" is less than ${atLeast}`, space.answersAt(choice));
		}
		return {
			definition: id,
			states: diagrams.nodes(root).length,
			responses: space.responses(root).toString(),
			witnesses,
		};
	};
	return { proofs: every.map((it) => within(it, () => proofOf(it))), failures };
}
