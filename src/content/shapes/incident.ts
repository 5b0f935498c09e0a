/** The log of incidents that a person kept. */
import * as z from "zod";
import { Day, Id, some, Text } from "./common";

/** The first and last day on which something may have happened, and the text that was written for it. */
export const DateRange = z.strictObject({ from: Day, to: Day, original: Text });
export type DateRange = z.infer<typeof DateRange>;

const said = z.string().nullish();

/** One entry of a log in JSON. Null means the same as no value. */
export const IncidentEntry = z.strictObject({
	date: said.describe('Exact or not: "2025-03-04", "early March 2025".'),
	time: said,
	what: z
		.union([z.string(), z.array(z.string())])
		.nullish()
		.describe("Ids or labels of the things that happened."),
	note: said,
	evidence: said,
	witnesses: said,
	feeling: said,
	event: said,
});

/** One parsed entry of a log. Entries with the same `event` are about one event. */
export type Incident = {
	/** From 1: the row of a table (its heading is row 1), the line of NDJSON, or the position in a list. */
	line: number;
	/** Absent where the day is not known. */
	when?: DateRange;
	/** Minutes after midnight, if the time is exact. */
	minute?: number;
	/** The time as written. */
	time?: string;
	/** Ids of items that are counted; empty when only a note says what happened. */
	what: string[];
} & Partial<Record<"note" | "evidence" | "witnesses" | "feeling" | "event", string>>;

/** The number of separate occasions of an item that a log shows, and the lines that show them. */
const LogOccasions = z.strictObject({
	item: Id,
	atLeast: z.int().min(1),
	atMost: z.int().min(1),
	lines: some(z.int().min(1)),
});
export type LogOccasions = z.infer<typeof LogOccasions>;

const Stretch = z.strictObject({ from: Day, to: Day, days: z.int().min(1) });

/** What follows from a log, and where the answers differ from it. */
export const LogFindings = z.strictObject({
	incidents: z.int().min(1).describe("All entries; those without a known day; those that name no counted item."),
	undated: z.int().min(0),
	unnamed: z.int().min(0),
	span: Stretch.optional().describe("From the first possible day of any entry to the last."),
	longestGap: Stretch.optional().describe("The longest time in which no dated entry can lie."),
	/** Entries per 30 days, counted back from the end of the span; entries that may lie in several are left out. */
	months: z.array(Stretch.extend({ incidents: z.int().min(0) })),
	occasions: z.array(LogOccasions),
	/** Items without an answer, and the answer that was taken from the log. */
	filled: z.array(z.strictObject({ item: Id, answer: z.union([z.string(), z.int()]) })),
	/** Answers that differ from the log. The answer is used. */
	differences: z.array(LogOccasions.extend({ answer: z.union([z.string(), z.int()]) })),
});
export type LogFindings = z.infer<typeof LogFindings>;
