/** Each definition: the result, its elements, and the reasons for each. */
import type { ContentIndex } from "../content/content-index";
import type { Assessment, Definition, ElementFinding, Pack, Result, Verdict } from "../content/schema";
import { type DefinitionBlock, type Finding, paragraph, type Reason, type Section, type Statement } from "./blocks";
import type { ReportContext } from "./context";
import { elementText } from "./lists";
import { occasionsStatement } from "./log";

export type NamedVerdict = {
	pack: Pack;
	definition: Definition;
	verdict: Verdict;
};

/** Joins each verdict to its definition and pack. */
export function namedVerdicts(
	{ definitions }: Pick<ContentIndex, "definitions">,
	{ verdicts }: Assessment,
): NamedVerdict[] {
	return verdicts.flatMap((verdict) => {
		const named = definitions.get(verdict.definition);
		return named ? [{ ...named, verdict }] : [];
	});
}

/** Returns the elements of the strongest route that have the result of the whole; none when it is met. */
export function decidingElements(verdict: Verdict): ElementFinding[] {
	if (verdict.result === "met") return [];
	return verdict.elements.filter(({ routes, result }) => routes.includes(verdict.route) && result === verdict.result);
}

/** Writes a section for each pack. Without `full`, packs outside the summary are written in brief. */
export function definitionSections(
	context: ReportContext,
	verdicts: NamedVerdict[],
	openQuestions: Map<string, string[]>,
): Section[] {
	const { content, words, full, assessment } = context;
	return content.packs.flatMap((pack) => {
		const inPack = verdicts.filter((it) => it.pack === pack);
		if (inPack.length === 0) return [];
		// Without a place every place is assessed, and all elements of all of them would bury the rest of a screen.
		const brief = !full && (!pack.inSummary || (pack.place !== undefined && assessment.place === undefined));
		const explained = new Map<string, string>();
		const blocks = inPack.map((named) =>
			brief ? briefDefinition(context, named) : explainedDefinition(context, named, explained, openQuestions),
		);
		const title = `${words.why}: ${pack.name}`;
		return [{ title, blocks: [paragraph(pack.text), ...blocks] }];
	});
}

/** A definition with the elements that keep it from being met. */
function briefDefinition({ words }: ReportContext, { pack, definition, verdict }: NamedVerdict): DefinitionBlock {
	return {
		kind: "definition",
		name: definition.name,
		text: `${words.result[verdict.result]}.`,
		findings: decidingElements(verdict).map(({ element, result }) => ({
			look: result,
			mark: words.mark[result],
			text: elementText(pack, element),
			reasons: [],
		})),
	};
}

/**
 * A definition with every element and the reasons for it. `alreadyExplained` holds the elements that an earlier definition
 * of the pack explained, with the name of that definition, so that each is explained once.
 */
function explainedDefinition(
	context: ReportContext,
	{ pack, definition, verdict }: NamedVerdict,
	alreadyExplained: Map<string, string>,
	openQuestions: Map<string, string[]>,
): DefinitionBlock {
	const { words, full } = context;
	const { name, routes, source } = definition;
	const questions = openQuestions.get(definition.id) ?? [];
	const route = routes.find(({ id }) => id === verdict.route);
	const findings = verdict.elements
		.filter(({ routes }) => routes.includes(verdict.route))
		.map((finding) => {
			const above = alreadyExplained.get(finding.element);
			if (above === undefined) alreadyExplained.set(finding.element, name);
			return { finding, above };
		});
	return {
		kind: "definition",
		name,
		text: `${words.result[verdict.result]}.`,
		...(route && route !== routes[0] && verdict.result !== "not-met" ? { route: route.text } : {}),
		findings: [
			...(full ? [] : findingsAbove(context, findings)),
			...findings
				.filter(({ above }) => full || above === undefined)
				.map(({ finding, above }) => elementFinding(context, pack, finding, above)),
		],
		...(full ? {} : { open: { intro: `${words.wouldSettle}:`, questions } }),
		source: `${source.citation}. Checked ${source.checkedOn}.`,
	};
}

/** One finding for all elements that each earlier definition explained, with the least of their results. */
function findingsAbove(
	{ words, quote }: ReportContext,
	findings: { finding: ElementFinding; above: string | undefined }[],
): Finding[] {
	const names = new Set(findings.flatMap(({ above }) => above ?? []));
	return [...names].map((name) => {
		const results = findings.filter(({ above }) => above === name).map(({ finding }) => finding.result);
		const look = WEAKEST_FIRST.find((it) => results.includes(it)) as Result;
		return {
			look,
			mark: words.mark[look],
			text: `${words.partsAbove} ${quote(name)}`,
			reasons: [],
		};
	});
}

const WEAKEST_FIRST: Result[] = ["not-met", "unclear", "met"];

function elementFinding(
	context: ReportContext,
	pack: Pack,
	finding: ElementFinding,
	above: string | undefined,
): Finding {
	const { words, quote } = context;
	const { element, result, assumed } = finding;
	const reference = `${words.document.reasonsAbove} ${quote(above ?? "")}`;
	return {
		look: assumed ? "assumed" : result,
		mark: assumed ? words.assumedMark : words.mark[result],
		text: elementText(pack, element),
		reasons: above === undefined ? reasons(context, finding) : [{ text: reference }],
	};
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
			const answer = `${words.document.answer} ${given.number}`;
			const id = `answer-${given.number}`;
			return { text, evidence: { links: [{ text: answer, id }] } };
		});
	const logged = happened.flatMap(({ item: { id }, text }): Statement[] => {
		const statement = occasionsStatement(context, id);
		if (statement) return [statement];
		return filled.has(id) ? [{ text }] : [];
	});
	const nothingHappened = because.length > 0 && happened.length === 0;
	const alone = [
		...(nothingHappened ? [words.nothingListed] : []),
		...(finding.unknown.length > 0 ? [words.notKnownYet] : []),
		...(finding.contradicts ? [words.contradictsHere] : []),
		...(finding.softenedBy ?? []),
	];
	return [
		...[
			{ text: words.because, statements: answered },
			{ text: words.log.because, statements: logged },
		].filter(({ statements }) => statements.length > 0),
		...alone.map((text) => ({ text })),
	];
}
