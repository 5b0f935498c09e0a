/** How many responses had which result: counts that add up, however the responses were divided. */

import type { Counts, Problem, Result, Summary } from "../content/schema";
import { type Outcome, stampOf } from "../engine/assessor";

/** The part of content, compiled or not, that a summary names. */
type Summed = Parameters<typeof stampOf>[0] & { packs: { definitions: { id: string }[] }[] };

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
export function add(total: Summary, other: Summary) {
	total.lines += other.lines;
	total.bad += other.bad;
	total.urgent += other.urgent;
	addCounts(total.summary.harassment, other.summary.harassment);
	addCounts(total.summary.stalking, other.summary.stalking);
	addCounts(total.fixation, other.fixation);
	for (const [id, counts] of Object.entries(other.results)) addCounts(total.results[id] as Counts, counts);
}

function addCounts(total: Counts, other: Counts) {
	for (const result of Object.keys(other) as Result[]) total[result] += other[result];
}

/** Why two summaries cannot be added: under other content, the same names count other things. */
export function incompatible(one: Summary, other: Summary): Problem[] {
	const definitions = (summary: Summary) => Object.keys(summary.results).sort().join();
	return one.content.hash === other.content.hash && definitions(one) === definitions(other)
		? []
		: [
				{
					path: "/content",
					message: `was made with other questions or definitions (${other.content.hash.slice(0, 15)}) than the first (${one.content.hash.slice(0, 15)}), so the counts do not add up`,
				},
			];
}
