/** What must hold in content beyond its shapes: ids are unique, references exist, and answers can be what they are used as. */
import { problem } from "../engine/response";
import { answersIn, itemsIn } from "./conditions";
import type { AnswerSet, Checklist, Condition, Content, Item, Problem } from "./schema";

/**
 * Problems that make content unusable. Paths are JSON pointers into `Content`. Names in conditions are not checked here:
 * the resolver has done that.
 */
export function checkContent(content: Content): Problem[] {
	return [
		...duplicates(content),
		...unknownIds(content),
		...content.answerSets.flatMap(answerSetProblems),
		...askingProblems(content),
		...lawProblems(content),
	];
}

/** Ids that are given twice. */
function duplicates(content: Content): Problem[] {
	const { answerSets, checklists, packs, signs } = content;
	const problems: Problem[] = [];
	/** Checks names that must differ from each other, as [path, name]. */
	const unique = (what: string, names: [path: string, name: string][]) => {
		const seen = new Set<string>();
		for (const [path, name] of names) {
			if (seen.has(name)) problems.push({ path, message: `a second ${what} "${name}"` });
			seen.add(name);
		}
	};
	const ids = (at: string, list: { id: string }[]) => list.map(({ id }, i): [string, string] => [`${at}/${i}/id`, id]);

	unique("answer set", ids("/answerSets", answerSets));
	for (const [s, { options }] of answerSets.entries()) unique("option", ids(`/answerSets/${s}/options`, options));
	unique("checklist", ids("/checklists", checklists));
	unique(
		"item",
		eachItem(content).map(({ at, item }) => [`${at}/id`, item.id]),
	);
	unique("pack", ids("/packs", packs));
	unique(
		"definition",
		eachDefinition(content).map(({ at, definition }) => [`${at}/id`, definition.id]),
	);
	for (const [p, { elements }] of packs.entries()) unique("element", ids(`/packs/${p}/elements`, elements));
	for (const { at, definition } of eachDefinition(content)) {
		unique("route", ids(`${at}/routes`, definition.routes));
		for (const [r, { elements }] of definition.routes.entries())
			unique(
				"element",
				elements.map((id, e) => [`${at}/routes/${r}/elements/${e}`, id]),
			);
	}
	unique("rule", ids("/consistency", content.consistency));
	for (const [at, list] of [
		["/signs/urgent", signs.urgent],
		["/signs/fixation/signs", signs.fixation.signs],
	] as const)
		unique(
			"sign about",
			list.map(({ item }, i) => [`${at}/${i}/item`, item]),
		);
	unique("place", ids("/places", content.places));
	unique("note", ids("/notes", content.notes));
	unique("need", ids("/needs", content.needs));
	unique("signpost", ids("/signposts", content.signposts));
	unique("section", ids("/traces/sections", content.traces.sections));
	return problems;
}

