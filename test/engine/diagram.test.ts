import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Diagrams } from "../../src/engine/diagram";
import { StalkCheckError } from "../../src/platform/errors";

const WIDTHS = [2, 3, 2];

/** Every way to give each variable one of its values. */
const WAYS = WIDTHS.reduce<number[][]>(
	(ways, width) => ways.flatMap((way) => [...Array(width).keys()].map((v) => [...way, v])),
	[[]],
);

/** A function as its value at each of the ways. */
type Values = number[];
const values = fc.array(fc.nat(2), {
	minLength: WAYS.length,
	maxLength: WAYS.length,
});

/** The diagram of a function. */
function draw(diagrams: Diagrams, f: Values, way: number[] = []): number {
	const width = WIDTHS[way.length];
	if (width === undefined) return diagrams.leaf(f[WAYS.findIndex((it) => `${it}` === `${way}`)] ?? 0);
	return diagrams.branch(
		way.length,
		[...Array(width).keys()].map((v) => draw(diagrams, f, [...way, v])),
	);
}

function valueAt(diagrams: Diagrams, root: number, way: number[]): number {
	let node = root;
	while (diagrams.children(node).length > 0)
		node = diagrams.children(node)[way[diagrams.variable(node)] as number] as number;
	return diagrams.value(node);
}

const at = (f: Values, way: number[]) => f[WAYS.findIndex((it) => `${it}` === `${way}`)] as number;
/** The variables that a function depends on. */
const supportOf = (f: Values) =>
	WIDTHS.flatMap((width, variable) =>
		WAYS.some((way) => [...Array(width).keys()].some((v) => at(f, way.with(variable, v)) !== at(f, way)))
			? [variable]
			: [],
	);

describe("a diagram", () => {
	test("has the values of its function, and is equal to another exactly when their functions are", () => {
		fc.assert(
			fc.property(values, values, (f, g) => {
				const diagrams = new Diagrams();
				const [a, b] = [draw(diagrams, f), draw(diagrams, g)];
				expect(WAYS.map((way) => valueAt(diagrams, a, way))).toEqual(f);
				expect(a === b).toBe(`${f}` === `${g}`);
			}),
		);
	});

	test("combines, maps and restricts as its function does", () => {
		fc.assert(
			fc.property(values, values, fc.nat(2), fc.nat(1), (f, g, n, v) => {
				const diagrams = new Diagrams();
				const [a, b] = [draw(diagrams, f), draw(diagrams, g)];
				const both = f.map((value, i) => value * 3 + (g[i] as number));
				expect(diagrams.combine(a, b, (x, y) => x * 3 + y)).toBe(draw(diagrams, both));
				expect(diagrams.map(a, (x) => 2 - x)).toBe(
					draw(
						diagrams,
						f.map((x) => 2 - x),
					),
				);
				expect(diagrams.restrict(a, n, v)).toBe(
					draw(
						diagrams,
						WAYS.map((way) => at(f, way.with(n, v))),
					),
				);
			}),
		);
	});

	test("depends on the variables that its function depends on", () => {
		fc.assert(
			fc.property(values, (f) => {
				const diagrams = new Diagrams();
				expect(diagrams.support(draw(diagrams, f))).toEqual(supportOf(f));
			}),
		);
	});

	test("lists its nodes once, children before parents", () => {
		fc.assert(
			fc.property(values, (f) => {
				const diagrams = new Diagrams();
				const nodes = diagrams.nodes(draw(diagrams, f));
				expect(new Set(nodes).size).toBe(nodes.length);
				nodes.forEach((node, i) => {
					expect(diagrams.value(node) === -1).toBe(diagrams.children(node).length > 0);
					for (const child of diagrams.children(node)) expect(nodes.indexOf(child)).toBeLessThan(i);
				});
			}),
		);
	});
});

describe("the cheapest choices", () => {
	const cost = (value: number) => (value === 0 ? 0 : 1);

	test("are those with the fewest variables other than 0, and lead where they should", () => {
		fc.assert(
			fc.property(values, fc.nat(2), (f, wanted) => {
				const diagrams = new Diagrams();
				const found = diagrams.cheapest(draw(diagrams, f), (value) => value === wanted, 100, cost);
				const leading = WAYS.filter((way) => at(f, way) === wanted);
				const size = (way: number[]) => way.filter(Boolean).length;
				const least = Math.min(...leading.map(size));
				expect(found.length > 0).toBe(leading.length > 0);
				for (const choice of found) {
					expect(choice.size).toBe(least);
					const way = WIDTHS.map((_, variable) => choice.get(variable) ?? 0);
					expect(at(f, way)).toBe(wanted);
				}
				const sets = leading
					.filter((way) => size(way) === least)
					.map((way) => `${way.flatMap((v, i) => (v === 0 ? [] : [i]))}`);
				expect(found.map((it) => `${[...it.keys()]}`).sort()).toEqual([...new Set(sets)].sort());
			}),
		);
	});

	test("are no more than asked for, earlier variables first", () => {
		const diagrams = new Diagrams();
		const root = draw(
			diagrams,
			WAYS.map((way) => (way.some(Boolean) ? 1 : 0)),
		);
		const found = diagrams.cheapest(root, (value) => value === 1, 2, cost);
		expect(found.map((it) => [...it.keys()])).toEqual([[0], [1]]);
	});
});

describe("what is weighed", () => {
	const tooLarge = (name: string) =>
		new StalkCheckError(
			"bad-content",
			`The ${name} is too large to weigh: it tells too many answers apart. Name fewer items in it, or put those that belong together next to each other in the checklists.`,
		);

	test("may take half a million steps, in all and not at once", () => {
		const diagrams = new Diagrams();
		const half = () => diagrams.spend(250_000);
		const within = (...steps: (() => unknown)[]) => diagrams.within("thing", () => steps.map((step) => step()).length);
		expect(within(half, half)).toBe(2);
		expect(() => within(half, half, () => diagrams.spend(1))).toThrow(tooLarge("thing"));
		expect(within(half, half)).toBe(2);
	});

	test("inside something else has steps of its own", () => {
		const diagrams = new Diagrams();
		const outer = (after: number) =>
			diagrams.within("outer", () => {
				diagrams.spend(400_000);
				diagrams.within("inner", () => diagrams.spend(300_000));
				diagrams.spend(after);
			});
		expect(() => outer(100_000)).not.toThrow();
		expect(() => outer(100_001)).toThrow(tooLarge("outer"));
		expect(() => diagrams.within("outer", () => diagrams.within("inner", () => diagrams.spend(500_001)))).toThrow(
			tooLarge("inner"),
		);
	});

	test("is named when it is too deep for the stack, and fails as it did for any other reason", () => {
		const diagrams = new Diagrams();
		const fail = (error: Error) => () =>
			diagrams.within("thing", () => {
				throw error;
			});
		expect(fail(new RangeError("deep"))).toThrow(tooLarge("thing"));
		expect(fail(new RangeError("deep"))).toThrow(expect.objectContaining({ code: "bad-content" }));
		const other = new TypeError("other");
		expect(fail(other)).toThrow(other);
	});
});
