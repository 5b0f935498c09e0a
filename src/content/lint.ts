/** What must hold in content beyond its shapes: ids are unique, references exist, and answers can be what they are used as. */
import { problem } from "../engine/response";
import { answersIn, itemsIn } from "./conditions";
import type {
	AnswerSet,
	Checklist,
	Condition,
	Content,
	Item,
	Problem,
} from "./schema";

/** A mention of an id, with the path of where it stands. */
type Mention = { path: string; id: string };

/**
 * Problems that make content unusable. Paths are JSON pointers into `Content`. Names in conditions are not checked here:
 * the resolver has done that.
 */
export function checkContent(content: Content): Problem[] {
	return [
		...uniqueIds(content).flatMap(duplicates),
		...references(content).flatMap(missing),
		...content.answerSets.flatMap(answerSetProblems),
		...askingProblems(content),
		...lawProblems(content),
	];
}

const ids = (at: string, list: { id: string }[]): Mention[] =>
	list.map(({ id }, i) => ({ path: `${at}/${i}/id`, id }));

/** Every list of ids that must differ from each other. */
function uniqueIds(content: Content): { what: string; names: Mention[] }[] {
	const { answerSets, checklists, packs, signs } = content;
	const one = (what: string, names: Mention[]) => ({ what, names });
	const signsAbout = (at: string, list: { item: string }[]) =>
		one(
			"sign about",
			list.map(({ item }, i) => ({ path: `${at}/${i}/item`, id: item })),
		);
	return [
		one("answer set", ids("/answerSets", answerSets)),
		...answerSets.map(({ options }, s) =>
			one("option", ids(`/answerSets/${s}/options`, options)),
		),
		one("checklist", ids("/checklists", checklists)),
		one(
			"item",
			checklists.flatMap(({ items }, c) =>
				ids(`/checklists/${c}/items`, items),
			),
		),
		one("pack", ids("/packs", packs)),
		one("definition", definitionIds(content)),
		...packs.map(({ elements }, p) =>
			one("element", ids(`/packs/${p}/elements`, elements)),
		),
		...eachDefinition(content).flatMap(({ at, definition }) => [
			one("route", ids(`${at}/routes`, definition.routes)),
			...definition.routes.map(({ elements }, r) =>
				one(
					"element",
					elements.map((id, e) => ({
						path: `${at}/routes/${r}/elements/${e}`,
						id,
					})),
				),
			),
		]),
		one("rule", ids("/consistency", content.consistency)),
		signsAbout("/signs/urgent", signs.urgent),
		signsAbout("/signs/fixation/signs", signs.fixation.signs),
		one("place", ids("/places", content.places)),
		one("note", ids("/notes", content.notes)),
		one("need", ids("/needs", content.needs)),
		one("signpost", ids("/signposts", content.signposts)),
		one("section", ids("/traces/sections", content.traces.sections)),
	];
}

function duplicates({ what, names }: { what: string; names: Mention[] }) {
	const seen = new Set<string>();
	return names.flatMap(({ path, id }): Problem[] => {
		if (seen.has(id)) return [{ path, message: `a second ${what} "${id}"` }];
		seen.add(id);
		return [];
	});
}

type Reference = Mention & { what: string; among: string[] };

