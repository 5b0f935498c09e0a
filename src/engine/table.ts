/**
 * The compiled table, read for one response at a time. The answers leave a set of values possible for every item; one pass
 * over the rows, children before parents, gives the set of leaves that each row can still reach.
 */
import type { Answers } from "../content/schema";
import type { Compiled, Row } from "./compile";
import { allValues, IMPOSSIBLE, NO, OPEN, usualOrder, type Variable, valuesOf, variablesOf, YES } from "./values";

/** Sets of leaves, as bit masks. */
export const CAN_FAIL = 1 << NO;
export const CAN_BE_OPEN = 1 << OPEN;
export const CAN_MEET = 1 << YES;
/** The leaves of worlds that can be. */
const POSSIBLE = CAN_FAIL | CAN_BE_OPEN | CAN_MEET;

const LEAVES = 4;

export class Table {
	readonly variables: Variable[];
	/** By item: the values that the answers leave possible, as a bit mask. Set it, then call `evaluate`. */
	readonly beliefs: Uint16Array;
	/** By item: every value. */
	readonly all: Uint16Array;
	/** By row: the leaves that it can reach. */
	readonly #reached: Uint8Array;
	readonly #items: Uint16Array;
	/** By row: where its children start in `#children`. */
	readonly #starts: Uint32Array;
	readonly #children: Uint32Array;
	readonly #orders: Compiled["orders"];
	readonly #usual: number[][];
	readonly #reversed = new Map<number[], number[]>();
	readonly #numbers: Map<string, number>;
	/** By item: the values that each option leaves possible. */
	readonly #options: Map<string, number>[];
	/** By row: the leaves that it could reach if the answers were others, in `support`. */
	readonly #supposed: Uint8Array;
	/** By row, and by item: the round of `support` that saw it last. */
	readonly #seen: Uint32Array;
	readonly #found: Uint32Array;
	#round = 0;
	readonly #rowsBelow = new Map<Row, Uint32Array>();

