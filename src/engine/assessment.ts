/** Answers weighed by a plan make an assessment: every verdict, sign, note and signpost, each with its reasons. */

import type {
	Assessment,
	ContentVersion,
	Response,
	Result,
	Verdict,
} from "../content/schema";
import { greater, lesser } from "./logic";
import type { Plan, PlannedRoute } from "./plan";
import type {
	Reasons,
	Weighed,
	WeighedDefinition,
	WeighedPack,
	Weigher,
} from "./weigh";

/** How many signposts an assessment shows; the rest are listed by `helplines`. */
const SIGNPOSTS = 7;

/** Assesses one response with a weigher in the voice of the response. */
export function assessWith(weigher: Weigher, response: Response): Assessment {
	weigher.take(response.answers);
	const place = response.place ?? undefined;
	return explained(weigher, response, outcomeOf(weigher, place));
}

/** The assessment of answers that a weigher has taken in, with the rest of their response and their outcome. */
export function explained(
	weigher: Weigher,
	response: Pick<Response, "ref" | "place" | "for">,
	{ urgent, summary, packs, fixation }: Outcome,
): Assessment {
	const place = response.place ?? undefined;
	const { plan } = weigher;
	return {
		format: "stalk-check/assessment@1",
		...(response.ref == null ? {} : { ref: response.ref }),
		...(place === undefined ? {} : { place }),
		...(response.for == null ? {} : { for: response.for }),
		content: stampOf(plan),
		urgent,
		summary,
		verdicts: packs.flatMap((pack) => verdictsOf(weigher, pack)),
		fixation,
		signposts: signpostsFor(weigher, place).map(({ shown }) => shown),
		notes: notesFor(weigher, place, summary).map(({ text }) => text),
	};
}

/** What a result says of the content that it was made with. */
export function stampOf({
	version,
	hash,
	checkedOn,
	changed,
}: Pick<Plan, keyof ContentVersion>): ContentVersion {
	return { version, hash, checkedOn, ...(changed ? { changed } : {}) };
}

/** What the answers come to, without the reasons. The packs are good until the next answers are taken in. */
export type Outcome = Pick<Assessment, "urgent" | "summary" | "fixation"> & {
	packs: WeighedPack[];
};

/** What the answers that a weigher has taken in come to. */
export function outcomeOf(
	weigher: Weigher,
	place: string | undefined,
): Outcome {
	const { urgent, fixation } = weigher.plan;
	const packs = packsFor(weigher, place);
	for (const pack of packs) weighPack(weigher, pack);
	return {
		urgent: signsIn(weigher, urgent),
		summary: summarise(packs),
		fixation: {
			signs: signsIn(weigher, fixation.signs),
			result: weigher.weigh(fixation.criterion),
		},
		packs,
	};
}

/** The packs that apply: those of no place, and those of this one, or of every place when none is given. */
export function packsFor<P extends { place?: string | undefined }>(
	{ packs }: { packs: P[] },
	place: string | undefined,
): P[] {
	return packs.filter(
		(pack) =>
			pack.place === undefined || place === undefined || pack.place === place,
	);
}

/** Weighs all that a pack defines. */
function weighPack(weigher: Weigher, { elements, definitions }: WeighedPack) {
	for (const weighed of elements) weigher.weighElement(weighed);
	for (const weighed of definitions) {
		const { definition, routes } = weighed;
		weighed.result = "not-met";
		for (let i = 0; i < routes.length; i++) {
			const route = definition.routes[i] as PlannedRoute;
			let result: Result = route.atMost ?? "met";
			for (const at of route.elements)
				result = lesser(result, (elements[at] as Weighed).result);
			routes[i] = result;
			weighed.result = greater(weighed.result, result);
		}
	}
}

