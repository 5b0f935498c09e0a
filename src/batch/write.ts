/**
 * Assessments as JSON on one line each, put together from pieces that are written once. Joined, they are the bytes that
 * `JSON.stringify` makes of the object that `assess` gives; a test holds the two together.
 */

import type { Response, Result } from "../content/schema";
import {
	isAssumed,
	notesFor,
	type Outcome,
	signpostsFor,
	stampOf,
	strongestRoute,
	wouldSettle,
} from "../engine/assessment";
import type { PlannedDefinition } from "../engine/plan";
import type { Reasons, Weighed, WeighedPack, Weigher } from "../engine/weigh";

/** What an assessment repeats of its response. `ref` is JSON already. */
export type Head = {
	ref: string | undefined;
	place: string | undefined;
	for: Response["for"];
};

/** The beginning of what was found of an element, and the same of what was only taken to be so. */
const FOUND = begin('"because":[');
const ASSUMED = begin('"assumed":true,"because":[');

function begin(more: string): Record<Result, string> {
	const of = (result: Result) => `${result}",${more}`;
	return { met: of("met"), unclear: of("unclear"), "not-met": of("not-met") };
}

/** What stands before the result of a definition, and before the results of its elements. */
type Heads = { head: string; elements: string[] };

export class Writer {
	readonly #weigher: Weigher;
	readonly #json: (value: unknown) => string;
	/** What was written of an object of the plan, or of a text of it. */
	readonly #written = new Map<unknown, string>();
	readonly #heads = new Map<PlannedDefinition, Heads>();
	/** Of each item: its id, first in a list and further on. */
	readonly #ids: string[];
	readonly #more: string[];
	readonly #content: string;
	readonly #changed: string;
	/** Whether there is nothing but ASCII in what it writes, apart from a `ref`. */
	readonly ascii: boolean;

	/** `json` writes a value in the way that assessments are written elsewhere. */
	constructor(weigher: Weigher, json: (value: unknown) => string) {
		this.#weigher = weigher;
		this.#json = json;
		const { plan } = weigher;
		this.#content = json(stampOf(plan));
		this.#changed = plan.changed ? '"changed":true,' : "";
		this.ascii = /^[ -~]*$/.test(json(plan));
		this.#ids = weigher.items.map(json);
		this.#more = this.#ids.map((id) => `,${id}`);
		for (const { elements, definitions } of plan.packs)
			for (const definition of definitions)
				this.#heads.set(definition, {
					head: `{"definition":${json(definition.id)},"result":"`,
					elements: definition.elements.map(({ element, routes }, i) => {
						const id = json(elements[element]?.id);
						return `${i === 0 ? "" : ","}{"element":${id},"routes":${json(routes)},"result":"`;
					}),
				});
	}

	/** A whole assessment. */
	full(head: Head, outcome: Outcome, to: string[]) {
		const { urgent, summary, fixation, packs } = outcome;
		const weigher = this.#weigher;
		to.push(
			`{"format":"stalk-check/assessment@1"${this.#head(head)},"content":${this.#content},"urgent":${ids(urgent)},"summary":{"harassment":"${summary.harassment}","stalking":"${summary.stalking}"},"verdicts":[`,
		);
		let first = true;
		for (const pack of packs) {
			this.#verdicts(pack, first, to);
			first &&= pack.definitions.length === 0;
		}
		to.push(
			`],"fixation":{"signs":${ids(fixation.signs)},"result":"${fixation.result}"},"signposts":[`,
		);
		this.#texts(
			signpostsFor(weigher, head.place).map(({ shown }) => shown),
			to,
		);
		to.push('],"notes":[');
		this.#texts(
			notesFor(weigher, head.place, summary).map(({ text }) => text),
			to,
		);
		to.push("]}");
	}

	/** What an assessment comes to: no reasons, notes or signposts. */
	compact({ ref, place }: Head, outcome: Outcome, to: string[]) {
		const { urgent, summary, fixation, packs } = outcome;
		const head = this.#head({ ref, place, for: undefined });
		to.push(
			`{${head === "" ? "" : `${head.slice(1)},`}${this.#changed}"urgent":${ids(urgent)},"summary":{"harassment":"${summary.harassment}","stalking":"${summary.stalking}"},"results":{`,
		);
		let comma = "";
		for (const { definitions } of packs)
			for (const { definition, result } of definitions) {
				to.push(`${comma}"${definition.id}":"${result}"`);
				comma = ",";
			}
		to.push(
			`},"fixation":{"signs":${ids(fixation.signs)},"result":"${fixation.result}"}}`,
		);
	}

	#head({ ref, place, for: whom }: Head): string {
		let head = ref === undefined ? "" : `,"ref":${ref}`;
		if (place !== undefined) head += `,"place":"${place}"`;
		if (whom != null) head += `,"for":"${whom}"`;
		return head;
	}

	#verdicts(
		{ elements, definitions }: WeighedPack,
		first: boolean,
		to: string[],
	) {
		const weigher = this.#weigher;
		const reasons = elements.map(({ element }) => weigher.reasons(element));
		const findings = elements.map((weighed, at) =>
			this.#finding(weighed, reasons[at] as Reasons),
		);
		for (const weighed of definitions) {
			const { definition, result } = weighed;
			const { head, elements: heads } = this.#heads.get(definition) as Heads;
			const comma = first && weighed === definitions[0] ? "" : ",";
			to.push(
				`${comma}${head}${result}","route":"${strongestRoute(weighed)}","elements":[`,
			);
			for (let i = 0; i < heads.length; i++) {
				const { element } = definition.elements[i] as { element: number };
				to.push(heads[i] as string, findings[element] as string);
			}
			to.push('],"wouldSettle":[');
			this.#items(wouldSettle(weigher, weighed, elements, reasons), to);
			to.push("]}");
		}
	}

	/** What was found of one element, from its result on. */
	#finding(weighed: Weighed, { because, unknown }: Reasons): string {
		const { result, softenedBy } = weighed;
		const to = [isAssumed(weighed) ? ASSUMED[result] : FOUND[result]];
		this.#items(because, to);
		to.push('],"unknown":[');
		this.#items(unknown, to);
		if (softenedBy.length > 0) {
			to.push('],"softenedBy":[');
			this.#texts(softenedBy, to);
		}
		to.push("]}");
		return to.join("");
	}

	/** Items by number, as the ids of a list. */
	#items(items: number[], to: string[]) {
		for (let i = 0; i < items.length; i++)
			to.push((i === 0 ? this.#ids : this.#more)[items[i] as number] as string);
	}

	#texts(values: unknown[], to: string[]) {
		for (let i = 0; i < values.length; i++)
			to.push(i === 0 ? "" : ",", this.#once(values[i]));
	}

	/** A value of the plan as JSON, written only the first time. */
	#once(value: unknown): string {
		const written = this.#written.get(value) ?? this.#json(value);
		this.#written.set(value, written);
		return written;
	}
}

/** Ids need no escapes. */
function ids(ids: string[]): string {
	return ids.length === 0 ? "[]" : `["${ids.join('","')}"]`;
}
