import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellsOf, rowEnds, rowsOf, SEPARATORS, unquoted } from "../../src/tables/rows";
import { many } from "../support/random";

const separator = fc.constantFrom(...SEPARATORS);
const text = fc.array(fc.constantFrom('"', '""', ",", ";", "\t", "\n", "\n\n", "a", " ", "é", "=1"), { maxLength: 40 });

/** The cells of each row; undefined where csv-parse refuses the table. */
function byCsvParse(table: string, delimiter: string): string[][] | undefined {
	try {
		return parse(table, { delimiter, record_delimiter: "\n", relax_column_count: true });
	} catch {
		return undefined;
	}
}

/** The same by our reader. */
function byRows(table: string, separator: string): string[][] | undefined {
	try {
		return rowsOf(table, separator).map((row) => cellsOf(row, separator).map(unquoted));
	} catch (error) {
		expect(error).toBeInstanceOf(SyntaxError);
		return undefined;
	}
}

describe("rows and cells", () => {
	test("are those of csv-parse, and it refuses the same tables", () => {
		let refused = 0;
		fc.assert(
			fc.property(text, separator, (parts, separator) => {
				const table = parts.join("");
				const expected = byCsvParse(table, separator);
				expect(byRows(table, separator)).toEqual(expected);
				if (!expected) refused++;
			}),
			{ numRuns: many(3_000) },
		);
		expect(refused).toBeGreaterThan(many(100));
	});

	test("end at the same places however the text comes in", () => {
		fc.assert(
			fc.property(text, separator, fc.array(fc.nat()), (parts, separator, cuts) => {
				const table = parts.join("");
				const at = [0, ...cuts.map((it) => it % (table.length + 1)).sort((a, b) => a - b), table.length];
				const next = rowEnds(separator);
				const ends = at.slice(1).flatMap((to, i) => {
					const from = at[i] as number;
					return next(table.slice(from, to)).map((end) => from + end);
				});
				expect(ends).toEqual(rowEnds(separator)(table));
			}),
			{ numRuns: many(1_000) },
		);
	});
});
