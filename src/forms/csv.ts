/** Rows as CSV, which spreadsheets open. */

/** Writes rows; a cell has quotes where it needs them. */
export function csvText(rows: string[][]): string {
	return rows.map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}

/** The rows with an apostrophe before each cell that a spreadsheet would calculate. */
export function withoutFormulas(rows: string[][]): string[][] {
	return rows.map((cells) => cells.map((cell) => cell.replace(/^[=+\-@\t\r]/, "'$&")));
}

function quoted(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
