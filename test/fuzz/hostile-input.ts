/** Hostile input: correct input with every kind of damage that we could think of. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Case, Content } from "../../src/content/schema";
import { linesFor } from "../support/response-lines";

/** Names that every JavaScript object has. */
const PROPERTY_NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty"];

/** Strings that act on objects, patterns, terminals, shells, files or text. None has a slash: they name files. */
export const HOSTILE_STRINGS = [
	...PROPERTY_NAMES,
	...["then", "length", "", " ", "null", "undefined", "true", "[object Object]"],
	...["NaN", "Infinity", "-Infinity", "-0", "0x10", "1e999", "-1e999", "1e-999"],
	...["9".repeat(400), "9007199254740993", "1_000", "٣", "1.0000000000000001"],
	...["(a+)+$", ".*", "[", "\\", "^(.*a){20}$", "(?<x>", "$&", "$1", "%s%n%x"],
	...["`touch x`", "$(touch x)", ";touch x", "|", "&", ">", "'", '"', "--", "-"],
	...["\0", "\x07", "\b", "\x1b", "\x7f", "\x85", "\x9b2J", "\x9d0;x\x9c"],
	...["\x1b[2J", "\x1b[1A\x1b[2K", "\x1b]0;title\x07", "\x1b]52;c;eA==\x07"],
	...["\x1b]8;;https:example.org\x1b\\x\x1b]8;;\x1b\\", "\x1bP0;1|x\x1b\\", "\x1bc"],
	...["\r", "\n", "\r\n", "\t", "\v", "\f", "\u2028", "\u2029", "\u0085"],
	...["\u202eoof", "\u2066x\u2069", "\u200e", "\u061c", "\u200b", "\u200d", "\u2060"],
	...["\ufeff", "\ufffe", "\uffff", "\u{e0041}", "\u{10ffff}", "\ufff9", "\u00ad"],
	...["\ud800", "\udc00", "\udfff\ud800", "a\u0301".repeat(40), "\u{1f469}\u200d\u{1f52c}"],
	...["ﬀ", "ſ", "K", "İ", "ß", "followed\u200b", "fоllowed", "Followed"],
];

/** Fragments to insert outside JSON strings. */
const FRAGMENTS = [
	...'{}[],:"\\ \t\r0-.eE',
	...["{}", "[]", "[[", '{"":', "nul", "NaN", "Infinity", "undefined", "'a'"],
	...["1e400", "-0", "01", "+1", ".5", "1.", "0x1", "1n", "9".repeat(400)],
	...["\\u", "\\ud800", "\\u0000", "\\x41", "//", "/**/", "#", ",,", "\0", "\x1b"],
	...["\ufeff", "\u202e", "\u2028"],
].map((text) => Buffer.from(text));
const NOT_UTF8 = [
	...[[0xff], [0xfe, 0xff], [0xc0, 0x80], [0xc3], [0xe2, 0x82]],
	...[[0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98], [0xf4, 0x90, 0x80, 0x80], [0x80]],
].map((text) => Buffer.from(text));

export type Random = () => number;
export const picker =
	(random: Random) =>
	<T>(list: readonly T[]) =>
		list[Math.floor(random() * list.length)] as T;

/** The responses of all cases, and an empty one, as JSON. */
function corpus(content: Content): string[] {
	const ids = content.checklists.flatMap(({ items }) => items.map(({ id }) => id));
	const template = { answers: Object.fromEntries(ids.map((id) => [id, null])) };
	const folder = "test/cases";
	const cases = readdirSync(folder).flatMap(
		(name): Case[] => JSON.parse(readFileSync(join(folder, name), "utf8")).cases,
	);
	const responses = [template, ...cases.map(({ response }) => response)];
	return responses.map((response, i) => JSON.stringify(response, null, i % 2));
}

