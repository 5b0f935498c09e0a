/**
 * Reads a response from one line of JSON without `JSON.parse`, which takes twice as long because hardly two responses
 * have the same keys. It knows the spellings that programs write: printable ASCII without escapes, spaces between tokens, no
 * key twice, whole numbers below 100. Anything else, right or wrong, is left to `JSON.parse` and `checkResponse`.
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

/** A member of a response, or what `answers` begins with. */
const MEMBER = / *"(?:(ref|place|for)" *: *(?:("[ !#-[\]-~]*")|null)|answers" *: *\{ *(\}?))/y;
const NEXT = / *([,}])/y;
const END = / *\r?\n/y;
/** Numbers of occasions up to this one are recognised. */
const MAX_COUNT = 99;
/** The answer that was not given. */
const NONE = 0x7fff;

const [SPACE, COMMA, ZERO, COLON, CLOSE] = [0x20, 0x2c, 0x30, 0x3a, 0x7d];

/** A word as JSON in bytes, and the values that it leaves possible where it is an answer. */
type Word = { bytes: Uint8Array; values: number };

export class Scanner {
	readonly #table: Table;
	readonly #places: Set<string>;
	readonly #items: Word[];
	/** By item: its options, and null. */
	readonly #answers: Word[][];
	readonly #all: Uint16Array;
	readonly #beliefs: Uint16Array;
	/** By item: the number of its option, a count of occasions as -1 and down, or NONE. */
	readonly #given: Int16Array;
	readonly #answerOf: AnswerOf;
	/** By item: the line that answered it last. An answer of null is an answer, and a second one is an error. */
	readonly #answered: Uint32Array;
	#line = 0;

	constructor({ places }: Pick<Compiled, "places">, table: Table) {
		const word = (value: string | null, values: number): Word => ({
			bytes: new TextEncoder().encode(JSON.stringify(value)),
			values,
		});
		this.#table = table;
		this.#places = new Set(places.map(({ id }) => id));
		this.#items = table.variables.map(({ id }) => word(id, 0));
		this.#answers = table.variables.map(({ options }, item) =>
			[...options.map(({ id }) => id), null].map((answer) => word(answer, table.valuesOf(item, answer))),
		);
		this.#all = table.all;
		this.#beliefs = table.all.slice();
		this.#given = new Int16Array(table.variables.length);
		this.#answerOf = (id) => {
			const item = table.number(id) as number;
			const given = this.#given[item] as number;
			if (given === NONE) return undefined;
			return given < 0 ? -1 - given : table.variables[item]?.options[given]?.id;
		};
		this.#answered = new Uint32Array(table.variables.length);
	}

	/** Scans the line that begins at `from` and ends in a line feed. Undefined if it is spelt otherwise. */
	scan(text: string, bytes: Uint8Array, from: number): Scanned | undefined {
		if (text[from] !== "{") return undefined;
		const scanned: Scanned = {
			beliefs: this.#beliefs,
			answerOf: this.#answerOf,
			ref: undefined,
			place: undefined,
			for: undefined,
		};
		const seen = new Set<string>();
		let at = from + 1;
		for (let separator: string | undefined = ","; separator !== "}"; ) {
			MEMBER.lastIndex = at;
			const match = MEMBER.exec(text);
			if (!match) return undefined;
			const [, key = "answers", value, none] = match;
			if (seen.has(key)) return undefined;
			seen.add(key);
			at = MEMBER.lastIndex;
			if (key === "answers") {
				this.#line++;
				this.#beliefs.set(this.#all);
				this.#given.fill(NONE);
				if (none === "") at = this.#scanAnswers(bytes, at);
				if (at === 0) return undefined;
			} else if (key === "ref") scanned.ref = value;
			else if (key === "place") {
				scanned.place = value?.slice(1, -1);
				if (scanned.place !== undefined && !this.#places.has(scanned.place)) return undefined;
			} else {
				if (value !== undefined && value !== '"someone-else"') return undefined;
				scanned.for = value && "someone-else";
			}
			NEXT.lastIndex = at;
			separator = NEXT.exec(text)?.[1];
			if (separator === undefined) return undefined;
			at = NEXT.lastIndex;
		}
		END.lastIndex = at;
		return seen.has("answers") && END.test(text) ? scanned : undefined;
	}

	/** Sets the beliefs from the answers that begin at `from`. Returns where they end; 0 if they are spelt otherwise. */
	#scanAnswers(bytes: Uint8Array, from: number): number {
		let item = -1;
		for (let at = from; ; at++) {
			at = afterSpaces(bytes, at);
			item = find(this.#items, bytes, at, item + 1);
			if (item < 0 || this.#answered[item] === this.#line) return 0;
			this.#answered[item] = this.#line;
			at = afterSpaces(bytes, at + (this.#items[item] as Word).bytes.length);
			if (bytes[at] !== COLON) return 0;
			at = this.#scanAnswer(item, bytes, afterSpaces(bytes, at + 1));
			if (at === 0) return 0;
			at = afterSpaces(bytes, at);
			if (bytes[at] === CLOSE) return at + 1;
			if (bytes[at] !== COMMA) return 0;
		}
	}

	/** Sets the belief of an item from its answer. Returns where that ends; 0 if it is spelt otherwise. */
	#scanAnswer(item: number, bytes: Uint8Array, from: number): number {
		const options = this.#answers[item] as Word[];
		const number = find(options, bytes, from, 0);
		const option = options[number];
		if (option) {
			this.#given[item] = number;
			this.#beliefs[item] = option.values;
			return from + option.bytes.length;
		}
		if (!this.#table.variables[item]?.counts) return 0;
		let count = 0;
		let at = from;
		for (let digit = digitAt(bytes, at); digit >= 0 && count <= MAX_COUNT; digit = digitAt(bytes, ++at))
			count = count * 10 + digit;
		const digits = at - from;
		if (digits === 0 || count > MAX_COUNT || (bytes[from] === ZERO && digits > 1)) return 0;
		this.#given[item] = -1 - count;
		this.#beliefs[item] = this.#table.valuesOf(item, count);
		return at;
	}
}

function digitAt(bytes: Uint8Array, at: number): number {
	const digit = (bytes[at] as number) - ZERO;
	return digit <= 9 ? digit : -1;
}

function afterSpaces(bytes: Uint8Array, from: number): number {
	let at = from;
	while (bytes[at] === SPACE) at++;
	return at;
}

/** The number of the word that stands at `at`, or -1. The words from `first` are tried first: most come in order. */
function find(words: Word[], bytes: Uint8Array, at: number, first: number): number {
	for (let n = first; n < words.length; n++) if (standsAt((words[n] as Word).bytes, bytes, at)) return n;
	for (let n = 0; n < first; n++) if (standsAt((words[n] as Word).bytes, bytes, at)) return n;
	return -1;
}

function standsAt(word: Uint8Array, bytes: Uint8Array, at: number): boolean {
	for (let i = 0; i < word.length; i++) if (word[i] !== bytes[at + i]) return false;
	return true;
}
