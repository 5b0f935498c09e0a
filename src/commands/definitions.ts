/** `stalk-check definitions`: each definition in plain words, with its source. */
import type { Content, Pack } from "../content/schema";
import { packsFor } from "../engine/evaluator";
import { definitionsText, noticesText } from "../report/lists";
import { loadContent, unknownName } from "./content";
import type { Context } from "./options";
import { print } from "./output";

export async function definitions(context: Context): Promise<void> {
	const { io, options, args } = context;
	const content = await loadContent(options, io);
	const packs = packsWith(content, options.place, args[0]);
	if (options.coverage) return (await import("./coverage")).coverage(context, content, packs);
	await print(context, packs, (style) => noticesText(content, style) + definitionsText(packs, style));
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
