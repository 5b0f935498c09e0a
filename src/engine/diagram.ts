/**
 * Functions of several small variables as reduced, ordered, multi-valued decision diagrams, after Bryant, "Graph-Based
 * Algorithms for Boolean Function Manipulation" (1986). Nodes are shared: two functions are equal exactly when their
 * node numbers are. A leaf holds a small whole number, and what it means is up to the caller.
 */

import { StalkCheckError } from "../platform/errors";

/** The most steps that weighing one part of the content may take, about a second. Built-in parts take some thousands. */
const MAX_STEPS = 500_000;

/** The variable of a leaf: after every other. */
const LEAF = Number.MAX_SAFE_INTEGER;

/** A choice of a value for some variables. */
export type Choice = ReadonlyMap<number, number>;

class TooManySteps extends Error {}

/** A leaf has no children; `value` is -1 in every other node. */
type Node = { variable: number; children: readonly number[]; value: number };

/** A growing set of shared nodes over the variables 0, 1, 2 … */
export class Diagrams {
	readonly #nodes: Node[] = [];
	readonly #numbers = new Map<string | number, number>();
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
		return this.#number(value, { variable: LEAF, children: [], value });
	}

	/** The function that is `children[v]` where `variable` is `v`. Children may depend on later variables only. */
	branch(variable: number, children: readonly number[]): number {
		const [first] = children as [number];
		if (children.every((child) => child === first)) return first;
		return this.#number(`${variable}:${children.join()}`, { variable, children, value: -1 });
	}

	#number(key: string | number, node: Node): number {
		const known = this.#numbers.get(key);
		if (known !== undefined) return known;
		this.#numbers.set(key, this.#nodes.length);
		return this.#nodes.push(node) - 1;
	}

	/** The variable that a node branches on; larger than any other for a leaf. */
	variable(node: number): number {
		return (this.#nodes[node] as Node).variable;
	}

	/** The children of a node by value; none for a leaf. */
	children(node: number): readonly number[] {
		return (this.#nodes[node] as Node).children;
	}

	/** The value of a leaf, or -1. */
	value(node: number): number {
		return (this.#nodes[node] as Node).value;
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

	/** Every node of a function, each once, children before parents. */
	nodes(root: number): number[] {
		const seen = new Set<number>();
		const walk = (node: number) => {
			if (seen.has(node)) return;
			for (const child of this.children(node)) walk(child);
			seen.add(node);
		};
		walk(root);
		return [...seen];
	}

	/** The variables that a function depends on, in order. */
	support(root: number): number[] {
		const variables = this.nodes(root).map((node) => this.variable(node));
		return [...new Set(variables)].filter((variable) => variable !== LEAF).sort((a, b) => a - b);
	}

	/** How many choices of a value for every variable lead to each value of a function, when there are `total` in all. */
	tally(root: number, total: bigint): Map<number, bigint> {
		const reaching = new Map([[root, total]]);
		const tallied = new Map<number, bigint>();
		for (const node of this.nodes(root).reverse()) {
			const choices = reaching.get(node) as bigint;
			const children = this.children(node);
			if (children.length === 0) tallied.set(this.value(node), choices);
			for (const child of children)
				reaching.set(child, (reaching.get(child) ?? 0n) + choices / BigInt(children.length));
		}
		return tallied;
	}

	/**
	 * The cheapest choices that lead to a value for which `wanted` holds, at most `limit` of them, earlier variables
	 * first; none when nothing does. `cost` is that of choosing a value. What costs nothing is left out of a choice, and
	 * several choices of the same variables count once.
	 */
	cheapest(root: number, wanted: (value: number) => boolean, limit: number, cost: (value: number) => 0 | 1): Choice[] {
		type Found = { price: number; choices: Choice[] };
		const memo = new Map<number, Found>();
		const cheapestAt = (node: number): Found => {
			const known = memo.get(node);
			if (known) return known;
			this.spend(1);
			const found = this.children(node).length > 0 ? cheapestBelow(node) : atLeaf(this.value(node));
			memo.set(node, found);
			return found;
		};
		const atLeaf = (value: number): Found =>
			wanted(value) ? { price: 0, choices: [new Map()] } : { price: Number.POSITIVE_INFINITY, choices: [] };
		const cheapestBelow = (node: number): Found => {
			const ways = this.children(node).map((child, value) => {
				const { price, choices } = cheapestAt(child);
				return { value, isFree: cost(value) === 0, price: price + cost(value), choices };
			});
			const least = Math.min(...ways.map(({ price }) => price));
			const found = new Map<string, Choice>();
			for (const { value, isFree, price, choices } of ways.sort((a, b) => Number(a.isFree) - Number(b.isFree)))
				for (const rest of price === least ? choices : []) {
					const choice = isFree ? rest : new Map([[this.variable(node), value], ...rest]);
					const key = [...choice.keys()].join();
					if (found.size < limit && !found.has(key)) found.set(key, choice);
				}
			return { price: least, choices: [...found.values()] };
		};
		return cheapestAt(root).choices;
	}
}
