/**
 * A plain reading of content and a response, one condition tree at a time, kept to hold the quick one against: it shares
 * with it the rules of `logic.ts` and nothing else.
 */

import type {
	Assessment,
	Content,
	Definition,
	Element,
	ElementFinding,
	Pack,
	Response,
	Result,
	Sign,
	Signpost,
	SignpostShown,
	Verdict,
} from "../../src/content/schema";
import { shown } from "../../src/content/signposts";
import { wordedFor } from "../../src/content/wording";
import { packsFor } from "../../src/engine/assessment";
import { evaluate, type Facts, factsOf } from "../../src/engine/evaluate";
import { greatest, least, softens } from "../../src/engine/logic";

/** How many signposts an assessment shows; the rest are listed by `helplines`. */
const SIGNPOSTS = 7;

/**
 * Assesses one response. The response must have passed `checkResponse` for this content.
 */
export function plainly(original: Content, response: Response): Assessment {
	const content = wordedFor(original, response.for);
	const facts = factsOf(content, response.answers);
	const place = response.place ?? undefined;
	const packs = packsFor(content, place);
	const verdicts = packs.flatMap((pack) => verdictsOf(pack, facts));
	const summary = summarise(packs, verdicts);
	const { version, hash, checkedOn, changed } = content;
	return {
		format: "stalk-check/assessment@1",
		...(response.ref == null ? {} : { ref: response.ref }),
		...(place === undefined ? {} : { place }),
		...(response.for == null ? {} : { for: response.for }),
		content: { version, hash, checkedOn, ...(changed ? { changed } : {}) },
		urgent: signsIn(content.signs.urgent, facts),
		summary,
		verdicts,
		fixation: {
			signs: signsIn(content.signs.fixation.signs, facts),
			result: evaluate(content.signs.fixation.criterion, facts).result,
		},
		signposts: signpostsFor(content, place, facts),
		notes: notesFor(content, place, facts, summary),
	};
}

function verdictsOf(pack: Pack, facts: Facts): Verdict[] {
	const weighed = new Map(
		pack.elements.map((element) => [element.id, weigh(element, facts)]),
	);
	return pack.definitions.map((definition) => verdictOn(definition, weighed));
}

/** An element with its result, and what could still become of it. */
type Weighed = Omit<ElementFinding, "routes"> & {
	canMeet: boolean;
	canFail: boolean;
};

function weigh(element: Element, facts: Facts): Weighed {
	const base = element.criterion
		? evaluate(element.criterion, facts)
		: {
				result: "met" as const,
				because: [],
				unknown: [],
				canMeet: true,
				canFail: false,
			};
	const because = [...base.because];
	const unknown = [...base.unknown];
	const softenedBy: string[] = [];
	let canMeet = base.canMeet;
	for (const soft of base.result === "not-met" ? [] : (element.soft ?? [])) {
		const factor = evaluate(soft.criterion, facts);
		if (!softens(soft.softensWhen, factor.result)) continue;
		if (base.result === "met") softenedBy.push(soft.text);
		because.push(...factor.because);
		unknown.push(...factor.unknown);
		canMeet &&= factor.canMeet;
	}
	const result = softenedBy.length > 0 ? "unclear" : base.result;
	return {
		element: element.id,
		result,
		...(element.criterion || softenedBy.length > 0
			? {}
			: { assumed: true as const }),
		because: [...new Set(because)],
		unknown: [...new Set(unknown)],
		...(softenedBy.length > 0 ? { softenedBy } : {}),
		canMeet,
		canFail: base.canFail,
	};
}

