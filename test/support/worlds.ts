/**
 * Possible worlds. A world gives every item one known value, an answer leaves some values possible, and a condition is
 * NO, OPEN or YES in a world. Shares no code with the engine.
 */
import type { Answers, Condition, Content, Option, Response } from "../../src/content/schema";

/** A number of occasions, where 2 means two or more; the id of an option for an item that counts none. */
export type Value = number | string;
export type World = Map<string, Value>;

export const NO = 0;
export const OPEN = 1;
export const YES = 2;
export type Truth = typeof NO | typeof OPEN | typeof YES;

/** The items that a condition names, wherever it names them. */
export function itemsIn(condition: Condition): string[] {
	if (condition.op === "answer") return [condition.item];
	if (condition.op !== "occasions") return condition.of.flatMap(itemsIn);
	const { items, mayCount = [], confirmedBy } = condition;
	return [
		...items,
		...mayCount.flatMap((group) => group.items),
		...mayCount.flatMap(({ unless }) => (unless ? itemsIn(unless) : [])),
		...(confirmedBy ? itemsIn(confirmedBy) : []),
	];
}

function leftBy({ id, occasions }: Option): Value[] {
	if (!occasions) return [id];
	const [fewest, most] = occasions;
	return [0, 1, 2].filter((value) => (value === 2 || fewest <= value) && (most === null || value <= most));
}

/** What can be answered, what an answer leaves possible, and what is so in a world. */
export function worldsOf(content: Content) {
	/** By item and known option. */
	const left = new Map<string, Map<unknown, Value[]>>();
	const all = new Map<string, Value[]>();
	for (const { id, answerSet } of content.checklists.flatMap((it) => it.items)) {
		const set = content.answerSets.find((it) => it.id === answerSet);
		const known = (set?.options ?? []).filter((option) => !option.unknown);
		const counts = known.some(({ occasions }) => occasions);
		left.set(id, new Map(known.map((option) => [option.id, leftBy(option)])));
		all.set(id, counts ? [0, 1, 2] : known.map((option) => option.id));
	}

	/** Whether an answer is a known option or a number. */
	const known = (item: string, answer: Answers[string] | undefined) =>
		typeof answer === "number" || left.get(item)?.has(answer) === true;

	/** The values of an item that an answer leaves possible. */
	const possible = (item: string, answer: Answers[string] | undefined) =>
		typeof answer === "number" ? [Math.min(answer, 2)] : (left.get(item)?.get(answer) ?? (all.get(item) as Value[]));

	/** Every world of these items that fits the answers. */
	function* worlds(items: string[], answers: Answers): Generator<World> {
		const [item, ...rest] = items;
		if (item === undefined) return yield new Map();
		for (const world of worlds(rest, answers))
			for (const value of possible(item, answers[item])) yield new Map(world).set(item, value);
	}

	const truth = (condition: Condition, world: World): Truth => {
		switch (condition.op) {
			case "answer": {
				const value = world.get(condition.item) as Value;
				const options = left.get(condition.item);
				const holds = condition.is.some((id) => options?.get(id)?.includes(value));
				return holds ? YES : NO;
			}
			case "all":
				return Math.min(...condition.of.map((it) => truth(it, world))) as Truth;
			case "any":
				return Math.max(...condition.of.map((it) => truth(it, world))) as Truth;
			case "at-least": {
				const truths = condition.of.map((it) => truth(it, world));
				const yes = truths.filter((it) => it === YES).length;
				const notNo = truths.filter((it) => it !== NO).length;
				if (yes >= condition.count) return YES;
				return notNo >= condition.count ? OPEN : NO;
			}
			case "occasions": {
				const { atLeast, items, mayCount = [], confirmedBy } = condition;
				const enough = (list: string[]) => {
					const counts = list.map((item) => world.get(item) as number);
					if (!confirmedBy) return counts.reduce((total, it) => total + it, 0) >= atLeast;
					const twoItems = counts.filter((it) => it >= 1).length >= 2;
					return counts.includes(2) || (twoItems && truth(confirmedBy, world) === YES);
				};
				const counting = mayCount.filter(({ unless }) => unless && truth(unless, world) === YES);
				const and = (groups: typeof mayCount) => [...items, ...groups.flatMap((group) => group.items)];
				if (enough(and(counting))) return YES;
				return enough(and(mayCount)) ? OPEN : NO;
			}
		}
	};
	return { items: [...left.keys()], known, possible, worlds, truth };
}

/** A response that gives some items one of the values that their answers leave possible, chosen by `picks`. */
export function settled(content: Content, response: Response, ids: string[], picks: number[]): Response {
	const { possible } = worldsOf(content);
	const answers = { ...response.answers };
	ids.forEach((id, i) => {
		const values = possible(id, answers[id]);
		answers[id] = values[(picks[i] ?? 0) % values.length] ?? null;
	});
	return { ...response, answers };
}
