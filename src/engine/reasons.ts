/** Why elements and definitions have their results: the answers behind them, those missing, and those that contradict each other. */

import type { CompiledDefinition, CompiledElement, CompiledRoute, Row } from "./compile";
import type { ElementState, Evaluator } from "./evaluator";
import { CAN_BE_OPEN, CAN_MEET, isRuledOut } from "./table";
import { NO, OPEN, YES } from "./values";

/** What was found of one element. */
export type Finding = {
	/** The numbers of items. */
	because: number[];
	unknown: number[];
	/** Texts of what softens it. */
	softenedBy: string[];
};

/** What leaves definitions unclear, as numbers of items. */
export type Uncertainty = {
	/** Those that could still settle one. */
	missing: number[];
	/** Those whose answers cannot be true together. */
	contradiction: number[];
	/** Those whose answers leave it to a court, or to how a text is read. */
	court: number[];
};

/** The items that a row depends on. */
type Dependence = {
	items: number[];
	/** By item: the value that strengthens the row most, and the one that weakens it most, as bits. */
	strongest: number[];
	weakest: number[];
};

const NO_ITEMS: number[] = [];

/** Reads reasons for the answers that an evaluator was told last. */
export class Reasons {
	readonly #evaluator: Evaluator;
	/** By row. */
	readonly #dependences = new Map<Row, Dependence>();

	/** Every item of an element and of the rules. Gathered once: it takes a fifth of the time of a batch. */
	readonly #withRules = new Map<CompiledElement, number[]>();

	/** By item, in `#isBrokenBy`: the values that a part of the answers leaves possible. */
	readonly #supposed: Uint16Array;

	/** By item, in `#union`: whether one of the lists has it. */
	readonly #among: Uint8Array;

	constructor(evaluator: Evaluator) {
		this.#evaluator = evaluator;
		this.#among = new Uint8Array(evaluator.table.variables.length);
		this.#supposed = evaluator.table.all.slice();
	}

