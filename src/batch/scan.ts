/**
 * Reads a line of JSON with a regular expression. `JSON.parse` takes three times as long, because hardly two responses have
 * the same keys. It knows the spelling of programs: printable ASCII without escapes, whole numbers below 100, and items in
 * the order of the questions. Anything else, right or wrong, is left to `JSON.parse` and `checkResponse`.
 */
import type { Heading } from "../engine/assessment";
import type { Compiled } from "../engine/compile";
import type { AnswerOf } from "../engine/plain-words";
import type { Table } from "../engine/table";

/** A response as it was read; what it says of the answers is good until the next one is. */
export type Scanned = Heading & {
	/** The values that are possible, by item, as bit masks. */
	beliefs: Uint16Array;
	answerOf: AnswerOf;
};

/** An answer, and the values that it leaves possible. */
type Answer = { answer: string | number | null; values: number };

const MAX_COUNT = 99;

export class Scanner {
	readonly #table: Table;
	readonly #places: Set<string | undefined>;
	/** Has a group for `ref`, `place`, `for`, and each item. */
	readonly #line: RegExp;
	/** By item: its answers by their JSON. */
	readonly #answers: Map<string, Answer>[];
	readonly #beliefs: Uint16Array;
	/** By item: what was answered. */
	readonly #given: (Answer | undefined)[];
	readonly #answerOf: AnswerOf = (id) => this.#given[this.#table.number(id) as number]?.answer;

	constructor({ places }: Pick<Compiled, "places">, table: Table) {
		this.#table = table;
		this.#places = new Set([undefined, ...places.map(({ id }) => id)]);
		this.#beliefs = table.all.slice();
		this.#given = table.variables.map(() => undefined);
		this.#answers = table.variables.map(({ options, counts }, item) => {
			const answers = [...options.map(({ id }) => id), null, ...(counts ? Array(MAX_COUNT + 1).keys() : [])];
			return new Map(
				answers.map((answer) => [JSON.stringify(answer), { answer, values: table.valuesOf(item, answer) }]),
			);
		});
		const member = (key: string) => `(?:"${key}" *: *(?:("[ !#-[\\]-~]*")|null) *, *)?`;
		const answer = ({ id }: { id: string }) => `(?:"${id}" *: *("[^"]*"|\\w+) *(?:, *(?=")|(?=\\})))?`;
		const members = ["ref", "place", "for"].map(member).join("");
		const answers = table.variables.map(answer).join("");
		this.#line = new RegExp(`^\\{ *${members}"answers" *: *\\{ *${answers}\\} *\\} *\\r?$`);
	}

	/** Scans a line without its line feed. Undefined if it is spelt otherwise. */
	scan(line: string): Scanned | undefined {
		const match = this.#line.exec(line);
		if (!match) return undefined;
		const place = match[2]?.slice(1, -1);
		const whom = match[3]?.slice(1, -1);
		if (!this.#places.has(place) || (whom !== undefined && whom !== "someone-else")) return undefined;
		this.#beliefs.set(this.#table.all);
		this.#given.fill(undefined);
		for (let item = 0; item < this.#answers.length; item++) {
			const text = match[item + 4];
			if (text === undefined) continue;
			const answer = this.#answers[item]?.get(text);
			if (answer === undefined) return undefined;
			this.#given[item] = answer;
			this.#beliefs[item] = answer.values;
		}
		return { ref: match[1], place, for: whom, beliefs: this.#beliefs, answerOf: this.#answerOf };
	}
}
