/** What comes out: assessments and summaries. */
import * as z from "zod";
import { Day, flag, Id, published, Result, SomeoneElse, some, Text } from "./common";
import { LogFindings } from "./incident";
import { SignpostShown } from "./signs";

const ElementFinding = published("ElementFinding", "The result of one element of a definition.", {
	element: Id,
	routes: some(Id).describe("The routes of the definition that need this element."),
	result: Result,
	assumed: flag.describe("Present when it was assumed, because no answer is against it."),
	because: z.array(Id).describe("The items whose answers are the reason."),
	unknown: z.array(Id).describe("The items that were not answered, or whose answers say nothing."),
	softenedBy: z.array(Text).optional().describe("Texts of the soft factors that turned `met` into `unclear`."),
	contradicts: flag.describe("Present when answers that do not fit together leave it unclear."),
});
export type ElementFinding = z.infer<typeof ElementFinding>;

const Verdict = published("Verdict", "The result of one definition.", {
	definition: Id.describe("The id of the definition."),
	result: Result,
	route: Id.describe("The route with the strongest result; its elements are the reasons."),
	elements: z.array(ElementFinding),
	wouldSettle: z.array(Id).describe("The items that could still settle an unclear result."),
});
export type Verdict = z.infer<typeof Verdict>;

export const ContentVersion = published("ContentVersion", "The content that a result was made with.", {
	version: Text,
	hash: z.string().regex(/^sha256-[0-9a-f]{64}$/),
	checkedOn: Day,
	changed: flag.describe("Present when it is not the content that came with the program."),
});
export type ContentVersion = z.infer<typeof ContentVersion>;

export const Assessment = published("Assessment", "What a response comes to, with the reasons for every part.", {
	format: z.literal("stalk-check/assessment@1"),
	ref: z.string().optional().describe("That of the response."),
	place: Id.optional().describe("That of the response. Left out, every place was assessed."),
	for: SomeoneElse.optional().describe("Present when it is worded for somebody who answers for another person."),
	content: ContentVersion,
	urgent: z.array(Id).describe("The items whose answers are urgent. They come first."),
	summary: z.strictObject({ harassment: Result, stalking: Result }).describe("The strongest result of each kind."),
	headline: z.strictObject({ harassment: Text, stalking: Text }).describe("The result of each kind in plain words."),
	readOut: Text.describe("What to say to somebody who can help, in the words of the person who answered."),
	/** Items whose answers do not fit together, a list for each contradiction. */
	contradicts: z.array(z.array(Id)).optional(),
	verdicts: z.array(Verdict).describe("One for each definition that applies."),
	fixation: z
		.strictObject({ signs: z.array(Id), result: Result })
		.describe("Signs of fixation explain, and never decide."),
	signposts: z.array(SignpostShown).describe("Who can help, in the order to show them."),
	notes: z.array(Text).describe("What else is worth saying."),
	log: LogFindings.optional().describe("Present when there was a log of incidents."),
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
	lines: count.describe("All lines, and those with an error."),
	bad: count,
	urgent: count.describe("Lines with an urgent sign."),
	summary: z.strictObject({ harassment: Counts, stalking: Counts }),
	results: z.record(Id, Counts),
	fixation: Counts,
});
export type Summary = z.infer<typeof Summary>;

/** A line of `batch --compact`: an assessment without reasons. */
export const CompactAssessment = Assessment.pick({ ref: true, place: true, urgent: true, summary: true }).extend({
	changed: ContentVersion.shape.changed,
	results: z.record(Id, Result).describe("By id of the definition."),
	fixation: Assessment.shape.fixation,
});
