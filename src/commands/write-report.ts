/** Reports on one response, beside its log if any, in the format asked for. */
import type { Content, Incident, Response } from "../content/schema";
import { assessWithLog } from "../incidents/findings";
import { MAX_LOG_BYTES } from "../incidents/problems";
import { usageError } from "../platform/errors";
import { readFile } from "../platform/files";
import type { ReportInput } from "../report/context";
import type { Style } from "../report/page";
import { redacted } from "../report/redact";
import { asJson, type Context, type Options } from "./options";
import { styleFor, writeAssessment } from "./output";

/**
 * Reads the log of `--incidents`, if one was given.
 * @throws StalkCheckError `usage`, `cannot-read`, or `bad-answers` with every problem found
 */
export async function readIncidents(content: Content, { io, options }: Context): Promise<Incident[] | undefined> {
	const { incidents, dates } = options;
	if (incidents === undefined) {
		if (dates === undefined) return undefined;
		throw usageError("--dates is about the dates of a log: name one with --incidents FILE.");
	}
	if (incidents === "-") throw usageError("Standard input is for the answers: give the log as a file.");
	const { readLog } = await import("../incidents/read");
	const bytes = readFile(incidents, MAX_LOG_BYTES + 1);
	return readLog(content, bytes, { today: io.today(), order: dates }).incidents;
}

/** Writes a report to the file of `--output`, or prints it, and returns the exit code. */
export async function report(context: Context, input: ReportInput): Promise<number> {
	const { io, options } = context;
	const text = asJson(options) ? undefined : await reportAs(input, options, await styleFor(options, io));
	return writeAssessment(context, input.assessment, text);
}

/** Gathers what a report is made of. With `--redact`, things are left out before anything is assessed. */
export function reportInput(
	original: Content,
	response: Response,
	{ redact }: Pick<Options, "redact">,
	log: Incident[] | undefined,
): ReportInput {
	const given = { content: original, response, incidents: log };
	const { content, response: answers, incidents } = redact ? redacted(original, response, log) : given;
	return { content, incidents, ...assessWithLog(content, answers, incidents), ...(redact && { redacted: true }) };
}

/** The report as text, Markdown or HTML. Each format is loaded only when it is asked for. */
export async function reportAs(input: ReportInput, { format }: Pick<Options, "format">, style: Style): Promise<string> {
	if (format === "markdown") return (await import("../report/markdown")).reportMarkdown(input);
	if (format === "html") return (await import("../report/html")).reportHtml(input);
	return (await import("../report/text")).reportText(input, style);
}
