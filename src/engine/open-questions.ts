/** Which open questions would settle most. */
import type { Content, Response } from "../content/schema";
import { type Settling, settle } from "./answer-space";
import { packsFor } from "./evaluator";

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
