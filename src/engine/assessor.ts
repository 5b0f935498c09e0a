/** Compiled content and a response make an assessment: every verdict, sign, note and signpost, each with its reasons. */
import type { Answers, Assessment, ContentVersion, Response, Result, Verdict } from "../content/schema";
import type { Compiled, CompiledDefinition, CompiledElement, CompiledPack, CompiledRoute, Row } from "./compile";
import { CAN_BE_OPEN, CAN_FAIL, CAN_MEET, Table } from "./table";

/** How many signposts an assessment shows; `helplines` lists the rest. */
const MAX_SIGNPOSTS = 7;

const ORDER: Record<Result, number> = { "not-met": 0, unclear: 1, met: 2 };

/** The lesser of two results. */
export function lesser(a: Result, b: Result): Result {
	return ORDER[a] <= ORDER[b] ? a : b;
}

/** The greater of two results. */
export function greater(a: Result, b: Result): Result {
	return ORDER[a] >= ORDER[b] ? a : b;
}

/** What a result says of the content that it was made with. */
export function stampOf({ version, hash, checkedOn, changed }: Pick<Compiled, keyof ContentVersion>): ContentVersion {
	return { version, hash, checkedOn, ...(changed ? { changed } : {}) };
}

/** The packs that apply: those of no place, and those of this one, or of every place when none is given. */
export function packsFor<P extends { place?: string | undefined }>(
	{ packs }: { packs: P[] },
	place: string | undefined,
): P[] {
	return packs.filter((pack) => pack.place === undefined || place === undefined || pack.place === place);
}

/** What the answers come to, without the reasons. */
export type Outcome = Pick<Assessment, "urgent" | "summary" | "fixation"> & {
	/** By definition, in the order of the packs that apply. */
	results: Map<string, Result>;
};

/** A result in an element, and what it rests on. Items are numbers. */
type Finding = {
	result: Result;
	because: number[];
	unknown: number[];
	softenedBy: string[];
	contradicts: boolean;
};

/** Assesses one response after another. What it says is about the answers that it was told last. */
export class Assessor {
	readonly table: Table;
	/** By place: the packs that apply, and every row that an assessment there looks at. */
	readonly #places = new Map<string | undefined, { packs: CompiledPack[]; rows: Uint32Array }>();

	/** By row: every item that it depends on. */
	readonly #items = new Map<Row, number[]>();
	readonly #supposed: Uint16Array;
	/** By row: what `because` said of the answers that are assessed. Packs share rows. */
	readonly #reasons = new Map<Row, number[]>();
	/** By pack: the results of its elements. */
	readonly #results = new Map<CompiledPack, Result[]>();

	constructor(readonly compiled: Compiled) {
		this.table = new Table(compiled);
		this.#supposed = this.table.all.slice();
	}

	assess(response: Response): Assessment {
		this.table.believe(response.answers);
		return this.explain(response, this.outcome(response.place ?? undefined));
	}

