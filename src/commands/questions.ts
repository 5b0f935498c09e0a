/** `stalk-check questions`: every question, as a blank form or as a codebook. */
import { wordedFor } from "../content/wording";
import { blankForm } from "../forms/blank";
import { finished } from "../report/blocks";
import { loadContent } from "./content";
import { asJson, type Context } from "./options";
import { checkOutput, jsonText, styleFor, writeResult } from "./output";

export async function run(context: Context): Promise<void> {
	await checkOutput(context.options);
	await writeResult(context, await questionsAs(context));
}

async function questionsAs({ io, options }: Context): Promise<string> {
	const { format, place, for: whom } = options;
	const content = await loadContent(options, io);
	if (asJson(options) || format === "csv" || format === "markdown") {
		const { codebookOf } = await import("../forms/codebook");
		const worded = wordedFor(content, whom);
		const book = codebookOf(worded, { place });
		if (asJson(options)) return jsonText(book);
		const { codebookDocument, codebookRows } = await import("../forms/codebook-tables");
		if (format === "csv") {
			const { csvText } = await import("../tables/cells");
			return csvText(codebookRows(book));
		}
		const { title, sections } = codebookDocument(worded, book);
		return (await import("../report/markdown")).sectionsMarkdown(title, finished(sections));
	}
	const { title, sections } = blankForm(content, { place, whom });
	if (format === "html") {
		const { contents } = wordedFor(content, whom).words.report.document;
		return (await import("../report/html")).documentHtml({ title, contents }, finished(sections), []);
	}
	return (await import("../report/text")).sectionsText(
		[{ title, isOver: true, blocks: [] }, ...sections],
		await styleFor(options, io),
	);
}
