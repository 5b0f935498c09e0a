/** How many responses had which result: counts that add up, however the responses were divided. */
import { jsonProblems } from "../content/json";
import type { Counts, Problem, Summary } from "../content/schema";
import { type Outcome, stampOf } from "../engine/evaluator";
import { badAnswers, printable } from "../platform/errors";

/** The part of content, compiled or not, that a summary names. */
type Summed = Parameters<typeof stampOf>[0] & { packs: { definitions: { id: string }[] }[] };

/** Bytes read from one file of summaries (16 MiB, about 10,000 summaries). */
export const MAX_SUMMARIES_BYTES = 1 << 24;

/** A summary of no lines. It has all definitions, so that none is missing from a table. */
export function emptySummary(content: Summed): Summary {
	const none = (): Counts => ({ met: 0, unclear: 0, "not-met": 0 });
	const definitions = content.packs.flatMap((pack) => pack.definitions);
	return {
		format: "stalk-check/summary@1",
		content: stampOf(content),
		...{ lines: 0, bad: 0, urgent: 0 },
		summary: { harassment: none(), stalking: none() },
		results: Object.fromEntries(definitions.map(({ id }) => [id, none()])),
		fixation: none(),
	};
}

/** Counts the results of one response. */
export function count(to: Summary, { urgent, summary, fixation, verdicts }: Outcome) {
	if (urgent.length > 0) to.urgent++;
	to.summary.harassment[summary.harassment]++;
	to.summary.stalking[summary.stalking]++;
	to.fixation[fixation.result]++;
	for (const { definition, result } of verdicts) (to.results[definition.id] as Counts)[result]++;
}

/** Adds the counts of another summary of the same content. */
export function add<T extends object>(total: T, other: T) {
	for (const key of Object.keys(other) as (keyof T)[]) {
		const value = other[key];
		if (typeof value === "number") (total[key] as number) += value;
		else if (typeof value === "object") add(total[key] as object, value as object);
	}
}

/**
 * Adds up the summaries in some files, one a line.
 * @throws StalkCheckError `bad-answers` with every line that is not a summary or was made with other content
 */
export async function readSummaries(files: { file: string; bytes: Uint8Array }[]): Promise<Summary> {
	const { Summary } = await import("../content/schema");
	const problems: Problem[] = [];
	let total: Summary | undefined;
	for (const { file, bytes } of files) {
		if (bytes.length > MAX_SUMMARIES_BYTES) {
			const message = `is longer than ${MAX_SUMMARIES_BYTES} bytes (16 MiB): add up parts of it first, and then their sums`;
			problems.push({ path: file, message });
			continue;
		}
		for (const [i, line] of new TextDecoder().decode(bytes).split("\n").entries()) {
			// With --json, `batch` writes its remarks on a table to standard error as well.
			if (line.trim() === "" || line.startsWith('{"note":')) continue;
			const path = `${file}:${i + 1}`;
			const { data: summary } = Summary.safeParse(parsed(line));
			if (!summary || !isPrintable(summary) || !isPossible(summary)) {
				problems.push({ path, message: "is not a summary that batch --summary --json wrote" });
			} else if (!Number.isSafeInteger((total?.lines ?? 0) + summary.lines)) {
				problems.push({ path, message: "makes more lines than can be counted" });
			} else if (!total) total = summary;
			else if (contentOf(total) === contentOf(summary)) add(total, summary);
			else {
				const [hash, first] = [summary, total].map(({ content }) => content.hash.slice(0, 15));
				const message = `was made with other questions or definitions (${hash}) than the first (${first}), so the counts do not add up`;
				problems.push({ path, message });
			}
		}
	}
	if (total && problems.length === 0) return total;
	throw badAnswers(
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

/** Whether every line that was not bad has one result for each kind, and at most one for each definition. */
function isPossible({ lines, bad, urgent, summary, fixation, results }: Summary): boolean {
	const sum = (counts: Counts) => counts.met + counts.unclear + counts["not-met"];
	const good = lines - bad;
	return (
		urgent <= good &&
		[summary.harassment, summary.stalking, fixation].every((counts) => sum(counts) === good) &&
		Object.values(results).every((counts) => sum(counts) <= good)
	);
}

/** What must be the same for counts to add up. */
function contentOf({ content, results }: Summary): string {
	return [content.hash, ...Object.keys(results).sort()].join();
}

function parsed(line: string): unknown {
	try {
		const value = JSON.parse(line);
		return jsonProblems(line).length === 0 ? value : undefined;
	} catch {
		return undefined;
	}
}
