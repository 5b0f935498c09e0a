/** Checklists, answer sets and screens: what is asked, without any law. */
import * as z from "zod";
import { $schema, flag, Id, listOf, published, some, Text, worded } from "./common";
import { ConditionShape, type Resolved } from "./condition";

/** `occasions` is the lowest and the highest number it can mean; null is no limit. */
const Option = published("Option", "One permitted answer.", {
	id: Id,
	/** Says nothing either way: "not sure". */
	unknown: flag,
	...worded({
		label: Text,
		/** Who it is, as said to a call handler: "My ex". */
		spoken: Text.optional(),
	}),
	occasions: z
		.tuple([z.int().min(0), z.int().min(0).nullable()])
		.refine(([min, max]) => max === null || min <= max, "the lower bound is above the upper")
		.optional(),
});
export type Option = z.infer<typeof Option>;

/** `ticks` says which option a mark in a list stands for. */
export const AnswerSet = published("AnswerSet", "A named list of options that items share.", {
	id: Id,
	/** A number of occasions (a whole number from 0) is an answer too. */
	counts: flag,
	options: listOf(Option).min(2),
	ticks: z.strictObject({ ticked: Id, unticked: Id, unsure: Id }).optional(),
}).refine(
	({ counts, options }) => !counts || options.every(({ unknown, occasions }) => unknown || occasions),
	"counts, and not every option says how many occasions it is",
);
export type AnswerSet = z.infer<typeof AnswerSet>;
export const AnswerSets = z.strictObject({ $schema, answerSets: some(AnswerSet) });

/** One question. `text` asks it, `label` says a yes in a few words. */
const ItemShape = published("Item", "One question.", {
	id: Id,
	answerSet: Id,
	...worded({
		text: Text,
		label: Text,
		/** The label in a list, and a short example beside it where the window is wide. */
		row: Text.optional(),
		aside: Text.optional(),
		/** What somebody did, named in a report: "waiting near your home". */
		named: Text.optional(),
		example: Text.optional(),
		/** Said aloud to a call handler: a sentence, or what follows "has": "waited near my home". */
		spoken: Text.optional(),
		/** The same of what happened more than once: "keeps waiting near my home". */
		spokenAgain: Text.optional(),
	}),
	/** What a log may call it, with commas between: suggests it, and is never taken for it. */
	alsoCalled: Text.optional(),
	/** Completes "It ... you" and "I am ...": "frightened". */
	feeling: Text.optional(),
	/** Asked unless this is not met. Never decides what counts. */
	askWhen: ConditionShape.optional(),
	/** Marked at first where this item was: it was said on a screen before. Never decides what counts. */
	markedBy: Id.optional(),
	/** Left out of redacted reports. */
	private: flag,
	/** For reviewers; never shown. */
	note: Text.optional(),
});
export type Item = Resolved<z.infer<typeof ItemShape>>;

/** A file of items on one theme. */
export const ChecklistShape = published("Checklist", "A list of items on one theme, in order.", {
	$schema,
	id: Id,
	order: z.int(),
	...worded({ title: Text }),
	/** Its items are things that somebody did, each of which can be an occasion. */
	behaviours: flag,
	items: some(ItemShape),
});
export type Checklist = Resolved<z.infer<typeof ChecklistShape>>;

/**
 * On `choose` the options of its one item are the rows, on `place` the places. On `happened` and `true` each
 * item is a row to mark, and one that counts has two on `true`. On `how-often` the rows are what was marked before, and
 * its one item says whether it was all one event.
 */
const ScreenShape = published("ScreenText", "One screen of the interview, and the items that stand on it.", {
	id: Id,
	kind: z.enum(["choose", "place", "happened", "true", "how-often"]),
	...worded({
		title: Text,
		question: Text,
		/** Above the question. */
		intro: Text.optional(),
		/** Below the rows: announces that the next screen may be hard to read. */
		next: Text.optional(),
		/** What skipping means, where it is not only skipping. */
		skip: Text.optional(),
	}),
	items: some(Id).optional(),
	/** Put only when something that somebody did is marked. */
	ifMarked: flag,
	/** Offered after the first result. */
	extra: flag,
}).refine(
	({ kind, items = [] }) => (kind !== "choose" && kind !== "how-often") || items.length === 1,
	"is about one item",
);
export type ScreenText = z.infer<typeof ScreenShape>;

export const Screens = z.strictObject({ $schema, screens: some(ScreenShape) });
