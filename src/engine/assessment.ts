/**
 * Writes whole assessments, as JSON on one line. `assess` reads its objects from that text, so it and `batch` give the same
 * bytes. Building objects to stringify takes twice as long: nearly all of an assessment repeats the content.
 */
import type { Assessment, Response } from "../content/schema";
import { Assessor, type Outcome, packsFor, stampOf } from "./assessor";
import type { Compiled, CompiledDefinition, CompiledElement, Where } from "./compile";
import { type AnswerOf, headline, readOut } from "./plain-words";
import { type Finding, Reasons } from "./reasons";
import type { Table } from "./table";
import { RESULTS, YES } from "./values";

/** A response without its answers; `ref` is written as JSON. */
export type Heading = {
	ref: string | undefined;
	place: string | undefined;
	for: NonNullable<Response["for"]> | undefined;
};

/** A finding, and the rest of its element as JSON, without the opening brace. */
type WrittenFinding = Pick<Finding, "unknown"> & { json: string };

export class AssessmentWriter {
	readonly assessor: Assessor;
	readonly #reasons: Reasons;
	readonly #stamp: string;
	readonly #definitions: Map<CompiledDefinition, WrittenDefinition>;
	/** By text of a soft factor. */
	readonly #soft: Map<string, string>;
	readonly #selection: SelectionAsJson[];
	/** By place: the selections with something to show there. */
	readonly #selections = new Map<string | undefined, SelectionAsJson<string>[]>();
	readonly #notes: (Shown & Pick<Compiled["notes"][number], "summary">)[];

	constructor(compiled: Compiled) {
		const { packs, elements, selection, notes } = compiled;
		this.assessor = new Assessor(compiled);
		this.#reasons = new Reasons(this.assessor);
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
		const { assessor } = this;
		const json = ref == null ? undefined : JSON.stringify(ref);
		const heading = { ref: json, place: place ?? undefined, for: whom ?? undefined };
		assessor.believe(assessor.table.beliefsOf(answers));
		return JSON.parse(this.write(heading, assessor.outcome(heading.place), (item) => answers[item]));
	}

	/** The assessment of the answers that the assessor was told last, which come to `outcome`. */
	write({ ref, place, for: whom }: Heading, outcome: Outcome, answerOf: AnswerOf): string {
		const { urgent, summary, fixation, verdicts } = outcome;
		const { table, compiled } = this.assessor;
		const { plainWords } = compiled;
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
		json += `,"content":${this.#stamp},"urgent":${table.idsJson(urgent)},"summary":${summaryJson(summary)}`;
		const isShown = (element: number) =>
			compiled.elements[element]?.criterion !== undefined && this.assessor.state(element).level === YES;
		const lines = headline(plainWords, packsFor(compiled, place), verdicts, isShown);
		json += `,"headline":${JSON.stringify(lines)},"readOut":${JSON.stringify(readOut(plainWords, answerOf))}`;
		if (contradictions.length > 0)
			json += `,"contradicts":${list(contradictions.map((items) => table.idsJson(items)))}`;
		json += `,"verdicts":${list(verdicts.map((verdict) => this.#verdict(verdict, finding)))}`;
		json += `,"fixation":${fixationJson(fixation, table)}`;
		json += `,"signposts":${list(this.#signposts(place, whom))}`;
		const notes = this.#notes.filter(({ summary: only }) => !only || only.is.includes(summary[only.kind]));
		return `${json},"notes":${list(this.#shown(notes, place, answerOf))}}`;
	}

	#verdict({ definition, result, route }: Outcome["verdicts"][number], finding: (element: number) => WrittenFinding) {
		const { head, elements } = this.#definitions.get(definition) as WrittenDefinition;
		const found = list(elements.map(({ element, head }) => head + finding(element).json));
		const wouldSettle =
			result === "unclear" ? this.#reasons.wouldSettle(definition, (element) => finding(element).unknown) : [];
		return `${head}"result":"${result}","route":"${route}","elements":${found},"wouldSettle":${this.assessor.table.idsJson(wouldSettle)}}`;
	}

	#finding(number: number, contradictions: number[][]): WrittenFinding {
		const { compiled, table } = this.assessor;
		const { leaves, level } = this.assessor.state(number);
		const { criterion } = compiled.elements[number] as CompiledElement;
		const { because, unknown, softenedBy } = this.#reasons.finding(number, contradictions);
		let json = `"result":"${RESULTS[level]}",`;
		if (criterion === undefined && softenedBy.length === 0) json += '"assumed":true,';
		json += `"because":${table.idsJson(because)},"unknown":${table.idsJson(unknown)}`;
		if (softenedBy.length > 0)
			json += `,"softenedBy":${list(softenedBy.map((text) => this.#soft.get(text) as string))}`;
		return { unknown, json: leaves === 0 ? `${json},"contradicts":true}` : `${json}}` };
	}

	#shown(all: Shown[], place: string | undefined, answerOf: AnswerOf): string[] {
		const isShown = ({ when, said }: Shown) =>
			said?.is.some((id) => id === answerOf(said.item)) ||
			(when === undefined ? said === undefined : this.assessor.level(when) === YES);
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
		const isMet = (row: number) => this.assessor.level(row) === YES;
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
	when?: number;
	said?: { item: string; is: string[] };
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

export function fixationJson({ signs, result }: Outcome["fixation"], table: Table): string {
	return `{"signs":${table.idsJson(signs)},"result":"${result}"}`;
}

/** A list of values that are JSON. Joining them in a loop is twice as fast as `join`, which copies them. */
export function list(values: string[]): string {
	let json = "";
	for (const value of values) json += json === "" ? value : `,${value}`;
	return `[${json}]`;
}
