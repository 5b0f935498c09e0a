/** `stalk-check assess`: assesses one response. */
import readPlan from "virtual:plan";
import type { Response } from "../content/schema";
import { assessWith } from "../engine/assessment";
import type { Checkable } from "../engine/response";
import { Weigher } from "../engine/weigh";
import { readResponse } from "../platform/read-response";
import { checkPlace, loadContent } from "./content";
import { readOptionalResponse, readResponseBytes } from "./input";
import { asJson, type Context } from "./options";
import { checkOutput, writeAssessment } from "./output";

export async function assess(context: Context): Promise<number> {
	const { io, options } = context;
	const [file] = context.args;
	checkOutput(options);
	const bytes =
		file === undefined && options.incidents !== undefined
			? readOptionalResponse(io)
			: readResponseBytes(io, file);
	const read = (content: Checkable): Response => {
		const response: Response = bytes
			? readResponse(content, bytes)
			: { answers: {} };
		const place = response.place ?? options.place;
		return { ...response, place, for: response.for ?? options.for };
	};
	const needsContent =
		options.questions ?? options.incidents ?? options.dates ?? options.redact;
	if (asJson(options) && needsContent === undefined) {
		// JSON needs only the plan, which loads in a fraction of the time of the content.
		const plan = readPlan();
		checkPlace(options, plan);
		const response = read(plan);
		if (response.for == null)
			return writeAssessment(context, assessWith(new Weigher(plan), response));
	}
	const content = await loadContent(options, io);
	const { readIncidents, report } = await import("./report");
	const incidents = await readIncidents(content, context);
	return report(context, content, read(content), incidents);
}
