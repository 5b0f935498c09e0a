/**
 * Writes whole assessments, as JSON on one line. `assess` reads its objects from that text, so it and `batch` give the same
 * bytes. A batch that builds objects to stringify takes half as long again: nearly all of an assessment repeats the content.
 */
import type { Assessment, Response } from "../content/schema";
import type { Compiled, CompiledDefinition, CompiledElement, CompiledPack, Row, Where } from "./compile";
import { Evaluator, type Outcome, packsFor, stampOf } from "./evaluator";
import { type AnswerOf, fitOf, headline, readOut } from "./plain-words";
import { Reasons } from "./reasons";
import { flat, type Table } from "./table";
import { RESULTS, YES } from "./values";

/** A response without its answers; `ref` is written as JSON. */
export type Heading = {
	ref: string | undefined;
	place: string | undefined;
	for: NonNullable<Response["for"]> | undefined;
};

export class AssessmentWriter {
	readonly evaluator: Evaluator;
	readonly #reasons: Reasons;
	readonly #stamp: string;
	readonly #definitions: Map<CompiledDefinition, WrittenDefinition>;
	/** By place. */
	readonly #texts = new Map<string | undefined, PlaceTexts>();
	/** By text of a soft factor. */
	readonly #soft: Map<string, string>;

	constructor(compiled: Compiled) {
		const { packs, elements } = compiled;
		this.evaluator = new Evaluator(compiled);
		this.#reasons = new Reasons(this.evaluator);
		this.#stamp = JSON.stringify(stampOf(compiled));
		const definitions = packs.flatMap((pack) => pack.definitions);
		this.#definitions = new Map(definitions.map((it) => [it, writtenDefinition(it, elements)]));
		const soft = elements.flatMap(({ soft, mayCount }) => [...soft, ...mayCount]);
		this.#soft = new Map(soft.map(({ text }) => [text, JSON.stringify(text)]));
	}

	assess({ answers, ref, place, for: whom }: Response): Assessment {
		const { evaluator } = this;
		const json = ref == null ? undefined : JSON.stringify(ref);
		const heading = { ref: json, place: place ?? undefined, for: whom ?? undefined };
		evaluator.believe(evaluator.table.beliefsOf(answers));
		return JSON.parse(this.write(heading, evaluator.outcome(heading.place), (item) => answers[item]));
	}

	/** The assessment of the answers that the evaluator was told last, which come to `outcome`. */
	write({ ref, place, for: whom }: Heading, outcome: Outcome, answerOf: AnswerOf): string {
		const { urgent, summary, fixation, verdicts } = outcome;
		const { table, compiled } = this.evaluator;
		const texts = this.#textsFor(place);
		const contradictions = this.#reasons.contradictions();
		const findings: WrittenFinding[] = [];
		const finding = (element: number): WrittenFinding => {
			findings[element] ??= this.#finding(element, contradictions);
			return findings[element];
		};
		let json = '{"format":"stalk-check/assessment@1"';
		if (ref !== undefined) json += `,"ref":${ref}`;
		if (place !== undefined) json += `,"place":"${place}"`;
		if (whom !== undefined) json += `,"for":"${whom}"`;
		json = table.addIds(`${json},"content":${this.#stamp},"urgent":`, urgent);
		json += `,"summary":${summaryJson(summary)},"headline":${this.#headline(texts, verdicts)}`;
		json += `,"readOut":${JSON.stringify(readOut(compiled.plainWords, answerOf))}`;
		if (contradictions.length > 0)
			json = `${addAll(`${json},"contradicts":[`, contradictions, (json, items) => table.addIds(json, items))}]`;
		json = addAll(`${json},"verdicts":[`, verdicts, (json, verdict) => this.#addVerdict(json, verdict, finding));
		json = addFixation(`${json}],"fixation":`, fixation, table);
		json += `,"signposts":[${this.#signposts(texts, whom)}]`;
		return `${json},"notes":[${this.#notes(texts, summary, answerOf)}]}`;
	}

	/** What may be said in a place: put together when it is first needed. */
	#textsFor(place: string | undefined): PlaceTexts {
		const known = this.#texts.get(place);
		if (known) return known;
		const { packs, places, selection, notes } = this.evaluator.compiled;
		const texts: PlaceTexts = {
			packs: packsFor({ packs, places }, place),
			headlines: new Map(),
			selection: selection
				.map((it) => ({ ...it, signposts: it.signposts.filter((one) => isHere(one, place)) }))
				.filter(({ signposts }) => signposts.length > 0),
			notes: notes.filter((it) => isHere(it, place)),
		};
		this.#texts.set(place, texts);
		return texts;
	}

	#headline({ packs, headlines }: PlaceTexts, verdicts: Outcome["verdicts"]): string {
		const { compiled } = this.evaluator;
		const isShown = (element: number) =>
			compiled.elements[element]?.criterion !== undefined && this.evaluator.state(element).level === YES;
		const fits = verdicts.map((verdict) => fitOf(verdict, isShown));
		const key = fits.join();
		const known = headlines.get(key);
		if (known !== undefined) return known;
		const json = JSON.stringify(headline(compiled.plainWords, packs, fits));
		if (headlines.size === MAX_HEADLINES) headlines.clear();
		headlines.set(key, json);
		return json;
	}

