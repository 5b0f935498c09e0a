import { describe, expect, test, vi } from "vitest";
import {
	cheapest,
	clash,
	type Diagram,
	Diagrams,
	nodesOf,
	valueAtZero,
} from "../../src/engine/diagram";

/** How many values each variable has. */
type Widths = number[];

/** Every way to give each variable one of its values. */
function ways(widths: Widths): number[][] {
	return widths.reduce<number[][]>(
		(found, width) =>
			found.flatMap((way) =>
				Array.from({ length: width }, (_, value) => [...way, value]),
			),
		[[]],
	);
}

/** The diagram of a plain function. */
function drawn<T>(
	diagrams: Diagrams,
	widths: Widths,
	f: (way: number[]) => T,
	way: number[] = [],
): Diagram<T> {
	const width = widths[way.length];
	if (width === undefined) return diagrams.constant(f(way));
	const kids = Array.from({ length: width }, (_, value) =>
		drawn(diagrams, widths, f, [...way, value]),
	);
	return diagrams.branch(way.length, kids);
}

function valueAt<T>(diagram: Diagram<T>, way: number[]): T {
	let node = diagram;
	while ("kids" in node)
		node = node.kids[way[node.variable] as number] as Diagram<T>;
	return node.value;
}

/** Whether an even number of variables, of two values each, is 1: two nodes for each, and as many paths as ways. */
function even(diagrams: Diagrams, variables: number): Diagram<boolean> {
	let [yes, no] = [diagrams.constant(true), diagrams.constant(false)];
	for (let variable = variables - 1; variable >= 0; variable--)
		[yes, no] = [
			diagrams.branch(variable, [yes, no]),
			diagrams.branch(variable, [no, yes]),
		];
	return yes;
}

/** Functions of three variables that have 2, 3 and 2 values. */
const widths = [2, 3, 2];
const functions: ((way: number[]) => number)[] = [
	() => 0,
	([a = 0]) => a,
	([, b = 0]) => b,
	([, , c = 0]) => c,
	([a = 0, b = 0, c = 0]) => Math.min(2, a + b + c),
	([a = 0, b = 0]) => (a === 1 ? 2 - b : b),
	([, b = 0, c = 0]) => b * c,
	([a = 0, , c = 0]) => (a === c ? 2 : 0),
];
const pairs = functions.flatMap((f) => functions.map((g) => [f, g] as const));

describe("a diagram", () => {
	test("is the same object exactly when it is the same function", () => {
		const diagrams = new Diagrams();
		for (const [f, g] of pairs) {
			const same = ways(widths).every((way) => f(way) === g(way));
			expect(drawn(diagrams, widths, f) === drawn(diagrams, widths, g)).toBe(
				same,
			);
		}
		expect(diagrams.constant({ a: [1] })).toBe(diagrams.constant({ a: [1] }));
		expect(diagrams.constant("1")).not.toBe(diagrams.constant(1));
	});

	test("looks at no variable that makes no difference", () => {
		const diagrams = new Diagrams();
		const [yes, no] = [diagrams.constant("yes"), diagrams.constant("no")];
		expect(diagrams.branch(0, [yes, yes, yes])).toBe(yes);
		expect(diagrams.branch(0, [yes, yes, no])).toMatchObject({
			variable: 0,
			kids: [yes, yes, no],
		});
		expect(diagrams.branch(0, [yes, no])).not.toBe(
			diagrams.branch(1, [yes, no]),
		);
	});

	test("has the value of its function everywhere, and at zero", () => {
		for (const f of functions) {
			const diagram = drawn(new Diagrams(), widths, f);
			for (const way of ways(widths))
				expect(valueAt(diagram, way)).toBe(f(way));
			expect(valueAtZero(diagram)).toBe(f([0, 0, 0]));
		}
	});

	test("has each of its nodes once, itself first", () => {
		const diagrams = new Diagrams();
		const diagram = even(diagrams, 40);
		const nodes = nodesOf(diagram);
		expect(nodes[0]).toBe(diagram);
		expect(new Set(nodes).size).toBe(nodes.length);
		expect(nodes.length).toBe(1 + 2 * 39 + 2);
		const leaf = diagrams.constant(true);
		expect(nodesOf(leaf)).toEqual([leaf]);
	});
});

