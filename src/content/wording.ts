/** The content in the words for whoever answers: the person themselves, or somebody else for them. */
import type { Content, Response } from "./schema";

/**
 * The content with every text that is said otherwise to `whom`, under the same hash. Without `whom`, the content itself.
 */
export function inVoice(content: Content, whom: Response["for"]): Content {
	return whom == null ? content : (reworded(content) as Content);
}

function reworded(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reworded);
	if (typeof value !== "object" || value === null) return value;
	const { someoneElse, ...rest } = value as { someoneElse?: object };
	return Object.fromEntries(
		Object.entries({ ...rest, ...someoneElse }).map(([key, inner]) => [
			key,
			reworded(inner),
		]),
	);
}
