/** Walks conditions. */
import type { Condition } from "./schema";

/** Every condition in a condition, itself first. */
export function* conditionsIn(condition: Condition | undefined): Generator<Condition> {
	if (!condition) return;
	yield condition;
	if (condition.op === "answer") return;
	if (condition.op !== "occasions") {
		for (const part of condition.of) yield* conditionsIn(part);
		return;
	}
	for (const { unless } of condition.mayCount ?? []) yield* conditionsIn(unless);
	yield* conditionsIn(condition.confirmedBy);
}

/** The ids of the items that a condition depends on, repeated where they are. */
export function itemsIn(condition: Condition | undefined): string[] {
	return [...conditionsIn(condition)].flatMap((it) => {
		if (it.op === "answer") return [it.item];
		if (it.op !== "occasions") return [];
		return [...it.items, ...(it.mayCount ?? []).flatMap((may) => may.items)];
	});
}
