/** Recognises a table that was given as lines of JSON. */
import type { Content } from "../content/schema";
import { StalkCheckError } from "../platform/errors";

/** Also in a line of JSON that was broken off or changed. */
const MARKS_OF_JSON = /[{}[\]]|":/;
const CELL = /"([^"]*)"|[^,;\t\ufeff]+/g;

/**
 * Checks that lines do not start with the header of a table: every row of it would be an error of its own.
 * @throws StalkCheckError `bad-answers`
 */
export function refuseTable({ checklists }: Content, lines: string) {
	const header = Buffer.from(lines.slice(0, lines.indexOf("\n")), "latin1")
		.toString()
		.toLowerCase();
	if (MARKS_OF_JSON.test(header)) return;
	const cells = [...header.matchAll(CELL)].map(([cell, quoted]) => (quoted ?? cell).trim());
	const items = checklists.flatMap((checklist) => checklist.items);
	const names = new Set(items.flatMap(({ id, text, label }) => [id, text, label]).map((name) => name.toLowerCase()));
	if (cells.length < 2 || !cells.some((cell) => names.has(cell))) return;
	throw new StalkCheckError(
		"bad-answers",
		'This is a table (CSV): batch reads JSON, one response per line, such as {"answers":{"followed":"once"}}. Write each row as such a line, with a key for each cell that is not empty. All keys: stalk-check template',
	);
}
