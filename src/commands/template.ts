/** `stalk-check template`: an empty response, ready to fill in. */
import { loadContent } from "./content";
import type { Context } from "./options";
import { jsonText } from "./output";

export async function run({ io, options }: Context): Promise<void> {
	const { checklists } = await loadContent(options, io);
	const items = checklists.flatMap(({ items }) => items);
	const answers = Object.fromEntries(items.map(({ id }) => [id, null]));
	io.write(1, jsonText({ ref: null, place: null, for: null, answers }));
}
