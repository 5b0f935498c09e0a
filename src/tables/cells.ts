/** Writes cells of tables, so that no program that opens one takes a text for a formula. */
import { unquoted } from "./rows";

/** What a program that opens a table may take for a formula (OWASP, CSV injection): signs of East Asian width too. */
export const SIGN = "[=+\\-@\\t\\r\\n\uff0b\uff0d\uff1d\uff20]";
const FORMULA = new RegExp(`^"?${SIGN}`);
const NUMBER = /^[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?$/;

/** Puts an apostrophe before what may be a formula. */
export function safe(cell: string): string {
	if (!FORMULA.test(cell) || NUMBER.test(unquoted(cell))) return cell;
	return cell.startsWith('"') ? `"'${cell.slice(1)}` : `'${cell}`;
}

/** A cell with this text. */
export function written(text: string, separator: string): string {
	const cell = safe(text);
	return /["\r\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Rows of texts as CSV. */
export function csvText(rows: string[][]): string {
	return rows.map((texts) => `${texts.map((text) => written(text, ",")).join(",")}\n`).join("");
}
