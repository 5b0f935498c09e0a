/** Content and a response make an assessment. */
import type { Assessment, Content, Response } from "../content/schema";
import { wordedFor } from "../content/wording";
import { Assessor } from "./assessor";
import { compile } from "./compile";

/**
 * Assesses one response. Pure: the same content and response give the same assessment.
 * The response must have passed `checkResponse` for this content.
 */
export function assess(content: Content, response: Response): Assessment {
	return assessorFor(content, response.for).assess(response);
}

const assessors = new WeakMap<Content, Map<Response["for"], Assessor>>();

/** The assessor of some content, in either wording: compiled once. */
export function assessorFor(content: Content, whom?: Response["for"]): Assessor {
	const known = assessors.get(content) ?? new Map<Response["for"], Assessor>();
	assessors.set(content, known);
	const wording = whom ?? undefined;
	const assessor = known.get(wording) ?? new Assessor(compile(wordedFor(content, wording)));
	known.set(wording, assessor);
	return assessor;
}
