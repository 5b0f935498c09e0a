/** What must be true of a response to some content, and how what is wrong with anything is said. */

import { pointer } from "../content/json";
import type { Problem } from "../content/schema";
import type { Compiled } from "./compile";

/** As much of the content, or of a plan of it, as a response is checked against. */
export type Checkable = Pick<Compiled, "places" | "answerSets" | "checklists">;
type AnswerSet = Checkable["answerSets"][number];

/**
 * Every problem of a response at once; none means that `value` is a `Response` to this content. Checked here and not
 * by zod, because the items and options come from the content and building a shape for them costs every start.
 */
export function checkResponse(content: Checkable, value: unknown): Problem[] {
	if (!isObject(value))
		return [
			{
				path: "",
				message: `must be an object with "answers", not ${describe(value)}`,
			},
		];
	const problems = unknownKeys(value, ["ref", "place", "for", "answers"]);
	const { ref, place, for: whom, answers } = value as { [key: string]: unknown };
	if (ref != null && typeof ref !== "string")
		problems.push({
			path: "/ref",
			message: `must be text, not ${describe(ref)}`,
		});
	if (place != null) problems.push(...oneOf(() => "/place", place, content.places));
	if (whom != null) problems.push(...oneOf(() => "/for", whom, VOICES));
	if (!isObject(answers)) {
		const message =
			answers === undefined
				? 'is missing: put the answers in an object, such as { "answers": { "followed": "once" } }'
				: `must be an object of item ids and answers, not ${describe(answers)}`;
		return [...problems, { path: "/answers", message }];
	}
	const sets = new Map(content.answerSets.map((set) => [set.id, set]));
	const items = new Map(content.checklists.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
	for (const [id, answer] of Object.entries(answers)) {
		const path = () => pointer("answers", id);
		const item = items.get(id);
		if (item) {
			const set = sets.get(item.answerSet) as AnswerSet;
			problems.push(...checkAnswer(path, answer, set));
			continue;
		}
		const message = `there is no item ${quote(id)}`;
		// Looking for what was meant takes time, and a few are enough to see what went wrong.
		problems.push(
			problems.length < SUGGESTIONS ? problem(path(), message, id, items.keys()) : { path: path(), message },
		);
	}
	return problems;
}

/** Whom a response can be for. */
const VOICES = [{ id: "someone-else" }];

/** For how many unknown items a suggestion is looked for. */
const SUGGESTIONS = 100;

function checkAnswer(path: () => string, answer: unknown, { counts, options }: AnswerSet): Problem[] {
	if (answer === null) return [];
	if (typeof answer === "number" && counts) {
		if (Number.isSafeInteger(answer) && answer >= 0) return [];
		const message = `must be a whole number of times, from 0, not ${quote(answer)}`;
		return [{ path: path(), message }];
	}
	const orElse = counts ? " or a whole number of times" : "";
	return oneOf(path, answer, options, orElse);
}

/** Nothing is put together until something is wrong: nearly always nothing is. */
function oneOf(path: () => string, value: unknown, allowed: { id: string }[], orElse = ""): Problem[] {
	if (allowed.some(({ id }) => id === value)) return [];
	const ids = allowed.map(({ id }) => id);
	const message = `must be one of ${ids.join(", ")}${orElse}, not ${describe(value)}`;
	return typeof value === "string" ? [problem(path(), message, value, ids)] : [{ path: path(), message }];
}

function unknownKeys(value: object, allowed: string[]): Problem[] {
	return Object.keys(value)
		.filter((key) => !allowed.includes(key))
		.map((key) => {
			const message = `there is no ${quote(key)} here; only ${allowed.join(", ")}`;
			return problem(pointer(key), message, key, allowed);
		});
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
	if (Array.isArray(value)) return "a list";
	if (typeof value === "object" && value !== null) return "an object";
	return quote(value);
}

/** A value as JSON, or in words where JSON has none for it, cut short. */
export function quote(value: unknown): string {
	const text = written(value);
	if (text.length <= LONGEST) return text;
	const end = typeof value === "string" ? '..."' : "...";
	// Nothing is cut in the middle of a character, or of the signs that stand for one.
	const whole = /^(?:\\u.{4}|\\[^u]|[^\\\ud800-\udbff])*/u;
	return whole.exec(text.slice(0, LONGEST - end.length)) + end;
}

const LONGEST = 60;

function written(value: unknown): string {
	if (value === Number.POSITIVE_INFINITY || value === -Number.POSITIVE_INFINITY) return "a number too big to be one";
	if (typeof value === "function") return "a function";
	if (typeof value === "bigint") return `${value}n`;
	if (typeof value !== "object" && typeof value !== "string") return String(value);
	try {
		return JSON.stringify(value) ?? "an object";
	} catch {
		return "an object";
	}
}

/** A problem with a "did you mean" where a known name is close to the one given. */
export function problem(path: string, message: string, given: string, known: Iterable<string>): Problem {
	const suggestion = closest(given, known);
	return suggestion === undefined ? { path, message } : { path, message, suggestion };
}

/** The known name fewest edits away from the one given, if that is few enough to be a slip. */
export function closest(given: string, known: Iterable<string>): string | undefined {
	const tolerance = Math.min(3, Math.floor(given.length / 2));
	let best: string | undefined;
	let fewest = tolerance + 1;
	for (const name of known) {
		if (Math.abs(name.length - given.length) >= fewest) continue;
		const edits = distance(given, name);
		if (edits < fewest) {
			best = name;
			fewest = edits;
		}
	}
	return best;
}

/** Levenshtein distance: insertions, deletions and replacements of one character. */
function distance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		for (let j = 1; j <= b.length; j++)
			current[j] = Math.min(
				(previous[j] as number) + 1,
				(current[j - 1] as number) + 1,
				(previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1),
			);
		previous = current;
	}
	return previous[b.length] as number;
}
