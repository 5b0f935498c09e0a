/** Cases: named responses with the results we expect. */
import * as z from "zod";
import { $schema, Id, Result, SomeoneElse, Text } from "./common";

/** A named response with the results we expect: the living specification. */
const Case = z.strictObject({
	name: Text,
	why: Text,
	response: z.strictObject({
		ref: z.string().optional(),
		place: Id.optional(),
		for: SomeoneElse.optional(),
		answers: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
	}),
	expect: z.record(Id, Result),
	urgent: z.array(Id).optional(),
	fixation: Result.optional(),
	summary: z.strictObject({ harassment: Result, stalking: Result }).optional(),
});
export type Case = z.infer<typeof Case>;
export const Cases = z.strictObject({ $schema, cases: z.array(Case).min(1) });
