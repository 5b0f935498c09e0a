/** Why: everything that happened once, then each definition part by part, which only cites it. */

import { lowerFirst } from "../content/answer-words";
import type { ElementFinding, Pack, Result, Verdict } from "../content/schema";
import { joined } from "../engine/plain-words";
import {
	type DefinitionBlock,
	type Finding,
	facts,
	paragraph,
	paragraphs,
	type Section,
	type Statement,
} from "./blocks";
import type { ItemAnswer, NamedVerdict, ReportContext } from "./context";
import { elementText } from "./lists";
import { linesStatement } from "./log";

/** Returns the elements of the strongest route that have the result of the whole; none when it is met. */
export function decidingElements(verdict: Verdict): ElementFinding[] {
	return verdict.result === "met" ? [] : elementsOf(verdict).filter(({ result }) => result === verdict.result);
}

/** The elements that a verdict comes from: those of its strongest route. */
function elementsOf({ elements, route }: Verdict): ElementFinding[] {
	return elements.filter(({ routes }) => routes.includes(route));
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
	return inPack.map(({ pack, definition: { name, routes, law }, verdict }, at) => {
		const { result } = verdict;
		const route = routes.find(({ id }) => id === verdict.route);
		const isMissed = result === "not-met";
		const needed = elementsOf(verdict);
		const isWithin = (elements: ElementFinding[]) =>
			elements.every(({ element }) => needed.some((it) => it.element === element));
		const above = inPack.slice(0, at).findLast((it) => isWithin(elementsOf(it.verdict)));
		const known = new Set(above && elementsOf(above.verdict).map(({ element }) => element));
		const findings = [
			...(above ? [allOf(context, above)] : []),
			...needed.filter(({ element }) => !known.has(element)).map((it) => explained(context, pack, it)),
		];
		return {
			kind: "definition",
			name,
			look: result,
			texts: [
				resultInWords(context, pack, verdict),
				...(route && route !== routes[0] && !isMissed ? [route.text] : []),
			],
			provision: law && `${law.act}, ${law.provision}`,
			findings: isBrief ? [] : findings.filter(({ look }) => !isMissed || look === "not-met"),
		};
	});
}

/** "Your answers may match, but some answers are missing.": an unclear result has its reasons. */
function resultInWords({ words }: ReportContext, pack: Pack, verdict: Verdict): string {
	if (verdict.result !== "unclear") return words.result[verdict.result];
	const elements = elementsOf(verdict);
	const isShown = elements.some(({ result, assumed }) => result === "met" && !assumed);
	const unclear = elements.filter(({ result }) => result === "unclear");
	const missing = new Set(unclear.flatMap(({ unknown }) => unknown)).size;
	const isBroken = unclear.some(({ contradicts }) => contradicts);
	const isForOthers = unclear.some(({ softenedBy }) => softenedBy) || (missing === 0 && !isBroken);
	const { one, some, court, wording, contradicts } = words.unclear;
	const reasons = [
		...(isBroken ? [contradicts] : []),
		...(missing > 0 ? [missing > 1 ? some : one] : []),
		...(isForOthers ? [pack.place === undefined ? wording : court] : []),
	];
	return `${words.result[isShown ? "may" : "unclear"]} ${joined(reasons)}.`;
}

function allOf({ words }: ReportContext, { definition, verdict: { result } }: NamedVerdict): Finding {
	const text = `${words.allOf} ${lowerFirst(definition.name)}, ${words.above}`;
	return { look: result, mark: words.mark[result], text, evidence: [], remarks: [] };
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
	const answered = said.flatMap(({ given, isYes }) => {
		if (!given) return [];
		const text = isYes || result === "met" ? words.saidSo : `${words.said} ${given.answer}`;
		return [{ text, link: { text: `${given.number}`, href: `#answer-${given.number}` } }];
	});
	return [...new Set(answered.map(({ text }) => text))].map((text) => {
		if (!isDocument) return { text };
		const links = answered.filter((it) => it.text === text).map(({ link }) => link);
		return { text: `${text} (${words.document.answer} `, links, after: ")" };
	});
}