	/** What was found of the element with this number. `contradictions` are those of all answers. */
	finding(number: number, contradictions: number[][]): Finding {
		const { compiled, table } = this.#evaluator;
		const element = compiled.elements[number] as CompiledElement;
		const state = this.#evaluator.state(number);
		if (state.leaves === 0) return { because: this.#union([[], ...contradictions]), unknown: [], softenedBy: [] };
		if (state.level !== OPEN) return { because: this.#settledBy(element, state), unknown: [], softenedBy: [] };
		const softening = this.#softening(element, state);
		const soft = [...softening, ...this.#ruledOut(element)].map(({ row }) => row);
		const rows = [element.criterion ?? element.whole, ...soft];
		return {
			because: this.#union(rows.map((row) => this.#because(row, this.#evaluator.level(row)))),
			unknown: table.support(element.whole, table.beliefs),
			softenedBy: softening.map(({ text }) => text),
		};
	}

	/**
	 * The items that could still settle an unclear definition: those open in a route that can yet be met, and, when every
	 * route can yet fail, those open in each. Empty when it hangs on more than answers.
	 */
	wouldSettle(definition: CompiledDefinition, unknown: (element: number) => number[]): number[] {
		return this.#union(this.#unsettled(this.#openRoutes(definition), unknown));
	}

	/** The same as lists, from the routes that are open. */
	#unsettled(open: CompiledRoute[], unknown: (element: number) => number[]): number[][] {
		const state = (element: number) => this.#evaluator.state(element);
		const canFail = open.every(({ elements }) => elements.some((element) => state(element).canFail));
		const lists: number[][] = [];
		for (const { elements, atMost } of open) {
			const canMeet = !atMost && elements.every((element) => state(element).canMeet);
			for (const element of elements) if (canMeet || (canFail && state(element).canFail)) lists.push(unknown(element));
		}
		return lists;
	}

	/** Lists of items whose answers cannot be true together, each with the item that the broken rule is about first. */
	contradictions(): number[][] {
		const { compiled, table } = this.#evaluator;
		return compiled.brokenRules.flatMap(({ about, any, rules }) => {
			if (!table.isAnswered(about) || this.#evaluator.level(any) !== YES) return [];
			const broken = rules.filter((rule) => this.#evaluator.level(rule) === YES);
			return (broken.length > 0 ? broken : [any]).map((row) => this.#fewest(row, about));
		});
	}

	/** What leaves unclear definitions unclear. It finds no more of each element than that takes: half the time of a batch. */
	uncertainty(definitions: CompiledDefinition[]): Uncertainty {
		const { compiled, table } = this.#evaluator;
		const unknown: number[][] = [];
		const unknownOf = (number: number): number[] => {
			unknown[number] ??= this.#isOpen(number)
				? table.support((compiled.elements[number] as CompiledElement).whole, table.beliefs)
				: NO_ITEMS;
			return unknown[number];
		};
		const missing: number[][] = [NO_ITEMS];
		const court: number[][] = [NO_ITEMS];
		for (const definition of definitions) {
			const open = this.#openRoutes(definition);
			const lists = this.#unsettled(open, unknownOf);
			missing.push(...lists);
			let isExplained = lists.some(({ length }) => length > 0);
			for (const { elements } of open)
				for (const number of elements) {
					const rows = this.#softRows(number);
					for (const row of rows) court.push(this.#because(row, this.#evaluator.level(row)));
					isExplained ||= rows.length > 0 || this.#evaluator.state(number).leaves === 0;
				}
			// What is left is a route that is unclear at most, whatever is answered.
			if (!isExplained)
				for (const { elements } of open) for (const number of elements) court.push(this.finding(number, []).because);
		}
		return {
			missing: this.#union(missing),
			contradiction: this.#union([NO_ITEMS, ...this.contradictions()]),
			court: this.#union(court),
		};
	}

	/** Whether the answers leave an element unclear, and do not contradict each other. */
	#isOpen(number: number): boolean {
		const { level, leaves } = this.#evaluator.state(number);
		return level === OPEN && leaves !== 0;
	}

	/** What softens an element that the answers leave unclear, or is presumed of it and ruled out. */
	#softRows(number: number): Row[] {
		const element = this.#evaluator.compiled.elements[number] as CompiledElement;
		if (element.soft.length + element.mayCount.length === 0 || !this.#isOpen(number)) return NO_ITEMS;
		const softening = this.#softening(element, this.#evaluator.state(number));
		return [...softening, ...this.#ruledOut(element)].map(({ row }) => row);
	}

	#openRoutes({ routes }: CompiledDefinition): CompiledRoute[] {
		return routes.filter((route) => this.#evaluator.routeLevel(route) === OPEN);
	}

	/** What softens an unclear element. */
	#softening({ soft, mayCount }: CompiledElement, { rows, leaves }: ElementState): { row: Row; text: string }[] {
		const { table } = this.#evaluator;
		if (rows.criterion !== undefined && this.#evaluator.level(rows.criterion) !== YES) {
			// Items that happened and that only a court can accept as an occasion.
			return (leaves & CAN_BE_OPEN) === 0 ? [] : mayCount.filter(({ row }) => this.#evaluator.level(row) === YES);
		}
		return soft.filter(({ presumed, row }) => {
			const leaves = table.leaves(row);
			return presumed ? isRuledOut(leaves) : leaves !== CAN_MEET;
		});
	}

	/** What is presumed of an element and ruled out. */
	#ruledOut({ soft }: CompiledElement) {
		return soft.filter(({ presumed, row }) => presumed && isRuledOut(this.#evaluator.table.leaves(row)));
	}

	#settledBy(element: CompiledElement, { level }: ElementState): number[] {
		const { whole, consistent, about } = element;
		if (this.#evaluator.level(whole) === level) return this.#because(whole, level);
		// Only together with the rules do the answers settle it: all of them are needed.
		const { table } = this.#evaluator;
		const items = this.#withRules.get(element) ?? this.#union([about, table.itemsOf(consistent.whole)]);
		this.#withRules.set(element, items);
		return items.filter((item) => table.isAnswered(item));
	}

	/**
	 * The items whose answers led to a result of a row: for not met those that rule out what would strengthen it most, else
	 * those that rule out what would weaken it most.
	 */
	#because(row: Row, level: number): number[] {
		const { beliefs } = this.#evaluator.table;
		const { items, strongest, weakest } = this.#dependence(row);
		const against = level === NO ? strongest : weakest;
		return items.filter((item, i) => ((beliefs[item] as number) & (against[i] as number)) === 0);
	}

	#dependence(row: Row): Dependence {
		const known = this.#dependences.get(row);
		if (known) return known;
		const { table } = this.#evaluator;
		const items = table.support(row, table.all);
		const orders = items.map((item) => table.order(row, item));
		const strongest = orders.map((order) => 1 << (order.at(-1) as number));
		const dependence = { items, strongest, weakest: orders.map(([first]) => 1 << (first as number)) };
		this.#dependences.set(row, dependence);
		return dependence;
	}

	/** As few answers as break a rule about one of them, that first: found by forgetting one after another. */
	#fewest(row: Row, about: number): number[] {
		const { table } = this.#evaluator;
		const others = this.#dependence(row).items.filter((item) => item !== about && table.isAnswered(item));
		return others.reduce(
			(kept, item) => {
				const fewer = kept.filter((it) => it !== item);
				return this.#isBrokenBy(row, fewer) ? fewer : kept;
			},
			[about, ...others],
		);
	}

	/** Whether the answers to some items are enough to break a rule. */
	#isBrokenBy(row: Row, items: number[]): boolean {
		const { table } = this.#evaluator;
		const supposed = this.#supposed;
		supposed.set(table.all);
		for (const item of items) supposed[item] = table.beliefs[item] as number;
		return table.leavesIf(row, supposed) === CAN_MEET;
	}

	/** Each item of some lists in order once, in order. */
	#union(lists: number[][]): number[] {
		if (lists.length === 1) return lists[0] as number[];
		const among = this.#among.fill(0);
		for (const items of lists) for (const item of items) among[item] = 1;
		const union: number[] = [];
		for (let item = 0; item < among.length; item++) if (among[item]) union.push(item);
		return union;
	}
}
