/** Nothing is said that was not written by somebody: every word of a report is a phrase of the content, or a value. */
import content from "virtual:content";
import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { type DefaultTreeAdapterTypes as Html, parse } from "parse5";
import { expect, test } from "vitest";
import { reportInput } from "../../src/commands/write-report";
import { readCases } from "../../src/content/load";
import type { Response } from "../../src/content/schema";
import { wordedFor } from "../../src/content/wording";
import { NO_COLOURS } from "../../src/platform/colours";
import { answerPages, helpText, whyText, wordsText } from "../../src/report/answer-pages";
import { createContext, type ReportInput } from "../../src/report/context";
import { reportHtml } from "../../src/report/html";
import { reportMarkdown } from "../../src/report/markdown";
import { anyResponse, many } from "../support/random";
import { forty, inputOf, response, textOf } from "../support/report-input";

/** What code writes between phrases. */
const CONNECTORS = [
	...["and", "or", "that", "whether", "once", "time", "times", "more", "to", "of", "at", "checked", "version"],
	...["call", "text", "whatsapp", "email", "chat", "a form", "on the website", "a call back at a safe time"],
	...["british sign language", "in welsh", "questions and law", "stalk-check helplines --place"],
	...["one day", "one week", "one month", "one year", "days", "months", "years"],
];

/** Numbers, days, letters of what happened, lines of a picture, versions and hashes. */
const VALUE =
	/^(\d+|\d+:\d\d|[a-z]\d?|[.\d~+]+|\d{4}\.\d+|\d{4}-\d\d-\d\d|sha256-\w+|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)$/;

/** The keys of short texts that are said; other single words are ids. */
const SAID =
	/^(label|row|aside|named|spoken|spokenAgain|feeling|name|phone|text|url|webchat|form|email|hours|cost|act)$/;

/** Words, to be found after each other. */
type Phrases = Map<string, Phrases>;
const END = "";

const tokens = (text: string) =>
	text
		.toLowerCase()
		.split(/[\s,;:()"“”|]+/)
		.map((it) => it.replace(/^['‘]+|[.!?'’]+$/g, (found) => (/^\.{2}/.test(found) ? found : "")))
		.filter((it) => it !== "" && it !== "-");

function add(phrases: Phrases, text: string) {
	let node = phrases;
	for (const token of tokens(text)) {
		const next = node.get(token) ?? new Map();
		node.set(token, next);
		node = next;
	}
	node.set(END, new Map());
}

/** Adds every text, and each sentence of it. */
function addAll(phrases: Phrases, value: unknown, key = "", isWords = false) {
	if (typeof value === "string") {
		if (!isWords && !value.includes(" ") && !SAID.test(key)) return;
		for (const text of [value, ...value.split(/(?<=[.?!:]) /)]) add(phrases, text);
	} else if (typeof value === "object" && value !== null)
		for (const [inner, it] of Object.entries(value))
			if (inner !== "alsoCalled") addAll(phrases, it, Array.isArray(value) ? key : inner, isWords || inner === "words");
}

function phrasesOf(others: unknown[] = [], whom?: Response["for"]): Phrases {
	const phrases: Phrases = new Map();
	for (const text of CONNECTORS) add(phrases, text);
	addAll(phrases, wordedFor(content, whom));
	for (const { id } of content.places) add(phrases, id);
	addAll(phrases, others, "", true);
	return phrases;
}

/** What a text has that no phrase or value explains: the words where it begins; empty when all are. */
function unexplained(text: string, phrases: Phrases): string {
	const words = tokens(text);
	const isReached = new Uint8Array(words.length + 1);
	isReached[0] = 1;
	let last = 0;
	for (let start = 0; start < words.length; start++) {
		if (!isReached[start]) continue;
		last = start;
		if (VALUE.test(words[start] as string)) isReached[start + 1] = 1;
		let node: Phrases | undefined = phrases;
		for (let at = start; node && at <= words.length; at++) {
			if (at > start && node.has(END)) isReached[at] = 1;
			node = node.get(words[at] as string);
		}
	}
	return isReached[words.length] ? "" : words.slice(Math.max(0, last - 5), last + 12).join(" ");
}

/** Attributes that are shown or read aloud. */
const SHOWN = /^(data-head|title|alt|aria-(?!hidden).*|placeholder|label)$/;

/** All texts of a page, and of its attributes. */
function inPage(node: Html.Node): string[] {
	if (node.nodeName === "style") return [];
	const shown = "attrs" in node ? node.attrs.filter(({ name }) => SHOWN.test(name)).map(({ value }) => value) : [];
	const children = "childNodes" in node ? node.childNodes : [];
	return [...shown, ...(node.nodeName === "#text" && "value" in node ? [node.value] : []), ...children.flatMap(inPage)];
}

type Markdown = { type: string; value?: string; children?: Markdown[] };
const inMarkdown = ({ type, value, children = [] }: Markdown): string[] => [
	...(type === "html" || value === undefined ? [] : [value]),
	...children.flatMap(inMarkdown),
];

/** Everything that is said of a response, by where it is said. */
function allTexts(input: ReportInput): Record<string, string> {
	const context = createContext(input, false);
	const style = { ...NO_COLOURS, width: 79 };
	const tree = fromMarkdown(reportMarkdown(input), {
		extensions: [gfmTable()],
		mdastExtensions: [gfmTableFromMarkdown()],
	});
	return {
		text: textOf(input),
		markdown: inMarkdown(tree).join(" "),
		page: inPage(parse(reportHtml(input))).join(" "),
		wide: answerPages(context, style, 21).join(" "),
		narrow: answerPages(context, { ...style, width: 39 }, 22).join(" "),
		why: whyText(context, style),
		words: wordsText(context, style),
		help: helpText(context, style),
	};
}

const known = { "": phrasesOf(), "someone-else": phrasesOf([], "someone-else") };

function holds(given: Response) {
	const phrases = known[given.for ?? ""];
	for (const [where, text] of Object.entries(allTexts(reportInput(content, given, {}, undefined))))
		expect(unexplained(text, phrases), where).toBe("");
}

const cases = (await readCases("test/cases")).map(
	({
		case: {
			response: { ref, ...it },
		},
	}) => it,
);

test(
	"of a twentieth of the cases, every sentence is one that content has",
	() => {
		const step = Math.max(1, Math.round(20 / many(1)));
		for (const [i, it] of cases.entries())
			if (i % step === 0) holds({ ...it, for: i % (2 * step) === 0 ? undefined : "someone-else" });
	},
	60_000 * many(1),
);

test(
	"of anybody, every sentence is one that content has",
	() => {
		const place = fc.constantFrom(undefined, ...content.places.map(({ id }) => id));
		const whom = fc.constantFrom(undefined, "someone-else" as const);
		fc.assert(
			fc.property(anyResponse(content), place, whom, (it, place, whom) => holds({ ...it, place, for: whom })),
			{ numRuns: many(10), endOnFailure: true },
		);
	},
	60_000 * many(1),
);

test("beside a log, every sentence is one that content or the log has", () => {
	for (const redact of [false, true]) {
		const phrases = phrasesOf([...forty, response.ref]);
		for (const [where, text] of Object.entries(allTexts(inputOf(response, forty, redact))))
			expect(unexplained(text, phrases), where).toBe("");
	}
});

test.each([
	"No need to worry: 2 out of 10.",
	"You are safe now.",
	"Risk: 70 of 100.",
	"This is not stalking.",
	"He is dangerous.",
])("a sentence that nobody wrote is seen: %s", (text) => {
	for (const phrases of Object.values(known)) expect(unexplained(text, phrases)).not.toBe("");
});
