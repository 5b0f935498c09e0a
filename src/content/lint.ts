/** What must hold in content beyond its shapes: ids are unique, references exist, and answers can be what they are used as. */
import { problem } from "../engine/response";
import { contentIndex } from "./content-index";
import { select } from "./json";
import type { Checklist, Content, Problem, ScreenText } from "./schema";

/**
 * Problems that make content unusable. Paths are JSON pointers into `Content`. Names in conditions are not checked here:
 * the resolver has done that.
 */
export function checkContent(content: Content): Problem[] {
	return [...duplicates(content), ...unknownIds(content), ...unknownOptions(content), ...askingProblems(content)];
}

/** Names that must differ from each other, also in different lists. `some` checks those in one list. */
const UNIQUE: [names: string, what: string][] = [
	["/checklists/*/id", "checklist"],
	["/checklists/*/items/*/id", "item"],
	["/screens/*/items/*", "row for the item"],
	["/packs/*/definitions/*/id", "definition"],
	["/signs/urgent/*/item", "sign about"],
	["/signs/fixation/signs/*/item", "sign about"],
	["/places/*/id", "place"],
];

function duplicates(content: Content): Problem[] {
	return UNIQUE.flatMap(([names, what]) => {
		const seen = new Set<string>();
		return select<string>(content, names)
			.filter(({ value }) => seen.size === seen.add(value).size)
			.map(({ path, value }) => ({ path, message: `a second ${what} "${value}"` }));
	});
}

/** Ids that refer to some of the same value, of those that the first pattern selects. */
const REFERENCES: [within: string, ids: string, what: string, among: string][] = [
	["/answerSets/*", "/ticks/*", "option", "/options/*/id"],
	["", "/checklists/*/items/*/answerSet", "answer set", "/answerSets/*/id"],
	["", "/checklists/*/items/*/markedBy", "item", "/checklists/*/items/*/id"],
	["/packs/*", "/elements/*/id", "definition with the element", "/definitions/*/routes/*/elements/*"],
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

/** Things that somebody did that cannot be counted, and items that cannot be marked on their screen. */
function askingProblems(content: Content): Problem[] {
	const { items } = contentIndex(content);
	/** Without an answer set, that is the problem. */
	const lacks = (key: "counts" | "ticks") => (item: { value: string }) => {
		const answerSet = items.get(item.value)?.answerSet;
		return answerSet !== undefined && answerSet[key] === undefined;
	};
	const uncounted = select<Checklist>(content, "/checklists/*")
		.filter(({ value }) => value.behaviours)
		.flatMap(({ path, value }) => select<string>(value, "/items/*/id", path))
		.filter(lacks("counts"))
		.map(({ path, value: id }) => ({
			path,
			message: `"${id}" is not asked as how often, so it cannot be counted`,
		}));
	const unmarked = select<ScreenText>(content, "/screens/*")
		.filter(({ value: { kind } }) => kind !== "choose")
		.flatMap(({ path, value }) => select<string>(value, "/items/*", path))
		.filter(lacks("ticks"))
		.map(({ path, value: id }) => ({
			path,
			message: `the answer set of "${id}" does not say what a mark stands for, so it cannot stand in a list`,
		}));
	return [...uncounted, ...unmarked];
}
