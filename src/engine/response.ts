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
	if (place != null) problems.push(...checkPlace(place, content.places));
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

function checkPlace(value: unknown, places: Checkable["places"]): Problem[] {
	return checkOption("/place", value, places, "", MAX_PLACE_EDITS).map((found) =>
		found.suggestion === undefined ? { ...found, message: found.message + anywhereElse(places) } : found,
	);
}

/** How far a place may be from the one suggested: Ireland is no slip for England, and has another law. */
export const MAX_PLACE_EDITS = 1;

/** A sentence without its full stop: what to write for a place that is not there. */
export function anywhereElse(places: Checkable["places"]): string {
	const outside = places.find((it) => it.outside);
	return outside ? `. For anywhere else, write ${outside.id}` : "";
}

function checkOption(path: string, value: unknown, options: { id: string }[], orElse = "", most?: number): Problem[] {
	const ids = options.map(({ id }) => id);
	if (ids.includes(value as string)) return [];
	const message = `must be one of ${ids.join(", ")}${orElse}, not ${describe(value)}`;
	return [typeof value === "string" ? problem(path, message, value, ids, most) : { path, message }];
}

/** A problem with a suggestion where a known name is close to the one given. */
export function problem(path: string, message: string, given: string, known: Iterable<string>, most?: number): Problem {
	const suggestion = closest(given, known, most);
	return suggestion === undefined ? { path, message } : { path, message, suggestion };
}

const MAX_EDITS = 3;

/**
 * The known name that the given one is a slip for: the one with the fewest edits, and no more than `most`. Capitals, spaces
 * and underscores are no edits. Undefined when more than a third is different, or the first letter and something else.
 */
export function closest(given: string, known: Iterable<string>, most = MAX_EDITS): string | undefined {
	const text = asId(given);
	let fewest = Math.min(most, Math.floor(text.length / 2)) + 1;
	let best: string | undefined;
	let compared = 0;
	for (const name of known) {
		// The difference in length is the least that it can be: most names need no closer look.
		if (Math.abs(name.length - text.length) >= fewest) continue;
		// Thousands of slips among thousands of names would take minutes.
		if (++compared > 200 && !name.startsWith(text.slice(0, 2)) && !name.endsWith(text.slice(-2))) continue;
		const id = asId(name);
		const edits = distance(text, id);
		if (edits >= fewest || edits > Math.max(text.length, id.length) / 3) continue;
		if (edits > 1 && text[0] !== id[0]) continue;
		fewest = edits;
		best = name;
	}
	return best;
}

function asId(name: string): string {
	return name.toLowerCase().replace(/[ _]/g, "-");
}

/** The edit distance: insertions, deletions and replacements of one character, and swaps of two neighbours. */
function distance(a: string, b: string): number {
	let above: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const isSwap = j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const swapped = isSwap ? (above[j - 2] as number) + 1 : replaced;
			next[j] = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, replaced, swapped);
		}
		[above, row] = [row, next];
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
