/** Items as variables, the values that answers leave possible, and how often they say that something happened. */
import type { Option } from "../content/schema";

/** The values of a condition or an element in a world; the first three in order. */
export const NO = 0;
/** In a world: for a court to say. As the number of a result: unclear, for whatever reason. */
export const OPEN = 1;
export const YES = 2;
/** A rule of consistency excludes this world. */
export const IMPOSSIBLE = 3;
/** How many such values there are. */
export const LEAVES = 4;

/** The item of a leaf: after every other. */
export const NO_ITEM = 0xffff;

/** The results by their numbers: NO, OPEN, YES. */
export const RESULTS = ["not-met", "unclear", "met"] as const;

/** Occasions are counted up to this number, which stands for it and more. */
export const MAX_COUNT = 2;

/** An item as a variable. A set of its values is a bit mask. */
export type Variable = {
	id: string;
	/** Its value is a number of occasions: 0, 1, or 2 for two and more. */
	counts: boolean;
	/** How many values it has. */
	width: number;
	options: AnswerOptions;
};
type AnswerOptions = Pick<Option, "id" | "unknown" | "occasions">[];

/** Every value of a variable, as a bit mask. */
export function allValues({ width }: Pick<Variable, "width">): number {
	return (1 << width) - 1;
}

/** The values that an option leaves possible, as a bit mask: all of them for one that says nothing. */
export function valuesOf(variable: Variable, option: string): number {
	const { counts, options } = variable;
	const given = options.find(({ id }) => id === option);
	if (!given || given.unknown) return allValues(variable);
	if (!counts) return 1 << knownOptions(options).indexOf(given);
	const [least, most] = given.occasions ?? [0, null];
	let mask = 0;
	for (let count = Math.min(MAX_COUNT, least); count <= Math.min(MAX_COUNT, most ?? MAX_COUNT); count++)
		mask |= 1 << count;
	return mask;
}

function knownOptions(options: AnswerOptions): AnswerOptions {
	return options.filter(({ unknown }) => !unknown);
}

/** The items of some answer sets, in order, as variables. */
export function variablesOf({
	answerSets,
	checklists,
}: {
	answerSets: { id: string; counts?: true | undefined; options: AnswerOptions }[];
	checklists: { items: { id: string; answerSet: string }[] }[];
}): Variable[] {
	const sets = new Map(answerSets.map((set) => [set.id, set]));
	return checklists.flatMap(({ items }) =>
		items.map(({ id, answerSet }) => {
			const { counts = false, options = [] } = sets.get(answerSet) ?? {};
			const width = counts ? MAX_COUNT + 1 : Math.max(1, knownOptions(options).length);
			return { id, counts, width, options };
		}),
	);
}

/** The values of a variable in the order in which they usually strengthen a result: more of it, or the first option. */
export function usualOrder({ counts, width }: Pick<Variable, "counts" | "width">): number[] {
	const values = Array.from({ length: width }, (_, value) => value);
	return counts ? values : values.reverse();
}

/** What one answer says. Occasions are 0 to infinity when it says nothing of them. */
export type Bounds = {
	/** The option, also when it says nothing; undefined when unanswered. */
	option?: string;
	/** False when unanswered, or answered with an option that says nothing. */
	known: boolean;
	/** Separate occasions, at least and at most. */
	min: number;
	max: number;
};

const UNKNOWN: Bounds = { known: false, min: 0, max: Number.POSITIVE_INFINITY };

/** The bounds that an answer sets, among the options of its item. A number counts as the first option that holds it. */
export function boundsOf(options: AnswerOptions, answer: string | number | null | undefined): Bounds {
	const option = options.find(({ id, occasions }) =>
		typeof answer === "number"
			? occasions && occasions[0] <= answer && answer <= (occasions[1] ?? answer)
			: id === answer,
	);
	if (!option) return UNKNOWN;
	if (option.unknown) return { ...UNKNOWN, option: option.id };
	const known = { option: option.id, known: true };
	if (typeof answer === "number") return { ...known, min: answer, max: answer };
	const [min, max] = option.occasions ?? [0, null];
	return { ...known, min, max: max ?? Number.POSITIVE_INFINITY };
}
