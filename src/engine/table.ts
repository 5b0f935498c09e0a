/**
 * The compiled table, read for one response at a time. `beliefs` holds the values still possible for each item; `leaves` gives
 * the values that a row can still have, and keeps them until the answers change.
 */
import type { Answers } from "../content/schema";
import type { Compiled, Row } from "./compile";
import {
	allValues,
	IMPOSSIBLE,
	LEAVES,
	MAX_COUNT,
	NO,
	NO_ITEM,
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

export class Table {
	readonly variables: Variable[];
	/** By item: the values that the answers leave possible, as a bit mask. Set by `believe`. */
	readonly beliefs: Uint16Array;
	/** By item: every value. */
	readonly all: Uint16Array;
	readonly #table: Uint32Array;
	/** By row: the leaves that it can reach; 0 until that is worked out. */
	readonly #reached: Uint8Array;
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
	/** In `support`, by row: whether it was visited; and by item: whether the row depends on it. */
	readonly #visited: Uint8Array;
	readonly #found: Uint8Array;

	constructor(compiled: Compiled) {
		this.variables = variablesOf(compiled);
		this.#numbers = new Map(this.variables.map(({ id }, i) => [id, i]));
		this.#firstIds = this.variables.map(({ id }) => flat(`["${id}"`));
		this.#nextIds = this.variables.map(({ id }) => flat(`,"${id}"`));
		this.all = Uint16Array.from(this.variables, allValues);
		this.beliefs = this.all.slice();
		this.#options = this.variables.map(
			(variable) => new Map(variable.options.map(({ id }) => [id, valuesOf(variable, id)])),
		);
		this.#orders = compiled.orders;
		this.#usual = this.variables.map(usualOrder);
		this.#table = new Uint32Array(compiled.table);
		this.#found = new Uint8Array(this.variables.length);
		this.#visited = new Uint8Array(this.#table.length);
		this.#reached = new Uint8Array(this.#table.length);
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
		return this.#table[row] as number;
	}

	/** The rows to which some values of its item lead from a row. */
	children(row: Row, values: number): Row[] {
		const { width } = this.variables[this.item(row)] as Variable;
		return [...this.#table.subarray(row + 1, row + 1 + width)].filter((_, value) => values & (1 << value));
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
		let at = row + 1;
		for (let belief = beliefs[this.item(row)] as number; belief !== 0; at++, belief >>= 1)
			if (belief & 1) {
				const child = this.#table[at] as number;
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
		const reached = beliefs === this.beliefs ? this.#reached : this.#supposed.fill(0, LEAVES);
		this.#reach(row, beliefs, reached);
		this.#visited.fill(0);
		const found = this.#found.fill(0);
		this.#depends(row, beliefs, reached);
		const items: number[] = [];
		for (let item = 0; item < found.length; item++) if (found[item]) items.push(item);
		return items;
	}

	/** Marks the items on which a row depends. Of `reached`, only rows that can be reached are worked out. */
	#depends(row: Row, beliefs: Uint16Array, reached: Uint8Array) {
		if (this.#visited[row] || isSettled(reached[row] as number)) return;
		this.#visited[row] = 1;
		const item = this.item(row);
		let only = -1;
		let at = row + 1;
		for (let belief = beliefs[item] as number; belief !== 0; at++, belief >>= 1) {
			const child = this.#table[at] as number;
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

/** The same text in one piece: V8 keeps text that was added to as its parts. Without this, a batch takes 6 % longer. */
export function flat(text: string): string {
	text.charCodeAt(0);
	return text;
}
