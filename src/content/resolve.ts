/** Resolves the groups and terms in written conditions to conditions over item ids, and checks every name in them. */
import { problem } from "../engine/response";
import { pointer } from "./json";
import type { AnswerSet, Condition, Group, Problem, Resolved, Term, WrittenCondition } from "./schema";

type Written<Key extends string> = Extract<WrittenCondition, Record<Key, unknown>>;

/** What an id stands for; groups and terms with the path of their definition. */
type Named =
	| { kind: "item"; set: AnswerSet | undefined }
	| { kind: "group"; path: string; items: string[] }
	| { kind: "term"; path: string; is: WrittenCondition };
type Kind = Named["kind"];
type Defined<K extends Kind> = Extract<Named, { kind: K }>;

/** Stands for a condition that has a problem, so that the rest can be checked. */
const BROKEN: Condition = { op: "all", of: [] };

/** Resolves conditions and collects their problems. Paths start with a file: `notes.json#/notes/0/when`. */
export class Resolver {
	readonly problems: Problem[] = [];
	/** Items, groups and terms, in this order. */
	readonly #names = new Map<string, Named>();
	/** What groups and terms that were named before are resolved to. */
	readonly #members = new Map<string, string[]>();
	readonly #meanings = new Map<string, Condition>();
	/** The groups and terms being resolved, outermost first. */
	readonly #open: string[] = [];
	readonly #used = new Set<string>();

	/** `items` maps each id to its answer set, where that is known. */
	constructor(items: Map<string, AnswerSet | undefined>, groups: Group[], terms: Term[]) {
		for (const [id, set] of items) this.#names.set(id, { kind: "item", set });
		const define = (id: string, path: string, named: Named) => {
			const kind = this.#kind(id);
			if (kind === undefined) this.#names.set(id, named);
			else this.#problem(`${path}/id`, `"${id}" is the id of ${kind === "item" ? "an" : "a"} ${kind} already`);
		};
		for (const [i, { id, items }] of groups.entries())
			define(id, `terms.json#/groups/${i}`, { kind: "group", path: `terms.json#/groups/${i}/items`, items });
		for (const [i, { id, is }] of terms.entries())
			define(id, `terms.json#/terms/${i}`, { kind: "term", path: `terms.json#/terms/${i}/is`, is });
		for (const [id, { kind }] of this.#names) {
			if (kind === "group") this.#membersOf(id);
			if (kind === "term") this.#meaningOf(id);
		}
	}

