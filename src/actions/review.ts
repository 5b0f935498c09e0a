/** Reviews content and its cases as a command line says. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readCases as readBuiltInCases } from "virtual:cases";
import { type Review, review } from "../core/lint";
import type { Problem } from "../core/schema";
import { problemLine, StalkCheckError } from "../errors";
import { readCases, readForReview } from "../library";
import type { Options } from "../options";
import { readingAge } from "../reading";

/**
 * Reads, checks and reviews a content folder and its cases. `own` is the folder that the program was built from; where it
 * is not there, as in an installed package, what was built is reviewed.
 */
export async function reviewFolder(
	folder: string,
	options: Options & { today: string },
	own: string,
): Promise<Review> {
	const built = folder === own && !existsSync(own);
	const { content, locate } = built
		? {
				content: (await import("virtual:content")).default,
				locate: (problem: Problem) => problem,
			}
		: await readForReview(folder);
	const from = [
		...(options.cases === undefined ? [] : [options.cases]),
		join(folder, "cases"),
		...(folder === own ? [join(folder, "..", "test", "cases")] : []),
	].find((path) => path === options.cases || existsSync(path));
	const without = built ? readBuiltInCases() : undefined;
	const cases = from === undefined ? without : await readCases(from);
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
