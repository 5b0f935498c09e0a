/** `stalk-check compare`: one response under every definition, side by side. */
import { wordedFor } from "../content/wording";
import { assess } from "../engine/assess";
import { readResponse } from "../platform/read-response";
import { compare, comparisonText } from "../report/compare";
import { loadContent } from "./content";
import { readResponseBytes } from "./input";
import type { Context } from "./options";
import { print } from "./output";

export async function run(context: Context): Promise<void> {
	const bytes = readResponseBytes(context.io, context.args[0]);
	const original = await loadContent(context.options, context.io);
	const response = readResponse(original, bytes);
	const content = wordedFor(original, response.for);
	// Without its place, a response is assessed under every definition.
	const comparison = compare(content, assess(content, { answers: response.answers }));
	await print(context, comparison, (style) => comparisonText(content, comparison, style));
}
