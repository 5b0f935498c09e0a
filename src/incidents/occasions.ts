/** How many separate occasions the entries of a log show. */
import type { Incident, LogOccasions } from "../content/schema";
import { type DayNumbers, mergeRanges, toDayNumbers } from "./span";

/**
 * Counts occasions. Entries of one event are one occasion, whatever their days. Two others may be one occasion if they
 * can be on the same day, and one may be part of an event that it can share a day with; without a date it can be on any
 * day. `atLeast` is the fewest occasions that explain all entries; `atMost` counts each entry without an event.
 */
export function countOccasions(incidents: Incident[]): Pick<LogOccasions, "atLeast" | "atMost" | "lines"> {
	const inEvents = incidents.filter(({ event }) => event !== undefined);
	const others = incidents.filter(({ event }) => event === undefined);
	const events = new Set(inEvents.map(({ event }) => event)).size;
	const eventDays = mergeRanges(inEvents.map(possibleDays));
	const unexplained = others.map(possibleDays).filter((days) => !eventDays.some((event) => overlap(event, days)));
	return {
		atLeast: events + fewestDays(unexplained),
		atMost: events + others.length,
		lines: incidents.map(({ line }) => line).sort((a, b) => a - b),
	};
}

function possibleDays({ when }: Incident): DayNumbers {
	return when ? toDayNumbers(when) : { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
}

function overlap(a: DayNumbers, b: DayNumbers): boolean {
	return a.from <= b.to && b.from <= a.to;
}

/** The size of the smallest set with a day in each range: the last day of the range that ends first, and so on. */
function fewestDays(ranges: DayNumbers[]): number {
	let count = 0;
	let chosen = Number.NEGATIVE_INFINITY;
	for (const { from, to } of [...ranges].sort((a, b) => a.to - b.to))
		if (count === 0 || from > chosen) {
			count++;
			chosen = to;
		}
	return count;
}
