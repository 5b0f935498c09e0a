/**
 * What conditions and elements mean: each as a decision diagram over the items, which gives its value in every world. In a
 * world everything is known: each behaviour happened never, once, or twice and more, and each other item has one of its
 * known options. This is the only place where the rules of conditions stand.
 */
import { itemsIn } from "../content/conditions";
import type { Condition, Content, Element, OccasionsCondition } from "../content/schema";
import { Diagrams } from "./diagram";
import { IMPOSSIBLE, NO, OPEN, type Variable, valuesOf, variablesOf, YES } from "./values";

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
			const each = content.consistency.filter((rule) => rule.about === about).map((rule) => this.#violation(rule));
			const any = each.reduce((a, b) => this.diagrams.combine(a, b, Math.max));
			return { about, each, any };
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
	 * An element: its criterion alone, and with the soft factors that must be met. `ruled` is the same, IMPOSSIBLE in worlds
	 * that rules exclude: for answers to all items that its rules are `about`.
	 */
	element({ criterion, soft = [] }: Element): ElementDiagrams & { ruled: ElementDiagrams; about: string[] } {
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
			ruled: { criterion: possible(bare), whole: possible(whole) },
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
				return this.#fold(condition.of, YES, Math.min);
			case "any":
				return this.#fold(condition.of, NO, Math.max);
			case "at-least": {
				const { count, of } = condition;
				// How many are met, and how many are not against it, each up to `count`.
				const counted = this.#fold(of, 0, (counts, value) => {
					const met = (counts & 0xfff) + (value === YES ? 1 : 0);
					const open = (counts >> 12) + (value === NO ? 0 : 1);
					return Math.min(count, met) | (Math.min(count, open) << 12);
				});
				return diagrams.map(counted, (counts) => {
					if ((counts & 0xfff) >= count) return YES;
					return counts >> 12 >= count ? OPEN : NO;
				});
			}
			case "occasions":
				return this.#occasions(condition);
		}
	}

	#fold(parts: Condition[], start: number, f: (result: number, value: number) => number): number {
		const { diagrams } = this;
		return parts.reduce((result, part) => diagrams.combine(result, this.condition(part), f), diagrams.leaf(start));
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
			[0, 1, 2].map((count) => diagrams.leaf(count)),
		);
	}

	/**
	 * Protection from Harassment Act 1997 s.7(3): a course of conduct is conduct on at least two occasions, which need not be
	 * of one kind. Where the person's own word is asked, two things at once each may be one event said twice, so they are
	 * two occasions only when the word says so.
	 */
	#occasions({ atLeast, items, mayCount = [], confirmedBy }: OccasionsCondition): number {
		const { diagrams } = this;
		const own = items.map((item) => this.#times(item));
		const all = [...own];
		for (const group of mayCount)
			for (const item of group.items) {
				const times = this.#times(item);
				all.push(times);
				if (!group.unless) continue;
				const counts = this.condition(group.unless);
				own.push(diagrams.combine(times, counts, (count, it) => (it === YES ? count : 0)));
			}
		/** Enough: YES; enough if the person says that there were two: OPEN; else NO. */
		const enough = (times: number[]): number => {
			// Up to two, of occasions or of things that happened, and 3 more when one of them happened twice.
			const tally = times.reduce(
				(tally, count) =>
					diagrams.combine(tally, count, (so, n) => {
						if (!confirmedBy) return Math.min(2, so + n);
						const things = Math.min(2, (so % 3) + (n > 0 ? 1 : 0));
						return things + (so >= 3 || n === 2 ? 3 : 0);
					}),
				diagrams.leaf(0),
			);
			return diagrams.map(tally, (so) => {
				if (!confirmedBy) return so >= atLeast ? YES : NO;
				return so >= 3 ? YES : so === 2 ? OPEN : NO;
			});
		};
		const levels = diagrams.combine(enough(own), enough(all), (counted, possible) => counted * 3 + possible);
		const said = confirmedBy ? this.condition(confirmedBy) : diagrams.leaf(YES);
		return diagrams.combine(levels, said, (level, word) => {
			const holds = (it: number) => it === YES || (it === OPEN && word === YES);
			if (holds(Math.floor(level / 3))) return YES;
			return holds(level % 3) ? OPEN : NO;
		});
	}
}
