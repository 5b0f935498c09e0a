/** Each definition: the result, its elements, and the reasons for each. */
import type { ElementFinding, Verdict } from "../content/schema";
import { firstOf } from "../engine/open-questions";
import { type DefinitionBlock, type Finding, paragraph, type Reason, type Section, type Statement } from "./blocks";
import { type NamedVerdict, question, type ReportContext } from "./context";
import { elementText } from "./lists";
import { occasionsStatement } from "./log";

/** Returns the elements of the strongest route that have the result of the whole; none when it is met. */
export function decidingElements({ result, route, elements }: Verdict): ElementFinding[] {
	return result === "met" ? [] : elements.filter((it) => it.routes.includes(route) && it.result === result);
}

/** Returns a few questions whose answers could settle the result of a definition. */
export function openQuestions(context: ReportContext, { definition }: NamedVerdict): string[] {
	return firstOf(context.settling.definitions.get(definition.id)).map((id) => question(context, id));
}

/** Writes a section for each pack. Without `full`, packs outside the summary are written in brief. */
export function definitionSections(context: ReportContext): Section[] {
	const { content, words, full, assessment, verdicts } = context;
	return content.packs.flatMap((pack) => {
		const inPack = verdicts.filter((it) => it.pack === pack);
		if (inPack.length === 0) return [];
		// Without a place every place is assessed, and all elements of all of them would bury the rest of a screen.
		const brief = !full && (!pack.inSummary || (pack.place !== undefined && assessment.place === undefined));
		const explained = new Map<string, string>();
		const blocks = inPack.map((it) => (brief ? inBrief(context, it) : withReasons(context, it, explained)));
		return [{ title: `${words.why}: ${pack.name}`, blocks: [paragraph(pack.text), ...blocks] }];
	});
}

/** A definition with the elements that keep it from being met. */
function inBrief(context: ReportContext, { pack, definition, verdict }: NamedVerdict): DefinitionBlock {
	const elements = decidingElements(verdict);
	const findings = elements.map(({ element, result }) => newFinding(context, result, elementText(pack, element)));
	return { kind: "definition", name: definition.name, texts: [`${context.words.result[verdict.result]}.`], findings };
}

/**
 * A definition with every element and the reasons for it. `explained` holds the elements that an earlier definition of the
 * pack explained, with the name of that definition, so that each is explained once.
 */
function withReasons(context: ReportContext, named: NamedVerdict, explained: Map<string, string>): DefinitionBlock {
	const { words, full, quote } = context;
	const { pack, definition, verdict } = named;
	const { name, routes, source } = definition;
	const route = routes.find(({ id }) => id === verdict.route);
	const questions = openQuestions(context, named);
	const needed = verdict.elements
		.filter((finding) => finding.routes.includes(verdict.route))
		.map((finding) => ({ finding, above: explained.get(finding.element) }));
	for (const { finding, above } of needed) if (above === undefined) explained.set(finding.element, name);
	const findings = needed
		.filter(({ above }) => full || above === undefined)
		.map(({ finding, above }) => {
			const elsewhere = [{ text: `${words.document.reasonsAbove} ${quote(above ?? "")}` }];
			const its = above === undefined ? reasons(context, finding) : elsewhere;
			const look = finding.assumed ? "assumed" : finding.result;
			return newFinding(context, look, elementText(pack, finding.element), its);
		});
	return {
		kind: "definition",
		name,
		texts: [
			`${words.result[verdict.result]}.`,
			...(route && route !== routes[0] && verdict.result !== "not-met" ? [route.text] : []),
		],
		findings: full ? findings : [...findingsAbove(context, needed), ...findings],
		open: full || questions.length === 0 ? undefined : { intro: `${words.wouldSettle}:`, questions },
		source: `${source.citation}. Checked ${source.checkedOn}.`,
	};
}

type NeededElement = { finding: ElementFinding; above: string | undefined };

/** One finding for all elements that each earlier definition explained, with the least of their results. */
function findingsAbove(context: ReportContext, needed: NeededElement[]): Finding[] {
	const { words, quote } = context;
	const names = new Set(needed.flatMap(({ above }) => above ?? []));
	return [...names].map((name) => {
		const results = needed.filter(({ above }) => above === name).map(({ finding }) => finding.result);
		const weakest = (["not-met", "unclear"] as const).find((it) => results.includes(it)) ?? "met";
		return newFinding(context, weakest, `${words.partsAbove} ${quote(name)}`);
	});
}

function newFinding({ words }: ReportContext, look: Finding["look"], text: string, reasons: Reason[] = []): Finding {
	return { look, mark: look === "assumed" ? words.assumedMark : words.mark[look], text, reasons };
}

function reasons(context: ReportContext, finding: ElementFinding): Reason[] {
	const { words, answers, filled, full } = context;
	if (finding.assumed) return [{ text: words.assumed }];
	const because = finding.because.flatMap((id) => answers.get(id) ?? []);
	const happened = because.filter(({ never }) => !never);
	const answered = happened
		.filter(({ item }) => !filled.has(item.id))
		.map(({ text, given }): Statement => {
			if (!full || !given) return { text };
			const link = { text: `${words.document.answer} ${given.number}`, href: `#answer-${given.number}` };
			return { text: `${text} (`, links: [link], after: ")" };
		});
	const logged = happened.flatMap(
		({ item: { id }, text }) => occasionsStatement(context, id) ?? (filled.has(id) ? { text } : []),
	);
	const alone = [
		...(because.length > 0 && happened.length === 0 ? [words.nothingListed] : []),
		...(finding.unknown.length > 0 ? [words.notKnownYet] : []),
		...(finding.contradicts ? [words.contradictsHere] : []),
		...(finding.softenedBy ?? []),
	];
	return [
		...(answered.length > 0 ? [{ text: words.because, statements: answered }] : []),
		...(logged.length > 0 ? [{ text: words.log.because, statements: logged }] : []),
		...alone.map((text) => ({ text })),
	];
}