function verdictOn(
	definition: Definition,
	weighed: Map<string, Weighed>,
): Verdict {
	const routes = definition.routes.map((route) => {
		const elements = route.elements.map((id) => weighed.get(id) as Weighed);
		const full = least(elements.map((element) => element.result));
		return {
			route,
			elements,
			result: route.atMost ? least([full, route.atMost]) : full,
		};
	});
	const result = greatest(routes.map((route) => route.result));
	const strongest = routes.find(
		(route) => route.result === result,
	) as (typeof routes)[number];
	const used = new Set(routes.flatMap((route) => route.elements));
	return {
		definition: definition.id,
		result,
		route: strongest.route.id,
		elements: [...used].map(({ canMeet, canFail, element, ...finding }) => ({
			element,
			routes: routes
				.filter((route) => route.route.elements.includes(element))
				.map(({ route }) => route.id),
			...finding,
		})),
		wouldSettle: result === "unclear" ? settling(routes) : [],
	};
}

/**
 * The items that could still settle an unclear definition: those open in a route that can yet be met, and, when every
 * route can yet fail, those open in each. Empty when it hangs on more than answers.
 */
function settling(
	routes: {
		route: Definition["routes"][number];
		elements: Weighed[];
		result: Result;
	}[],
): string[] {
	const open = routes.filter((route) => route.result === "unclear");
	const canMeet = open.filter(
		({ route, elements }) =>
			!route.atMost && elements.every((element) => element.canMeet),
	);
	const canFail = open.every(({ elements }) =>
		elements.some((element) => element.canFail),
	);
	const items = [
		...canMeet.flatMap(({ elements }) =>
			elements.flatMap((element) => element.unknown),
		),
		...(canFail ? open : []).flatMap(({ elements }) =>
			elements
				.filter((element) => element.canFail)
				.flatMap((element) => element.unknown),
		),
	];
	return [...new Set(items)];
}

/** The strongest result of each kind. Stalking is an aggravated form of harassment, so it carries harassment with it. */
function summarise(packs: Pack[], verdicts: Verdict[]): Assessment["summary"] {
	const counted = packs
		.filter((pack) => pack.inSummary)
		.flatMap((pack) => pack.definitions);
	const strongest = (definitions: Definition[]) =>
		greatest(
			verdicts
				.filter((verdict) =>
					definitions.some(
						(definition) => definition.id === verdict.definition,
					),
				)
				.map((verdict) => verdict.result),
		);
	return {
		harassment: strongest(counted),
		stalking: strongest(
			counted.filter((definition) => definition.kind === "stalking"),
		),
	};
}

function signsIn(signs: Sign[], facts: Facts): string[] {
	return signs
		.filter((sign) => sign.is.includes(facts.get(sign.item)?.option ?? ""))
		.map((sign) => sign.item);
}

function notesFor(
	content: Content,
	place: string | undefined,
	facts: Facts,
	summary: Assessment["summary"],
): string[] {
	const here = place ? [place] : content.packs.map((pack) => pack.place);
	return content.notes
		.filter(
			(note) => !note.places || note.places.some((id) => here.includes(id)),
		)
		.filter(
			(note) =>
				!note.summary || note.summary.is.includes(summary[note.summary.kind]),
		)
		.filter((note) => !note.when || evaluate(note.when, facts).result === "met")
		.map((note) => note.text);
}

function signpostsFor(
	content: Content,
	place: string | undefined,
	facts: Facts,
): SignpostShown[] {
	return signpostsIn(content, place)
		.filter((signpost) => signpost.rank !== undefined)
		.filter(
			(signpost) =>
				!signpost.when || evaluate(signpost.when, facts).result === "met",
		)
		.sort((a, b) => (a.rank as number) - (b.rank as number))
		.slice(0, SIGNPOSTS)
		.map(shown);
}

/** The signposts that work in a place, in the order of the content; those of every place when none is given. */
function signpostsIn(content: Content, place: string | undefined): Signpost[] {
	const nations = content.places
		.filter(({ id, outside }) => (place ? id === place : !outside))
		.flatMap((p) => p.nations);
	return content.signposts.filter((signpost) =>
		signpost.nations.some((n) => nations.includes(n)),
	);
}
