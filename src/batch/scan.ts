/**
 * Reads a line of JSON with regular expressions. `JSON.parse` takes three times as long, because hardly two responses have
 * the same keys. They know the spelling of programs: printable ASCII without escapes, whole numbers below 100, and items in
 * the order of the questions. Anything else, right or wrong, is left to `JSON.parse` and `checkResponse`.
 */
import type { Compiled } from "../engine/compile";
import type { Table } from "../engine/table";
import type { Given, ReadResponse } from "./lines";

/** Some items: the number of the first, a pattern with a group for the answer to each, and their answers by their JSON. */
type Part = { first: number; pattern: RegExp; answers: Map<string, Given>[] };

const MAX_COUNT = 99;
/** Items per pattern: to compile one takes time by the square of them. */
const ITEMS_PER_PATTERN = 16;

const MEMBERS = ["ref", "place", "for"].map((key) => `(?:"${key}" *: *(?:("[ !#-[\\]-~]*")|null) *, *)?`).join("");
const START = new RegExp(`\\{ *${MEMBERS}"answers" *: *\\{ *`, "y");
const END = /\} *\} *\r?$/y;

/** A function that scans a line without its line feed. Undefined if it is spelt otherwise. */
export function lineScanner(
	{ places }: Pick<Compiled, "places">,
	table: Table,
): (line: string) => ReadResponse | undefined {
	const knownPlaces = new Set<string | undefined>([undefined, ...places.map(({ id }) => id)]);
	const parts = partsOf(table);
	const given: (Given | undefined)[] = table.variables.map(() => undefined);
	return (line) => {
		let at = 0;
		const next = (pattern: RegExp) => {
			pattern.lastIndex = at;
			const match = pattern.exec(line);
			at = pattern.lastIndex;
			return match;
		};
		const [, ref, ...others] = next(START) ?? [];
		if (at === 0) return undefined;
		const [place, whom] = others.map((text) => text?.slice(1, -1));
		if (!knownPlaces.has(place) || (whom !== undefined && whom !== "someone-else")) return undefined;
		given.fill(undefined);
		for (const { first, pattern, answers } of parts) {
			const match = next(pattern) as RegExpExecArray;
			for (let i = 0; i < answers.length; i++) {
				const text = match[i + 1];
				if (text === undefined) continue;
				const answer = answers[i]?.get(text);
				if (answer === undefined) return undefined;
				given[first + i] = answer;
			}
		}
		return next(END) ? { ref, place, for: whom, answers: given } : undefined;
	};
}

function partsOf(table: Table): Part[] {
	const parts: Part[] = [];
	for (let first = 0; first < table.variables.length; first += ITEMS_PER_PATTERN) {
		const items = table.variables.slice(first, first + ITEMS_PER_PATTERN);
		const pattern = items.map(({ id }) => `(?:"${id}" *: *("[^"]*"|\\w+) *(?:, *(?=")|(?=\\})))?`).join("");
		const answers = items.map(({ options, counts }, i) => {
			const all = [...options.map(({ id }) => id), null, ...(counts ? Array(MAX_COUNT + 1).keys() : [])];
			return new Map(
				all.map((answer) => [JSON.stringify(answer), { answer, values: table.valuesOf(first + i, answer) }]),
			);
		});
		parts.push({ first, pattern: new RegExp(pattern, "y"), answers });
	}
	return parts;
}
