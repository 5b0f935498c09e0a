/** The log of incidents that a person kept. */
import * as z from "zod";
import { Day, Id, Words } from "./common";

/** The first and last day on which something may have happened, and the text that was written for it. */
export const DateRange = z.strictObject({
	from: Day,
	to: Day,
	original: Words,
});
export type DateRange = z.infer<typeof DateRange>;

/** One entry of a log as it is written in JSON. Null is the same as leaving it out. */
export const IncidentEntry = z.strictObject({
	/** A day, or about when it was: "2025-03-04", "early March 2025". */
	date: z.string().nullable().optional(),
	time: z.string().nullable().optional(),
	/** Ids or labels of the things that happened. */
	what: z
		.union([z.string(), z.array(z.string())])
		.nullable()
		.optional(),
	note: z.string().nullable().optional(),
	evidence: z.string().nullable().optional(),
	witnesses: z.string().nullable().optional(),
	feeling: z.string().nullable().optional(),
	event: z.string().nullable().optional(),
});

/** One entry of a log, as it was understood. */
export type Incident = {
	/** Where it stands: the row of the table (its heading is row 1), the line of NDJSON, or the number in the list, from 1. */
	line: number;
	/** Absent where the day is not known. */
	when?: DateRange;
	/** Minutes after midnight, where the time says so much. */
	minute?: number;
	/** The time, as it was written. */
	time?: string;
	/** The ids of items that count occasions; none where only a note says what happened. */
	what: string[];
	note?: string;
	evidence?: string;
	witnesses?: string;
	feeling?: string;
	/** Entries with the same text here are about one event. */
	event?: string;
};

/** How many separate occasions of one thing a log shows at least, and at most (each entry its own), and in which entries. */
const LogOccasions = z.strictObject({
	item: Id,
	atLeast: z.int().min(1),
	atMost: z.int().min(1),
	lines: z.array(z.int().min(1)).min(1),
});
export type LogOccasions = z.infer<typeof LogOccasions>;

const Stretch = z.strictObject({ from: Day, to: Day, days: z.int().min(1) });

/** What a log comes to: facts that follow from it, and how they sit with the answers. */
export const LogFindings = z.strictObject({
	/** Entries in all; those whose day is not known; those that name nothing that is counted. */
	incidents: z.int().min(1),
	undated: z.int().min(0),
	unnamed: z.int().min(0),
	/** From the first day that an entry can be about to the last. */
	span: Stretch.optional(),
	/** The longest stretch between entries that none with a day can be about. */
	longestGap: Stretch.optional(),
	/** Entries in the last 30 days of the span, in the 30 days before those, and so on; those that could be in more than one are left out. */
	months: z.array(Stretch.extend({ incidents: z.int().min(0) })),
	occasions: z.array(LogOccasions),
	/** Items whose answer was taken from the log, because none was given, and what was taken. */
	filled: z.array(
		z.strictObject({ item: Id, answer: z.union([z.string(), z.int()]) }),
	),
	/** Answers that the log does not agree with. The answer stands. */
	differences: z.array(
		LogOccasions.extend({ answer: z.union([z.string(), z.int()]) }),
	),
});
export type LogFindings = z.infer<typeof LogFindings>;