describe("what is made of diagrams", () => {
	test("has the value made of theirs, everywhere", () => {
		const diagrams = new Diagrams();
		for (const [f, g] of pairs) {
			const [a, b] = [drawn(diagrams, widths, f), drawn(diagrams, widths, g)];
			expect(diagrams.combine(a, b, (a, b) => `${a} ${b}`)).toBe(
				drawn(diagrams, widths, (way) => `${f(way)} ${g(way)}`),
			);
			expect(diagrams.map(a, (a) => a > 0)).toBe(
				drawn(diagrams, widths, (way) => f(way) > 0),
			);
		}
	});

	test("is the least or the greatest of two, just as when they are combined", () => {
		const diagrams = new Diagrams();
		for (const [f, g] of pairs) {
			const [a, b] = [drawn(diagrams, widths, f), drawn(diagrams, widths, g)];
			const least = { absorbing: 0, neutral: 2 };
			expect(diagrams.meet(a, b, Math.min, least)).toBe(
				drawn(diagrams, widths, (way) => Math.min(f(way), g(way))),
			);
			const greatest = { absorbing: 2, neutral: 0 };
			expect(diagrams.meet(a, b, Math.max, greatest)).toBe(
				drawn(diagrams, widths, (way) => Math.max(f(way), g(way))),
			);
		}
	});

	test("is the least of two without a look, where one of them says enough", () => {
		const diagrams = new Diagrams();
		const [none, some, all] = [0, 1, 2].map((it) => diagrams.constant(it)) as [
			Diagram<number>,
			Diagram<number>,
			Diagram<number>,
		];
		const a = diagrams.branch(0, [some, all]);
		const f = vi.fn(Math.min);
		const meet = (one: Diagram<number>, other: Diagram<number>) =>
			diagrams.meet(one, other, f, { absorbing: 0, neutral: 2 });
		expect(meet(a, a)).toBe(a);
		expect(meet(a, none)).toBe(none);
		expect(meet(none, a)).toBe(none);
		expect(meet(a, all)).toBe(a);
		expect(meet(all, a)).toBe(a);
		expect(f).not.toHaveBeenCalled();
		expect(meet(a, some)).toBe(some);
		expect(meet(some, a)).toBe(some);
	});

	test("is what is left where a variable has a value", () => {
		const diagrams = new Diagrams();
		for (const f of functions)
			widths.forEach((width, variable) => {
				for (let value = 0; value < width; value++)
					expect(
						diagrams.where(drawn(diagrams, widths, f), variable, value),
					).toBe(
						drawn(diagrams, widths, (way) => f(way.with(variable, value))),
					);
			});
	});

	test("takes as many steps as there are nodes, and not as there are ways", () => {
		const diagrams = new Diagrams();
		const f = vi.fn((a: boolean, b: boolean) => a && b);
		diagrams.combine(even(diagrams, 40), even(diagrams, 30), f);
		expect(f).toHaveBeenCalledTimes(4);
		const deep = even(diagrams, 40) as Extract<
			Diagram<boolean>,
			{ kids: unknown }
		>;
		const [, odd] = deep.kids as [Diagram<boolean>, Diagram<boolean>];
		const branch = vi.spyOn(diagrams, "branch");
		diagrams.where(deep, 39, 1);
		expect(branch).toHaveBeenCalledTimes(1 + 2 * 38);
		branch.mockClear();
		expect(diagrams.where(deep, 0, 1)).toBe(odd);
		expect(diagrams.where(odd, 0, 1)).toBe(odd);
		expect(branch).not.toHaveBeenCalled();
	});
});

describe("the cheapest choices", () => {
	/** The smallest sets of variables that, with other values than 0, lead to a value, worked out by trying. */
	const tried = (f: (way: number[]) => number, wanted: number) => {
		const sets = ways(widths)
			.filter((way) => f(way) === wanted)
			.map((way) => way.flatMap((value, i) => (value > 0 ? [i] : [])));
		const fewest = Math.min(...sets.map((set) => set.length));
		const smallest = sets.filter((set) => set.length === fewest);
		return new Set(smallest.map((set) => set.join(" ")));
	};

	test("are those of fewest variables, each set of them once, and lead there", () => {
		for (const f of functions)
			for (const wanted of [0, 1, 2]) {
				const found = cheapest(
					drawn(new Diagrams(), widths, f),
					(it) => it === wanted,
					99,
				);
				const keys = found.map((choice) => [...choice.keys()].join(" "));
				expect(new Set(keys)).toEqual(tried(f, wanted));
				expect(keys.length).toBe(new Set(keys).size);
				for (const choice of found)
					expect(f([0, 1, 2].map((i) => choice.get(i) ?? 0))).toBe(wanted);
			}
	});

	test("come with earlier variables and values first, and at most as many as are wanted", () => {
		const diagrams = new Diagrams();
		const sum = drawn(diagrams, [2, 3, 2, 2], (way) =>
			way.reduce((all, it) => all + Math.min(1, it), 0),
		);
		const all = [
			[0, 1],
			[0, 2],
			[0, 3],
			[1, 2],
			[1, 3],
			[2, 3],
		].map((set) => new Map(set.map((variable) => [variable, 1])));
		for (const most of [0, 1, 2, 5, 6, 7])
			expect(cheapest(sum, (it) => it === 2, most)).toEqual(all.slice(0, most));
	});

	test("are none where nothing leads there, and nothing where one is there already", () => {
		const diagrams = new Diagrams();
		const diagram = drawn(diagrams, widths, functions[4] as () => number);
		expect(cheapest(diagram, (it) => it === 7, 9)).toEqual([]);
		expect(cheapest(diagram, (it) => it === 0, 9)).toEqual([new Map()]);
	});

	test("are found without walking every way", () => {
		const [choice, ...more] = cheapest(
			even(new Diagrams(), 40),
			(it) => !it,
			1,
		);
		expect(choice).toEqual(new Map([[0, 1]]));
		expect(more).toEqual([]);
		expect(cheapest(even(new Diagrams(), 40), (it) => !it, 99).length).toBe(40);
	});

	test("where two functions clash are the same, found together", () => {
		const diagrams = new Diagrams();
		const a = drawn(diagrams, widths, ([, b = 0]) => b);
		const c = drawn(diagrams, widths, ([, , c = 0]) => c);
		expect(clash(diagrams, a, c, (a, c) => a === 2 && c === 1)).toEqual(
			new Map([
				[1, 2],
				[2, 1],
			]),
		);
		expect(clash(diagrams, a, c, (a, c) => a < c)).toEqual(new Map([[2, 1]]));
		expect(clash(diagrams, a, c, (a) => a > 2)).toBeUndefined();
	});
});
