/** A summary of a batch as a table. */
import type { ContentVersion, Counts, Summary } from "../content/schema";

/** Writes the version, the day it was checked and the start of the hash of the content. */
export function contentVersionText({ version, checkedOn, hash, changed }: ContentVersion): string {
	const text = `Questions and law: version ${version}, checked ${checkedOn}, ${hash.slice(0, 15)}.`;
	return changed ? `${text} They are not those that came with stalk-check.` : text;
}

/** Writes the numbers of lines, or of rows if `unit` says so, and of responses with each result. */
export function summaryText(
	{ content, lines, bad, urgent, summary, results, fixation }: Summary,
	unit: "line" | "row" = "line",
): string {
	const row = (name: string, counts: Counts) => [name, ...[counts.met, counts.unclear, counts["not-met"]].map(String)];
	const rows = [
		["", "met", "unclear", "not met"],
		row("harassment, in all", summary.harassment),
		row("stalking, in all", summary.stalking),
		...Object.entries(results).map(([id, counts]) => row(id, counts)),
		row("signs of fixation", fixation),
	];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
	const table = rows.map((cells) =>
		cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  "),
	);
	return `${[
		`${lines} ${lines === 1 ? unit : `${unit}s`}: ${lines - bad} assessed, ${bad} wrong; ${urgent} with an urgent sign`,
		"",
		...table,
		"",
		contentVersionText(content),
	].join("\n")}\n`;
}
