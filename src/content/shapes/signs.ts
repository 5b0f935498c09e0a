/** Signs and notes: what is said beside the definitions. */
import * as z from "zod";
import { $schema, forSomeoneElse, Id, Kind, Result, Source, Text } from "./common";
import { ConditionShape, type Resolved } from "./condition";

/** An answer that matters whatever the definitions say. */
const Sign = z.strictObject({
	item: Id,
	is: z.array(Id).min(1),
	text: Text,
	someoneElse: forSomeoneElse({ text: Text }),
});
export type Sign = z.infer<typeof Sign>;

/** Urgent signs come first in every report. Fixation signs explain and never decide. */
export const SignsShape = z.strictObject({
	$schema,
	urgent: z.array(Sign).min(1),
	fixation: z.strictObject({
		signs: z.array(Sign).min(1),
		criterion: ConditionShape,
		source: Source,
		note: Text.optional(),
	}),
});
export type Signs = Resolved<z.infer<typeof SignsShape>>;

/** A text that is shown when `when` is met and the summary is one of those listed. Without either, it always is. */
const NoteShape = z.strictObject({
	id: Id,
	text: Text,
	someoneElse: forSomeoneElse({ text: Text }),
	when: ConditionShape.optional(),
	summary: z.strictObject({ kind: Kind, is: z.array(Result).min(1) }).optional(),
	/** Shown only when the law of one of these places is assessed. */
	places: z.array(Id).min(1).optional(),
	source: Source.optional(),
	note: Text.optional(),
});
export type Note = Resolved<z.infer<typeof NoteShape>>;
export const Notes = z.strictObject({
	$schema,
	notes: z.array(NoteShape).min(1),
});
