/** Reports on one response, beside its log if any, in the format asked for. */
import type { Content, Incident, Response } from "../content/schema";
import { assessWithLog } from "../incidents/findings";
import type { ReportInput } from "../report/context";
import type { Style } from "../report/page";
import { redacted } from "../report/redact";
import { asJson, type Context, type Options } from "./options";
import { styleFor, writeAssessment } from "./output";

/** Reads the log of `--incidents`, if one was given. */
export async function readIncidents(content: Content, { io, options }: Context): Promise<Incident[] | undefined> {
	if (options.incidents === undefined && options.dates === undefined) return undefined;
	return (await import("./log")).incidentsFor(content, options, io);
}

/** Writes a report to the file of `--output`, or prints it, and returns the exit code. */
export async function report(
	context: Context,
	content: Content,
	response: Response,
	incidents: Incident[] | undefined,
): Promise<number> {
	const { io, options } = context;
	const told = toldOf(content, response, options, incidents);
	if (asJson(options)) return writeAssessment(context, told.assessment);
	const text = await reportAs(told, options, await styleFor(options, io));
	return writeAssessment(context, told.assessment, text);
}

/** Gathers what a report is made of. With `--redact`, things are left out before anything is assessed. */
export function toldOf(
	content: Content,
	response: Response,
	{ redact }: Pick<Options, "redact">,
	incidents: Incident[] | undefined,
): ReportInput {
	const given = { content, response, incidents };
	const left = redact ? redacted(content, response, incidents) : given;
	return {
		content: left.content,
		incidents: left.incidents,
		...assessWithLog(left.content, left.response, left.incidents),
		...(redact ? { redacted: true } : {}),
	};
}

/** The report as text, Markdown or HTML. Each format is loaded only when it is asked for. */
export async function reportAs(told: ReportInput, { format }: Pick<Options, "format">, style: Style): Promise<string> {
	if (format === "markdown") return (await import("../report/markdown")).reportMarkdown(told);
	if (format === "html") return (await import("../report/html")).reportHtml(told);
	return (await import("../report/text")).reportText(told, style);
}
