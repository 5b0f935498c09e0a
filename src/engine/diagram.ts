/**
 * Functions of several variables in their smallest form: multi-valued decision diagrams, reduced and shared, so that
 * two functions are the same exactly when they are the same object, and every node is a state the function can tell
 * apart from every other. After Bryant, "Graph-Based Algorithms for Boolean Function Manipulation" (1986).
 */

/** A function: a value, or a variable with a function for each of its values. */
export type Diagram<T> = Leaf<T> | Branch<T>;
type Leaf<T> = {
	readonly id: number;
	readonly variable: number;
	readonly value: T;
};
type Branch<T> = {
	readonly id: number;
	readonly variable: number;
	readonly kids: readonly Diagram<T>[];
};

const LEAF = Number.POSITIVE_INFINITY;

/** Makes diagrams over variables 0, 1, 2 … and keeps equal ones the same object. */
export class Diagrams {
	#made = new Map<string, Diagram<unknown>>();

	/** The function that always has this value. Values are the same when their JSON is. */
	constant<T>(value: T): Diagram<T> {
		return this.#shared(`=${JSON.stringify(value)}`, (id) => ({
			id,
			variable: LEAF,
			value,
		}));
	}

	/** The function that is `kids[v]` where the variable is `v`. The kids may only look at later variables. */
	branch<T>(variable: number, kids: readonly Diagram<T>[]): Diagram<T> {
		const [first] = kids as [Diagram<T>];
		if (kids.every((kid) => kid === first)) return first;
		const key = `${variable}:${kids.map((kid) => kid.id).join()}`;
		return this.#shared(key, (id) => ({ id, variable, kids }));
	}

	#shared<T>(key: string, make: (id: number) => Diagram<T>): Diagram<T> {
		const known = this.#made.get(key) as Diagram<T> | undefined;
		if (known) return known;
		const made = make(this.#made.size);
		this.#made.set(key, made);
		return made;
	}

	/** The function whose value is always `f` of the value. */
	map<A, C>(a: Diagram<A>, f: (a: A) => C): Diagram<C> {
		const none = this.constant(null);
		return this.combine(a, none, (value) => f(value));
	}

	/** The function that is left when a variable has a value. */
	where<T>(a: Diagram<T>, variable: number, value: number): Diagram<T> {
		const done = new Map<number, Diagram<T>>();
		const walk = (node: Diagram<T>): Diagram<T> => {
			if (!("kids" in node) || node.variable > variable) return node;
			if (node.variable === variable) return node.kids[value] as Diagram<T>;
			const known = done.get(node.id);
			if (known) return known;
			const made = this.branch(node.variable, node.kids.map(walk));
			done.set(node.id, made);
			return made;
		};
		return walk(a);
	}

	/**
	 * The greatest or the least of two functions: `f` must give `absorbing` whenever one value is, and the other value
	 * whenever one is `neutral`. Says the same as `combine`, without looking where there is nothing to see.
	 */
	meet<T>(
		a: Diagram<T>,
		b: Diagram<T>,
		f: (a: T, b: T) => T,
		{ absorbing, neutral }: { absorbing: T; neutral: T },
	): Diagram<T> {
		return this.#combine(a, b, f, (a, b) => {
			if (a === b) return a;
			if ("value" in a)
				return a.value === absorbing ? a : a.value === neutral ? b : undefined;
			if ("value" in b)
				return b.value === absorbing ? b : b.value === neutral ? a : undefined;
			return undefined;
		});
	}

	/** The function whose value is always `f` of the two values. */
	combine<A, B, C>(
		a: Diagram<A>,
		b: Diagram<B>,
		f: (a: A, b: B) => C,
	): Diagram<C> {
		return this.#combine(a, b, f, () => undefined);
	}

	#combine<A, B, C>(
		a: Diagram<A>,
		b: Diagram<B>,
		f: (a: A, b: B) => C,
		shortcut: (a: Diagram<A>, b: Diagram<B>) => Diagram<C> | undefined,
	): Diagram<C> {
		const done = new Map<number, Map<number, Diagram<C>>>();
		const walk = (a: Diagram<A>, b: Diagram<B>): Diagram<C> => {
			const short = shortcut(a, b);
			if (short) return short;
			const row = done.get(a.id) ?? new Map<number, Diagram<C>>();
			done.set(a.id, row);
			const known = row.get(b.id);
			if (known) return known;
			let made: Diagram<C>;
			if ("value" in a && "value" in b)
				made = this.constant(f(a.value, b.value));
			else {
				const variable = Math.min(a.variable, b.variable);
				const width = ((a.variable === variable ? a : b) as Branch<unknown>)
					.kids.length;
				const kids = Array.from({ length: width }, (_, v) =>
					walk(at(a, variable, v), at(b, variable, v)),
				);
				made = this.branch(variable, kids);
			}
			row.set(b.id, made);
			return made;
		};
		return walk(a, b);
	}
}

