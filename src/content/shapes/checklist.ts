/** Checklists and answer sets: what is asked. No law in here. */
import * as z from "zod";
import { $schema, Id, reworded, Words } from "./common";
import { ConditionShape, type Resolved } from "./condition";

/** One permitted answer. `occasions` holds its lower and upper bound; null is "no upper bound". */
const Option = z.strictObject({
	id: Id,
	label: Words,
	/** It tells us nothing: "not sure". */
	unknown: z.literal(true).optional(),
	someoneElse: reworded({ label: Words }),
	occasions: z.tuple([z.int().min(0), z.int().min(0).nullable()]).optional(),
});
export type Option = z.infer<typeof Option>;

/** A named list of options. `ticks` says what a box on a shared screen stands for. */
export const AnswerSet = z.strictObject({
	id: Id,
	/** True when a whole number of occasions, from 0, is an answer too. */
	counts: z.literal(true).optional(),
	options: z.array(Option).min(2),
	ticks: z
		.strictObject({ ticked: Id, unticked: Id, unsure: Id, unsaid: Id })
		.optional(),
});
export type AnswerSet = z.infer<typeof AnswerSet>;
export const AnswerSets = z.strictObject({
	$schema,
	answerSets: z.array(AnswerSet).min(1),
});

/**
 * What a count of this item says about another: `when` it is so, `item` counts as `becomes`. An answer to the contrary
 * is overruled, or becomes unclear.
 */
const Implication = z.strictObject({
	when: z.enum(["once-or-more", "twice-or-more"]),
	item: Id,
	becomes: Id,
	contrary: z.enum(["overruled", "unclear"]),
});
export type Implication = z.infer<typeof Implication>;

/** One question. `text` asks it, `label` says a yes in a few words, `spoken` says it aloud to a helper. */
const ItemShape = z.strictObject({
	id: Id,
	answerSet: Id,
	text: Words,
	label: Words,
	spoken: Words.optional(),
	example: Words.optional(),
	someoneElse: reworded({
		text: Words,
		label: Words,
		spoken: Words,
		example: Words,
	}),
	/** Asked by itself even where the checklist is ticked on one screen. */
	alone: z.literal(true).optional(),
	/** Asked unless this is not met. Never decides what counts. */
	askWhen: ConditionShape.optional(),
	/** The answer that follows when `askWhen` is not met, so that it need not be asked. */
	otherwise: Id.optional(),
	implies: z.array(Implication).min(1).optional(),
	/** Left out, with its answer, where a report is for somebody who need not know. */
	private: z.literal(true).optional(),
	/** For reviewers; never shown. */
	note: Words.optional(),
});
export type Item = Resolved<z.infer<typeof ItemShape>>;

/** A themed, ordered file of items. `tick`, the words above a shared screen, puts its items on one. */
export const ChecklistShape = z.strictObject({
	$schema,
	id: Id,
	order: z.int(),
	title: Words,
	/** Said on a screen of its own before a hard section, which can be skipped as a whole there. */
	pause: Words.optional(),
	intro: Words.optional(),
	tick: Words.optional(),
	someoneElse: reworded({
		title: Words,
		pause: Words,
		intro: Words,
		tick: Words,
	}),
	/**
	 * Its items are things that only the person they are about can know. Where somebody else answers, what is left open
	 * there stays not sure: a box left empty is never a no.
	 */
	felt: z.literal(true).optional(),
	/** Its items are things somebody did, each of which can be an occasion. */
	behaviours: z.literal(true).optional(),
	askWhen: ConditionShape.optional(),
	items: z.array(ItemShape).min(1),
});
export type Checklist = Resolved<z.infer<typeof ChecklistShape>>;
