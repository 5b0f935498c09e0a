/** Compiled content and a response make an assessment: every verdict, sign, note and signpost, each with its reasons. */
import type { Answers, Assessment, ContentVersion, Kind, Response, Result, Verdict } from "../content/schema";
import type {
	Compiled,
	CompiledDefinition,
	CompiledElement,
	CompiledPack,
	CompiledRoute,
	ElementRows,
	Row,
} from "./compile";
import { type AnswerOf, headline, readOut } from "./plain-words";
import { CAN_BE_OPEN, CAN_FAIL, CAN_MEET, resultOf, Table } from "./table";
import { NO, OPEN, RESULTS, YES } from "./values";

/** How many signposts an assessment shows; `helplines` lists the rest. */
const MAX_SIGNPOSTS = 7;

type Stamped = Pick<Compiled, "version" | "hash" | "checkedOn"> & { changed?: true | undefined };

/** What a result says of the content that it was made with. */
export function stampOf({ version, hash, checkedOn, changed }: Stamped): ContentVersion {
	return { version, hash, checkedOn, ...(changed ? { changed } : {}) };
}

/** The packs that apply: those of no place, and those of this one, or of every place when none is given. */
export function packsFor<P extends { place?: string | undefined }>(
	{ packs }: { packs: P[] },
	place: string | undefined,
): P[] {
	return packs.filter((pack) => pack.place === undefined || place === undefined || pack.place === place);
}

/** Whether a definition counts in the summary of a kind. Stalking is an aggravated form of harassment: it counts in both. */
export function countsTowards(definition: { kind: Kind }, kind: Kind): boolean {
	return definition.kind === kind || kind === "harassment";
}

/** What the answers come to, without the reasons. */
export type Outcome = Pick<Assessment, "urgent" | "summary" | "fixation"> & {
	/** By definition, in the order of the packs that apply. */
	results: { [definition: string]: Result };
};

/** An assessment whose verdicts share what was found of each element. */
export type Reasoned = Omit<Assessment, "verdicts"> & { verdicts: ReasonedVerdict[] };
type ReasonedVerdict = Omit<Verdict, "elements"> & {
	elements: { element: string; routes: string[]; finding: Finding }[];
};
export type Finding = {
	result: Result;
	assumed: boolean;
	because: string[];
	unknown: string[];
	softenedBy: string[];
	contradicts: boolean;
};

/** Assesses one response after another. What it says is about the answers that it was told last. */
export class Assessor {
	readonly table: Table;
	/** By row: every item that it depends on. */
	readonly #items = new Map<Row, number[]>();

	constructor(readonly compiled: Compiled) {
		this.table = new Table(compiled);
	}

	assess(response: Response): Assessment {
		this.table.believe(response.answers);
		const outcome = this.outcome(response.place ?? undefined);
		const { verdicts, ...rest } = this.reasoned(response, outcome, (item) => response.answers[item]);
		const { fixation, signposts, notes, ...head } = rest;
		return {
			...head,
			verdicts: verdicts.map((verdict) => ({
				...verdict,
				elements: verdict.elements.map(({ element, routes, finding }) => ({
					...{ element, routes, result: finding.result },
					...(finding.assumed ? { assumed: true as const } : {}),
					...{ because: finding.because, unknown: finding.unknown },
					...(finding.softenedBy.length > 0 ? { softenedBy: finding.softenedBy } : {}),
					...(finding.contradicts ? { contradicts: true as const } : {}),
				})),
			})),
			...{ fixation, signposts, notes },
		};
	}

