/** Text of a log in JSON to entries. */
import { jsonProblems } from "../content/json";
import { closest, quote } from "../engine/response";
import { COLUMNS, type Entry } from "./columns";
import { MAX_ENTRIES, MAX_PROBLEMS, type Problems, refusal, tooManyEntries } from "./problems";

/** A value of the log: an entry, unless there is a problem with it. */
type Value = Omit<Entry, "cells"> & { value: unknown };

/** Reads a list of entries, `{ "incidents": [] }`, or an entry a line. */
export function readJson(text: string, problems: Problems): Entry[] {
	const values = readValues(text, problems);
	if (values.length > MAX_ENTRIES) throw tooManyEntries();
	return values.map((value) => readEntry(value, problems));
}

function readValues(text: string, problems: Problems): Value[] {
	let whole: unknown;
	try {
		whole = JSON.parse(text);
	} catch (error) {
		if (/^\s*\[/.test(text)) throw refusal(`The log is not JSON: ${(error as Error).message}.`);
		return readLines(text, problems);
	}
	for (const { path, message } of jsonProblems(text).slice(0, MAX_PROBLEMS)) problems.add(path, message);
	if (Array.isArray(whole)) return numbered(whole);
	const { incidents, ...others } = whole as Record<string, unknown>;
	if (incidents === undefined) {
		const line = text.slice(0, text.indexOf("{")).split("\n").length;
		return [{ place: `line ${line}`, line, value: whole }];
	}
	for (const key of Object.keys(others).slice(0, MAX_PROBLEMS))
		problems.add(key, `there is no ${quote(key)} here; only incidents`);
	if (Array.isArray(incidents)) return numbered(incidents);
	throw refusal(`The "incidents" of the log must be a list, not ${quote(incidents)}.`);
}

function numbered(values: unknown[]): Value[] {
	return values.map((value, i) => ({ place: `entry ${i + 1}`, line: i + 1, value }));
}

function readLines(text: string, problems: Problems): Value[] {
	const values: Value[] = [];
	for (const [i, json] of text.split("\n").entries()) {
		if (values.length > MAX_ENTRIES || problems.tooMany) break;
		if (json.trim() === "") continue;
		const place = `line ${i + 1}`;
		try {
			values.push({ place, line: i + 1, value: JSON.parse(json) });
			const [problem] = jsonProblems(json);
			if (problem) problems.add(`${place}, ${problem.path.slice(1)}`, problem.message);
		} catch (error) {
			problems.add(place, `is not JSON: ${(error as Error).message}`);
		}
	}
	return values;
}

function readEntry({ place, line, value }: Value, problems: Problems): Entry {
	const cells: Entry["cells"] = new Map();
	const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
	if (!isObject)
		problems.add(place, `must be an object, such as { "date": "2025-03-04", "what": "followed" }, not ${quote(value)}`);
	for (const [key, cell] of Object.entries(isObject ? value : {})) {
		if (problems.tooMany) break;
		const column = COLUMNS.find((known) => known === key);
		const path = `${place}, ${key}`;
		if (!column)
			problems.add(path, `there is no ${quote(key)} here; only ${COLUMNS.join(", ")}`, closest(key, COLUMNS));
		else if (typeof cell === "string") cells.set(column, cell);
		else if (column === "what" && isTexts(cell)) cells.set(column, cell.join("\n"));
		else if (cell !== null)
			problems.add(path, `must be text${column === "what" ? ", or a list of texts" : ""}, not ${quote(cell)}`);
	}
	return { place, line, cells };
}

function isTexts(value: unknown): value is string[] {
	return Array.isArray(value) && value.every((part) => typeof part === "string");
}
