/** The wording of content: for oneself, or for somebody who answers for another person. */
import type { Content, Response } from "./schema";

/** The content with `someoneElse` in place of the texts it replaces, when it is for someone else; the hash stays. */
export function wordedFor(content: Content, whom: Response["for"]): Content {
	return whom == null ? content : (reworded(content) as Content);
}

function reworded(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reworded);
	if (typeof value !== "object" || value === null) return value;
	const { someoneElse, ...rest } = value as { someoneElse?: object };
	return Object.fromEntries(Object.entries({ ...rest, ...someoneElse }).map(([key, inner]) => [key, reworded(inner)]));
}
