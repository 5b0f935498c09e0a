/** In which order the values of an item weaken or strengthen an element, whatever the other answers are. */
import type { Answers, Content } from "../content/schema";
import type { Choice } from "./diagram";
import { Law } from "./law";
import { IMPOSSIBLE, usualOrder, type Variable, valuesOf } from "./values";

const LESS = 1;
const MORE = 2;

/**
 * Finds the items whose values do not strengthen a function in the usual order, each with its own, weakest first: undefined
 * where no order serves everywhere, or only one that does not follow the count of an item that counts.
 */
export function unusualOrders({ diagrams, variables }: Law): (root: number) => Map<number, number[] | undefined> {
	const memo = new Map<number, number>();
	/** Whether `a` is less than `b` somewhere (LESS), more somewhere (MORE), or both. */
	const compare = (a: number, b: number): number => {
		if (a === b) return 0;
		const key = a * 0x400_0000 + b;
		const known = memo.get(key);
		if (known !== undefined) return known;
		diagrams.spend(1);
		const variable = Math.min(diagrams.variable(a), diagrams.variable(b));
		const left = diagrams.variable(a) === variable ? diagrams.children(a) : [];
		const right = diagrams.variable(b) === variable ? diagrams.children(b) : [];
		const width = Math.max(left.length, right.length);
		let found = width === 0 ? compareLeaves(diagrams.value(a), diagrams.value(b)) : 0;
		for (let value = 0; value < width && found !== (LESS | MORE); value++)
			found |= compare(left[value] ?? a, right[value] ?? b);
		memo.set(key, found);
		return found;
	};
	return (root) => {
		const nodesOf = new Map<number, number[]>(diagrams.support(root).map((item) => [item, []]));
		for (const node of diagrams.nodes(root)) nodesOf.get(diagrams.variable(node))?.push(node);
		const unusual = new Map<number, number[] | undefined>();
		for (const [item, nodes] of nodesOf) {
			const variable = variables[item] as Variable;
			const relation = (v: number, w: number) =>
				nodes.reduce((found, node) => {
					const children = diagrams.children(node);
					return found | compare(children[v] as number, children[w] as number);
				}, 0);
			const rises = (order: number[]) =>
				order.every((v, i) => order.slice(i + 1).every((w) => (relation(v, w) & MORE) === 0));
			const usual = usualOrder(variable);
			if (rises(usual)) continue;
			const values = usual.toReversed();
			const weaker = (v: number) => values.filter((w) => relation(w, v) === LESS).length;
			const sorted = values.toSorted((v, w) => weaker(v) - weaker(w));
			unusual.set(item, [values, ...(variable.counts ? [] : [sorted])].find(rises));
		}
		return unusual;
	};
}

/** Worlds that cannot be are left out. */
function compareLeaves(a: number, b: number): number {
	if (a === b || a === IMPOSSIBLE || b === IMPOSSIBLE) return 0;
	return a < b ? LESS : MORE;
}

/** An element that more or worse of an item weakens, with a smallest pair of responses that shows it. */
export type NotMonotone = {
	/** Where it stands: the numbers of its pack and of the element in it. */
	pack: number;
	element: number;
	/** The item whose answer differs. */
	item: string;
	answers: Answers;
	stronger: Answers;
};

/** Every element and item for which there is no order of the item's values that serves everywhere. */
export function notMonotone(content: Content): NotMonotone[] {
	const law = new Law(content);
	const unusual = unusualOrders(law);
	return content.packs.flatMap(({ id, elements }, pack) =>
		elements.flatMap((it, element) =>
			law.diagrams.within(`element "${it.id}" of "${id}"`, () => {
				const root = law.element(it).whole;
				const unordered = [...unusual(root)].filter(([, order]) => !order);
				return unordered.map(([item]) => ({ pack, element, ...counterExample(law, root, item) }));
			}),
		),
	);
}

/**
 * A smallest pair of responses that shows that no order of the values of an item serves a function everywhere. Items that
 * make no difference are left out.
 */
function counterExample(
	{ diagrams, variables }: Law,
	root: number,
	item: number,
): Pick<NotMonotone, "item" | "answers" | "stronger"> {
	const { id, width, counts } = variables[item] as Variable;
	let smallest: { choice: Choice; low: number; high: number } | undefined;
	for (let v = 0; v < width; v++)
		for (let w = v + 1; w < width; w++) {
			const [low, high] = counts ? [v, w] : [w, v];
			const differs = diagrams.combine(
				diagrams.restrict(root, item, low),
				diagrams.restrict(root, item, high),
				(a, b) => (compareLeaves(a, b) === MORE ? 1 : 0),
			);
			const [choice] = diagrams.cheapest(differs, Boolean, 1, () => 1);
			if (choice && !(smallest && smallest.choice.size <= choice.size)) smallest = { choice, low, high };
		}
	const { choice, low, high } = smallest as NonNullable<typeof smallest>;
	const answers = (value: number): Answers =>
		Object.fromEntries(
			[...choice, [item, value] as const].map(([item, value]) => {
				const { id, options } = variables[item] as Variable;
				const only = options.find((option) => valuesOf(variables[item] as Variable, option.id) === 1 << value);
				return [id, only?.id ?? value];
			}),
		);
	return { item: id, answers: answers(low), stronger: answers(high) };
}
