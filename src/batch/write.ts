/** Assessments as JSON on one line: the bytes of `assess --json` without its white space, or a compact form. */
import type { Assessment, Verdict } from "../content/schema";
import type { Outcome } from "../engine/assessor";

type Stringify = (value: unknown) => string;

/**
 * Writes whole assessments. `JSON.stringify` of all of it takes 1.5 times as long: ids need no escapes, and each text of
 * the content is stringified once.
 */
export class FullWriter {
	readonly #cache = new Map<unknown, string>();

	/** `stringify` escapes what `ref` may contain. */
	write({ verdicts, fixation, signposts, notes, ...head }: Assessment, stringify: Stringify): string {
		return `${stringify(head).slice(0, -1)},"verdicts":[${verdicts.map((verdict) => this.#verdict(verdict))}],"fixation":${JSON.stringify(fixation)},"signposts":[${this.#cached(signposts)}],"notes":[${this.#cached(notes)}]}\n`;
	}

	#verdict({ definition, result, route, elements, wouldSettle }: Verdict) {
		return `{"definition":"${definition}","result":"${result}","route":"${route}","elements":[${elements.map((element) => this.#element(element))}],"wouldSettle":${ids(wouldSettle)}}`;
	}

	#element(finding: Verdict["elements"][number]) {
		const { element, routes, result, assumed } = finding;
		const { because, unknown, softenedBy, contradicts } = finding;
		const taken = assumed ? '"assumed":true,' : "";
		const softened = softenedBy ? `,"softenedBy":[${this.#cached(softenedBy)}]` : "";
		return `{"element":"${element}","routes":${ids(routes)},"result":"${result}",${taken}"because":${ids(because)},"unknown":${ids(unknown)}${softened}${contradicts ? ',"contradicts":true' : ""}}`;
	}

	/** Parts of the content, stringified and joined. */
	#cached(values: unknown[]): string {
		return values
			.map((value) => {
				const json = this.#cache.get(value) ?? JSON.stringify(value);
				this.#cache.set(value, json);
				return json;
			})
			.join();
	}
}

function ids(ids: string[]): string {
	return ids.length === 0 ? "[]" : `["${ids.join('","')}"]`;
}

/** The results of an assessment without reasons, notes and signposts. */
export function compactAssessment(
	{ ref, place }: { ref: string | undefined; place: string | undefined },
	changed: true | undefined,
	{ urgent, summary, fixation, results }: Outcome,
): object {
	return {
		ref,
		place,
		changed,
		urgent,
		summary,
		results: Object.fromEntries(results),
		fixation,
	};
}
