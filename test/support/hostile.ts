/** Input that could act on the program that displays it. */
import fc from "fast-check";
import type { Incident } from "../../src/content/schema";
import { printable } from "../../src/platform/errors";

/** Text that means something to a browser, to Markdown, to a spreadsheet or to a terminal. */
export const hostileText = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				..."<>&\"'`|*_[]()#!~\\=+-@:;{}",
				"</td><script>alert(1)</script>",
				"<!--",
				"]]>",
				"&amp;",
				"&#x3c;",
				"http://a.example",
				"www.a.example",
				"a@b.example",
				"![x](y)",
				"\x00",
				"\x1b[2J",
				"\u202e",
				"\ud800",
				"\u00ad",
				"\n",
				"\r\n",
				"\t",
				"é",
				"😀",
				" ",
			),
			fc.string({ maxLength: 3, unit: "binary" }),
		),
		{ minLength: 1, maxLength: 12 },
	)
	.map((parts) => parts.join(""))
	.filter((text) => text.trim() !== "");

/** A reference, the original of a date range, and six texts of an entry. */
export const hostileTexts = fc
	.array(hostileText, { minLength: 8, maxLength: 8 })
	.map(([ref = "", original = "", ...texts]) => ({ ref, original, texts }));

/** An entry with these texts in its columns of free text. */
export function entryWith(texts: string[], original: string): Incident {
	const keys = ["time", "note", "evidence", "witnesses", "feeling", "event"];
	return {
		line: 7,
		when: { from: "2025-03-01", to: "2025-03-31", original },
		what: ["followed"],
		...Object.fromEntries(keys.map((key, i) => [key, texts[i]])),
	};
}

/** A text as documents quote it. */
export function shownText(text: string): string {
	return `“${printable(text.replace(/\s+/g, " ").trim())}”`;
}
