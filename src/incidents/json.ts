/** Text of a log in JSON to entries. */
import { jsonProblems, parseJson } from "../content/json";
import { closest, quote } from "../engine/response";
import { badAnswers } from "../platform/errors";
import { COLUMNS, type Entry } from "./columns";
import { MAX_ENTRIES, type Problems, tooManyEntries } from "./problems";

/** Reads a list of entries, or an entry a line. */
export function readJson(text: string, problems: Problems): Entry[] {
	if (!text.trimStart().startsWith("[")) return readLines(text, problems);
	let values: unknown[];
	try {
		values = parseJson(text) as unknown[];
	} catch (error) {
		throw badAnswers(`The log is not JSON: ${(error as Error).message}.`);
	}
	for (const { path, message } of jsonProblems(text)) problems.add(path, message);
	if (values.length > MAX_ENTRIES) throw tooManyEntries();
	return values.map((value, i) => readEntry(`entry ${i + 1}`, i + 1, value, problems));
}

function readLines(text: string, problems: Problems): Entry[] {
	const entries: Entry[] = [];
	for (const [i, json] of text.split("\n").entries()) {
		if (json.trim() === "") continue;
		const place = `line ${i + 1}`;
		let value: unknown;
		try {
			value = parseJson(json);
		} catch (error) {
			problems.add(place, `is not JSON: ${(error as Error).message}`);
			continue;
		}
		const [problem] = jsonProblems(json);
		if (problem) problems.add(`${place}, ${problem.path.slice(1)}`, problem.message);
		entries.push(readEntry(place, i + 1, value, problems));
		if (entries.length > MAX_ENTRIES) throw tooManyEntries();
	}
	return entries;
}

function readEntry(place: string, line: number, value: unknown, problems: Problems): Entry {
	const cells: Entry["cells"] = new Map();
	const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
	if (!isObject)
		problems.add(place, `must be an object, such as { "date": "2025-03-04", "what": "followed" }, not ${quote(value)}`);
	for (const [key, cell] of Object.entries(isObject ? value : {})) {
		const column = COLUMNS.find((known) => known === key);
		const path = `${place}, ${key}`;
		const isTexts = column === "what" && Array.isArray(cell) && cell.every((part) => typeof part === "string");
		if (!column)
			problems.add(path, `there is no ${quote(key)} here; only ${COLUMNS.join(", ")}`, closest(key, COLUMNS));
		else if (typeof cell === "string" || isTexts) cells.set(column, { heading: key, text: [cell].flat().join("\n") });
		else if (cell !== null)
			problems.add(path, `must be text${column === "what" ? ", or a list of texts" : ""}, not ${quote(cell)}`);
	}
	return { place, line, cells };
}
