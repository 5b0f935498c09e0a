/** Text of a log in JSON to entries. */

import { jsonProblems } from "../content/json";
import type { Problem } from "../content/schema";
import { problem, quote } from "../engine/response";
import { COLUMNS } from "./columns";
import type { Entry } from "./entries";
import { MAX_ENTRIES, MAX_PROBLEMS, refusal, tooManyEntries } from "./problems";

/** One value of the log, and how messages name its place. */
type Value = { place: string; line: number; value: unknown };

/** Reads a list of entries, `{ "incidents": [] }`, or an entry a line. Adds to `problems`. */
export function readJson(text: string, problems: Problem[]): Entry[] {
	const values = readValues(text, problems);
	if (values.length > MAX_ENTRIES) throw tooManyEntries();
	return values.map((value) => readEntry(value, problems));
}

function readValues(text: string, problems: Problem[]): Value[] {
	let whole: unknown;
	try {
		whole = JSON.parse(text);
	} catch (error) {
		if (/^\s*\[/.test(text)) throw refusal(`The log is not JSON: ${(error as Error).message}.`);
		return readLines(text, problems);
	}
	for (const repeated of jsonProblems(text).slice(0, MAX_PROBLEMS)) problems.push(repeated);
	if (Array.isArray(whole)) return numbered(whole);
	const { incidents, ...others } = whole as Record<string, unknown>;
	if (incidents === undefined) {
		const line = text.slice(0, text.indexOf("{")).split("\n").length;
		return [{ place: `line ${line}`, line, value: whole }];
	}
	for (const key of Object.keys(others).slice(0, MAX_PROBLEMS))
		problems.push({
			path: key,
			message: `there is no ${quote(key)} here; only incidents`,
		});
	if (Array.isArray(incidents)) return numbered(incidents);
	throw refusal(`The "incidents" of the log must be a list, not ${quote(incidents)}.`);
}

function numbered(values: unknown[]): Value[] {
	return values.map((value, i) => ({
		place: `entry ${i + 1}`,
		line: i + 1,
		value,
	}));
}

function readLines(text: string, problems: Problem[]): Value[] {
	const values: Value[] = [];
	for (const [i, json] of text.split("\n").entries()) {
		if (values.length > MAX_ENTRIES || problems.length > MAX_PROBLEMS) break;
		if (json.trim() === "") continue;
		const place = `line ${i + 1}`;
		try {
			values.push({ place, line: i + 1, value: JSON.parse(json) });
			for (const { path, message } of jsonProblems(json).slice(0, 1))
				problems.push({ path: `${place}, ${path.slice(1)}`, message });
		} catch (error) {
			const message = `is not JSON: ${(error as Error).message}`;
			problems.push({ path: place, message });
		}
	}
	return values;
}

function readEntry({ place, line, value }: Value, problems: Problem[]): Entry {
	const cells: Entry["cells"] = new Map();
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		problems.push({
			path: place,
			message: `must be an object, such as { "date": "2025-03-04", "what": "followed" }, not ${quote(value)}`,
		});
		return { place, line, cells };
	}
	for (const [key, cell] of Object.entries(value)) {
		if (problems.length > MAX_PROBLEMS) break;
		const column = COLUMNS.find((known) => known === key);
		const path = `${place}, ${key}`;
		if (!column) {
			const message = `there is no ${quote(key)} here; only ${COLUMNS.join(", ")}`;
			problems.push(problem(path, message, key, COLUMNS));
		} else if (typeof cell === "string") cells.set(column, cell);
		else if (column === "what" && isTexts(cell)) cells.set(column, cell.join("\n"));
		else if (cell !== null)
			problems.push({
				path,
				message: `must be text${column === "what" ? ", or a list of texts" : ""}, not ${quote(cell)}`,
			});
	}
	return { place, line, cells };
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((it) => typeof it === "string");
}