	#addVerdict(
		start: string,
		{ definition, result, route }: Outcome["verdicts"][number],
		finding: (element: number) => WrittenFinding,
	): string {
		const { head, elements } = this.#definitions.get(definition) as WrittenDefinition;
		let json = `${start}${head}"result":"${result}","route":"${route.id}","elements":[`;
		json = addAll(json, elements, (json, { element, head }) => json + head + finding(element).json);
		const wouldSettle =
			result === "unclear" ? this.#reasons.wouldSettle(definition, (element) => finding(element).unknown) : [];
		return `${this.evaluator.table.addIds(`${json}],"wouldSettle":`, wouldSettle)}}`;
	}

	#finding(element: number, contradictions: number[][]): WrittenFinding {
		const { because, unknown, softenedBy } = this.#reasons.finding(element, contradictions);
		const { compiled, table } = this.evaluator;
		const { leaves, level } = this.evaluator.state(element);
		let json = `"result":"${RESULTS[level]}",`;
		if (compiled.elements[element]?.criterion === undefined && softenedBy.length === 0) json += '"assumed":true,';
		json = table.addIds(`${json}"because":`, because);
		json = table.addIds(`${json},"unknown":`, unknown);
		if (softenedBy.length > 0)
			json = `${addAll(`${json},"softenedBy":[`, softenedBy, (json, text) => json + this.#soft.get(text))}]`;
		return { json: flat(leaves === 0 ? `${json},"contradicts":true}` : `${json}}`), unknown };
	}

	/** The JSON of the notes to show, with commas between. */
	#notes({ notes }: PlaceTexts, summary: Outcome["summary"], answerOf: AnswerOf): string {
		return notes
			.filter(({ when, said, summary: only }) => {
				if (only && !only.is.includes(summary[only.kind])) return false;
				if (said?.is.some((id) => id === answerOf(said.item))) return true;
				return when === undefined ? said === undefined : this.#isMet(when);
			})
			.map(({ json }) => json)
			.join();
	}

	/** The JSON of the signposts to show, with commas between. */
	#signposts({ selection }: PlaceTexts, whom: Heading["for"]): string {
		const shown = new Set<string>();
		for (const { for: only, when, unless, fill, signposts } of selection) {
			if (fill && shown.size >= ENOUGH_SIGNPOSTS) continue;
			if (only && only !== whom) continue;
			if ((when !== undefined && !this.#isMet(when)) || (unless !== undefined && this.#isMet(unless))) continue;
			for (const { json } of signposts) shown.add(json);
		}
		return [...shown].join();
	}

	#isMet(row: Row): boolean {
		return this.evaluator.level(row) === YES;
	}
}

/** A selection that may fill up adds nothing once there are so many signposts. */
const ENOUGH_SIGNPOSTS = 7;

/** What may be said in a place. */
type PlaceTexts = Pick<Compiled, "selection" | "notes"> & {
	packs: CompiledPack[];
	/** By how the answers fit each definition. Hundreds serve a batch, and to write one takes a tenth of an assessment's time. */
	headlines: Map<string, string>;
};

/** Content with many definitions has more than a batch should hold. */
const MAX_HEADLINES = 1000;

function isHere({ places, everywhere }: Where, place: string | undefined): boolean {
	return place === undefined ? everywhere : !places || places.includes(place);
}

/** What is said of an element after its id, and the items that could still settle it. */
type WrittenFinding = { json: string; unknown: number[] };

/** What the verdicts on a definition begin with, and their elements. */
type WrittenDefinition = { head: string; elements: { element: number; head: string }[] };

function writtenDefinition({ id, elements }: CompiledDefinition, all: CompiledElement[]): WrittenDefinition {
	return {
		head: flat(`{"definition":"${id}",`),
		elements: elements.map(({ element, routes }) => ({
			element,
			head: flat(`{"element":"${(all[element] as CompiledElement).id}","routes":${JSON.stringify(routes)},`),
		})),
	};
}

export function summaryJson({ harassment, stalking }: Outcome["summary"]): string {
	return `{"harassment":"${harassment}","stalking":"${stalking}"}`;
}

export function addFixation(json: string, { signs, result }: Outcome["fixation"], table: Table): string {
	return `${table.addIds(`${json}{"signs":`, signs)},"result":"${result}"}`;
}

/** Adds the values of a list. Text that only grows at its end is the fastest to write. */
function addAll<T>(start: string, values: T[], add: (json: string, value: T) => string): string {
	let json = start;
	for (let i = 0; i < values.length; i++) json = add(i === 0 ? json : `${json},`, values[i] as T);
	return json;
}
