/** Assembles the content from its files: resolves conditions and shared elements. */
import { createHash } from "node:crypto";
import { select } from "./json";
import { notAmong, unusedElement } from "./lint";
import type { ContentFiles } from "./load";
import { Resolver } from "./resolve";
import type { Content, Pack, Problem } from "./schema";
import { sourcesOf } from "./sources";

/**
 * The content, with the problems of names in conditions and routes; `unused` lists groups, terms and shared elements that
 * nothing refers to. Paths start with a file.
 */
export function assemble(files: ContentFiles): { content: Content; problems: Problem[]; unused: Problem[] } {
	const { terms, signs, notes, signposts } = files;
	const { answerSets } = files.answerSets;
	const sets = new Map(answerSets.map((set) => [set.id, set]));
	const items = files.checklists.flatMap(({ part }) => part.items);
	const resolver = new Resolver(
		new Map(items.map(({ id, answerSet }) => [id, sets.get(answerSet)])),
		terms.groups,
		terms.terms,
	);
	const shared = resolver.within("terms.json#/elements", terms.elements);
	const checklists = files.checklists.map(({ file, part }) => resolver.within(`${file}#`, part));
	const packs = files.packs.map(({ file, part: { place, ...part } }): Pack => {
		const at = `${file}/definitions.json#`;
		const pack = resolver.within(at, part);
		const own = pack.elements.map(({ id }) => id);
		const known = [...own, ...shared.map(({ id }) => id)];
		const named = select<string>(pack, "/definitions/*/routes/*/elements/*", at);
		for (const problem of notAmong(named, "element", known)) resolver.problems.push(problem);
		const used = shared.filter(({ id }) => !own.includes(id) && named.some(({ value }) => value === id));
		return { ...pack, ...(place && { place: place.id }), elements: [...pack.elements, ...used] };
	});
	const used = new Set(packs.flatMap(({ elements }) => elements.map(({ id }) => id)));
	const unused = select<string>(shared, "/*/id", "terms.json#/elements").filter(({ value }) => !used.has(value));
	const places = files.packs.flatMap(({ part }) => part.place ?? []);
	const parts = {
		version: files.edition.version,
		answerSets,
		checklists,
		screens: files.screens.screens,
		packs,
		consistency: resolver.within("terms.json#/consistency", terms.consistency),
		signs: resolver.within("signs.json#", signs),
		notes: resolver.within("notes.json#/notes", notes.notes),
		places: [...new Map(places.map((place) => [place.id, place])).values(), ...signposts.places],
		needs: signposts.needs,
		selection: resolver.within("signposts.json#/selection", signposts.selection),
		signposts: resolver.within("signposts.json#/signposts", signposts.signposts),
		words: files.words,
		traces: files.traces,
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
		unused: [...resolver.unused(), ...unused.map(unusedElement)],
	};
}
