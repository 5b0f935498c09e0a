/** What a log is refused for. */
import type { Problem } from "../content/schema";
import { StalkCheckError } from "../platform/errors";

/** The longest log accepted, in bytes (10 MiB). */
export const MAX_LOG_BYTES = 10 << 20;
export const MAX_ENTRIES = 20_000;
/** A file with more problems is not a log: reading stops. */
export const MAX_PROBLEMS = 50_000;

/** Where to get an empty log. */
export const TEMPLATE_HINT = "For one with headings, to fill in with any spreadsheet: stalk-check log template";

export function refusal(message: string, problems: Problem[] = []): StalkCheckError {
	return new StalkCheckError("bad-answers", message, problems);
}

export function tooManyEntries(): StalkCheckError {
	return refusal(
		`The log has more than ${MAX_ENTRIES} entries, which is the most that is read. Take out what is not about this, in a copy of it.`,
	);
}

/** Refuses a log for all its problems, sorted by line. */
export function wrongLog(problems: Problem[]): StalkCheckError {
	const count = problems.length;
	const summary =
		count > MAX_PROBLEMS
			? `more than ${MAX_PROBLEMS} problems, of which these are the first`
			: count === 1
				? "a problem"
				: `${count} problems`;
	const line = ({ path }: Problem) => Number(/\d+/.exec(path)?.[0] ?? 0);
	return refusal(
		`The log has ${summary}; nothing was assessed.`,
		problems.sort((a, b) => line(a) - line(b)),
	);
}
