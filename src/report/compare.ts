/** One response under every definition side by side, and the elements that make the difference. */
import type { Assessment, Content } from "../content/schema";
import { addNotices } from "./lists";
import { Page, type Style } from "./page";
import { deciding } from "./sections";

/** A row for each definition. */
export type Comparison = {
	definition: string;
	name: string;
	source: string;
	result: Assessment["verdicts"][number]["result"];
	/** What keeps it from matching, in words. */
	difference: string[];
}[];

/** Sets the verdicts of an assessment side by side, in the order of the content. */
export function compare(content: Content, assessment: Assessment): Comparison {
	return content.packs.flatMap((pack) =>
		pack.definitions.flatMap((definition) =>
			assessment.verdicts
				.filter((verdict) => verdict.definition === definition.id)
				.map((verdict) => ({
					definition: definition.id,
					name: definition.name,
					source: pack.short,
					result: verdict.result,
					difference: deciding(verdict).map(
						({ element }) =>
							pack.elements.find(({ id }) => id === element)?.text ?? element,
					),
				})),
		),
	);
}

/** Writes a comparison as a table. */
export function comparisonText(
	content: Content,
	comparison: Comparison,
	style: Style,
): string {
	const words = content.words.report;
	const page = new Page(style);
	addNotices(page, content);
	page.heading(words.resultTitle);
	page.gap();
	// Half for the names, a little for the result, the rest for what makes the difference.
	const columns = [Math.floor(style.width * 0.36), 9];
	for (const { name, source, result, difference } of comparison) {
		const what = result === "met" ? words.allShown : difference.join("; ");
		page.table([[`${name} (${source})`, words.mark[result], what]], columns);
		page.gap();
	}
	page.paragraph(words.about);
	page.paragraph(words.moreSignposts);
	return page.text();
}
