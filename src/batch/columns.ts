/** Which columns of a table are read, and what their cells may say. */
import type { Content, Problem } from "../content/schema";
import { checkAnswer, closest, problem, quote } from "../engine/response";
import { badAnswers, type StalkCheckError } from "../platform/errors";
import { plain } from "../tables/rows";

/** Null where a value stands for no answer. */
export type Answer = string | number | null;

/** What a column can be: an item, or what a response says beside its answers. */
export type Field = {
	id: string;
	/** The headings that name it. */
	names: string[];
	/** The options with all their names; none where any text will do. */
	options: { id: string; names: string[] }[];
	/** Whether a whole number is an answer. */
	counts: boolean;
};

/** A column that is read. Plain JSON, so that it can be sent to threads. */
export type Column = {
	at: number;
	heading: string;
	field: Field;
	/** Answers by cells in lower case, from a file of `--columns`. */
	values: [cell: string, answer: Answer][];
};

/** What a file of `--columns` says. */
export type ColumnMap = {
	/** By heading. The field is undefined where only values are given, and null for a column that is not to be read. */
	columns: Map<string, { field: Field | null | undefined; values: Map<string, Answer> }>;
	/** Values in every column that has the option. */
	everywhere: Map<string, Answer>;
};

/** What a response says beside its answers. */
const BESIDE = ["ref", "place", "for"];

/** Everything that a column can be, in the order of a response. */
export function fieldsOf({ checklists, answerSets, places, screens }: Content): Field[] {
	const sets = new Map(
		answerSets.map(({ id, counts = false, options }) => {
			const named = options.map(({ id, label, someoneElse }) => ({ id, names: [id, label, someoneElse?.label ?? id] }));
			return [id, { counts, options: named }];
		}),
	);
	/** What a screen asks of one item alone, or of the place. */
	const asked = (id: string) =>
		screens
			.filter(({ kind, items = ["place"] }) => (kind === "choose" || kind === "place") && items.includes(id))
			.flatMap(({ question, someoneElse }) => [question, someoneElse?.question ?? question]);
	const named = places.map(({ id, name }) => ({ id, names: [id, name] }));
	return [
		{ id: "ref", names: ["ref"], options: [], counts: false },
		{ id: "place", names: ["place", ...asked("place")], options: named, counts: false },
		{ id: "for", names: ["for"], options: [{ id: "someone-else", names: ["someone-else"] }], counts: false },
		...checklists.flatMap(({ items }) =>
			items.map(({ id, answerSet, someoneElse = {}, ...item }) => ({
				id,
				names: [
					id,
					...[item, someoneElse].flatMap(({ label = id, text = id, row = id }) => [label, text, row]),
					...asked(id),
				],
				...(sets.get(answerSet) as Pick<Field, "options" | "counts">),
			})),
		),
	];
}

/** Finds fields by headings, also below groups as forms export them: `contact/followed`. */
export function fieldFinder(fields: Field[]): (heading: string) => Field | undefined {
	const byName = new Map(fields.flatMap((field) => field.names.map((name) => [plain(name), field])));
	return (heading) => byName.get(plain(heading)) ?? byName.get(plain(lastPart(heading)));
}

function lastPart(heading: string): string {
	return heading.split(/[/:]/).at(-1) as string;
}

/**
 * The columns to read in a table with these headings, those of items last. Adds remarks on headings that may be mistakes,
 * but for those of `results`.
 * @throws StalkCheckError `bad-answers` where two columns are for one field, or there is none for an item
 */
export function columnsOf(
	fields: Field[],
	headings: string[],
	map: ColumnMap,
	results: string[],
	remarks: Set<string>,
): Column[] {
	const find = fieldFinder(fields);
	const found = new Map<Field, Column>();
	const problems: Problem[] = [];
	for (const [at, heading] of headings.entries()) {
		const mapped = map.columns.get(heading);
		const field = mapped?.field === undefined ? find(heading) : mapped.field;
		const other = field && found.get(field);
		if (other) {
			const message = `are both for "${field.id}": put both in one, or say with --columns which is not to be read`;
			problems.push({ path: `columns ${quote(other.heading)} and ${quote(heading)}`, message });
		} else if (field) found.set(field, { at, heading, field, values: valuesFor(field, map, mapped?.values) });
		else if (field === undefined && !results.includes(heading)) addNearMiss(heading, fields, remarks);
	}
	for (const heading of map.columns.keys()) {
		const message = "is in the file of --columns, and not in the table";
		if (!headings.includes(heading)) problems.push(problem(`column ${quote(heading)}`, message, heading, headings));
	}
	if (problems.length > 0) throw badAnswers("It is not clear what is in which column; nothing was assessed.", problems);
	const items = [...found.values()].filter(({ field }) => !BESIDE.includes(field.id));
	if (items.length === 0) throw noColumns(fields);
	const beside = fields.filter(({ id }) => BESIDE.includes(id)).flatMap((field) => found.get(field) ?? []);
	return [...beside, ...items];
}

function valuesFor(
	{ options }: Field,
	{ everywhere }: ColumnMap,
	own: Map<string, Answer> = new Map(),
): Column["values"] {
	const isHere = (answer: Answer) => answer === null || options.some(({ id }) => id === answer);
	return [...[...everywhere].filter(([, answer]) => isHere(answer)), ...own];
}

/** Adds a remark on a heading that is nearly the id of an item, or ends with one. */
function addNearMiss(heading: string, fields: Field[], remarks: Set<string>) {
	const name = lastPart(heading)
		.toLowerCase()
		.replaceAll(/[_.\s]/g, "-");
	const ids = fields.map(({ id }) => id).filter((id) => !BESIDE.includes(id));
	const near = ids.find((id) => name.endsWith(`-${id}`)) ?? closest(name, ids);
	if (near === undefined) return;
	remarks.add(
		`The column ${quote(heading)} is not read. If it is "${near}", call it so, or name it in a file of --columns`,
	);
}

function noColumns(fields: Field[]): StalkCheckError {
	const some = fields.slice(0, 6).map(({ id }) => id);
	return badAnswers(
		`The first row of the table has no heading that is known here. There could be ${some.join(", ")} and so on; for all of them: stalk-check questions. Or say which column is which with --columns FILE.`,
	);
}

const WHOLE_NUMBER = /^\d+$/;

/** A function that gives what the text of a cell answers, or what is wrong with it. */
export function answerReader({ field, values }: Pick<Column, "field" | "values">): (cell: string) => Answer | Problem {
	const { options, counts } = field;
	const own = new Map(values);
	const byName = new Map(options.flatMap(({ id, names }) => names.map((name) => [plain(name), id])));
	// Where some numbers are codes, others are no counts.
	const hasCodes = values.some(([cell, answer]) => answer !== null && WHOLE_NUMBER.test(cell));
	if (options.length === 0) return (cell) => cell.trim() || null;
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
