/** Reads the summaries that batches wrote and adds them up. */

import { jsonProblems } from "../content/json";
import type { Problem, Summary } from "../content/schema";
import { printable, StalkCheckError } from "../platform/errors";
import { add, incompatible } from "./summary";

/** Bytes read from one file of summaries (16 MiB, about 10,000 summaries). */
export const MAX_SUMMARIES_BYTES = 1 << 24;

/**
 * Adds up the summaries in some files, one a line.
 * @throws StalkCheckError `bad-answers` with every line that is not a summary or was made with other content
 */
export async function readSummaries(files: { file: string; bytes: Uint8Array }[]): Promise<Summary> {
	const { Summary } = await import("../content/schema");
	const problems: Problem[] = [];
	let total: Summary | undefined;
	const addLine = (line: string, path: string) => {
		const { success, data: summary } = Summary.safeParse(parsed(line));
		if (!success || !isPrintable(summary)) {
			const message = "is not a summary that batch --summary --json wrote";
			problems.push({ path, message });
			return;
		}
		const found = total ? incompatible(total, summary) : [];
		problems.push(...found.map((problem) => ({ ...problem, path })));
		if (!total) total = summary;
		else if (found.length === 0) add(total, summary);
	};
	for (const { file, bytes } of files) {
		if (bytes.length > MAX_SUMMARIES_BYTES) {
			const message = `is longer than ${MAX_SUMMARIES_BYTES} bytes (16 MiB): add up parts of it first, and then their sums`;
			problems.push({ path: file, message });
			continue;
		}
		const lines = new TextDecoder().decode(bytes).split("\n");
		for (const [i, line] of lines.entries()) if (line.trim() !== "") addLine(line, `${file}:${i + 1}`);
	}
	if (total && problems.length === 0) return total;
	throw new StalkCheckError(
		"bad-answers",
		problems.length > 0
			? "These summaries cannot be added up."
			: "There is no summary here. Make one with: stalk-check batch FILE --summary --json",
		problems,
	);
}

/** Whether its only free text, the version of its content, has no control characters. */
function isPrintable({ content }: Summary): boolean {
	return Object.values(content).every((value) => printable(`${value}`) === `${value}`);
}

function parsed(line: string): unknown {
	try {
		const value = JSON.parse(line);
		return jsonProblems(line).length === 0 ? value : undefined;
	} catch {
		return undefined;
	}
}
