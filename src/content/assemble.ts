/** Assembles the content from its files: resolves conditions and shared elements. */
import { createHash } from "node:crypto";
import { problem } from "../engine/response";
import type { ContentFiles, Part } from "./content-files";
import { Resolver } from "./resolve";
import type { AnswerSet, Content, Element, Pack, Place, Problem } from "./schema";

/**
 * The content, with the problems of names in conditions and routes; `unused` lists groups, terms and shared elements that
 * nothing refers to. Paths start with a file.
 */
export function assemble(files: ContentFiles): {
	content: Content;
	problems: Problem[];
	unused: Problem[];
} {
	const { terms, signs, notes, signposts } = files;
	const resolver = new Resolver(itemsOf(files), terms.groups, terms.terms);
	const shared = resolver.within("terms.json#/elements", terms.elements);
	const parts = withoutSchemas({
		version: files.edition.version,
		answerSets: files.answerSets.answerSets,
		checklists: files.checklists.map(({ file, part }) => resolver.within(`${file}#`, part)),
		packs: files.packs.map(({ file, part: { place, ...part } }): Pack => {
			const pack = resolver.within(`${file}/definitions.json#`, part);
			const named = sharedElements(file, pack, shared, resolver.problems);
			return {
				...pack,
				...(place && { place: place.id }),
				elements: [...pack.elements, ...named],
			};
		}),
		consistency: resolver.within("terms.json#/consistency", terms.consistency),
		signs: resolver.within("signs.json#", signs),
		notes: resolver.within("notes.json#/notes", notes.notes),
		places: placesOf(files.packs, signposts.places),
		needs: signposts.needs,
		signposts: resolver.within("signposts.json#/signposts", signposts.signposts),
		words: files.words,
		traces: files.traces,
	});
	const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
	return {
		content: {
			...parts,
			hash: `sha256-${hash}`,
			checkedOn: earliestCheck(parts),
		},
		problems: resolver.problems,
		unused: [...resolver.unused(), ...unusedElements(shared, parts.packs)],
	};
}

function itemsOf({ answerSets, checklists }: ContentFiles) {
	const sets = new Map(answerSets.answerSets.map((set) => [set.id, set]));
	return new Map<string, AnswerSet | undefined>(
		checklists.flatMap(({ part }) => part.items.map((item) => [item.id, sets.get(item.answerSet)])),
	);
}

/** The shared elements that the routes of a pack name; reports names that neither the pack nor the shared elements have. */
function sharedElements(
	file: string,
	pack: Pick<Pack, "elements" | "definitions">,
	shared: Element[],
	problems: Problem[],
): Element[] {
	const own = pack.elements.map(({ id }) => id);
	const known = [...own, ...shared.map(({ id }) => id)];
	const named = new Set<string>();
	pack.definitions.forEach(({ routes }, d) => {
		routes.forEach(({ elements }, r) => {
			elements.forEach((id, e) => {
				const path = `${file}/definitions.json#/definitions/${d}/routes/${r}/elements/${e}`;
				if (known.includes(id)) named.add(id);
				else problems.push(problem(path, `there is no element "${id}"`, id, known));
			});
		});
	});
	return shared.filter(({ id }) => named.has(id) && !own.includes(id));
}

function unusedElements(shared: Element[], packs: Pack[]): Problem[] {
	const used = new Set(packs.flatMap(({ elements }) => elements.map(({ id }) => id)));
	return shared.flatMap(({ id }, i) =>
		used.has(id)
			? []
			: [
					{
						path: `terms.json#/elements/${i}/id`,
						message: `no definition uses the element "${id}"`,
					},
				],
	);
}

/** The places of the packs, then the others, each once. */
function placesOf(packs: Part<{ place?: Place | undefined }>[], others: Place[]) {
	const places = new Map<string, Place>();
	for (const { part } of packs) if (part.place) places.set(part.place.id, part.place);
	return [...places.values(), ...others];
}

function withoutSchemas<T>(parts: T): T {
	return JSON.parse(JSON.stringify(parts, (key, value) => (key === "$schema" ? undefined : value)));
}

/** The earliest of the days on which something in the content was checked. */
function earliestCheck(parts: unknown): string {
	const days: string[] = [];
	JSON.stringify(parts, (key, value) => {
		if (key === "checkedOn") days.push(value);
		return value;
	});
	return days.sort()[0] as string;
}
