/** The form as a data dictionary of REDCap. */
import { type Form, isQuestion, type Note, type Question } from "./form";
import { expression } from "./relevance";

/** The columns, in REDCap's own order and words. */
const COLUMNS = [
	"Variable / Field Name",
	"Form Name",
	"Section Header",
	"Field Type",
	"Field Label",
	"Choices, Calculations, OR Slider Labels",
	"Field Note",
	"Text Validation Type OR Show Slider Number",
	"Text Validation Min",
	"Text Validation Max",
	"Identifier?",
	"Branching Logic (Show field only if...)",
	"Required Field?",
	"Custom Alignment",
	"Question Number (surveys only)",
	"Matrix Group Name",
	"Matrix Ranking?",
	"Field Annotation",
] as const;
type Field = Partial<Record<(typeof COLUMNS)[number], string | undefined>>;

const FORM = "questions";

/** The rows of the dictionary, with the heading. REDCap takes the first field for the number of a record. */
export function redcapRows({ sections }: Form): string[][] {
	const fields = sections.flatMap(({ title, intro, parts }) => {
		const header = [title, ...(intro === undefined ? [] : [intro])].map(text).join("\n");
		return parts.map((part, i): Field => ({ ...field(part), ...(i === 0 ? { "Section Header": header } : {}) }));
	});
	const record: Field = { "Variable / Field Name": "record_id", "Field Type": "text", "Field Label": "Record ID" };
	const rows = [record, ...fields].map((field) =>
		COLUMNS.map((column) => (column === "Form Name" ? FORM : (field[column] ?? ""))),
	);
	return [[...COLUMNS], ...rows];
}

function field(part: Question | Note): Field {
	const { id, shownWhen } = part;
	const common = {
		"Variable / Field Name": code(id),
		"Branching Logic (Show field only if...)": shownWhen && expression(shownWhen, comparison),
	};
	if (!isQuestion(part))
		return { ...common, "Field Type": "descriptive", "Field Label": part.lines.map(text).join("\n\n") };
	return {
		...common,
		"Field Type": "radio",
		"Field Label": text(part.text),
		// A choice ends at a bar, and its code at the first comma.
		"Choices, Calculations, OR Slider Labels": part.options
			.map(({ id, label }) => `${code(id)}, ${text(label).replaceAll("|", "/")}`)
			.join(" | "),
		"Field Note": part.hint && text(part.hint),
	};
}

function comparison(item: string, equals: boolean, option: string): string {
	return `[${code(item)}] ${equals ? "=" : "<>"} '${code(option)}'`;
}

/** An id with the letters that REDCap takes: `batch` reads it as the same. */
function code(id: string): string {
	return id.replaceAll("-", "_");
}

/** A text in which nothing is read as HTML or as the name of a field. */
function text(plain: string): string {
	return plain.replaceAll("<", "&lt;").replaceAll("[", "(").replaceAll("]", ")");
}
