/** Reads the files of a content folder, each checked against its shape. */
import type { z } from "zod";
import { jsonFiles, names, readShape } from "./json-file";
import type { fileShapes, Problem } from "./schema";

type Shapes = typeof fileShapes;
type FileOf<Name extends keyof Shapes> = z.infer<Shapes[Name]>;

/** A part of the content with a file of its own; for a pack, `file` is its folder. */
export type Part<T> = { file: string; part: T };

/** The files of a folder, each undefined when it has problems. */
type FilesRead = Awaited<ReturnType<typeof readFiles>>["files"];

/** The files of a folder without problems; checklists and packs in their order. */
export type ContentFiles = {
	[K in keyof FilesRead]: K extends "checklists" | "packs"
		? Part<NonNullable<FilesRead[K] extends Part<infer T>[] ? T : never>>[]
		: NonNullable<FilesRead[K]>;
};

export async function readFiles(folder: string) {
	const { fileShapes: shapes } = await import("./schema");
	const problems: Problem[] = [];
	const read = <Name extends keyof typeof shapes>(name: Name, file?: string) =>
		readShape<FileOf<Name>>(
			folder,
			file ?? `${name}.json`,
			shapes[name] as unknown as z.ZodType<FileOf<Name>>,
			problems,
		);
	const files = {
		edition: read("edition"),
		answerSets: read("answer-sets"),
		terms: read("terms"),
		signs: read("signs"),
		notes: read("notes"),
		signposts: read("signposts"),
		words: read("words"),
		traces: read("traces"),
		checklists: jsonFiles(folder, "checklists").map((file) => ({
			file,
			part: read("checklist", file),
		})),
		packs: names(folder, "packs").map((name) => {
			const file = `packs/${name}`;
			const head = read("pack", `${file}/pack.json`);
			const definitions = read("definitions", `${file}/definitions.json`);
			if (head && head.id !== name)
				problems.push({
					path: `${file}/pack.json#/id`,
					message: `is "${head.id}" in a folder called "${name}"; they must be the same`,
				});
			return { file, part: head && definitions && { ...head, ...definitions } };
		}),
	};
	return { files, problems };
}

/** The files, once they are known to have no problems. */
export function complete(files: FilesRead): ContentFiles {
	return {
		...(files as ContentFiles),
		checklists: inOrder((files as ContentFiles).checklists),
		packs: inOrder((files as ContentFiles).packs),
	};
}

function inOrder<T extends { order: number; id: string }>(parts: Part<T>[]) {
	return parts.toSorted((a, b) => a.part.order - b.part.order || (a.part.id < b.part.id ? -1 : 1));
}
