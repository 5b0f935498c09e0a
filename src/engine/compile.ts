/**
 * Compiles content to one table of numbers and the few texts that an assessment gives. All of it is plain JSON, so that
 * the build compiles the built-in content once and a start only reads it back.
 */
import type {
	Condition,
	Content,
	Definition,
	Element,
	Kind,
	Note,
	Option,
	Pack,
	Response,
	Result,
	Selection,
	Sign,
	SignpostShown,
} from "../content/schema";
import { shown } from "../content/signposts";
import { type ElementDiagrams, Law } from "./law";
import { Comparison } from "./monotone";
import { compileWords, type PlainWords } from "./plain-words";
import { IMPOSSIBLE, usualOrder } from "./values";

/** The number of a row of the table. */
export type Row = number;

/** Something that turns `met` into `unclear`, with the text that says so. */
export type CompiledSoftFactor = {
	row: Row;
	/** It holds until the answers rule it out. Else it must be met. */
	presumed?: true;
	text: string;
};

export type ElementRows = {
	/** With the soft factors that are not presumed. */
	whole: Row;
	/** Its criterion alone; absent when it is taken as shown. */
	criterion?: Row;
};

export type CompiledElement = ElementRows & {
	id: string;
	/** The rows to use once every item in `about` is answered: worlds that break a rule about one of them are excluded. */
	consistent: ElementRows;
	about: number[];
	soft: CompiledSoftFactor[];
	/** Things that only may count: `row` is met when one of them happened. */
	mayCount: { row: Row; text: string }[];
};

export type CompiledRoute = { id: string; elements: number[]; atMost?: "unclear" };

/** A definition; its elements are numbers into `Compiled.elements`. */
export type CompiledDefinition = {
	id: string;
	kind: Kind;
	/** Where in the law it is, if it is a more serious form of another: "section 4A". */
	graver?: string;
	routes: CompiledRoute[];
	/** Every element of any route, each once, with the ids of the routes that need it. */
	elements: { element: number; routes: string[] }[];
	/** What follows where it is met, for `prove`. */
	implies: { definition: string; atLeast: "unclear" | "met"; assuming?: Row }[];
};

export type CompiledPack = {
	/** As in a sentence: "the law of Scotland". */
	name: string;
	place?: string;
	inSummary: boolean;
	definitions: CompiledDefinition[];
};

/** Where something is said: in these places, and whether also when no place is given. */
export type Where = { places?: string[]; everywhere: boolean };
/** An answer that matters in itself: one that leaves none but these values possible. */
type CompiledSign = { id: string; item: number; values: number };

/** Signposts that are shown when `when` is met and `unless` is not; those that fill up only until there are enough. */
type CompiledSelection = {
	when?: Row;
	unless?: Row;
	for?: NonNullable<Response["for"]>;
	fill?: true;
	signposts: (Where & { shown: SignpostShown })[];
};

export type Compiled = {
	version: string;
	hash: string;
	checkedOn: string;
	changed?: true;
	// As in the content, but without words: what a response is checked against.
	places: { id: string; law?: string | undefined }[];
	answerSets: { id: string; counts?: true | undefined; options: Pick<Option, "id" | "unknown" | "occasions">[] }[];
	checklists: { items: { id: string; answerSet: string }[] }[];

	/**
	 * Rows of decision diagrams, children before parents: the item, then the row for each of its values. Rows 0 to 3 are
	 * the leaves NO, OPEN, YES and IMPOSSIBLE, and are left out.
	 */
	table: number[];
	/** By row: the items whose values do not strengthen it in the usual order, each with its own, weakest first. */
	orders: { [row: Row]: { [item: number]: number[] } };
	/** Packs share elements that are the same. */
	elements: CompiledElement[];
	packs: CompiledPack[];
	/** By item that rules are about: `rules[i]` is YES where rule `i` is broken, `any` where at least one is. */
	brokenRules: { about: number; any: Row; rules: Row[] }[];
	urgent: CompiledSign[];
	fixation: { signs: CompiledSign[]; criterion: Row };
	notes: (Where & {
		text: string;
		when?: Row;
		said?: { item: string; is: string[] };
		summary?: { kind: Kind; is: Result[] };
	})[];
	/** In the order in which they are shown. */
	selection: CompiledSelection[];
	/** What decides whether an item is asked. */
	askWhen: { [item: string]: Row };
	plainWords: PlainWords;
};

