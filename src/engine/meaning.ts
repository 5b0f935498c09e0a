/**
 * What definitions mean over all the answers there could be: each as a decision diagram over the items, built with the
 * same rules as one response is weighed with. From it follows what could settle a result, what is still worth asking,
 * and, with nothing answered, whether a definition behaves as every definition should.
 */

import type {
	Answers,
	Condition,
	Content,
	Definition,
	Element,
	Item,
	Kind,
	Option,
	Pack,
	Result,
} from "../content/schema";
import {
	cheapest,
	type Diagram,
	Diagrams,
	nodesOf,
	valueAtZero,
} from "./diagram";
import {
	counting,
	countOccasions,
	countParts,
	type Fact,
	factOf,
	greatest,
	imply,
	least,
	softens,
} from "./logic";

/** An item as a variable: the answers it can still have. The first is the one given, or none. */
export type Variable = {
	item: string;
	values: { answer: string | null; fact: Fact }[];
};

type Tallied = { least: number; most: number; twice: boolean };

/** Definitions over every answer still open after `answers`: unknown items, and how often something happened. */
export class Meaning {
	readonly diagrams = new Diagrams();
	readonly variables: Variable[];
	readonly #content: Content;
	/** Whether the person's own word may show a second occasion when nothing else can have happened. */
	readonly #inferring: boolean;
	readonly #facts = new Map<string, Diagram<Fact>>();
	readonly #conditions = new Map<Condition, Diagram<Result>>();
	readonly #elements = new Map<Element, Diagram<Result>>();

	/** `diagrams` and `inferring` serve `prove.ts`, which compares two meanings of the same content. */
	constructor(
		content: Content,
		answers: Answers,
		{ diagrams = new Diagrams(), inferring = true } = {},
	) {
		this.diagrams = diagrams;
		this.#content = content;
		this.#inferring = inferring;
		const sets = new Map(
			content.answerSets.map((set) => [set.id, set.options]),
		);
		const items = content.checklists.flatMap((checklist) =>
			checklist.items.map((item) => ({
				...item,
				behaviour: checklist.behaviours,
			})),
		);
		this.variables = items.map((item) => {
			const options = sets.get(item.answerSet) as Option[];
			const given = factOf(
				options,
				Object.hasOwn(answers, item.id) ? answers[item.id] : null,
			);
			const finer = options
				.map((option) => ({
					answer: option.id,
					fact: factOf(options, option.id),
				}))
				.filter(({ fact }) => fact.known && narrows(fact, given));
			const first = {
				answer: (answers[item.id] ?? null) as string | null,
				fact: given,
			};
			return { item: item.id, values: [first, ...finer] };
		});
		items.forEach((item, index) => {
			const { values } = this.variables[index] as Variable;
			const kids = values.map(({ fact }) => this.diagrams.constant(bare(fact)));
			this.#facts.set(item.id, this.diagrams.branch(index, kids));
		});
		for (const item of items)
			for (const implication of item.implies ?? []) {
				const target = items.find(({ id }) => id === implication.item) as Item;
				const implied = factOf(
					sets.get(target.answerSet) as Option[],
					implication.becomes,
				);
				const fact = this.diagrams.combine(
					this.#fact(item.id),
					this.#fact(implication.item),
					(source, to) => bare(imply(implication, source, to, implied)),
				);
				this.#facts.set(implication.item, fact);
			}
	}