	#kind(id: string): Kind | undefined {
		return this.#names.get(id)?.kind;
	}

	#answerSet(item: string): AnswerSet | undefined {
		return (this.#names.get(item) as Defined<"item">).set;
	}

	/** The ids of groups and terms that nothing refers to, each with its path. */
	unused(): Problem[] {
		return [...this.#names].flatMap(([id, named]) =>
			named.kind === "item" || this.#used.has(id)
				? []
				: [{ path: named.path, message: `nothing uses the ${named.kind} "${id}"` }],
		);
	}

	/** A copy of part of a file with every condition in it resolved. */
	within<T>(path: string, part: T): Resolved<T> {
		if (typeof part !== "object" || part === null) return part as Resolved<T>;
		if (Array.isArray(part)) return part.map((inner, i) => this.within(`${path}/${i}`, inner)) as Resolved<T>;
		return Object.fromEntries(
			Object.entries(part).map(([key, inner]) => {
				const at = path + pointer(key);
				return [key, CONDITIONS.has(key) ? this.condition(at, inner) : this.within(at, inner)];
			}),
		) as Resolved<T>;
	}

	/** The condition over items that a written one stands for. */
	condition(path: string, written: WrittenCondition): Condition {
		if (typeof written === "string") return this.#named(path, written);
		if ("item" in written) return this.#answer(path, written);
		if ("any" in written) return { op: "any", of: this.#parts(`${path}/any`, written.any, "any") };
		if ("all" in written) return { op: "all", of: this.#parts(`${path}/all`, written.all, "all") };
		if ("occasions" in written) return this.#occasions(path, written);
		const of = this.#parts(`${path}/of`, written.of);
		const count = written.atLeast;
		if (count > of.length) this.#problem(`${path}/atLeast`, `only ${of.length} can be met`);
		return { op: "at-least", count, of };
	}

	/** The items that a list of items and groups stands for, in its order. */
	#items(path: string, names: string[]): string[] {
		return names.flatMap((name, i) => {
			const kind = this.#kind(name);
			if (kind === "item") return [name];
			if (kind === "group") return this.#membersOf(name, `${path}/${i}`);
			const message =
				kind === "term"
					? `"${name}" is a term; only items and groups can be listed here`
					: `there is no item or group "${name}"`;
			this.#unknown(`${path}/${i}`, message, name, ["item", "group"]);
			return [];
		});
	}

	#named(path: string, name: string): Condition {
		const kind = this.#kind(name);
		if (kind === "item") return this.#saidToBeSo(path, name);
		if (kind === "term") return this.#meaningOf(name, path);
		if (kind === undefined)
			return this.#unknown(path, `there is no item, group or term "${name}"`, name, ["item", "group", "term"]);
		return this.#problem(path, `"${name}" is a group: write { "any": ["${name}"] } or { "all": ["${name}"] }`);
	}

	/** An item by itself: a yes, or that it happened at least once. */
	#saidToBeSo(path: string, item: string): Condition {
		const set = this.#answerSet(item);
		if (!set) return BROKEN;
		const is = set.options
			.filter(({ id, occasions }) => (set.counts ? (occasions?.[0] ?? 0) > 0 : id === "yes"))
			.map(({ id }) => id);
		if (is.length > 0) return { op: "answer", item, is };
		const instead = `{ "item": "${item}", "is": ["${set.options[0]?.id}"] }`;
		return this.#problem(path, `"${item}" has no answer "yes": write ${instead}`);
	}

	#answer(path: string, { item, is }: Written<"item">): Condition {
		const kind = this.#kind(item);
		if (kind === "group")
			return this.#problem(`${path}/item`, `"${item}" is a group: put this into a list of "any" or "all"`);
		if (kind !== "item") return this.#unknown(`${path}/item`, `there is no item "${item}"`, item, ["item", "group"]);
		const options = this.#answerSet(item)?.options.map(({ id }) => id);
		is.forEach((id, i) => {
			if (options && !options.includes(id))
				this.problems.push(problem(`${path}/is/${i}`, `there is no option of "${item}" "${id}"`, id, options));
		});
		return { op: "answer", item, is };
	}

	/** A group in a list stands for each of its items, and an `any` in an `any`, or an `all` in an `all`, for its parts. */
	#parts(path: string, parts: WrittenCondition[], op?: "any" | "all"): Condition[] {
		return parts.flatMap((part, i) => {
			const at = `${path}/${i}`;
			if (typeof part === "string" && this.#kind(part) === "group")
				return this.#membersOf(part, at).map((item) => this.#saidToBeSo(at, item));
			if (typeof part === "object" && "item" in part && this.#kind(part.item) === "group")
				return this.#membersOf(part.item, at).map((item) => this.#answer(at, { ...part, item }));
			const condition = this.condition(at, part);
			return condition.op === op ? condition.of : [condition];
		});
	}

	#occasions(path: string, written: Written<"occasions">): Condition {
		const { occasions: atLeast, of, mayCount, confirmedBy } = written;
		const seen = new Set<string>();
		const counted = (at: string, names: string[]) => {
			const items = this.#items(at, names);
			for (const id of items) {
				const set = this.#answerSet(id);
				if (seen.has(id)) this.#problem(at, `"${id}" is counted twice`);
				else if (set && !set.counts) this.#problem(at, `"${id}" is not asked as how often, so it cannot be counted`);
				seen.add(id);
			}
			return items;
		};
		if (confirmedBy && atLeast !== 2) this.#problem(`${path}/confirmedBy`, "only a count of two can be confirmed");
		return {
			op: "occasions",
			atLeast,
			items: counted(`${path}/of`, of),
			...(mayCount && {
				mayCount: mayCount.map(({ of, unless, ...told }, i) => {
					const at = `${path}/mayCount/${i}`;
					const items = counted(`${at}/of`, of);
					return { items, ...(unless && { unless: this.condition(`${at}/unless`, unless) }), ...told };
				}),
			}),
			...(confirmedBy && { confirmedBy: this.condition(`${path}/confirmedBy`, confirmedBy) }),
		};
	}

	#membersOf(id: string, from?: string): string[] {
		const { path, items } = this.#names.get(id) as Defined<"group">;
		return this.#once(this.#members, id, from, [], () => {
			const members = this.#items(path, items);
			members.forEach((item, i) => {
				if (members.indexOf(item) < i) this.#problem(path, `"${item}" is in the group "${id}" twice`);
			});
			return [...new Set(members)];
		});
	}

	#meaningOf(id: string, from?: string): Condition {
		const { path, is } = this.#names.get(id) as Defined<"term">;
		return this.#once(this.#meanings, id, from, BROKEN, () => this.condition(path, is));
	}

	/** Resolves a group or a term the first time it is named. `from` is the path that names it, absent for none. */
	#once<T>(done: Map<string, T>, id: string, from: string | undefined, broken: T, resolve: () => T): T {
		if (from !== undefined) this.#used.add(id);
		const known = done.get(id);
		if (known !== undefined) return known;
		const open = this.#open.indexOf(id);
		if (open >= 0) {
			const cycle = [...this.#open.slice(open), id].join(" → ");
			this.#problem(from as string, `"${id}" is defined by itself: ${cycle}`);
			return broken;
		}
		this.#open.push(id);
		const resolved = resolve();
		this.#open.pop();
		done.set(id, resolved);
		return resolved;
	}

	/** Reports a name that is not of one of the kinds that it can be. */
	#unknown(path: string, message: string, given: string, kinds: Kind[]): Condition {
		const known = [...this.#names].filter(([, { kind }]) => kinds.includes(kind)).map(([id]) => id);
		this.problems.push(problem(path, message, given, known));
		return BROKEN;
	}

	#problem(path: string, message: string): Condition {
		this.problems.push({ path, message });
		return BROKEN;
	}
}

/** The keys whose values are conditions. */
const CONDITIONS = new Set(["askWhen", "criterion", "assuming", "when", "if", "then"]);
