/** What running the program leaves on a machine. */
import * as z from "zod";
import { $schema, Id, some, Text } from "./common";

const System = z.enum(["linux", "macos", "windows"]);
export type System = z.infer<typeof System>;
const systems = some(System).optional();

const CodeLine = z.string().regex(/^[!-~]([ -~]*[!-~])?$/, "must be one line of plain ASCII");

/** Something to know or to do, on these systems or on all. Lines of `code` are never wrapped. */
const TraceStep = z.strictObject({ systems, text: Text, code: z.array(CodeLine).min(1).optional() });
export type TraceStep = z.infer<typeof TraceStep>;
const steps = some(TraceStep);

/** The text of `stalk-check traces`. The limits come first: deleting can be noticed, and can be useless. */
export const Traces = z.strictObject({
	$schema,
	title: Text,
	intro: Text,
	limitsTitle: Text,
	limits: some(Text),
	/** Whom to ask first. */
	ask: z.strictObject({ text: Text, signpost: Id }),
	labels: z.strictObject({ kept: Text, look: Text, remove: Text, avoid: Text, stays: Text }),
	/** The places where traces stay; the parts of each in reading order. */
	sections: some(
		z.strictObject({
			id: Id,
			title: Text,
			systems,
			kept: steps,
			look: steps,
			remove: steps,
			avoid: steps.optional(),
			stays: steps,
		}),
	),
});
export type Traces = z.infer<typeof Traces>;
