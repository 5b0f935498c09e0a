/**
 * A response weighed by a plan: what the answers say of every item, and the result of every condition and element, with
 * the reasons at hand. The rules are those of `logic.ts`; here they run over numbered slots that each response fills
 * anew, because a batch weighs tens of thousands of responses a second.
 */

import type { Answers, Result } from "../content/schema";
import {
	canGrow,
	countOccasions,
	countParts,
	type Fact,
	factOf,
	imply,
	softens,
	timesFor,
	UNKNOWN,
} from "./logic";
import type {
	Node,
	Plan,
	PlannedDefinition,
	PlannedElement,
	PlannedPack,
} from "./plan";

/** An element with its result, and whether answers still missing could make it met, or not met. */
export type Weighed = {
	element: PlannedElement;
	result: Result;
	/** Texts of the soft factors that turned `met` into `unclear`. */
	softenedBy: string[];
	canMeet: boolean;
	canFail: boolean;
};

/** A definition with its result, and that of each of its routes. */
export type WeighedDefinition = {
	definition: PlannedDefinition;
	result: Result;
	routes: Result[];
};

/** All that a pack defines, weighed. */
export type WeighedPack = Pick<PlannedPack, "place" | "inSummary"> & {
	elements: Weighed[];
	definitions: WeighedDefinition[];
};

/** Items by number. */
export type Reasons = { because: number[]; unknown: number[] };

type Occasions = Extract<Node, { op: "occasions" }>;

/** What is kept of a node beside its result. */
const CAN_MEET = 1;
const CAN_FAIL = 2;
/** The count rests on the person's own word. */
const THEIR_WORD = 4;

/** Weighs one response after another; what it says is about the last one. */
export class Weigher {
	readonly items: string[];
	readonly #numbers: Map<string, number>;
	/** What was weighed last, by pack: used again for every response. */
	readonly packs: WeighedPack[];
	/** The facts that the options of each item are, by option. */
	readonly #facts: Map<string, Fact>[];
	readonly #sets: Plan["answerSets"][number]["options"][];
	readonly #implied: Fact[];
	/** Of each item: what is known of it, and the other item that says so, if one does. */
	#known: Fact[] = [];
	#from: Int16Array;
	/** Of each implication: whether it could yet say something about an item that nothing is known of. */
	#open: Uint8Array;
	#results: Result[] = [];
	#kept: Uint8Array;
	/** Of each item: in which round it was last seen. */
	#seen: number[];
	#round = 0;