/** Generates responses, most of them damaged, from `random` alone. */
export function hostileResponses(content: Content, random: Random): () => Buffer {
	const pick = picker(random);
	const cases = corpus(content);
	const line = linesFor(content, random);
	return () => {
		const base = random() < 0.5 ? line() : Buffer.from(pick(cases));
		return random() < 0.3 ? base : damaged(base, random);
	};
}

/** Applies one to four kinds of damage. */
export function damaged(bytes: Buffer, random: Random): Buffer {
	let result = bytes;
	for (let times = 1 + random() * 3; times > 1 || result === bytes; times--)
		result = random() < 0.001 ? enormous(result, random) : damagedOnce(result, random);
	return result;
}

function damagedOnce(bytes: Buffer, random: Random): Buffer {
	const pick = picker(random);
	const place = () => Math.floor(random() * (bytes.length + 1));
	const [from = 0, to = 0] = [place(), place()].sort((a, b) => a - b);
	const [before, after] = [bytes.subarray(0, from), bytes.subarray(to)];
	const replace = (...middle: Buffer[]) => Buffer.concat([before, ...middle, after]);
	const insert = (...middle: Buffer[]) => Buffer.concat([before, ...middle, bytes.subarray(from)]);
	const near = bytes.subarray(Math.min(bytes.length, from + Math.ceil(random() * 4)));
	return pick([
		() => Buffer.from(before),
		() => Buffer.from(after),
		() => replace(),
		() => Buffer.concat([before, near]),
		() => insert(bytes.subarray(from, to)),
		() => insert(pick(FRAGMENTS)),
		() => insert(pick(NOT_UTF8)),
		() => insert(Buffer.from(pick(HOSTILE_STRINGS))),
		() => flipped(bytes, from, random),
		() => renamed(bytes, random),
		() => renamed(bytes, random),
		() => renamed(bytes, random),
		() => Buffer.concat([Buffer.from("\ufeff"), bytes]),
		() => Buffer.from(bytes.toString(), "utf16le"),
		() => Buffer.from(bytes.toString("latin1").replaceAll("\n", "\r\n"), "latin1"),
	])();
}

function flipped(bytes: Buffer, at: number, random: Random): Buffer {
	const copy = Buffer.from(bytes);
	if (at < copy.length) copy[at] = (copy[at] as number) ^ (1 << Math.floor(random() * 8));
	return copy;
}

/** Replaces one string with another text, number or value. */
function renamed(bytes: Buffer, random: Random): Buffer {
	const pick = picker(random);
	const text = bytes.toString("latin1");
	const strings = [...text.matchAll(/"[^"\\]*"/g)];
	if (strings.length === 0) return bytes;
	const { 0: old, index } = pick(strings);
	const hostile = pick(random() < 0.2 ? PROPERTY_NAMES : HOSTILE_STRINGS);
	const other = pick([
		JSON.stringify(hostile),
		JSON.stringify(old.slice(1, -1) + hostile),
		Buffer.from(`"${hostile}"`).toString("latin1"),
		pick(strings)[0],
		pick(FRAGMENTS).toString("latin1"),
	]);
	const rest = text.slice(index + old.length);
	return Buffer.from(text.slice(0, index) + other + rest, "latin1");
}

/** Replaces the last value with a very deep, very long or very large one. */
function enormous(bytes: Buffer, random: Random): Buffer {
	const pick = picker(random);
	const text = bytes.toString("latin1");
	const middle = pick([
		`${"[".repeat(100_000)}${"]".repeat(100_000)}`,
		`${'{"":'.repeat(100_000)}1${"}".repeat(100_000)}`,
		`"${"a".repeat(1 << 20)}"`,
		`"${"\\u202e".repeat(100_000)}"`,
		`{${Array.from({ length: 20_000 }, (_, i) => `"${i}":1`)}}`,
	]);
	const value = text.lastIndexOf(":") + 1;
	return Buffer.from(text.slice(0, value) + middle + pick([text.slice(value), "}", "}}"]), "latin1");
}
