/** What running the program leaves on a machine. */
import * as z from "zod";
import { $schema, Id, Words } from "./common";

const System = z.enum(["linux", "macos", "windows"]);
export type System = z.infer<typeof System>;

/** Something to know or to do, on these systems or on all. `code` is typed or read as it stands, and never wrapped. */
const TraceStep = z.strictObject({
	systems: z.array(System).min(1).optional(),
	text: Words,
	code: z
		.array(
			z
				.string()
				.regex(/^[!-~]([ -~]*[!-~])?$/, "must be one line of plain ASCII"),
		)
		.min(1)
		.optional(),
});
export type TraceStep = z.infer<typeof TraceStep>;

/** What is said of one place where traces stay, in the order of reading. */
const traceParts = {
	kept: z.array(TraceStep).min(1),
	look: z.array(TraceStep).min(1),
	remove: z.array(TraceStep).min(1),
	avoid: z.array(TraceStep).min(1).optional(),
	stays: z.array(TraceStep).min(1),
};

/** What running the program leaves behind. The limits come first: deleting can be noticed, and can be of no use. */
export const Traces = z.strictObject({
	$schema,
	title: Words,
	intro: Words,
	limitsTitle: Words,
	limits: z.array(Words).min(1),
	/** Whom to ask first: the id of a signpost. */
	ask: z.strictObject({ text: Words, signpost: Id }),
	labels: z.strictObject({
		kept: Words,
		look: Words,
		remove: Words,
		avoid: Words,
		stays: Words,
	}),
	sections: z
		.array(
			z.strictObject({
				id: Id,
				title: Words,
				systems: z.array(System).min(1).optional(),
				...traceParts,
			}),
		)
		.min(1),
});
export type Traces = z.infer<typeof Traces>;