	#fact(item: string): Diagram<Fact> {
		return this.#facts.get(item) as Diagram<Fact>;
	}

	condition(condition: Condition): Diagram<Result> {
		const known = this.#conditions.get(condition);
		if (known) return known;
		const made = this.#condition(condition);
		this.#conditions.set(condition, made);
		return made;
	}

	#condition(condition: Condition): Diagram<Result> {
		const { diagrams } = this;
		switch (condition.op) {
			case "answer":
				return diagrams.map(
					this.#fact(condition.item),
					({ option, known }): Result => {
						if (option !== undefined && condition.is.includes(option))
							return "met";
						return known ? "not-met" : "unclear";
					},
				);
			case "all":
				return this.#least(condition.of.map((part) => this.condition(part)));
			case "any":
				return this.#greatest(condition.of.map((part) => this.condition(part)));
			case "at-least": {
				const { count } = condition;
				const none = diagrams.constant({ met: 0, open: 0 });
				const counted = condition.of.reduce(
					(sum, part) =>
						diagrams.combine(
							sum,
							this.condition(part),
							({ met, open }, result) => ({
								met: Math.min(count, met + (result === "met" ? 1 : 0)),
								open: Math.min(count, open + (result === "unclear" ? 1 : 0)),
							}),
						),
					none,
				);
				return diagrams.map(counted, ({ met, open }) =>
					countParts(met, open, count),
				);
			}
			case "occasions":
				return this.#occasions(condition);
		}
	}

	#occasions(
		condition: Extract<Condition, { op: "occasions" }>,
	): Diagram<Result> {
		const { diagrams } = this;
		const { atLeast, confirmedBy } = condition;
		const facts = condition.items.map((id) => this.#fact(id));
		for (const { items, unless } of condition.mayCount ?? [])
			for (const id of items)
				facts.push(
					unless
						? diagrams.combine(
								this.condition(unless),
								this.#fact(id),
								(result, fact) => counting(fact, result),
							)
						: diagrams.map(this.#fact(id), (fact) => counting(fact, undefined)),
				);
		// Beyond two, more makes no difference to anything.
		const none: Diagram<Tallied> = diagrams.constant({
			least: 0,
			most: 0,
			twice: false,
		});
		const tally = facts.reduce(
			(sum, fact) =>
				diagrams.combine(sum, fact, ({ least, most, twice }, { min, max }) => ({
					least: Math.min(2, least + min),
					most: Math.min(2, most + max),
					twice: twice || min >= 2,
				})),
			none,
		);
		if (!confirmedBy)
			return diagrams.map(
				tally,
				(it) => countOccasions({ ...it, elsewhere: true }, atLeast).result,
			);

		const counted = new Set([
			...condition.items,
			...(condition.mayCount ?? []).flatMap((group) => group.items),
		]);
		const elsewhere = this.#content.checklists
			.filter((checklist) => checklist.behaviours)
			.flatMap((checklist) => checklist.items)
			.filter(({ id }) => !counted.has(id))
			.reduce(
				(so, { id }) =>
					diagrams.combine(
						so,
						this.#fact(id),
						(something, { max }) => something || max > 0,
					),
				diagrams.constant(!this.#inferring),
			);
		const whole = diagrams.combine(tally, elsewhere, (it, somewhere) => ({
			...it,
			elsewhere: somewhere,
		}));
		return diagrams.combine(
			whole,
			this.condition(confirmedBy),
			(it, said) => countOccasions(it, atLeast, said).result,
		);
	}

	element(element: Element): Diagram<Result> {
		const known = this.#elements.get(element);
		if (known) return known;
		const { diagrams } = this;
		const base = element.criterion
			? this.condition(element.criterion)
			: diagrams.constant<Result>("met");
		const made = (element.soft ?? []).reduce(
			(so, { criterion, softensWhen }) =>
				diagrams.combine(
					so,
					this.condition(criterion),
					(result, factor): Result =>
						result === "met" && softens(softensWhen, factor)
							? "unclear"
							: result,
				),
			base,
		);
		this.#elements.set(element, made);
		return made;
	}

	definition(pack: Pack, definition: Definition): Diagram<Result> {
		return this.#greatest(
			definition.routes.map((route) => {
				const parts = route.elements.map((id) =>
					this.element(
						pack.elements.find((element) => element.id === id) as Element,
					),
				);
				const whole = this.#least(parts);
				return route.atMost
					? this.diagrams.map(whole, (it) => least([it, "unclear"]))
					: whole;
			}),
		);
	}

	/** The summary of one kind over these packs, as `assess` works it out. */
	summary(packs: Pack[], kind: Kind): Diagram<Result> {
		return this.#greatest(
			packs
				.filter((pack) => pack.inSummary)
				.flatMap((pack) =>
					pack.definitions
						.filter(
							(definition) => kind === "harassment" || definition.kind === kind,
						)
						.map((definition) => this.definition(pack, definition)),
				),
		);
	}

	#least(parts: Diagram<Result>[]): Diagram<Result> {
		const ends = { absorbing: "not-met", neutral: "met" } as const;
		return parts.reduce(
			(a, b) => this.diagrams.meet(a, b, (x, y) => least([x, y]), ends),
			this.diagrams.constant<Result>("met"),
		);
	}

	#greatest(parts: Diagram<Result>[]): Diagram<Result> {
		const ends = { absorbing: "met", neutral: "not-met" } as const;
		return parts.reduce(
			(a, b) => this.diagrams.meet(a, b, (x, y) => greatest([x, y]), ends),
			this.diagrams.constant<Result>("not-met"),
		);
	}

	/** The result of the answers as they are. */
	now(diagram: Diagram<Result>): Result {
		return valueAtZero(diagram);
	}

	/** The items on whose answers a result still depends. */
	itemsOf(diagram: Diagram<Result>): string[] {
		const used = new Set(nodesOf(diagram).map((node) => node.variable));
		return this.variables
			.filter((_, index) => used.has(index))
			.map(({ item }) => item);
	}

	/** The smallest sets of items whose answers could make the result `wanted`, at most `most` of them. */
	settling(diagram: Diagram<Result>, wanted: Result, most: number): string[][] {
		return cheapest(diagram, (value) => value === wanted, most).map((choice) =>
			[...choice.keys()].map(
				(variable) => (this.variables[variable] as Variable).item,
			),
		);
	}
}

/** A fact without where it came from, which changes nothing that follows. */
function bare({ option, known, min, max }: Fact): Fact {
	return { ...(option === undefined ? {} : { option }), known, min, max };
}

/** Whether a fact says more than the one given, and nothing against it. */
function narrows(fact: Fact, given: Fact): boolean {
	if (!given.known) return true;
	return (
		given.min < given.max &&
		given.min === 1 &&
		fact.min >= given.min &&
		fact.option !== given.option
	);
}
