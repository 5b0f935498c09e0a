/** Why: everything that happened once, then each definition part by part, which only cites it. */

import { lowerFirst } from "../content/answer-words";
import type { ElementFinding, Pack, Result, Verdict } from "../content/schema";
import { firstOf } from "../engine/open-questions";
import {
	type DefinitionBlock,
	type Finding,
	facts,
	paragraph,
	paragraphs,
	type Section,
	type Statement,
} from "./blocks";
import { type ItemAnswer, type NamedVerdict, question, type ReportContext } from "./context";
import { elementText } from "./lists";
import { linesStatement } from "./log";

/** Returns the elements of the strongest route that have the result of the whole; none when it is met. */
export function decidingElements({ result, route, elements }: Verdict): ElementFinding[] {
	return result === "met" ? [] : elements.filter((it) => it.routes.includes(route) && it.result === result);
}

/** Returns a few questions whose answers could settle the result of a definition. */
export function openQuestions(context: ReportContext, { definition }: NamedVerdict): string[] {
	return firstOf(context.settling.definitions.get(definition.id)).map((id) => question(context, id));
}

/** Writes what happened, and a section for each pack that counts. Where no place was given, each law is in brief. */
export function whySections(context: ReportContext): Section[] {
	const { content, words, assessment, verdicts, acts } = context;
	const happened = acts.map(({ letter, text, logged }) => {
		return { label: `${letter}`, id: `act-${letter}`, ...linesStatement(context, text, logged?.lines) };
	});
	const sections = content.packs
		.filter(({ inSummary }) => inSummary)
		.sort((a, b) => Number(b.place !== undefined) - Number(a.place !== undefined))
		.flatMap((pack): Section[] => {
			const inPack = verdicts.filter((it) => it.pack === pack);
			if (inPack.length === 0) return [];
			const isBrief = pack.place !== undefined && assessment.place === undefined;
			const note = pack.place === undefined ? [paragraph(pack.text)] : [];
			return [{ title: pack.name, blocks: [...note, ...definitions(context, inPack, isBrief)] }];
		});
	const isAssumed = verdicts.some(({ verdict }) => verdict.elements.some(({ assumed }) => assumed));
	return [
		{ title: words.why, blocks: [facts(happened, `${words.happened}:`), ...paragraphs([isAssumed && words.assumed])] },
		...sections,
	];
}

/**
 * The definitions of a pack. What an earlier one explained is not explained again, and one that the answers do not match has
 * only what is not shown.
 */
function definitions(context: ReportContext, inPack: NamedVerdict[], isBrief: boolean): DefinitionBlock[] {
	const { words } = context;
	return inPack.map(({ pack, definition, verdict }, at) => {
		const { name, routes, law } = definition;
		const route = routes.find(({ id }) => id === verdict.route);
		const needed = verdict.elements.filter((it) => it.routes.includes(verdict.route));
		const above = inPack
			.slice(0, at)
			.reverse()
			.find(({ verdict }) => elementsOf(verdict).every((id) => needed.some(({ element }) => element === id)));
		const isAbove = new Set(above && elementsOf(above.verdict));
		const findings = [
			...(above ? [allOf(context, above)] : []),
			...needed.filter(({ element }) => !isAbove.has(element)).map((it) => explained(context, pack, it)),
		];
		const isMissed = verdict.result === "not-met";
		return {
			kind: "definition",
			name,
			look: verdict.result,
			texts: [words.result[verdict.result], ...(route && route !== routes[0] && !isMissed ? [route.text] : [])],
			provision: law && `${law.act}, ${law.provision}`,
			findings: isBrief ? [] : findings.filter(({ look }) => !isMissed || look === "not-met"),
		};
	});
}

/** The elements that a verdict comes from. */
function elementsOf({ elements, route }: Verdict): string[] {
	return elements.filter(({ routes }) => routes.includes(route)).map(({ element }) => element);
}

function allOf(context: ReportContext, { definition, verdict }: NamedVerdict): Finding {
	const { words } = context;
	const text = `${words.allOf} ${lowerFirst(definition.name)}, ${words.above}`;
	return { look: verdict.result, mark: words.mark[verdict.result], text, evidence: [], remarks: [] };
}

function explained(context: ReportContext, pack: Pack, its: ElementFinding): Finding {
	const { words } = context;
	return {
		look: its.assumed ? "assumed" : its.result,
		mark: its.assumed ? words.assumedMark : words.mark[its.result],
		text: elementText(pack, its.element),
		evidence: evidence(context, its),
		remarks: its.softenedBy ?? [],
	};
}

/** Letters of what happened, answers, and what is missing. */
function evidence(context: ReportContext, { because, result, unknown, contradicts }: ElementFinding): Statement[] {
	const { words, answers } = context;
	const answered = because.flatMap((id) => answers.get(id) ?? []);
	const letters = answered.flatMap(({ letter }) => letter ?? []).sort();
	const said = answered.filter(({ isAct }) => !isAct);
	const isNone = answered.length > 0 && letters.length === 0 && said.length === 0;
	return [
		...(letters.length > 0 ? [{ text: "", links: letters.map((it) => ({ text: it, href: `#act-${it}` })) }] : []),
		...(contradicts ? [{ text: words.contradictsHere }] : saidSo(context, said, result)),
		...(isNone ? [{ text: words.noneHappened }] : []),
		...(unknown.length > 0 ? [{ text: unknown.length > 1 ? words.someMissing : words.oneMissing }] : []),
	];
}

/** "you said so", or "you said once"; in a document with the numbers of the answers. */
function saidSo({ words, isDocument }: ReportContext, said: ItemAnswer[], result: Result): Statement[] {
	const numbers = new Map<string, number[]>();
	for (const { given, isYes } of said) {
		if (!given) continue;
		const text = isYes || result === "met" ? words.saidSo : `${words.said} ${given.answer}`;
		numbers.set(text, [...(numbers.get(text) ?? []), given.number]);
	}
	return [...numbers].map(([text, of]) => {
		if (!isDocument) return { text };
		const links = of.map((number) => ({ text: `${number}`, href: `#answer-${number}` }));
		return { text: `${text} (${words.document.answer} `, links, after: ")" };
	});
}
