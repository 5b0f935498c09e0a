/** Reads a log of incidents: a table as spreadsheets write it, or JSON. */
import type { Content, Incident, Problem } from "../content/schema";
import type { DateOptions } from "./dates";
import { decodeText } from "./decode";
import { readEntries } from "./entries";
import { readJson } from "./json";
import { MAX_LOG_BYTES, refusal, TEMPLATE_HINT, wrongLog } from "./problems";
import { readTable } from "./table";

/** The incidents of a log in the order of reports, and remarks on what may be a mistake in it. */
export type Log = { incidents: Incident[]; remarks: string[] };

/**
 * Reads a log: a table with headings, however it is separated, a list or lines of JSON, or `{ "incidents": [] }`.
 * @throws StalkCheckError `bad-answers`, with every problem: nothing that was not understood is left out.
 */
export function readLog(content: Content, bytes: Uint8Array, options: DateOptions): Log {
	if (bytes.length > MAX_LOG_BYTES)
		throw refusal(
			"The log is longer than 10 MiB, which is the most that is read. Shorten the notes in a copy of it, or take out what is not about this.",
		);
	const { text, remarks } = decodeText(bytes);
	if (text.trim() === "") throw refusal(`The log is empty. ${TEMPLATE_HINT}`);
	const problems: Problem[] = [];
	const entries = /^\s*[[{]/.test(text) ? readJson(text, problems) : readTable(text, problems);
	const incidents = readEntries(content, entries, options, problems);
	if (problems.length > 0) throw wrongLog(problems);
	if (incidents.length === 0)
		throw refusal("The log has no entries yet. Under the headings, write a row for each thing that happened.");
	return {
		remarks: [...remarks, ...remarksOn(incidents)],
		incidents: incidents.sort(byDate),
	};
}

/** By first day, last day, time and line. Entries without a date or a time come after those with one. */
function byDate(a: Incident, b: Incident): number {
	const LAST = "~";
	return (
		compare(a.when?.from ?? LAST, b.when?.from ?? LAST) ||
		compare(a.when?.to ?? LAST, b.when?.to ?? LAST) ||
		(a.minute ?? END_OF_DAY) - (b.minute ?? END_OF_DAY) ||
		a.line - b.line
	);
}

const END_OF_DAY = 24 * 60;

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function remarksOn(incidents: Incident[]): string[] {
	const remarks: string[] = [];
	const undated = incidents.filter(({ when }) => !when).length;
	if (undated > 0) remarks.push(`${entriesHave(undated)} no day`);
	const unnamed = incidents.filter(({ what }) => what.length === 0).length;
	if (unnamed > 0) remarks.push(`${entriesHave(unnamed)} nothing that is counted`);
	const repeated = new Map<string, number[]>();
	for (const { line, ...rest } of incidents) {
		const key = JSON.stringify(rest);
		const lines = repeated.get(key);
		if (lines) lines.push(line);
		else repeated.set(key, [line]);
	}
	for (const lines of repeated.values())
		if (lines.length > 1) remarks.push(`Lines ${lines.join(", ")} say the same: is it one thing, written down twice?`);
	return remarks;
}

function entriesHave(count: number): string {
	return count === 1 ? "1 entry has" : `${count} entries have`;
}
