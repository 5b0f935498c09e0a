/**
 * Content prepared for weighing: items and options by number, conditions as nodes, and of the words only those that an
 * assessment gives. All of it is plain JSON, so that the build can work it out once and a start can read it back.
 */

import type {
	Condition,
	Content,
	Definition,
	Element,
	Implication,
	Kind,
	Note,
	Option,
	Result,
	Sign,
	SignpostShown,
	SoftFactor,
} from "../content/schema";
import { shown } from "../content/signposts";

/** A condition over items by number. `at` is where its result is kept while one response is weighed. */
export type Node =
	| { op: "answer"; at: number; item: number; is: string[] }
	/** Met when `count` of its parts are: all of them, any of them, or so many. */
	| { op: "parts"; at: number; count: number; of: Node[] }
	| {
			op: "occasions";
			at: number;
			atLeast: number;
			items: number[];
			mayCount: { items: number[]; unless?: Node }[];
			confirmedBy?: Node;
			/** Every item that is counted or may count, and every other behaviour. */
			counted: number[];
			elsewhere: number[];
	  };

/** What a count of the item `source` says about the item `target`. */
export type PlannedImplication = Omit<Implication, "item"> & {
	source: number;
	target: number;
};

export type PlannedElement = {
	id: string;
	criterion?: Node;
	soft: {
		criterion: Node;
		softensWhen: SoftFactor["softensWhen"];
		text: string;
	}[];
};

export type PlannedRoute = {
	id: string;
	elements: number[];
	atMost?: "unclear";
};

/** A definition whose elements are numbers into those of its pack. */
export type PlannedDefinition = {
	id: string;
	kind: Kind;
	routes: PlannedRoute[];
	/** Every element of any route, each once, with the ids of the routes that need it. */
	elements: { element: number; routes: string[] }[];
};

export type PlannedPack = {
	place?: string;
	inSummary: boolean;
	elements: PlannedElement[];
	definitions: PlannedDefinition[];
};

/** Where something is said: in these places, and whether also when no place is given. */
type Where = { places?: string[]; everywhere: boolean };
type PlannedSign = { id: string; item: number; is: string[] };

export type Plan = {
	version: string;
	hash: string;
	checkedOn: string;
	changed?: true;
	// As in the content, but without words: what a response is checked against.
	places: { id: string }[];
	answerSets: {
		id: string;
		counts?: true | undefined;
		options: Pick<Option, "id" | "unknown" | "occasions">[];
	}[];
	checklists: { items: { id: string; answerSet: string }[] }[];

	/** Items that are something somebody did. */
	behaviours: number[];
	implications: PlannedImplication[];
	/** How many nodes there are, in all conditions. */
	nodes: number;
	packs: PlannedPack[];
	urgent: PlannedSign[];
	fixation: { signs: PlannedSign[]; criterion: Node };
	notes: (Where & {
		text: string;
		when?: Node;
		summary?: { kind: Kind; is: Result[] };
	})[];
	/** Those that an assessment may show, the first in rank first. */
	signposts: (Where & { shown: SignpostShown; when?: Node })[];
};

