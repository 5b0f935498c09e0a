/** Compiled content and the answers of a response make results: of elements, definitions, signs and the summary. */
import type { Answers, Assessment, ContentVersion, Kind, Result } from "../content/schema";
import type { Compiled, CompiledDefinition, CompiledElement, CompiledRoute, ElementRows, Row } from "./compile";
import { CAN_FAIL, CAN_MEET, isRuledOut, resultOf, softened, Table } from "./table";
import { NO, OPEN, RESULTS, YES } from "./values";

type Stamped = Pick<Compiled, "version" | "hash" | "checkedOn"> & { changed?: true | undefined };

/** What a result says of the content that it was made with. */
export function stampOf({ version, hash, checkedOn, changed }: Stamped): ContentVersion {
	return { version, hash, checkedOn, ...(changed ? { changed } : {}) };
}

/** The packs that apply: those of no place, and those whose law applies in this one, or every pack when none is given. */
export function packsFor<P extends { place?: string | undefined }>(
	{ packs, places }: { packs: P[]; places: { id: string; law?: string | undefined }[] },
	place: string | undefined,
): P[] {
	const law = places.find(({ id }) => id === place)?.law ?? place;
	return packs.filter((pack) => pack.place === undefined || law === undefined || pack.place === law);
}

/** Whether a definition counts in the summary of a kind. Stalking is an aggravated form of harassment: it counts in both. */
export function countsTowards(definition: { kind: Kind }, kind: Kind): boolean {
	return definition.kind === kind || kind === "harassment";
}

/** What the answers come to, without the reasons. */
export type Outcome = Pick<Assessment, "summary"> & {
	/** The items of urgent signs, and of fixation. */
	urgent: number[];
	fixation: { signs: number[]; result: Result };
	/** In the order of the packs that apply, each with the first route that comes to its result. */
	verdicts: { definition: CompiledDefinition; result: Result; route: CompiledRoute }[];
};

/** What the answers make of one element. */
export type ElementState = {
	/** The rows it is read from: `consistent` once every item that a rule is about is answered. */
	rows: ElementRows;
	/** The leaves that it can reach; none where the answers contradict each other. */
	leaves: number;
	/** Whether it can still be met, or not met. It cannot be met once the answers rule out what is presumed of it. */
	canMeet: boolean;
	canFail: boolean;
	/** The number of its result. */
	level: number;
};

/** Gives results for one response after another. What it says is about the answers that it was told last. */
export class Evaluator {
	readonly table: Table;
	/** By element; empty until it is asked for. */
	#states: (ElementState | undefined)[] = [];

	constructor(readonly compiled: Compiled) {
		this.table = new Table(compiled);
	}

	/** Takes the values that are possible, by item. */
	believe(beliefs: Uint16Array) {
		this.table.believe(beliefs);
		this.#states = [];
	}

	/** What the answers come to in a place. */
	outcome(place: string | undefined): Outcome {
		const verdicts: Outcome["verdicts"] = [];
		let harassment = NO;
		let stalking = NO;
		for (const { definitions, inSummary } of packsFor(this.compiled, place))
			for (const definition of definitions) {
				const { level, route } = this.#strongest(definition);
				verdicts.push({ definition, result: RESULTS[level] as Result, route });
				if (!inSummary) continue;
				if (countsTowards(definition, "harassment")) harassment = Math.max(harassment, level);
				if (countsTowards(definition, "stalking")) stalking = Math.max(stalking, level);
			}
		const { urgent, fixation } = this.compiled;
		return {
			urgent: this.#signs(urgent),
			summary: { harassment: RESULTS[harassment] as Result, stalking: RESULTS[stalking] as Result },
			fixation: { signs: this.#signs(fixation.signs), result: RESULTS[this.level(fixation.criterion)] as Result },
			verdicts,
		};
	}

	/** Whether an item is asked, by what was answered before. Unknown is not a no. */
	isAsked(id: string, answers: Answers): boolean {
		const row = this.compiled.askWhen[id];
		if (row === undefined) return true;
		return this.table.leavesIf(row, this.table.beliefsOf(answers)) !== CAN_FAIL;
	}

	/** The number of the result of a row. Contradicting answers are unclear. */
	level(row: Row): number {
		return resultOf(this.table.leaves(row));
	}

	/** What the answers make of the element with this number. */
	state(element: number): ElementState {
		const known = this.#states[element];
		if (known) return known;
		const it = this.compiled.elements[element] as CompiledElement;
		const isConsistent = it.about.every((item) => this.table.isAnswered(item));
		const rows = isConsistent ? it.consistent : it;
		const leaves = this.table.leaves(rows.whole);
		const isSoftened = it.soft.some(({ presumed, row }) => presumed && isRuledOut(this.table.leaves(row)));
		const state = {
			rows,
			leaves,
			canMeet: (leaves & CAN_MEET) !== 0 && !isSoftened,
			canFail: (leaves & CAN_FAIL) !== 0,
			level: softened(resultOf(leaves), isSoftened),
		};
		this.#states[element] = state;
		return state;
	}

	routeLevel({ elements, atMost }: CompiledRoute): number {
		let level = atMost ? OPEN : YES;
		for (const element of elements) level = Math.min(level, this.state(element).level);
		return level;
	}

	#strongest({ routes }: CompiledDefinition): { level: number; route: CompiledRoute } {
		let strongest = { level: -1, route: routes[0] as CompiledRoute };
		for (const route of routes) {
			const level = this.routeLevel(route);
			if (level > strongest.level) strongest = { level, route };
		}
		return strongest;
	}

	/** The items of the signs that the answers show. */
	#signs(signs: Compiled["urgent"]): number[] {
		const { beliefs } = this.table;
		return signs.filter(({ item, values }) => ((beliefs[item] as number) & ~values) === 0).map(({ item }) => item);
	}
}
