/**
 * Results as functions of the answers that could still be given, not of worlds: a variable is an item, and its first value
 * is the answer it has, or none. It says what would settle a result, and serves proofs about every response there could
 * be.
 */
import type { Answers, Content, Kind, Response } from "../content/schema";
import { StalkCheckError } from "../platform/errors";
import { assessorFor } from "./assess";
import { type Assessor, countsTowards, packsFor } from "./assessor";
import type { CompiledDefinition, CompiledElement, CompiledPack, CompiledRoute, ElementRows, Row } from "./compile";
import { type Choice, Diagrams } from "./diagram";
import { isRuledOut, resultOf, softened } from "./table";
import { IMPOSSIBLE, NO, OPEN, YES } from "./values";

/** Stands for the result by rules where those say nothing. */
const UNDECIDED = 3;

/** An answer that an item can have, and the values that it leaves possible. */
type AnswerValue = { answer: string | number | null; values: number };

/** Diagrams of results over all the answers that are still open after some answers. */
export class AnswerSpace {
	readonly diagrams = new Diagrams();
	/** By item: the answer it has, then each that says more. */
	readonly answers: AnswerValue[][];
	readonly #assessor: Assessor;
	readonly #rows = new Map<string, number>();

	constructor(assessor: Assessor, answers: Answers = {}) {
		this.#assessor = assessor;
		const { table } = assessor;
		this.answers = table.variables.map(({ id, options }, item) => {
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

	/**
	 * The leaves that a row can reach, as a bit mask, by the answers. An unknown item follows all its branches at once, so a
	 * node stands for a set of rows.
	 */
	leaves(row: Row): number {
		return this.#leaves([row]);
	}

	#leaves(rows: Row[]): number {
		const { table } = this.#assessor;
		const open = rows.filter((row) => !table.isLeaf(row));
		if (open.length === 0)
			return this.diagrams.leaf(rows.reduce((mask, leaf) => mask | (1 << leaf), 0) & ~(1 << IMPOSSIBLE));
		const key = rows.join();
		const known = this.#rows.get(key);
		if (known !== undefined) return known;
		this.diagrams.spend(open.length);
		const item = Math.min(...open.map((row) => table.item(row)));
		const children = (this.answers[item] as AnswerValue[]).map(({ values }) => {
			const next = new Set<Row>();
			for (const row of rows) {
				if (table.isLeaf(row) || table.item(row) !== item) {
					next.add(row);
					continue;
				}
				for (let value = 0; values >> value !== 0; value++)
					if (values & (1 << value)) next.add(table.child(row, value));
			}
			return this.#leaves([...next].sort((a, b) => a - b));
		});
		const node = this.diagrams.branch(item, children);
		this.#rows.set(key, node);
		return node;
	}

	/** The result of a row. */
	row(row: Row): number {
		return this.diagrams.map(this.leaves(row), resultOf);
	}

	/** The result of an element; without its soft factors if so wanted. */
	element(element: CompiledElement, bare = false): number {
		const { diagrams } = this;
		if (bare && element.criterion === undefined) return diagrams.leaf(YES);
		const of = ({ whole, criterion = whole }: ElementRows) => this.row(bare ? criterion : whole);
		// The rules about an item say nothing until it is answered.
		const result = element.about.reduce((ruled, item) => {
			const { width } = this.#assessor.table.variables[item] as { width: number };
			const isAnswered = (this.answers[item] as AnswerValue[]).map(({ values }) => values !== (1 << width) - 1);
			const known = diagrams.branch(
				item,
				isAnswered.map((it) => diagrams.leaf(it ? 1 : 0)),
			);
			const kept = diagrams.combine(known, ruled, (is, value) => (is ? value : UNDECIDED));
			return diagrams.combine(kept, of(element), (value, plain) => (value === UNDECIDED ? plain : value));
		}, of(element.consistent));
		if (bare) return result;
		return element.soft
			.filter(({ presumed }) => presumed)
			.reduce(
				(whole, { row }) =>
					diagrams.combine(whole, this.leaves(row), (its, leaves) => softened(its, isRuledOut(leaves))),
				result,
			);
	}

	/** The result of a definition: the greatest of its routes, each of them the least of its elements. */
	definition({ routes }: CompiledDefinition, bare = false): number {
		const { elements } = this.#assessor.compiled;
		const route = (it: CompiledRoute) =>
			it.elements
				.map((at) => this.element(elements[at] as CompiledElement, bare))
				.reduce((a, b) => this.#extreme(a, b, NO, Math.min), this.diagrams.leaf(it.atMost ? OPEN : YES));
		return routes.map(route).reduce((a, b) => this.#extreme(a, b, YES, Math.max), this.diagrams.leaf(NO));
	}

	/** The summary of one kind over some packs. */
	summary(packs: CompiledPack[], kind: Kind): number {
		return packs
			.filter(({ inSummary }) => inSummary)
			.flatMap(({ definitions }) => definitions.filter((it) => countsTowards(it, kind)))
			.map((definition) => this.definition(definition))
			.reduce((a, b) => this.#extreme(a, b, YES, Math.max), this.diagrams.leaf(NO));
	}

	#extreme(a: number, b: number, absorbing: number, f: (a: number, b: number) => number): number {
		const { diagrams } = this;
		const end = diagrams.leaf(absorbing);
		return a === end || b === end ? end : diagrams.combine(a, b, f);
	}

	/** The answers of a choice; items not chosen are left out. */
	answersAt(choice: Choice): Answers {
		return Object.fromEntries(
			[...choice].flatMap(([item, value]) => {
				const answer = this.answers[item]?.[value]?.answer ?? null;
				const { id } = this.#assessor.table.variables[item] as { id: string };
				return answer === null ? [] : [[id, answer]];
			}),
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

/** The smallest sets of items whose answers could turn an unclear result into each of the others. */
export type Settling = { met: string[][]; "not-met": string[][] };

/** How many sets of one size are given: where hundreds would do, a few say as much. */
const MAX_SETS = 12;

/** What could settle each unclear definition, by its id, and the summary of each kind. */
export function settle(
	content: Content,
	{ answers, place }: Response,
): { definitions: Map<string, Settling>; summary: Partial<Record<Kind, Settling>> } {
	const assessor = assessorFor(content);
	const space = new AnswerSpace(assessor, answers);
	const packs = packsFor(assessor.compiled, place ?? undefined);
	const sets = (root: number, wanted: number) =>
		space
			.smallest(root, (value) => value === wanted, MAX_SETS)
			.map((choice) => [...choice.keys()].map((item) => assessor.table.variables[item]?.id as string));
	/** Undefined as well for what is too large to weigh: it has a result all the same. */
	const settling = (weigh: () => number): Settling | undefined => {
		try {
			return space.diagrams.within("result", () => {
				const root = weigh();
				return space.now(root) === OPEN ? { met: sets(root, YES), "not-met": sets(root, NO) } : undefined;
			});
		} catch (error) {
			if (error instanceof StalkCheckError) return undefined;
			throw error;
		}
	};
	const definitions = new Map<string, Settling>();
	for (const definition of packs.flatMap((pack) => pack.definitions)) {
		const its = settling(() => space.definition(definition));
		if (its) definitions.set(definition.id, its);
	}
	const summary: Partial<Record<Kind, Settling>> = {};
	for (const kind of ["harassment", "stalking"] as const) {
		const its = settling(() => space.summary(packs, kind));
		if (its) summary[kind] = its;
	}
	return { definitions, summary };
}
