/** Logs of March 2025 in short. */
import type { DateRange, Incident } from "../../src/content/schema";
import { dayFromNumber, dayNumber } from "../../src/incidents/days";

/** An entry: its day of March, or the first and last, its event, and what happened: "followed" by default. */
export type Short = { on?: number | [from: number, to: number]; event?: string; what?: string[] };

/** A day counted from 1 March 2025. */
export function march(day: number): string {
	return dayFromNumber(dayNumber("2025-03-01") + day - 1);
}

/** The incidents of a log whose first row is line 2. */
export function log(...shorts: Short[]): Incident[] {
	return shorts.map(({ on, event, what = ["followed"] }, i) => {
		const [from, to = from] = [on ?? []].flat();
		const when: DateRange | undefined =
			from === undefined || to === undefined ? undefined : { from: march(from), to: march(to), original: "then" };
		return { line: i + 2, what, ...(when && { when }), ...(event === undefined ? {} : { event }) };
	});
}
