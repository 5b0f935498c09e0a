/** Makes the report of one response, beside its log if there is one, in the format that was asked for. */

import type { Content, Incident, Response } from "../content/schema";
import { assessWithLog } from "../incidents/occasions";
import type { Style } from "../report/page";
import { redacted } from "../report/redact";
import type { Told } from "../report/sections";
import type { Options } from "./options";

/** What a report is made of. With `--redact`, things are left out before anything is assessed. */
export function toldOf(
	content: Content,
	response: Response,
	{ redact }: Pick<Options, "redact">,
	incidents: Incident[] | undefined,
): Told {
	const given = { content, response, incidents };
	const left = redact ? redacted(content, response, incidents) : given;
	return {
		content: left.content,
		incidents: left.incidents,
		...assessWithLog(left.content, left.response, left.incidents),
		...(redact ? { redacted: true } : {}),
	};
}

/** The report as text at a width, as Markdown or as a page. What a format needs is loaded only for it. */
export async function reportAs(
	told: Told,
	{ format }: Pick<Options, "format">,
	style: Style,
): Promise<string> {
	if (format === "markdown")
		return (await import("../report/markdown")).reportMarkdown(told);
	if (format === "html")
		return (await import("../report/html")).reportHtml(told);
	const { content, response, assessment } = told;
	const { reportText } = await import("../report/text");
	return reportText(content, response, assessment, style, told);
}
