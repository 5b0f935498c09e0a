/** Summaries that batches wrote, read back and added up. */
import type { Problem, Summary } from "../core/schema";
import { add, apart } from "../core/summary";
import { StalkCheckError } from "../errors";

/**
 * Adds up the summaries in some texts, each with one summary or more, a line each.
 * @throws StalkCheckError `bad-answers`, with every line that is not a summary or does not belong with the first.
 */
export async function readSummaries(
	files: { file: string; text: string }[],
): Promise<Summary> {
	const { Summary } = await import("../core/schema");
	const problems: Problem[] = [];
	let so: Summary | undefined;
	for (const { file, text } of files)
		text.split("\n").forEach((line, i) => {
			if (line.trim() === "") return;
			const path = `${file}:${i + 1}`;
			const read = Summary.safeParse(parsed(line));
			if (!read.success) {
				const message = "is not a summary that batch --summary --json wrote";
				problems.push({ path, message });
				return;
			}
			const summary = read.data;
			if (so) {
				const wrong = apart(so, summary);
				problems.push(...wrong.map((it) => ({ ...it, path })));
				if (wrong.length === 0) add(so, summary);
			} else so = summary;
		});
	if (so && problems.length === 0) return so;
	throw new StalkCheckError(
		"bad-answers",
		problems.length > 0
			? "These summaries cannot be added up."
			: "There is no summary here. Make one with: stalk-check batch FILE --summary --json",
		problems,
	);
}

function parsed(line: string): unknown {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
