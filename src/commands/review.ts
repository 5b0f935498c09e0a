/** Reviews content and its cases as a command line says, or lists what in it must be checked again. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Review, review } from "../content/lint";
import { type Locate, readCases, readForReview } from "../content/load";
import { readingAge } from "../content/reading-age";
import type { Problem } from "../content/schema";
import { type Check, checksOf } from "../content/sources";
import { printable, problemLine, StalkCheckError } from "../platform/errors";
import type { Options } from "./options";

/** Reads, checks and reviews a content folder and its cases. */
export async function reviewFolder(
	folder: string,
	options: Options & { today: string },
	own: string,
): Promise<Review> {
	const { content, locate, built } = await contentIn(folder, own);
	const from = [
		...(options.cases === undefined ? [] : [options.cases]),
		join(folder, "cases"),
		...(folder === own ? [join(folder, "..", "test", "cases")] : []),
	].find((path) => path === options.cases || existsSync(path));
	const cases =
		from !== undefined
			? await readCases(from)
			: built
				? (await import("virtual:content")).readCases()
				: undefined;
	const { today } = options;
	if (!/^\d{4}-\d{2}-\d{2}$/.test(today))
		throw new StalkCheckError(
			"usage",
			`The day must be written as yyyy-mm-dd, not "${today}".`,
		);
	const { errors, warnings, counts } = review(content, cases, {
		today,
		ageOf: readingAge,
	});
	return {
		errors: errors.map(locate),
		warnings: warnings.map(locate),
		counts,
	};
}

/** Everything in a content folder that must be checked again, what was checked longest ago first. */
export async function sourcesIn(folder: string, own: string): Promise<Check[]> {
	const { content, locate } = await contentIn(folder, own);
	const day = ({ checkedOn }: Check) => Date.parse(checkedOn);
	return checksOf(content)
		.map(locate)
		.sort((a, b) => day(a) - day(b));
}

/** Writes what must be checked again as a list in Markdown, to be ticked off. */
export function sourcesText(checks: Check[]): string {
	return checks
		.map(({ checkedOn, what, numbers, addresses, path }) => {
			const reached = [...numbers, ...addresses].join(", ");
			return `- [ ] ${printable(`${checkedOn} ${what}: ${reached} (${path})`)}\n`;
		})
		.join("");
}

/**
 * Reads and checks a content folder. `own` is the folder that the program was built from; where it is not there, as in an
 * installed package, it is what was built.
 */
async function contentIn(folder: string, own: string) {
	if (folder !== own || existsSync(own))
		return { ...(await readForReview(folder)), built: false };
	const locate: Locate = (it) => it;
	const { default: content } = await import("virtual:content");
	return { content, locate, built: true };
}

/** Writes what a review found: errors, warnings, or how much there is. */
export function reviewText({ errors, warnings, counts }: Review): string {
	const listed = (title: string, problems: Problem[]) =>
		problems.length > 0
			? `${title}: ${problems.length}\n${problems.map(problemLine).join("")}`
			: "";
	const summary = Object.entries(counts)
		.map(([what, count]) => `${what} ${count}`)
		.join(", ");
	const end = errors.length > 0 ? "" : `No problems: ${summary}\n`;
	return listed("Errors", errors) + listed("Warnings", warnings) + end;
}
