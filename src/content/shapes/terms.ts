/** Terms: what several files refer to by name, as the interpretation section of an Act does. */
import * as z from "zod";
import { $schema, Id, Text } from "./common";
import { ConditionShape, type Resolved } from "./condition";
import { ElementShape } from "./pack";

/** A named list of items. `items` may name other groups, which stand for their items. */
const Group = z.strictObject({
	id: Id,
	/** For reviewers. */
	text: Text,
	items: z.array(Id).min(1),
});
export type Group = z.infer<typeof Group>;

/** A named condition. */
const Term = z.strictObject({
	id: Id,
	/** For reviewers: what it means, in plain words. */
	text: Text,
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
	/** For reviewers. */
	text: Text,
	note: Text.optional(),
});
export type Consistency = Resolved<z.infer<typeof Consistency>>;

export const Terms = z.strictObject({
	$schema,
	groups: z.array(Group),
	terms: z.array(Term),
	/** Elements that the routes of any pack may name. An element of the pack itself with the same id comes first. */
	elements: z.array(ElementShape),
	consistency: z.array(Consistency),
});
