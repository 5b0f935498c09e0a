/** What must be true of content beyond what its shapes can say, and of the cases that go with it. */

import { assess } from "../engine/assess";
import { nodesOf } from "../engine/diagram";
import { pointer } from "../engine/json";
import { Meaning } from "../engine/meaning";
import { checkResponse, problem, quote } from "../engine/response";
import { isOld } from "./age";
import type {
	AnswerSet,
	Case,
	Condition,
	Content,
	Item,
	Problem,
	Result,
} from "./schema";
import { checksOf } from "./sources";
import { inVoice } from "./wording";

/**
 * What would make content wrong to use: ids that do not exist or stand twice, options an item does not have, counts
 * over items that are not counted, routing on later items. Paths are JSON pointers into `Content`.
 */
export function checkContent(content: Content): Problem[] {
	const problems: Problem[] = [];
	const sets = new Map(content.answerSets.map((set) => [set.id, set]));
	const items = new Map<string, Item>();
	const earlier = new Set<string>();

	const once = (
		names: string[],
		at: (index: number) => string,
		what: string,
	) => {
		const seen = new Set<string>();
		names.forEach((name, index) => {
			if (seen.has(name))
				problems.push({
					path: at(index),
					message: `a second ${what} "${name}"`,
				});
			seen.add(name);
		});
	};
	const unique = (
		list: { id: string }[],
		at: (index: number) => string,
		what: string,
	) =>
		once(
			list.map(({ id }) => id),
			(index) => `${at(index)}/id`,
			what,
		);
	const known = (
		path: string,
		id: string,
		among: Iterable<string>,
		what: string,
	) => {
		const names = [...among];
		if (names.includes(id)) return true;
		problems.push(problem(path, `there is no ${what} "${id}"`, id, names));
		return false;
	};
	const option = (
		path: string,
		item: string,
		id: string,
		/** What must not rest on an answer that tells us nothing. */
		never?: string,
	) => {
		const set = sets.get((items.get(item) as Item).answerSet);
		if (!set) return;
		const options = set.options.map((o) => o.id);
		if (!known(path, id, options, `option of "${item}"`)) return;
		if (never && set.options.some((o) => o.id === id && o.unknown))
			problems.push({ path, message: `"${id}" tells us nothing, so ${never}` });
	};
	const countedItem = (path: string, id: string) => {
		if (!known(path, id, items.keys(), "item")) return false;
		if (!sets.get((items.get(id) as Item).answerSet)?.counts)
			problems.push({
				path,
				message: `"${id}" is not asked as how often, so it cannot be counted`,
			});
		return true;
	};
	const condition = (
		path: string,
		it: Condition | undefined,
		visit?: (path: string, id: string) => void,
	) => {
		if (!it) return;
		switch (it.op) {
			case "answer":
				if (!known(`${path}/item`, it.item, items.keys(), "item")) return;
				visit?.(`${path}/item`, it.item);
				it.is.forEach((id, i) => {
					option(
						`${path}/is/${i}`,
						it.item,
						id,
						path.startsWith("/packs")
							? "no definition can hang on it"
							: undefined,
					);
				});
				return;
			case "occasions": {
				const groups = [
					{ at: `${path}/items`, items: it.items },
					...(it.mayCount ?? []).map((g, i) => ({
						at: `${path}/mayCount/${i}/items`,
						items: g.items,
					})),
				];
				const seen = new Set<string>();
				for (const group of groups)
					group.items.forEach((id, i) => {
						if (seen.has(id))
							problems.push({
								path: `${group.at}/${i}`,
								message: `"${id}" is counted twice`,
							});
						seen.add(id);
						if (countedItem(`${group.at}/${i}`, id))
							visit?.(`${group.at}/${i}`, id);
					});
				it.mayCount?.forEach((g, i) => {
					condition(`${path}/mayCount/${i}/unless`, g.unless, visit);
				});
				condition(`${path}/confirmedBy`, it.confirmedBy, visit);
				if (it.confirmedBy && it.atLeast !== 2)
					problems.push({
						path: `${path}/confirmedBy`,
						message: "only a count of two can be confirmed",
					});
				return;
			}
			default:
				if (it.op === "at-least" && it.count > it.of.length)
					problems.push({
						path: `${path}/count`,
						message: `only ${it.of.length} can be met`,
					});
				it.of.forEach((part, i) => {
					condition(`${path}/of/${i}`, part, visit);
				});
		}
	};

	unique(content.answerSets, (i) => `/answerSets/${i}`, "answer set");
	content.answerSets.forEach((set, s) => {
		const at = `/answerSets/${s}`;
		const ids = set.options.map((o) => o.id);
		unique(set.options, (i) => `${at}/options/${i}`, "option");
		for (const [what, id] of Object.entries(set.ticks ?? {}))
			known(`${at}/ticks/${what}`, id, ids, "option");
		set.options.forEach((o, i) => {
			const [min, max] = o.occasions ?? [0, null];
			if (max !== null && min > max)
				problems.push({
					path: `${at}/options/${i}/occasions`,
					message: "the lower bound is above the upper",
				});
			if (set.counts && !o.unknown && !o.occasions)
				problems.push({
					path: `${at}/options/${i}`,
					message: `"${o.id}" does not say how many occasions it is`,
				});
		});
	});

	unique(content.checklists, (i) => `/checklists/${i}`, "checklist");
	const listed = content.checklists.flatMap((checklist, c) =>
		checklist.items.map((item, i) => ({
			item,
			at: `/checklists/${c}/items/${i}`,
		})),
	);
	unique(
		listed.map(({ item }) => item),
		(i) => (listed[i] as (typeof listed)[number]).at,
		"item",
	);
	for (const { item } of listed) items.set(item.id, item);

	content.checklists.forEach((checklist, c) => {
		const at = `/checklists/${c}`;
		const notYet = (path: string, id: string) => {
			if (!earlier.has(id))
				problems.push({
					path,
					message: `"${id}" is asked later, so nothing can be asked because of it yet`,
				});
		};
		condition(`${at}/askWhen`, checklist.askWhen, notYet);
		checklist.items.forEach((item, i) => {
			const here = `${at}/items/${i}`;
			if (
				known(`${here}/answerSet`, item.answerSet, sets.keys(), "answer set")
			) {
				const set = sets.get(item.answerSet) as AnswerSet;
				if (checklist.tick && !item.alone && !item.askWhen && !set.ticks)
					problems.push({
						path: `${here}/answerSet`,
						message: `"${set.id}" does not say what a tick stands for, so "${item.id}" cannot share a screen`,
					});
				if (checklist.behaviours || item.implies) countedItem(here, item.id);
			}
			condition(`${here}/askWhen`, item.askWhen, notYet);
			if (item.otherwise) option(`${here}/otherwise`, item.id, item.otherwise);
			if (item.otherwise && !item.askWhen)
				problems.push({
					path: `${here}/otherwise`,
					message: `"${item.id}" is always asked, so there is no otherwise`,
				});
			item.implies?.forEach((implication, n) => {
				const there = `${here}/implies/${n}`;
				if (!known(`${there}/item`, implication.item, items.keys(), "item"))
					return;
				option(
					`${there}/becomes`,
					implication.item,
					implication.becomes,
					"nothing can be taken to be it",
				);
			});
			earlier.add(item.id);
		});
	});

	unique(content.packs, (i) => `/packs/${i}`, "pack");
	const definitions = content.packs.flatMap((pack, p) =>
		pack.definitions.map((definition, d) => ({
			id: definition.id,
			at: `/packs/${p}/definitions/${d}`,
		})),
	);
	unique(
		definitions,
		(i) => (definitions[i] as (typeof definitions)[number]).at,
		"definition",
	);
	content.packs.forEach((pack, p) => {
		const at = `/packs/${p}`;
		const names = pack.elements.map(({ id }) => id);
		const used = new Set<string>();
		unique(pack.elements, (i) => `${at}/elements/${i}`, "element");
		pack.elements.forEach((element, e) => {
			const here = `${at}/elements/${e}`;
			condition(`${here}/criterion`, element.criterion);
			element.soft?.forEach((soft, s) => {
				condition(`${here}/soft/${s}/criterion`, soft.criterion);
			});
			if (!element.criterion && !element.soft)
				problems.push({
					path: here,
					message: `"${element.id}" has neither a criterion nor a soft factor`,
				});
		});
		pack.definitions.forEach((definition, d) => {
			const here = `${at}/definitions/${d}`;
			unique(definition.routes, (i) => `${here}/routes/${i}`, "route");
			definition.routes.forEach((route, r) => {
				const element = (e: number) => `${here}/routes/${r}/elements/${e}`;
				once(route.elements, element, "element");
				route.elements.forEach((id, e) => {
					used.add(id);
					known(element(e), id, names, "element");
				});
			});
			definition.implies?.forEach((consequence, n) => {
				const there = `${here}/implies/${n}`;
				const among = definitions.map(({ id }) => id);
				known(
					`${there}/definition`,
					consequence.definition,
					among,
					"definition",
				);
				condition(`${there}/assuming`, consequence.assuming);
			});
		});
		pack.elements.forEach(({ id }, e) => {
			if (!used.has(id))
				problems.push({
					path: `${at}/elements/${e}/id`,
					message: `no definition uses the element "${id}"`,
				});
		});
	});

	const sign = (at: string, it: { item: string; is: string[] }) => {
		if (known(`${at}/item`, it.item, items.keys(), "item"))
			it.is.forEach((id, i) => {
				option(`${at}/is/${i}`, it.item, id);
			});
	};
	for (const [at, list] of [
		["/signs/urgent", content.signs.urgent],
		["/signs/fixation/signs", content.signs.fixation.signs],
	] as const) {
		once(
			list.map(({ item }) => item),
			(i) => `${at}/${i}/item`,
			"sign about",
		);
		list.forEach((it, i) => {
			sign(`${at}/${i}`, it);
		});
	}
	condition("/signs/fixation/criterion", content.signs.fixation.criterion);
	sign("/words/danger", content.words.danger);

	const places = content.places.map(({ id }) => id);
	unique(content.places, (i) => `/places/${i}`, "place");
	content.notes.forEach((note, i) => {
		note.places?.forEach((id, n) => {
			known(`/notes/${i}/places/${n}`, id, places, "place");
		});
	});
	unique(content.notes, (i) => `/notes/${i}`, "note");
	content.notes.forEach((note, i) => {
		condition(`/notes/${i}/when`, note.when);
	});
	unique(content.signposts, (i) => `/signposts/${i}`, "signpost");
	unique(content.needs, (i) => `/needs/${i}`, "need");
	const needs = content.needs.map(({ id }) => id);
	const nations = content.places.flatMap((place) => place.nations);
	content.signposts.forEach((signpost, i) => {
		condition(`/signposts/${i}/when`, signpost.when);
		signpost.needs.forEach((id, n) => {
			known(`/signposts/${i}/needs/${n}`, id, needs, "need");
		});
		signpost.nations.forEach((id, n) => {
			known(
				`/signposts/${i}/nations/${n}`,
				id,
				nations,
				"place with the nation",
			);
		});
	});
	const { ask, sections } = content.traces;
	const signposts = content.signposts.map(({ id }) => id);
	known("/traces/ask/signpost", ask.signpost, signposts, "signpost");
	unique(sections, (i) => `/traces/sections/${i}`, "section");
	return problems;
}

