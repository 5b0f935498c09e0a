/** Content and a response make an assessment. */

import type { Assessment, Content, Response } from "../content/schema";
import { wordedFor } from "../content/wording";
import { assessWith } from "./assessment";
import { planOf } from "./plan";
import { Weigher } from "./weigh";

/**
 * Assesses one response. Pure: the same content and response give the same assessment.
 * The response must have passed `checkResponse` for this content.
 */
export function assess(content: Content, response: Response): Assessment {
	return assessWith(weigherFor(content, response.for), response);
}

/** What was prepared of some content, in either voice: it is assessed by again and again. */
const prepared = new WeakMap<Content, Map<Response["for"], Weigher>>();

function weigherFor(content: Content, whom: Response["for"]): Weigher {
	const voices = prepared.get(content) ?? new Map<Response["for"], Weigher>();
	prepared.set(content, voices);
	const voice = whom ?? undefined;
	const weigher =
		voices.get(voice) ?? new Weigher(planOf(wordedFor(content, voice)));
	voices.set(voice, weigher);
	return weigher;
}
