/**
 * The compiled table, read for one response at a time. `beliefs` holds the values still possible for each item; `leaves` gives
 * the values that a row can still have, and keeps them until the answers change.
 */
import type { Answers } from "../content/schema";
import type { Compiled, Row } from "./compile";
import {
	allValues,
	IMPOSSIBLE,
	MAX_COUNT,
	NO,
	OPEN,
	usualOrder,
	type Variable,
	valuesOf,
	variablesOf,
	YES,
} from "./values";

/** Sets of leaves, as bit masks. */
export const CAN_FAIL = 1 << NO;
export const CAN_BE_OPEN = 1 << OPEN;
export const CAN_MEET = 1 << YES;
/** The leaves of worlds that can be. */
const POSSIBLE = CAN_FAIL | CAN_BE_OPEN | CAN_MEET;

const LEAVES = 4;

/** Of a leaf: after every item. */
export const NO_ITEM = 0xffff;

export class Table {
	readonly variables: Variable[];
	/** By item: the values that the answers leave possible, as a bit mask. Set by `believe`. */
	readonly beliefs: Uint16Array;
	/** By item: every value. */
	readonly all: Uint16Array;
	/** By row: the leaves that it can reach; 0 until that is worked out. */
	readonly #reached: Uint8Array;
	readonly #items: Uint16Array;
	/** By row: where its children start in `#children`. */
	readonly #starts: Uint32Array;
	readonly #children: Uint32Array;
	readonly #orders: Compiled["orders"];
	readonly #usual: number[][];
	readonly #numbers: Map<string, number>;
	/** By item: its id as JSON, as the first of a list and as a later one. */
	readonly #firstIds: string[];
	readonly #nextIds: string[];
	/** By item: the values that each option leaves possible. */
	readonly #options: Map<string, number>[];
	/** By row: the leaves that it could reach if the answers were others. */
	readonly #supposed: Uint8Array;
	/** By item: whether a row depends on it, in `support`. */
	readonly #found: Uint8Array;

