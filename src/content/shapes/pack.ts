/** Packs: the definitions of one source. */
import * as z from "zod";
import { $schema, forSomeoneElse, Id, Kind, Place, Source, Text } from "./common";
import { ConditionShape, type Resolved } from "./condition";

/** Turns a met element into unclear, and never into not met, when `criterion` has a result that `softensWhen` names. */
const SoftFactorShape = z.strictObject({
	criterion: ConditionShape,
	softensWhen: z.enum(["not-met", "not-met-or-unclear"]),
	/** Shown to the person when it softens. */
	text: Text,
	someoneElse: forSomeoneElse({ text: Text }),
	note: Text.optional(),
});
export type SoftFactor = Resolved<z.infer<typeof SoftFactorShape>>;

/** A part of a definition. Without a criterion it is assumed, unless a soft factor makes it unclear. */
export const ElementShape = z.strictObject({
	id: Id,
	text: Text,
	someoneElse: forSomeoneElse({ text: Text }),
	criterion: ConditionShape.optional(),
	soft: z.array(SoftFactorShape).min(1).optional(),
	note: Text.optional(),
});
export type Element = Resolved<z.infer<typeof ElementShape>>;

/** One way to meet a definition: with all of these elements. With `atMost`, it makes the definition unclear at most. */
const Route = z.strictObject({
	id: Id,
	text: Text,
	someoneElse: forSomeoneElse({ text: Text }),
	elements: z.array(Id).min(1),
	atMost: z.literal("unclear").optional(),
});
export type Route = z.infer<typeof Route>;

/** Wherever this definition is met, and `assuming`, that one is at least `atLeast`. `prove` proves it. */
const Consequence = z.strictObject({
	definition: Id,
	atLeast: z.enum(["unclear", "met"]),
	assuming: ConditionShape.optional(),
	note: Text.optional(),
});

/** Harassment or stalking as one source defines it. Met when any of its routes is. */
const DefinitionShape = z.strictObject({
	id: Id,
	kind: Kind,
	name: Text,
	text: Text,
	someoneElse: forSomeoneElse({ name: Text, text: Text }),
	routes: z.array(Route).min(1),
	source: Source,
	furtherSources: z.array(Source).min(1).optional(),
	implies: z.array(Consequence).min(1).optional(),
	note: Text.optional(),
});
export type Definition = Resolved<z.infer<typeof DefinitionShape>>;

export const Definitions = z.strictObject({
	$schema,
	/** The elements of this pack alone; routes may name shared ones, of `terms.json`, too. */
	elements: z.array(ElementShape),
	definitions: z.array(DefinitionShape).min(1),
});

/** A pack without a place is assessed for everybody. Only packs `inSummary` count towards the summary. */
export const PackHead = z.strictObject({
	$schema,
	id: Id,
	order: z.int(),
	name: Text,
	/** Stands in brackets after the name of a definition. */
	short: Text,
	text: Text,
	someoneElse: forSomeoneElse({ text: Text }),
	place: Place.optional(),
	inSummary: z.boolean(),
});
/** A pack in memory: `elements` includes the shared ones that its routes name. */
export type Pack = Omit<z.infer<typeof PackHead>, "place"> & {
	/** The id of a place. */
	place?: string;
	elements: Element[];
	definitions: Definition[];
};
