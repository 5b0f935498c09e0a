/** `stalk-check check`: reviews content and its cases, or lists what in it must be checked again. */
import { existsSync } from "node:fs";
import type { Locate } from "../content/assemble";
import { coverageGaps, unreadLaw } from "../content/coverage";
import { readForReview } from "../content/load";
import { readingAge } from "../content/reading-age";
import { type Review, review } from "../content/review";
import type { Problem } from "../content/schema";
import { type CheckedSource, type LawSource, lawSources, sourcesOf } from "../content/sources";
import { EXIT, printable, problemText, usageError } from "../platform/errors";
import { casesFor, OWN_FOLDER } from "./cases";
import type { Context } from "./options";
import { print } from "./output";

export async function run(context: Context): Promise<number> {
	const { io, options } = context;
	const [folder = OWN_FOLDER] = context.args;
	const { content, coverage, locate, unused, builtIn } = await readFolder(folder);
	if (options.sources) {
		const sources = locate(sourcesOf(content));
		sources.sort((a, b) => Date.parse(a.checkedOn) - Date.parse(b.checkedOn));
		await print(context, sources, () => sourcesText(sources));
		return EXIT.done;
	}
	const { today = io.today() } = options;
	if (!/^\d{4}-\d{2}-\d{2}$/.test(today)) throw usageError(`The day must be written as yyyy-mm-dd, not "${today}".`);
	if (options.lawWatch) {
		const law = [...sourcesOf({ ...content, coverage, signposts: [] }), ...unreadLaw(coverage)];
		const watched = lawSources(locate(law), today);
		await print(context, watched, () => lawText(watched));
		return EXIT.done;
	}
	const cases = await casesFor([folder], options);
	const reviewable = { ...content, coverage };
	const { errors: found, warnings, counts } = review(reviewable, cases, { today, ageOf: readingAge });
	// The package does not include cases: its build passed them.
	const failed = builtIn ? found.filter(({ path }) => path !== "cases") : found;
	const errors = [...unused, ...locate([...coverageGaps(content, coverage), ...failed])];
	const reviewed = { errors, warnings: locate(warnings), counts };
	await print(context, reviewed, () => reviewText(reviewed));
	return errors.length > 0 ? EXIT.content : EXIT.done;
}

/** Reads and checks a content folder. The own folder, where there is none, is the built-in content. */
async function readFolder(folder: string) {
	if (folder !== OWN_FOLDER || existsSync(OWN_FOLDER)) return { ...(await readForReview(folder)), builtIn: false };
	const locate: Locate = (found) => found;
	const { default: content, readCoverage } = await import("virtual:content");
	return { content, coverage: readCoverage(), locate, unused: [], builtIn: true };
}

const HOW_CHECKED = { rung: "rung", opened: "live page opened", "stored-copy": "compared with a stored copy" };

function sourcesText(checks: CheckedSource[]): string {
	const lines = checks.map(({ checkedOn, checked, what, numbers, addresses, path }) => {
		const how = checked ? ` (${HOW_CHECKED[checked]})` : "";
		return `${checkedOn}${how} ${what}: ${[...numbers, ...addresses].join(", ")} (${path})`;
	});
	return toTickOff(lines);
}

function lawText(sources: LawSource[]): string {
	const lists = {
		"Changes to look out for": sources.filter(({ upcoming }) => upcoming),
		"To read again": sources.filter(({ upcoming, unread }) => !upcoming && !unread),
		"Not read yet": sources.filter(({ unread }) => unread),
	};
	return Object.entries(lists)
		.filter(([, listed]) => listed.length > 0)
		.map(([title, listed]) => {
			const lines = listed.map(({ checkedOn, due, citation, url, paths }) => {
				return `${checkedOn}${due ? " (due)" : ""} ${citation}: ${url} (${paths.join(", ")})`;
			});
			return `## ${title}\n\n${toTickOff(lines)}`;
		})
		.join("\n");
}

/** A Markdown list to tick off. */
function toTickOff(lines: string[]): string {
	return lines.map((line) => `- [ ] ${printable(line)}\n`).join("");
}

/** Errors and warnings, or how much was found good. */
function reviewText({ errors, warnings, counts }: Review): string {
	const listed = (title: string, problems: Problem[]) =>
		problems.length > 0
			? [`${title}: ${problems.length}`, ...problems.map((problem) => `  ${problemText(problem)}`)]
			: [];
	const lines = [...listed("Errors", errors), ...listed("Warnings", warnings)];
	if (errors.length === 0) {
		const summary = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
		lines.push(`No problems: ${summary.join(", ")}`);
		if (counts.cases === 0)
			lines.push("The cases were not run: stalk-check init FOLDER writes them, and check FOLDER runs them.");
	}
	return lines.map((line) => `${line}\n`).join("");
}
