/** Reviews content that loads: what nothing uses, what can never happen, cases that fail, and what is old or hard to read. */
import { assess } from "../engine/assess";
import { Law } from "../engine/law";
import { notMonotone } from "../engine/prove";
import { checkResponse, problem, quote } from "../engine/response";
import { NO, YES } from "../engine/values";
import { isOld } from "./age";
import { itemsIn } from "./conditions";
import { pointer } from "./json";
import { eachItem } from "./lint";
import type { Case, Condition, Content, Problem } from "./schema";
import { sourcesOf } from "./sources";
import { hardToRead, missingSomeoneElse } from "./text-checks";

/** What a review found: errors must be corrected, warnings are for somebody to look at. */
export type Review = {
	errors: Problem[];
	warnings: Problem[];
	counts: Record<string, string | number>;
};

/**
 * Reviews content that has passed `checkContent`, with its cases; `cases` is undefined when there are none to be found.
 * Paths of cases are as given, the others are JSON pointers into `Content`.
 */
export function review(
	content: Content,
	cases: { path: string; case: Case }[] | undefined,
	{ today, ageOf }: { today: string; ageOf: (text: string) => number },
): Review {
	const missing = cases
		? missingCases(
				content,
				cases.map((it) => it.case),
			)
		: [
				{
					path: "cases",
					message: "there is no such folder, so no case shows what the definitions do; name one with --cases",
				},
			];
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
			items: content.checklists.flatMap(({ items }) => items).length,
			packs: content.packs.length,
			definitions: content.packs.flatMap((pack) => pack.definitions).length,
			signposts: content.signposts.length,
			cases: cases?.length ?? 0,
		},
	};
}

/** Items that no definition, sign, note, signpost, routing or implication depends on. */
export function unusedItems(content: Content): Problem[] {
	const { checklists, packs, signs, notes, signposts } = content;
	const items = eachItem(content);
	const conditions = [
		...packs
			.flatMap(({ elements }) => elements)
			.flatMap(({ criterion, soft = [] }) => [criterion, ...soft.map((factor) => factor.criterion)]),
		signs.fixation.criterion,
		...[...notes, ...signposts].map(({ when }) => when),
		...[...checklists, ...items.map(({ item }) => item)].map(({ askWhen }) => askWhen),
	];
	const used = new Set([
		...conditions.flatMap(itemsIn),
		...[...signs.urgent, ...signs.fixation.signs].map((sign) => sign.item),
	]);
	return items
		.filter(({ item }) => !used.has(item.id))
		.map(({ at, item }) => ({
			path: `${at}/id`,
			message: `nothing uses the answer to "${item.id}"`,
		}));
}

/** What a case expects against what the content gives, a problem for each difference. Paths point into the case. */
export function checkCase(content: Content, it: Case): Problem[] {
	const wrong = checkResponse(content, it.response).map((p) => ({
		...p,
		path: `/response${p.path}`,
	}));
	if (wrong.length > 0) return wrong;
	const assessment = assess(content, it.response);
	const results = new Map(assessment.verdicts.map((verdict) => [verdict.definition, verdict.result]));
	const problems: Problem[] = [];
	const same = (path: string, expected: unknown, actual: unknown) => {
		if (JSON.stringify(expected) !== JSON.stringify(actual))
			problems.push({
				path,
				message: `expected ${quote(expected)}, got ${quote(actual)}`,
			});
	};
	for (const [id, expected] of Object.entries(it.expect)) {
		const path = pointer("expect", id);
		if (results.has(id)) same(path, expected, results.get(id));
		else problems.push(problem(path, `"${id}" is not assessed for this response`, id, results.keys()));
	}
	if (it.urgent) same("/urgent", it.urgent, assessment.urgent);
	if (it.fixation) same("/fixation", it.fixation, assessment.fixation.result);
	if (it.summary) same("/summary", it.summary, assessment.summary);
	return problems;
}

/** The results that no case expects, for definitions that should have one of each. */
export function missingCases(content: Content, cases: Case[]): Problem[] {
	return content.packs.flatMap((pack, p) =>
		pack.definitions.flatMap((definition, d) => {
			const seen = new Set(cases.map((it) => it.expect[definition.id]));
			const missing = (["met", "not-met", "unclear"] as const).filter((result) => !seen.has(result));
			if (missing.length === 0) return [];
			return [
				{
					path: `/packs/${p}/definitions/${d}`,
					message: `no case expects "${definition.id}" to be ${missing.join(" or ")}`,
				},
			];
		}),
	);
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
	const reaches = (condition: Condition, value: number) =>
		law.diagrams.nodes(law.condition(condition)).some((node) => law.diagrams.value(node) === value);
	const problems: Problem[] = [];
	const neverAsked = (path: string, what: string, it?: Condition) => {
		if (it && law.diagrams.value(law.condition(it)) === NO)
			problems.push({ path, message: `${what} can never be asked` });
	};
	content.checklists.forEach((checklist, c) => {
		const at = `/checklists/${c}`;
		neverAsked(`${at}/askWhen`, `"${checklist.id}"`, checklist.askWhen);
		checklist.items.forEach((item, i) => {
			neverAsked(`${at}/items/${i}/askWhen`, `"${item.id}"`, item.askWhen);
		});
	});
	content.packs.forEach((pack, p) => {
		pack.elements.forEach((element, e) => {
			const path = `/packs/${p}/elements/${e}`;
			if (!element.criterion) return;
			if (!reaches(element.criterion, YES)) problems.push({ path, message: `"${element.id}" can never be met` });
			if (!reaches(element.criterion, NO)) problems.push({ path, message: `"${element.id}" can never fail` });
		});
	});
	return problems;
}

/** Sources and signposts last checked more than a year before `today` (yyyy-mm-dd). */
export function staleSources(content: Content, today: string): Problem[] {
	return sourcesOf(content)
		.filter(({ checkedOn }) => isOld(checkedOn, today))
		.map(({ path, checkedOn }) => ({
			path: path + pointer("checkedOn"),
			message: `was last checked on ${checkedOn}, over a year ago`,
		}));
}
