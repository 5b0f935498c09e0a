/**
 * A condition and the answers make met, not-met or unclear, with the reasons kept. Kleene's strong three-valued logic:
 * `not-met` < `unclear` < `met`, all is the least, any is the greatest. An unknown answer is never a no.
 */
import type {
	Answers,
	Condition,
	Content,
	Implication,
	OccasionsCondition,
	Option,
	Result,
	SoftFactor,
} from "./schema";

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
/** Facts by item id. Every item of the content has one. */
export type Facts = ReadonlyMap<string, Fact>;

/**
 * A condition's result with a result on every node below it. `because` holds the items whose answers led there,
 * `unknown` those whose answers (whether, or how often) are missing while the result is unclear.
 */
export type Trace = {
	op: Condition["op"];
	result: Result;
	because: string[];
	unknown: string[];
	/** Whether answers still missing could make it met, or not met. */
	canMeet: boolean;
	canFail: boolean;
	of?: Trace[];
};

/** Nothing is known: the item was not asked, or not answered. */
export const UNKNOWN: Fact = {
	known: false,
	min: 0,
	max: Number.POSITIVE_INFINITY,
};
const ORDER: Record<Result, number> = { "not-met": 0, unclear: 1, met: 2 };

/** The least of some results; `met` for none. */
export function least(results: Result[]): Result {
	return results.reduce<Result>(
		(a, b) => (ORDER[a] <= ORDER[b] ? a : b),
		"met",
	);
}

/** The greatest of some results; `not-met` for none. */
export function greatest(results: Result[]): Result {
	return results.reduce<Result>(
		(a, b) => (ORDER[a] >= ORDER[b] ? a : b),
		"not-met",
	);
}

/**
 * Turns answers into facts, one for each item of the content, and applies what the content says one answer tells
 * about another. A number counts as the first option whose bounds hold it. Answers must have passed `checkResponse`.
 */