/** Every mention of something that must exist, with the ids that do. */
function references(content: Content): Reference[] {
	const { answerSets, checklists, notes, signs, signposts, traces } = content;
	const setOf = answerSetOf(content);
	const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);
	const items = idsOf(checklists.flatMap((checklist) => checklist.items));
	const places = idsOf(content.places);
	const needs = idsOf(content.needs);
	const nations = content.places.flatMap((place) => place.nations);
	const definitions = definitionIds(content).map(({ id }) => id);
	const option = (path: string, item: string, id: string): Reference[] => {
		const among = setOf(item)?.options;
		return among
			? [{ path, id, what: `option of "${item}"`, among: idsOf(among) }]
			: [];
	};
	const answers = (at: string, said: { item: string; is: string[] }) => [
		{ path: `${at}/item`, id: said.item, what: "item", among: items },
		...said.is.flatMap((id, i) => option(`${at}/is/${i}`, said.item, id)),
	];
	const each = (at: string, list: string[], what: string, among: string[]) =>
		list.map((id, i) => ({ path: `${at}/${i}`, id, what, among }));
	return [
		...answerSets.flatMap(({ options, ticks = {} }, s) =>
			Object.entries(ticks).map(([what, id]) => ({
				path: `/answerSets/${s}/ticks/${what}`,
				id,
				what: "option",
				among: idsOf(options),
			})),
		),
		...eachItem(content).flatMap(({ at, item }) => [
			{
				path: `${at}/answerSet`,
				id: item.answerSet,
				what: "answer set",
				among: idsOf(answerSets),
			},
			...(item.otherwise
				? option(`${at}/otherwise`, item.id, item.otherwise)
				: []),
			...(item.implies ?? []).flatMap((implied, n) => [
				{
					path: `${at}/implies/${n}/item`,
					id: implied.item,
					what: "item",
					among: items,
				},
				...option(`${at}/implies/${n}/becomes`, implied.item, implied.becomes),
			]),
		]),
		...eachDefinition(content).flatMap(({ at, definition }) =>
			(definition.implies ?? []).map(({ definition: id }, n) => ({
				path: `${at}/implies/${n}/definition`,
				id,
				what: "definition",
				among: definitions,
			})),
		),
		...content.consistency.map(({ about }, i) => ({
			path: `/consistency/${i}/about`,
			id: about,
			what: "item",
			among: items,
		})),
		...signs.urgent.flatMap((sign, i) => answers(`/signs/urgent/${i}`, sign)),
		...signs.fixation.signs.flatMap((sign, i) =>
			answers(`/signs/fixation/signs/${i}`, sign),
		),
		...answers("/words/danger", content.words.danger),
		...notes.flatMap((note, i) =>
			each(`/notes/${i}/places`, note.places ?? [], "place", places),
		),
		...signposts.flatMap((signpost, i) => [
			...each(`/signposts/${i}/needs`, signpost.needs, "need", needs),
			...each(
				`/signposts/${i}/nations`,
				signpost.nations,
				"place with the nation",
				nations,
			),
		]),
		{
			path: "/traces/ask/signpost",
			id: traces.ask.signpost,
			what: "signpost",
			among: idsOf(signposts),
		},
	];
}

function missing({ path, id, what, among }: Reference): Problem[] {
	return among.includes(id)
		? []
		: [problem(path, `there is no ${what} "${id}"`, id, among)];
}

function answerSetProblems({ options, counts }: AnswerSet, s: number) {
	return options.flatMap(({ id, unknown, occasions }, i): Problem[] => {
		const path = `/answerSets/${s}/options/${i}`;
		if (counts && !unknown && !occasions)
			return [
				{ path, message: `"${id}" does not say how many occasions it is` },
			];
		const [min, max] = occasions ?? [0, null];
		return max !== null && min > max
			? [
					{
						path: `${path}/occasions`,
						message: "the lower bound is above the upper",
					},
				]
			: [];
	});
}

