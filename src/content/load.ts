/** Loads content from a folder and checks all of it. The build loads `questions/` through this too. */
import { existsSync } from "node:fs";
import { join, parse, resolve } from "node:path";
import type { z } from "zod";
import { StalkCheckError } from "../platform/errors";
import { assemble } from "./assemble";
import type { PackCoverage } from "./coverage";
import { select } from "./json";
import { jsonFiles, names, readShape } from "./json-file";
import { checkContent } from "./lint";
import { type Case, type Content, fileShapes, type Problem } from "./schema";

/**
 * Loads and checks a content folder laid out as `questions/` is.
 * @throws StalkCheckError `cannot-read`, or `bad-content` with every problem found, each with its file and place.
 */
export async function readContent(folder: string): Promise<Content> {
	return (await readForReview(folder)).content;
}

/**
 * Loads content as `readContent` does. `locate` maps pointers into it to files; `unused` lists groups, terms and shared
 * elements that nothing refers to.
 */
export async function readForReview(folder: string) {
	const files = readFiles(folder);
	const { content, problems, unused, locate } = assemble(files);
	refuse(folder, [...problems, ...locate(checkContent(content))]);
	return { content, coverage: readCoverage(folder, content.packs), locate, unused };
}

/** Checklists and packs are in their order. */
export type ContentFiles = ReturnType<typeof readFiles>;

/**
 * Reads the files of a content folder, each checked against its shape.
 * @throws StalkCheckError `cannot-read`, or `bad-content` with every problem.
 */
function readFiles(folder: string) {
	const problems: Problem[] = [];
	/** Undefined only where there is a problem, and then nothing is returned. */
	const read = <T>(shape: z.ZodType<T>, file: string) => readShape(folder, file, shape, problems) as T;
	const files = {
		edition: read(fileShapes.edition, "edition.json"),
		answerSets: read(fileShapes["answer-sets"], "answer-sets.json"),
		terms: read(fileShapes.terms, "terms.json"),
		signs: read(fileShapes.signs, "signs.json"),
		notes: read(fileShapes.notes, "notes.json"),
		signposts: read(fileShapes.signposts, "signposts.json"),
		words: read(fileShapes.words, "words.json"),
		screens: read(fileShapes.screens, "screens.json"),
		traces: read(fileShapes.traces, "traces.json"),
		checklists: jsonFiles(folder, "checklists").map((file) => ({ file, part: read(fileShapes.checklist, file) })),
		packs: names(folder, "packs").map((name) => {
			const folder = `packs/${name}`;
			const head = read(fileShapes.pack, `${folder}/pack.json`);
			if (head && head.id !== name)
				problems.push({
					path: `${folder}/pack.json#/id`,
					message: `is "${head.id}" in a folder called "${name}"; they must be the same`,
				});
			return { folder, head, law: read(fileShapes.definitions, `${folder}/definitions.json`) };
		}),
	};
	refuse(folder, problems);
	files.checklists.sort(({ part: a }, { part: b }) => inOrder(a, b));
	files.packs.sort(({ head: a }, { head: b }) => inOrder(a, b));
	return files;
}

type Ordered = { order: number; id: string };

function inOrder(a: Ordered, b: Ordered): number {
	return a.order - b.order || (a.id < b.id ? -1 : 1);
}

/**
 * Reads the coverage of these packs of a folder; a pack without a file has no sections.
 * @throws StalkCheckError `bad-content` when a file is not of its shape
 */
export function readCoverage(folder: string, packs: { id: string }[]): PackCoverage[] {
	const problems: Problem[] = [];
	const coverage = packs.map(({ id }) => {
		const file = `packs/${id}/coverage.json`;
		const read = existsSync(join(folder, file)) && readShape(folder, file, fileShapes.coverage, problems);
		return { pack: id, sections: read ? read.sections : [] };
	});
	refuse(folder, problems);
	return coverage;
}

/**
 * Reads every case file of a folder.
 * @throws StalkCheckError `cannot-read`, or `bad-content` when a file is not a list of cases.
 */
export async function readCases(folder: string): Promise<{ path: string; case: Case }[]> {
	const problems: Problem[] = [];
	// A case file may be called as a file of the content is: its path starts with its folder.
	const { dir, base } = parse(resolve(folder));
	const cases = jsonFiles(dir, base).flatMap((file) =>
		select<Case>(readShape(dir, file, fileShapes.cases, problems), "/cases/*", `${file}#`),
	);
	refuse(folder, problems, "cases in", "are");
	return cases.map(({ path, value }) => ({ path, case: value }));
}

/** @throws StalkCheckError `bad-content` when there are problems. */
function refuse(folder: string, problems: Problem[], what = "content in", are = "is") {
	if (problems.length > 0) throw new StalkCheckError("bad-content", `The ${what} ${folder} ${are} wrong.`, problems);
}
