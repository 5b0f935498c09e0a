/** `stalk-check traces`: what running this leaves behind on a machine. */
import { noticesText } from "../report/lists";
import { tracesFor, tracesText } from "../report/traces";
import { loadContent } from "./content";
import type { Context } from "./options";
import { print } from "./output";

export async function run(context: Context): Promise<void> {
	const content = await loadContent(context.options, context.io);
	const found = tracesFor(content, context.options.system);
	await print(context, found, (style) => noticesText(content, style) + tracesText(found, style));
}
