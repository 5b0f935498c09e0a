/** `stalk-check definitions`: each definition in plain words, with its source. */
import type { Content, Pack } from "../content/schema";
import { packsFor } from "../engine/assessor";
import { definitionsText, noticesText } from "../report/lists";
import { loadContent, unknownName } from "./content";
import type { Context } from "./options";
import { printJson, styleFor } from "./output";

export async function definitions({ io, options, args: [id] }: Context): Promise<void> {
	const content = await loadContent(options, io);
	const packs = packsWith(content, options.place, id);
	if (options.json) return printJson(io, packs);
	const style = await styleFor(options, io);
	io.write(1, noticesText(content, style) + definitionsText(packs, style));
}

/** The packs of a place, with all of their definitions or only the one with this id. */
function packsWith(content: Content, place: string | undefined, id: string | undefined): Pack[] {
	const packs = packsFor(content, place);
	if (id === undefined) return packs;
	const ids = packs.flatMap(({ definitions }) => definitions.map((d) => d.id));
	if (!ids.includes(id)) throw unknownName("definition", id, ids);
	return packs
		.map((pack) => ({
			...pack,
			definitions: pack.definitions.filter((it) => it.id === id),
		}))
		.filter(({ definitions }) => definitions.length > 0);
}
