/** A summary of a batch as a table. */
import type { Counts, Summary } from "../content/schema";
import { contentVersionText } from "./content-version";

/** Writes the numbers of lines, and of responses with each result. */
export function summaryText({ content, lines, bad, urgent, summary, results, fixation }: Summary): string {
	const rows: [string, ...string[]][] = [
		["", "met", "unclear", "not met"],
		row("harassment, in all", summary.harassment),
		row("stalking, in all", summary.stalking),
		...Object.entries(results).map(([id, counts]) => row(id, counts)),
		row("signs of fixation", fixation),
	];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((cells) => (cells[column] as string).length)));
	const table = rows.map(([name, ...counts]) => {
		const cells = counts.map((it, i) => it.padStart(widths[i + 1] as number));
		return `${name.padEnd(widths[0] as number)}  ${cells.join("  ")}`;
	});
	return `${[
		`${lines} ${lines === 1 ? "line" : "lines"}: ${lines - bad} assessed, ${bad} wrong; ${urgent} with an urgent sign`,
		"",
		...table,
		"",
		contentVersionText(content),
	].join("\n")}\n`;
}

function row(name: string, counts: Counts): [string, ...string[]] {
	const { met, unclear, "not-met": notMet } = counts;
	return [name, ...[met, unclear, notMet].map(String)] as [string, ...string[]];
}
