/** `stalk-check definitions`: each definition in plain words, with its source, or what becomes of each subsection of the law. */
import { readCoverage } from "virtual:content";
import type { Content, Pack } from "../content/schema";
import { packsFor } from "../engine/evaluator";
import { coverageText } from "../report/coverage";
import { definitionsText, noticesText } from "../report/lists";
import { loadContent, unknownName } from "./content";
import type { Context } from "./options";
import { print } from "./output";

export async function run(context: Context): Promise<void> {
	const { io, options, args } = context;
	const content = await loadContent(options, io);
	const packs = packsWith(content, options.place, args[0]);
	if (!options.coverage)
		return print(context, packs, (style) => noticesText(content, style) + definitionsText(packs, style));
	const sections = await sectionsOf(packs, content, options.questions);
	await print(context, sections, (style) => noticesText(content, style) + coverageText(sections, style));
}

/** The packs of a place, with all of their definitions or only the one with this id. */
function packsWith(content: Content, place: string | undefined, id: string | undefined): Pack[] {
	const packs = packsFor(content, place);
	if (id === undefined) return packs;
	const ids = packs.flatMap(({ definitions }) => definitions.map((it) => it.id));
	if (!ids.includes(id)) throw unknownName("definition", id, ids);
	return packs
		.map((pack) => ({ ...pack, definitions: pack.definitions.filter((it) => it.id === id) }))
		.filter(({ definitions }) => definitions.length > 0);
}

/** The sections of the law that the definitions of some packs rest on, from a folder or the built-in content. */
async function sectionsOf(packs: Pack[], content: Content, folder: string | undefined) {
	const all =
		folder === undefined ? readCoverage() : await (await import("../content/load")).readCoverage(folder, content.packs);
	return packs.map(({ id, name, definitions }) => {
		const { sections = [] } = all.find(({ pack }) => pack === id) ?? {};
		const rests = (ids: string[]) => definitions.some((definition) => ids.includes(definition.id));
		return { pack: id, name, sections: sections.filter((section) => rests(section.definitions)) };
	});
}
