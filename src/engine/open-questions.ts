/** Which open questions would settle most. */
import type { Content, Response } from "../content/schema";
import { type Settling, settle } from "./answer-space";

/** The items of one smallest set for each way it could turn out, `met` first; a handful to ask about. */
export function firstOf(settling: Settling | undefined): string[] {
	return [...new Set([...(settling?.met[0] ?? []), ...(settling?.["not-met"][0] ?? [])])];
}

/** The item to ask about first, so that an unclear summary gets clear. */
export function wouldTellMost(content: Content, response: Response): string | undefined {
	const { summary } = settle(content, response);
	return firstOf(summary.harassment ?? summary.stalking)[0];
}