/** What cannot be asked, ticked or counted as it is meant to be. */
function askingProblems(content: Content): Problem[] {
	const setOf = answerSetOf(content);
	const problems: Problem[] = [];
	const wrong = (path: string, message: string) =>
		problems.push({ path, message });
	const asked = new Set<string>();
	const checkOrder = (path: string, askWhen: Condition | undefined) => {
		for (const id of new Set(itemsIn(askWhen)))
			if (!asked.has(id))
				wrong(
					path,
					`"${id}" is asked later, so nothing can be asked because of it yet`,
				);
	};
	for (const { at, checklist, item } of eachItem(content)) {
		if (item === checklist.items[0])
			checkOrder(at.replace(/items\/0$/, "askWhen"), checklist.askWhen);
		checkOrder(`${at}/askWhen`, item.askWhen);
		asked.add(item.id);
		const set = setOf(item.id);
		const shared = checklist.tick && !item.alone && !item.askWhen;
		if (shared && set && !set.ticks)
			wrong(
				`${at}/answerSet`,
				`"${set.id}" does not say what a tick stands for, so "${item.id}" cannot share a screen`,
			);
		if ((checklist.behaviours || item.implies) && set && !set.counts)
			wrong(
				at,
				`"${item.id}" is not asked as how often, so it cannot be counted`,
			);
		if (item.otherwise && !item.askWhen)
			wrong(
				`${at}/otherwise`,
				`"${item.id}" is always asked, so there is no otherwise`,
			);
		item.implies?.forEach(({ item: id, becomes }, n) => {
			if (saysNothing(setOf(id), becomes))
				wrong(
					`${at}/implies/${n}/becomes`,
					`"${becomes}" tells us nothing, so nothing can be taken to be it`,
				);
		});
	}
	return problems;
}

/** Elements that no definition uses, that say nothing, or that depend on an answer that says nothing. */
function lawProblems({ answerSets, checklists, packs }: Content): Problem[] {
	const setOf = answerSetOf({ answerSets, checklists });
	const problems: Problem[] = [];
	const checkCondition = (path: string, condition: Condition | undefined) => {
		for (const { item, is } of answersIn(condition))
			for (const option of is)
				if (saysNothing(setOf(item), option))
					problems.push({
						path,
						message: `"${option}" of "${item}" tells us nothing, so no definition can hang on it`,
					});
	};
	packs.forEach(({ elements, definitions }, p) => {
		const used = new Set(
			definitions.flatMap(({ routes }) => routes.flatMap((it) => it.elements)),
		);
		elements.forEach(({ id, criterion, soft }, e) => {
			const path = `/packs/${p}/elements/${e}`;
			if (!used.has(id))
				problems.push({
					path: `${path}/id`,
					message: `no definition uses the element "${id}"`,
				});
			if (!criterion && !soft)
				problems.push({
					path,
					message: `"${id}" has neither a criterion nor a soft factor`,
				});
			checkCondition(`${path}/criterion`, criterion);
			soft?.forEach((factor, s) => {
				checkCondition(`${path}/soft/${s}/criterion`, factor.criterion);
			});
		});
		definitions.forEach(({ implies }, d) => {
			implies?.forEach(({ assuming }, n) => {
				checkCondition(
					`/packs/${p}/definitions/${d}/implies/${n}/assuming`,
					assuming,
				);
			});
		});
	});
	return problems;
}

function saysNothing(set: AnswerSet | undefined, option: string) {
	return set?.options.some(({ id, unknown }) => id === option && unknown);
}

/** Looks up the answer set of an item by the item's id. */
function answerSetOf({
	answerSets,
	checklists,
}: Pick<Content, "answerSets" | "checklists">) {
	const sets = new Map(answerSets.map((set) => [set.id, set]));
	const byItem = new Map(
		checklists
			.flatMap(({ items }) => items)
			.map((item) => [item.id, sets.get(item.answerSet)]),
	);
	return (item: string) => byItem.get(item);
}

/** Every item in the order of asking, with its path. */
export function eachItem({ checklists }: Pick<Content, "checklists">): {
	at: string;
	checklist: Checklist;
	item: Item;
}[] {
	return checklists.flatMap((checklist, c) =>
		checklist.items.map((item, i) => ({
			at: `/checklists/${c}/items/${i}`,
			checklist,
			item,
		})),
	);
}

function eachDefinition({ packs }: Content) {
	return packs.flatMap(({ definitions }, p) =>
		definitions.map((definition, d) => ({
			at: `/packs/${p}/definitions/${d}`,
			definition,
		})),
	);
}

function definitionIds(content: Content): Mention[] {
	return eachDefinition(content).map(({ at, definition }) => ({
		path: `${at}/id`,
		id: definition.id,
	}));
}
