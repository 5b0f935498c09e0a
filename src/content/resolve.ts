/** Resolves the groups and terms in written conditions to conditions over item ids, and checks every name in them. */
import { problem } from "../engine/response";
import { pointer, select } from "./json";
import { MAX_CORRECTED, notAmong } from "./lint";
import type { AnswerSet, Condition, Group, Problem, Resolved, Term, WrittenCondition } from "./schema";
import { CONDITION_FIELDS } from "./shapes/condition";

type Written<Key extends string> = Extract<WrittenCondition, Record<Key, unknown>>;

/** What a name stands for; of an item, its answer set is undefined when there is none of that id. */
type Meaning =
	| { kind: "item"; set: AnswerSet | undefined }
	| { kind: "group"; items: string[] }
	| { kind: "term"; condition: Condition };
type Kind = Meaning["kind"];

/** Stands for a condition that has a problem, so that the rest can be checked. */
const BROKEN: Condition = { op: "all", of: [] };

/** Resolves conditions and collects their problems. Paths start with a file: `notes.json#/notes/0/when`. */
export class Resolver {
	readonly problems: Problem[] = [];
	readonly #meanings: Map<string, Meaning>;
	/** The groups and terms that are not resolved yet. */
	readonly #below: Set<string>;
	/** A problem for each group and term that nothing has referred to yet. */
	readonly unused = new Map<string, Problem>();

	/** `sets` maps the id of each item to its answer set. Groups and terms may name those above them. */
	constructor(
		sets: Iterable<[id: string, AnswerSet | undefined]>,
		{ groups, terms }: { groups: Group[]; terms: Term[] },
	) {
		this.#meanings = new Map([...sets].map(([id, set]) => [id, { kind: "item", set }]));
		this.#below = new Set([...groups, ...terms].map(({ id }) => id));
		for (const [i, { id, items }] of groups.entries()) {
			const at = `terms.json#/groups/${i}`;
			const members = this.#items(`${at}/items`, items);
			const twice = members.find((item, place) => members.indexOf(item) < place);
			if (twice !== undefined) this.#problem(`${at}/items`, `"${twice}" is in the group "${id}" twice`);
			this.#define(at, id, { kind: "group", items: members });
		}
		for (const [i, { id, is }] of terms.entries()) {
			const at = `terms.json#/terms/${i}`;
			this.#define(at, id, { kind: "term", condition: this.condition(`${at}/is`, is) });
		}
	}

