/** The content to assess responses with. */
import type { Content } from "../content/schema";
import { writerFor } from "../engine/assess";
import { loadContent } from "./content";
import type { Context } from "./options";

/**
 * Loads content, and gives the engine what the build has compiled of it: compiling takes 45 ms.
 * @throws StalkCheckError `usage` when `--place` is not in it
 */
export async function loadCompiledContent({ io, options }: Context): Promise<Content> {
	const content = await loadContent(options, io);
	if (options.questions !== undefined) return content;
	const { readCompiled } = await import("virtual:content");
	writerFor(content, undefined, readCompiled());
	return content;
}
