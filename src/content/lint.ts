/** What must hold in content beyond its shapes: ids are unique, references exist, and answers can be what they are used as. */
import { problem } from "../engine/response";
import { contentIndex } from "./content-index";
import { select } from "./json";
import type { Content, Element, Item, Problem, ScreenText } from "./schema";

/**
 * Problems that make content unusable. Paths are JSON pointers into `Content`. Names in conditions are not checked here:
 * the resolver has done that.
 */
export function checkContent(content: Content): Problem[] {
	return [
		...duplicates(content),
		...unknownIds(content),
		...unknownOptions(content),
		...countingProblems(content),
		...askingProblems(content),
		...lawProblems(content),
	];
}

/** Names that must differ from each other within each of the values that the first pattern selects. */
const UNIQUE: [within: string, names: string, what: string][] = [
	["", "/answerSets/*/id", "answer set"],
	["/answerSets/*", "/options/*/id", "option"],
	["", "/checklists/*/id", "checklist"],
	["", "/checklists/*/items/*/id", "item"],
	["", "/screens/*/id", "screen"],
	["", "/screens/*/items/*", "row for the item"],
	["", "/packs/*/id", "pack"],
	["", "/packs/*/definitions/*/id", "definition"],
	["/packs/*", "/elements/*/id", "element"],
	["/packs/*/definitions/*", "/routes/*/id", "route"],
	["/packs/*/definitions/*/routes/*", "/elements/*", "element"],
	["", "/consistency/*/id", "rule"],
	["", "/signs/urgent/*/item", "sign about"],
	["", "/signs/fixation/signs/*/item", "sign about"],
	["", "/places/*/id", "place"],
	["", "/notes/*/id", "note"],
	["", "/needs/*/id", "need"],
	["", "/selection/*/id", "selection"],
	["", "/signposts/*/id", "signpost"],
	["", "/traces/sections/*/id", "section"],
];

function duplicates(content: Content): Problem[] {
	return UNIQUE.flatMap(([within, names, what]) =>
		select(content, within).flatMap((part) => {
			const seen = new Set<string>();
			return select<string>(part.value, names, part.path).flatMap(({ path, value: name }) => {
				if (seen.has(name)) return [{ path, message: `a second ${what} "${name}"` }];
				seen.add(name);
				return [];
			});
		}),
	);
}

/** Ids that refer to some of the same value, of those that the first pattern selects. */
const REFERENCES: [within: string, ids: string, what: string, among: string][] = [
	["/answerSets/*", "/ticks/*", "option", "/options/*/id"],
	["", "/checklists/*/items/*/answerSet", "answer set", "/answerSets/*/id"],
	["", "/checklists/*/items/*/markedBy", "item", "/checklists/*/items/*/id"],
	["", "/packs/*/definitions/*/implies/*/definition", "definition", "/packs/*/definitions/*/id"],
	["", "/consistency/*/about", "item", "/checklists/*/items/*/id"],
	["", "/signs/urgent/*/item", "item", "/checklists/*/items/*/id"],
	["", "/signs/fixation/signs/*/item", "item", "/checklists/*/items/*/id"],
	["", "/words/danger/item", "item", "/checklists/*/items/*/id"],
	["", "/words/report/oneEvent/item", "item", "/checklists/*/items/*/id"],
	["", "/words/report/young/item", "item", "/checklists/*/items/*/id"],
	["", "/words/report/young/signpost", "signpost", "/signposts/*/id"],
	["", "/notes/*/said/item", "item", "/checklists/*/items/*/id"],
	["", "/screens/*/items/*", "item", "/checklists/*/items/*/id"],
	["", "/checklists/*/items/*/id", "row on a screen for the item", "/screens/*/items/*"],
	["", "/notes/*/places/*", "place", "/places/*/id"],
	["", "/selection/*/signposts/*", "signpost", "/signposts/*/id"],
	["", "/places/*/law", "pack of the place", "/packs/*/place"],
	["", "/selection/*/nations/*", "place with the nation", "/places/*/nations/*"],
	["", "/signposts/*/needs/*", "need", "/needs/*/id"],
	["", "/signposts/*/nations/*", "place with the nation", "/places/*/nations/*"],
	["", "/traces/ask/signpost", "signpost", "/signposts/*/id"],
];

