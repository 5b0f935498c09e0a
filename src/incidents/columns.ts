/** The columns of a log, and the headings that name them. */

/** The headings accepted for each column, in the order of the template, which uses the first of each. */
export const HEADINGS = {
	date: ["date", "when", "day"],
	time: ["time"],
	what: ["what happened", "what", "behaviour", "behaviours", "type"],
	note: ["note", "notes", "details", "description", "comment"],
	evidence: ["evidence", "proof"],
	witnesses: ["witnesses", "witness", "who saw"],
	feeling: ["how it made you feel", "how it made me feel", "how it made them feel", "feeling", "feelings", "effect"],
	event: ["event", "event id", "incident"],
} satisfies Record<string, [string, ...string[]]>;

export type Column = keyof typeof HEADINGS;

/** The columns of a table, and the keys of an entry in JSON. */
export const COLUMNS = Object.keys(HEADINGS) as Column[];

/** The headings of an empty log. */
export const TEMPLATE = COLUMNS.map((column) => HEADINGS[column][0] as string);

/** One entry as it is written: its name in messages, its number, and its cells with their heading or key. */
export type Entry = { place: string; line: number; cells: Map<Column, { heading: string; text: string }> };
