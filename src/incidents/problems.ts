/** The limits of a log, and the errors that refuse it. */
import type { Problem } from "../content/schema";
import { badAnswers, type StalkCheckError } from "../platform/errors";

/** The longest log accepted, in bytes (10 MiB). */
export const MAX_LOG_BYTES = 10 << 20;
export const MAX_ENTRIES = 20_000;
/** A file with more problems is not a log: it is refused at once. */
export const MAX_PROBLEMS = 50_000;

/** Where to get an empty log. */
export const TEMPLATE_HINT = "For one with headings, to fill in with any spreadsheet: stalk-check log template";

export function tooManyEntries(): StalkCheckError {
	return badAnswers(
		`The log has more than ${MAX_ENTRIES} entries, which is the most that is read. Take out what is not about this, in a copy of it.`,
	);
}

/** The problems found in a log so far. */
export class Problems {
	readonly list: Problem[] = [];

	/** Adds a problem. `path` begins with the line or the entry. The message of the problem returned may be extended. */
	add(path: string, message: string, suggestion?: string): Problem {
		const problem = { path, message, ...(suggestion !== undefined && { suggestion }) };
		this.list.push(problem);
		if (this.list.length > MAX_PROBLEMS) this.throwIfAny();
		return problem;
	}

	/** Refuses the log for all its problems, sorted by line. */
	throwIfAny(): void {
		if (this.list.length === 0) return;
		let summary = this.list.length === 1 ? "a problem" : `${this.list.length} problems`;
		if (this.list.length > MAX_PROBLEMS) summary = `more than ${MAX_PROBLEMS} problems, of which these are the first`;
		const line = ({ path }: Problem) => Number(/\d+/.exec(path)?.[0] ?? 0);
		const sorted = this.list.sort((a, b) => line(a) - line(b));
		throw badAnswers(`The log has ${summary}; nothing was assessed.`, sorted);
	}
}