/** Items that nothing hangs on: no definition, sign, note, signpost, routing or implication names them. */
export function unusedItems(content: Content): Problem[] {
	const { checklists, packs, signs, notes, signposts } = content;
	const items = checklists.flatMap((checklist) => checklist.items);
	const elements = packs.flatMap((pack) => pack.elements);
	const conditions = [
		...elements.flatMap(({ criterion, soft = [] }) => [
			criterion,
			...soft.map((it) => it.criterion),
		]),
		signs.fixation.criterion,
		...[...notes, ...signposts].map((it) => it.when),
		...[...checklists, ...items].map((it) => it.askWhen),
	];
	const used = new Set([
		...conditions.flatMap(itemsIn),
		...[...signs.urgent, ...signs.fixation.signs].map((it) => it.item),
		...items.flatMap(({ implies = [] }) => implies.map((it) => it.item)),
	]);
	return content.checklists.flatMap((checklist, c) =>
		checklist.items.flatMap((item, i) =>
			used.has(item.id)
				? []
				: [
						{
							path: `/checklists/${c}/items/${i}/id`,
							message: `nothing uses the answer to "${item.id}"`,
						},
					],
		),
	);
}

/** Every item that a condition names. */
function itemsIn(condition: Condition | undefined): string[] {
	if (!condition) return [];
	switch (condition.op) {
		case "answer":
			return [condition.item];
		case "occasions": {
			const { items, mayCount = [], confirmedBy } = condition;
			const groups = mayCount.flatMap((group) => [
				...group.items,
				...itemsIn(group.unless),
			]);
			return [...items, ...groups, ...itemsIn(confirmedBy)];
		}
		default:
			return condition.of.flatMap(itemsIn);
	}
}

