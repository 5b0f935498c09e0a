/** @jsxImportSource preact */
/** The form as JSON for SurveyJS. */
import { renderToString } from "preact-render-to-string";
import { type Form, isQuestion, type Note, type Question } from "./form";
import { expression } from "./relevance";

/** The form; names are ids, so its data is `{ item: option }`. Each section is a page; nothing is required. */
export function surveyJs({ title, sections }: Form) {
	return {
		title,
		showProgressBar: true,
		pages: sections.map(({ id, title, intro, parts }) => ({
			name: `section-${id}`,
			title,
			description: intro,
			elements: parts.map(element),
		})),
	};
}

function element(part: Question | Note) {
	const { id: name, shownWhen } = part;
	const common = { name, visibleIf: shownWhen && expression(shownWhen, comparison) };
	if (!isQuestion(part)) return { type: "html", ...common, html: html(part) };
	const { text: title, hint, options } = part;
	return {
		type: "radiogroup",
		...common,
		title,
		description: hint,
		choices: options.map(({ id: value, label: text }) => ({ value, text })),
		showClearButton: true,
	};
}

function comparison(item: string, equals: boolean, option: string): string {
	return `{${item}} ${equals ? "=" : "<>"} '${option}'`;
}

/** What appears after an answer is announced to screen readers, and begins in bold. */
function html({ lines, shownWhen }: Note): string {
	if (!shownWhen) return renderToString(<div>{lines.map((line) => [<p>{line}</p>])}</div>);
	const [first, ...others] = lines;
	return renderToString(
		<div role="alert">
			<p>
				<strong>{first}</strong>
			</p>
			{others.map((line) => [<p>{line}</p>])}
		</div>,
	);
}
