/** Summaries that batches wrote, read back and added up. */

import { jsonProblems } from "../content/json";
import type { Problem, Summary } from "../content/schema";
import { printable, StalkCheckError } from "../platform/errors";
import { add, apart } from "./summary";

/** How many bytes of a file of summaries are read (16 MiB, which is some 10,000 summaries). */
export const MOST_SUMMARIES = 1 << 24;

/**
 * Adds up the summaries in some texts, each with one summary or more, a line each.
 * @throws StalkCheckError `bad-answers`, with every line that is not a summary or does not belong with the first.
 */
export async function readSummaries(
	files: { file: string; bytes: Uint8Array }[],
): Promise<Summary> {
	const { Summary } = await import("../content/schema");
	const problems: Problem[] = [];
	let so: Summary | undefined;
	for (const { file, bytes } of files) {
		if (bytes.length > MOST_SUMMARIES) {
			const message = `is longer than ${MOST_SUMMARIES} bytes (16 MiB): add up parts of it first, and then their sums`;
			problems.push({ path: file, message });
			continue;
		}
		const text = new TextDecoder().decode(bytes);
		text.split("\n").forEach((line, i) => {
			if (line.trim() === "") return;
			const path = `${file}:${i + 1}`;
			const read = Summary.safeParse(parsed(line));
			if (!read.success || !isSeen(read.data)) {
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
	}
	if (so && problems.length === 0) return so;
	throw new StalkCheckError(
		"bad-answers",
		problems.length > 0
			? "These summaries cannot be added up."
			: "There is no summary here. Make one with: stalk-check batch FILE --summary --json",
		problems,
	);
}

/** Whether nothing that it says of its content could act on a terminal. All else is numbers and ids. */
function isSeen({ content }: Summary): boolean {
	return Object.values(content).every((it) => printable(`${it}`) === `${it}`);
}

function parsed(line: string): unknown {
	try {
		const value = JSON.parse(line);
		return jsonProblems(line).length === 0 ? value : undefined;
	} catch {
		return undefined;
	}
}