	constructor(compiled: Compiled) {
		this.variables = variablesOf(compiled);
		this.#numbers = new Map(this.variables.map(({ id }, i) => [id, i]));
		this.#firstIds = this.variables.map(({ id }) => `["${id}"`);
		this.#nextIds = this.variables.map(({ id }) => `,"${id}"`);
		this.all = Uint16Array.from(this.variables, allValues);
		this.beliefs = this.all.slice();
		this.#options = this.variables.map(
			(variable) => new Map(variable.options.map(({ id }) => [id, valuesOf(variable, id)])),
		);
		this.#orders = compiled.orders;
		this.#usual = this.variables.map(usualOrder);
		const items = Array(LEAVES).fill(NO_ITEM);
		const starts = Array(LEAVES).fill(0);
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
		this.#found = new Uint8Array(this.variables.length);
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
		if (typeof answer === "number") return 1 << Math.min(MAX_COUNT, answer);
		return this.#options[item]?.get(answer) ?? all;
	}

	/** The values that some answers leave possible, by item. They must have passed `checkResponse`. */
	beliefsOf(answers: Answers): Uint16Array {
		const beliefs = this.all.slice();
		for (const [id, answer] of Object.entries(answers)) {
			const item = this.#numbers.get(id);
			if (item !== undefined) beliefs[item] = this.valuesOf(item, answer);
		}
		return beliefs;
	}

	/** Takes the values that are possible, by item. */
	believe(beliefs: Uint16Array) {
		this.beliefs.set(beliefs);
		this.#reached.fill(0, LEAVES);
	}

	/** Adds the ids of some items, as a list, to JSON. */
	addIds(start: string, items: number[]): string {
		if (items.length === 0) return `${start}[]`;
		let json = start + this.#firstIds[items[0] as number];
		for (let i = 1; i < items.length; i++) json += this.#nextIds[items[i] as number];
		return `${json}]`;
	}

	/** Whether the answer to an item rules anything out. */
	isAnswered(item: number): boolean {
		return this.beliefs[item] !== this.all[item];
	}

	/** The item that a row branches on; NO_ITEM for a leaf. */
	item(row: Row): number {
		return this.#items[row] as number;
	}

	/** The rows to which some values of its item lead from a row. */
	children(row: Row, values: number): Row[] {
		const start = this.#starts[row] as number;
		const { width } = this.variables[this.item(row)] as Variable;
		return [...this.#children.subarray(start, start + width)].filter((_, value) => values & (1 << value));
	}

	/** Every item that a row branches on, itself or below, in order: also one that only tells which worlds can be. */
	itemsOf(row: Row): number[] {
		const rows = new Set([row]);
		const items = new Set<number>();
		for (const row of rows) {
			if (this.item(row) === NO_ITEM) continue;
			items.add(this.item(row));
			for (const child of this.children(row, this.all[this.item(row)] as number)) rows.add(child);
		}
		return [...items].sort((a, b) => a - b);
	}

	/**
	 * The leaves that a row can reach, those of worlds that cannot be left out: none when the answers contradict each
	 * other.
	 */
	leaves(row: Row): number {
		return this.#reach(row, this.beliefs, this.#reached) & POSSIBLE;
	}

	/** The same if each item could have the values of `beliefs`. */
	leavesIf(row: Row, beliefs: Uint16Array): number {
		return this.#reach(row, beliefs, this.#supposed.fill(0, LEAVES)) & POSSIBLE;
	}

	#reach(row: Row, beliefs: Uint16Array, reached: Uint8Array): number {
		const known = reached[row] as number;
		if (known !== 0) return known;
		let leaves = 0;
		let at = this.#starts[row] as number;
		for (let belief = beliefs[this.#items[row] as number] as number; belief !== 0; at++, belief >>= 1)
			if (belief & 1) {
				const child = this.#children[at] as number;
				leaves |= reached[child] || this.#reach(child, beliefs, reached);
			}
		reached[row] = leaves;
		return leaves;
	}

	/**
	 * The items on which a row still depends where each can have the values of `beliefs`, in order. What is so in every
	 * world that can be depends on nothing.
	 */
	support(row: Row, beliefs: Uint16Array): number[] {
		const reached = this.#supposed;
		if (beliefs === this.beliefs) reached.set(this.#reached);
		else reached.fill(0, LEAVES);
		this.#reach(row, beliefs, reached);
		const found = this.#found.fill(0);
		this.#depends(row, beliefs, reached);
		const items: number[] = [];
		for (let item = 0; item < found.length; item++) if (found[item]) items.push(item);
		return items;
	}

	/** Marks the items on which a row depends. The row is then settled in `reached`, so that it is visited once. */
	#depends(row: Row, beliefs: Uint16Array, reached: Uint8Array) {
		if (isSettled(reached[row] as number)) return;
		reached[row] = CAN_MEET;
		const item = this.#items[row] as number;
		let only = -1;
		let at = this.#starts[row] as number;
		for (let belief = beliefs[item] as number; belief !== 0; at++, belief >>= 1) {
			const child = this.#children[at] as number;
			if ((belief & 1) === 0 || reached[child] === 1 << IMPOSSIBLE) continue;
			if (only !== -1 && child !== only) this.#found[item] = 1;
			only = child;
			this.#depends(child, beliefs, reached);
		}
	}

	/** The values of an item from the one that weakens a row most to the one that strengthens it most. */
	order(row: Row, item: number): number[] {
		return this.#orders[row]?.[item] ?? (this.#usual[item] as number[]);
	}
}

/** The number of the result that a set of leaves stands for. No leaves at all, a contradiction, is unclear. */
export function resultOf(leaves: number): number {
	if (leaves === CAN_MEET) return YES;
	return leaves === CAN_FAIL ? NO : OPEN;
}

/** Whether a presumed soft factor that can reach these leaves is ruled out. */
export function isRuledOut(leaves: number): boolean {
	return leaves !== 0 && (leaves & CAN_MEET) === 0;
}

/** The number of the result of an element, once something presumed of it may be ruled out. */
export function softened(level: number, isSoftened: boolean): number {
	return level === YES && isSoftened ? OPEN : level;
}

/** Whether a row has the same value in every world that can be. */
function isSettled(leaves: number): boolean {
	const possible = leaves & POSSIBLE;
	return (possible & (possible - 1)) === 0;
}