/** Compiles content that has passed its checks. */
export function compile(content: Content): Compiled {
	const law = new Law(content);
	return law.diagrams.within("content outside its elements", () => compileWith(law, content));
}

function compileWith(law: Law, content: Content): Compiled {
	const rows = new Rows(law);
	const sign = ({ item, is }: Sign): CompiledSign => ({
		id: item,
		item: law.number(item),
		values: law.valuesIn(item, is),
	});
	const when = (it: { when?: Condition | undefined }) => (it.when ? { when: rows.condition(it.when) } : {});
	const lawOf = content.packs.map(({ place }) => place);
	const note = (it: Note): Compiled["notes"][number] => ({
		text: it.text,
		...when(it),
		...(it.said ? { said: it.said } : {}),
		...(it.summary ? { summary: it.summary } : {}),
		...(it.places ? { places: placesUnder(content, it.places) } : {}),
		everywhere: !it.places || it.places.some((id) => lawOf.includes(id)),
	});
	const elements = new Elements(rows);
	const parts = {
		packs: content.packs.map((pack) => compilePack(pack, rows, elements)),
		brokenRules: law.rules.map(({ about, any, each }) => ({
			about: law.number(about),
			any: rows.add(any),
			rules: each.map((rule) => rows.add(rule)),
		})),
		urgent: content.signs.urgent.map(sign),
		fixation: {
			signs: content.signs.fixation.signs.map(sign),
			criterion: rows.condition(content.signs.fixation.criterion),
		},
		notes: content.notes.map(note),
		selection: content.selection.map((it) => ({
			...when(it),
			...(it.unless ? { unless: rows.condition(it.unless) } : {}),
			...(it.for ? { for: it.for } : {}),
			...(it.fill ? { fill: it.fill } : {}),
			signposts: signpostsOf(content, it),
		})),
		askWhen: askWhen(content, rows),
		plainWords: compileWords(content),
	};
	return {
		version: content.version,
		hash: content.hash,
		checkedOn: content.checkedOn,
		...(content.changed ? { changed: content.changed } : {}),
		places: content.places.map(({ id, law }) => ({ id, ...(law === undefined ? {} : { law }) })),
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
		table: rows.table,
		orders: rows.orders,
		elements: elements.list,
		...parts,
	};
}

/** The rows of a table, added as they are needed: equal diagrams share theirs. */
class Rows {
	readonly table: number[] = [];
	readonly orders: Compiled["orders"] = {};
	readonly #law: Law;
	readonly #comparison: Comparison;
	readonly #rows: Map<number, Row>;

	constructor(law: Law) {
		this.#law = law;
		const { diagrams } = law;
		this.#comparison = new Comparison(diagrams);
		const leaves = Array.from({ length: IMPOSSIBLE + 1 }, (_, value) => value);
		this.#rows = new Map(leaves.map((value) => [diagrams.leaf(value), value]));
	}

	within<T>(name: string, weigh: () => T): T {
		return this.#law.diagrams.within(name, weigh);
	}

