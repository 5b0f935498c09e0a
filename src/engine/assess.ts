/** Content and a response make an assessment. */
import type { Assessment, Content, Response } from "../content/schema";
import { wordedFor } from "../content/wording";
import { AssessmentWriter } from "./assessment-writer";
import { type Compiled, compile } from "./compile";
import type { Evaluator } from "./evaluator";

/**
 * Assesses one response. Pure: the same content and response give the same assessment.
 * The response must have passed `checkResponse` for this content.
 */
export function assess(content: Content, response: Response): Assessment {
	return writerFor(content, response.for).assess(response);
}

/** The evaluator of some content, in either wording: compiled once. */
export function evaluatorFor(content: Content, whom?: Response["for"]): Evaluator {
	return writerFor(content, whom).evaluator;
}

const writers = new WeakMap<Content, Map<Response["for"], AssessmentWriter>>();

/** The writer of assessments for some content, in either wording: compiled once, unless it is given as compiled. */
export function writerFor(content: Content, whom: Response["for"], compiled?: Compiled): AssessmentWriter {
	const known = writers.get(content) ?? new Map<Response["for"], AssessmentWriter>();
	writers.set(content, known);
	const wording = whom ?? undefined;
	const writer = known.get(wording) ?? new AssessmentWriter(compiled ?? compile(wordedFor(content, wording)));
	known.set(wording, writer);
	return writer;
}
