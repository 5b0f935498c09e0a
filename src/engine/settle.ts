/** What could still settle a result, and what is still worth asking. */

import type {
	Answers,
	Content,
	Kind,
	Response,
	Result,
} from "../content/schema";
import { packsFor } from "./assessment";
import type { Diagram } from "./diagram";
import { factsOf } from "./evaluate";
import { Meaning } from "./meaning";

/** The smallest sets of items whose answers could turn an unclear result into each of the others. */
export type Settling = { met: string[][]; "not-met": string[][] };

/** How many sets of one size are given: where hundreds would do, a few say as much. */
const SETS = 12;

/** What could settle each unclear definition, by its id, and the summary of each kind. */
export function settle(
	content: Content,
	response: Response,
): {
	definitions: Map<string, Settling>;
	summary: Partial<Record<Kind, Settling>>;
} {
	const meaning = new Meaning(content, withImplied(content, response.answers));
	const packs = packsFor(content, response.place ?? undefined);
	const settling = (diagram: Diagram<Result>): Settling | undefined =>
		meaning.now(diagram) === "unclear"
			? {
					met: meaning.settling(diagram, "met", SETS),
					"not-met": meaning.settling(diagram, "not-met", SETS),
				}
			: undefined;
	const definitions = packs.flatMap((pack) =>
		pack.definitions.map(
			(definition) =>
				[
					definition.id,
					settling(meaning.definition(pack, definition)),
				] as const,
		),
	);
	const kinds = (["harassment", "stalking"] as const).map(
		(kind) => [kind, settling(meaning.summary(packs, kind))] as const,
	);
	return {
		definitions: new Map(
			definitions.filter((it): it is [string, Settling] => it[1] !== undefined),
		),
		summary: Object.fromEntries(kinds.filter(([, it]) => it !== undefined)),
	};
}

/** The answers and what they say about other items, so that nothing is settled by answering against it. */
function withImplied(content: Content, answers: Answers): Answers {
	const all = { ...answers };
	for (const [id, { from, known, option }] of factsOf(content, answers))
		if (from !== undefined && known && option !== undefined) all[id] = option;
	return all;
}

/** The items of one smallest set for each way it could turn out, `met` first; a handful to ask about. */
export function firstOf(settling: Settling | undefined): string[] {
	return [
		...new Set([
			...(settling?.met[0] ?? []),
			...(settling?.["not-met"][0] ?? []),
		]),
	];
}

/** The items that would settle the unclear definitions of a summary, those of the least sets first; a handful. */
export function worthAsking(content: Content, response: Response): string[] {
	const { definitions } = settle(content, response);
	const summed = content.packs
		.filter((pack) => pack.inSummary)
		.flatMap((pack) => pack.definitions.map(({ id }) => definitions.get(id)))
		.map(firstOf)
		.sort((a, b) => a.length - b.length);
	return [...new Set(summed.flat())].slice(0, FOLLOW_UPS);
}

/** How many questions are put again at a time. */
const FOLLOW_UPS = 6;

/**
 * The items whose answers can still change the summary or be an urgent sign. Once it is empty, asking everything else
 * would lead to the same summary.
 */
export function stillMatters(
	content: Content,
	place: string | undefined,
	answers: Answers,
): Set<string> {
	const meaning = new Meaning(content, answers);
	const packs = packsFor(content, place);
	return new Set([
		...content.signs.urgent.map(({ item }) => item),
		...meaning.itemsOf(meaning.summary(packs, "harassment")),
		...meaning.itemsOf(meaning.summary(packs, "stalking")),
	]);
}
