/** Why: everything that happened once, then each definition part by part, which only cites it. */

import type { ElementFinding, Pack, Result } from "../content/schema";
import { joined, lowerFirst } from "../engine/plain-words";
import { type Block, type Draft, type Fact, joinTexts, type Link, present, type Text } from "./blocks";
import type { ItemAnswer, NamedVerdict, ReportContext } from "./context";
import { elementText } from "./lists";
import { withLines } from "./log";

/** Returns the elements of the strongest route that have the result of the whole; none when it is met. */
export function decidingElements({ verdict, needed }: NamedVerdict): ElementFinding[] {
	return verdict.result === "met" ? [] : needed.filter(({ result }) => result === verdict.result);
}

/** Writes what happened, and a section for each pack that counts. Where no place was given, each law is in brief. */
export function whySections(context: ReportContext): Draft[] {
	const { content, words, assessment, verdicts, acts } = context;
	const happened = acts.map(({ letter, text, logged }) => {
		return { label: `${letter}`, id: `act-${letter}`, text: withLines(context, text, logged?.lines) };
	});
	const isAssumed = verdicts.some(({ verdict }) => verdict.elements.some(({ assumed }) => assumed));
	const sections = content.packs
		.filter(({ inSummary }) => inSummary)
		.sort((a, b) => Number(b.place !== undefined) - Number(a.place !== undefined))
		.map((pack): Draft => {
			const inPack = verdicts.filter((it) => it.pack === pack);
			const isBrief = pack.place !== undefined && assessment.place === undefined;
			const blocks = inPack.map((its, at) => definition(context, its, inPack.slice(0, at), isBrief));
			return { title: pack.name, blocks: [pack.place === undefined && pack.text, ...blocks] };
		});
	const facts = { kind: "facts", intro: `${words.happened}:`, rows: happened } as const;
	return [{ title: words.why, isOver: true, blocks: [facts, isAssumed && words.assumed] }, ...sections];
}

/**
 * A definition of a pack. What one above it explained is not explained again, and one that the answers do not match has only
 * what is not shown.
 */
function definition(context: ReportContext, its: NamedVerdict, above: NamedVerdict[], isBrief: boolean): Block {
	const { words } = context;
	const { pack, verdict, needed } = its;
	const { name, routes, law } = its.definition;
	const { result } = verdict;
	const isMissed = result === "not-met";
	const has = (elements: ElementFinding[], { element }: ElementFinding) =>
		elements.some((it) => it.element === element);
	const part = above.findLast((other) => other.needed.every((it) => has(needed, it)));
	const findings = needed.filter((it) => !(part && has(part.needed, it))).map((it) => explained(context, pack, it));
	if (part) {
		const text = `${words.allOf} ${lowerFirst(part.definition.name)}, ${words.above}`;
		findings.unshift({ look: part.verdict.result, label: words.mark[part.verdict.result], text });
	}
	const route = routes.findIndex(({ id }) => id === verdict.route);
	return {
		kind: "definition",
		name,
		look: result,
		texts: present([resultInWords(context, its), route > 0 && !isMissed && routes[route]?.text]),
		provision: law && `${law.act}, ${law.provision}`,
		findings: isBrief ? [] : findings.filter(({ look }) => !isMissed || look === "not-met"),
	};
}

/** "Your answers may match, but some answers are missing.": an unclear result has its reasons. */
function resultInWords({ words }: ReportContext, { pack, verdict, needed }: NamedVerdict): string {
	if (verdict.result !== "unclear") return words.result[verdict.result];
	const isShown = needed.some(({ result, assumed }) => result === "met" && !assumed);
	const unclear = needed.filter(({ result }) => result === "unclear");
	const missing = new Set(unclear.flatMap(({ unknown }) => unknown)).size;
	const isBroken = unclear.some(({ contradicts }) => contradicts);
	const isForOthers = unclear.some(({ softenedBy }) => softenedBy) || (missing === 0 && !isBroken);
	const { one, some, court, wording, contradicts } = words.unclear;
	const reasons = present([
		isBroken && contradicts,
		missing > 0 && (missing > 1 ? some : one),
		isForOthers && (pack.place === undefined ? wording : court),
	]);
	return `${words.result[isShown ? "may" : "unclear"]} ${joined(reasons)}.`;
}

function explained(context: ReportContext, pack: Pack, its: ElementFinding): Fact {
	const { words } = context;
	const shown = evidence(context, its);
	const text = elementText(pack, its.element);
	return {
		look: its.assumed ? "assumed" : its.result,
		label: its.assumed ? words.assumedMark : words.mark[its.result],
		text: shown.length > 0 ? [`${text}: `, ...joinTexts(shown, "; ")] : text,
		remarks: its.softenedBy ?? [],
	};
}

/** Letters of what happened, answers, and what is missing. */
function evidence(context: ReportContext, its: ElementFinding): Text[] {
	const { because, result, unknown, contradicts, softenedBy } = its;
	const { words, answers } = context;
	const answered = because.flatMap((id) => answers.get(id) ?? []);
	const letters = answered.flatMap(({ letter }) => letter ?? []).sort();
	const said = answered.filter(({ isAct }) => !isAct);
	return present<Text>([
		letters.length > 0 &&
			joinTexts(
				letters.map((it): Link => ({ text: it, href: `#act-${it}` })),
				", ",
			),
		contradicts && words.contradictsHere,
		// What softens it says what was answered: "you said so" would say the opposite.
		...(contradicts || softenedBy ? [] : saidSo(context, said, result)),
		answered.length > 0 && letters.length === 0 && said.length === 0 && words.noneHappened,
		unknown.length > 0 && (unknown.length > 1 ? words.someMissing : words.oneMissing),
	]);
}

/** "you said so", or "you said once"; in a document with the numbers of the answers. */
function saidSo({ words, isDocument }: ReportContext, said: ItemAnswer[], result: Result): Text[] {
	const links = new Map<string, Link[]>();
	for (const { given, isYes } of said) {
		if (!given) continue;
		const text = isYes || result === "met" ? words.saidSo : `${words.said} ${given.answer}`;
		const link = { text: `${given.number}`, href: `#answer-${given.number}` };
		links.set(text, [...(links.get(text) ?? []), link]);
	}
	return [...links].map(([text, numbers]) =>
		isDocument ? [`${text} (${words.document.answer} `, ...joinTexts(numbers, ", "), ")"] : text,
	);
}
