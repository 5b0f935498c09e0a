/** The items that a person names in their own spelling, and which of them are counted. */
import { contentIndex } from "../content/content-index";
import type { Content } from "../content/schema";
import { closest, quote } from "../engine/response";

/** Ids by plain name: of items whose occasions are counted, and of those that are only asked. */
export type ItemNames = {
	counted: Map<string, string>;
	uncounted: Map<string, string>;
};

/** Finds items by id and by label, in both voices. */
export function itemNames(content: Content): ItemNames {
	const counted = new Map<string, string>();
	const uncounted = new Map<string, string>();
	for (const { item, answerSet } of contentIndex(content).items.values()) {
		const names = answerSet.counts ? counted : uncounted;
		const { id, label, spoken, someoneElse: other } = item;
		for (const name of [id, label, spoken, other?.label, other?.spoken]) {
			const plain = plainName(name ?? "");
			if (plain !== "" && !names.has(plain)) names.set(plain, id);
		}
	}
	return { counted, uncounted };
}

const SECOND_PERSON = new Map([
	["i", "you"],
	["me", "you"],
	["my", "your"],
	["mine", "yours"],
]);

/** Lower-case words without punctuation; "my phone" and "your phone" are the same. */
function plainName(text: string): string {
	const words = text
		.toLowerCase()
		.replace(/['’]/g, "")
		.match(/[\p{L}\p{N}]+/gu);
	return (words ?? []).map((word) => SECOND_PERSON.get(word) ?? word).join(" ");
}

/** The ids of the counted items that a cell names, each once. Reports names that it cannot count. */
export function itemsIn(
	cell: string,
	{ counted, uncounted }: ItemNames,
	report: (message: string, suggestion?: string) => void,
): string[] {
	const idOf = (name: string) => counted.get(plainName(name));
	const single = idOf(cell);
	if (single !== undefined) return [single];
	const ids = cell.split(/[;|+/\n]/).flatMap((part) => {
		const name = part.trim();
		if (name === "") return [];
		const id = idOf(name);
		if (id !== undefined) return id;
		const all = name.split(/,| and /i).map(idOf);
		if (!all.includes(undefined)) return all as string[];
		const plain = plainName(name);
		const other = uncounted.get(plain);
		if (other !== undefined)
			report(
				`${quote(name)} is not counted, but asked by itself: describe it in the note, and answer "${other}" among the questions`,
			);
		else
			report(
				`${quote(name)} is not something that is counted: for the names there are, see stalk-check log template, or write it in the note`,
				counted.get(closest(plain, counted.keys()) ?? ""),
			);
		return [];
	});
	return [...new Set(ids)];
}