	condition(condition: Condition): Row {
		return this.add(this.#law.condition(condition));
	}

	element(element: Element): Omit<CompiledElement, "id" | "soft" | "mayCount"> {
		const { consistent, about, ...plain } = this.#law.element(element);
		const rows = ({ whole, criterion }: ElementDiagrams): ElementRows => ({
			whole: this.add(whole),
			...(element.criterion ? { criterion: this.add(criterion) } : {}),
		});
		return { ...rows(plain), consistent: rows(consistent), about: about.map((item) => this.#law.number(item)) };
	}

	/** The row of a diagram. */
	add(root: number): Row {
		const { diagrams, variables } = this.#law;
		for (const node of diagrams.nodes(root)) {
			if (this.#rows.has(node)) continue;
			const children = diagrams.children(node);
			const rows = children.map((child) => this.#rows.get(child) as Row);
			this.table.push(diagrams.variable(node), ...rows);
			this.#rows.set(node, this.#rows.size);
		}
		const row = this.#rows.get(root) as Row;
		const unusual: { [item: number]: number[] } = {};
		for (const item of diagrams.support(root)) {
			const variable = variables[item] as Law["variables"][number];
			const order = this.#comparison.order(root, item, variable);
			if (order && order.join() !== usualOrder(variable).join()) unusual[item] = order;
		}
		if (Object.keys(unusual).length > 0) this.orders[row] = unusual;
		return row;
	}
}

/** Elements, numbered as they are needed: equal ones share a number. */
class Elements {
	readonly list: CompiledElement[] = [];
	readonly #rows: Rows;
	readonly #numbers = new Map<string, number>();

	constructor(rows: Rows) {
		this.#rows = rows;
	}

	number(element: Element): number {
		const compiled = compileElement(element, this.#rows);
		const key = JSON.stringify(compiled);
		const number = this.#numbers.get(key) ?? this.list.push(compiled) - 1;
		this.#numbers.set(key, number);
		return number;
	}
}

function compileElement(element: Element, rows: Rows): CompiledElement {
	return {
		id: element.id,
		...rows.element(element),
		soft: (element.soft ?? []).map(({ criterion, softensWhen, text }) => ({
			row: rows.condition(criterion),
			...(softensWhen === "not-met" ? { presumed: true as const } : {}),
			text,
		})),
		mayCount: mayCountIn(element.criterion).flatMap(({ items, text }) =>
			text === undefined ? [] : [{ row: rows.condition({ op: "occasions", atLeast: 1, items }), text }],
		),
	};
}

function compilePack(pack: Pack, rows: Rows, elements: Elements): CompiledPack {
	const numberOf = (element: Element) =>
		rows.within(`element "${element.id}" of "${pack.id}"`, () => elements.number(element));
	const numbers = new Map(pack.elements.map((element) => [element.id, numberOf(element)]));
	return {
		name: pack.phrase,
		...(pack.place === undefined ? {} : { place: pack.place }),
		inSummary: pack.inSummary,
		definitions: pack.definitions.map((it) => compileDefinition(it, numbers, rows)),
	};
}

/** The groups of items in a condition that only may count. */
function mayCountIn(
	condition: Condition | undefined,
): NonNullable<Extract<Condition, { op: "occasions" }>["mayCount"]> {
	if (!condition || condition.op === "answer") return [];
	if (condition.op === "occasions") return condition.mayCount ?? [];
	return condition.of.flatMap(mayCountIn);
}

function compileDefinition(
	{ id, kind, graver, law, routes, implies = [] }: Definition,
	numbers: ReadonlyMap<string, number>,
	rows: Rows,
): CompiledDefinition {
	const used = new Set(routes.flatMap(({ elements }) => elements));
	return {
		id,
		kind,
		...(graver ? { graver: law?.provision ?? id } : {}),
		routes: routes.map((route) => ({
			id: route.id,
			elements: route.elements.map((it) => numbers.get(it) as number),
			...(route.atMost ? { atMost: route.atMost } : {}),
		})),
		elements: [...used].map((element) => ({
			element: numbers.get(element) as number,
			routes: routes.filter(({ elements }) => elements.includes(element)).map((route) => route.id),
		})),
		implies: implies.map(({ definition, atLeast, assuming }) => ({
			definition,
			atLeast,
			...(assuming ? { assuming: rows.condition(assuming) } : {}),
		})),
	};
}

function askWhen({ checklists }: Content, rows: Rows): Compiled["askWhen"] {
	const items = checklists.flatMap(({ items }) => items);
	return Object.fromEntries(items.flatMap(({ id, askWhen }) => (askWhen ? [[id, rows.condition(askWhen)]] : [])));
}

/** The signposts of a selection, without those that the content has lost. */
function signpostsOf(content: Content, { signposts, nations }: Selection): CompiledSelection["signposts"] {
	return signposts
		.flatMap((id) => content.signposts.find((it) => it.id === id) ?? [])
		.map((it) => ({
			shown: shown(it),
			...whereItWorks(
				content,
				it.nations.filter((nation) => !nations || nations.includes(nation)),
			),
		}));
}

/** These places, and those where their law applies too. */
function placesUnder({ places }: Content, ids: string[]): string[] {
	const others = places.filter(({ law }) => law !== undefined && ids.includes(law));
	return [...ids, ...others.map(({ id }) => id)];
}

function whereItWorks({ places }: Content, nations: string[]): Where {
	const works = places.filter((place) => place.nations.some((nation) => nations.includes(nation)));
	return { places: works.map(({ id }) => id), everywhere: works.some(({ outside }) => !outside) };
}
