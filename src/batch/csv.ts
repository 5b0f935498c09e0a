/** Recognises a table that was given as lines of JSON. */
import type { Content } from "../content/schema";
import { StalkCheckError } from "../platform/errors";

const BYTE_ORDER_MARK = /^\ufeff/;
/** Also in a line of JSON that was broken off or changed. */
const MARKS_OF_JSON = /[{}[\]]|":/;
const CELL = /"([^"]*)"|[^,;\t]+/g;

/**
 * Checks that the input does not start with the header of a table: every row of it would be an error of its own.
 * @throws StalkCheckError `bad-answers`
 */
export function refuseTable({ checklists }: Content, start: Uint8Array) {
	const text = new TextDecoder().decode(start.subarray(0, 1 << 16));
	const [header = ""] = text.replace(BYTE_ORDER_MARK, "").split(/\r?\n/, 1);
	if (MARKS_OF_JSON.test(header)) return;
	const items = checklists.flatMap((checklist) => checklist.items);
	const names = items.flatMap(({ id, text, label }) => [id, text, label]);
	const known = new Set(names.map((name) => name.toLowerCase()));
	const cells = [...header.matchAll(CELL)].map(([cell, quoted]) => (quoted ?? cell).trim().toLowerCase());
	if (cells.length < 2 || !cells.some((cell) => known.has(cell))) return;
	throw new StalkCheckError(
		"bad-answers",
		'This is a table (CSV): batch reads JSON, one response per line, such as {"answers":{"followed":"once"}}. Write each row as such a line, with a key for each cell that is not empty. All keys: stalk-check template',
	);
}
