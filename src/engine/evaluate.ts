/** A condition and the answers make met, not-met or unclear, with the reasons kept on every node, by the rules of `logic.ts`. */

import type {
	Answers,
	Condition,
	Content,
	OccasionsCondition,
	Option,
	Result,
} from "../content/schema";
import {
	canGrow,
	counting,
	countOccasions,
	countParts,
	type Fact,
	factOf,
	greatest,
	imply,
	least,
	type Tally,
	timesFor,
	UNKNOWN,
} from "./logic";

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

/** Everything that may have been done, apart from what is counted. */
function behavioursBut(counted: { id: string }[], facts: Facts) {
	const ids = new Set(counted.map((item) => item.id));
	return [...facts].filter(
		([id, fact]) => fact.behaviour && fact.max > 0 && !ids.has(id),
	);
}

function factFor(id: string, facts: Facts): Fact {
	return facts.get(id) ?? UNKNOWN;
}
