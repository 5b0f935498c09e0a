/** What is wrong with JSON that `JSON.parse` lets pass: keys that are there twice, of which it keeps the last, and great depth. */
import type { Problem } from "../content/schema";

/** How many lists and objects may be one in another. Ours are some ten; what goes through them calls itself for each. */
const DEEPEST = 100;
/** How many characters of paths are told: a few long keys could make them longer than what they are about. */
const MOST_TOLD = 1 << 20;

/** A list or an object that has begun: the key or the place in it that was read last, and in an object all keys so far. */
type Open = { at: string | number; keys?: Set<string> };

/** A JSON pointer (RFC 6901) from its parts. */
export function pointer(...parts: (string | number)[]): string {
	return parts
		.map((p) => `/${String(p).replaceAll("~", "~0").replaceAll("/", "~1")}`)
		.join("");
}

/** Every key that its object has had already, and the first place that lies too deep. `text` must be JSON. */
export function jsonProblems(text: string): Problem[] {
	const problems: Problem[] = [];
	const open: Open[] = [];
	const path = () => pointer(...open.map(({ at }) => at));
	let told = 0;
	/** Where the string that was read last begins and ends, with its quotes. */
	let from = 0;
	let to = 0;
	for (let i = 0; i < text.length; i++) {
		const within = open.at(-1);
		switch (text[i]) {
			case '"':
				from = i;
				for (i++; text[i] !== '"'; i++) if (text[i] === "\\") i++;
				to = i + 1;
				break;
			case ":": {
				const { keys } = within as Required<Open>;
				const spelt = text.slice(from, to);
				const key: string = spelt.includes("\\")
					? JSON.parse(spelt)
					: spelt.slice(1, -1);
				(within as Open).at = key;
				if (keys.has(key)) {
					problems.push({ path: path(), message: TWICE });
					told += problems.at(-1)?.path.length ?? 0;
					if (told > MOST_TOLD) return problems;
				}
				keys.add(key);
				break;
			}
			case ",":
				if (typeof within?.at === "number") within.at++;
				break;
			case "{":
			case "[":
				if (open.length === DEEPEST)
					return [...problems, { path: path(), message: DEEP }];
				open.push(text[i] === "{" ? { at: "", keys: new Set() } : { at: 0 });
				break;
			case "}":
			case "]":
				open.pop();
		}
	}
	return problems;
}

const TWICE = "is there more than once; keep one of them";
const DEEP = `goes deeper than ${DEEPEST} levels`;
