/**
 * Results as functions of the answers that could still be given, not of worlds: a variable is an item, and its first value
 * is the answer it has, or none. For proofs about every response there could be, and for what would settle a result.
 */
import type { Answers, Kind } from "../content/schema";
import type { CompiledDefinition, CompiledElement, CompiledPack, Row } from "./compile";
import { type Choice, Diagrams } from "./diagram";
import { countsTowards, type Evaluator } from "./evaluator";
import { isRuledOut, resultOf, softened, type Table } from "./table";
import { IMPOSSIBLE, NO_ITEM, OPEN, type Variable, YES } from "./values";

/** Stands for the result by rules where those say nothing. */
const UNDECIDED = 3;

/** An answer that an item can have, and the values that it leaves possible. */
type AnswerValue = { answer: string | number | null; values: number };

/** By item: the answer that it has, then each that says more. */
export function answersAfter(table: Table, answers: Answers): AnswerValue[][] {
	return table.variables.map(({ id, options }, item) => {
		const answer = Object.hasOwn(answers, id) ? (answers[id] ?? null) : null;
		const given = { answer, values: table.valuesOf(item, answer) };
		const finer = new Map<number, AnswerValue>();
		for (const { id } of options) {
			const values = table.valuesOf(item, id);
			const says = values !== given.values && (values & ~given.values) === 0;
			if (says && !finer.has(values)) finer.set(values, { answer: id, values });
		}
		return [given, ...finer.values()];
	});
}

export type Definitions = ReadonlyMap<string, CompiledDefinition>;

/** Every definition by its id, in the order of the packs. */
export function definitionsOf({ compiled }: Evaluator): Definitions {
	return new Map(compiled.packs.flatMap(({ definitions }) => definitions.map((it) => [it.id, it])));
}

/** Diagrams of results over all the answers that are still open. */
export class AnswerSpace {
	readonly #evaluator: Evaluator;
	readonly #rows = new Map<string, number>();

	/** `answers` lists them by item, first the one that it has. Spaces that share `diagrams` can be compared. */
	constructor(
		evaluator: Evaluator,
		readonly answers = answersAfter(evaluator.table, {}),
		readonly diagrams = new Diagrams(),
	) {
		this.#evaluator = evaluator;
	}

	/** The leaves that a row can reach, as a bit mask. */
	leaves(row: Row): number {
		return this.#leaves([row]);
	}

	/** Those that any of some rows can reach: an unknown item follows all its branches at once. */
	#leaves(rows: Row[]): number {
		const { table } = this.#evaluator;
		const item = Math.min(...rows.map((row) => table.item(row)));
		if (item === NO_ITEM)
			return this.diagrams.leaf(rows.reduce((mask, leaf) => mask | (1 << leaf), 0) & ~(1 << IMPOSSIBLE));
		const key = rows.join();
		const known = this.#rows.get(key);
		if (known !== undefined) return known;
		this.diagrams.spend(rows.length);
		const children = (this.answers[item] as AnswerValue[]).map(({ values }) => {
			const next = rows.flatMap((row) => (table.item(row) === item ? table.children(row, values) : row));
			return this.#leaves([...new Set(next)].sort((a, b) => a - b));
		});
		const node = this.diagrams.branch(item, children);
		this.#rows.set(key, node);
		return node;
	}

	/** The result of a row. */
	row(row: Row): number {
		return this.diagrams.map(this.leaves(row), resultOf);
	}

	/** The result of an element. The rules about an item say nothing until it is answered. */
	element({ about, consistent, whole, soft }: CompiledElement): number {
		const { diagrams } = this;
		const answered = about.map((item) => {
			const all = this.#evaluator.table.all[item];
			const answers = this.answers[item] as AnswerValue[];
			return diagrams.branch(
				item,
				answers.map(({ values }) => diagrams.leaf(values === all ? 0 : 1)),
			);
		});
		const ruled = diagrams.combine(
			diagrams.combineAll(answered, Math.min),
			this.row(consistent.whole),
			(isAnswered, result) => (isAnswered ? result : UNDECIDED),
		);
		const result = diagrams.combine(ruled, this.row(whole), (ruled, plain) => (ruled === UNDECIDED ? plain : ruled));
		return soft
			.filter(({ presumed }) => presumed)
			.reduce(
				(whole, { row }) =>
					diagrams.combine(whole, this.leaves(row), (its, leaves) => softened(its, isRuledOut(leaves))),
				result,
			);
	}

	/** The result of a definition: the greatest of its routes, each of them the least of its elements. */
	definition({ routes }: CompiledDefinition): number {
		const { diagrams } = this;
		const results = routes.map(({ elements, atMost }) => {
			const parts = elements.map((at) => this.element(this.#evaluator.compiled.elements[at] as CompiledElement));
			return diagrams.combineAll([diagrams.leaf(atMost ? OPEN : YES), ...parts], Math.min);
		});
		return diagrams.combineAll(results, Math.max);
	}

	/** The summary of one kind over some packs. */
	summary(packs: CompiledPack[], kind: Kind): number {
		const results = packs
			.filter(({ inSummary }) => inSummary)
			.flatMap(({ definitions }) => definitions.filter((it) => countsTowards(it, kind)))
			.map((definition) => this.definition(definition));
		return this.diagrams.combineAll(results, Math.max);
	}

	/** How many responses a function tells apart at most: the product of the answers of each item that it depends on. */
	responses(root: number): bigint {
		const items = this.diagrams.support(root);
		return items.reduce((product, item) => product * BigInt(this.answers[item]?.length ?? 1), 1n);
	}

	/** The id of an item. */
	idOf(item: number): string {
		return (this.#evaluator.table.variables[item] as Variable).id;
	}

	/** The answers of a choice; items not chosen are left out. */
	answersAt(choice: Choice): Answers {
		return Object.fromEntries(
			[...choice].map(([item, value]) => [this.idOf(item), this.answers[item]?.[value]?.answer ?? null]),
		);
	}

	/** The smallest choices of further answers that lead to a value for which `wanted` holds, at most `limit` of them. */
	smallest(root: number, wanted: (value: number) => boolean, limit = 1): Choice[] {
		return this.diagrams.cheapest(root, wanted, limit, (v) => (v ? 1 : 0));
	}

	/** The value with no further answer. */
	now(root: number): number {
		let node = root;
		while (this.diagrams.children(node).length > 0) node = this.diagrams.children(node)[0] as number;
		return this.diagrams.value(node);
	}
}
