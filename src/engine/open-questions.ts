/** Which open questions would settle what is unclear, and which of them most. */
import type { Content, Kind, Response } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { AnswerSpace, answersAfter } from "./answer-space";
import { evaluatorFor } from "./assess";
import { packsFor } from "./evaluator";
import { NO, OPEN, YES } from "./values";

/** The smallest sets of items whose answers could turn an unclear result into each of the others. */
export type Settling = { met: string[][]; "not-met": string[][] };

/** How many sets of one size are given: where hundreds would do, a few say as much. */
const MAX_SETS = 12;

/** What could settle each unclear definition, by its id, and the summary of each kind. */
export function settle(
	content: Content,
	{ answers, place }: Response,
): { definitions: Map<string, Settling>; summary: Partial<Record<Kind, Settling>> } {
	const evaluator = evaluatorFor(content);
	const space = new AnswerSpace(evaluator, answersAfter(evaluator.table, answers));
	const packs = packsFor(evaluator.compiled, place ?? undefined);
	const sets = (root: number, wanted: number) =>
		space
			.smallest(root, (value) => value === wanted, MAX_SETS)
			.map((choice) => [...choice.keys()].map((item) => evaluator.table.variables[item]?.id as string));
	/** Undefined as well for what is too large to weigh: it has a result all the same. */
	const settling = (weigh: () => number): Settling | undefined => {
		try {
			return space.diagrams.within("result", () => {
				const root = weigh();
				return space.now(root) === OPEN ? { met: sets(root, YES), "not-met": sets(root, NO) } : undefined;
			});
		} catch (error) {
			if (error instanceof StalkCheckError) return undefined;
			throw error;
		}
	};
	const definitions = new Map<string, Settling>();
	for (const definition of packs.flatMap((pack) => pack.definitions)) {
		const its = settling(() => space.definition(definition));
		if (its) definitions.set(definition.id, its);
	}
	const summary: Partial<Record<Kind, Settling>> = {};
	for (const kind of ["harassment", "stalking"] as const) {
		const its = settling(() => space.summary(packs, kind));
		if (its) summary[kind] = its;
	}
	return { definitions, summary };
}

/** The items of one smallest set for each way it could turn out, `met` first; a handful to ask about. */
export function firstOf(settling: Settling | undefined): string[] {
	return [...new Set([...(settling?.met[0] ?? []), ...(settling?.["not-met"][0] ?? [])])];
}

/**
 * The items whose answers would tell the most: those that settle what is unclear in the law of the place or, where that is
 * not known, in the summary.
 */
export function wouldTellMost(
	content: Content,
	response: Response,
	{ definitions, summary } = settle(content, response),
): string[] {
	const { place } = response;
	const law = place == null ? undefined : packsFor(content, place).find((pack) => pack.place !== undefined);
	if (!law) return firstOf(summary.harassment ?? summary.stalking);
	const items = law.definitions.filter(({ graver }) => !graver).flatMap(({ id }) => firstOf(definitions.get(id)));
	return [...new Set(items)];
}
