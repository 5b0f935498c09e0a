/** Loads content from a folder and checks all of it. The build loads `questions/` through this too. */
import { assemble } from "./assemble";
import { fileOf, readFiles, refuse } from "./content-files";
import { checkContent } from "./lint";
import type { Content, Problem } from "./schema";

export { readCases } from "./content-files";

/**
 * Loads and checks a content folder laid out as `questions/` is.
 * @throws StalkCheckError `cannot-read`, or `bad-content` with every problem found, each with its file and place.
 */
export async function readContent(folder: string): Promise<Content> {
	return (await readForReview(folder)).content;
}

/** Replaces `path`, a pointer into `Content`, by the file and the place in it. */
export type Locate = <T extends { path: string }>(it: T) => T;

/**
 * Loads content as `readContent` does. `locate` maps pointers into it to files; `unused` lists groups, terms and shared
 * elements that nothing refers to.
 */
export async function readForReview(folder: string): Promise<{ content: Content; locate: Locate; unused: Problem[] }> {
	const files = readFiles(folder);
	const { content, problems, unused } = assemble(files);
	const locate: Locate = (it) => ({ ...it, path: fileOf(it.path, files, content) });
	refuse(folder, [...problems, ...located(checkContent(content), locate)]);
	return { content, locate, unused };
}

/** Problems with their places in files. One in a shared element, found in each pack that uses it, is listed once. */
export function located(problems: Problem[], locate: Locate): Problem[] {
	const found = problems.map(locate);
	return [...new Map(found.map((it) => [JSON.stringify(it), it])).values()];
}
