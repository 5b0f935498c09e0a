/** `stalk-check export`: the questions as a form for another tool. */
import { buildForm, type Form } from "../forms/form";
import { usageError } from "../platform/errors";
import { loadContent, unknownName } from "./content";
import { run as help } from "./help";
import type { Context } from "./options";
import { checkOutput, jsonText, writeResult } from "./output";

/** How each tool is given the form. */
const WRITERS: Record<string, (form: Form) => Promise<string | Uint8Array>> = {
	xlsform: async (form) => (await import("../forms/xlsform")).xlsForm(form),
	surveyjs: async (form) => jsonText((await import("../forms/surveyjs")).surveyJs(form)),
	redcap: async (form) => {
		const [{ redcapRows }, { csvText }] = [await import("../forms/redcap"), await import("../tables/cells")];
		return csvText(redcapRows(form));
	},
};
export const TOOLS = Object.keys(WRITERS);

export async function run(context: Context): Promise<void> {
	const { io, options, args } = context;
	const [tool] = args;
	if (tool === undefined) return help({ io, options, args: ["export"] });
	const write = Object.hasOwn(WRITERS, tool) ? WRITERS[tool] : undefined;
	if (!write) throw unknownName("tool", tool, TOOLS);
	await checkOutput(options);
	if (tool === "xlsform" && options.output === undefined && io.isTerminal(1))
		throw usageError("A workbook cannot be shown here: name a file for it, such as --output form.xlsx");
	const content = await loadContent(options, io);
	await writeResult(context, await write(buildForm(content, { place: options.place, whom: options.for })));
}
