/**
 * Writes whole assessments, as JSON on one line. `assess` reads its objects from that text, so it and `batch` give the same
 * bytes. A batch that builds objects to stringify takes half as long again: nearly all of an assessment repeats the content.
 */
import type { Assessment, Response } from "../content/schema";
import type { Compiled, CompiledDefinition, CompiledElement, Where } from "./compile";
import { Evaluator, type Outcome, packsFor, stampOf } from "./evaluator";
import { type AnswerOf, fitOf, headline, readOut } from "./plain-words";
import { type Finding, Reasons } from "./reasons";
import type { Table } from "./table";
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
	/** By place and how the answers fit each definition. */
	readonly #headlines = new Map<string, string>();
	/** By text of a soft factor. */
	readonly #soft: Map<string, string>;
	readonly #selection: SelectionAsJson[];
	/** By place: the selections with something to show there. */
	readonly #selections = new Map<string | undefined, SelectionAsJson<string>[]>();
	readonly #notes: (Shown & Pick<Compiled["notes"][number], "summary">)[];

	constructor(compiled: Compiled) {
		const { packs, elements, selection, notes } = compiled;
		this.evaluator = new Evaluator(compiled);
		this.#reasons = new Reasons(this.evaluator);
		this.#stamp = JSON.stringify(stampOf(compiled));
		const definitions = packs.flatMap((pack) => pack.definitions);
		this.#definitions = new Map(definitions.map((it) => [it, writtenDefinition(it, elements)]));
		const soft = elements.flatMap(({ soft, mayCount }) => [...soft, ...mayCount]);
		this.#soft = new Map(soft.map(({ text }) => [text, JSON.stringify(text)]));
		this.#selection = selection.map(({ signposts, ...it }) => ({
			...it,
			signposts: signposts.map(({ shown, ...where }) => ({ ...where, json: JSON.stringify(shown) })),
		}));
		this.#notes = notes.map((it) => ({ ...it, json: JSON.stringify(it.text) }));
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
		const contradictions = this.#reasons.contradictions();
		const findings: Finding[] = [];
		const finding = (element: number): Finding => {
			findings[element] ??= this.#reasons.finding(element, contradictions);
			return findings[element];
		};
		let json = '{"format":"stalk-check/assessment@1"';
		if (ref !== undefined) json += `,"ref":${ref}`;
		if (place !== undefined) json += `,"place":"${place}"`;
		if (whom !== undefined) json += `,"for":"${whom}"`;
		json = table.addIds(`${json},"content":${this.#stamp},"urgent":`, urgent);
		json += `,"summary":${summaryJson(summary)},"headline":${this.#headline(place, verdicts)}`;
		json += `,"readOut":${JSON.stringify(readOut(compiled.plainWords, answerOf))}`;
		if (contradictions.length > 0)
			json = `${addAll(`${json},"contradicts":[`, contradictions, (json, items) => table.addIds(json, items))}]`;
		json = addAll(`${json},"verdicts":[`, verdicts, (json, verdict) => this.#addVerdict(json, verdict, finding));
		json = addFixation(`${json}],"fixation":`, fixation, table);
		json = addAll(`${json},"signposts":[`, this.#signposts(place, whom), addJson);
		const notes = this.#notes.filter(({ summary: only }) => !only || only.is.includes(summary[only.kind]));
		return `${addAll(`${json}],"notes":[`, this.#shown(notes, place, answerOf), addJson)}]}`;
	}

	/** Hundreds of headlines serve all responses of a batch, and writing one takes a tenth of the time of an assessment. */
	#headline(place: string | undefined, verdicts: Outcome["verdicts"]): string {
		const { compiled } = this.evaluator;
		const isShown = (element: number) =>
			compiled.elements[element]?.criterion !== undefined && this.evaluator.state(element).level === YES;
		const fits = verdicts.map((verdict) => fitOf(verdict, isShown));
		const key = `${place} ${fits}`;
		const known = this.#headlines.get(key);
		if (known !== undefined) return known;
		const json = JSON.stringify(headline(compiled.plainWords, packsFor(compiled, place), fits));
		this.#headlines.set(key, json);
		return json;
	}

	#addVerdict(
		start: string,
		{ definition, result, route }: Outcome["verdicts"][number],
		finding: (element: number) => Finding,
	): string {
		const { head, elements } = this.#definitions.get(definition) as WrittenDefinition;
		let json = `${start}${head}"result":"${result}","route":"${route}","elements":[`;
		json = addAll(json, elements, (json, { element, head }) =>
			this.#addFinding(json + head, element, finding(element)),
		);
		const wouldSettle =
			result === "unclear" ? this.#reasons.wouldSettle(definition, (element) => finding(element).unknown) : [];
		return `${this.evaluator.table.addIds(`${json}],"wouldSettle":`, wouldSettle)}}`;
	}

	#addFinding(start: string, element: number, { because, unknown, softenedBy }: Finding): string {
		const { compiled, table } = this.evaluator;
		const { leaves, level } = this.evaluator.state(element);
		let json = `${start}"result":"${RESULTS[level]}",`;
		if (compiled.elements[element]?.criterion === undefined && softenedBy.length === 0) json += '"assumed":true,';
		json = table.addIds(`${json}"because":`, because);
		json = table.addIds(`${json},"unknown":`, unknown);
		if (softenedBy.length > 0)
			json = `${addAll(`${json},"softenedBy":[`, softenedBy, (json, text) => json + this.#soft.get(text))}]`;
		return leaves === 0 ? `${json},"contradicts":true}` : `${json}}`;
	}

	#shown(all: Shown[], place: string | undefined, answerOf: AnswerOf): string[] {
		const isShown = ({ when, said }: Shown) =>
			said?.is.some((id) => id === answerOf(said.item)) ||
			(when === undefined ? said === undefined : this.evaluator.level(when) === YES);
		return all
			.filter((it) => isHere(it, place))
			.filter(isShown)
			.map(({ json }) => json);
	}

	#signposts(place: string | undefined, whom: Heading["for"]): string[] {
		let selections = this.#selections.get(place);
		if (!selections) {
			selections = this.#selection
				.map((it) => ({ ...it, signposts: it.signposts.filter((one) => isHere(one, place)).map(({ json }) => json) }))
				.filter(({ signposts }) => signposts.length > 0);
			this.#selections.set(place, selections);
		}
		const isMet = (row: number) => this.evaluator.level(row) === YES;
		const chosen: string[] = [];
		for (const { for: only, when, unless, fill, signposts } of selections) {
			if (fill && chosen.length >= ENOUGH_SIGNPOSTS) continue;
			if ((only && only !== whom) || (when !== undefined && !isMet(when)) || (unless !== undefined && isMet(unless)))
				continue;
			for (const json of signposts) if (!chosen.includes(json)) chosen.push(json);
		}
		return chosen;
	}
}

/** A selection that may fill up adds nothing once there are so many signposts. */
const ENOUGH_SIGNPOSTS = 7;

type SelectionAsJson<S = Where & { json: string }> = Omit<Compiled["selection"][number], "signposts"> & {
	signposts: S[];
};

function isHere({ places, everywhere }: Where, place: string | undefined): boolean {
	return place === undefined ? everywhere : !places || places.includes(place);
}

/** Something that an assessment may show, as JSON: when a row is met or an answer is one of some options. */
type Shown = Where & {
	when?: number | undefined;
	said?: { item: string; is: string[] } | undefined;
	json: string;
};

/** What the verdicts on a definition begin with, and their elements. */
type WrittenDefinition = { head: string; elements: { element: number; head: string }[] };

function writtenDefinition({ id, elements }: CompiledDefinition, all: CompiledElement[]): WrittenDefinition {
	return {
		head: `{"definition":"${id}",`,
		elements: elements.map(({ element, routes }) => ({
			element,
			head: `{"element":"${(all[element] as CompiledElement).id}","routes":${JSON.stringify(routes)},`,
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

function addJson(json: string, value: string): string {
	return json + value;
}
