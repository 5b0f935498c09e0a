/** `stalk-check definitions --coverage`: what becomes of each subsection of the law. */
import { readCoverage } from "virtual:content";
import type { PackCoverage } from "../content/coverage";
import type { Content, Pack } from "../content/schema";
import { coverageText } from "../report/coverage";
import { noticesText } from "../report/lists";
import type { Context } from "./options";
import { print } from "./output";

/** Prints the sections that definitions of these packs rest on. */
export async function coverage(context: Context, content: Content, packs: Pack[]): Promise<void> {
	const all = await coverageOf(content, context.options.questions);
	const found = packs.map(({ id, name, definitions }) => {
		const { sections = [] } = all.find(({ pack }) => pack === id) ?? {};
		const rests = (ids: string[]) => definitions.some((definition) => ids.includes(definition.id));
		return { pack: id, name, sections: sections.filter((section) => rests(section.definitions)) };
	});
	await print(context, found, (style) => noticesText(content, style) + coverageText(found, style));
}

/** The coverage of the packs of a folder, or of the built-in content. */
export async function coverageOf({ packs }: Content, folder?: string): Promise<PackCoverage[]> {
	return folder === undefined ? readCoverage() : (await import("../content/load")).readCoverage(folder, packs);
}
