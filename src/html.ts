/** The part of the library that writes pages: apart, because it is larger than the rest without the content. */
import type { Content, Response } from "./content/schema";
import { assess } from "./engine/assess";
import { reportHtml as pageOf } from "./report/html";

/**
 * The report on one response, as a page that loads nothing and runs no script.
 * The response must have passed `checkResponse` for this content.
 */
export function reportHtml(content: Content, response: Response): string {
	return pageOf({ content, response, assessment: assess(content, response) });
}
