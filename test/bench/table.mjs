/** The table that the bench prints last: each limit, the measurement, and whether it passes. */
import { estimate, figure } from "./measure.mjs";

/**
 * One line of the table.
 * @typedef {object} Row
 * @property {string} what
 * @property {"at least" | "at most"} must
 * @property {number} limit
 * @property {string} unit follows each figure, with its own leading space
 * @property {import("./measure.mjs").Estimate} measured
 * @property {number} runs
 */

/**
 * A row with a lower limit.
 * @param {string} what
 * @param {number} limit
 * @param {string} unit
 * @param {number[]} values one for each round
 * @returns {Row}
 */
export function atLeast(what, limit, unit, values) {
	const measured = estimate(values);
	return { what, must: "at least", limit, unit, measured, runs: values.length };
}

/**
 * A row with an upper limit.
 * @param {string} what
 * @param {number} limit
 * @param {string} unit
 * @param {number[]} values one for each round
 * @returns {Row}
 */
export function atMost(what, limit, unit, values) {
	return { ...atLeast(what, limit, unit, values), must: "at most" };
}

/**
 * Whether the median is within the limit.
 * @param {Row} row
 */
export function passes({ must, limit, measured: { median } }) {
	return must === "at least" ? median >= limit : median <= limit;
}

/**
 * All rows in Markdown, with the machine they were measured on.
 * @param {Row[]} rows
 * @param {{ on: string, node: string, date: string, quick?: boolean }} about
 */
export function table(rows, { on, node, date, quick }) {
	const lines = rows.map((row) => {
		const { what, must, limit, unit, measured, runs } = row;
		const { median, low, high } = measured;
		return [
			what,
			`${must} ${limit}${unit}`,
			`${figure(median)}${unit} (${figure(low)} to ${figure(high)})`,
			runs,
			passes(row) ? "yes" : "**no**",
		];
	});
	const warning = quick ? "A trial: do not quote. " : "";
	return [
		`${warning}${on}; Node ${node}; ${date}. Medians, with 95 % bootstrap intervals.`,
		"",
		markdown(["", "Wanted", "Measured", "Runs", "Met"], lines),
	].join("\n");
}

/**
 * A table in Markdown.
 * @param {string[]} head
 * @param {unknown[][]} lines
 */
export function markdown(head, lines) {
	const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
	return [row(head), row(head.map(() => "---")), ...lines.map(row)].join("\n");
}