	constructor(compiled: Compiled) {
		this.variables = variablesOf(compiled);
		this.#numbers = new Map(this.variables.map(({ id }, i) => [id, i]));
		this.all = Uint16Array.from(this.variables, allValues);
		this.beliefs = this.all.slice();
		this.#options = this.variables.map(
			(variable) => new Map(variable.options.map(({ id }) => [id, valuesOf(variable, id)])),
		);
		this.#orders = compiled.orders;
		this.#usual = this.variables.map(usualOrder);
		const items = [0, 0, 0, 0];
		const starts = [0, 0, 0, 0];
		const children: number[] = [];
		const { table } = compiled;
		for (let at = 0; at < table.length; ) {
			const item = table[at] as number;
			const { width } = this.variables[item] as Variable;
			items.push(item);
			starts.push(children.length);
			for (let v = 1; v <= width; v++) children.push(table[at + v] as number);
			at += width + 1;
		}
		this.#items = Uint16Array.from(items);
		this.#starts = Uint32Array.from(starts);
		this.#children = Uint32Array.from(children);
		this.#seen = new Uint32Array(items.length);
		this.#found = new Uint32Array(this.variables.length);
		this.#reached = new Uint8Array(items.length);
		for (let leaf = 0; leaf < LEAVES; leaf++) this.#reached[leaf] = 1 << leaf;
		this.#supposed = this.#reached.slice();
	}

	/** The number of an item. */
	number(item: string): number | undefined {
		return this.#numbers.get(item);
	}

	/** The values that an answer to an item leaves possible, as a bit mask. */
	valuesOf(item: number, answer: string | number | null | undefined): number {
		const all = this.all[item] as number;
		if (answer == null) return all;
		if (typeof answer === "number") return 1 << Math.min(2, answer);
		return this.#options[item]?.get(answer) ?? all;
	}

	/** Sets the beliefs to what some answers leave possible. They must have passed `checkResponse`. */
	believe(answers: Answers) {
		this.beliefs.set(this.all);
		for (const [id, answer] of Object.entries(answers)) {
			const item = this.#numbers.get(id);
			if (item !== undefined) this.beliefs[item] = this.valuesOf(item, answer);
		}
	}

	/** The rows that some rows rest on, and those themselves, children before parents. */
	rowsBelow(...roots: Row[]): Uint32Array {
		const seen = new Set<Row>();
		const walk = (row: Row) => {
			if (row < LEAVES || seen.has(row)) return;
			seen.add(row);
			for (let v = 0; v < this.#width(row); v++) walk(this.child(row, v));
		};
		for (const root of roots) walk(root);
		return Uint32Array.from(seen).sort();
	}

	#width(row: Row): number {
		return (this.variables[this.item(row)] as Variable).width;
	}

	/** The item that a row branches on; undefined for a leaf. */
	item(row: Row): number {
		return this.#items[row] as number;
	}

	isLeaf(row: Row): boolean {
		return row < LEAVES;
	}

	child(row: Row, value: number): Row {
		return this.#children[(this.#starts[row] as number) + value] as number;
	}

	/** Works out what some rows can reach, given the beliefs. `rows` must hold all that they rest on, children first. */
	evaluate(rows: Uint32Array) {
		this.#evaluate(rows, this.beliefs, this.#reached);
	}

	#evaluate(rows: Uint32Array, beliefs: Uint16Array, reached: Uint8Array) {
		const children = this.#children;
		for (let i = 0; i < rows.length; i++) {
			const row = rows[i] as number;
			let belief = beliefs[this.#items[row] as number] as number;
			let leaves = 0;
			for (let at = this.#starts[row] as number; belief !== 0; at++) {
				if (belief & 1) leaves |= reached[children[at] as number] as number;
				belief >>= 1;
			}
			reached[row] = leaves;
		}
	}

	/** Works out one row, given the beliefs. */
	evaluateRow(row: Row): number {
		this.evaluate(this.#below(row));
		return this.leaves(row);
	}

	#below(row: Row): Uint32Array {
		const known = this.#rowsBelow.get(row);
		if (known) return known;
		const below = this.rowsBelow(row);
		this.#rowsBelow.set(row, below);
		return below;
	}

	/**
	 * The leaves that a row reached when it was last evaluated, those of worlds that cannot be left out: none when the
	 * answers contradict each other.
	 */
	leaves(row: Row): number {
		return (this.#reached[row] as number) & POSSIBLE;
	}

	/**
	 * The items on which a row still depends where each can have the values of `beliefs`, in order. What is so in every
	 * world that can be depends on nothing.
	 */
	support(row: Row, beliefs: Uint16Array): number[] {
		const below = this.#below(row);
		const reached = this.#supposed;
		this.#evaluate(below, beliefs, reached);
		const { length } = below;
		const found: number[] = [];
		const round = ++this.#round;
		const seen = this.#seen;
		const starts = this.#starts;
		const children = this.#children;
		seen[row] = round;
		// Parents before children: a row is looked at only when something above it depends on it.
		for (let i = length - 1; i >= 0; i--) {
			const at = below[i] as number;
			if (seen[at] !== round || isSettled(reached[at] as number)) continue;
			const item = this.#items[at] as number;
			let only = -1;
			let differ = false;
			let belief = beliefs[item] as number;
			for (let kid = starts[at] as number; belief !== 0; kid++, belief >>= 1) {
				const child = children[kid] as number;
				if ((belief & 1) === 0 || reached[child] === 1 << IMPOSSIBLE) continue;
				seen[child] = round;
				if (only !== -1 && child !== only) differ = true;
				only = child;
			}
			if (differ && this.#found[item] !== round) {
				this.#found[item] = round;
				found.push(item);
			}
		}
		return found.sort((a, b) => a - b);
	}

	/**
	 * The values of an item from the one that weakens a row most to the one that strengthens it most, or `falling` the
	 * other way round.
	 */
	order(row: Row, item: number, falling: boolean): number[] {
		const order = this.#orders[row]?.[item] ?? (this.#usual[item] as number[]);
		const reversed = falling ? this.#reversed.get(order) : order;
		if (reversed) return reversed;
		const made = order.toReversed();
		this.#reversed.set(order, made);
		return made;
	}
}

/** Whether a row has the same value in every world that can be. */
function isSettled(leaves: number): boolean {
	const possible = leaves & POSSIBLE;
	return (possible & (possible - 1)) === 0;
}