export function factsOf(content: Content, answers: Answers): Facts {
	const sets = new Map(content.answerSets.map((set) => [set.id, set.options]));
	const facts = new Map<string, Fact>();
	const options = new Map<string, Option[]>();
	for (const checklist of content.checklists)
		for (const item of checklist.items) {
			const own = sets.get(item.answerSet) as Option[];
			options.set(item.id, own);
			const answer = Object.hasOwn(answers, item.id) ? answers[item.id] : null;
			const fact = factOf(own, answer);
			facts.set(
				item.id,
				checklist.behaviours ? { ...fact, behaviour: true } : fact,
			);
		}
	for (const item of content.checklists.flatMap(({ items }) => items))
		for (const implication of item.implies ?? []) {
			const source = factFor(item.id, facts);
			const target = factFor(implication.item, facts);
			const implied = factOf(
				options.get(implication.item) as Option[],
				implication.becomes,
			);
			const fact = imply(implication, source, target, implied);
			const { behaviour } = target;
			if (fact !== target)
				facts.set(implication.item, {
					...fact,
					...(behaviour ? { behaviour } : {}),
					from: item.id,
				});
			else if (!target.known && source.max >= timesFor(implication))
				facts.set(implication.item, {
					...target,
					openTo: [...(target.openTo ?? []), item.id],
				});
		}
	return facts;
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

/** Evaluates every node of a condition; nothing stops early, because every leaf may be needed in the explanation. */
export function evaluate(condition: Condition, facts: Facts): Trace {
	switch (condition.op) {
		case "answer": {
			const { item, is } = condition;
			const { option, known, from, openTo = [] } = factFor(item, facts);
			const source = [from ?? item];
			if (option !== undefined && is.includes(option))
				return leaf("answer", "met", source, []);
			if (known) return leaf("answer", "not-met", source, []);
			// Two answers that contradict each other leave nothing open to ask.
			if (from !== undefined && factFor(from, facts).known)
				return leaf("answer", "unclear", [from, item], []);
			return leaf("answer", "unclear", [], [...source, ...openTo]);
		}
		case "all":
		case "any": {
			const of = condition.of.map((part) => evaluate(part, facts));
			const results = of.map((part) => part.result);
			const all = condition.op === "all";
			const result = all ? least(results) : greatest(results);
			return branch(condition.op, result, of, all ? of.length : 1);
		}
		case "at-least": {
			const of = condition.of.map((part) => evaluate(part, facts));
			const met = of.filter((part) => part.result === "met").length;
			const open = of.filter((part) => part.result === "unclear").length;
			const result = countParts(met, open, condition.count);
			return branch("at-least", result, of, condition.count);
		}
		case "occasions":
			return occasions(condition, facts);
	}
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

function leaf(
	op: Trace["op"],
	result: Result,
	because: string[],
	unknown: string[],
): Trace {
	const open = unknown.length > 0;
	return {
		op,
		result,
		because: [...new Set(because)],
		unknown: [...new Set(unknown)],
		canMeet: open || result === "met",
		canFail: open || result === "not-met",
	};
}

/**
 * A part of which `count` parts must be met. When settled it stands on the parts that share its result, when unclear on
 * all that are not against it.
 */
function branch(
	op: Trace["op"],
	result: Result,
	of: Trace[],
	count: number,
): Trace {
	const unclear = result === "unclear";
	const because = of
		.filter((part) =>
			unclear ? part.result !== "not-met" : part.result === result,
		)
		.flatMap((part) => part.because);
	const unknown = unclear ? of.flatMap((part) => part.unknown) : [];
	const failing = of.filter((part) => part.canFail).length;
	return {
		...leaf(op, result, because, unknown),
		canMeet: of.filter((part) => part.canMeet).length >= count,
		canFail: of.length - failing < count,
		of,
	};
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

function occasions(condition: OccasionsCondition, facts: Facts): Trace {
	const said = condition.confirmedBy && evaluate(condition.confirmedBy, facts);
	const of = said ? [said] : [];
	const counted = condition.items.map((id) => ({ id, ...factFor(id, facts) }));
	const happened = counted.filter((item) => item.min > 0).map(({ id }) => id);
	const open = counted.filter(canGrow).map(({ id }) => id);
	for (const group of condition.mayCount ?? []) {
		const unless = group.unless && evaluate(group.unless, facts);
		if (unless) of.push(unless);
		for (const id of group.items) {
			const fact = factFor(id, facts);
			counted.push({ id, ...counting(fact, unless?.result) });
			if (fact.min > 0) happened.push(id);
			if (canGrow(fact)) open.push(id);
			if (fact.max > 0 && unless) open.push(...unless.unknown);
		}
	}
	const elsewhere = said ? behavioursBut(counted, facts) : [];
	const tally: Tally = {
		least: counted.reduce((sum, item) => sum + item.min, 0),
		most: counted.reduce((sum, item) => sum + item.max, 0),
		twice: counted.some((item) => item.min >= 2),
		elsewhere: elsewhere.length > 0,
	};
	const { result, onTheirWord } = countOccasions(
		tally,
		condition.atLeast,
		said?.result,
	);

	const because = [...happened, ...(said && onTheirWord ? said.because : [])];
	if (result === "not-met" && because.length === 0)
		because.push(...counted.map(({ id }) => id));
	// When the counts contradict the person's own word, more counting settles nothing.
	const settles = result === "unclear" && said?.result !== "not-met";
	const unknown = settles ? [...open, ...(said?.unknown ?? [])] : [];
	if (
		settles &&
		tally.least === 1 &&
		elsewhere.every(([, fact]) => fact.min === 0)
	)
		unknown.push(...elsewhere.map(([id]) => id));
	const trace = leaf("occasions", result, because, unknown);
	if (result === "unclear") {
		const reach = occasionsReach(condition, facts, said, tally, elsewhere);
		trace.canMeet = settles && reach.canMeet;
		trace.canFail = settles && reach.canFail;
	}
	return of.length > 0 ? { ...trace, of } : trace;
}

/** What could still become of an unclear count that the person's own word does not contradict. */
function occasionsReach(
	condition: OccasionsCondition,
	facts: Facts,
	said: Trace | undefined,
	{ least, most }: Tally,
	elsewhere: [string, Fact][],
): { canMeet: boolean; canFail: boolean } {
	const groups = condition.mayCount ?? [];
	const ids = [...condition.items, ...groups.flatMap(({ items }) => items)];
	/** As many as are sure to have happened, whether or not they count. */
	const sure = ids.reduce((sum, id) => sum + factFor(id, facts).min, 0);
	const full = [
		...condition.items,
		...groups
			.filter(({ unless }) => unless && evaluate(unless, facts).canMeet)
			.flatMap(({ items }) => items),
	];
	const could = full.reduce((sum, id) => sum + factFor(id, facts).max, 0);
	const { atLeast } = condition;
	if (!said) return { canMeet: could >= atLeast, canFail: sure < atLeast };
	return {
		canMeet:
			could >= 2 ||
			(could === 1 &&
				most >= 2 &&
				elsewhere.every(([, fact]) => fact.min === 0)),
		canFail:
			least < 2 &&
			(said.canFail ||
				sure === 0 ||
				(sure === 1 && (least === 0 || elsewhere.length > 0))),
	};
}

/** A fact as it counts when it may count: it shows an occasion only when `unless` is met. */
export function counting(fact: Fact, unless: Result | undefined): Fact {
	return unless === "met" ? fact : { ...fact, min: 0 };
}

/** Everything that may have been done, apart from what is counted. */
function behavioursBut(counted: { id: string }[], facts: Facts) {
	const ids = new Set(counted.map((item) => item.id));
	return [...facts].filter(
		([id, fact]) => fact.behaviour && fact.max > 0 && !ids.has(id),
	);
}

/** Whether knowing more could still add an occasion that matters. */
function canGrow({ min, max }: Fact): boolean {
	return min < max && min < 2;
}

function factFor(id: string, facts: Facts): Fact {
	return facts.get(id) ?? UNKNOWN;
}
