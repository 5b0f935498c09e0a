/** Reads a file of `--columns`: which column of a table is which item, and which of its values is which option. */
import type { Problem } from "../content/schema";
import { problem, quote } from "../engine/response";
import { badAnswers } from "../platform/errors";
import { decodeText } from "../tables/encoding";
import { cellsOf, plain, readHeadingRow, rowsOf, unquoted } from "../tables/rows";
import { answerReader, type ColumnMap, type Field, fieldFinder } from "./columns";

/** The longest file that is read, in bytes (1 MiB). */
export const MAX_MAP_BYTES = 1 << 20;

const HEADINGS = ["column", "item", "value", "option"] as const;

type Row = Record<"path" | (typeof HEADINGS)[number], string>;

/** @throws StalkCheckError `bad-answers`, with every problem */
export function readColumnMap(bytes: Buffer, fields: Field[]): ColumnMap {
	const problems: Problem[] = [];
	const map: ColumnMap = { columns: new Map(), everywhere: new Map() };
	const rows = readRows(bytes);
	const find = fieldFinder(fields);
	const ids = fields.map(({ id }) => id);
	for (const { path, column, item, value } of rows) {
		if (column === "") continue;
		const known = map.columns.get(column);
		const field = item === "" ? undefined : find(item);
		if (item !== "" && !field) problems.push(problem(`${path}, item`, `there is no item ${quote(item)}`, item, ids));
		else if (known?.field && field && known.field !== field)
			problems.push({ path, message: `${quote(column)} is "${known.field.id}" in another row` });
		// A row with a column alone says that it is not to be read.
		const own = field ?? known?.field ?? (value === "" ? null : undefined);
		map.columns.set(column, { values: new Map(), field: own });
	}
	const anywhere = { id: "", names: [], options: fields.flatMap(({ options }) => options), counts: false };
	for (const { path, column, value, option } of rows) {
		if (value === "" && option === "") continue;
		const mapped = map.columns.get(column);
		const field = column === "" ? anywhere : mapped?.field === undefined ? find(column) : mapped.field;
		const values = column === "" ? map.everywhere : mapped?.values;
		if (!field || !values) problems.push({ path, message: `says not which item ${quote(column)} is` });
		else if (value === "") problems.push({ path, message: "has an option without a value" });
		else {
			const answer = answerReader({ field, values: [] })(option);
			const known = values.get(value.toLowerCase());
			if (typeof answer === "object" && answer !== null) problems.push({ ...answer, path: `${path}, option` });
			else if (known !== undefined && known !== answer)
				problems.push({ path, message: `${quote(value)} is ${quote(known)} in another row` });
			else values.set(value.toLowerCase(), answer);
		}
	}
	if (problems.length > 0) throw badAnswers("The file of --columns has a problem; nothing was assessed.", problems);
	return map;
}

function readRows(bytes: Buffer): Row[] {
	if (bytes.length > MAX_MAP_BYTES) throw badAnswers("The file of --columns is longer than 1 MiB.");
	const text = decodeText(bytes)?.text;
	if (text === undefined) throw badAnswers("The file of --columns is not text: save it as CSV.");
	const isKnown = (heading: string) => HEADINGS.some((known) => known === plain(heading));
	let path = "row 1";
	try {
		const { separator, cells, start } = readHeadingRow(text, isKnown);
		const at = HEADINGS.map((heading) => cells.findIndex((cell) => plain(cell) === heading));
		if (at[0] === -1 || at[1] === -1)
			throw badAnswers(
				`The first row of the file of --columns must be ${HEADINGS.join(",")}; the last two may be left out.`,
			);
		return rowsOf(text.slice(start), separator)
			.slice(1)
			.map((row, i) => {
				path = `row ${i + 2}`;
				const its = cellsOf(row, separator).map((cell) => unquoted(cell).trim());
				const [column = "", item = "", value = "", option = ""] = at.map((at) => its[at] ?? "");
				return { path, column, item, value, option };
			});
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw badAnswers("The file of --columns could not be read.", [{ path, message: error.message }]);
	}
}
