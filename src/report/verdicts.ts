/** The results, with the reasons for each and what is still open. */
import type { ContentIndex } from "../content/content-index";
import type {
	Assessment,
	Definition,
	ElementFinding,
	Pack,
	Result,
	Verdict,
} from "../content/schema";
import { firstOf, settle } from "../engine/settle";
import {
	type Block,
	type DefinitionBlock,
	type Finding,
	list,
	paragraph,
	type Reason,
	type Section,
	type Statement,
} from "./blocks";
import { question, type ReportContext } from "./context";
import { elementText } from "./lists";
import { occasionsStatement } from "./log";

type NamedVerdict = { pack: Pack; definition: Definition; verdict: Verdict };

/** Writes the summary, what contradicts in it, each definition, and the questions that could settle what is unclear. */
export function verdictParts(
	context: ReportContext,
): Record<"results" | "contradictions" | "definitions" | "unknown", Section[]> {
	const { content, response } = context;
	const verdicts = namedVerdicts(context, context.assessment);
	const settling = settle(content, response);
	const openQuestions = new Map(
		[...settling.definitions].map(([id, sets]) => [
			id,
			firstOf(sets).map((item) => question(context, item)),
		]),
	);
	return {
		results: results(context, verdicts, settling.summary.stalking?.met[0]),
		contradictions: contradictions(context),
		definitions: definitions(context, verdicts, openQuestions),
		unknown: unknown(context, verdicts, openQuestions),
	};
}

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
	return verdict.elements.filter(
		({ routes, result }) =>
			routes.includes(verdict.route) && result === verdict.result,
	);
}

function nameOf({ pack, definition }: NamedVerdict): string {
	return `${definition.name} (${pack.short})`;
}

function results(
	context: ReportContext,
	verdicts: NamedVerdict[],
	couldShowStalking: string[] | undefined,
): Section[] {
	const { content, words } = context;
	const { place, summary } = context.assessment;
	const blocks: Block[] = (["met", "unclear", "not-met"] as const).flatMap(
		(result) => {
			const names = verdicts
				.filter(({ verdict }) => verdict.result === result)
				.map(nameOf);
			return names.length > 0 ? [list(names, `${words.inShort[result]}:`)] : [];
		},
	);
	if (summary.harassment === "met" && couldShowStalking) {
		const questions = couldShowStalking.map((id) => question(context, id));
		blocks.push(list(questions, `${words.atLeast}:`));
	}
	if (place && !content.packs.some((pack) => pack.place === place))
		blocks.push(paragraph(words.noLawHere));
	return [{ title: words.resultTitle, blocks }];
}

/** `"Followed you" (more than once) and "It was two or more times" (no)`, for each set of answers. */
function contradictions({
	words,
	answers,
	quote,
	assessment: { contradicts = [] },
}: ReportContext): Section[] {
	if (contradicts.length === 0) return [];
	const lines = contradicts.map((ids) =>
		ids
			.flatMap((id) => answers.get(id) ?? [])
			.map(({ item, given }) =>
				given ? `${quote(item.label)} (${given.answer})` : quote(item.label),
			)
			.join(" and "),
	);
	const { contradictsTitle, contradicts: intro } = words;
	return [{ title: contradictsTitle, blocks: [list(lines, intro)] }];
}

function definitions(
	context: ReportContext,
	verdicts: NamedVerdict[],
	openQuestions: Map<string, string[]>,
): Section[] {
	const { content, words, full, assessment } = context;
	return content.packs.flatMap((pack) => {
		const inPack = verdicts.filter((it) => it.pack === pack);
		if (inPack.length === 0) return [];
		// Without a place every place is assessed, and all elements of all of them would bury the rest of a screen.
		const brief =
			!full &&
			(!pack.inSummary ||
				(pack.place !== undefined && assessment.place === undefined));
		const explained = new Map<string, string>();
		const blocks = inPack.map((named) =>
			brief
				? briefDefinition(context, named)
				: explainedDefinition(context, named, explained, openQuestions),
		);
		const title = `${words.why}: ${pack.name}`;
		return [{ title, blocks: [paragraph(pack.text), ...blocks] }];
	});
}

/** A definition with the elements that keep it from being met. */
function briefDefinition(
	{ words }: ReportContext,
	{ pack, definition, verdict }: NamedVerdict,
): DefinitionBlock {
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
		...(route && route !== routes[0] && verdict.result !== "not-met"
			? { route: route.text }
			: {}),
		findings: full
			? findings.map(({ finding, above }) =>
					elementFinding(context, pack, finding, above),
				)
			: [
					...findingsAbove(context, findings),
					...findings
						.filter(({ above }) => above === undefined)
						.map(({ finding }) => elementFinding(context, pack, finding)),
				],
		...(full
			? {}
			: {
					open: {
						intro: `${words.wouldSettle}:`,
						questions: openQuestions.get(definition.id) ?? [],
					},
				}),
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
		const results = findings
			.filter(({ above }) => above === name)
			.map(({ finding }) => finding.result);
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
	above?: string,
): Finding {
	const { words, quote } = context;
	const { element, result, assumed } = finding;
	return {
		look: assumed ? "assumed" : result,
		mark: assumed ? words.assumedMark : words.mark[result],
		text: elementText(pack, element),
		reasons:
			above === undefined
				? reasons(context, finding)
				: [
						{
							text: `${words.document.reasonsAbove} ${quote(above)}`,
							statements: [],
						},
					],
	};
}

function reasons(context: ReportContext, finding: ElementFinding): Reason[] {
	const { words, answers, filled, full } = context;
	if (finding.assumed) return [{ text: words.assumed, statements: [] }];
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
	const found: Reason[] = [
		{ text: words.because, statements: answered },
		{ text: words.log.because, statements: logged },
	];
	const alone = [
		...(because.length > 0 && happened.length === 0
			? [words.nothingListed]
			: []),
		...(finding.unknown.length > 0 ? [words.notKnownYet] : []),
		...(finding.contradicts ? [words.contradictsHere] : []),
		...(finding.softenedBy ?? []),
	];
	return [
		...found.filter(({ statements }) => statements.length > 0),
		...alone.map((text) => ({ text, statements: [] })),
	];
}

/** The questions that could settle what is unclear, once for all the definitions that need the same ones. */
function unknown(
	{ words: { document } }: ReportContext,
	verdicts: NamedVerdict[],
	openQuestions: Map<string, string[]>,
): Section[] {
	const groups = new Map<string, { names: string[]; questions: string[] }>();
	for (const named of verdicts) {
		const questions = openQuestions.get(named.definition.id) ?? [];
		if (questions.length === 0) continue;
		const key = questions.join("\n");
		const group = groups.get(key) ?? { names: [], questions };
		groups.set(key, group);
		group.names.push(nameOf(named));
	}
	if (groups.size === 0) return [];
	const lists = [...groups.values()].map(({ names, questions }) =>
		list(questions, `${names.join("; ")}:`),
	);
	const blocks = [paragraph(document.unknown), ...lists];
	return [{ title: document.unknownTitle, blocks }];
}