	#define(path: string, id: string, meaning: Meaning) {
		this.#below.delete(id);
		const known = this.#meanings.get(id);
		if (known) {
			this.#problem(`${path}/id`, `"${id}" is the id of ${known.kind === "item" ? "an" : "a"} ${known.kind} already`);
			return;
		}
		this.#meanings.set(id, meaning);
		this.unused.set(id, { path, message: `nothing uses the ${meaning.kind} "${id}"` });
	}

	/** A copy of part of a file with every condition in it resolved. Checks the answers that are named outside conditions too. */
	within<T>(path: string, part: T): Resolved<T> {
		if (typeof part !== "object" || part === null) return part as Resolved<T>;
		if (Array.isArray(part)) return part.map((inner, i) => this.within(`${path}/${i}`, inner)) as Resolved<T>;
		if ("item" in part && "is" in part) this.#options(path, part as unknown as Written<"item">);
		const isCondition = (key: string) => CONDITION_FIELDS.some((field) => field === key);
		return Object.fromEntries(
			Object.entries(part).map(([key, inner]) => {
				const at = path + pointer(key);
				return [key, isCondition(key) ? this.condition(at, inner) : this.within(at, inner)];
			}),
		) as Resolved<T>;
	}

	/** The condition over items that a written one stands for. */
	condition(path: string, written: WrittenCondition): Condition {
		if (typeof written === "string") {
			const found = this.#find(path, written, ["item", "term"]);
			if (found?.kind === "item") return this.#yes(path, written, found.set);
			return found?.kind === "term" ? found.condition : BROKEN;
		}
		if ("item" in written) return this.#answer(path, written);
		if ("any" in written) return { op: "any", of: this.#parts(`${path}/any`, written.any, "any") };
		if ("all" in written) return { op: "all", of: this.#parts(`${path}/all`, written.all, "all") };
		if ("occasions" in written) return this.#occasions(path, written);
		const of = this.#parts(`${path}/of`, written.of);
		const count = written.atLeast;
		if (count > of.length) this.#problem(`${path}/atLeast`, `only ${of.length} can be met`);
		return { op: "at-least", count, of };
	}

	/** An item by itself: a yes, or that it happened at least once. */
	#yes(path: string, item: string, set: AnswerSet | undefined): Condition {
		if (!set) return BROKEN;
		const is = set.options
			.filter(({ id, occasions }) => (set.counts ? (occasions?.[0] ?? 0) > 0 : id === "yes"))
			.map(({ id }) => id);
		if (is.length > 0) return { op: "answer", item, is };
		const instead = `{ "item": "${item}", "is": ["${set.options[0]?.id}"] }`;
		return this.#problem(path, `"${item}" has no answer "yes": write ${instead}`);
	}

	#answer(path: string, written: Written<"item">): Condition {
		const { item, is } = written;
		const options = this.#options(path, written);
		for (const [i, id] of is.entries())
			if (options.find((option) => option.id === id)?.unknown)
				this.#problem(`${path}/is/${i}`, `"${id}" of "${item}" says nothing, so it never meets a condition`);
		return { op: "answer", item, is };
	}

	/** The options of an item of which some are named. */
	#options(path: string, { item, is }: Written<"item">): AnswerSet["options"] {
		const found = this.#find(`${path}/item`, item, ["item"]);
		if (found?.kind !== "item" || !found.set) return [];
		const { options } = found.set;
		const ids = options.map(({ id }) => id);
		this.problems.push(...notAmong(select<string>(is, "/*", `${path}/is`), `option of "${item}"`, ids));
		return options;
	}

	/** A group in a list stands for each of its items, and an `any` in an `any`, or an `all` in an `all`, for its parts. */
	#parts(path: string, parts: WrittenCondition[], op?: "any" | "all"): Condition[] {
		return parts.flatMap((part, i) => {
			const at = `${path}/${i}`;
			const name = typeof part === "object" && "item" in part ? part.item : part;
			if (typeof name === "string" && this.#meanings.get(name)?.kind === "group")
				return this.#items(at, [name]).map((item) =>
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
				const found = this.#meanings.get(id);
				if (seen.has(id)) this.#problem(at, `"${id}" is counted twice`);
				else if (found?.kind === "item" && found.set && !found.set.counts)
					this.#problem(at, `"${id}" is not asked as how often, so it cannot be counted`);
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
			const found = this.#find(`${path}/${i}`, name, ["item", "group"]);
			if (!found) return [];
			return found.kind === "group" ? found.items : [name];
		});
	}

	/** What a name stands for, if that is of one of the kinds that can stand there. */
	#find(path: string, name: string, kinds: Kind[]): Meaning | undefined {
		this.unused.delete(name);
		const found = this.#meanings.get(name);
		if (found && kinds.includes(found.kind)) return found;
		if (found) {
			this.#problem(path, `"${name}" is a ${found.kind}: ${MISPLACED[found.kind]}`);
			return undefined;
		}
		const known = this.problems.length < MAX_CORRECTED ? this.#meanings.keys() : [];
		this.problems.push(
			this.#below.has(name)
				? { path, message: `"${name}" does not stand above this` }
				: problem(path, `there is no item, group or term "${name}"`, name, known),
		);
		return undefined;
	}

	#problem(path: string, message: string): Condition {
		this.problems.push({ path, message });
		return BROKEN;
	}
}

/** What to do about a group or a term where it cannot stand; an item can stand anywhere. */
const MISPLACED = {
	item: "",
	group: 'put it into a list of "any" or "all"',
	term: "only items and groups can stand here",
};