	/** The whole assessment of the response that was looked at last. */
	explain({ ref, place, for: whom }: Omit<Response, "answers">, { urgent, summary, fixation }: Outcome): Assessment {
		this.#reasons.clear();
		const here = place ?? undefined;
		const contradictions = this.#contradictions();
		return {
			format: "stalk-check/assessment@1",
			...(ref == null ? {} : { ref }),
			...(place == null ? {} : { place }),
			...(whom == null ? {} : { for: whom }),
			content: stampOf(this.compiled),
			urgent,
			summary,
			...(contradictions.length > 0 ? { contradicts: contradictions.map((items) => this.#ids(items)) } : {}),
			verdicts: this.#place(here).packs.flatMap((pack) => this.#verdicts(pack, contradictions)),
			fixation,
			signposts: this.#signposts(here),
			notes: this.#notes(here, summary),
		};
	}

	/** What the beliefs of the table come to in a place. */
	outcome(place: string | undefined): Outcome {
		const { packs, rows } = this.#place(place);
		this.table.evaluate(rows);
		const results = new Map<string, Result>();
		const summary: Outcome["summary"] = {
			harassment: "not-met",
			stalking: "not-met",
		};
		for (const pack of packs) {
			const elements = pack.elements.map((it) => this.elementResult(it));
			this.#results.set(pack, elements);
			for (const definition of pack.definitions) {
				const { result } = this.#strongest(pack, definition);
				results.set(definition.id, result);
				if (!pack.inSummary) continue;
				// Stalking is an aggravated form of harassment, so it carries harassment with it.
				summary.harassment = greater(summary.harassment, result);
				if (definition.kind === "stalking") summary.stalking = greater(summary.stalking, result);
			}
		}
		const { urgent, fixation } = this.compiled;
		return {
			urgent: this.#signs(urgent),
			summary,
			fixation: {
				signs: this.#signs(fixation.signs),
				result: this.result(fixation.criterion),
			},
			results,
		};
	}

	/** Whether a checklist or an item is asked, by what was answered before. Unknown is not a no. */
	isAsked(kind: keyof Compiled["askWhen"], id: string, answers: Answers): boolean {
		const row = this.compiled.askWhen[kind][id];
		if (row === undefined) return true;
		this.table.believe(answers);
		return this.table.evaluateRow(row) !== CAN_FAIL;
	}

	#place(place: string | undefined) {
		const known = this.#places.get(place);
		if (known) return known;
		const { compiled, table } = this;
		const packs = packsFor(compiled, place);
		const rows = packs.flatMap(({ elements }) =>
			elements.flatMap((element) => [
				element.whole,
				element.criterion ?? element.whole,
				...[...element.soft, ...element.mayCount].map(({ row }) => row),
			]),
		);
		const whens = [...compiled.notes, ...compiled.signposts];
		rows.push(
			compiled.fixation.criterion,
			...compiled.contradictions.flatMap(({ any, rules }) => [any, ...rules]),
			...whens.flatMap(({ when }) => (when === undefined ? [] : [when])),
		);
		const made = { packs, rows: table.rowsBelow(...rows) };
		this.#places.set(place, made);
		return made;
	}

	/** What a row was evaluated as. Contradicting answers are unclear. */
	result(row: Row): Result {
		const leaves = this.table.leaves(row);
		if (leaves === CAN_MEET) return "met";
		return leaves === CAN_FAIL ? "not-met" : "unclear";
	}

	/** What an element was evaluated as. */
	elementResult(element: CompiledElement): Result {
		const result = this.result(element.whole);
		return result === "met" && this.isPresumedAgainst(element) ? "unclear" : result;
	}

	/** Whether the answers rule out something that is presumed of an element. */
	isPresumedAgainst({ soft }: CompiledElement): boolean {
		return soft.some((factor) => factor.presumed && this.#isRuledOut(factor));
	}

	#isRuledOut({ row }: { row: Row }): boolean {
		const leaves = this.table.leaves(row);
		return leaves !== 0 && (leaves & CAN_MEET) === 0;
	}

	#routeResult(pack: CompiledPack, { elements, atMost }: CompiledRoute): Result {
		const results = this.#results.get(pack) as Result[];
		let result: Result = atMost ?? "met";
		for (const at of elements) result = lesser(result, results[at] as Result);
		return result;
	}

	/** The result of a definition, and the first route that comes to it. */
	#strongest(pack: CompiledPack, { routes }: CompiledDefinition): { result: Result; route: string } {
		let result: Result | undefined;
		let id = "";
		for (const route of routes) {
			const its = this.#routeResult(pack, route);
			if (result !== undefined && ORDER[its] <= ORDER[result]) continue;
			result = its;
			id = route.id;
		}
		return { result: result ?? "not-met", route: id };
	}

