/** `stalk-check check`: reviews content and its cases, or lists what in it must be checked again. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Locate, located, readCases, readForReview } from "../content/load";
import { readingAge } from "../content/reading-age";
import { type Review, review } from "../content/review";
import type { Problem } from "../content/schema";
import { type CheckedSource, sourcesOf } from "../content/sources";
import { EXIT, printable, problemLine, StalkCheckError } from "../platform/errors";
import type { Context, Options } from "./options";
import { printJson } from "./output";

/** The folder that the build read, in a clone; an installed package does not have it. */
const OWN_FOLDER = join(import.meta.dirname, "..", "questions");

export async function check({ io, options, args: [folder = OWN_FOLDER] }: Context): Promise<number> {
	if (options.sources) {
		const checks = await sourcesIn(folder);
		if (options.json) printJson(io, checks);
		else io.write(1, sourcesText(checks));
		return EXIT.done;
	}
	const found = await reviewFolder(folder, options, io.today());
	if (options.json) printJson(io, found);
	else io.write(1, reviewText(found));
	return found.errors.length > 0 ? EXIT.content : EXIT.done;
}

/** Reads, checks and reviews a content folder and its cases. */
async function reviewFolder(folder: string, options: Options, thisDay: string): Promise<Review> {
	const { today = thisDay } = options;
	const { content, locate, unused, builtIn } = await readFolder(folder);
	const cases = await casesFor(folder, options);
	if (!/^\d{4}-\d{2}-\d{2}$/.test(today))
		throw new StalkCheckError("usage", `The day must be written as yyyy-mm-dd, not "${today}".`);
	const { errors, warnings, counts } = review(content, cases, {
		today,
		ageOf: readingAge,
	});
	// The package does not include cases: its build passed them.
	const expected = builtIn ? "cases" : undefined;
	return {
		errors: [
			...unused,
			...located(
				errors.filter(({ path }) => path !== expected),
				locate,
			),
		],
		warnings: located(warnings, locate),
		counts,
	};
}

/** The cases of `--cases`, of the folder itself, or of the clone. */
async function casesFor(folder: string, { cases }: Options) {
	if (cases !== undefined) return readCases(cases);
	const folders = [join(folder, "cases")];
	if (folder === OWN_FOLDER) folders.push(join(folder, "..", "test", "cases"));
	const found = folders.find((it) => existsSync(it));
	return found === undefined ? undefined : readCases(found);
}

/** Everything in a content folder that must be checked again, the longest unchecked first. */
async function sourcesIn(folder: string): Promise<CheckedSource[]> {
	const { content, locate } = await readFolder(folder);
	const day = ({ checkedOn }: CheckedSource) => Date.parse(checkedOn);
	return sourcesOf(content)
		.map(locate)
		.sort((a, b) => day(a) - day(b));
}

/** Reads and checks a content folder. The own folder, where there is none, is the built-in content. */
async function readFolder(folder: string) {
	if (folder !== OWN_FOLDER || existsSync(OWN_FOLDER)) return { ...(await readForReview(folder)), builtIn: false };
	const locate: Locate = (it) => it;
	const { default: content } = await import("virtual:content");
	return { content, locate, unused: [], builtIn: true };
}

/** A Markdown list to tick off. */
function sourcesText(checks: CheckedSource[]): string {
	return checks
		.map(({ checkedOn, what, numbers, addresses, path }) => {
			const contacts = [...numbers, ...addresses].join(", ");
			return `- [ ] ${printable(`${checkedOn} ${what}: ${contacts} (${path})`)}\n`;
		})
		.join("");
}

/** Errors and warnings, or how much was found good. */
function reviewText({ errors, warnings, counts }: Review): string {
	const listed = (title: string, problems: Problem[]) =>
		problems.length > 0 ? `${title}: ${problems.length}\n${problems.map(problemLine).join("")}` : "";
	const summary = Object.entries(counts)
		.map(([what, count]) => `${what} ${count}`)
		.join(", ");
	const end = errors.length > 0 ? "" : `No problems: ${summary}\n`;
	const hint =
		errors.length === 0 && counts.cases === 0
			? "The cases are not in the package: run check in a clone, or name a folder of cases with --cases.\n"
			: "";
	return listed("Errors", errors) + listed("Warnings", warnings) + end + hint;
}
