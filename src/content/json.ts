/** Pointers into JSON, and what `JSON.parse` accepts silently: duplicate keys, of which it keeps the last, and great depth. */
import type { Problem } from "./schema";

/** The deepest nesting accepted. Our own files have about 10 levels; readers of JSON recurse into each. */
const MAX_DEPTH = 100;
/** Characters of paths reported: a few long keys can make the paths longer than the text. */
const MAX_PATHS_LENGTH = 1 << 20;

/** An open list or object: its current index or key, and in an object the keys so far. */
type Container = { at: string | number; keys?: Set<string> };

/**
 * Parses JSON.
 * @throws SyntaxError that says where to look. The messages of V8 differ between versions, and can quote answers.
 */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		const valid = text.slice(0, validLength(text));
		const lines = valid.split("\n");
		const place = `look at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
		throw new SyntaxError(place + slipAt(valid, text[valid.length]));
	}
}

/** What is wrong at the first character that does not fit, if it is one of two common slips. */
function slipAt(valid: string, next: string | undefined): string {
	if (next === "'") return ": write \" and not '";
	const closes = next === "}" || next === "]";
	return closes && valid.trimEnd().endsWith(",") ? ": the comma before it has nothing after it" : "";
}

/** A mark, the quote that begins a string, or another value, after white space. */
const TOKEN = /[ \t\r\n]*(?:([{}[\],:"])|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
/** Characters of a string, or one escape. A pattern for whole strings would run out of stack in one of 8 MB. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings.
const CHARACTERS = /[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** The tokens that a text begins with. Each is a mark, `string` or `value`; `to` is the index just after it. */
function* tokensOf(text: string): Generator<{ kind: string; from: number; to: number }> {
	for (let to = 0; ; ) {
		TOKEN.lastIndex = to;
		const [token, mark = "value"] = TOKEN.exec(text) ?? [];
		if (token === undefined) return;
		to += token.length;
		const from = to - token.trimStart().length;
		if (mark === '"') {
			for (CHARACTERS.lastIndex = to; CHARACTERS.test(text); ) to = CHARACTERS.lastIndex;
			if (text[to++] !== '"') return;
		}
		yield { kind: mark === '"' ? "string" : mark, from, to };
	}
}

/** How many characters of a text could begin a JSON value. */
function validLength(text: string): number {
	const open: string[] = [];
	let allowed = "value";
	let end = 0;
	for (const { kind, to } of tokensOf(text)) {
		const isValue = kind === "string" || kind === "value" || kind === "{" || kind === "[";
		if (!allowed.includes(kind) && !(isValue && allowed.includes("value"))) break;
		end = to;
		if (kind === "{" || kind === "[") open.push(kind);
		else if (kind === "}" || kind === "]") open.pop();
		const inside = open.at(-1);
		if (kind === "{") allowed = "string }";
		else if (kind === "[") allowed = "value ]";
		else if (kind === ",") allowed = inside === "{" ? "string" : "value";
		else if (kind === ":") allowed = "value";
		else if (kind === "string" && allowed.startsWith("string")) allowed = ":";
		else allowed = inside === undefined ? "nothing" : inside === "{" ? ", }" : ", ]";
	}
	return end + (/^[ \t\r\n]*/.exec(text.slice(end))?.[0].length ?? 0);
}

/** Builds a JSON pointer (RFC 6901). */
export function pointer(...parts: (string | number)[]): string {
	return parts.map((p) => `/${String(p).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * Every value at the pointers that match `pattern`, with its pointer after `path`. A `*` stands for every index or key; what
 * is absent is left out.
 */
export function select<T>(value: unknown, pattern: string, path = ""): { path: string; value: T }[] {
	const [, step, rest = ""] = /^\/([^/]*)(.*)$/.exec(pattern) ?? [];
	if (step === undefined) return [{ path, value: value as T }];
	return Object.entries(Object(value))
		.filter(([key, inner]) => (step === "*" || step === key) && inner !== undefined)
		.flatMap(([key, inner]) => select<T>(inner, rest, path + pointer(key)));
}

/** Reports every duplicate key, and the first container that is too deep. `text` must be valid JSON. */
export function jsonProblems(text: string): Problem[] {
	const problems: Problem[] = [];
	const open: Container[] = [];
	const path = () => pointer(...open.map(({ at }) => at));
	let pathsLength = 0;
	let lastString = "";
	for (const { kind, from, to } of tokensOf(text)) {
		const container = open.at(-1);
		if (kind === "string") lastString = text.slice(from, to);
		else if (kind === "{" || kind === "[") {
			if (open.length === MAX_DEPTH) return [...problems, { path: path(), message: TOO_DEEP }];
			open.push(kind === "{" ? { at: "", keys: new Set() } : { at: 0 });
		} else if (kind === "}" || kind === "]") open.pop();
		else if (kind === "," && typeof container?.at === "number") container.at++;
		else if (kind === ":") {
			const object = container as Required<Container>;
			const key: string = JSON.parse(lastString);
			object.at = key;
			if (object.keys.has(key)) {
				problems.push({ path: path(), message: DUPLICATE_KEY });
				pathsLength += problems.at(-1)?.path.length ?? 0;
				if (pathsLength > MAX_PATHS_LENGTH) return problems;
			}
			object.keys.add(key);
		}
	}
	return problems;
}

const DUPLICATE_KEY = "is there more than once; keep one of them";
const TOO_DEEP = `goes deeper than ${MAX_DEPTH} levels`;
