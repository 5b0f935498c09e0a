/** A response: the answers of one person. */
import * as z from "zod";
import type { Content } from "../schema";
import { SomeoneElse } from "./common";

/** Option ids or numbers of occasions, by item id. Null means the same as no answer. */
export type Answers = Record<string, string | number | null>;
export type Response = {
	ref?: string | null | undefined;
	place?: string | null | undefined;
	/** Absent when it is about the person who answers. */
	for?: z.infer<typeof SomeoneElse> | null | undefined;
	answers: Answers;
};

/** The exact shape of a response to this content: every item with its options. */
export function responseShape(content: Content) {
	const sets = new Map(
		content.answerSets.map((set) => {
			const options = z.enum(set.options.map((option) => option.id) as [string, ...string[]]);
			const answer = set.counts ? z.union([options, z.int().min(0)]) : options;
			return [set.id, answer.nullable().optional()] as const;
		}),
	);
	const items = content.checklists.flatMap((checklist) => checklist.items);
	return z.strictObject({
		ref: z.string().nullable().optional(),
		place: z
			.enum(content.places.map(({ id }) => id))
			.nullable()
			.optional(),
		for: SomeoneElse.nullable().optional(),
		answers: z.strictObject(
			Object.fromEntries(items.map((item) => [item.id, (sets.get(item.answerSet) as z.ZodType).describe(item.text)])),
		),
	});
}
