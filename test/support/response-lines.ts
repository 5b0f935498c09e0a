/** Random lines for a batch: responses in every spelling of JSON, some damaged. */
import fc from "fast-check";
import type { Content } from "../../src/content/schema";
import { anyResponse, itemsOf } from "./random";

/** A generator of numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Bytes with a meaning in JSON, in UTF-8 or at a terminal. */
const FRAGMENTS = [
	..."\"'\\,:{}[]0159-+.eE \t\r/nul",
	...["null", "true", '"null', '"1', "\t,", "\t}", '","', "\\u0000", "\\n"],
	...["{}", '{"a":[1,{}]}', "\x00", "\x1b[2J", "\x7f", "\x9b", "\u202e", "☃"],
].map((text) => Buffer.from(text));
const NOT_UTF8 = [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90]].map((bytes) => Buffer.from(bytes));
const REFS = [
	...["a", "row 12", "", "~!@#$%^&*()_+[]{};:',./<>?", 'say "so"', "back\\slash"],
	...["null", "caf\xe9", "☃ and 😀", "\x00\x1b[2J\x07", "\x80\x9b", "rub\x7fout", "\u202eoof"],
	...["\u2028\u2029", "\ud800", "\udc00x", "\u200f\u{e0041}", "{}", "a".repeat(400)],
];
const NUMBERS = [
	...["0", "1", "2", "3", "63", "64", "65", "1000", "-0", "-1", "01", "00", "1.0"],
	...["1e0", "1E+2", "1.5", "1e400", "0.0", "+1", "1.", ".5", "0x1", "NaN"],
	...["999999999999999", "9999999999999999", "9007199254740991"],
	...["9007199254740992", "99999999999999999999"],
];
const INVALID_ANSWERS = [
	...["[]", "{}", "true", "false", '[[{"a":null}]]', '""', '"yess"'],
	...['"null\t', '"1\r', '"yes', "nul", "nulls"],
];
const BLANK = ["", " ", "\t", "\r", " \t\r"];
const SEALED = '{"format":"sealed@1","kdf":{},"cipher":{},"data":""}';
const BOM = Buffer.from("\ufeff");

/** Generates lines without line feeds from `random` alone. */
export function linesFor(content: Content, random: () => number): () => Buffer {
	const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
	const chance = (probability: number) => random() < probability;
	const places = content.places.map(({ id }) => id);
	const items = itemsOf(content);
	const responses = fc.sample(anyResponse(content), { seed: Math.floor(random() * 2 ** 31), numRuns: 200 });

	/** The share of the line that is unusual or wrong, from 0 to 1. */
	let oddity = 0;
	const space = () => (chance(oddity) ? pick([" ", "\t", "\r", " \t  "]) : "");
	const string = (text: string) =>
		[...JSON.stringify(text).slice(1, -1)]
			.map((it) => (chance(oddity / 10) && /[\w-]/.test(it) ? escaped(it) : it))
			.reduce((text, character) => text + character, '"')
			.concat('"');
	const answer = (answer: unknown, takesNumbers: boolean) => {
		if (chance(oddity / 20)) return pick(INVALID_ANSWERS);
		if (takesNumbers && chance(oddity / 4)) return pick(NUMBERS);
		if (chance(oddity / 20)) return pick(NUMBERS);
		return typeof answer === "string" ? string(answer) : String(answer);
	};
	const key = (key: string) => {
		if (chance(oddity / 40)) return string(pick(["__proto__", "constructor", "folowed", "", `${key} `]));
		return string(key);
	};
	const object = (entries: [key: string, value: string][]) => {
		const shuffled = chance(oddity)
			? entries
					.map((entry) => [random(), entry] as const)
					.sort(([a], [b]) => a - b)
					.map(([, entry]) => entry)
			: entries;
		const twice = shuffled.filter(() => chance(oddity / 20));
		const all = [...shuffled, ...twice].map(
			([name, value]) => `${space()}${key(name)}${space()}:${space()}${value}${space()}`,
		);
		return `{${all.join(",") || space()}}`;
	};
	const answers = () => {
		const { answers } = pick(responses);
		const kept = chance(0.5) ? 1 : random() * 0.3;
		return object(
			items
				.filter(({ id }) => id in answers && chance(kept))
				.map(({ id, set }) => [id, answer(answers[id], set.counts === true)]),
		);
	};
	const response = () => {
		const unusual: [key: string, values: () => string][] = [
			["ref", () => pick([string(pick(REFS)), "null", pick(NUMBERS)])],
			["place", () => pick([string(pick([...places, "narnia"])), "null"])],
			["for", () => pick(['"someone-else"', "null", '"me"', "[]"])],
		];
		const usual: [key: string, values: () => string][] = [
			["ref", () => string(pick(REFS))],
			["place", () => string(pick(places))],
			["for", () => pick(['"someone-else"', "null"])],
		];
		const entries = (chance(oddity) ? unusual : usual)
			.filter(() => chance(0.5))
			.map(([name, value]): [string, string] => [name, value()]);
		const all: typeof entries = [...entries, ["answers", answers()]];
		if (chance(oddity / 10)) all.push(["plase", '"scotland"']);
		if (chance(oddity / 10)) all.push(["answers", answers()]);
		if (chance(oddity / 10)) all.pop();
		return `${space()}${object(all)}${space()}`;
	};
	const damaged = (bytes: Buffer): Buffer => {
		const at = Math.floor(random() * (bytes.length + 1));
		const to = at + Math.floor(random() * 8);
		const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
		const flipped = Buffer.from(bytes);
		flipped[at] = (flipped[at] as number) ^ (1 << Math.floor(random() * 8));
		return pick([
			() => before,
			() => after,
			() => flipped,
			() => Buffer.concat([before, bytes.subarray(to)]),
			() => Buffer.concat([bytes.subarray(0, to), after]),
			() => Buffer.concat([before, pick(FRAGMENTS), after]),
			() => Buffer.concat([before, pick(FRAGMENTS), bytes.subarray(to)]),
			() => Buffer.concat([before, pick(NOT_UTF8), after]),
		])();
	};
	return () => {
		oddity = pick([0, 0, 0.05, 0.3]);
		let line: Buffer = Buffer.from(chance(0.01) ? pick([...BLANK, SEALED]) : response());
		if (chance(oddity / 10)) line = Buffer.concat([BOM, line]);
		if (chance(0.3)) for (let times = 1 + random() * 3; times > 1; times--) line = damaged(line);
		return Buffer.from(line.map((byte) => (byte === 0x0a ? 0x0d : byte)));
	};
}

function escaped(character: string): string {
	return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
