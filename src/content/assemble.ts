/** Assembles the content from its files: resolves conditions and shared elements. */
import { createHash } from "node:crypto";
import { select } from "./json";
import { notAmong } from "./lint";
import type { ContentFiles } from "./load";
import { Resolver } from "./resolve";
import type { Content, Pack, Place, Problem, Resolved } from "./schema";
import { sourcesOf } from "./sources";

/**
 * Replaces each `path`, a pointer into `Content`, by the file and the place in it. What is then the same, because packs share
 * an element, is listed once.
 */
export type Locate = <T extends { path: string }>(found: T[]) => T[];

/**
 * The content, with the problems of names in conditions and routes; `unused` lists groups, terms and elements that nothing
 * refers to. Paths of both start with a file.
 */
export function assemble(files: ContentFiles): {
	content: Content;
	problems: Problem[];
	unused: Problem[];
	locate: Locate;
} {
	const { terms, signposts } = files;
	const { answerSets } = files.answerSets;
	const sets = new Map(answerSets.map((set) => [set.id, set]));
	const items = files.checklists.flatMap(({ part }) => part.items);
	const resolver = new Resolver(
		items.map(({ id, answerSet }) => [id, sets.get(answerSet)]),
		terms,
	);
	/** Where the parts of the content stand in files. */
	const origins = new Map<string, string>();
	const resolved = <T>(path: string, origin: string, part: T): Resolved<T> => {
		origins.set(path, origin);
		return resolver.within(origin, part);
	};
	const shared = resolver.within("terms.json#/elements", terms.elements);
	const unused = new Set(shared);
	const places: Place[] = [];
	const addPlace = (place: Place, origin: string) => {
		origins.set(`/places/${places.length}`, origin);
		places.push(place);
	};
	const packs = files.packs.map(({ folder, head: { place, ...head }, law }, i): Pack => {
		origins.set(`/packs/${i}`, `${folder}/pack.json#`);
		origins.set(`/coverage/${i}`, `${folder}/coverage.json#`);
		if (place && !places.some(({ id }) => id === place.id)) addPlace(place, `${folder}/pack.json#/place`);
		const file = `${folder}/definitions.json#`;
		const elements = resolved(`/packs/${i}/elements`, `${file}/elements`, law.elements);
		const definitions = resolved(`/packs/${i}/definitions`, `${file}/definitions`, law.definitions);
		const own = elements.map(({ id }) => id);
		const named = select<string>(definitions, "/*/routes/*/elements/*", `${file}/definitions`);
		resolver.problems.push(...notAmong(named, "element", [...own, ...shared.map(({ id }) => id)]));
		const isUsed = (id: string) => named.some(({ value }) => value === id);
		for (const element of shared.filter(({ id }) => !own.includes(id) && isUsed(id))) {
			origins.set(`/packs/${i}/elements/${elements.length}`, `terms.json#/elements/${shared.indexOf(element)}`);
			elements.push(element);
			unused.delete(element);
		}
		return { ...head, elements, definitions, ...(place && { place: place.id }) };
	});
	for (const [i, place] of signposts.places.entries()) addPlace(place, `signposts.json#/places/${i}`);
	const parts = {
		version: files.edition.version,
		answerSets: resolved("/answerSets", "answer-sets.json#/answerSets", answerSets),
		checklists: files.checklists.map(({ file, part }, i) => resolved(`/checklists/${i}`, `${file}#`, part)),
		screens: resolved("/screens", "screens.json#/screens", files.screens.screens),
		packs,
		consistency: resolved("/consistency", "terms.json#/consistency", terms.consistency),
		signs: resolved("/signs", "signs.json#", files.signs),
		notes: resolved("/notes", "notes.json#/notes", files.notes.notes),
		places,
		needs: resolved("/needs", "signposts.json#/needs", signposts.needs),
		selection: resolved("/selection", "signposts.json#/selection", signposts.selection),
		signposts: resolved("/signposts", "signposts.json#/signposts", signposts.signposts),
		words: resolved("/words", "words.json#", files.words),
		traces: resolved("/traces", "traces.json#", files.traces),
	};
	const json = JSON.stringify(parts, (key, value) => (key === "$schema" ? undefined : value));
	const [checkedOn = ""] = sourcesOf(parts)
		.map((source) => source.checkedOn)
		.sort();
	return {
		content: {
			// Read back, so that no two places of the content share an object.
			...(JSON.parse(json) as typeof parts),
			hash: `sha256-${createHash("sha256").update(json).digest("hex")}`,
			checkedOn,
		},
		problems: resolver.problems,
		unused: [
			...resolver.unused.values(),
			...[...unused].map((element) => ({
				path: `terms.json#/elements/${shared.indexOf(element)}`,
				message: `nothing uses the element "${element.id}"`,
			})),
		],
		locate: (found) => {
			const located = found.map((it) => ({ ...it, path: originOf(it.path, origins) }));
			return [...new Map(located.map((it) => [JSON.stringify(it), it])).values()];
		},
	};
}

/** The place in a file of a pointer into the content: after the origin of the smallest part that it is in. */
function originOf(path: string, origins: Map<string, string>): string {
	for (let part = path; part !== ""; part = part.slice(0, part.lastIndexOf("/"))) {
		const origin = origins.get(part);
		if (origin !== undefined) return origin + path.slice(part.length);
	}
	return path;
}