/** What a case expects against what the content gives, a problem for each difference. Paths point into the case. */
export function checkCase(content: Content, it: Case): Problem[] {
	const wrong = checkResponse(content, it.response).map((p) => ({
		...p,
		path: `/response${p.path}`,
	}));
	if (wrong.length > 0) return wrong;
	const assessment = assess(content, it.response);
	const results = new Map(
		assessment.verdicts.map((verdict) => [verdict.definition, verdict.result]),
	);
	const problems: Problem[] = [];
	const same = (path: string, expected: unknown, actual: unknown) => {
		if (JSON.stringify(expected) !== JSON.stringify(actual))
			problems.push({
				path,
				message: `expected ${quote(expected)}, got ${quote(actual)}`,
			});
	};
	for (const [id, expected] of Object.entries(it.expect)) {
		const path = pointer("expect", id);
		if (results.has(id)) same(path, expected, results.get(id));
		else
			problems.push(
				problem(
					path,
					`"${id}" is not assessed for this response`,
					id,
					results.keys(),
				),
			);
	}
	if (it.urgent) same("/urgent", it.urgent, assessment.urgent);
	if (it.fixation) same("/fixation", it.fixation, assessment.fixation.result);
	if (it.summary) same("/summary", it.summary, assessment.summary);
	return problems;
}

