/** Writes results as a table: the columns of the input, and after them those of the results. */
import type { Content } from "../content/schema";
import { evaluatorFor } from "../engine/assess";
import type { Outcome } from "../engine/evaluator";
import { Reasons } from "../engine/reasons";
import { problemText } from "../platform/errors";
import { SIGN, safe, written } from "../tables/cells";
import { cellsOf } from "../tables/rows";
import { fieldsOf } from "./columns";
import type { ResultWriter } from "./lines";
import { whyUnreadable } from "./row-reader";
import { definitionIds, headingText, type OpenTable } from "./table-input";

/** How the rows of results are written. Plain JSON, so that it can be sent to threads. */
export type TableOutput = {
	separator: string;
	lineEnd: string;
	/** Of a table that is read: what separates its cells, and how many of its columns are kept. */
	input?: { separator: string; kept: number } | undefined;
};

/** The columns of results after those of the definitions. */
const SUMMARY = ["harassment", "stalking", "urgent", "unclear_because", "error"];

const WHY = ["missing", "contradiction", "court"] as const;

/** How the table is written, and what it begins with. Adds remarks on its headings. */
export function startTable(
	content: Content,
	format: "csv" | "tsv",
	input: OpenTable | undefined,
	remarks: Set<string>,
): { output: TableOutput; header: string } {
	const results = [...definitionIds(content), ...SUMMARY];
	const { separator: from, headings = [] } = input?.format ?? {};
	// A table read as CSV is written with its own separator: Excel reads what its country separates with.
	const own = from === undefined || from === "\t" ? "," : from;
	const separator = format === "tsv" ? "\t" : own;
	const given = input ? headings.map(headingText) : fieldsOf(content).map(({ id }) => id);
	const earlier = given.slice(0, -results.length);
	// The results of an earlier run, at the end of its table, are replaced.
	const isResults = given.slice(earlier.length).join("\n") === besides(results, earlier).join("\n");
	const kept = isResults ? earlier : given;
	const names = besides(results, kept);
	for (const [i, name] of names.entries())
		if (name !== results[i])
			remarks.add(`The table has a column "${results[i]}" of its own: that of the result is "${name}"`);
	const output = {
		separator,
		lineEnd: input?.lineEnd ?? "\n",
		input: from === undefined ? undefined : { separator: from, kept: kept.length },
	};
	const cells = input ? headings.slice(0, kept.length).map(keeper(output)) : kept;
	return {
		output,
		header: `${input?.mark ?? ""}${from === separator ? input?.separatorLine : ""}${[...cells, ...names].join(separator)}${output.lineEnd}`,
	};
}

/** The names of results where a table has these columns: none stands twice. */
function besides(results: string[], columns: string[]): string[] {
	return results.map((result) => {
		let name = result;
		while (columns.includes(name)) name = `stalk-check.${name}`;
		return name;
	});
}

/** Writes rows of results. */
export function tableWriter(content: Content, output: TableOutput): ResultWriter {
	const { separator, lineEnd, input } = output;
	const evaluator = evaluatorFor(content);
	const reasons = new Reasons(evaluator);
	const definitions = definitionIds(content);
	const keep = keeper(output);
	const formula = formulaIn(separator);
	const idsOf = (numbers: number[]) => numbers.map((item) => evaluator.table.variables[item]?.id).join(" ");
	const cell = (text: string | number) => written(`${text}`, separator);
	const columns = input?.kept ?? fieldsOf(content).length;
	/** Nearly all rows of a table can stay as they are. */
	const kept = (row: string, cells: string[] | undefined): string => {
		if (!cells) return separator.repeat(columns - 1);
		const isWhole = cells.length <= columns && input?.separator === separator && !formula.test(row);
		const text = isWhole ? row : cells.slice(0, columns).map(keep).join(separator);
		return text + separator.repeat(Math.max(0, columns - cells.length));
	};
	const unclearBecause = ({ verdicts }: Outcome): string => {
		const unclear = verdicts.filter(({ result }) => result === "unclear");
		if (unclear.length === 0) return "";
		const uncertainty = reasons.uncertainty(unclear.map(({ definition }) => definition));
		return WHY.filter((why) => uncertainty[why].length > 0)
			.map((why) => `${why}: ${idsOf(uncertainty[why])}`)
			.join(" | ");
	};
	return {
		result(row, { ref, place = "", for: whom = "", answers, cells }, _heading, outcome) {
			let text = input
				? kept(row, cells)
				: [ref === undefined ? "" : JSON.parse(ref), place, whom, ...answers.map((given) => given?.answer ?? "")]
						.map(cell)
						.join(separator);
			const { verdicts, summary, urgent } = outcome;
			let next = 0;
			for (const id of definitions) {
				text += separator;
				if (verdicts[next]?.definition.id === id) text += verdicts[next++]?.result;
			}
			const others = [summary.harassment, summary.stalking, idsOf(urgent), unclearBecause(outcome), ""];
			return text + separator + others.join(separator) + lineEnd;
		},
		failure(row, { message, problems }) {
			const text = kept(row, input && cellsIf(row, input.separator));
			const why = problems.length > 0 ? problems.map(problemText).join(" ") : message;
			return `${text}${separator.repeat(definitions.length + SUMMARY.length)}${cell(why)}${lineEnd}`;
		},
	};
}

/** The cells of a row, if it has any that can be told apart. */
function cellsIf(row: string, separator: string): string[] | undefined {
	if (whyUnreadable(row) !== undefined) return undefined;
	try {
		return cellsOf(row, separator);
	} catch {
		return undefined;
	}
}

/** Finds rows with a cell that may be a formula. */
function formulaIn(separator: string): RegExp {
	// Where tabs separate cells, none begins with one that is not in quotes.
	const sign = separator === "\t" ? SIGN.replace("\\t", "") : SIGN;
	const start = separator.replace(/\W/, "\\$&");
	return new RegExp(`(?:^|${start})(?:${sign}|"${SIGN})`);
}

/** Keeps cells of the input as they are written, but for formulas and, where another sign separates cells now, quotes. */
function keeper({ separator, input }: TableOutput): (cell: string) => string {
	if (input?.separator === separator) return safe;
	return (cell) => (cell.startsWith('"') ? safe(cell) : written(cell, separator));
}
