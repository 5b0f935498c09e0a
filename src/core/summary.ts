/** How many responses came to what: counts that add up, whichever way the responses were cut into parts. */
import { type Outcome, stampOf } from "./assessment";
import type { Plan } from "./plan";
import type { Counts, Problem, Stamp, Summary } from "./schema";

/** A summary of no lines. Every definition of the plan is in it, so that nothing is missing from a table. */
export function noLines(plan: Pick<Plan, keyof Stamp | "packs">): Summary {
	const definitions = plan.packs.flatMap((pack) => pack.definitions);
	return {
		format: "stalk-check/summary@1",
		content: stampOf(plan),
		lines: 0,
		bad: 0,
		urgent: 0,
		summary: { harassment: none(), stalking: none() },
		results: Object.fromEntries(definitions.map(({ id }) => [id, none()])),
		fixation: none(),
	};
}

function none(): Counts {
	return { met: 0, unclear: 0, "not-met": 0 };
}

/** Counts one line whose response was assessed. */
export function count(so: Summary, outcome: Outcome) {
	const { urgent, summary, fixation, packs } = outcome;
	so.lines++;
	if (urgent.length > 0) so.urgent++;
	so.summary.harassment[summary.harassment]++;
	so.summary.stalking[summary.stalking]++;
	so.fixation[fixation.result]++;
	for (const { definitions } of packs)
		for (const { definition, result } of definitions)
			(so.results[definition.id] as Counts)[result]++;
}

/** Counts one line that was wrong. */
export function countBad(so: Summary) {
	so.lines++;
	so.bad++;
}

/** Adds the counts of another summary of the same content. */
export function add(so: Summary, other: Summary) {
	so.lines += other.lines;
	so.bad += other.bad;
	so.urgent += other.urgent;
	addCounts(so.summary.harassment, other.summary.harassment);
	addCounts(so.summary.stalking, other.summary.stalking);
	addCounts(so.fixation, other.fixation);
	for (const [id, counts] of Object.entries(other.results))
		addCounts(so.results[id] as Counts, counts);
}

function addCounts(so: Counts, other: Counts) {
	so.met += other.met;
	so.unclear += other.unclear;
	so["not-met"] += other["not-met"];
}

/** What keeps summaries from being added up: other content would count other things under the same names. */
export function apart(one: Summary, other: Summary): Problem[] {
	const definitions = (summary: Summary) =>
		Object.keys(summary.results).sort().join();
	return one.content.hash === other.content.hash &&
		definitions(one) === definitions(other)
		? []
		: [
				{
					path: "/content",
					message: `was made with other questions or definitions (${other.content.hash.slice(0, 15)}) than the first (${one.content.hash.slice(0, 15)}), so the counts do not add up`,
				},
			];
}
