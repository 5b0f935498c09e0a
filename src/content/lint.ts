/** What must hold in content beyond its shapes: ids are unique, references exist, and answers can be what they are used as. */

import { problem, quote } from "../engine/response";
import { contentIndex } from "./content-index";
import { pointer, select } from "./json";
import type { Content, Problem, ScreenText } from "./schema";

/**
 * Problems that make content unusable. Paths are JSON pointers into `Content`. Names in conditions, and answers beside them,
 * are not checked here: the resolver has done that.
 */
export function checkContent(content: Content): Problem[] {
	return [...duplicates(content), ...unknownIds(content), ...unsuitableItems(content), ...withoutHelp(content)];
}

/** Names, and orders, that must differ from each other, also in different lists. `some` checks those in one list. */
const UNIQUE: [names: string, what: string][] = [
	["/checklists/*/id", "checklist"],
	["/checklists/*/items/*/id", "item"],
	["/screens/*/items/*", "row for the item"],
	["/packs/*/order", "pack with the order"],
	["/packs/*/definitions/*/id", "definition"],
	["/signs/urgent/*/item", "sign about"],
	["/signs/fixation/signs/*/item", "sign about"],
	["/places/*/id", "place"],
];

function duplicates(content: Content): Problem[] {
	return UNIQUE.flatMap(([names, what]) => {
		const seen = new Set<string | number>();
		return checkEach<string | number>(content, names, (name) => {
			if (seen.has(name)) return `a second ${what} ${quote(name)}`;
			seen.add(name);
		});
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
	["", "/words/report/young/item", "item", "/checklists/*/items/*/id"],
	["", "/words/report/young/signpost", "signpost", "/signposts/*/id"],
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

/** Things that somebody did that cannot be counted, items that cannot be marked on their screen, and a start without danger. */
function unsuitableItems(content: Content): Problem[] {
	const { items } = contentIndex(content);
	const chosen = content.screens.flatMap((screen) => (screen.kind === "choose" ? screen.items : []));
	return [
		...checkEach<string>(content, "/checklists/*/items/*/id", (id) => {
			const { checklist, answerSet } = items.get(id) ?? {};
			const fits = !checklist?.behaviours || !answerSet || answerSet.counts;
			return fits ? undefined : `"${id}" is not asked as how often, so it cannot be counted`;
		}),
		...checkEach<string>(content, "/screens/*/items/*", (id) => {
			const answerSet = items.get(id)?.answerSet;
			const fits = chosen.includes(id) || !answerSet || answerSet.ticks;
			return fits ? undefined : `"${id}" cannot stand in a list: its answer set has no "ticks"`;
		}),
		...checkEach<ScreenText>(content, "/screens/0", ({ items = [] }) => {
			const { item } = content.words.danger;
			return items.includes(item) ? undefined : `is the start, so it must ask for "${item}"`;
		}),
	];
}

/** Nations in which somebody would be shown nobody to call, or not always an emergency number. */
function withoutHelp({ places, signposts, selection }: Content): Problem[] {
	const always = selection.filter((it) => !it.when && !it.unless && !it.for);
	return places.flatMap(({ nations, outside }, place) =>
		(outside ? [] : nations).flatMap((nation, i) => {
			const here = signposts.filter((it) => it.nations.includes(nation));
			const shown = always.filter((it) => it.nations?.includes(nation) ?? true).flatMap((it) => it.signposts);
			if (here.some(({ id, needs }) => needs.includes("emergency") && shown.includes(id))) return [];
			const message =
				here.length === 0
					? `no signpost serves "${nation}": somebody there would be shown nobody to call. Add "${nation}" to the "nations" of signposts in signposts.json, an emergency number first`
					: `no emergency number is always shown in "${nation}". Add "${nation}" to the "nations" of a signpost in signposts.json that has "emergency" among its "needs", and that a line of "selection" without "when" names`;
			return [{ path: pointer("places", place, "nations", i), message }];
		}),
	);
}

/** A problem for each value at the pointers that match `pattern` for which there is a message. */
export function checkEach<T>(content: Content, pattern: string, check: (value: T) => string | undefined): Problem[] {
	return select<T>(content, pattern).flatMap(({ path, value }) => {
		const message = check(value);
		return message === undefined ? [] : [{ path, message }];
	});
}
