/**
 * Assessments as JSON on one line each, put together from parts that are written once. The bytes are those that
 * `JSON.stringify` makes of the object that `assess` gives; a test holds the two together.
 */
import {
	isAssumed,
	notesFor,
	type Outcome,
	signpostsFor,
	strongestRoute,
	type WeighedPack,
	wouldSettle,
} from "./assess";
import type { PlannedDefinition } from "./plan";
import type { Response } from "./schema";
import type { Reasons, Weigher } from "./weigh";

/** What an assessment repeats of its response. `ref` is JSON already. */
export type Head = {
	ref: string | undefined;
	place: string | undefined;
	for: Response["for"];
};

export class Writer {
	readonly #weigher: Weigher;
	readonly #json: (value: unknown) => string;
	/** What was written of an object of the plan, or of a text of it. */
	readonly #written = new Map<unknown, string>();
	/** Of each definition: what stands before the result of each of its elements. */
	readonly #findings = new Map<PlannedDefinition, string[]>();
	readonly #items: string[];
	readonly #content: string;

	/** `json` writes a value in the way that assessments are written elsewhere. */
	constructor(weigher: Weigher, json: (value: unknown) => string) {
		this.#weigher = weigher;
		this.#json = json;
		const { plan } = weigher;
		const { version, hash, checkedOn } = plan;
		this.#content = json({ version, hash, checkedOn });
		this.#items = weigher.items.map(json);
		for (const { elements, definitions } of plan.packs)
			for (const definition of definitions)
				this.#findings.set(
					definition,
					definition.elements.map(({ element, routes }) => {
						const id = json(elements[element]?.id);
						return `{"element":${id},"routes":${json(routes)},"result":"`;
					}),
				);
	}

	/** A whole assessment. */
	full(head: Head, outcome: Outcome): string {
		const { urgent, summary, fixation, packs } = outcome;
		const weigher = this.#weigher;
		const signposts = signpostsFor(weigher, head.place);
		const notes = notesFor(weigher, head.place, summary);
		return `{"format":"stalk-check/assessment@1"${this.#head(head)},"content":${this.#content},"urgent":${ids(urgent)},"summary":{"harassment":"${summary.harassment}","stalking":"${summary.stalking}"},"verdicts":[${packs.map((pack) => this.#verdicts(pack)).join()}],"fixation":{"signs":${ids(fixation.signs)},"result":"${fixation.result}"},"signposts":[${signposts.map(({ shown }) => this.#once(shown)).join()}],"notes":[${notes.map(({ text }) => this.#once(text)).join()}]}`;
	}

	/** What an assessment comes to: no reasons, notes or signposts. */
	compact({ ref, place }: Head, outcome: Outcome): string {
		const { urgent, summary, fixation, packs } = outcome;
		const head = this.#head({ ref, place, for: undefined });
		let results = "";
		for (const { definitions } of packs)
			for (const { definition, result } of definitions)
				results += `${results === "" ? "" : ","}"${definition.id}":"${result}"`;
		return `{${head === "" ? "" : `${head.slice(1)},`}"urgent":${ids(urgent)},"summary":{"harassment":"${summary.harassment}","stalking":"${summary.stalking}"},"results":{${results}},"fixation":{"signs":${ids(fixation.signs)},"result":"${fixation.result}"}}`;
	}

	#head({ ref, place, for: whom }: Head): string {
		let head = ref === undefined ? "" : `,"ref":${ref}`;
		if (place !== undefined) head += `,"place":"${place}"`;
		if (whom != null) head += `,"for":"${whom}"`;
		return head;
	}

	#verdicts({ elements, definitions }: WeighedPack): string {
		const weigher = this.#weigher;
		const reasons: Reasons[] = [];
		const findings = elements.map((weighed, at) => {
			const { element, result, softenedBy } = weighed;
			const why = weigher.reasons(element);
			reasons[at] = why;
			const assumed = isAssumed(weighed) ? ',"assumed":true' : "";
			const softened =
				softenedBy.length > 0
					? `,"softenedBy":[${softenedBy.map((text) => this.#once(text)).join()}]`
					: "";
			return `${result}"${assumed},"because":${this.#list(why.because)},"unknown":${this.#list(why.unknown)}${softened}}`;
		});
		let verdicts = "";
		for (const weighed of definitions) {
			const { definition, result } = weighed;
			const route = strongestRoute(weighed);
			const heads = this.#findings.get(definition) as string[];
			let of = "";
			for (let i = 0; i < heads.length; i++)
				of += `${i === 0 ? "" : ","}${heads[i]}${findings[definition.elements[i]?.element as number]}`;
			const settling = wouldSettle(weigher, weighed, elements, reasons);
			verdicts += `${verdicts === "" ? "" : ","}{"definition":"${definition.id}","result":"${result}","route":"${route}","elements":[${of}],"wouldSettle":${this.#list(settling)}}`;
		}
		return verdicts;
	}

	/** Items by number as a list of their ids. */
	#list(items: number[]): string {
		let list = "";
		for (const item of items)
			list += list === "" ? this.#items[item] : `,${this.#items[item]}`;
		return `[${list}]`;
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
