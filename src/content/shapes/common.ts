/** Shapes that several files share. */
import * as z from "zod";

/** A stable name: lower-case words joined by hyphens. */
export const Id = z
	.string()
	.regex(
		/^[a-z0-9]+(-[a-z0-9]+)*$/,
		"must be lower-case words joined by hyphens",
	);
export const Words = z
	.string()
	.regex(/^\S(.*\S)?$/s, "must not be empty, nor start or end with a space");
export const Day = z.iso.date();
export const Address = z.url({ protocol: /^https?$/ });
/** Names the JSON Schema of a file, for editors; ignored otherwise. */
export const $schema = z.string().optional();

/**
 * The same texts in words for somebody who answers for another person; a text left out is said as it is. There, "they"
 * is the person being helped, and whoever does it is "the other person".
 */
export function reworded<T extends z.ZodRawShape>(texts: T) {
	return z.strictObject(texts).partial().optional();
}

/** Whom a response is about, when it is not the person who answers. */
export const SomeoneElse = z.literal("someone-else");

/** Where the three-valued answer to one condition, element or definition lies: `not-met` < `unclear` < `met`. */
export const Result = z.enum(["not-met", "unclear", "met"]);
export type Result = z.infer<typeof Result>;

/**
 * Whose law applies, and the nations whose services work there. ISO 3166-2 where there is a code for it: GB-EAW, GB-SCT,
 * GB-NIR.
 */
export const Place = z.strictObject({
	id: Id,
	name: Words,
	nations: z.array(Id).min(1),
	/** Nobody is taken to be here unless they say so. */
	outside: z.literal(true).optional(),
});
export type Place = z.infer<typeof Place>;

/** What a definition is a definition of. Stalking carries harassment with it. */
export const Kind = z.enum(["harassment", "stalking"]);
export type Kind = z.infer<typeof Kind>;

/** Citation, address, and the day it was last read. */
export const Source = z.strictObject({
	citation: Words,
	url: Address,
	checkedOn: Day,
});
export type Source = z.infer<typeof Source>;