	/** The whole assessment of the answers that the table was told last, in the order of its keys. */
	reasoned(
		{ ref, place, for: whom }: Omit<Response, "answers">,
		{ urgent, summary, fixation }: Outcome,
		answerOf: AnswerOf,
	): Reasoned {
		const here = place ?? undefined;
		const packs = packsFor(this.compiled, here);
		const contradictions = this.#contradictions();
		const verdicts = packs.flatMap((pack) => this.#verdicts(pack, contradictions));
		return {
			format: "stalk-check/assessment@1",
			...(ref == null ? {} : { ref }),
			...(place == null ? {} : { place }),
			...(whom == null ? {} : { for: whom }),
			content: stampOf(this.compiled),
			urgent,
			summary,
			headline: headline(this.compiled.plainWords, packs, verdicts),
			readOut: readOut(this.compiled.plainWords, answerOf),
			...(contradictions.length > 0 ? { contradicts: contradictions.map((items) => this.#ids(items)) } : {}),
			verdicts,
			fixation,
			signposts: this.#signposts(here),
			notes: this.#notes(here, summary, answerOf),
		};
	}

	/** What the beliefs of the table come to in a place. */
	outcome(place: string | undefined): Outcome {
		const results: Outcome["results"] = {};
		let harassment = NO;
		let stalking = NO;
		for (const pack of packsFor(this.compiled, place))
			for (const definition of pack.definitions) {
				const { result } = this.#strongest(pack, definition);
				results[definition.id] = RESULTS[result] as Result;
				if (!pack.inSummary) continue;
				if (countsTowards(definition, "harassment")) harassment = Math.max(harassment, result);
				if (countsTowards(definition, "stalking")) stalking = Math.max(stalking, result);
			}
		const { urgent, fixation } = this.compiled;
		return {
			urgent: this.#signs(urgent),
			summary: { harassment: RESULTS[harassment] as Result, stalking: RESULTS[stalking] as Result },
			fixation: { signs: this.#signs(fixation.signs), result: this.result(fixation.criterion) },
			results,
		};
	}

	/** Whether a checklist or an item is asked, by what was answered before. Unknown is not a no. */
	isAsked(kind: keyof Compiled["askWhen"], id: string, answers: Answers): boolean {
		const row = this.compiled.askWhen[kind][id];
		if (row === undefined) return true;
		this.table.believe(answers);
		return this.table.leaves(row) !== CAN_FAIL;
	}

	/** What a row comes to. Contradicting answers are unclear. */
	result(row: Row): Result {
		return RESULTS[this.#level(row)] as Result;
	}

	/** The number of a result. */
	#level(row: Row): number {
		return resultOf(this.table.leaves(row));
	}

	/** The rows to read an element from: the rules about an item say nothing until it is answered. */
	rows(element: CompiledElement): ElementRows {
		const { about, consistent } = element;
		return about.length > 0 && about.every((item) => this.#isAnswered(item)) ? consistent : element;
	}

	#elementLevel(element: CompiledElement): number {
		const level = this.#level(this.rows(element).whole);
		return level === YES && this.isPresumedAgainst(element) ? OPEN : level;
	}

	/** Whether the answers rule out something that is presumed of an element. */
	isPresumedAgainst({ soft }: CompiledElement): boolean {
		return soft.some((factor) => factor.presumed && this.#isRuledOut(factor));
	}

	#isRuledOut({ row }: { row: Row }): boolean {
		const leaves = this.table.leaves(row);
		return leaves !== 0 && (leaves & CAN_MEET) === 0;
	}

	#routeLevel({ elements: all }: CompiledPack, { elements, atMost }: CompiledRoute): number {
		let level = atMost ? OPEN : YES;
		for (const at of elements) level = Math.min(level, this.#elementLevel(all[at] as CompiledElement));
		return level;
	}

	/** The number of the result of a definition, and the first route that comes to it. */
	#strongest(pack: CompiledPack, { routes }: CompiledDefinition): { result: number; route: string } {
		let result = -1;
		let id = "";
		for (const route of routes) {
			const level = this.#routeLevel(pack, route);
			if (level <= result) continue;
			result = level;
			id = route.id;
		}
		return { result: Math.max(NO, result), route: id };
	}

	#verdicts(pack: CompiledPack, contradictions: number[][]): ReasonedVerdict[] {
		const unknown = pack.elements.map((element) => this.#unknown(element));
		const findings = pack.elements.map((element, at) =>
			this.#finding(element, unknown[at] as number[], contradictions),
		);
		return pack.definitions.map((definition) => {
			const { result, route } = this.#strongest(pack, definition);
			return {
				definition: definition.id,
				result: RESULTS[result] as Result,
				route,
				elements: definition.elements.map(({ element, routes }) => ({
					element: (pack.elements[element] as CompiledElement).id,
					routes,
					finding: findings[element] as Finding,
				})),
				wouldSettle: result === OPEN ? this.#ids(this.#wouldSettle(pack, definition, unknown)) : [],
			};
		});
	}

	#ids(items: number[]): string[] {
		return items.map((item) => this.table.variables[item]?.id as string);
	}

	/** The open items on which an unclear element depends. */
	#unknown(element: CompiledElement): number[] {
		const { table } = this;
		if (table.leaves(this.rows(element).whole) === 0 || this.#elementLevel(element) !== OPEN) return [];
		return table.support(element.whole, table.beliefs).filter((item) => this.#isOpen(item));
	}

	#finding(element: CompiledElement, unknown: number[], contradictions: number[][]): Finding {
		const contradicts = this.table.leaves(this.rows(element).whole) === 0;
		const level = this.#elementLevel(element);
		const softening = contradicts || level !== OPEN ? [] : this.#softening(element);
		const because = contradicts ? sorted(contradictions.flat()) : this.#reasonsFor(element, level, softening);
		return {
			result: RESULTS[level] as Result,
			assumed: element.criterion === undefined && softening.length === 0,
			because: this.#ids(because),
			unknown: this.#ids(unknown),
			softenedBy: softening.map(({ text }) => text),
			contradicts,
		};
	}

	/** What softens an unclear element. */
	#softening(element: CompiledElement): { row: Row; text: string }[] {
		const { soft } = element;
		const { criterion } = this.rows(element);
		if (criterion !== undefined && this.#level(criterion) !== YES) return this.#mayCount(element);
		return soft.filter((factor) =>
			factor.presumed ? this.#isRuledOut(factor) : this.table.leaves(factor.row) !== CAN_MEET,
		);
	}

	#reasonsFor(element: CompiledElement, level: number, softening: { row: Row }[]): number[] {
		const { whole, criterion, consistent, soft } = element;
		if (level !== OPEN) {
			if (this.#level(whole) === level) return this.#because(whole, level);
			// Only together with the rules do the answers settle it: all of them are needed.
			return this.#itemsOf(consistent.whole).filter((item) => this.#isAnswered(item));
		}
		const ruledOut = soft.filter((factor) => factor.presumed && this.#isRuledOut(factor));
		const rows = [criterion ?? whole, ...[...softening, ...ruledOut].map(({ row }) => row)];
		return sorted(rows.flatMap((row) => this.#because(row, this.#level(row))));
	}

	/** Items that happened and that only a court can accept as an occasion. */
	#mayCount(element: CompiledElement) {
		if ((this.table.leaves(this.rows(element).whole) & CAN_BE_OPEN) === 0) return [];
		return element.mayCount.filter(({ row }) => this.result(row) === "met");
	}

	#isOpen(item: number): boolean {
		const belief = this.table.beliefs[item] as number;
		return (belief & (belief - 1)) !== 0;
	}

	#isAnswered(item: number): boolean {
		return this.table.beliefs[item] !== this.table.all[item];
	}

	/**
	 * The items whose answers led to a result of a row: for not met those that rule out what would strengthen it most, else
	 * those that rule out what would weaken it most.
	 */
	#because(row: Row, level: number): number[] {
		const { table } = this;
		return this.#itemsOf(row).filter((item) => {
			const order = table.order(row, item);
			const against = 1 << ((level === NO ? order.at(-1) : order[0]) as number);
			return ((table.beliefs[item] as number) & against) === 0;
		});
	}