/** Prepares content that has passed its checks. */
export function planOf(content: Content): Plan {
	const items = content.checklists.flatMap(({ items }) => items);
	const numbers = new Map(items.map(({ id }, number) => [id, number]));
	const itemAt = (id: string) => numbers.get(id) as number;
	const behaviours = content.checklists
		.filter((checklist) => checklist.behaviours)
		.flatMap((checklist) => checklist.items.map(({ id }) => itemAt(id)));

	let nodes = 0;
	const nodeOf = (condition: Condition): Node => {
		const at = nodes++;
		switch (condition.op) {
			case "answer": {
				const { op, item, is } = condition;
				return { op, at, item: itemAt(item), is };
			}
			case "all":
			case "any":
			case "at-least": {
				const counts = { all: condition.of.length, any: 1 };
				const count =
					condition.op === "at-least" ? condition.count : counts[condition.op];
				return { op: "parts", at, count, of: condition.of.map(nodeOf) };
			}
			case "occasions": {
				const { op, atLeast, confirmedBy } = condition;
				const own = condition.items.map(itemAt);
				const mayCount = (condition.mayCount ?? []).map((group) => ({
					items: group.items.map(itemAt),
					...(group.unless ? { unless: nodeOf(group.unless) } : {}),
				}));
				const counted = [...own, ...mayCount.flatMap((group) => group.items)];
				return {
					op,
					at,
					atLeast,
					items: own,
					mayCount,
					...(confirmedBy ? { confirmedBy: nodeOf(confirmedBy) } : {}),
					counted,
					elsewhere: behaviours.filter((item) => !counted.includes(item)),
				};
			}
		}
	};
	const onlyWhen = ({ when }: { when?: Condition | undefined }) =>
		when ? { when: nodeOf(when) } : {};
	const planElement = ({ id, criterion, soft }: Element): PlannedElement => ({
		id,
		...(criterion ? { criterion: nodeOf(criterion) } : {}),
		soft: (soft ?? []).map(({ criterion, softensWhen, text }) => ({
			criterion: nodeOf(criterion),
			softensWhen,
			text,
		})),
	});
	const planSign = ({ item, is }: Sign): PlannedSign => ({
		id: item,
		item: itemAt(item),
		is,
	});

	const packs = content.packs.map((pack): PlannedPack => {
		const ids = pack.elements.map(({ id }) => id);
		return {
			...(pack.place === undefined ? {} : { place: pack.place }),
			inSummary: pack.inSummary,
			elements: pack.elements.map(planElement),
			definitions: pack.definitions.map((it) => planDefinition(it, ids)),
		};
	});
	const lawOf = content.packs.map(({ place }) => place);
	const planNote = (note: Note): Plan["notes"][number] => ({
		text: note.text,
		...onlyWhen(note),
		...(note.summary ? { summary: note.summary } : {}),
		...(note.places ? { places: note.places } : {}),
		everywhere: !note.places || note.places.some((id) => lawOf.includes(id)),
	});
	return {
		version: content.version,
		hash: content.hash,
		checkedOn: content.checkedOn,
		...(content.changed ? { changed: content.changed } : {}),
		places: content.places.map(({ id }) => ({ id })),
		answerSets: content.answerSets.map(({ id, counts, options }) => ({
			id,
			...(counts ? { counts } : {}),
			options: options.map(({ id, unknown, occasions }) => ({
				id,
				...(unknown ? { unknown } : {}),
				...(occasions ? { occasions } : {}),
			})),
		})),
		checklists: content.checklists.map(({ items }) => ({
			items: items.map(({ id, answerSet }) => ({ id, answerSet })),
		})),
		behaviours,
		implications: items.flatMap(({ id, implies }) =>
			(implies ?? []).map(({ item, ...implication }) => ({
				...implication,
				source: itemAt(id),
				target: itemAt(item),
			})),
		),
		packs,
		urgent: content.signs.urgent.map(planSign),
		fixation: {
			signs: content.signs.fixation.signs.map(planSign),
			criterion: nodeOf(content.signs.fixation.criterion),
		},
		notes: content.notes.map(planNote),
		signposts: content.signposts
			.filter(({ rank }) => rank !== undefined)
			.sort((a, b) => (a.rank as number) - (b.rank as number))
			.map((signpost) => ({
				shown: shown(signpost),
				...onlyWhen(signpost),
				...whereItWorks(content, signpost.nations),
			})),
		nodes,
	};
}

function planDefinition(
	{ id, kind, routes }: Definition,
	elementIds: string[],
): PlannedDefinition {
	const used = new Set(routes.flatMap(({ elements }) => elements));
	return {
		id,
		kind,
		routes: routes.map((route) => ({
			id: route.id,
			elements: route.elements.map((it) => elementIds.indexOf(it)),
			...(route.atMost ? { atMost: route.atMost } : {}),
		})),
		elements: [...used].map((element) => ({
			element: elementIds.indexOf(element),
			routes: routes
				.filter(({ elements }) => elements.includes(element))
				.map((route) => route.id),
		})),
	};
}

function whereItWorks({ places }: Content, nations: string[]): Where {
	const works = places.filter((place) =>
		place.nations.some((nation) => nations.includes(nation)),
	);
	return {
		places: works.map(({ id }) => id),
		everywhere: works.some(({ outside }) => !outside),
	};
}
