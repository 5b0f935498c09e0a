/** Reviews content that loads: what nothing uses, what can never happen, cases that fail, and what is old or hard to read. */
import { assess } from "../engine/assess";
import { Law } from "../engine/law";
import { notMonotone } from "../engine/monotone";
import { checkResponse, problem, quote } from "../engine/response";
import { NO, YES } from "../engine/values";
import { isOld } from "./age";
import { contentIndex } from "./content-index";
import { pointer } from "./json";
import { checkEach } from "./lint";
import type { Case, Content, Definition, Element, Item, Problem } from "./schema";
import { monthsToRecheck, sourcesOf } from "./sources";
import { hardToRead, missingSomeoneElse } from "./text-checks";

/** What a review found: errors must be corrected, warnings are for somebody to look at. */
export type Review = { errors: Problem[]; warnings: Problem[]; counts: Record<string, string | number> };

/**
 * Reviews content that has passed `checkContent`, with its cases; `cases` is undefined when there are none to be found.
 * Paths of cases are as given, the others are JSON pointers into `Content`.
 */
export function review(
	content: Content,
	cases: { path: string; case: Case }[] | undefined,
	{ today, ageOf }: { today: string; ageOf: (text: string) => number },
): Review {
	const missing = cases ? missingCases(content, cases) : [{ path: "cases", message: NO_CASES }];
	const failing = (cases ?? []).flatMap(({ path, case: it }) =>
		checkCase(content, it).map((found) => ({
			...found,
			path: path + found.path,
			message: `${found.message} (${it.name})`,
		})),
	);
	return {
		errors: [...unusedItems(content), ...deadEnds(content), ...notMonotoneProblems(content), ...missing, ...failing],
		warnings: [...staleSources(content, today), ...hardToRead(content, ageOf), ...missingSomeoneElse(content)],
		counts: {
			version: content.version,
			hash: content.hash,
			checkedOn: content.checkedOn,
			checklists: content.checklists.length,
			items: contentIndex(content).items.size,
			packs: content.packs.length,
			definitions: contentIndex(content).definitions.size,
			signposts: content.signposts.length,
			cases: cases?.length ?? 0,
		},
	};
}

const NO_CASES = "there is no such folder, so no case shows what the definitions do; name one with --cases";

/** Items that no element, sign, note, signpost or question depends on. */
export function unusedItems(content: Content): Problem[] {
	const { packs, checklists, signs, notes, selection } = content;
	const used = new Set<unknown>();
	JSON.stringify({ packs, checklists, signs, notes, selection }, (key, value) => {
		if (key === "item" || key === "items") for (const id of [value].flat()) used.add(id);
		return key === "implies" ? undefined : value;
	});
	return checkEach<string>(content, "/checklists/*/items/*/id", (id) =>
		used.has(id) ? undefined : `nothing uses the answer to "${id}"`,
	);
}

/** What a case expects against what the content gives, a problem for each difference. Paths point into the case. */
export function checkCase(content: Content, it: Case): Problem[] {
	const wrong = checkResponse(content, it.response).map((found) => ({ ...found, path: `/response${found.path}` }));
	if (wrong.length > 0) return wrong;
	const assessment = assess(content, it.response);
	const results = new Map(assessment.verdicts.map((verdict) => [verdict.definition, verdict.result]));
	const problems: Problem[] = [];
	const same = (path: string, expected: unknown, actual: unknown) => {
		if (JSON.stringify(expected) !== JSON.stringify(actual))
			problems.push({ path, message: `expected ${quote(expected)}, got ${quote(actual)}` });
	};
	for (const [id, expected] of Object.entries(it.expect)) {
		const path = pointer("expect", id);
		if (results.has(id)) same(path, expected, results.get(id));
		else problems.push(problem(path, `"${id}" is not assessed for this response`, id, results.keys()));
	}
	if (it.urgent) same("/urgent", it.urgent, assessment.urgent);
	if (it.fixation) same("/fixation", it.fixation, assessment.fixation.result);
	if (it.summary) same("/summary", it.summary, assessment.summary);
	const shown = assessment.signposts.map(({ id }) => id);
	if (it.signposts && it.signposts.join() !== shown.join())
		problems.push({ path: "/signposts", message: listDifference(it.signposts, shown) });
	return problems;
}

/** How two lists differ that are not the same. */
function listDifference(expected: string[], actual: string[]): string {
	const missing = expected.filter((it) => !actual.includes(it));
	const extra = actual.filter((it) => !expected.includes(it));
	const lists = Object.entries({ missing, "not expected": extra }).filter(([, them]) => them.length > 0);
	if (lists.length === 0) return `come in another order: ${actual.join(", ")}`;
	return lists.map(([what, them]) => `${what}: ${them.join(", ")}`).join("; ");
}

/** The results that no case expects, for definitions that should have one of each. */
export function missingCases(content: Content, cases: { case: Case }[]): Problem[] {
	return checkEach<Definition>(content, "/packs/*/definitions/*", ({ id }) => {
		const seen = new Set(cases.map((it) => it.case.expect[id]));
		const missing = (["met", "not-met", "unclear"] as const).filter((result) => !seen.has(result));
		return missing.length === 0 ? undefined : `no case expects "${id}" to be ${missing.join(" or ")}`;
	});
}

/** Elements that more or worse of an item strengthens here and weakens there, each with a smallest pair of responses. */
function notMonotoneProblems(content: Content): Problem[] {
	return notMonotone(content).map(({ pack, element, item, answers, stronger }) => ({
		path: `/packs/${pack}/elements/${element}`,
		message: `more of "${item}" strengthens it with some answers and weakens it with others: ${JSON.stringify(answers)} fits better than ${JSON.stringify(stronger)}`,
	}));
}

/** What can never happen: items that are never asked, elements that are never met, or never fail. */
export function deadEnds(content: Content): Problem[] {
	const law = new Law(content);
	const { diagrams } = law;
	const neverAsked = checkEach<Item>(content, "/checklists/*/items/*", ({ id, askWhen }) =>
		askWhen && diagrams.value(law.condition(askWhen)) === NO ? `"${id}" can never be asked` : undefined,
	);
	const deadElements = checkEach<Element>(content, "/packs/*/elements/*", ({ id, criterion }) => {
		if (!criterion) return;
		const nodes = diagrams.within(`element "${id}"`, () => diagrams.nodes(law.condition(criterion)));
		const reaches = (value: number) => nodes.some((node) => diagrams.value(node) === value);
		if (!reaches(YES)) return `"${id}" can never be met`;
		if (!reaches(NO)) return `"${id}" can never fail`;
	});
	return [...neverAsked, ...deadElements];
}

/** Sources and signposts that were last checked too long before `today` (yyyy-mm-dd). */
export function staleSources(content: Parameters<typeof sourcesOf>[0], today: string): Problem[] {
	return sourcesOf(content).flatMap((source) => {
		const { path, checkedOn } = source;
		const months = monthsToRecheck(source);
		if (!isOld(checkedOn, today, months)) return [];
		const age = months === 3 ? "three months" : "a year";
		return [{ path: path + pointer("checkedOn"), message: `was last checked on ${checkedOn}, over ${age} ago` }];
	});
}
