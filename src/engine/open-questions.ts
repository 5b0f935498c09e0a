/** Which questions are still worth asking: those that could settle a result, and those that could change the summary. */
import type { Answers, Content, Response } from "../content/schema";
import { type Settling, settle } from "./answer-space";
import { assess, assessorFor } from "./assess";
import { type Assessor, countsTowards, packsFor } from "./assessor";
import type { CompiledElement, CompiledRoute, Row } from "./compile";
import { CAN_FAIL, CAN_MEET } from "./table";
import { NO, OPEN, YES } from "./values";

/** How many questions are put again at a time. */
const MAX_FOLLOW_UPS = 6;

/** The items of one smallest set for each way it could turn out, `met` first; a handful to ask about. */
export function firstOf(settling: Settling | undefined): string[] {
	return [...new Set([...(settling?.met[0] ?? []), ...(settling?.["not-met"][0] ?? [])])];
}

/**
 * The items to ask about again: those whose answers contradict each other, else those that would settle the unclear
 * definitions of a summary, the ones of the least sets first; a handful.
 */
export function worthAsking(content: Content, response: Response): string[] {
	const { contradicts } = assess(content, response);
	if (contradicts) return [...new Set(contradicts.flat())].slice(0, MAX_FOLLOW_UPS);
	const { definitions } = settle(content, response);
	const summed = content.packs
		.filter((pack) => pack.inSummary)
		.flatMap((pack) => pack.definitions.map(({ id }) => firstOf(definitions.get(id))))
		.sort((a, b) => a.length - b.length);
	return [...new Set(summed.flat())].slice(0, MAX_FOLLOW_UPS);
}

/** An element that the answers have not met for good, and what it could still come to. */
type Need = { rows: Row[]; least: number; most: number };
/** A route by what it still needs. */
type OpenRoute = { needs: Need[]; limit: number; least: number; most: number };

/**
 * The items whose answers can still change the summary or be an urgent sign. Once nothing else is left, asking the rest
 * would lead to the same summary, unless an answer contradicts another.
 */
export function stillMatters(content: Content, place: string | undefined, answers: Answers): Set<string> {
	const assessor = assessorFor(content);
	const { table, compiled } = assessor;
	assessor.believe(table.beliefsOf(answers));
	const packs = packsFor(compiled, place).filter(({ inSummary }) => inSummary);
	const matters = new Set(compiled.urgent.map(({ id }) => id));
	for (const kind of ["harassment", "stalking"] as const) {
		const routes = packs
			.flatMap(({ definitions }) => definitions.filter((definition) => countsTowards(definition, kind)))
			.flatMap((definition) => definition.routes.map((route) => openRoute(assessor, route)));
		const least = Math.max(NO, ...routes.map((route) => route.least));
		const open = routes.filter((route) => route.most > least);
		for (const route of open.filter((route, i) => !open.some((other, j) => isDominated(route, other, j < i))))
			for (const need of route.needs.filter(({ least, most }) => least !== most))
				for (const row of need.rows)
					for (const item of table.support(row, table.beliefs)) matters.add(table.variables[item]?.id as string);
	}
	return matters;
}

function openRoute(assessor: Assessor, route: CompiledRoute): OpenRoute {
	const limit = route.atMost ? OPEN : YES;
	const parts = route.elements.map((at) => needOf(assessor, at));
	return {
		needs: parts.filter(({ least }) => least !== YES),
		limit,
		least: Math.min(limit, ...parts.map(({ least }) => least)),
		most: Math.min(limit, ...parts.map(({ most }) => most)),
	};
}

function needOf(assessor: Assessor, element: number): Need {
	const { table, compiled } = assessor;
	const { rows: read, leaves, canMeet, canFail } = assessor.state(element);
	const { soft } = compiled.elements[element] as CompiledElement;
	const presumed = soft.filter((factor) => factor.presumed).map(({ row }) => row);
	const rows = [read.whole, ...presumed];
	if (leaves === CAN_FAIL) return { rows, least: NO, most: NO };
	const isSure = leaves === CAN_MEET && presumed.every((row) => table.leaves(row) === CAN_MEET);
	return { rows, least: canFail ? NO : isSure ? YES : OPEN, most: canMeet ? YES : OPEN };
}

/**
 * Whether another route needs a subset of the elements of this one, so that asking about this one cannot change the summary.
 * Of two alike, the earlier one counts.
 */
function isDominated(route: OpenRoute, other: OpenRoute, isEarlier: boolean): boolean {
	return (
		other !== route &&
		other.limit >= route.limit &&
		isWithin(other.needs, route.needs) &&
		(isEarlier || !isWithin(route.needs, other.needs))
	);
}

function isWithin(some: Need[], others: Need[]): boolean {
	const among = new Set(others.map(({ rows }) => rows.join()));
	return some.every(({ rows }) => among.has(rows.join()));
}
