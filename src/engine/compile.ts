/**
 * Compiles content to one table of numbers and the few texts that an assessment gives. All of it is plain JSON, so that
 * the build compiles the built-in content once and a start only reads it back.
 */
import { conditionsIn } from "../content/conditions";
import type {
	Condition,
	Content,
	Definition,
	Element,
	Kind,
	Note,
	Option,
	Pack,
	Place,
	Response,
	Result,
	Selection,
	Sign,
} from "../content/schema";
import { shown } from "../content/signposts";
import { type ElementDiagrams, Law } from "./law";
import { unusualOrders } from "./monotone";
import { compileWords, type PlainWords } from "./plain-words";
import { LEAVES, NO_ITEM } from "./values";

/** A row of the table: where it starts. */
export type Row = number;

/** Something that turns `met` into `unclear`, with the text that says so. */
export type CompiledSoftFactor = {
	row: Row;
	/** It holds until the answers rule it out. Else it must be met. */
	presumed?: true | undefined;
	text: string;
};

export type ElementRows = {
	/** Its criterion with the soft factors that must be met. */
	whole: Row;
	/** Its criterion alone; absent when it is taken as shown. */
	criterion?: Row | undefined;
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

export type CompiledRoute = { id: string; elements: number[]; atMost?: "unclear" | undefined };

/** A definition; its elements are numbers into `Compiled.elements`. */
export type CompiledDefinition = {
	id: string;
	kind: Kind;
	/** Where in the law it is, if it is a more serious form of another: "section 4A". */
	graver?: string | undefined;
	routes: CompiledRoute[];
	/** Every element of any route, each once, with the ids of the routes that need it. */
	elements: { element: number; routes: string[] }[];
	/** What follows where it is met, for `prove`. */
	implies: { definition: string; atLeast: "unclear" | "met"; assuming?: Row | undefined }[];
};

export type CompiledPack = {
	/** As in a sentence: "the law of Scotland". */
	name: string;
	place?: string | undefined;
	inSummary: boolean;
	definitions: CompiledDefinition[];
};

/** Where something is said: in these places, and whether also when no place is given. */
export type Where = { places?: string[] | undefined; everywhere: boolean };
/** An answer that matters in itself: one that leaves none but these values possible. */
type CompiledSign = { item: number; values: number };

/** Signposts that are shown when `when` is met and `unless` is not; those that fill up only until there are enough. */
type CompiledSelection = {
	when?: Row | undefined;
	unless?: Row | undefined;
	for?: NonNullable<Response["for"]> | undefined;
	fill?: true | undefined;
	/** What is shown of each, as JSON. */
	signposts: (Where & { json: string })[];
};

export type Compiled = {
	version: string;
	hash: string;
	checkedOn: string;
	changed?: true | undefined;
	// As in the content, but without words: what a response is checked against.
	places: Pick<Place, "id" | "law" | "outside">[];
	answerSets: { id: string; counts?: true | undefined; options: Pick<Option, "id" | "unknown" | "occasions">[] }[];
	checklists: { items: { id: string; answerSet: string }[] }[];

	/**
	 * Rows of decision diagrams, children before parents: the item, then the row for each of its values. Rows 0 to 3 are
	 * the leaves NO, OPEN, YES and IMPOSSIBLE, with NO_ITEM alone.
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
		/** Its text, as JSON. */
		json: string;
		when?: Row | undefined;
		said?: { item: string; is: string[] } | undefined;
		summary?: { kind: Kind; is: Result[] } | undefined;
	})[];
	/** In the order in which they are shown. */
	selection: CompiledSelection[];
	/** What decides whether an item is asked. */
	askWhen: { [item: string]: Row | undefined };
	plainWords: PlainWords;
};

/** Compiles content that has passed its checks. What is undefined is left out of the JSON. */
export function compile(content: Content): Compiled {
	const compiler = new Compiler(content);
	return compiler.law.diagrams.within("content outside its elements", () => compiler.compile());
}

class Compiler {
	readonly law: Law;
	readonly #content: Content;
	readonly #unusual: ReturnType<typeof unusualOrders>;
	readonly #table: number[];
	readonly #orders: Compiled["orders"] = {};
	/** By node of a diagram: equal diagrams share their rows. */
	readonly #rows: Map<number, Row>;
	/** By their JSON: equal elements share a number. */
	readonly #elements = new Map<string, number>();

	constructor(content: Content) {
		this.law = new Law(content);
		this.#content = content;
		this.#unusual = unusualOrders(this.law);
		this.#table = Array(LEAVES).fill(NO_ITEM);
		this.#rows = new Map(this.#table.map((_, value) => [this.law.diagrams.leaf(value), value]));
	}

