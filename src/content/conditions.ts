/** Walks conditions. */
import type { Condition } from "./schema";

/** Every condition in a condition, itself first. */
export function conditionsIn(condition: Condition | undefined): Condition[] {
	if (!condition) return [];
	if (condition.op === "answer") return [condition];
	if (condition.op !== "occasions") return [condition, ...condition.of.flatMap(conditionsIn)];
	const { mayCount = [], confirmedBy } = condition;
	return [condition, ...[...mayCount.map(({ unless }) => unless), confirmedBy].flatMap(conditionsIn)];
}

/** The ids of the items that a condition depends on, repeated where they are. */
export function itemsIn(condition: Condition | undefined): string[] {
	return conditionsIn(condition).flatMap((it) => {
		if (it.op === "answer") return [it.item];
		if (it.op !== "occasions") return [];
		return [...it.items, ...(it.mayCount ?? []).flatMap((may) => may.items)];
	});
}
