/** The results in short, and what is still open. */
import { firstOf, settle } from "../engine/answers";
import { type Block, list, paragraph, type Section } from "./blocks";
import { question, type ReportContext } from "./context";
import { definitionSections, type NamedVerdict, namedVerdicts } from "./definitions";

/** Writes the summary, what contradicts in it, each definition, and the questions that could settle what is unclear. */
export function verdictParts(
	context: ReportContext,
): Record<"results" | "contradictions" | "definitions" | "unknown", Section[]> {
	const { content, response } = context;
	const verdicts = namedVerdicts(context, context.assessment);
	const settling = settle(content, response);
	const openQuestions = new Map(
		[...settling.definitions].map(([id, sets]) => [id, firstOf(sets).map((item) => question(context, item))]),
	);
	return {
		results: results(context, verdicts, settling.summary.stalking?.met[0]),
		contradictions: contradictions(context),
		definitions: definitionSections(context, verdicts, openQuestions),
		unknown: unknown(context, verdicts, openQuestions),
	};
}

function nameOf({ pack, definition }: NamedVerdict): string {
	return `${definition.name} (${pack.short})`;
}

function results(context: ReportContext, verdicts: NamedVerdict[], couldShowStalking: string[] | undefined): Section[] {
	const { content, words } = context;
	const { place, summary } = context.assessment;
	const blocks: Block[] = (["met", "unclear", "not-met"] as const).flatMap((result) => {
		const names = verdicts.filter(({ verdict }) => verdict.result === result).map(nameOf);
		return names.length > 0 ? [list(names, `${words.inShort[result]}:`)] : [];
	});
	if (summary.harassment === "met" && couldShowStalking) {
		const questions = couldShowStalking.map((id) => question(context, id));
		blocks.push(list(questions, `${words.atLeast}:`));
	}
	if (place && !content.packs.some((pack) => pack.place === place)) blocks.push(paragraph(words.noLawHere));
	return [{ title: words.resultTitle, blocks }];
}

/** `"Followed you" (more than once) and "It was two or more times" (no)`, for each set of answers. */
function contradictions({ words, answers, quote, assessment: { contradicts = [] } }: ReportContext): Section[] {
	if (contradicts.length === 0) return [];
	const lines = contradicts.map((ids) =>
		ids
			.flatMap((id) => answers.get(id) ?? [])
			.map(({ item, given }) => (given ? `${quote(item.label)} (${given.answer})` : quote(item.label)))
			.join(" and "),
	);
	const { contradictsTitle, contradicts: intro } = words;
	return [{ title: contradictsTitle, blocks: [list(lines, intro)] }];
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
	const lists = [...groups.values()].map(({ names, questions }) => list(questions, `${names.join("; ")}:`));
	const blocks = [paragraph(document.unknown), ...lists];
	return [{ title: document.unknownTitle, blocks }];
}
