/** Resolves the groups and terms in written conditions to conditions over item ids, and checks every name in them. */
import { problem } from "../engine/response";
import { pointer, select } from "./json";
import { MAX_CORRECTED, notAmong } from "./lint";
import type { AnswerSet, Condition, Group, Problem, Resolved, Term, WrittenCondition } from "./schema";

type Written<Key extends string> = Extract<WrittenCondition, Record<Key, unknown>>;
type Kind = "item" | "group" | "term";

/** A group or a term: where it is defined, and what it stands for, which is worked out when it is first named. */
type Defined<T> = { path: string; resolve: () => T; broken: T; value?: T; used?: true };

/** Stands for a condition that has a problem, so that the rest can be checked. */
const BROKEN: Condition = { op: "all", of: [] };

/** Resolves conditions and collects their problems. Paths start with a file: `notes.json#/notes/0/when`. */
export class Resolver {
	readonly problems: Problem[] = [];
	readonly #sets: ReadonlyMap<string, AnswerSet | undefined>;
	readonly #groups = new Map<string, Defined<string[]>>();
	readonly #terms = new Map<string, Defined<Condition>>();
	/** The groups and terms being resolved, outermost first. */
	readonly #open: string[] = [];

	/** `sets` maps the id of each item to its answer set, where that is known. */
	constructor(sets: ReadonlyMap<string, AnswerSet | undefined>, groups: Group[], terms: Term[]) {
		this.#sets = sets;
		const define = <T>(among: Map<string, Defined<T>>, id: string, at: string, defined: Omit<Defined<T>, "path">) => {
			const kind = this.#kind(id);
			if (kind === undefined) among.set(id, { ...defined, path: at });
			else this.#problem(`${at}/id`, `"${id}" is the id of ${kind === "item" ? "an" : "a"} ${kind} already`);
		};
		for (const [i, { id, items }] of groups.entries()) {
			const at = `terms.json#/groups/${i}`;
			define(this.#groups, id, at, { broken: [], resolve: () => this.#members(`${at}/items`, id, items) });
		}
		for (const [i, { id, is }] of terms.entries()) {
			const at = `terms.json#/terms/${i}`;
			define(this.#terms, id, at, { broken: BROKEN, resolve: () => this.condition(`${at}/is`, is) });
		}
		for (const [id, group] of this.#groups) this.#value(id, group);
		for (const [id, term] of this.#terms) this.#value(id, term);
	}

	#kind(id: string): Kind | undefined {
		if (this.#sets.has(id)) return "item";
		if (this.#groups.has(id)) return "group";
		return this.#terms.has(id) ? "term" : undefined;
	}

	/** The groups and terms that nothing refers to, each with its path. */
	unused(): Problem[] {
		const unused = (kind: Kind, defined: Map<string, Defined<unknown>>) =>
			[...defined].flatMap(([id, { path, used }]) =>
				used ? [] : [{ path, message: `nothing uses the ${kind} "${id}"` }],
			);
		return [...unused("group", this.#groups), ...unused("term", this.#terms)];
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

	#named(path: string, name: string): Condition {
		if (this.#sets.has(name)) return this.#saidToBeSo(path, name);
		const term = this.#terms.get(name);
		if (term) return this.#value(name, term, path);
		if (!this.#groups.has(name))
			return this.#unknown(path, `there is no item, group or term "${name}"`, name, ["item", "group", "term"]);
		return this.#problem(path, `"${name}" is a group: write { "any": ["${name}"] } or { "all": ["${name}"] }`);
	}

	/** An item by itself: a yes, or that it happened at least once. */
	#saidToBeSo(path: string, item: string): Condition {
		const set = this.#sets.get(item);
		if (!set) return BROKEN;
		const is = set.options
			.filter(({ id, occasions }) => (set.counts ? (occasions?.[0] ?? 0) > 0 : id === "yes"))
			.map(({ id }) => id);
		if (is.length > 0) return { op: "answer", item, is };
		const instead = `{ "item": "${item}", "is": ["${set.options[0]?.id}"] }`;
		return this.#problem(path, `"${item}" has no answer "yes": write ${instead}`);
	}

	#answer(path: string, { item, is }: Written<"item">): Condition {
		const at = `${path}/item`;
		if (this.#groups.has(item))
			return this.#problem(at, `"${item}" is a group: put this into a list of "any" or "all"`);
		if (!this.#sets.has(item)) return this.#unknown(at, `there is no item "${item}"`, item, ["item", "group"]);
		const options = this.#sets.get(item)?.options;
		if (!options) return BROKEN;
		const given = select<string>(is, "/*", `${path}/is`);
		for (const { path, value: id } of given)
			if (options.some((option) => option.id === id && option.unknown))
				this.#problem(path, `"${id}" of "${item}" says nothing, so it never meets a condition`);
		const ids = options.map(({ id }) => id);
		for (const problem of notAmong(given, `option of "${item}"`, ids)) this.problems.push(problem);
		return { op: "answer", item, is };
	}

	/** A group in a list stands for each of its items, and an `any` in an `any`, or an `all` in an `all`, for its parts. */
	#parts(path: string, parts: WrittenCondition[], op?: "any" | "all"): Condition[] {
		return parts.flatMap((part, i) => {
			const at = `${path}/${i}`;
			const name = typeof part === "object" && "item" in part ? part.item : part;
			const group = typeof name === "string" && this.#groups.get(name);
			if (group)
				return this.#value(name, group, at).map((item) =>
					this.condition(at, typeof part === "string" ? item : { ...(part as Written<"item">), item }),
				);
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
				const set = this.#sets.get(id);
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

	/** The items that a list of items and groups stands for, in its order. */
	#items(path: string, names: string[]): string[] {
		return names.flatMap((name, i) => {
			const at = `${path}/${i}`;
			if (this.#sets.has(name)) return [name];
			const group = this.#groups.get(name);
			if (group) return this.#value(name, group, at);
			const message = this.#terms.has(name)
				? `"${name}" is a term; only items and groups can be listed here`
				: `there is no item or group "${name}"`;
			this.#unknown(at, message, name, ["item", "group"]);
			return [];
		});
	}

	#members(path: string, id: string, names: string[]): string[] {
		const members = this.#items(path, names);
		const once = new Set<string>();
		for (const item of members) {
			if (once.has(item)) this.#problem(path, `"${item}" is in the group "${id}" twice`);
			once.add(item);
		}
		return [...once];
	}

	/** What a group or a term stands for. `from` is the path that names it, absent for none. */
	#value<T>(id: string, defined: Defined<T>, from?: string): T {
		if (from !== undefined) defined.used = true;
		if (defined.value !== undefined) return defined.value;
		const open = this.#open.indexOf(id);
		if (open >= 0) {
			const cycle = [...this.#open.slice(open), id].join(" → ");
			this.#problem(from as string, `"${id}" is defined by itself: ${cycle}`);
			return defined.broken;
		}
		this.#open.push(id);
		defined.value = defined.resolve();
		this.#open.pop();
		return defined.value;
	}

	/** Reports a name that is not of one of the kinds that it can be. */
	#unknown(path: string, message: string, given: string, kinds: Kind[]): Condition {
		const known = this.problems.length < MAX_CORRECTED ? this.#names(kinds) : [];
		this.problems.push(problem(path, message, given, known));
		return BROKEN;
	}

	*#names(kinds: Kind[]): Generator<string> {
		const names = { item: this.#sets, group: this.#groups, term: this.#terms };
		for (const kind of kinds) yield* names[kind].keys();
	}

	#problem(path: string, message: string): Condition {
		this.problems.push({ path, message });
		return BROKEN;
	}
}

/** The keys whose values are conditions. */
const CONDITIONS = new Set(["askWhen", "criterion", "assuming", "when", "unless", "if", "then"]);
