/** The columns of a log, and the headings that name them. */

/** The headings accepted for each column, in the order of the template, which uses the first of each. */
const HEADINGS = {
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
export const TEMPLATE = COLUMNS.map(templateHeading);

export const ALL_HEADINGS = Object.values(HEADINGS).flat();

export function templateHeading(column: Column): string {
	return HEADINGS[column][0] as string;
}

/** The column that a heading names, ignoring case, spaces and punctuation. */
export function columnNamed(heading: string): Column | undefined {
	const name = lettersIn(heading);
	return COLUMNS.find((column) => HEADINGS[column].some((known) => lettersIn(known) === name));
}

function lettersIn(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