/** Ids that refer to nothing. */
function unknownIds(content: Content): Problem[] {
	const { answerSets, notes, signs, signposts, traces, words } = content;
	const setOf = answerSetOf(content);
	const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);
	const items = eachItem(content).map(({ item }) => item.id);
	const problems: Problem[] = [];
	const refer = (path: string, id: string, what: string, among: string[]) => {
		if (!among.includes(id)) problems.push(problem(path, `there is no ${what} "${id}"`, id, among));
	};
	const each = (at: string, list: string[], what: string, among: string[]) => {
		for (const [i, id] of list.entries()) refer(`${at}/${i}`, id, what, among);
	};
	const option = (path: string, item: string, id: string) => {
		const set = setOf(item);
		if (set) refer(path, id, `option of "${item}"`, idsOf(set.options));
	};
	const answers = (at: string, { item, is }: { item: string; is: string[] }) => {
		refer(`${at}/item`, item, "item", items);
		for (const [i, id] of is.entries()) option(`${at}/is/${i}`, item, id);
	};

	for (const [s, { options, ticks = {} }] of answerSets.entries())
		for (const [what, id] of Object.entries<string>(ticks))
			refer(`/answerSets/${s}/ticks/${what}`, id, "option", idsOf(options));
	for (const { at, item } of eachItem(content)) {
		refer(`${at}/answerSet`, item.answerSet, "answer set", idsOf(answerSets));
		if (item.otherwise) option(`${at}/otherwise`, item.id, item.otherwise);
	}
	const definitions = eachDefinition(content).map((it) => it.definition.id);
	for (const { at, definition } of eachDefinition(content))
		for (const [n, implied] of (definition.implies ?? []).entries())
			refer(`${at}/implies/${n}/definition`, implied.definition, "definition", definitions);
	for (const [i, { about }] of content.consistency.entries()) refer(`/consistency/${i}/about`, about, "item", items);
	for (const [i, sign] of signs.urgent.entries()) answers(`/signs/urgent/${i}`, sign);
	for (const [i, sign] of signs.fixation.signs.entries()) answers(`/signs/fixation/signs/${i}`, sign);
	answers("/words/danger", words.danger);
	for (const [i, { places = [] }] of notes.entries())
		each(`/notes/${i}/places`, places, "place", idsOf(content.places));
	const known = content.places.flatMap((place) => place.nations);
	for (const [i, { needs, nations }] of signposts.entries()) {
		each(`/signposts/${i}/needs`, needs, "need", idsOf(content.needs));
		each(`/signposts/${i}/nations`, nations, "place with the nation", known);
	}
	refer("/traces/ask/signpost", traces.ask.signpost, "signpost", idsOf(signposts));
	return problems;
}

function answerSetProblems({ options, counts }: AnswerSet, s: number) {
	return options.flatMap(({ id, unknown, occasions }, i): Problem[] => {
		const path = `/answerSets/${s}/options/${i}`;
		if (counts && !unknown && !occasions) return [{ path, message: `"${id}" does not say how many occasions it is` }];
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
	const wrong = (path: string, message: string) => problems.push({ path, message });
	const asked = new Set<string>();
	const checkOrder = (path: string, askWhen: Condition | undefined) => {
		for (const id of new Set(itemsIn(askWhen)))
			if (!asked.has(id)) wrong(path, `"${id}" is asked later, so nothing can be asked because of it yet`);
	};
	for (const { at, checklist, item } of eachItem(content)) {
		if (item === checklist.items[0]) checkOrder(at.replace(/items\/0$/, "askWhen"), checklist.askWhen);
		checkOrder(`${at}/askWhen`, item.askWhen);
		asked.add(item.id);
		const set = setOf(item.id);
		const shared = checklist.tick && !item.alone && !item.askWhen;
		if (shared && set && !set.ticks)
			wrong(
				`${at}/answerSet`,
				`"${set.id}" does not say what a tick stands for, so "${item.id}" cannot share a screen`,
			);
		if (checklist.behaviours && set && !set.counts)
			wrong(at, `"${item.id}" is not asked as how often, so it cannot be counted`);
		if (item.otherwise && !item.askWhen)
			wrong(`${at}/otherwise`, `"${item.id}" is always asked, so there is no otherwise`);
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
		const used = new Set(definitions.flatMap(({ routes }) => routes.flatMap((it) => it.elements)));
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
				checkCondition(`/packs/${p}/definitions/${d}/implies/${n}/assuming`, assuming);
			});
		});
	});
	return problems;
}

function saysNothing(set: AnswerSet | undefined, option: string) {
	return set?.options.some(({ id, unknown }) => id === option && unknown);
}

/** Looks up the answer set of an item by the item's id. */
function answerSetOf({ answerSets, checklists }: Pick<Content, "answerSets" | "checklists">) {
	const sets = new Map(answerSets.map((set) => [set.id, set]));
	const byItem = new Map(checklists.flatMap(({ items }) => items).map((item) => [item.id, sets.get(item.answerSet)]));
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
