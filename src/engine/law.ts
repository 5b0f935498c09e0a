/**
 * What each operator of a condition means: every condition and element as a decision diagram over the items, which gives its
 * value in every world. In a world everything is known: each behaviour happened never, once, or twice and more, and each
 * other item has one of its known options. Presumed soft factors are applied by `Evaluator`, because they depend on what is
 * known; `test/support/oracle.ts` reads the same law independently.
 */
import { itemsIn } from "../content/conditions";
import type { Condition, Content, Element, OccasionsCondition } from "../content/schema";
import { Diagrams } from "./diagram";
import { IMPOSSIBLE, MAX_COUNT, NO, OPEN, type Variable, valuesOf, variablesOf, YES } from "./values";

/** One thing that happened twice. Two that happened once each may be one event, so the person's own word decides. */
const TWICE = 3;

export type ElementDiagrams = { criterion: number; whole: number };

/** The diagrams of the conditions and elements of some content. Items are numbered in order. */
export class Law {
	readonly diagrams = new Diagrams();
	readonly variables: Variable[];
	readonly #numbers: Map<string, number>;
	/** By the item that rules of consistency are about: where each of them, and any of them, is broken: YES, else NO. */
	readonly rules: { about: number; each: number[]; any: number }[];
	readonly #conditions = new Map<string, number>();

	constructor(content: Content) {
		this.variables = variablesOf(content);
		this.#numbers = new Map(this.variables.map(({ id }, i) => [id, i]));
		const abouts = new Set(content.consistency.map(({ about }) => about));
		this.rules = [...abouts].map((about) => {
			const rules = content.consistency.filter((rule) => rule.about === about);
			return this.diagrams.within(`consistency of "${about}"`, () => {
				const each = rules.map((rule) =>
					this.diagrams.combine(this.condition(rule.if), this.condition(rule.then), (given, wanted) =>
						given === YES && wanted !== YES ? YES : NO,
					),
				);
				return { about: this.number(about), each, any: this.diagrams.combineAll(each, Math.max) };
			});
		});
	}

	/** The number of an item. */
	number(item: string): number {
		return this.#numbers.get(item) as number;
	}

	/**
	 * An element: its criterion alone, and with the soft factors that must be met. `consistent` is the same, IMPOSSIBLE in
	 * worlds that break a rule about one of the items in `about`.
	 */
	element({ criterion, soft = [] }: Element): ElementDiagrams & { consistent: ElementDiagrams; about: number[] } {
		const { diagrams } = this;
		const strict = soft.filter(({ softensWhen }) => softensWhen === "not-met-or-unclear").map((it) => it.criterion);
		const bare = criterion ? this.condition(criterion) : diagrams.leaf(YES);
		const whole = strict.reduce(
			(softened, factor) =>
				diagrams.combine(softened, this.condition(factor), (value, holds) =>
					value === YES && holds !== YES ? OPEN : value,
				),
			bare,
		);
		const items = new Set([criterion, ...strict].flatMap(itemsIn).map((item) => this.number(item)));
		const rules = this.rules.filter(({ about }) => items.has(about));
		const possible = (diagram: number) =>
			rules.reduce(
				(left, { any }) => diagrams.combine(left, any, (value, violated) => (violated === YES ? IMPOSSIBLE : value)),
				diagram,
			);
		return {
			criterion: bare,
			whole,
			consistent: { criterion: possible(bare), whole: possible(whole) },
			about: rules.map(({ about }) => about),
		};
	}

	/** A condition by itself. */
	condition(condition: Condition): number {
		const key = JSON.stringify(condition);
		const known = this.#conditions.get(key);
		if (known !== undefined) return known;
		const diagram = this.#compile(condition);
		this.#conditions.set(key, diagram);
		return diagram;
	}

	#compile(condition: Condition): number {
		const { diagrams } = this;
		if (condition.op === "answer") {
			const values = this.valuesIn(condition.item, condition.is);
			return this.#item(condition.item, (value) => (values & (1 << value) ? YES : NO));
		}
		if (condition.op === "occasions") return this.#occasions(condition);
		const parts = condition.of.map((part) => this.condition(part));
		if (condition.op !== "at-least") return diagrams.combineAll(parts, condition.op === "all" ? Math.min : Math.max);
		const { count } = condition;
		const enough = (level: number) => {
			const ones = parts.map((part) => diagrams.map(part, (value) => (value >= level ? 1 : 0)));
			const sum = diagrams.combineAll(ones, (a, b) => Math.min(count, a + b));
			return diagrams.map(sum, (sum) => (sum === count ? level : NO));
		};
		return diagrams.combine(enough(YES), enough(OPEN), Math.max);
	}

	/** What each value of an item comes to. */
	#item(id: string, f: (value: number) => number): number {
		const item = this.number(id);
		const { width } = this.variables[item] as Variable;
		return this.diagrams.branch(
			item,
			Array.from({ length: width }, (_, value) => this.diagrams.leaf(f(value))),
		);
	}

	/** The values of an item that some options stand for, as a bit mask. An option that says nothing stands for none. */
	valuesIn(item: string, is: string[]): number {
		const variable = this.variables[this.number(item)] as Variable;
		return variable.options
			.filter(({ id, unknown }) => is.includes(id) && !unknown)
			.reduce((values, { id }) => values | valuesOf(variable, id), 0);
	}

	/** Where the certain items are enough: YES; where they are with those that only may count: OPEN; else NO. */
	#occasions({ atLeast, items, mayCount = [], confirmedBy }: OccasionsCondition): number {
		const { diagrams } = this;
		const times = (item: string) => this.#item(item, (count) => (count === MAX_COUNT ? TWICE : count));
		const certain = items.map(times);
		const possible = items.map(times);
		for (const { items, unless } of mayCount)
			for (const count of items.map(times)) {
				possible.push(count);
				if (unless)
					certain.push(diagrams.combine(count, this.condition(unless), (n, counts) => (counts === YES ? n : 0)));
			}
		const enough = (counts: number[], level: number) => {
			const total = diagrams.combineAll(counts, (a, b) => Math.max(a, b, Math.min(2, a + b)));
			if (!confirmedBy) return diagrams.map(total, (sum) => (sum >= atLeast ? level : NO));
			return diagrams.combine(total, this.condition(confirmedBy), (sum, word) =>
				sum === TWICE || (sum === 2 && word === YES) ? level : NO,
			);
		};
		return diagrams.combine(enough(certain, YES), enough(possible, OPEN), Math.max);
	}
}
