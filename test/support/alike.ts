/**
 * Worlds counted once where they differ only in items that the conditions treat alike. If swapping two items leaves every
 * condition as it is, it matters only how many such items have each value: 23 behaviours in one list make 300 worlds, not 3^23.
 */
import type { Answers, Condition, Content } from "../../src/content/schema";
import { itemsIn, type Value, type World, worldsOf } from "./worlds";

/** A text of a condition with its items renamed; the same whatever the order of its lists. */
function spell(condition: Condition, name: (item: string) => string): string {
	const list = (parts: string[]) => `(${[...parts].sort().join(" ")})`;
	if (condition.op === "answer") return `${name(condition.item)}=${list(condition.is)}`;
	if (condition.op !== "occasions") {
		const count = condition.op === "at-least" ? condition.count : "";
		return `${condition.op}${count}${list(condition.of.map((it) => spell(it, name)))}`;
	}
	const { atLeast, items, mayCount = [], confirmedBy } = condition;
	const groups = mayCount.map(({ items, unless }) => `${list(items.map(name))}${unless ? spell(unless, name) : ""}`);
	return `${atLeast}${list(items.map(name))}${list(groups)}${confirmedBy ? spell(confirmedBy, name) : ""}`;
}

/** The items of the conditions in classes; the conditions treat all items of a class alike. */
function classesOf(content: Content, conditions: Condition[]): string[][] {
	const sets = new Map(content.checklists.flatMap(({ items }) => items).map(({ id, answerSet }) => [id, answerSet]));
	const alike = (a: string, b: string) => {
		const swap = (it: string) => (it === a ? b : it === b ? a : it);
		return sets.get(a) === sets.get(b) && conditions.every((it) => spell(it, swap) === spell(it, (same) => same));
	};
	const classes: string[][] = [];
	for (const item of new Set(conditions.flatMap(itemsIn))) {
		const found = classes.find(([first]) => alike(first as string, item));
		if (found) found.push(item);
		else classes.push([item]);
	}
	return classes;
}

/**
 * Reads one world of each tally that fits the answers. A tally says how many items of a class have each value. What `read` says
 * of a world is remembered by the tallies of its classes.
 */
export function alikeWorlds<T>(
	content: Content,
	conditions: Condition[],
	read: (world: World) => T,
): (answers: Answers) => Generator<T> {
	const { possible } = worldsOf(content);
	const classes = classesOf(content, conditions).map((items) =>
		talliesOf(items, (item, answers) => possible(item, answers[item])),
	);
	const sizes = classes.map(({ tallies }) => tallies.length);
	/** By the index of the tally of each class, as the digits of one number. */
	const remembered: (T | undefined)[] = [];

	const world: World = new Map();
	const readTally = (index: number) => {
		let rest = index;
		for (const { items, tallies } of classes.toReversed()) {
			const values = tallies[rest % tallies.length] as Value[];
			rest = Math.floor(rest / tallies.length);
			for (const [i, item] of items.entries()) world.set(item, values[i] as Value);
		}
		return read(world);
	};
	return function* (answers) {
		const fitting = classes.map((it) => it.fitting(answers));
		const total = fitting.reduce((product, it) => product * it.length, 1);
		// Steps far apart find a disagreement soon. The prime is greater than any length, so each world comes once.
		const step = 999_983 % total;
		for (let n = 0, at = 0; n < total; n++, at = (at + step) % total) {
			let index = 0;
			let rest = at;
			for (let i = 0; i < fitting.length; i++) {
				const indexes = fitting[i] as number[];
				index = index * (sizes[i] as number) + (indexes[rest % indexes.length] as number);
				rest = Math.floor(rest / indexes.length);
			}
			remembered[index] ??= readTally(index);
			yield remembered[index] as T;
		}
	};
}

/** The tallies of a class, each as the values of its items in some order; and the indexes of those that fit answers. */
function talliesOf(items: string[], left: (item: string, answers: Answers) => Value[]) {
	const base = items.length + 1;
	const all = left(items[0] as string, {});
	/** A tally as a number: the sum of the weights of its values, which are powers of the base. */
	const weights = new Map(all.map((value, i) => [value, base ** i]));
	const sumsOf = (lists: Value[][]): number[] => {
		let sums = new Set([0]);
		for (const values of lists) {
			const next = new Set<number>();
			for (const sum of sums) for (const value of values) next.add(sum + (weights.get(value) as number));
			sums = next;
		}
		return [...sums];
	};
	const every = sumsOf(items.map(() => all));
	const indexes = new Map(every.map((sum, i) => [sum, i]));
	const remembered = new Map<string, number[]>();
	return {
		items,
		tallies: every.map((sum) =>
			[...weights].flatMap(([value, weight]) => Array<Value>(Math.floor(sum / weight) % base).fill(value)),
		),
		fitting: (answers: Answers): number[] => {
			const lists = items.map((item) => left(item, answers)).sort();
			const key = lists.join(";");
			const found = remembered.get(key) ?? sumsOf(lists).map((sum) => indexes.get(sum) as number);
			remembered.set(key, found);
			return found;
		},
	};
}
