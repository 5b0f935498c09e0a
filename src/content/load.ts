/** Loads content from a folder and checks all of it. The build loads `questions/` through this too. */
import type { z } from "zod";
import { StalkCheckError } from "../platform/errors";
import { assemble } from "./assemble";
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

/** Replaces `path`, a pointer into `Content`, by the file and the place in it. */
export type Locate = <T extends { path: string }>(it: T) => T;

/**
 * Loads content as `readContent` does. `locate` maps pointers into it to files; `unused` lists groups, terms and shared
 * elements that nothing refers to.
 */
export async function readForReview(folder: string): Promise<{ content: Content; locate: Locate; unused: Problem[] }> {
	const files = readFiles(folder);
	const { content, problems, unused } = assemble(files);
	const locate: Locate = (it) => ({ ...it, path: fileOf(it.path, files, content) });
	refuse(folder, [...problems, ...located(checkContent(content), locate)]);
	return { content, locate, unused };
}

/** Problems with their places in files. One in a shared element, found in each pack that uses it, is listed once. */
export function located(problems: Problem[], locate: Locate): Problem[] {
	const found = problems.map(locate);
	return [...new Map(found.map((it) => [JSON.stringify(it), it])).values()];
}

type Shapes = typeof fileShapes;
type FileOf<Name extends keyof Shapes> = z.infer<Shapes[Name]>;

/** Checklists and packs are in their order, each with its file; for a pack, `file` is its folder. */
export type ContentFiles = ReturnType<typeof readFiles>;

/**
 * Reads the files of a content folder, each checked against its shape.
 * @throws StalkCheckError `cannot-read`, or `bad-content` with every problem.
 */
function readFiles(folder: string) {
	const problems: Problem[] = [];
	/** Undefined only where there is a problem, and then nothing is returned. */
	const read = <Name extends keyof Shapes>(name: Name, file = `${name}.json`) =>
		readShape(folder, file, fileShapes[name] as unknown as z.ZodType<FileOf<Name>>, problems) as FileOf<Name>;
	const files = {
		edition: read("edition"),
		answerSets: read("answer-sets"),
		terms: read("terms"),
		signs: read("signs"),
		notes: read("notes"),
		signposts: read("signposts"),
		words: read("words"),
		screens: read("screens"),
		traces: read("traces"),
		checklists: jsonFiles(folder, "checklists").map((file) => ({ file, part: read("checklist", file) })),
		packs: names(folder, "packs").map((name) => {
			const file = `packs/${name}`;
			const head = read("pack", `${file}/pack.json`);
			if (head && head.id !== name)
				problems.push({
					path: `${file}/pack.json#/id`,
					message: `is "${head.id}" in a folder called "${name}"; they must be the same`,
				});
			return { file, part: { ...head, ...read("definitions", `${file}/definitions.json`) } };
		}),
	};
	refuse(folder, problems);
	return { ...files, checklists: files.checklists.toSorted(byOrder), packs: files.packs.toSorted(byOrder) };
}

type Ordered = { part: { order: number; id: string } };

function byOrder({ part: a }: Ordered, { part: b }: Ordered): number {
	return a.order - b.order || (a.id < b.id ? -1 : 1);
}

/**
 * Reads every case file of a folder.
 * @throws StalkCheckError `cannot-read`, or `bad-content` when a file is not a list of cases.
 */
export async function readCases(folder: string): Promise<{ path: string; case: Case }[]> {
	const problems: Problem[] = [];
	const cases = jsonFiles(folder, ".").flatMap((file) =>
		(readShape(folder, file, fileShapes.cases, problems)?.cases ?? []).map((it, index) => ({
			path: `${file}#/cases/${index}`,
			case: it,
		})),
	);
	refuse(folder, problems, "cases in", "are");
	return cases;
}

/** @throws StalkCheckError `bad-content` when there are problems. */
function refuse(folder: string, problems: Problem[], what = "content in", are = "is") {
	if (problems.length > 0) throw new StalkCheckError("bad-content", `The ${what} ${folder} ${are} wrong.`, problems);
}

/** Turns a pointer into `Content` into the file an author would open and the place in it; leaves other paths. */
function fileOf(path: string, files: ContentFiles, content: Content): string {
	const [, kind = "", index = "", within = ""] = /^\/([^/]+)\/?([^/]*)(.*)$/.exec(path) ?? [];
	switch (kind) {
		case "":
			return path;
		case "checklists":
			return `${files.checklists[+index]?.file}#${within}`;
		case "packs":
			return inPack(+index, within, files, content);
		case "signs":
		case "traces":
		case "words":
			return `${kind}.json#/${index}${within}`;
		default:
			return `${FILES[kind] ?? "signposts.json"}#${path}`;
	}
}

const FILES: Record<string, string> = {
	consistency: "terms.json",
	notes: "notes.json",
	answerSets: "answer-sets.json",
	screens: "screens.json",
};

function inPack(index: number, within: string, { packs, terms }: ContentFiles, content: Content): string {
	const { file, part } = packs[index] as ContentFiles["packs"][number];
	const [, list, at = "", rest = ""] = /^\/(elements|definitions)\/(\d+)(.*)$/.exec(within) ?? [];
	if (list === undefined) return `${file}/pack.json#${within}`;
	if (list === "definitions" || +at < part.elements.length) return `${file}/definitions.json#${within}`;
	const id = content.packs[index]?.elements[+at]?.id;
	return `terms.json#/elements/${terms.elements.findIndex((element) => element.id === id)}${rest}`;
}
