/** A response, the answers of one person; and cases, responses with the results we expect. */
import * as z from "zod";
import type { Content } from "../schema";
import { $schema, Id, published, Result, SomeoneElse, some, Text } from "./common";

/** A response to any content. */
export const ResponseShape = z.strictObject({
	ref: z.string().nullish().describe("Given back in the assessment."),
	place: Id.nullish(),
	for: SomeoneElse.nullish().describe("Whom it is about, when it is not the person who answers."),
	/** Option ids or numbers of occasions, by item id. Null means the same as no answer. */
	answers: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type Response = z.infer<typeof ResponseShape>;
export type Answers = Response["answers"];

/** The exact shape of a response to this content: every item with its options. */
export function responseShape(content: Content) {
	const sets = new Map(
		content.answerSets.map((set) => {
			const options = z.enum(set.options.map((option) => option.id) as [string, ...string[]]);
			const answer = set.counts ? z.union([options, z.int().min(0)]) : options;
			return [set.id, answer.nullish()] as const;
		}),
	);
	const items = content.checklists.flatMap((checklist) => checklist.items);
	return published("Response", "The answers of one person.", {
		...ResponseShape.shape,
		place: z
			.enum(content.places.map(({ id }) => id))
			.nullish()
			.describe("Whose law applies. Left out, every place is assessed, each on its own."),
		answers: published(
			"Answers",
			"Options or numbers of times, by item. Null, like an item left out, was not asked.",
			Object.fromEntries(items.map((item) => [item.id, (sets.get(item.answerSet) as z.ZodType).describe(item.text)])),
		),
	});
}

/** A named response with the results we expect: the living specification. */
const Case = z.strictObject({
	name: Text,
	why: Text,
	response: ResponseShape,
	expect: z.record(Id, Result),
	urgent: z.array(Id).optional(),
	fixation: Result.optional(),
	summary: z.strictObject({ harassment: Result, stalking: Result }).optional(),
	/** Who is shown, in this order. */
	signposts: z.array(Id).optional(),
});
export type Case = z.infer<typeof Case>;
export const Cases = z.strictObject({ $schema, cases: some(Case) });
