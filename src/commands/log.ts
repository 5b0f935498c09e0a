/** Reads the log of incidents that somebody kept, and says what is in it. */

import type { Content, Incident } from "../content/schema";
import { countedItems, findingsOf } from "../incidents/occasions";
import { type Log, MOST_LOG_BYTES, readLog, TEMPLATE } from "../incidents/read";
import { inertJson, printable, StalkCheckError } from "../platform/errors";
import { readFile } from "../platform/files";
import type { Io } from "../platform/io";
import type { Options } from "./options";

export { MOST_LOG_BYTES } from "../incidents/read";

/**
 * The incidents of the log that the command line names, if it names one.
 * @throws StalkCheckError `cannot-read`, or `bad-answers` with every problem found.
 */
export function incidentsFor(
	content: Content,
	{ incidents, dates }: Options,
	io: Io,
): Incident[] | undefined {
	if (incidents === undefined) {
		if (dates === undefined) return undefined;
		throw new StalkCheckError(
			"usage",
			"--dates is about the dates of a log: name one with --incidents FILE.",
		);
	}
	if (incidents === "-")
		throw new StalkCheckError(
			"usage",
			"Standard input is for the answers: give the log as a file.",
		);
	const bytes = readFile(incidents, MOST_LOG_BYTES + 1);
	return readLog(content, bytes, { today: io.today(), order: dates }).incidents;
}

/** An empty log, to fill in with any spreadsheet. */
export function logTemplate(): string {
	return `${TEMPLATE.join(",")}\n`;
}

/** What to know before a log is begun: the warning, how to fill it in, and the names of what can be counted. */
export function aboutLogs(content: Content): string {
	const { warning, how, counted } = content.words.keyboard.log;
	const names = countedItems(content).map(
		({ id, label }) => `  ${id}: ${label}`,
	);
	return lines([...warning, "", ...how, "", counted, ...names, ""]);
}

/** What to know before a log is looked at. */
export function logWarning(content: Content): string {
	return lines([...content.words.keyboard.log.warning, ""]);
}

/** Says what is in a log: how much, from when to when, what is counted, and what to look at again. */
export function checkLog(
	content: Content,
	bytes: Uint8Array,
	{ json, dates }: Options,
	io: Io,
): string {
	const log = readLog(content, bytes, { today: io.today(), order: dates });
	const findings = findingsOf(content, {}, log.incidents);
	const { remarks } = log;
	const { incidents, undated, unnamed, span, longestGap, occasions } = findings;
	if (json) {
		const found = { incidents, undated, unnamed, span, longestGap, occasions };
		return `${inertJson({ ...found, remarks }, 2)}\n`;
	}
	return lines([
		`Every line was understood: ${inAll(log)}${span ? `, from ${span.from} to ${span.to}` : ""}.`,
		...occasions.map(({ item, atLeast, lines }) => {
			const label = countedItems(content).find(({ id }) => id === item)?.label;
			const times = atLeast === 1 ? "once" : `${atLeast} times`;
			const where = lines.length === 1 ? "line" : "lines";
			return `  ${label}: ${times} at least (${where} ${lines.join(", ")})`;
		}),
		...remarks.map((it) => `  ${it}`),
	]);
}

function inAll({ incidents: { length } }: Log): string {
	return length === 1 ? "1 entry" : `${length} entries`;
}

function lines(texts: string[]): string {
	return texts.map((it) => `${printable(it)}\n`).join("");
}
