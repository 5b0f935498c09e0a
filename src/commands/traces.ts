/** `stalk-check traces`: what running this leaves behind on a machine. */
import { loadContent } from "./content";
import type { Context } from "./options";
import { printJson, styleFor } from "./output";

export async function traces({ io, options }: Context): Promise<void> {
	const content = await loadContent(options, io);
	const { tracesFor, tracesText } = await import("../report/traces");
	const found = tracesFor(content, options.system);
	if (options.json) return printJson(io, found);
	const { noticesText } = await import("../report/lists");
	const style = await styleFor(options, io);
	io.write(1, noticesText(content, style) + tracesText(found, style));
}