	/** Every item that a row depends on. */
	#itemsOf(row: Row): number[] {
		const known = this.#items.get(row);
		if (known) return known;
		const items = this.table.support(row, this.table.all);
		this.#items.set(row, items);
		return items;
	}

	/** Lists of items whose answers cannot be true together, each with the item that the broken rule is about first. */
	#contradictions(): number[][] {
		return this.compiled.brokenRules.flatMap(({ about, any, rules }) => {
			if (!this.#isAnswered(about) || this.#level(any) !== YES) return [];
			const broken = rules.filter((rule) => this.#level(rule) === YES);
			return (broken.length > 0 ? broken : [any]).map((row) => this.#fewest(row, about));
		});
	}

	/** Whether the answers to some items are enough to break a rule. */
	#isBrokenBy(row: Row, items: number[]): boolean {
		const { beliefs, all } = this.table;
		const supposed = all.slice();
		for (const item of items) supposed[item] = beliefs[item] as number;
		return this.table.leavesIf(row, supposed) === CAN_MEET;
	}

	/** As few answers as break a rule about one of them, that first: found by forgetting one after another. */
	#fewest(row: Row, about: number): number[] {
		const others = this.#itemsOf(row).filter((item) => item !== about && this.#isAnswered(item));
		return others.reduce(
			(kept, item) => {
				const fewer = kept.filter((it) => it !== item);
				return this.#isBrokenBy(row, fewer) ? fewer : kept;
			},
			[about, ...others],
		);
	}

	/**
	 * The items that could still settle an unclear definition: those open in a route that can yet be met, and, when every
	 * route can yet fail, those open in each. Empty when it hangs on more than answers.
	 */
	#wouldSettle(pack: CompiledPack, { routes }: CompiledDefinition, unknown: number[][]): number[] {
		const { table } = this;
		const leaves = (at: number, leaf: number) =>
			(table.leaves(this.rows(pack.elements[at] as CompiledElement).whole) & leaf) !== 0;
		const canMeet = (at: number) =>
			leaves(at, CAN_MEET) && !this.isPresumedAgainst(pack.elements[at] as CompiledElement);
		const canFail = (at: number) => leaves(at, CAN_FAIL);
		const open = routes.filter((route) => this.#routeLevel(pack, route) === OPEN);
		const toMeet = open
			.filter((route) => !route.atMost && route.elements.every(canMeet))
			.flatMap((route) => route.elements);
		const toFail = open.every((route) => route.elements.some(canFail))
			? open.flatMap((route) => route.elements.filter(canFail))
			: [];
		return sorted([...toMeet, ...toFail].flatMap((at) => unknown[at] as number[]));
	}

	/** The items of the signs that the answers show. */
	#signs(signs: Compiled["urgent"]): string[] {
		const { table } = this;
		return signs.filter(({ item, values }) => ((table.beliefs[item] as number) & ~values) === 0).map(({ id }) => id);
	}

	#notes(place: string | undefined, summary: Assessment["summary"], answerOf: AnswerOf): Assessment["notes"] {
		const isSaid = ({ item, is }: { item: string; is: string[] }) => is.some((id) => id === answerOf(item));
		return this.compiled.notes
			.filter(
				(note) =>
					isHere(note, place) &&
					(!note.summary || note.summary.is.includes(summary[note.summary.kind])) &&
					(note.said && (isSaid(note.said) || !note.when) ? isSaid(note.said) : this.#holds(note)),
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
