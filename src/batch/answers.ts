/** What the cells of a column answer. */
import type { Problem } from "../content/schema";
import { checkAnswer } from "../engine/response";
import { plain } from "../tables/rows";
import type { Answer, Column } from "./columns";

const WHOLE_NUMBER = /^\d+$/;

/** A function that gives what the text of a cell answers, or what is wrong with it. */
export function answerReader({ field, values }: Pick<Column, "field" | "values">): (cell: string) => Answer | Problem {
	const { options, counts } = field;
	const own = new Map(values);
	const byName = new Map(options.flatMap(({ id, names }) => names.map((name) => [plain(name), id])));
	// Where some numbers are codes, others are no counts.
	const hasCodes = values.some(([cell, answer]) => answer !== null && WHOLE_NUMBER.test(cell));
	return (cell) => {
		// Programs that know only decimal numbers write 1 as 1.0.
		const text = cell.trim().replace(/^(\d+)\.0+$/, "$1");
		if (text === "") return null;
		const given = own.get(text.toLowerCase());
		if (given !== undefined) return given;
		const number = Number(text);
		if (counts && !hasCodes && WHOLE_NUMBER.test(text) && Number.isSafeInteger(number)) return number;
		const option = byName.get(plain(text));
		if (option !== undefined) return option;
		return checkAnswer("", text, { options, counts: counts && !hasCodes })[0] as Problem;
	};
}
