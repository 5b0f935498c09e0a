/** The codebook as one table, and as sections of tables to read. */
import type { Content } from "../content/schema";
import { type Block, type Draft, list, present } from "../report/blocks";
import { contentVersionText } from "../report/summary";
import type { Codebook } from "./codebook";

/** The headings of the table, which scripts rely on. */
const COLUMNS = [
	"column",
	"kind",
	"section",
	"question",
	"label",
	"example",
	"answers",
	"asked_if",
	"meaning",
	"definitions",
	"other_uses",
	"question_for_someone_else",
	"source",
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | undefined>>;

/** A row for each column of the data and of the results, after the headings. */
export function codebookRows({ columns, answerSets, items, results }: Codebook): string[][] {
	const answers = new Map(answerSets.map((set) => [set.id, answersText(set)]));
	const rows: Row[] = [
		...columns.map(({ column, meaning, options = [] }) => ({
			column,
			kind: "about",
			meaning,
			answers: options.map(({ id, label }) => `${id} = ${label}`).join("; "),
		})),
		...items.map(({ answerSet, askedIf, definitions, uses, forSomeoneElse, ...item }) => ({
			...item,
			kind: "question",
			answers: answers.get(answerSet),
			asked_if: askedIf,
			definitions: definitions.join(" "),
			other_uses: uses.join(" "),
			question_for_someone_else: forSomeoneElse,
		})),
		...results.map(({ values = {}, ...result }) => ({
			...result,
			kind: "result",
			answers: Object.entries(values)
				.map(([id, meaning]) => `${id} (${meaning})`)
				.join("; "),
		})),
	];
	return [[...COLUMNS], ...rows.map((row) => COLUMNS.map((column) => row[column] ?? ""))];
}

/** "never = Never (Times: 0); …" */
function answersText({ options, wholeNumbers }: Codebook["answerSets"][number]): string {
	const texts = options.map(
		({ id, label, meaning }) => `${id} = ${label}${meaning === undefined ? "" : ` (${meaning.replace(/\.$/, "")})`}`,
	);
	return present([...texts, wholeNumbers]).join("; ");
}

/** The codebook as a document of tables. */
export function codebookDocument({ words }: Pick<Content, "words">, book: Codebook) {
	const { title, intro, about, answers, items, results } = words.codebook;
	const idsOf = (options: { id: string }[]) => options.map(({ id }) => id).join(", ");
	const { values = {} } = book.results[0] ?? {};
	const sections: Draft[] = [
		{ blocks: [intro, contentVersionText(book.content)] },
		{
			title: about.title,
			blocks: [
				table(
					about.caption,
					about.heads,
					book.columns.map(({ column, meaning, options = [] }) => [column, meaning, idsOf(options)]),
				),
			],
		},
		{
			title: answers.title,
			blocks: book.answerSets.flatMap(({ id, options, wholeNumbers }) => [
				table(
					id,
					answers.heads,
					options.map((option) => [option.id, option.label, option.meaning ?? ""]),
				),
				wholeNumbers,
			]),
		},
		{
			title: items.title,
			blocks: [...new Set(book.items.map(({ section }) => section))].map((section) =>
				table(
					section,
					items.heads,
					book.items.filter((item) => item.section === section).map((item) => itemCells(items, item)),
				),
			),
		},
		{
			title: results.title,
			blocks: [
				list(Object.entries(values).map(([id, meaning]) => `${id}: ${meaning}`)),
				table(
					results.caption,
					results.heads,
					book.results.map(({ column, meaning, source = "" }) => [column, meaning, source]),
				),
			],
		},
	];
	return { title, sections };
}

function itemCells(words: Content["words"]["codebook"]["items"], item: Codebook["items"][number]): string[] {
	const { column, question, answerSet, askedIf, forSomeoneElse, definitions, uses } = item;
	const about = present([
		question,
		askedIf !== undefined && `${words.askedIf} ${askedIf}.`,
		forSomeoneElse !== undefined && `${words.forSomeoneElse} ${forSomeoneElse}`,
	]);
	const usedBy = [...definitions, ...uses.map((use) => words.uses[use])];
	return [column, about.join(" "), answerSet, usedBy.join(", ")];
}

function table(caption: string, heads: string[], rows: string[][]): Block {
	return { kind: "table", caption, heads, rows: rows.map((cells) => ({ id: "", cells: cells.map((it) => [it]) })) };
}