	#verdicts(pack: CompiledPack, contradictions: number[][]): Verdict[] {
		const results = this.#results.get(pack) as Result[];
		const findings = pack.elements.map((element, at) => this.#finding(element, results[at] as Result, contradictions));
		return pack.definitions.map((definition) => {
			const { result, route } = this.#strongest(pack, definition);
			return {
				definition: definition.id,
				result,
				route,
				elements: definition.elements.map(({ element, routes }) => {
					const { id, criterion } = pack.elements[element] as CompiledElement;
					const finding = findings[element] as Finding;
					const { softenedBy } = finding;
					return {
						element: id,
						routes,
						result: finding.result,
						...(criterion === undefined && softenedBy.length === 0 ? { assumed: true as const } : {}),
						because: this.#ids(finding.because),
						unknown: this.#ids(finding.unknown),
						...(softenedBy.length > 0 ? { softenedBy } : {}),
						...(finding.contradicts ? { contradicts: true as const } : {}),
					};
				}),
				wouldSettle: result === "unclear" ? this.#ids(this.#wouldSettle(pack, definition, findings)) : [],
			};
		});
	}

	#ids(items: number[]): string[] {
		return items.map((item) => this.table.variables[item]?.id as string);
	}

	#finding(element: CompiledElement, result: Result, contradictions: number[][]): Finding {
		const { table } = this;
		const { whole, criterion, plain, soft } = element;
		const contradicts = table.leaves(whole) === 0;
		const none = { unknown: [], softenedBy: [], contradicts };
		if (contradicts) return { result, because: sorted(contradictions.flat()), ...none };
		if (result !== "unclear") {
			// Where only the rules on what goes together settle it, the reasons are theirs.
			const direct = this.#resultNow(plain.whole) === result;
			return { result, because: this.because(direct ? plain.whole : whole, result, !direct), ...none };
		}
		const ruledOut = soft.filter((factor) => factor.presumed && this.#isRuledOut(factor));
		const met = criterion === undefined || this.result(criterion) === "met";
		const softening = met
			? soft.filter(
					(factor) => ruledOut.includes(factor) || (!factor.presumed && table.leaves(factor.row) !== CAN_MEET),
				)
			: this.#mayCount(element);
		const base = plain.criterion ?? plain.whole;
		const because = [
			...this.because(base, this.#resultNow(base)),
			...[...softening, ...ruledOut].flatMap(({ row }) => this.because(row, this.result(row))),
		];
		return {
			result,
			because: sorted(because),
			unknown: table.support(plain.whole, table.beliefs).filter((item) => this.#isOpen(item)),
			softenedBy: softening.map(({ text }) => text),
			contradicts,
		};
	}

	#resultNow(row: Row): Result {
		this.table.evaluateRow(row);
		return this.result(row);
	}

	/** What only may count and happened, where a court would have to say whether it does. */
	#mayCount({ whole, mayCount }: CompiledElement) {
		if ((this.table.leaves(whole) & CAN_BE_OPEN) === 0) return [];
		return mayCount.filter(({ row }) => this.result(row) === "met");
	}

	#isOpen(item: number): boolean {
		const belief = this.table.beliefs[item] as number;
		return (belief & (belief - 1)) !== 0;
	}

	#isAnswered(item: number): boolean {
		return this.table.beliefs[item] !== this.table.all[item];
	}

	/**
	 * The items whose answers led to the result of a row. Of a settled one: those without which, and some others, it would
	 * not be settled so; where only `rules` on what goes together settle it, open items can have any value. Of an unclear
	 * one: those that count towards it.
	 */
	because(row: Row, result: Result, rules = false): number[] {
		const known = this.#reasons.get(row);
		if (known) return known;
		const { table } = this;
		const { beliefs } = table;
		const supposed = this.#supposed;
		supposed.set(beliefs);
		for (const item of this.#itemsOf(row)) {
			if (rules && !this.#isAnswered(item)) continue;
			const order = table.order(row, item, result === "not-met");
			const belief = beliefs[item] as number;
			const weakest = 1 << (order[0] as number);
			const given = order.find((value) => belief & (1 << value)) as number;
			supposed[item] = result === "unclear" ? belief | weakest : (1 << given) | weakest;
		}
		const items = table.support(row, supposed).filter((item) => this.#isAnswered(item));
		this.#reasons.set(row, items);
		return items;
	}

	#itemsOf(row: Row): number[] {
		const known = this.#items.get(row);
		if (known) return known;
		const items = this.table.support(row, this.table.all);
		this.#items.set(row, items);
		return items;
	}

	/** Lists of items whose answers cannot be true together, each with the item that the broken rule is about first. */
	#contradictions(): number[][] {
		return this.compiled.contradictions.flatMap(({ about, any, rules }) => {
			if (this.result(any) !== "met") return [];
			const broken = rules.filter((rule) => this.result(rule) === "met");
			return (broken.length > 0 ? broken : [any]).map((row) => {
				const named = this.because(row, "met");
				const items = this.#isBrokenBy(row, named) ? named : this.#fewest(row);
				return [...items.filter((item) => item === about), ...items.filter((item) => item !== about)];
			});
		});
	}

	/** Whether the answers to some items are enough to break a rule. */
	#isBrokenBy(row: Row, items: number[]): boolean {
		const { table } = this;
		const given = table.beliefs.slice();
		table.beliefs.set(table.all);
		for (const item of items) table.beliefs[item] = given[item] as number;
		const broken = table.evaluateRow(row) === CAN_MEET;
		table.beliefs.set(given);
		table.evaluateRow(row);
		return broken;
	}

	/** As few answers as break a rule, found by forgetting one after another. */
	#fewest(row: Row): number[] {
		return this.#itemsOf(row).reduce(
			(kept, item) => {
				const fewer = kept.filter((it) => it !== item);
				return this.#isBrokenBy(row, fewer) ? fewer : kept;
			},
			this.#itemsOf(row).filter((item) => this.#isAnswered(item)),
		);
	}

	/**
	 * The items that could still settle an unclear definition: those open in a route that can yet be met, and, when every
	 * route can yet fail, those open in each. Empty when it hangs on more than answers.
	 */
	#wouldSettle(pack: CompiledPack, { routes }: CompiledDefinition, findings: Finding[]): number[] {
		const { table } = this;
		const leaves = (at: number, leaf: number) =>
			(table.leaves((pack.elements[at] as CompiledElement).whole) & leaf) !== 0;
		const canMeet = (at: number) =>
			leaves(at, CAN_MEET) && !this.isPresumedAgainst(pack.elements[at] as CompiledElement);
		const canFail = (at: number) => leaves(at, CAN_FAIL);
		const open = routes.filter((route) => this.#routeResult(pack, route) === "unclear");
		const toMeet = open
			.filter((route) => !route.atMost && route.elements.every(canMeet))
			.flatMap((route) => route.elements);
		const toFail = open.every((route) => route.elements.some(canFail))
			? open.flatMap((route) => route.elements.filter(canFail))
			: [];
		return sorted([...toMeet, ...toFail].flatMap((at) => findings[at]?.unknown ?? []));
	}

	/** The items of the signs that the answers show. */
	#signs(signs: Compiled["urgent"]): string[] {
		const { table } = this;
		return signs.filter(({ item, values }) => ((table.beliefs[item] as number) & ~values) === 0).map(({ id }) => id);
	}

	#notes(place: string | undefined, summary: Assessment["summary"]): Assessment["notes"] {
		return this.compiled.notes
			.filter(
				(note) =>
					isHere(note, place) &&
					(!note.summary || note.summary.is.includes(summary[note.summary.kind])) &&
					this.#holds(note),
			)
			.map(({ text }) => text);
	}

	/** The first in rank first. */
	#signposts(place: string | undefined): Assessment["signposts"] {
		return this.compiled.signposts
			.filter((signpost) => isHere(signpost, place) && this.#holds(signpost))
			.slice(0, MAX_SIGNPOSTS)
			.map(({ shown }) => shown);
	}

	#holds({ when }: { when?: Row }): boolean {
		return when === undefined || this.result(when) === "met";
	}
}

function isHere(
	{ places, everywhere }: { places?: string[]; everywhere: boolean },
	place: string | undefined,
): boolean {
	if (place === undefined) return everywhere;
	return !places || places.includes(place);
}

/** Each once, in the order of the content. */
function sorted(items: number[]): number[] {
	return [...new Set(items)].sort((a, b) => a - b);
}
