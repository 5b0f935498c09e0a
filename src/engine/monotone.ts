/** In which order the values of an item weaken or strengthen a result, whatever the other answers are. */
import type { Choice, Diagrams } from "./diagram";
import type { Law } from "./law";
import { IMPOSSIBLE, usualOrder } from "./values";

const LESS = 1;
const MORE = 2;

/** Compares functions of one set of diagrams, worlds that cannot be left out. */
export class Comparison {
	readonly #diagrams: Diagrams;
	readonly #memo = new Map<number, number>();
	#last?: { root: number; nodes: Map<number, number[]> };

	constructor(diagrams: Diagrams) {
		this.#diagrams = diagrams;
	}

	/** Whether `a` is less than `b` somewhere (LESS), more somewhere (MORE), or both. */
	#compare(a: number, b: number): number {
		if (a === b) return 0;
		const { leaf } = Comparison;
		const diagrams = this.#diagrams;
		const key = a * 0x400_0000 + b;
		const known = this.#memo.get(key);
		if (known !== undefined) return known;
		diagrams.spend(1);
		const variable = Math.min(diagrams.variable(a), diagrams.variable(b));
		const at = (node: number, value: number) =>
			diagrams.variable(node) === variable ? (diagrams.children(node)[value] as number) : node;
		const width = Math.max(
			...[a, b].map((node) => (diagrams.variable(node) === variable ? diagrams.children(node).length : 0)),
		);
		let found = 0;
		if (width === 0) found = leaf(diagrams.value(a), diagrams.value(b));
		for (let value = 0; value < width && found !== (LESS | MORE); value++)
			found |= this.#compare(at(a, value), at(b, value));
		this.#memo.set(key, found);
		return found;
	}

	/** The nodes of a function by variable, kept for the next variable. */
	#nodesOf(root: number): Map<number, number[]> {
		if (this.#last?.root === root) return this.#last.nodes;
		const nodes = new Map<number, number[]>();
		for (const node of this.#diagrams.nodes(root)) {
			const variable = this.#diagrams.variable(node);
			const same = nodes.get(variable);
			if (same) same.push(node);
			else nodes.set(variable, [node]);
		}
		this.#last = { root, nodes };
		return nodes;
	}

	static leaf(this: void, a: number, b: number): number {
		if (a === b || a === IMPOSSIBLE || b === IMPOSSIBLE) return 0;
		return a < b ? LESS : MORE;
	}

	/**
	 * The values of a variable from the one that weakens a function most to the one that strengthens it most; undefined
	 * when there is no such order, or one that does not follow the count of an item that `counts`.
	 */
	order(root: number, variable: number, { width, counts }: { width: number; counts: boolean }): number[] | undefined {
		const nodes = this.#nodesOf(root).get(variable) ?? [];
		const relation = (v: number, w: number) =>
			nodes.reduce((found, node) => {
				const children = this.#diagrams.children(node);
				return found | this.#compare(children[v] as number, children[w] as number);
			}, 0);
		const values = Array.from({ length: width }, (_, value) => value);
		const usual = usualOrder({ width, counts });
		const rises = (order: number[]) =>
			order.every((v, i) => order.slice(i + 1).every((w) => (relation(v, w) & MORE) === 0));
		if (rises(usual)) return usual;
		if (rises(usual.toReversed())) return usual.toReversed();
		if (counts) return undefined;
		const weaker = (v: number) => values.filter((w) => relation(w, v) === LESS).length;
		const sorted = values.toSorted((v, w) => weaker(v) - weaker(w));
		return rises(sorted) ? sorted : undefined;
	}
}

/** Two worlds that differ in one item, of which the one with more of it has the weaker result. */
export type CounterExample = { variable: number; from: Choice; to: Choice };

/**
 * A smallest pair of worlds that shows that no order of the values of `variable` serves a function everywhere. Items
 * that make no difference are left out.
 */
export function counterExample({ diagrams, variables }: Law, root: number, variable: number): CounterExample {
	const { width, counts } = variables[variable] as Law["variables"][number];
	let smallest: CounterExample | undefined;
	for (let v = 0; v < width; v++)
		for (let w = v + 1; w < width; w++) {
			const [low, high] = counts ? [v, w] : [w, v];
			const differs = diagrams.combine(
				diagrams.restrict(root, variable, low),
				diagrams.restrict(root, variable, high),
				(a, b) => (Comparison.leaf(a, b) === MORE ? 1 : 0),
			);
			const [choice] = diagrams.cheapest(differs, Boolean, 1, () => 1);
			if (!choice || (smallest && smallest.from.size <= choice.size + 1)) continue;
			smallest = { variable, from: new Map([...choice, [variable, low]]), to: new Map([...choice, [variable, high]]) };
		}
	return smallest as CounterExample;
}
