/** The codebook: every column of a table of responses, and of its results, with what each value means. */
import { itemsIn } from "../content/conditions";
import type { Content, Definition, Option, Pack } from "../content/schema";
import { packsFor, stampOf } from "../engine/evaluator";
import { type FormOptions, isQuestion, sectionsOf } from "./form";
import { expression } from "./relevance";

export type Codebook = ReturnType<typeof codebookOf>;

/** Gathers the codebook of content in one wording. With a place, its definitions are those of the place. */
export function codebookOf(content: Content, { place }: Pick<FormOptions, "place">) {
	const { codebook: words, forms, keyboard } = content.words;
	const packs = packsFor(content, place);
	const asked = new Map(
		sectionsOf(content, undefined).flatMap(({ title, parts }) =>
			parts.filter(isQuestion).map((question) => [question.id, { ...question, section: title }]),
		),
	);
	const comparison = (item: string, equals: boolean, option: string) =>
		`${item} ${equals ? forms.is : forms.isNot} ${option}`;
	const used = packs.flatMap((pack) =>
		pack.definitions.map((definition) => ({ id: definition.id, items: itemsOf(content, pack, definition) })),
	);
	const uses = usesOf(content);
	return {
		format: "stalk-check/codebook@1",
		content: stampOf(content),
		columns: [
			{ column: "ref", meaning: words.about.columns.ref },
			{
				column: "place",
				meaning: words.about.columns.place,
				options: content.places.map(({ id, name }) => ({ id, label: name })),
			},
			{
				column: "for",
				meaning: words.about.columns.for,
				options: [{ id: "someone-else", label: keyboard.start["someone-else"] }],
			},
		],
		answerSets: content.answerSets.map(({ id, counts, options }) => ({
			id,
			options: options.map((option) => ({
				id: option.id,
				label: option.label,
				meaning: meaningOf(words.answers, option),
			})),
			...(counts && { wholeNumbers: words.answers.wholeNumbers }),
		})),
		items: content.checklists.flatMap(({ items }) =>
			items.map(({ id: column, text, label, example, answerSet, someoneElse }) => {
				const { section = "", shownWhen } = asked.get(column) ?? {};
				return {
					column,
					section,
					question: text,
					label,
					example,
					answerSet,
					askedIf: shownWhen && expression(shownWhen, comparison, forms),
					definitions: used.filter(({ items }) => items.has(column)).map(({ id }) => id),
					uses: uses.filter(({ items }) => items.includes(column)).map(({ id }) => id),
					forSomeoneElse: someoneElse?.text,
				};
			}),
		),
		results: resultsOf(content, packs),
	};
}

/** A column of results. `values` are the results that it can hold, where it holds one. */
type ResultColumn = { column: string; meaning: string; source?: string; values?: Record<string, string> };

function resultsOf({ words }: Content, packs: Pack[]): ResultColumn[] {
	const { values, columns } = words.codebook.results;
	const definitions = packs.flatMap(({ phrase, definitions }) =>
		definitions.map(({ id, name, text, source }) => ({
			column: id,
			meaning: `${name} (${phrase}): ${text}`,
			source: source.citation,
			values,
		})),
	);
	const others = Object.entries(columns).map(([column, meaning]) => ({ column, meaning }));
	return [...definitions, ...others.map((it) => (/^(harassment|stalking)$/.test(it.column) ? { ...it, values } : it))];
}

/** The items that a result depends on, and those of rules about them. */
function itemsOf({ consistency }: Content, { elements }: Pack, { routes }: Definition): Set<string> {
	const named = new Set(routes.flatMap((route) => route.elements));
	const items = new Set(
		elements
			.filter(({ id }) => named.has(id))
			.flatMap(({ criterion, soft = [] }) => [criterion, ...soft.map((factor) => factor.criterion)].flatMap(itemsIn)),
	);
	const rules = consistency.filter(({ about }) => items.has(about));
	return new Set([...items, ...rules.flatMap((rule) => [...itemsIn(rule.if), ...itemsIn(rule.then)])]);
}

/** The items that are signs, and those that decide who can help. */
function usesOf({ signs, selection }: Content) {
	return [
		{ id: "urgent" as const, items: signs.urgent.map(({ item }) => item) },
		{ id: "fixation" as const, items: signs.fixation.signs.map(({ item }) => item) },
		{ id: "signposts" as const, items: selection.flatMap((it) => [it.when, it.unless].flatMap(itemsIn)) },
	];
}

/** What an option stands for, where that is not the option itself. */
function meaningOf(words: Content["words"]["codebook"]["answers"], { unknown, occasions }: Option) {
	if (unknown) return words.unknown;
	if (!occasions) return undefined;
	const [least, most] = occasions;
	const others = most === null ? ` ${words.orMore}` : ` ${words.to} ${most}`;
	return `${words.times} ${least}${least === most ? "" : others}`;
}
