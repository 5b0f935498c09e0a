/** Loads content and cases from a folder and checks all of it. The build loads `questions/` through this too. */
import { StalkCheckError } from "../platform/errors";
import { assemble } from "./assemble";
import { complete, readFiles } from "./content-files";
import { jsonFiles, readShape } from "./json-file";
import { fileOf } from "./locate";
import type { Case, Content, Problem } from "./schema";

/**
 * Loads and checks a content folder laid out as `questions/` is.
 * @throws StalkCheckError `cannot-read`, or `bad-content` with every problem found, each with its file and place.
 */
export async function readContent(folder: string): Promise<Content> {
	return (await readForReview(folder)).content;
}

/** Replaces `path`, a pointer into `Content`, by the file and the place in it. */
export type Locate = <T extends { path: string }>(it: T) => T;

/**
 * Loads content as `readContent` does. `locate` maps pointers into it to files; `unused` lists groups, terms and shared
 * elements that nothing refers to.
 */
export async function readForReview(folder: string): Promise<{ content: Content; locate: Locate; unused: Problem[] }> {
	const { checkContent } = await import("./lint");
	const read = await readFiles(folder);
	failOn(folder, read.problems);
	const files = complete(read.files);
	const { content, problems, unused } = assemble(files);
	const locate: Locate = (it) => ({
		...it,
		path: fileOf(it.path, files, content),
	});
	failOn(folder, [...problems, ...located(checkContent(content), locate)]);
	return { content, locate, unused };
}

/** Problems with their places in files. One in a shared element, found in each pack that uses it, is listed once. */
export function located(problems: Problem[], locate: Locate): Problem[] {
	const found = problems.map(locate);
	return [...new Map(found.map((it) => [JSON.stringify(it), it])).values()];
}

/**
 * Reads every case file of a folder.
 * @throws StalkCheckError `cannot-read`, or `bad-content` when a file is not a list of cases.
 */
export async function readCases(folder: string): Promise<{ path: string; case: Case }[]> {
	const { fileShapes } = await import("./schema");
	const problems: Problem[] = [];
	const cases = jsonFiles(folder, ".").flatMap((file) =>
		(readShape(folder, file, fileShapes.cases, problems)?.cases ?? []).map((it, index) => ({
			path: `${file}#/cases/${index}`,
			case: it,
		})),
	);
	failOn(folder, problems, "cases");
	return cases;
}

function failOn(folder: string, problems: Problem[], what = "content") {
	if (problems.length > 0)
		throw new StalkCheckError(
			"bad-content",
			`The ${what} in ${folder} ${what === "cases" ? "are" : "is"} wrong.`,
			problems,
		);
}