/** The results that no case expects, for definitions that should have one of each. */
export function missingCases(content: Content, cases: Case[]): Problem[] {
	return content.packs.flatMap((pack, p) =>
		pack.definitions.flatMap((definition, d) => {
			const seen = new Set(cases.map((it) => it.expect[definition.id]));
			const missing = (["met", "not-met", "unclear"] as const).filter(
				(result) => !seen.has(result),
			);
			if (missing.length === 0) return [];
			return [
				{
					path: `/packs/${p}/definitions/${d}`,
					message: `no case expects "${definition.id}" to be ${missing.join(" or ")}`,
				},
			];
		}),
	);
}

/** What can never happen: items that are never asked, elements that are never met, or never fail. */
export function deadEnds(content: Content): Problem[] {
	const meaning = new Meaning(content, {});
	const reaches = (condition: Condition, result: Result) =>
		nodesOf(meaning.condition(condition)).some(
			(node) => "value" in node && node.value === result,
		);
	const problems: Problem[] = [];
	const neverAsked = (path: string, what: string, it?: Condition) => {
		if (it && !reaches(it, "met") && !reaches(it, "unclear"))
			problems.push({ path, message: `${what} can never be asked` });
	};
	content.checklists.forEach((checklist, c) => {
		const at = `/checklists/${c}`;
		neverAsked(`${at}/askWhen`, `"${checklist.id}"`, checklist.askWhen);
		checklist.items.forEach((item, i) => {
			neverAsked(`${at}/items/${i}/askWhen`, `"${item.id}"`, item.askWhen);
		});
	});
	content.packs.forEach((pack, p) => {
		pack.elements.forEach((element, e) => {
			const path = `/packs/${p}/elements/${e}`;
			if (!element.criterion) return;
			if (!reaches(element.criterion, "met"))
				problems.push({ path, message: `"${element.id}" can never be met` });
			if (!reaches(element.criterion, "not-met"))
				problems.push({ path, message: `"${element.id}" can never fail` });
		});
	});
	return problems;
}

/** Sources and signposts last checked more than a year before `today` (yyyy-mm-dd). */
export function staleChecks(content: Content, today: string): Problem[] {
	return checksOf(content)
		.filter(({ checkedOn }) => isOld(checkedOn, today))
		.map(({ path, checkedOn }) => ({
			path: path + pointer("checkedOn"),
			message: `was last checked on ${checkedOn}, over a year ago`,
		}));
}

/**
 * Texts that speak to "you", or as "I", and are said the same to somebody who answers for another person: nobody could
 * tell who is meant.
 */
export function onlyForYou(content: Content): Problem[] {
	const problems: Problem[] = [];
	const visit = (value: unknown, path: string, keys: RegExp) => {
		if (typeof value !== "object" || value === null) return;
		const { someoneElse = {}, ...rest } = value as { someoneElse?: object };
		for (const [key, inner] of Object.entries(rest)) {
			if (key in someoneElse) continue;
			const at = path + pointer(key);
			visit(inner, at, keys);
			const who = key === "spoken" ? ME : YOU;
			if (typeof inner === "string" && keys.test(key) && who.test(inner))
				problems.push({ path: at, message: ONLY_FOR_YOU });
		}
	};
	const { answerSets, checklists, packs, signs, notes, signposts, words } =
		content;
	// Signposts without a rank are only listed, never picked for anybody.
	const picked = signposts.map((it) => (it.rank === undefined ? null : it));
	const parts = { answerSets, checklists, packs, signs, notes };
	for (const [name, part] of Object.entries({ ...parts, signposts: picked }))
		visit(part, pointer(name), SAID);
	// What is said about the keyboard is said to whoever sits there.
	const { keyboard, ...said } = words;
	visit(said, "/words", /./);
	return problems;
}

