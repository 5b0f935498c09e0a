/** `stalk-check assess`: assesses one response. */
import readCompiled from "virtual:compiled";
import type { Response } from "../content/schema";
import { AssessmentWriter } from "../engine/assessment-writer";
import type { Checkable } from "../engine/response";
import { readResponse } from "../platform/read-response";
import { checkPlace, loadCompiledContent } from "./content";
import { readOptionalResponse, readResponseBytes } from "./input";
import { asJson, type Context } from "./options";
import { checkOutput, writeAssessment } from "./output";

export async function run(context: Context): Promise<number> {
	const { io, options } = context;
	const [file] = context.args;
	await checkOutput(options);
	const bytes =
		file === undefined && options.incidents !== undefined ? readOptionalResponse(io) : readResponseBytes(io, file);
	const read = (content: Checkable): Response => {
		const response: Response = bytes ? readResponse(content, bytes) : { answers: {} };
		const place = response.place ?? options.place;
		return { ...response, place, for: response.for ?? options.for };
	};
	const needsContent = options.questions ?? options.incidents ?? options.dates ?? options.redact;
	if (asJson(options) && needsContent === undefined) {
		// JSON needs only what is compiled, which loads in a fraction of the time of the content.
		const compiled = readCompiled();
		checkPlace(options, compiled);
		const response = read(compiled);
		if (response.for == null) return writeAssessment(context, new AssessmentWriter(compiled).assess(response));
	}
	const content = await loadCompiledContent(context);
	const { readIncidents, report, reportInput } = await import("./write-report");
	const incidents = await readIncidents(content, context);
	return report(context, reportInput(content, read(content), options, incidents));
}
