/** Shapes that several files share. */
import * as z from "zod";

/** A stable id. */
export const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens");
/** A text without space around it. */
export const Text = z.string().regex(/^\S(.*\S)?$/s, "must not be empty, nor start or end with a space");
export const Day = z.iso.date();
export const Address = z.url({ protocol: /^https?$/ });
/** Names the JSON Schema of a file, for editors; ignored otherwise. */
export const $schema = z.string().optional();
/** A key that is either there or not. */
export const flag = z.literal(true).optional();

/** A list of at least one, of which no two are the same text or have the same id. */
export function some<T extends z.ZodType>(shape: T) {
	return listOf(shape).min(1);
}

/** Such a list, which may be empty. */
export function listOf<T extends z.ZodType>(shape: T) {
	return z.array(shape).superRefine((values, context) => {
		const seen = new Set<unknown>();
		for (const [i, value] of values.entries()) {
			const name = typeof value === "string" ? value : Object(value).id;
			if (name !== undefined && seen.has(name))
				context.addIssue({ code: "custom", path: [i], message: `is a second "${name}"` });
			seen.add(name);
		}
	});
}

/** An object without other keys. Its type is published under this title. */
export function published<T extends z.ZodRawShape>(title: string, description: string, shape: T) {
	return z.strictObject(shape).meta({ title, description });
}

/**
 * These texts, and their wording for somebody who answers for another person, where it differs. In that, "they" is the person
 * being helped, and "the other person" is whoever does it.
 */
export function worded<T extends z.ZodRawShape>(texts: T) {
	return { ...texts, someoneElse: z.strictObject(texts).partial().optional() };
}

/** Says that a response is about another person than the one who answers. */
export const SomeoneElse = z.literal("someone-else");

/** The result of a condition, an element or a definition: `not-met` < `unclear` < `met`. */
export const Result = z.enum(["not-met", "unclear", "met"]);
export type Result = z.infer<typeof Result>;

export const Place = published("Place", "A place, and the nations whose services work there.", {
	id: Id,
	name: Text,
	nations: some(Id),
	law: Id.optional().describe("The place whose law applies here too. Asked about in place of that one."),
	outside: flag.describe("Never assumed: applies only to a response that names it."),
});
export type Place = z.infer<typeof Place>;

/** What a definition defines. Whatever is stalking is harassment too. */
export const Kind = z.enum(["harassment", "stalking"]);
export type Kind = z.infer<typeof Kind>;

/** A citation, its address, and the day it was last read. */
export const Source = z.strictObject({ citation: Text, url: Address, checkedOn: Day });
export type Source = z.infer<typeof Source>;