const ONLY_FOR_YOU =
	'speaks to the person it is about, and has no "someoneElse" for somebody who answers for them';
const YOU = /\b(you|your|yours|yourself)\b/i;
const ME = /\b(I|me|my|mine)\b/;
/** The keys of texts that are said; ids and notes for reviewers may hold the same words. */
const SAID =
	/^(text|label|example|spoken|title|intro|tick|pause|name|for|remarks)$/;

/**
 * Texts on the screens, in either voice, that are harder to read than they should be; `ageOf` gives the reading age of a
 * text in years.
 */
export function hardToRead(
	content: Content,
	ageOf: (text: string) => number,
): Problem[] {
	const other = onScreens(inVoice(content, "someone-else"));
	return onScreens(content)
		.flatMap((said, i) => {
			const { at, key, text } = other[i] as (typeof other)[number];
			return text === said.text
				? [said]
				: [said, { at: `${at}/someoneElse`, key, text }];
		})
		.flatMap(({ at, key, text }) => {
			const age = text === "" ? 0 : Math.round(ageOf(text) * 10) / 10;
			if (age <= READING_AGE) return [];
			return [
				{
					path: `${at}/${key}`,
					message: `takes a reading age of ${age}; the target is ${READING_AGE}`,
				},
			];
		});
}

/** Every text that is put on a screen while somebody answers, by where it stands in the content. */
function onScreens(content: Content) {
	const { $schema, danger, report, someoneElse, ...screens } = content.words;
	type Said = { at: string; key: string; text: string };
	const said = (at: string, words: object): Said[] =>
		Object.entries(words).flatMap(([key, text]) =>
			typeof text === "string" || Array.isArray(text)
				? [{ at, key, text: [text].flat().join(" ") }]
				: said(`${at}/${key}`, text),
		);
	const texts = said("/words", screens);
	texts.push({
		at: "/words/danger",
		key: "text",
		text: danger.text.join(" "),
	});
	content.checklists.forEach(({ items, ...checklist }, c) => {
		for (const key of ["pause", "intro", "tick"] as const)
			texts.push({
				at: `/checklists/${c}`,
				key,
				text: checklist[key] ?? "",
			});
		items.forEach(({ text, label, example }, i) => {
			const at = `/checklists/${c}/items/${i}`;
			// What is listed is read a bit at a time.
			const listed = [label, ...(example ? [example] : [])].join(". ");
			texts.push({ at, key: "text", text });
			texts.push({ at, key: "label", text: listed.replaceAll(",", ".") });
		});
	});
	return texts;
}

/** The reading age, in years, that nothing on a screen should go above. */
const READING_AGE = 12;

/** What a review found: errors must be put right, warnings are for somebody to look at. */
export type Review = {
	errors: Problem[];
	warnings: Problem[];
	counts: Record<string, string | number>;
};

/**
 * Reviews content that has passed `checkContent`, with its cases; `cases` undefined when there are none to be found.
 * Paths of cases are as given, the others are JSON pointers into `Content`.
 */
export function review(
	content: Content,
	cases: { path: string; case: Case }[] | undefined,
	{ today, ageOf }: { today: string; ageOf: (text: string) => number },
): Review {
	const missing = cases
		? missingCases(
				content,
				cases.map((it) => it.case),
			)
		: [
				{
					path: "cases",
					message:
						"there is no such folder, so no case shows what the definitions do; name one with --cases",
				},
			];
	const failing = (cases ?? []).flatMap(({ path, case: it }) =>
		checkCase(content, it).map((problem) => ({
			...problem,
			path: path + problem.path,
			message: `${problem.message} (${it.name})`,
		})),
	);
	return {
		errors: [
			...unusedItems(content),
			...deadEnds(content),
			...missing,
			...failing,
		],
		warnings: [
			...staleChecks(content, today),
			...hardToRead(content, ageOf),
			...onlyForYou(content),
		],
		counts: {
			version: content.version,
			hash: content.hash,
			checkedOn: content.checkedOn,
			checklists: content.checklists.length,
			items: content.checklists.flatMap(({ items }) => items).length,
			packs: content.packs.length,
			definitions: content.packs.flatMap((pack) => pack.definitions).length,
			signposts: content.signposts.length,
			cases: cases?.length ?? 0,
		},
	};
}
