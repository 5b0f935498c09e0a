/**
 * What each operator of a condition means: every condition and element as a decision diagram over the items, which gives its
 * value in every world. In a world everything is known: each behaviour happened never, once, or twice and more, and each
 * other item has one of its known options. Presumed soft factors are applied by `Assessor`, because they depend on what is
 * known; `test/support/oracle.ts` reads the same law independently.
 */
import { itemsIn } from "../content/conditions";
import type { Condition, Content, Element, OccasionsCondition } from "../content/schema";
import { Diagrams } from "./diagram";
import { IMPOSSIBLE, MAX_COUNT, NO, OPEN, type Variable, valuesOf, variablesOf, YES } from "./values";

export type ElementDiagrams = { criterion: number; whole: number };

/** The diagrams of the conditions and elements of some content. Items are numbered in order. */
export class Law {
	readonly diagrams = new Diagrams();
	readonly variables: Variable[];
	readonly #numbers: Map<string, number>;
	/** By the item that rules are about: where each of them, and any of them, is violated. */
	readonly rules: { about: string; each: number[]; any: number }[];
	readonly #conditions = new Map<string, number>();

	constructor(content: Content) {
		this.variables = variablesOf(content);
		this.#numbers = new Map(this.variables.map(({ id }, i) => [id, i]));
		const abouts = new Set(content.consistency.map(({ about }) => about));
		this.rules = [...abouts].map((about) => {
			const rules = content.consistency.filter((rule) => rule.about === about);
			return this.diagrams.within(`consistency of "${about}"`, () => {
				const each = rules.map((rule) => this.#violation(rule));
				return { about, each, any: this.diagrams.combineAll(each, Math.max) };
			});
		});
	}

	/** The number of an item. */
	number(item: string): number {
		return this.#numbers.get(item) as number;
	}

	/** Where a rule of consistency is violated: YES, else NO. */
	#violation(rule: { if: Condition; then: Condition }): number {
		return this.diagrams.combine(this.condition(rule.if), this.condition(rule.then), (given, wanted) =>
			given === YES && wanted !== YES ? YES : NO,
		);
	}

	/**
	 * An element: its criterion alone, and with the soft factors that must be met. `consistent` is the same, IMPOSSIBLE in
	 * worlds that break a rule about one of the items in `about`.
	 */
	element({ criterion, soft = [] }: Element): ElementDiagrams & { consistent: ElementDiagrams; about: string[] } {
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
		const items = new Set((criterion ? [criterion, ...strict] : strict).flatMap(itemsIn));
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
		switch (condition.op) {
			case "answer":
				return this.#answer(condition.item, condition.is);
			case "all":
				return this.#extreme(condition.of, Math.min);
			case "any":
				return this.#extreme(condition.of, Math.max);
			case "at-least": {
				const { count, of } = condition;
				const parts = of.map((part) => this.condition(part));
				const sum = (counts: (value: number) => boolean) =>
					diagrams.combineAll(
						parts.map((part) => diagrams.map(part, (value) => Number(counts(value)))),
						(a, b) => Math.min(count, a + b),
					);
				const met = sum((value) => value === YES);
				const notFailed = sum((value) => value !== NO);
				return diagrams.combine(met, notFailed, (met, notFailed) => {
					if (met === count) return YES;
					return notFailed === count ? OPEN : NO;
				});
			}
			case "occasions":
				return this.#occasions(condition);
		}
	}

	#extreme(parts: Condition[], f: (a: number, b: number) => number): number {
		return this.diagrams.combineAll(
			parts.map((part) => this.condition(part)),
			f,
		);
	}

	#answer(item: string, is: string[]): number {
		const { diagrams } = this;
		const { width } = this.variables[this.number(item)] as Variable;
		const values = this.valuesIn(item, is);
		return diagrams.branch(
			this.number(item),
			Array.from({ length: width }, (_, value) => diagrams.leaf(values & (1 << value) ? YES : NO)),
		);
	}

	/** The values of an item that some options stand for, as a bit mask. An option that says nothing stands for none. */
	valuesIn(item: string, is: string[]): number {
		const variable = this.variables[this.number(item)] as Variable;
		return variable.options
			.filter(({ id, unknown }) => is.includes(id) && !unknown)
			.reduce((values, { id }) => values | valuesOf(variable, id), 0);
	}

	/** How often something happened. */
	#times(item: string): number {
		const { diagrams } = this;
		return diagrams.branch(
			this.number(item),
			Array.from({ length: MAX_COUNT + 1 }, (_, count) => diagrams.leaf(count)),
		);
	}

	/** Where the certain items are enough: YES; where they are with those that only may count: OPEN; else NO. */
	#occasions({ atLeast, items, mayCount = [], confirmedBy }: OccasionsCondition): number {
		const { diagrams } = this;
		const certain = items.map((item) => this.#times(item));
		const possible = [...certain];
		for (const { items, unless } of mayCount)
			for (const times of items.map((item) => this.#times(item))) {
				possible.push(times);
				if (unless)
					certain.push(diagrams.combine(times, this.condition(unless), (n, counts) => (counts === YES ? n : 0)));
			}
		const isEnough = (times: number[]) =>
			confirmedBy ? this.#twoOccasions(times, this.condition(confirmedBy)) : this.#total(times, atLeast);
		return diagrams.combine(isEnough(certain), isEnough(possible), (certainly, possibly) => {
			if (certainly === YES) return YES;
			return possibly === YES ? OPEN : NO;
		});
	}

	/** YES where the items add up to so many occasions, 1 or 2. */
	#total(times: number[], atLeast: number): number {
		const { diagrams } = this;
		const total = diagrams.combineAll(times, (a, b) => Math.min(MAX_COUNT, a + b));
		return diagrams.map(total, (sum) => (sum >= atLeast ? YES : NO));
	}

	/**
	 * YES where one item happened twice, or two happened and two occasions are confirmed. Protection from Harassment Act 1997
	 * s.7(3): a course of conduct is conduct on at least two occasions, which need not be of one kind. Two things that
	 * happened once each may be one event that was ticked twice, so the person's own word decides.
	 */
	#twoOccasions(times: number[], confirmed: number): number {
		const { diagrams } = this;
		const TWICE = 3;
		const happened = diagrams.combineAll(
			times.map((count) => diagrams.map(count, (n) => (n === 2 ? TWICE : n))),
			(a, b) => (a === TWICE || b === TWICE ? TWICE : Math.min(2, a + b)),
		);
		return diagrams.combine(happened, confirmed, (items, word) =>
			items === TWICE || (items === 2 && word === YES) ? YES : NO,
		);
	}
}
