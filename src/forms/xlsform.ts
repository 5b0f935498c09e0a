/** The form as an XLSForm workbook, for KoboToolbox, ODK and others that read it. */
import { type Form, isQuestion, type Note, type Question } from "./form";
import { expression } from "./relevance";
import { workbook } from "./workbook";

const SURVEY = ["type", "name", "label", "hint", "relevant", "appearance"] as const;
type SurveyRow = Partial<Record<(typeof SURVEY)[number], string | undefined>>;

/** The bytes of the workbook. Each section is a group on a page of its own; nothing is required. */
export function xlsForm({ title, version, sections }: Form): Uint8Array {
	const survey = sections.flatMap(({ id, title, intro, parts }): SurveyRow[] => [
		{ type: "begin_group", name: `section-${id}`, label: text(title), appearance: "field-list" },
		...(intro === undefined ? [] : [{ type: "note", name: `section-${id}-intro`, label: text(intro) }]),
		...parts.map(surveyRow),
		{ type: "end_group" },
	]);
	const lists = new Map(
		sections.flatMap(({ parts }) => parts.filter(isQuestion)).map(({ list, options }) => [list, options]),
	);
	const choices = [...lists].flatMap(([list, options]) => options.map(({ id, label }) => [list, id, text(label)]));
	return workbook({
		survey: [[...SURVEY], ...survey.map((row) => SURVEY.map((column) => row[column] ?? ""))],
		choices: [["list_name", "name", "label"], ...choices],
		settings: [
			["form_title", "form_id", "version", "style"],
			[title, "questions", version, "pages"],
		],
	});
}

function surveyRow(part: Question | Note): SurveyRow {
	const { id: name, shownWhen } = part;
	const row = { name, relevant: shownWhen && expression(shownWhen, comparison) };
	if (!isQuestion(part)) return { ...row, type: "note", label: part.lines.map(text).join("\n\n") };
	return { ...row, type: `select_one ${part.list}`, label: text(part.text), hint: part.hint && text(part.hint) };
}

/** A comparison in XPath. */
function comparison(item: string, equals: boolean, option: string): string {
	return `\${${item}} ${equals ? "=" : "!="} '${option}'`;
}

/** A text in which nothing is read as Markdown or as the name of a question. */
function text(plain: string): string {
	return plain.replace(/[*_#<\\]/g, "\\$&").replaceAll("${", "$ {");
}
