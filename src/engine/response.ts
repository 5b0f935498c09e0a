/** What must be true of a response to some content, and problems in words. */
import { pointer } from "../content/json";
import type { Problem } from "../content/schema";
import type { Compiled } from "./compile";

/** The part of compiled content that a response is checked against. */
export type Checkable = Pick<Compiled, "places" | "answerSets" | "checklists">;
type AnswerSet = Checkable["answerSets"][number];

const KEYS = ["ref", "place", "for", "answers"];
const FOR = [{ id: "someone-else" }];

/** For how many unknown items a suggestion is looked for: more would take long and tell no more. */
const MAX_SUGGESTIONS = 100;

/** With more problems, the value is not a response: a line of a batch that is full of them would take 100 MB. */
export const MAX_PROBLEMS = 1000;

/**
 * Every problem of a response at once, or more than `MAX_PROBLEMS` of them; none means that `value` is a `Response` to this
 * content. Not checked by zod: a shape for the items and options of the content would have to be built at every start.
 */
export function checkResponse(content: Checkable, value: unknown): Problem[] {
	if (!isObject(value)) return [{ path: "", message: `must be an object with "answers", not ${describe(value)}` }];
	const problems = Object.keys(value)
		.filter((key) => !KEYS.includes(key))
		.slice(0, MAX_PROBLEMS + 1)
		.map((key) => problem(pointer(key), `there is no ${quote(key)} here; only ${KEYS.join(", ")}`, key, KEYS));
	const { ref, place, for: whom, answers } = value;
	if (ref != null && typeof ref !== "string")
		problems.push({ path: "/ref", message: `must be text, not ${describe(ref)}` });
	if (place != null) problems.push(...checkOption("/place", place, content.places));
	if (whom != null) problems.push(...checkOption("/for", whom, FOR));
	if (!isObject(answers)) {
		const message =
			answers === undefined
				? 'is missing: put the answers in an object, such as { "answers": { "followed": "once" } }'
				: `must be an object of item ids and answers, not ${describe(answers)}`;
		return [...problems, { path: "/answers", message }];
	}
	const sets = new Map(content.answerSets.map((set) => [set.id, set]));
	const items = new Map(
		content.checklists.flatMap(({ items }) =>
			items.map(({ id, answerSet }) => [id, sets.get(answerSet) as AnswerSet] as const),
		),
	);
	for (const [id, answer] of Object.entries(answers)) {
		const set = items.get(id);
		if (set) {
			if (!isAnswer(set, answer)) problems.push(...checkAnswer(pointer("answers", id), answer, set));
			continue;
		}
		if (problems.length > MAX_PROBLEMS) break;
		const known = problems.length < MAX_SUGGESTIONS ? items.keys() : [];
		problems.push(problem(pointer("answers", id), `there is no item ${quote(id)}`, id, known));
	}
	return problems;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAnswer({ counts, options }: AnswerSet, answer: unknown): boolean {
	if (typeof answer === "number") return counts === true && Number.isSafeInteger(answer) && answer >= 0;
	return answer === null || options.some(({ id }) => id === answer);
}

/** What is wrong with an answer, if anything. */
export function checkAnswer(
	path: string,
	answer: unknown,
	{ counts, options }: { counts?: boolean | undefined; options: { id: string }[] },
): Problem[] {
	if (typeof answer === "number" && counts)
		return [{ path, message: `must be a whole number of times, from 0, not ${quote(answer)}` }];
	return checkOption(path, answer, options, counts ? " or a whole number of times" : "");
}

function checkOption(path: string, value: unknown, options: { id: string }[], orElse = ""): Problem[] {
	const ids = options.map(({ id }) => id);
	if (ids.includes(value as string)) return [];
	const message = `must be one of ${ids.join(", ")}${orElse}, not ${describe(value)}`;
	return [typeof value === "string" ? problem(path, message, value, ids) : { path, message }];
}

/** A problem with a suggestion where a known name is close to the one given. */
export function problem(path: string, message: string, given: string, known: Iterable<string>): Problem {
	const suggestion = closest(given, known);
	return suggestion === undefined ? { path, message } : { path, message, suggestion };
}

/** The known name with the fewest edits from the one given; undefined when there are too many for a slip. */
export function closest(given: string, known: Iterable<string>): string | undefined {
	let fewest = Math.min(3, Math.floor(given.length / 2)) + 1;
	let best: string | undefined;
	let compared = 0;
	for (const name of known) {
		// The difference in length is the least that it can be: most names need no closer look.
		if (Math.abs(name.length - given.length) >= fewest) continue;
		// Thousands of slips among thousands of names would take minutes.
		if (++compared > 200 && !name.startsWith(given.slice(0, 2)) && !name.endsWith(given.slice(-2))) continue;
		const edits = distance(given, name);
		if (edits >= fewest) continue;
		fewest = edits;
		best = name;
	}
	return best;
}

/** The Levenshtein distance: insertions, deletions and replacements of one character. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
			next[j] = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, replaced);
		}
		row = next;
	}
	return row[b.length] as number;
}

const MAX_QUOTE_LENGTH = 60;

/** A value as JSON, or in words where JSON has none for it, cut to 60 characters. */
export function quote(value: unknown): string {
	const text = toJson(value);
	if (text.length <= MAX_QUOTE_LENGTH) return text;
	const end = typeof value === "string" ? '..."' : "...";
	// Neither a surrogate pair nor an escape sequence is cut in two.
	const whole = /(?:\\u.{4}|\\[^u]|[^\\\ud800-\udbff])*/u;
	return whole.exec(text.slice(0, MAX_QUOTE_LENGTH - end.length)) + end;
}

function toJson(value: unknown): string {
	if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return "a number too big to be one";
	if (typeof value === "function") return "a function";
	if (typeof value === "bigint") return `${value}n`;
	if (typeof value !== "object" && typeof value !== "string") return String(value);
	try {
		return JSON.stringify(value) ?? "an object";
	} catch {
		return "an object";
	}
}

/** What kind of value it is, in a few words. */
function describe(value: unknown): string {
	if (Array.isArray(value)) return "a list";
	return typeof value === "object" && value !== null ? "an object" : quote(value);
}
