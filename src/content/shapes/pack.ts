/** Packs, the definitions of one source, and terms, which several files refer to by name. */
import * as z from "zod";
import { $schema, flag, Id, Kind, listOf, Place, published, Source, some, Text, worded } from "./common";
import { ConditionShape, type Resolved } from "./condition";

/** Turns a met element into unclear, and never into not met, when `criterion` has a result that `softensWhen` names. */
const SoftFactorShape = z.strictObject({
	criterion: ConditionShape,
	softensWhen: z.enum(["not-met", "not-met-or-unclear"]),
	/** Shown to the person when it softens. */
	...worded({ text: Text }),
	note: Text.optional(),
});

export const ElementShape = published("Element", "A part of a definition.", {
	id: Id,
	...worded({ text: Text }),
	criterion: ConditionShape.optional().describe("Left out, the element is assumed, unless a soft factor softens it."),
	soft: some(SoftFactorShape).optional(),
	note: Text.optional(),
}).refine(({ criterion, soft }) => criterion || soft, "has neither a criterion nor a soft factor");
export type Element = Resolved<z.infer<typeof ElementShape>>;

const Route = published("Route", "One way to meet a definition: with all of these elements.", {
	id: Id,
	...worded({ text: Text }),
	elements: some(Id),
	atMost: z.literal("unclear").optional().describe("It makes the definition unclear at most."),
});

/** Wherever this definition is met, and `assuming`, that one is at least `atLeast`. `prove` proves it. */
const Consequence = z.strictObject({
	definition: Id,
	atLeast: z.enum(["unclear", "met"]),
	assuming: ConditionShape.optional(),
	note: Text.optional(),
});

const DefinitionShape = published("Definition", "Harassment or stalking, as one source defines it. Met by any route.", {
	id: Id,
	kind: Kind,
	...worded({ name: Text.describe("In a few words; the pack says whose definition it is."), text: Text }),
	/** The short name of the Act, and where in it: "1997 Act", "section 2A". */
	law: z.strictObject({ act: Text, provision: Text }).optional(),
	graver: flag.describe("A more serious form of another definition of its kind."),
	routes: some(Route),
	source: Source,
	furtherSources: some(Source).optional(),
	implies: some(Consequence).optional(),
	note: Text.optional(),
});
export type Definition = Resolved<z.infer<typeof DefinitionShape>>;

export const Definitions = z.strictObject({
	$schema,
	/** The elements of this pack alone; routes may name shared ones, of `terms.json`, too. */
	elements: listOf(ElementShape),
	definitions: some(DefinitionShape),
});

/** A pack without a place is assessed for everybody. Only packs `inSummary` count towards the summary. */
export const PackHead = z.strictObject({
	$schema,
	id: Id,
	order: z.int(),
	name: Text,
	phrase: Text.describe('Names the source inside a sentence: "the law of Scotland".'),
	...worded({ text: Text }),
	place: Place.optional(),
	upcoming: some(Source)
		.optional()
		.describe("Changes of this law to look out for: what, where to look, and when last."),
	inSummary: z.boolean(),
});
/** A pack in memory: `place` is an id, and `elements` includes the shared ones that its routes name. */
export const PackShape = published("Pack", "The definitions of one source.", {
	...PackHead.shape,
	...Definitions.omit({ $schema: true }).shape,
	place: z.string().optional().describe("The id of the place whose law it is."),
});
export type Pack = Resolved<z.infer<typeof PackShape>>;

/** A named list of items. `items` may name other groups, which stand for their items. */
const Group = z.strictObject({
	id: Id,
	text: Text.describe("For reviewers."),
	items: some(Id),
});
export type Group = z.infer<typeof Group>;

/** A named condition. */
const Term = z.strictObject({
	id: Id,
	text: Text.describe("For reviewers: what it means, in plain words."),
	is: ConditionShape,
});
export type Term = z.infer<typeof Term>;

/**
 * A rule about answers that go together: whatever depends on the item `about` leaves out combinations of answers in
 * which `if` holds and `then` does not.
 */
const Consistency = z.strictObject({
	id: Id,
	about: Id,
	if: ConditionShape,
	// biome-ignore lint/suspicious/noThenProperty: data that nothing awaits
	then: ConditionShape,
	text: Text.describe("For reviewers."),
	note: Text.optional(),
});
export type Consistency = Resolved<z.infer<typeof Consistency>>;

export const Terms = z.strictObject({
	$schema,
	groups: listOf(Group),
	terms: listOf(Term),
	/** Elements that the routes of any pack may name. An element of the pack itself with the same id comes first. */
	elements: listOf(ElementShape),
	consistency: listOf(Consistency),
});
