/** One response under every definition, and the elements that make the difference. */
import { contentIndex } from "../content/content-index";
import type { Assessment, Content } from "../content/schema";
import { namedVerdicts } from "./context";
import { elementText, noticesText } from "./lists";
import { Page, type Style } from "./page";
import { decidingElements } from "./why";

/** Lists the verdicts of an assessment, each with what keeps it from matching, in the order of the content. */
export function compare(content: Content, assessment: Assessment) {
	return namedVerdicts(contentIndex(content), assessment).map((it) => ({
		definition: it.definition.id,
		name: it.definition.name,
		source: it.pack.phrase,
		result: it.verdict.result,
		difference: decidingElements(it).map(({ element }) => elementText(it.pack, element)),
	}));
}

/** Writes a comparison as a table. */
export function comparisonText(content: Content, comparison: ReturnType<typeof compare>, style: Style): string {
	const words = content.words.report;
	const page = new Page(style);
	page.heading(words.resultTitle);
	page.gap();
	// The third column, for what makes the difference, takes the rest.
	const columns = [Math.floor(style.width * 0.36), 9];
	for (const { name, source, result, difference } of comparison) {
		const what = result === "met" ? words.allShown : difference.join("; ");
		page.row([`${name} (${source})`, words.mark[result], what], columns);
		page.gap();
	}
	page.paragraph(words.decide);
	page.paragraph(words.moreSignposts);
	return noticesText(content, style) + page.text();
}