	compile(): Compiled {
		const { version, hash, checkedOn, changed, places, answerSets, checklists, packs, signs, notes, selection } =
			this.#content;
		const parts = {
			packs: packs.map((pack) => this.#pack(pack)),
			brokenRules: this.law.rules.map(({ about, any, each }) => ({
				about,
				any: this.#add(any),
				rules: each.map((rule) => this.#add(rule)),
			})),
			urgent: signs.urgent.map((sign) => this.#sign(sign)),
			fixation: {
				signs: signs.fixation.signs.map((sign) => this.#sign(sign)),
				criterion: this.#condition(signs.fixation.criterion),
			},
			notes: notes.map((note) => this.#note(note)),
			selection: selection.map((it) => ({
				when: this.#optional(it.when),
				unless: this.#optional(it.unless),
				for: it.for,
				fill: it.fill,
				signposts: signpostsOf(this.#content, it),
			})),
			askWhen: Object.fromEntries(
				checklists.flatMap(({ items }) => items.map(({ id, askWhen }) => [id, this.#optional(askWhen)])),
			),
		};
		return {
			...{ version, hash, checkedOn, changed },
			places: places.map(({ id, law, outside }) => ({ id, law, outside })),
			answerSets: answerSets.map(({ id, counts, options }) => ({
				id,
				counts,
				options: options.map(({ id, unknown, occasions }) => ({ id, unknown, occasions })),
			})),
			checklists: checklists.map(({ items }) => ({ items: items.map(({ id, answerSet }) => ({ id, answerSet })) })),
			table: this.#table,
			orders: this.#orders,
			elements: [...this.#elements.keys()].map((element) => JSON.parse(element)),
			...parts,
			plainWords: compileWords(this.#content),
		};
	}

	#pack({ id, phrase: name, place, inSummary, elements, definitions }: Pack): CompiledPack {
		const numberOf = (element: Element) =>
			this.law.diagrams.within(`element "${element.id}" of "${id}"`, () => this.#element(element));
		const numbers = new Map(elements.map((element) => [element.id, numberOf(element)]));
		return { name, place, inSummary, definitions: definitions.map((it) => this.#definition(it, numbers)) };
	}

	/** The number of an element. */
	#element(element: Element): number {
		const { id, criterion, soft = [] } = element;
		const { consistent, about, ...plain } = this.law.element(element);
		const rowsOf = (diagrams: ElementDiagrams): ElementRows => ({
			whole: this.#add(diagrams.whole),
			criterion: criterion && this.#add(diagrams.criterion),
		});
		const groups = conditionsIn(criterion).flatMap((it) => (it.op === "occasions" ? (it.mayCount ?? []) : []));
		const compiled: CompiledElement = {
			id,
			...rowsOf(plain),
			consistent: rowsOf(consistent),
			about,
			soft: soft.map(({ criterion, softensWhen, text }) => ({
				row: this.#condition(criterion),
				presumed: softensWhen === "not-met" || undefined,
				text,
			})),
			mayCount: groups.flatMap(({ items, text }) =>
				text === undefined ? [] : [{ row: this.#condition({ op: "occasions", atLeast: 1, items }), text }],
			),
		};
		const key = JSON.stringify(compiled);
		const number = this.#elements.get(key) ?? this.#elements.size;
		this.#elements.set(key, number);
		return number;
	}

	#definition(
		{ id, kind, graver, law, routes, implies = [] }: Definition,
		numbers: ReadonlyMap<string, number>,
	): CompiledDefinition {
		const used = new Set(routes.flatMap(({ elements }) => elements));
		return {
			id,
			kind,
			graver: graver && (law?.provision ?? id),
			routes: routes.map(({ id, elements, atMost }) => ({
				id,
				elements: elements.map((it) => numbers.get(it) as number),
				atMost,
			})),
			elements: [...used].map((element) => ({
				element: numbers.get(element) as number,
				routes: routes.filter(({ elements }) => elements.includes(element)).map((route) => route.id),
			})),
			implies: implies.map(({ definition, atLeast, assuming }) => ({
				definition,
				atLeast,
				assuming: this.#optional(assuming),
			})),
		};
	}

	#sign({ item, is }: Sign): CompiledSign {
		return { item: this.law.number(item), values: this.law.valuesIn(item, is) };
	}

	#note({ text, when, said, summary, places }: Note): Compiled["notes"][number] {
		const lawOf = this.#content.packs.map(({ place }) => place);
		const everywhere = !places || places.some((id) => lawOf.includes(id));
		const where = { places: places && placesUnder(this.#content, places), everywhere };
		return { json: JSON.stringify(text), when: this.#optional(when), said, summary, ...where };
	}

	#condition(condition: Condition): Row {
		return this.#add(this.law.condition(condition));
	}

	#optional(condition: Condition | undefined): Row | undefined {
		return condition && this.#condition(condition);
	}

	/** The row of a diagram, added with those below it. */
	#add(root: number): Row {
		const { diagrams } = this.law;
		for (const node of diagrams.nodes(root)) {
			if (this.#rows.has(node)) continue;
			const rows = diagrams.children(node).map((child) => this.#rows.get(child) as Row);
			this.#rows.set(node, this.#table.length);
			this.#table.push(diagrams.variable(node), ...rows);
		}
		const row = this.#rows.get(root) as Row;
		for (const [item, order] of this.#unusual(root))
			if (order) {
				this.#orders[row] ??= {};
				this.#orders[row][item] = order;
			}
		return row;
	}
}

/** The signposts of a selection, without those that the content has lost. */
function signpostsOf(content: Content, { signposts, nations }: Selection): CompiledSelection["signposts"] {
	return signposts
		.flatMap((id) => content.signposts.find((it) => it.id === id) ?? [])
		.map((it) => ({
			json: JSON.stringify(shown(it)),
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
