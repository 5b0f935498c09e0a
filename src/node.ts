/** The part of the library that needs Node. */
import { deepFreeze } from "./content/freeze";
import type { Content } from "./content/schema";

/**
 * Reads and checks a content folder laid out as `questions/` is; marks it as changed when it is not the built-in content,
 * and freezes it.
 * @throws Error with `code` (`cannot-read`, `bad-content`) and `problems`.
 */
export async function readContent(folder: string): Promise<Content> {
	const { readContent } = await import("./content/load");
	const { default: builtIn } = await import("virtual:content");
	const content = await readContent(folder);
	return deepFreeze(content.hash === builtIn.hash ? content : { ...content, changed: true });
}
