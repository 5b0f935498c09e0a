/** `stalk-check compare`: one response under every definition, side by side. */
import { wordedFor } from "../content/wording";
import { assess } from "../engine/assess";
import { readResponse } from "../platform/read-response";
import { compare as compareAll, comparisonText } from "../report/compare";
import { loadContent } from "./content";
import { readResponseBytes } from "./input";
import type { Context } from "./options";
import { printJson, styleFor } from "./output";

export async function compare({ io, options, args: [file] }: Context): Promise<void> {
	const bytes = readResponseBytes(io, file);
	const original = await loadContent(options, io);
	const response = readResponse(original, bytes);
	const content = wordedFor(original, response.for);
	// Without its place, a response is assessed under every definition.
	const everywhere = assess(content, { answers: response.answers });
	const comparison = compareAll(content, everywhere);
	if (options.json) return printJson(io, comparison);
	const style = await styleFor(options, io);
	io.write(1, comparisonText(content, comparison, style));
}
