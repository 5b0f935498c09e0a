/** What comes out: assessments and summaries. */
import * as z from "zod";
import { channels, Day, flag, Id, Result, SomeoneElse, some, Text } from "./common";
import { LogFindings } from "./incident";

const ElementFinding = z.strictObject({
	element: Id,
	/** The routes of the definition that need this element. */
	routes: some(Id),
	result: Result,
	/** Present when it was assumed, because no answer is against it. */
	assumed: flag,
	because: z.array(Id),
	unknown: z.array(Id),
	/** Texts of the soft factors that turned `met` into `unclear`. */
	softenedBy: z.array(Text).optional(),
	/** Present when answers that do not fit together leave it unclear. */
	contradicts: flag,
});
export type ElementFinding = z.infer<typeof ElementFinding>;

const Verdict = z.strictObject({
	definition: Id,
	result: Result,
	/** The route with the strongest result; its elements are the reasons. */
	route: Id,
	elements: z.array(ElementFinding),
	wouldSettle: z.array(Id),
});
export type Verdict = z.infer<typeof Verdict>;

const SignpostShown = z.strictObject({
	id: Id,
	name: Text,
	for: Text,
	...channels,
	hours: Text,
	cost: Text.optional(),
	bill: Text.optional(),
	remarks: Text.optional(),
});
export type SignpostShown = z.infer<typeof SignpostShown>;

/** The content that a result was made with. */
const ContentVersion = z.strictObject({
	version: Text,
	hash: z.string().regex(/^sha256-[0-9a-f]{64}$/),
	checkedOn: Day,
	/** Present when it is not the content that came with the program. */
	changed: flag,
});
export type ContentVersion = z.infer<typeof ContentVersion>;

export const Assessment = z.strictObject({
	format: z.literal("stalk-check/assessment@1"),
	ref: z.string().optional(),
	place: Id.optional(),
	/** Present when it is worded for somebody who answers for another person. */
	for: SomeoneElse.optional(),
	content: ContentVersion,
	urgent: z.array(Id),
	summary: z.strictObject({ harassment: Result, stalking: Result }),
	/** The result in a sentence or two for each kind, and words to read out to somebody who can help. */
	headline: z.strictObject({ harassment: Text, stalking: Text }),
	readOut: Text,
	/** Items whose answers do not fit together, a list for each contradiction. */
	contradicts: z.array(z.array(Id)).optional(),
	verdicts: z.array(Verdict),
	fixation: z.strictObject({ signs: z.array(Id), result: Result }),
	signposts: z.array(SignpostShown),
	notes: z.array(Text),
	/** Present when there was a log of incidents. */
	log: LogFindings.optional(),
});
export type Assessment = z.infer<typeof Assessment>;

const count = z.int().min(0);
/** The number of responses with each result. */
const Counts = z.strictObject({ met: count, unclear: count, "not-met": count });
export type Counts = z.infer<typeof Counts>;

/** Counts over the lines of a batch. Summaries of the same content can be added up. */
export const Summary = z.strictObject({
	format: z.literal("stalk-check/summary@1"),
	content: ContentVersion,
	/** All lines, and those with an error. */
	lines: count,
	bad: count,
	/** Lines with an urgent sign. */
	urgent: count,
	summary: z.strictObject({ harassment: Counts, stalking: Counts }),
	results: z.record(Id, Counts),
	fixation: Counts,
});
export type Summary = z.infer<typeof Summary>;

/** A line of `batch --compact`: an assessment without reasons. */
export const CompactAssessment = z.strictObject({
	ref: Assessment.shape.ref,
	place: Assessment.shape.place,
	changed: ContentVersion.shape.changed,
	urgent: Assessment.shape.urgent,
	summary: Assessment.shape.summary,
	/** By id of the definition. */
	results: z.record(Id, Result),
	fixation: Assessment.shape.fixation,
});
