/**
 * The rules by which answers make facts, and facts make met, not-met or unclear. Kleene's strong three-valued logic:
 * `not-met` < `unclear` < `met`, all is the least, any is the greatest. An unknown answer is never a no.
 */
import type {
	Implication,
	Option,
	Result,
	SoftFactor,
} from "../content/schema";

/** What one answer tells us. */
export type Fact = {
	/** The option, also when it is an unknown one; undefined when unanswered. */
	option?: string;
	/** False when unanswered or unknown. */
	known: boolean;
	/** Separate occasions, at least and at most. */
	min: number;
	max: number;
	/** Something somebody did, as against its effects and the pattern. */
	behaviour?: true;
	/** The item whose answer stands behind this, when it is another one. */
	from?: string;
	/** Other items whose answers, still open, could yet say this. */
	openTo?: string[];
};

/** Nothing is known: the item was not asked, or not answered. */
export const UNKNOWN: Fact = {
	known: false,
	min: 0,
	max: Number.POSITIVE_INFINITY,
};
const ORDER: Record<Result, number> = { "not-met": 0, unclear: 1, met: 2 };

/** The lesser of two results. */
export function lesser(a: Result, b: Result): Result {
	return ORDER[a] <= ORDER[b] ? a : b;
}

/** The greater of two results. */
export function greater(a: Result, b: Result): Result {
	return ORDER[a] >= ORDER[b] ? a : b;
}

/** The least of some results; `met` for none. */
export function least(results: Result[]): Result {
	return results.reduce(lesser, "met");
}

/** The greatest of some results; `not-met` for none. */
export function greatest(results: Result[]): Result {
	return results.reduce(greater, "not-met");
}

/** What becomes of `target` because of `source`: itself, or `implied`, or unknown. */
export function imply(
	implication: Pick<Implication, "when" | "contrary">,
	source: Fact,
	target: Fact,
	implied: Fact,
): Fact {
	const { contrary } = implication;
	const from = timesFor(implication);
	const holds = source.min >= from;
	const contradicts = target.known && target.option !== implied.option;
	if (target.known && !contradicts) return target;
	if (holds && (!contradicts || contrary === "overruled")) return implied;
	if (holds) return UNKNOWN;
	// While it may yet be overruled, an answer to the contrary is not known: unknown is never no.
	const mayHold = source.max >= from;
	return mayHold && contradicts && contrary === "overruled" ? UNKNOWN : target;
}

/** How often something must have happened to say something about another item. */
export function timesFor({ when }: Pick<Implication, "when">): number {
	return when === "once-or-more" ? 1 : 2;
}

/** The fact that an answer is, among the options of its item. */
export function factOf(
	options: Pick<Option, "id" | "unknown" | "occasions">[],
	answer: string | number | null | undefined,
): Fact {
	const option = options.find(({ id, occasions }) =>
		typeof answer === "number"
			? occasions &&
				occasions[0] <= answer &&
				answer <= (occasions[1] ?? answer)
			: id === answer,
	);
	if (!option) return UNKNOWN;
	if (option.unknown) return { ...UNKNOWN, option: option.id };
	if (typeof answer === "number")
		return { option: option.id, known: true, min: answer, max: answer };
	const [min, max] = option.occasions ?? [0, null];
	return {
		option: option.id,
		known: true,
		min,
		max: max ?? Number.POSITIVE_INFINITY,
	};
}

/** Whether a soft factor with this result turns met into unclear. */
export function softens(when: SoftFactor["softensWhen"], result: Result) {
	if (result === "unclear") return when === "not-met-or-unclear";
	return result === "not-met";
}

/** Whether `count` parts are met, when `met` are and `open` still may be. */
export function countParts(met: number, open: number, count: number): Result {
	if (met >= count) return "met";
	return met + open < count ? "not-met" : "unclear";
}

/** What several items come to when they are counted together. */
export type Tally = {
	/** Separate occasions, at least and at most. */
	least: number;
	most: number;
	/** Whether one item alone holds two. */
	twice: boolean;
	/** Whether something that is not counted here may have happened. */
	elsewhere: boolean;
};

/**
 * Whether a tally comes to `atLeast` occasions, and whether that rests on `said`, the person's own word that there
 * were two or more in all. Protection from Harassment Act 1997 s.7(3): a course of conduct is conduct on at least two
 * occasions, which need not be of one kind. Items at once each could be one event ticked twice, so the person's word
 * settles that; against their counts it makes the result unclear, not no.
 */
export function countOccasions(
	{ least, most, twice, elsewhere }: Tally,
	atLeast: number,
	said?: Result,
): { result: Result; onTheirWord: boolean } {
	const settled = (result: Result, onTheirWord = false) => ({
		result,
		onTheirWord,
	});
	const open = most < atLeast ? "not-met" : "unclear";
	if (said === undefined) return settled(least >= atLeast ? "met" : open);
	if (said === "not-met")
		return settled(least >= 2 ? "unclear" : "not-met", most >= 2);
	if (twice) return settled("met");
	if (least >= 2) return settled(said, true);
	// With nothing else that can have happened, the second occasion can only be among those counted.
	if (least === 1 && said === "met" && !elsewhere)
		return settled(most >= 2 ? "met" : "unclear", true);
	return settled(open);
}

/** A fact as it counts when it may count: it shows an occasion only when `unless` is met. */
export function counting(fact: Fact, unless: Result | undefined): Fact {
	return unless === "met" ? fact : { ...fact, min: 0 };
}

/** Whether knowing more could still add an occasion that matters. */
export function canGrow({ min, max }: Fact): boolean {
	return min < max && min < 2;
}
