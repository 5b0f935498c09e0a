/** Packs: the definitions of one source. */
import * as z from "zod";
import { $schema, Id, Kind, Place, reworded, Source, Words } from "./common";
import { ConditionShape, type Resolved } from "./condition";

/**
 * Turns a met element into `unclear`, and never into `not-met`: when `criterion` is not met, or, with
 * `softensWhen: "not-met-or-unclear"`, unless it is met.
 */
const SoftFactorShape = z.strictObject({
	criterion: ConditionShape,
	softensWhen: z.enum(["not-met", "not-met-or-unclear"]),
	/** Said to the person when it softens. */
	text: Words,
	someoneElse: reworded({ text: Words }),
	note: Words.optional(),
});
export type SoftFactor = Resolved<z.infer<typeof SoftFactorShape>>;

/** A part of a definition. Without a criterion it is taken as shown unless a soft factor says otherwise. */
export const ElementShape = z.strictObject({
	id: Id,
	text: Words,
	someoneElse: reworded({ text: Words }),
	criterion: ConditionShape.optional(),
	soft: z.array(SoftFactorShape).min(1).optional(),
	note: Words.optional(),
});
export type Element = Resolved<z.infer<typeof ElementShape>>;

/** One way to meet a definition: all of its elements. `atMost: "unclear"` when it can never settle the matter. */
const Route = z.strictObject({
	id: Id,
	text: Words,
	someoneElse: reworded({ text: Words }),
	elements: z.array(Id).min(1),
	atMost: z.literal("unclear").optional(),
});
export type Route = z.infer<typeof Route>;

/** Where this definition is met, that one comes to `atLeast`, `assuming` a condition is met. Proved by `prove`. */
const Consequence = z.strictObject({
	definition: Id,
	atLeast: z.enum(["unclear", "met"]),
	assuming: ConditionShape.optional(),
	note: Words.optional(),
});

/** One test for harassment or stalking, as one source states it. Met when any of its routes is. */
const DefinitionShape = z.strictObject({
	id: Id,
	kind: Kind,
	name: Words,
	text: Words,
	someoneElse: reworded({ name: Words, text: Words }),
	routes: z.array(Route).min(1),
	source: Source,
	furtherSources: z.array(Source).min(1).optional(),
	implies: z.array(Consequence).min(1).optional(),
	note: Words.optional(),
});
export type Definition = Resolved<z.infer<typeof DefinitionShape>>;

export const Definitions = z.strictObject({
	$schema,
	/** Its own; a route may name a shared one of `terms.json` as well. */
	elements: z.array(ElementShape),
	definitions: z.array(DefinitionShape).min(1),
});

/** A pack without a place is assessed for everybody. Only packs `inSummary` count towards the summary. */
export const PackHead = z.strictObject({
	$schema,
	id: Id,
	order: z.int(),
	name: Words,
	/** Its name after the name of a definition: "the law". */
	short: Words,
	text: Words,
	someoneElse: reworded({ text: Words }),
	place: Place.optional(),
	inSummary: z.boolean(),
});
export type Pack = Omit<z.infer<typeof PackHead>, "place"> & {
	/** The id of its place. */
	place?: string;
	elements: Element[];
	definitions: Definition[];
};
