/** Which open questions would settle most. */
import type { Content, Response } from "../content/schema";
import { type Settling, settle } from "./answer-space";

/** The items of one smallest set for each way it could turn out, `met` first; a handful to ask about. */
export function firstOf(settling: Settling | undefined): string[] {
	return [...new Set([...(settling?.met[0] ?? []), ...(settling?.["not-met"][0] ?? [])])];
}

/** The item whose answer would tell the most: one of the smallest sets that would settle a definition of the summary. */
export function wouldTellMost(content: Content, response: Response): string | undefined {
	const { definitions } = settle(content, response);
	const sets = content.packs
		.filter((pack) => pack.inSummary)
		.flatMap((pack) => pack.definitions.map(({ id }) => firstOf(definitions.get(id))))
		.filter((set) => set.length > 0);
	return sets.sort((a, b) => a.length - b.length)[0]?.[0];
}
