/** Reads a log of incidents: a table as spreadsheets write it, or JSON. */
import type { Content, Incident } from "../content/schema";
import { badAnswers } from "../platform/errors";
import { decodeText, READ_AS_WINDOWS } from "../tables/encoding";
import type { DateOptions } from "./dates";
import { readEntries } from "./entries";
import { readJson } from "./json";
import { MAX_LOG_BYTES, Problems, TEMPLATE_HINT } from "./problems";
import { readTable } from "./table";

/** The incidents of a log in the order of reports, and remarks on what may be a mistake in it. */
export type Log = { incidents: Incident[]; remarks: string[] };

/**
 * Reads a log: a table with headings, however it is separated, or a list or lines of JSON.
 * @throws StalkCheckError `bad-answers`, with every problem: nothing that was not understood is left out.
 */
export function readLog(content: Content, bytes: Uint8Array, options: DateOptions): Log {
	if (bytes.length > MAX_LOG_BYTES)
		throw badAnswers(
			"The log is longer than 10 MiB, which is the most that is read. Shorten the notes in a copy of it, or take out what is not about this.",
		);
	const decoded = decodeText(bytes);
	if (!decoded)
		throw badAnswers("The log is not text. In the program that wrote it, save it as CSV, and give that file.");
	const { text, isWindows } = decoded;
	if (text.trim() === "") throw badAnswers(`The log is empty. ${TEMPLATE_HINT}`);
	const problems = new Problems();
	const entries = /^\s*[[{]/.test(text) ? readJson(text, problems) : readTable(text, problems);
	const incidents = readEntries(content, entries, options, problems);
	problems.throwIfAny();
	if (incidents.length === 0)
		throw badAnswers("The log has no entries yet. Under the headings, write a row for each thing that happened.");
	const remarks = [...(isWindows ? [READ_AS_WINDOWS] : []), ...remarksOn(incidents)];
	return { remarks, incidents: incidents.sort(byDate) };
}

/** By first day, last day and time, with unknown ones last, then by line. */
function byDate(a: Incident, b: Incident): number {
	const key = ({ when, minute = 24 * 60 }: Incident) =>
		`${when?.from ?? "~"} ${when?.to} ${String(minute).padStart(4, "0")}`;
	const [keyA, keyB] = [key(a), key(b)];
	return keyA < keyB ? -1 : keyA > keyB ? 1 : a.line - b.line;
}

function remarksOn(incidents: Incident[]): string[] {
	const remarks: string[] = [];
	const has = (count: number) => (count === 1 ? "1 entry has" : `${count} entries have`);
	const undated = incidents.filter(({ when }) => !when).length;
	if (undated > 0) remarks.push(`${has(undated)} no day`);
	const unnamed = incidents.filter(({ what }) => what.length === 0).length;
	if (unnamed > 0) remarks.push(`${has(unnamed)} nothing that is counted`);
	const repeated = new Map<string, number[]>();
	for (const { line, ...rest } of incidents) {
		const key = JSON.stringify(rest);
		const lines = repeated.get(key) ?? [];
		repeated.set(key, lines);
		lines.push(line);
	}
	for (const lines of repeated.values())
		if (lines.length > 1) remarks.push(`Lines ${lines.join(", ")} say the same: is it one thing, written down twice?`);
	return remarks;
}
