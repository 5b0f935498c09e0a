/** What running the program leaves on a machine. */
import * as z from "zod";
import { $schema, Id, Text } from "./common";

const System = z.enum(["linux", "macos", "windows"]);
export type System = z.infer<typeof System>;

/** Something to know or to do, on these systems or on all. Lines of `code` are never wrapped. */
const TraceStep = z.strictObject({
	systems: z.array(System).min(1).optional(),
	text: Text,
	code: z
		.array(z.string().regex(/^[!-~]([ -~]*[!-~])?$/, "must be one line of plain ASCII"))
		.min(1)
		.optional(),
});
export type TraceStep = z.infer<typeof TraceStep>;

/** The parts of a section on one place where traces stay, in reading order. */
const traceParts = {
	kept: z.array(TraceStep).min(1),
	look: z.array(TraceStep).min(1),
	remove: z.array(TraceStep).min(1),
	avoid: z.array(TraceStep).min(1).optional(),
	stays: z.array(TraceStep).min(1),
};

/** The text of `stalk-check traces`. The limits come first: deleting can be noticed, and can be useless. */
export const Traces = z.strictObject({
	$schema,
	title: Text,
	intro: Text,
	limitsTitle: Text,
	limits: z.array(Text).min(1),
	/** Whom to ask first. */
	ask: z.strictObject({ text: Text, signpost: Id }),
	labels: z.strictObject({
		kept: Text,
		look: Text,
		remove: Text,
		avoid: Text,
		stays: Text,
	}),
	sections: z
		.array(
			z.strictObject({
				id: Id,
				title: Text,
				systems: z.array(System).min(1).optional(),
				...traceParts,
			}),
		)
		.min(1),
});
export type Traces = z.infer<typeof Traces>;
