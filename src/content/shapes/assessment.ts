/** What comes out: assessments and summaries. */
import * as z from "zod";
import { Address, Day, Id, Result, SomeoneElse, Words } from "./common";
import { LogFindings } from "./incident";

const ElementFinding = z.strictObject({
	element: Id,
	/** The routes of the definition that need this element. */
	routes: z.array(Id).min(1),
	result: Result,
	/** True when it is taken as shown because nothing said otherwise. */
	assumed: z.literal(true).optional(),
	because: z.array(Id),
	unknown: z.array(Id),
	/** Texts of the soft factors that turned `met` into `unclear`. */
	softenedBy: z.array(Words).optional(),
	/** Present when answers that do not fit together leave it unclear. */
	contradicts: z.literal(true).optional(),
});
export type ElementFinding = z.infer<typeof ElementFinding>;

const Verdict = z.strictObject({
	definition: Id,
	result: Result,
	/** The strongest route; its elements say why. */
	route: Id,
	elements: z.array(ElementFinding),
	wouldSettle: z.array(Id),
});
export type Verdict = z.infer<typeof Verdict>;

const SignpostShown = z.strictObject({
	id: Id,
	name: Words,
	for: Words,
	phone: z.array(Words),
	text: z.array(Words),
	url: Address,
	hours: Words,
	cost: Words.optional(),
	remarks: Words.optional(),
});
export type SignpostShown = z.infer<typeof SignpostShown>;

/** Which content a result was made with. */
const ContentVersion = z.strictObject({
	version: Words,
	hash: z.string().regex(/^sha256-[0-9a-f]{64}$/),
	checkedOn: Day,
	/** Present when it is not the content that came with the program. */
	changed: z.literal(true).optional(),
});
export type ContentVersion = z.infer<typeof ContentVersion>;

export const Assessment = z.strictObject({
	format: z.literal("stalk-check/assessment@1"),
	ref: z.string().optional(),
	place: Id.optional(),
	/** Present when the words are for somebody who answers for another person. */
	for: SomeoneElse.optional(),
	content: ContentVersion,
	urgent: z.array(Id),
	summary: z.strictObject({ harassment: Result, stalking: Result }),
	/** Items whose answers do not fit together, a list for each contradiction. */
	contradicts: z.array(z.array(Id)).optional(),
	verdicts: z.array(Verdict),
	fixation: z.strictObject({ signs: z.array(Id), result: Result }),
	signposts: z.array(SignpostShown),
	notes: z.array(Words),
	/** Present when a log of incidents was read as well. */
	log: LogFindings.optional(),
});
export type Assessment = z.infer<typeof Assessment>;

/** How many responses came to each result. */
const Counts = z.strictObject({
	met: z.int().min(0),
	unclear: z.int().min(0),
	"not-met": z.int().min(0),
});
export type Counts = z.infer<typeof Counts>;

/** How many lines of a batch came to what. Summaries of the same content add up. */
export const Summary = z.strictObject({
	format: z.literal("stalk-check/summary@1"),
	content: ContentVersion,
	/** All lines, and those of them that were wrong. */
	lines: z.int().min(0),
	bad: z.int().min(0),
	/** Lines with an urgent sign. */
	urgent: z.int().min(0),
	summary: z.strictObject({ harassment: Counts, stalking: Counts }),
	results: z.record(Id, Counts),
	fixation: Counts,
});
export type Summary = z.infer<typeof Summary>;

/** What `batch --compact` says of one response: an assessment without its reasons. */
export const CompactAssessment = z.strictObject({
	ref: Assessment.shape.ref,
	place: Assessment.shape.place,
	changed: ContentVersion.shape.changed,
	urgent: Assessment.shape.urgent,
	summary: Assessment.shape.summary,
	/** By definition. */
	results: z.record(Id, Result),
	fixation: Assessment.shape.fixation,
});
