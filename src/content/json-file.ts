/** Reads one JSON file of a content folder and checks it against its shape. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import type { z } from "zod";
import { closest, quote } from "../engine/response";
import { fileTrouble, printable, StalkCheckError } from "../platform/errors";
import { jsonProblems, parseJson, pointer } from "./json";
import type { Problem } from "./schema";
import { CONDITION_KEYS, NOT_A_CONDITION } from "./shapes/condition";

/** The largest content file that is read, in bytes (4 MiB). */
const MAX_BYTES = 1 << 22;

/** The parsed file, or undefined with its problems added to `problems`. Paths are `file#pointer`. */
export function readShape<T>(folder: string, file: string, shape: z.ZodType<T>, problems: Problem[]): T | undefined {
	let text: string;
	let value: unknown;
	try {
		text = readText(join(folder, file));
		value = parseJson(text);
	} catch (error) {
		problems.push({ path: file, message: unreadable(error) });
		return undefined;
	}
	const misspelt = jsonProblems(text);
	for (const { path, message } of misspelt) problems.push({ path: `${file}#${path}`, message });
	if (misspelt.length > 0) return undefined;
	problems.push(...invisible(value, `${file}#`));
	const parsed = shape.safeParse(value);
	if (parsed.success) return parsed.data;
	// Not spread: there can be more issues than a call takes arguments.
	for (const issue of parsed.error.issues)
		for (const problem of shapeProblems(file, value, issue)) problems.push(problem);
	return undefined;
}

/** A fault of a file, in words that follow its name. */
class Unsuitable extends Error {}

function readText(path: string): string {
	const stats = statSync(path);
	// A pipe would block, and a device may have no end.
	if (!stats.isFile() && !stats.isDirectory()) throw new Unsuitable("cannot be read: it is not an ordinary file");
	if (stats.size > MAX_BYTES)
		throw new Unsuitable(`is longer than ${MAX_BYTES} bytes (4 MiB), which is the most that is read`);
	return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
}

function unreadable(error: unknown): string {
	if (error instanceof Unsuitable) return error.message;
	if (error instanceof SyntaxError) return `is not JSON: ${error.message}`;
	if (error instanceof TypeError) return "is not UTF-8 text";
	return `cannot be read: ${fileTrouble(error)}`;
}

/** The first text in a value that could act on a terminal, or that shows less than it says. */
function invisible(value: unknown, path: string): Problem[] {
	if (typeof value === "string")
		return printable(value) === value ? [] : [{ path, message: `has what cannot be seen: ${quote(value)}` }];
	if (typeof value !== "object" || value === null) return [];
	for (const [key, inner] of Object.entries(value)) {
		const found = [...invisible(key, path), ...invisible(inner, path + pointer(key))];
		if (found.length > 0) return found;
	}
	return [];
}

/** An issue of zod in our words; `within` is the path of the value that the issue's own path starts from. */
function shapeProblems(file: string, value: unknown, issue: z.core.$ZodIssue, within: PropertyKey[] = []): Problem[] {
	const keys = [...within, ...issue.path];
	const path = `${file}#${keys.map((key) => `/${String(key)}`).join("")}`;
	const given = keys.reduce((inner, key) => (inner as Record<PropertyKey, unknown>)[key], value);
	if (issue.code === "unrecognized_keys")
		return issue.keys.map((key) => ({ path: `${path}/${key}`, message: "is not expected here" }));
	if (issue.code !== "invalid_union" || issue.message !== NOT_A_CONDITION) return [{ path, message: issue.message }];
	const [firstKey] = Object.keys(Object(given));
	const kind = typeof given === "object" ? CONDITION_KEYS.findIndex((key) => key in Object(given)) : -1;
	if (kind >= 0)
		// The first member of the union is an id by itself.
		return (issue.errors[kind + 1] ?? []).flatMap((inner) => shapeProblems(file, value, inner, keys));
	const suggestion = closest(String(firstKey), CONDITION_KEYS);
	return [{ path, message: issue.message, ...(suggestion && { suggestion }) }];
}

/** The names in a folder, sorted, without hidden ones. */
export function names(folder: string, inside: string): string[] {
	const path = join(folder, inside);
	try {
		return readdirSync(path)
			.filter((name) => !name.startsWith("."))
			.sort();
	} catch (error) {
		throw new StalkCheckError("cannot-read", `The folder ${path} cannot be read: ${fileTrouble(error)}.`);
	}
}

/** The JSON files in a folder, as paths within `folder`. */
export function jsonFiles(folder: string, inside: string): string[] {
	return names(folder, inside)
		.filter((name) => name.endsWith(".json"))
		.map((name) => posix.join(inside, name));
}
