/** Conditions, as an author writes them and as the program reads them. */
import * as z from "zod";
import { Id, some, Text, worded } from "./common";

/** The keys by which an object is told to be one kind of condition; each kind has exactly one of them. */
export const CONDITION_KEYS = ["item", "any", "all", "atLeast", "occasions"] as const;
export const NOT_A_CONDITION =
	'must be a condition: the id of an item, a group or a term, or an object with "item", "any", "all", "atLeast" or "occasions"';

/** A condition in a file. Ids may name items, groups or terms; `resolve.ts` replaces them. */
export type WrittenCondition =
	| string
	| { item: string; is: string[] }
	| { any: WrittenCondition[] }
	| { all: WrittenCondition[] }
	| { atLeast: number; of: WrittenCondition[] }
	| {
			occasions: number;
			of: string[];
			mayCount?: z.infer<typeof MayCountShape>[] | undefined;
			confirmedBy?: WrittenCondition | undefined;
	  };
const part: z.ZodType<WrittenCondition> = z.lazy(() => ConditionShape);

/**
 * Items that may hold an occasion but cannot alone show one, unless `unless` is met. `text` tells the person so when only
 * these items leave a result open.
 */
const MayCountShape = z.strictObject({
	of: some(Id),
	unless: part.optional(),
	...worded({ text: Text.optional() }),
});

export const ConditionShape = z.union(
	[
		Id,
		z.strictObject({ item: Id, is: some(Id) }),
		z.strictObject({ any: some(part) }),
		z.strictObject({ all: some(part) }),
		z.strictObject({ atLeast: z.int().min(1), of: some(part) }),
		z.strictObject({
			occasions: z.int().min(1).max(2),
			of: some(Id),
			mayCount: some(MayCountShape).optional(),
			confirmedBy: part.optional(),
		}),
	],
	{ error: NOT_A_CONDITION },
);

/** A condition over item ids: a small tree over answers. */
export type Condition =
	// Met when the answer is one of `is`.
	| { op: "answer"; item: string; is: string[] }
	| { op: "all" | "any"; of: Condition[] }
	| { op: "at-least"; count: number; of: Condition[] }
	| OccasionsCondition;

/**
 * Met when the items together happened on `atLeast` separate occasions. Different items add up. `confirmedBy` (only for two)
 * is the person's own word on whether there were two or more occasions in all: items ticked once each may be one event
 * ticked twice, so adding up to two is not enough by itself.
 */
export type OccasionsCondition = {
	op: "occasions";
	atLeast: number;
	items: string[];
	mayCount?: MayCount[] | undefined;
	confirmedBy?: Condition | undefined;
};
type MayCount = Omit<z.infer<typeof MayCountShape>, "of" | "unless"> & {
	items: string[];
	unless?: Condition | undefined;
};

/** The keys whose values are conditions. */
export const CONDITION_FIELDS = ["askWhen", "criterion", "assuming", "when", "unless", "if", "then"] as const;

/** A shape with the conditions in it resolved. */
export type Resolved<T> = {
	[K in keyof T]: K extends (typeof CONDITION_FIELDS)[number]
		? string extends T[K]
			? Condition | Extract<T[K], undefined>
			: T[K]
		: Resolved<T[K]>;
};
