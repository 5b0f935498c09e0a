/** Assessments as JSON on one line: the bytes of `assess --json` without its white space, or a compact form. */
import type { Assessment } from "../content/schema";
import type { Finding, Outcome, Reasoned } from "../engine/assessor";

type Stringify = (value: unknown) => string;

/**
 * Writes whole assessments. `JSON.stringify` of all of it takes longer: definitions share what was found of an element, and
 * each text of the content is stringified once.
 */
export class FullWriter {
	readonly #cache = new Map<unknown, string>();
	#findings = new Map<Finding, string>();

	/** `stringify` escapes what `ref` may contain. */
	write({ verdicts, fixation, signposts, notes, ...head }: Reasoned, stringify: Stringify): string {
		this.#findings = new Map();
		return `${stringify(head).slice(0, -1)},"verdicts":[${verdicts.map((verdict) => this.#verdict(verdict))}],"fixation":${JSON.stringify(fixation)},"signposts":[${signposts.map((it) => this.#cached(it))}],"notes":[${notes.map((it) => this.#cached(it))}]}\n`;
	}

	#verdict({ definition, result, route, elements, wouldSettle }: Reasoned["verdicts"][number]): string {
		const found = elements.map(
			({ element, routes, finding }) =>
				`{"element":"${element}","routes":${this.#cached(routes)},${this.#finding(finding)}`,
		);
		return `{"definition":"${definition}","result":"${result}","route":"${route}","elements":[${found}],"wouldSettle":${ids(wouldSettle)}}`;
	}

	#finding(finding: Finding): string {
		const known = this.#findings.get(finding);
		if (known !== undefined) return known;
		const { result, assumed, because, unknown, softenedBy, contradicts } = finding;
		const taken = assumed ? '"assumed":true,' : "";
		const softened = softenedBy.length > 0 ? `,"softenedBy":[${softenedBy.map((it) => this.#cached(it))}]` : "";
		const json = `"result":"${result}",${taken}"because":${ids(because)},"unknown":${ids(unknown)}${softened}${contradicts ? ',"contradicts":true' : ""}}`;
		this.#findings.set(finding, json);
		return json;
	}

	#cached(value: unknown): string {
		const known = this.#cache.get(value);
		if (known !== undefined) return known;
		const json = JSON.stringify(value);
		this.#cache.set(value, json);
		return json;
	}
}

function ids(ids: string[]): string {
	return ids.length === 0 ? "[]" : `["${ids.join('","')}"]`;
}

/** The results of an assessment without reasons, notes and signposts. */
export function compactAssessment(
	{ ref, place }: Pick<Assessment, "ref" | "place">,
	changed: true | undefined,
	{ urgent, summary, fixation, results }: Outcome,
): object {
	return { ref, place, changed, urgent, summary, results, fixation };
}
