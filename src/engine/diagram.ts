/**
 * Functions of several small variables as reduced, ordered, multi-valued decision diagrams, after Bryant, "Graph-Based
 * Algorithms for Boolean Function Manipulation" (1986). Nodes are shared: two functions are equal exactly when their
 * node numbers are. A leaf holds a small whole number, and what it means is up to the caller.
 */

import { StalkCheckError } from "../platform/errors";

/** Steps that one part of the content may take to weigh, about a second: built-in parts take some thousands. */
const MAX_STEPS = 500_000;

/** The variable of a leaf: after every other. */
const LEAF = Number.MAX_SAFE_INTEGER;

/** A choice of a value for some variables. */
export type Choice = ReadonlyMap<number, number>;

class TooManySteps extends Error {}

/** A growing set of shared nodes over the variables 0, 1, 2 … */
export class Diagrams {
	readonly #variables: number[] = [];
	readonly #children: (readonly number[])[] = [];
	readonly #values: number[] = [];
	readonly #leaves = new Map<number, number>();
	readonly #branches = new Map<string, number>();
	#steps = 0;

	/**
	 * What `weigh` returns. `name` says which part of the content it weighs: some take time that doubles with each item.
	 * @throws StalkCheckError `bad-content` when it takes too many steps.
	 */
	within<T>(name: string, weigh: () => T): T {
		const outer = this.#steps;
		this.#steps = 0;
		try {
			return weigh();
		} catch (error) {
			// Too many items in one condition are too deep for the stack.
			if (!(error instanceof TooManySteps || error instanceof RangeError)) throw error;
			throw new StalkCheckError(
				"bad-content",
				`The ${name} is too large to weigh: it tells too many answers apart. Name fewer items in it, or put those that belong together next to each other in the checklists.`,
			);
		} finally {
			this.#steps = outer;
		}
	}

	/** Counts the steps of what is being weighed. */
	spend(steps: number) {
		this.#steps += steps;
		if (this.#steps > MAX_STEPS) throw new TooManySteps();
	}

	/** The constant function. */
	leaf(value: number): number {
		const known = this.#leaves.get(value);
		if (known !== undefined) return known;
		const node = this.#add(LEAF, [], value);
		this.#leaves.set(value, node);
		return node;
	}

	/** The function that is `children[v]` where `variable` is `v`. Children may depend on later variables only. */
	branch(variable: number, children: readonly number[]): number {
		const [first] = children as [number];
		if (children.every((child) => child === first)) return first;
		const key = `${variable}:${children.join()}`;
		const known = this.#branches.get(key);
		if (known !== undefined) return known;
		const node = this.#add(variable, children, -1);
		this.#branches.set(key, node);
		return node;
	}

	#add(variable: number, children: readonly number[], value: number): number {
		this.#values.push(value);
		this.#children.push(children);
		return this.#variables.push(variable) - 1;
	}

	/** The variable that a node branches on; larger than any other for a leaf. */
	variable(node: number): number {
		return this.#variables[node] as number;
	}

	/** The children of a node by value; none for a leaf. */
	children(node: number): readonly number[] {
		return this.#children[node] as readonly number[];
	}

	/** The value of a leaf, or -1. */
	value(node: number): number {
		return this.#values[node] as number;
	}

	/** The function whose value is always `f` of the value of `a`. */
	map(a: number, f: (value: number) => number): number {
		return this.combine(a, this.leaf(0), f);
	}

	/** The function whose value is always `f` of the values of `a` and `b`. */
	combine(a: number, b: number, f: (a: number, b: number) => number): number {
		const memo = new Map<number, number>();
		const walk = (a: number, b: number): number => {
			const variable = Math.min(this.variable(a), this.variable(b));
			if (variable === LEAF) return this.leaf(f(this.value(a), this.value(b)));
			const key = a * 0x400_0000 + b;
			const known = memo.get(key);
			if (known !== undefined) return known;
			this.spend(1);
			const left = this.variable(a) === variable ? this.children(a) : undefined;
			const right = this.variable(b) === variable ? this.children(b) : undefined;
			const width = (left ?? right ?? []).length;
			const children = new Array<number>(width);
			for (let v = 0; v < width; v++)
				children[v] = walk(left ? (left[v] as number) : a, right ? (right[v] as number) : b);
			const node = this.branch(variable, children);
			memo.set(key, node);
			return node;
		};
		return walk(a, b);
	}

	/** The same for several functions, or none: 0. By halves, or the time would grow with the square of their number. */
	combineAll(nodes: number[], f: (a: number, b: number) => number): number {
		const half = nodes.length >> 1;
		if (half === 0) return nodes[0] ?? this.leaf(0);
		return this.combine(this.combineAll(nodes.slice(0, half), f), this.combineAll(nodes.slice(half), f), f);
	}

	/** The function that is left when `variable` has `value`. */
	restrict(a: number, variable: number, value: number): number {
		const memo = new Map<number, number>();
		const walk = (node: number): number => {
			if (this.variable(node) > variable) return node;
			if (this.variable(node) === variable) return this.children(node)[value] as number;
			const known = memo.get(node);
			if (known !== undefined) return known;
			this.spend(1);
			const restricted = this.branch(this.variable(node), this.children(node).map(walk));
			memo.set(node, restricted);
			return restricted;
		};
		return walk(a);
	}

	/** Every node of some functions, each once, children before parents. */
	nodes(...roots: number[]): number[] {
		const seen = new Set<number>();
		const walk = (node: number) => {
			if (seen.has(node)) return;
			for (const child of this.children(node)) walk(child);
			seen.add(node);
		};
		for (const root of roots) walk(root);
		return [...seen];
	}

	/** The variables that a function depends on, in order. */
	support(root: number): number[] {
		const variables = this.nodes(root).map((node) => this.variable(node));
		return [...new Set(variables)].filter((variable) => variable !== LEAF).sort((a, b) => a - b);
	}

	/**
	 * The cheapest choices that lead to a value for which `wanted` holds, at most `limit` of them, earlier variables
	 * first; none when nothing does. `cost` is that of choosing a value. What costs nothing is left out of a choice, and
	 * several choices of the same variables count once.
	 */
	cheapest(root: number, wanted: (value: number) => boolean, limit: number, cost: (value: number) => 0 | 1): Choice[] {
		const costs = new Map<number, number>();
		const costOf = (node: number): number => {
			const known = costs.get(node);
			if (known !== undefined) return known;
			const children = this.children(node);
			let least = Number.POSITIVE_INFINITY;
			if (children.length === 0) least = wanted(this.value(node)) ? 0 : least;
			children.forEach((child, v) => {
				least = Math.min(least, costOf(child) + cost(v));
			});
			costs.set(node, least);
			return least;
		};
		const choices = new Map<number, Choice[]>();
		const choicesOf = (node: number): Choice[] => {
			const known = choices.get(node);
			if (known !== undefined) return known;
			this.spend(1);
			const children = this.children(node);
			const found = new Map<string, Choice>();
			for (const free of [false, true])
				children.forEach((child, v) => {
					const price = cost(v);
					if (found.size >= limit || (price === 0) !== free || costOf(child) + price !== costOf(node)) return;
					for (const rest of choicesOf(child)) {
						const choice = free ? rest : new Map([[this.variable(node), v], ...rest]);
						const key = [...choice.keys()].join();
						if (found.size < limit && !found.has(key)) found.set(key, choice);
					}
				});
			const list = children.length === 0 ? [new Map<number, number>()] : [...found.values()];
			choices.set(node, list);
			return list;
		};
		return costOf(root) < Number.POSITIVE_INFINITY ? choicesOf(root) : [];
	}
}