	constructor(readonly plan: Plan) {
		const sets = new Map(plan.answerSets.map((set) => [set.id, set.options]));
		const facts = new Map(
			plan.answerSets.map(({ id, options }) => [
				id,
				new Map(options.map((it) => [it.id, factOf(options, it.id)])),
			]),
		);
		const items = plan.checklists.flatMap((checklist) => checklist.items);
		this.items = items.map(({ id }) => id);
		this.#numbers = new Map(this.items.map((id, number) => [id, number]));
		this.#sets = items.map(({ answerSet }) => sets.get(answerSet) ?? []);
		this.#facts = items.map(({ answerSet }) => facts.get(answerSet) ?? NONE);
		this.#implied = plan.implications.map(
			({ target, becomes }) => this.#facts[target]?.get(becomes) ?? UNKNOWN,
		);
		this.packs = plan.packs.map(({ elements, definitions, ...pack }) => ({
			...pack,
			elements: elements.map((element) => ({
				element,
				result: "unclear",
				softenedBy: UNSOFTENED,
				canMeet: false,
				canFail: false,
			})),
			definitions: definitions.map((definition) => ({
				definition,
				result: "unclear",
				routes: definition.routes.map(() => "unclear"),
			})),
		}));
		this.#from = new Int16Array(items.length);
		this.#open = new Uint8Array(plan.implications.length);
		this.#kept = new Uint8Array(plan.nodes);
		this.#seen = items.map(() => 0);
	}

	/** The fact that an option of an item is. */
	factOfOption(item: number, option: string): Fact | undefined {
		return (this.#facts[item] as Map<string, Fact>).get(option);
	}

	/** The fact that a number of occasions of an item is. */
	factOfNumber(item: number, count: number): Fact {
		return factOf(
			this.#sets[item] as Plan["answerSets"][number]["options"],
			count,
		);
	}

	/** Takes in the answers of a response. They must have passed `checkResponse`. */
	take(answers: Answers) {
		const facts = new Array<Fact>(this.items.length).fill(UNKNOWN);
		for (const id of Object.keys(answers)) {
			const item = this.#numbers.get(id);
			const answer = answers[id];
			if (item === undefined || answer == null) continue;
			facts[item] =
				typeof answer === "number"
					? this.factOfNumber(item, answer)
					: (this.factOfOption(item, answer) ?? UNKNOWN);
		}
		this.takeFacts(facts);
	}

	/** Takes in what the answers of a response say of each item, and what one says about another. */
	takeFacts(facts: Fact[]) {
		for (let item = 0; item < facts.length; item++)
			this.#known[item] = facts[item] as Fact;
		this.#from.fill(-1);
		const { implications } = this.plan;
		for (let i = 0; i < implications.length; i++) {
			const implication = implications[i] as Plan["implications"][number];
			const { source, target } = implication;
			const from = this.#known[source] as Fact;
			const before = this.#known[target] as Fact;
			const after = imply(implication, from, before, this.#implied[i] as Fact);
			this.#open[i] = 0;
			if (after !== before) {
				this.#known[target] = after;
				this.#from[target] = source;
				for (let j = 0; j < i; j++)
					if (implications[j]?.target === target) this.#open[j] = 0;
			} else if (!before.known && from.max >= timesFor(implication))
				this.#open[i] = 1;
		}
	}

	/** What is known of an item: nothing, if the content has none such. */
	fact(item: number): Fact {
		return this.#known[item] ?? UNKNOWN;
	}

	/** Weighs a condition and everything below it: all of it, because any of it may be needed in the explanation. */
	weigh(node: Node): Result {
		switch (node.op) {
			case "answer": {
				const { item, is } = node;
				const { option, known } = this.fact(item);
				if (option !== undefined && is.includes(option))
					return this.#settled(node, "met");
				if (known) return this.#settled(node, "not-met");
				return this.#keep(
					node,
					"unclear",
					this.#contradicted(item) ? 0 : CAN_MEET | CAN_FAIL,
				);
			}
			case "parts":
				return this.#weighParts(node.of, node.count, node);
			case "occasions":
				return this.#weighOccasions(node);
		}
	}

	#weighParts(of: Node[], count: number, node: Node): Result {
		let met = 0;
		let open = 0;
		let canMeet = 0;
		let canFail = 0;
		for (const part of of) {
			const result = this.weigh(part);
			if (result === "met") met++;
			else if (result === "unclear") open++;
			if (this.canMeet(part)) canMeet++;
			if (this.canFail(part)) canFail++;
		}
		return this.#keep(
			node,
			countParts(met, open, count),
			(canMeet >= count ? CAN_MEET : 0) |
				(of.length - canFail < count ? CAN_FAIL : 0),
		);
	}

	#weighOccasions(node: Occasions): Result {
		const { items, mayCount, confirmedBy, atLeast } = node;
		const said = confirmedBy && this.weigh(confirmedBy);
		/** At least and at most, of what counts; the same when all that may count does; and as many as are sure. */
		let least = 0;
		let most = 0;
		let could = 0;
		let sure = 0;
		let twice = false;
		for (const item of items) {
			const { min, max } = this.fact(item);
			least += min;
			most += max;
			if (min >= 2) twice = true;
		}
		sure = least;
		could = most;
		for (const { items, unless } of mayCount) {
			const counts = unless !== undefined && this.weigh(unless) === "met";
			const mayYet = unless !== undefined && this.canMeet(unless);
			for (const item of items) {
				const { min, max } = this.fact(item);
				most += max;
				sure += min;
				if (mayYet) could += max;
				if (!counts) continue;
				least += min;
				if (min >= 2) twice = true;
			}
		}
		let elsewhere = false;
		let sureElsewhere = false;
		if (said !== undefined)
			for (const item of node.elsewhere) {
				const { min, max } = this.fact(item);
				if (max > 0) elsewhere = true;
				if (min > 0) sureElsewhere = true;
			}
		const { result, onTheirWord } = countOccasions(
			{ least, most, twice, elsewhere },
			atLeast,
			said,
		);
		const word = onTheirWord ? THEIR_WORD : 0;
		if (result !== "unclear")
			return this.#keep(
				node,
				result,
				word | (result === "met" ? CAN_MEET : CAN_FAIL),
			);
		// When the counts contradict the person's own word, more counting settles nothing.
		if (said === "not-met") return this.#keep(node, result, word);
		const canMeet =
			said === undefined
				? could >= atLeast
				: could >= 2 || (could === 1 && most >= 2 && !sureElsewhere);
		const canFail =
			said === undefined
				? sure < atLeast
				: least < 2 &&
					(this.canFail(confirmedBy as Node) ||
						sure === 0 ||
						(sure === 1 && (least === 0 || elsewhere)));
		return this.#keep(
			node,
			result,
			word | (canMeet ? CAN_MEET : 0) | (canFail ? CAN_FAIL : 0),
		);
	}

	#settled(node: Node, result: "met" | "not-met"): Result {
		return this.#keep(node, result, result === "met" ? CAN_MEET : CAN_FAIL);
	}

	#keep({ at }: Node, result: Result, kept: number): Result {
		this.#results[at] = result;
		this.#kept[at] = kept;
		return result;
	}

	/** The result of a node that was weighed. */
	result({ at }: Node): Result {
		return this.#results[at] as Result;
	}

	/** Whether answers still missing could make a node met that was weighed. */
	canMeet({ at }: Node): boolean {
		return ((this.#kept[at] as number) & CAN_MEET) !== 0;
	}

	/** Whether answers still missing could make a node not met that was weighed. */
	canFail({ at }: Node): boolean {
		return ((this.#kept[at] as number) & CAN_FAIL) !== 0;
	}

	/** Whether what is not known of an item is so because two answers contradict each other: nothing is open to ask. */
	#contradicted(item: number): boolean {
		const from = this.#from[item] as number;
		return from >= 0 && this.fact(from).known;
	}

	/** Adds the items whose answers led to the result of a node that was weighed. An item may be added twice. */
	because(node: Node, to: number[]) {
		switch (node.op) {
			case "answer": {
				const { item } = node;
				const from = this.#from[item] as number;
				if (this.result(node) !== "unclear") to.push(from >= 0 ? from : item);
				else if (this.#contradicted(item)) to.push(from, item);
				return;
			}
			case "parts": {
				// When settled it stands on the parts that share its result, when unclear on all that are not against it.
				const result = this.result(node);
				for (const part of node.of)
					if (
						result === "unclear"
							? this.result(part) !== "not-met"
							: this.result(part) === result
					)
						this.because(part, to);
				return;
			}
			case "occasions":
				this.#becauseOfOccasions(node, to);
		}
	}

	#becauseOfOccasions(node: Occasions, to: number[]) {
		const before = to.length;
		const { counted } = node;
		for (const item of counted) if (this.fact(item).min > 0) to.push(item);
		if (node.confirmedBy && ((this.#kept[node.at] as number) & THEIR_WORD) > 0)
			this.because(node.confirmedBy, to);
		if (this.result(node) === "not-met" && to.length === before)
			to.push(...counted);
	}

	/** Adds the items whose answers (whether, or how often) are missing while a node is unclear. An item may be added twice. */
	unknown(node: Node, to: number[]) {
		if (this.result(node) !== "unclear") return;
		switch (node.op) {
			case "answer":
				this.#unknownOf(node.item, to);
				return;
			case "parts":
				for (const part of node.of) this.unknown(part, to);
				return;
			case "occasions":
				this.#unknownOccasions(node, to);
		}
	}

	#unknownOf(item: number, to: number[]) {
		if (this.#contradicted(item)) return;
		const from = this.#from[item] as number;
		to.push(from >= 0 ? from : item);
		const { implications } = this.plan;
		for (let i = 0; i < implications.length; i++)
			if (this.#open[i] === 1 && implications[i]?.target === item)
				to.push((implications[i] as Plan["implications"][number]).source);
	}

	#unknownOccasions(node: Occasions, to: number[]) {
		const { items, mayCount, confirmedBy, elsewhere } = node;
		if (confirmedBy && this.result(confirmedBy) === "not-met") return;
		let least = 0;
		for (const item of items) {
			const fact = this.fact(item);
			least += fact.min;
			if (canGrow(fact)) to.push(item);
		}
		for (const { items, unless } of mayCount)
			for (const item of items) {
				const fact = this.fact(item);
				if (unless && this.result(unless) === "met") least += fact.min;
				if (canGrow(fact)) to.push(item);
				if (unless && fact.max > 0) this.unknown(unless, to);
			}
		if (!confirmedBy) return;
		this.unknown(confirmedBy, to);
		if (least === 1 && elsewhere.every((item) => this.fact(item).min === 0))
			for (const item of elsewhere) if (this.fact(item).max > 0) to.push(item);
	}

	/** Weighs an element: its criterion, if it has one, softened by its soft factors. */
	weighElement(weighed: Weighed) {
		const { criterion, soft } = weighed.element;
		const base = criterion === undefined ? "met" : this.weigh(criterion);
		weighed.softenedBy = UNSOFTENED;
		weighed.canMeet = criterion === undefined || this.canMeet(criterion);
		weighed.canFail = criterion !== undefined && this.canFail(criterion);
		if (base !== "not-met")
			for (const { criterion, softensWhen, text } of soft) {
				if (!softens(softensWhen, this.weigh(criterion))) continue;
				if (base === "met") weighed.softenedBy = [...weighed.softenedBy, text];
				weighed.canMeet &&= this.canMeet(criterion);
			}
		weighed.result = weighed.softenedBy.length > 0 ? "unclear" : base;
	}

	/** The items whose answers led to the result of an element that was weighed, and those that are missing, each once. */
	reasons({ criterion, soft }: PlannedElement): Reasons {
		const because: number[] = [];
		const unknown: number[] = [];
		if (criterion) {
			this.because(criterion, because);
			this.unknown(criterion, unknown);
		}
		if (!criterion || this.result(criterion) !== "not-met")
			for (const { criterion, softensWhen } of soft) {
				if (!softens(softensWhen, this.result(criterion))) continue;
				this.because(criterion, because);
				this.unknown(criterion, unknown);
			}
		return { because: this.once(because), unknown: this.once(unknown) };
	}

	/** Takes every item but the first of its kind out of a list. */
	once(items: number[]): number[] {
		const round = ++this.#round;
		let kept = 0;
		for (const item of items) {
			if (this.#seen[item] === round) continue;
			this.#seen[item] = round;
			items[kept++] = item;
		}
		items.length = kept;
		return items;
	}
}

const NONE = new Map<string, Fact>();
const UNSOFTENED: string[] = [];