function unknownIds(content: Content): Problem[] {
	return REFERENCES.flatMap(([within, ids, what, among]) =>
		select(content, within).flatMap((part) => {
			const known = select<string>(part.value, among).map(({ value }) => value);
			const given = select<string>(part.value, ids, part.path);
			return notAmong(given, what, known);
		}),
	);
}

/** A problem for each id that is not one of those that are known. */
export function notAmong(given: { path: string; value: string }[], what: string, known: string[]): Problem[] {
	const ids = new Set(known);
	return given
		.filter(({ value }) => !ids.has(value))
		.map(({ path, value }, i) =>
			problem(path, `there is no ${what} "${value}"`, value, i < MAX_CORRECTED ? known : []),
		);
}

/** The most names of a kind for which a correction is sought: comparing thousands with thousands takes minutes. */
export const MAX_CORRECTED = 100;

/** Options that an item does not have. Those in conditions are checked by the resolver. */
function unknownOptions(content: Content): Problem[] {
	const { items } = contentIndex(content);
	const named = ANSWERS.flatMap((where) => select<{ item: string; is: string[] }>(content, where));
	return named.flatMap(({ path, value: { item, is } }) => {
		const options = items.get(item)?.answerSet?.options.map(({ id }) => id);
		return options ? notAmong(select<string>(is, "/*", `${path}/is`), `option of "${item}"`, options) : [];
	});
}

/** Where some answers to an item are named outside conditions. */
const ANSWERS = [
	...["/signs/urgent/*", "/signs/fixation/signs/*"],
	...["/words/danger", "/words/report/oneEvent", "/notes/*/said"],
];

/** Options that do not say, or not sensibly, how many occasions they are. */
function countingProblems({ answerSets }: Content): Problem[] {
	return answerSets.flatMap(({ options, counts }, s) =>
		options.flatMap(({ id, unknown, occasions }, i) => {
			const path = `/answerSets/${s}/options/${i}`;
			if (counts && !unknown && !occasions) return [{ path, message: `"${id}" does not say how many occasions it is` }];
			const [min, max] = occasions ?? [0, null];
			if (max === null || min <= max) return [];
			return [{ path: `${path}/occasions`, message: "the lower bound is above the upper" }];
		}),
	);
}

/** What cannot be marked on its screen, or counted, as it is meant to be. */
function askingProblems(content: Content): Problem[] {
	const { items } = contentIndex(content);
	const setOf = (id: string) => items.get(id)?.answerSet;
	const uncounted = select<Item>(content, "/checklists/*/items/*").filter(({ value: { id } }) => {
		const entry = items.get(id);
		return entry?.checklist.behaviours && entry.answerSet && !entry.answerSet.counts;
	});
	const crowded = select<ScreenText>(content, "/screens/*").filter(
		({ value: { kind, items = [] } }) => (kind === "choose" || kind === "how-often") && items.length !== 1,
	);
	const unmarked = select<ScreenText>(content, "/screens/*")
		.filter(({ value: { kind } }) => kind !== "choose")
		.flatMap(({ path, value }) => select<string>(value, "/items/*", path))
		.filter(({ value: id }) => setOf(id) && !setOf(id)?.ticks);
	return [
		...uncounted.map(({ path, value: { id } }) => ({
			path,
			message: `"${id}" is not asked as how often, so it cannot be counted`,
		})),
		...crowded.map(({ path, value: { id } }) => ({ path, message: `"${id}" is about one item` })),
		...unmarked.map(({ path, value: id }) => ({
			path,
			message: `"${setOf(id)?.id}" does not say what a mark stands for, so "${id}" cannot stand in a list`,
		})),
	];
}

/** Elements that no definition uses, or that say nothing. */
function lawProblems(content: Content): Problem[] {
	const unused = select(content, "/packs/*").flatMap((pack) => {
		const used = new Set(select(pack.value, "/definitions/*/routes/*/elements/*").map(({ value }) => value));
		const ids = select<string>(pack.value, "/elements/*/id", pack.path);
		return ids.filter(({ value }) => !used.has(value)).map(unusedElement);
	});
	const empty = select<Element>(content, "/packs/*/elements/*")
		.filter(({ value: { criterion, soft } }) => !criterion && !soft)
		.map(({ path, value: { id } }) => ({ path, message: `"${id}" has neither a criterion nor a soft factor` }));
	return [...unused, ...empty];
}

/** The problem of an element that no route names; \`value\` is its id. */
export function unusedElement({ path, value }: { path: string; value: string }): Problem {
	return { path, message: `no definition uses the element "${value}"` };
}
