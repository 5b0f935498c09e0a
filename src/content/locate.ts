/** Finds the file of a place in the content. */
import type { ContentFiles } from "./content-files";
import type { Content } from "./schema";

/** Turns a pointer into `Content` into the file an author would open and the place in it; leaves other paths. */
export function fileOf(path: string, files: ContentFiles, content: Content): string {
	if (!path.startsWith("/")) return path;
	const [, kind = "", index = "", ...rest] = path.split("/");
	const within = rest.map((part) => `/${part}`).join("");
	switch (kind) {
		case "checklists":
			return `${files.checklists[+index]?.file}#${within}`;
		case "packs":
			return inPack(+index, rest, files, content);
		case "consistency":
			return `terms.json#${path}`;
		case "signs":
		case "traces":
		case "words":
			return `${kind}.json#/${index}${within}`;
		case "notes":
			return `notes.json#${path}`;
		case "answerSets":
			return `answer-sets.json#${path}`;
		default:
			return `signposts.json#${path}`;
	}
}

function inPack(
	index: number,
	[kind = "", at = "", ...rest]: string[],
	{ packs, terms }: ContentFiles,
	content: Content,
): string {
	const { file, part } = packs[index] as (typeof packs)[number];
	const within = rest.map((step) => `/${step}`).join("");
	if (kind === "elements" && +at >= part.elements.length) {
		const id = content.packs[index]?.elements[+at]?.id;
		const place = terms.elements.findIndex((element) => element.id === id);
		return `terms.json#/elements/${place}${within}`;
	}
	const name = kind === "elements" || kind === "definitions" ? "definitions" : "pack";
	return `${file}/${name}.json#/${kind}${at === "" ? "" : `/${at}`}${within}`;
}
