/** How many responses came to what: counts that add up, whichever way the responses were cut into parts. */

import type {
	ContentVersion,
	Counts,
	Problem,
	Result,
	Summary,
} from "../content/schema";
import { type Outcome, stampOf } from "../engine/assessment";
import type { Plan } from "../engine/plan";

/** What of a plan a tally needs. */
type Counted = Pick<Plan, keyof ContentVersion | "packs">;

/** Where in a tally each number is, and where the three of each result begin; those of the definitions come last. */
const LINES = 0;
const BAD = 1;
const URGENT = 2;
const HARASSMENT = 3;
const STALKING = 6;
const FIXATION = 9;
const DEFINITIONS = 12;
const NUMBER: Record<Result, number> = { met: 0, unclear: 1, "not-met": 2 };

/** Counts of lines as numbers in a row: threads can share them, and they leave nothing for the collector. */
export class Tally {
	/** Lines, the wrong ones, those with an urgent sign; then how many were met, unclear and not met, of each. */
	readonly counts: Float64Array;
	readonly #plan: Counted;
	/** Where the numbers of each definition begin. */
	readonly #definitions: Map<string, number>;

	constructor(plan: Counted) {
		this.#plan = plan;
		const definitions = plan.packs.flatMap((pack) => pack.definitions);
		this.#definitions = new Map(
			definitions.map(({ id }, i) => [id, DEFINITIONS + 3 * i]),
		);
		this.counts = new Float64Array(DEFINITIONS + 3 * definitions.length);
	}

	get lines(): number {
		return this.counts[LINES] as number;
	}

	get bad(): number {
		return this.counts[BAD] as number;
	}

	/** Counts one line whose response was assessed. */
	count({ urgent, summary, fixation, packs }: Outcome) {
		this.#more(LINES);
		if (urgent.length > 0) this.#more(URGENT);
		this.#more(HARASSMENT + NUMBER[summary.harassment]);
		this.#more(STALKING + NUMBER[summary.stalking]);
		this.#more(FIXATION + NUMBER[fixation.result]);
		for (const { definitions } of packs)
			for (const { definition, result } of definitions)
				this.#more(
					(this.#definitions.get(definition.id) as number) + NUMBER[result],
				);
	}

	/** Counts one line that was wrong. */
	countBad() {
		this.#more(LINES);
		this.#more(BAD);
	}

	#more(at: number) {
		this.counts[at] = (this.counts[at] as number) + 1;
	}

	/** Adds what another tally of the same content has counted. */
	add(counts: Float64Array) {
		for (let i = 0; i < counts.length; i++)
			this.counts[i] = (this.counts[i] as number) + (counts[i] as number);
	}

	/** Begins again. */
	clear() {
		this.counts.fill(0);
	}

	/** Every definition of the plan is in it, so that nothing is missing from a table. */
	summary(): Summary {
		const { counts } = this;
		const number = (at: number) => counts[at] as number;
		const three = (at: number): Counts => ({
			...{ met: number(at), unclear: number(at + 1) },
			"not-met": number(at + 2),
		});
		return {
			format: "stalk-check/summary@1",
			content: stampOf(this.#plan),
			lines: this.lines,
			bad: this.bad,
			urgent: number(URGENT),
			summary: { harassment: three(HARASSMENT), stalking: three(STALKING) },
			results: Object.fromEntries(
				[...this.#definitions].map(([id, at]) => [id, three(at)]),
			),
			fixation: three(FIXATION),
		};
	}
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
