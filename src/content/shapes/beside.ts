/** Signs, notes and signposts: what is said beside the definitions. */
import * as z from "zod";
import {
	$schema,
	Address,
	Day,
	Id,
	Kind,
	Place,
	Result,
	reworded,
	Source,
	Words,
} from "./common";
import { ConditionShape, type Resolved } from "./condition";

/** An answer that matters in itself. */
const Sign = z.strictObject({
	item: Id,
	is: z.array(Id).min(1),
	text: Words,
	someoneElse: reworded({ text: Words }),
});
export type Sign = z.infer<typeof Sign>;

/** Urgent signs come first on every report. Fixation signs explain and never decide. */
export const SignsShape = z.strictObject({
	$schema,
	urgent: z.array(Sign).min(1),
	fixation: z.strictObject({
		signs: z.array(Sign).min(1),
		criterion: ConditionShape,
		source: Source,
		note: Words.optional(),
	}),
});
export type Signs = Resolved<z.infer<typeof SignsShape>>;

/** Something worth saying when `when` is met, and the summary is one of those listed. Without either, always. */
const NoteShape = z.strictObject({
	id: Id,
	text: Words,
	someoneElse: reworded({ text: Words }),
	when: ConditionShape.optional(),
	/** Shown for one of these results of `kind`. */
	summary: z
		.strictObject({ kind: Kind, is: z.array(Result).min(1) })
		.optional(),
	/** Only where the law of one of these places is assessed. */
	places: z.array(Id).min(1).optional(),
	source: Source.optional(),
	note: Words.optional(),
});
export type Note = Resolved<z.infer<typeof NoteShape>>;
export const Notes = z.strictObject({
	$schema,
	notes: z.array(NoteShape).min(1),
});

/** Somewhere to get help. `rank` orders (1 first) and `when` says for whom; without `when`, for anybody. */
const SignpostShape = z.strictObject({
	id: Id,
	name: Words,
	for: Words,
	nations: z.array(Id).min(1),
	needs: z.array(Id).min(1),
	phone: z.array(Words),
	text: z.array(Words),
	url: Address,
	webchat: Address.optional(),
	email: z.email().optional(),
	hours: Words,
	cost: Words.optional(),
	/** What to know first, and what it does not do. */
	remarks: Words.optional(),
	someoneElse: reworded({ for: Words, remarks: Words }),
	/** Left out of an assessment when there is no rank; `helplines` still lists it. */
	rank: z.int().min(1).optional(),
	when: ConditionShape.optional(),
	checkedOn: Day,
	source: Address,
	note: Words.optional(),
});
export type Signpost = Resolved<z.infer<typeof SignpostShape>>;

/**
 * A need that people look for help with, for `helplines --need`. A `private` one tells of the person: signposts that
 * meet it are left out where a report is for somebody who need not know.
 */
const Need = z.strictObject({
	id: Id,
	label: Words,
	private: z.literal(true).optional(),
});
export type Need = z.infer<typeof Need>;
export const Signposts = z.strictObject({
	$schema,
	/** Places that have no pack. */
	places: z.array(Place),
	needs: z.array(Need).min(1),
	signposts: z.array(SignpostShape).min(1),
});