/** The function that is left when a variable has a value, for a diagram that looks at nothing before it. */
function at<T>(
	diagram: Diagram<T>,
	variable: number,
	value: number,
): Diagram<T> {
	return "kids" in diagram && diagram.variable === variable
		? (diagram.kids[value] as Diagram<T>)
		: diagram;
}

/** Every node of a function, each once. */
export function nodesOf<T>(diagram: Diagram<T>): Diagram<T>[] {
	const seen = new Set<Diagram<T>>();
	const walk = (node: Diagram<T>) => {
		if (seen.has(node)) return;
		seen.add(node);
		if ("kids" in node) node.kids.forEach(walk);
	};
	walk(diagram);
	return [...seen];
}

/** The value where every variable has its value 0. */
export function valueAtZero<T>(diagram: Diagram<T>): T {
	let node = diagram;
	while ("kids" in node) node = node.kids[0] as Diagram<T>;
	return node.value;
}

/** A choice of values for some variables; the others have their value 0. */
export type Choice = ReadonlyMap<number, number>;

/**
 * The choices of fewest variables other than 0 that lead to a value for which `wanted` holds, at most `most` of them;
 * none when nothing does. Several choices of the same variables count once.
 */
export function cheapest<T>(
	diagram: Diagram<T>,
	wanted: (value: T) => boolean,
	most: number,
): Choice[] {
	const fewest = new Map<Diagram<T>, number>();
	const cost = (node: Diagram<T>): number => {
		const known = fewest.get(node);
		if (known !== undefined) return known;
		const found =
			"value" in node
				? wanted(node.value)
					? 0
					: Number.POSITIVE_INFINITY
				: Math.min(...node.kids.map((kid, v) => cost(kid) + (v === 0 ? 0 : 1)));
		fewest.set(node, found);
		return found;
	};
	const choices = new Map<string, Choice>();
	const walk = (node: Diagram<T>, chosen: [number, number][]) => {
		if (choices.size >= most) return;
		if ("value" in node) {
			const key = chosen.map(([variable]) => variable).join();
			if (!choices.has(key)) choices.set(key, new Map(chosen));
			return;
		}
		// Earlier variables first: they are the ones a person thinks of first. Value 0 never costs one more.
		for (const [v, kid] of node.kids.entries())
			if (cost(kid) + 1 === cost(node))
				walk(kid, [...chosen, [node.variable, v]]);
		const [unchosen] = node.kids as [Diagram<T>];
		if (cost(unchosen) === cost(node)) walk(unchosen, chosen);
	};
	if (cost(diagram) < Number.POSITIVE_INFINITY) walk(diagram, []);
	return [...choices.values()];
}

/** A cheapest choice at which the values of two functions are `bad` together; undefined when they never are. */
export function clash<A, B>(
	diagrams: Diagrams,
	a: Diagram<A>,
	b: Diagram<B>,
	bad: (a: A, b: B) => boolean,
): Choice | undefined {
	return cheapest(diagrams.combine(a, b, bad), (value) => value, 1)[0];
}