/** The verdicts of a pack that was just weighed. */
function verdictsOf(
	weigher: Weigher,
	{ elements, definitions }: WeighedPack,
): Verdict[] {
	const ids = (items: number[]) =>
		items.map((item) => weigher.items[item] as string);
	const reasons = elements.map(({ element }) => weigher.reasons(element));
	const findings = elements.map((weighed, at) => ({
		result: weighed.result,
		...(isAssumed(weighed) ? { assumed: true as const } : {}),
		because: ids(reasons[at]?.because ?? []),
		unknown: ids(reasons[at]?.unknown ?? []),
		...(weighed.softenedBy.length > 0
			? { softenedBy: weighed.softenedBy }
			: {}),
	}));
	return definitions.map((weighed) => ({
		definition: weighed.definition.id,
		result: weighed.result,
		route: strongestRoute(weighed),
		elements: weighed.definition.elements.map(({ element, routes }) => ({
			element: elements[element]?.element.id as string,
			routes,
			...(findings[element] as (typeof findings)[number]),
		})),
		wouldSettle: ids(wouldSettle(weigher, weighed, elements, reasons)),
	}));
}

/** Whether an element is taken as shown because nothing said otherwise. */
export function isAssumed({ element, softenedBy }: Weighed): boolean {
	return !element.criterion && softenedBy.length === 0;
}

/** The id of the route that comes to the result of the whole. */
export function strongestRoute({
	definition,
	result,
	routes,
}: WeighedDefinition): string {
	return (definition.routes[routes.indexOf(result)] as PlannedRoute).id;
}

/**
 * The items that could still settle an unclear definition: those open in a route that can yet be met, and, when every
 * route can yet fail, those open in each. Empty when it hangs on more than answers.
 */
export function wouldSettle(
	weigher: Weigher,
	{ definition, result, routes }: WeighedDefinition,
	elements: Weighed[],
	reasons: Reasons[],
): number[] {
	if (result !== "unclear") return [];
	const open = definition.routes.filter((_, i) => routes[i] === "unclear");
	const settling: number[] = [];
	for (const { atMost, elements: of } of open)
		if (!atMost && of.every((at) => elements[at]?.canMeet))
			for (const at of of) settling.push(...(reasons[at]?.unknown ?? []));
	const canFail = (at: number) => elements[at]?.canFail;
	if (open.every(({ elements: of }) => of.some(canFail)))
		for (const { elements: of } of open)
			for (const at of of)
				if (canFail(at)) settling.push(...(reasons[at]?.unknown ?? []));
	return weigher.once(settling);
}

/** The strongest result of each kind. Stalking is an aggravated form of harassment, so it carries harassment with it. */
function summarise(weighed: WeighedPack[]): Assessment["summary"] {
	let harassment: Result = "not-met";
	let stalking: Result = "not-met";
	for (const { inSummary, definitions } of weighed) {
		if (!inSummary) continue;
		for (const { definition, result } of definitions) {
			harassment = greater(harassment, result);
			if (definition.kind === "stalking") stalking = greater(stalking, result);
		}
	}
	return { harassment, stalking };
}

/** The items of the signs that an answer shows. */
function signsIn(weigher: Weigher, signs: Plan["urgent"]): string[] {
	const shown: string[] = [];
	for (const { id, item, is } of signs)
		if (is.includes(weigher.fact(item).option ?? "")) shown.push(id);
	return shown;
}

/** The notes of the plan that are said here, in order. */
export function notesFor(
	weigher: Weigher,
	place: string | undefined,
	summary: Assessment["summary"],
): Plan["notes"] {
	return weigher.plan.notes.filter(
		(note) =>
			isHere(note, place) &&
			(!note.summary || note.summary.is.includes(summary[note.summary.kind])) &&
			holds(weigher, note),
	);
}

/** The signposts of the plan that are shown here, the first in rank first. */
export function signpostsFor(
	weigher: Weigher,
	place: string | undefined,
): Plan["signposts"] {
	return weigher.plan.signposts
		.filter((signpost) => isHere(signpost, place) && holds(weigher, signpost))
		.slice(0, SIGNPOSTS);
}

function isHere(
	{ places, everywhere }: Pick<Plan["notes"][number], "places" | "everywhere">,
	place: string | undefined,
): boolean {
	if (place === undefined) return everywhere;
	return !places || places.includes(place);
}

function holds(
	weigher: Weigher,
	{ when }: Pick<Plan["notes"][number], "when">,
): boolean {
	return !when || weigher.weigh(when) === "met";
}
