import content from "virtual:content";
import { describe, expect, test } from "vitest";
import type { Incident } from "../../src/content/schema";
import { wordedFor } from "../../src/content/wording";
import { COLUMNS, TEMPLATE } from "../../src/incidents/columns";
import { countedItems } from "../../src/incidents/findings";
import { readLog } from "../../src/incidents/read";
import { StalkCheckError } from "../../src/platform/errors";
import { itemsOf } from "../support/random";

const today = "2026-11-26";
const read = (log: string | Uint8Array) =>
	readLog(content, typeof log === "string" ? Buffer.from(log) : log, { today });
const incidents = (log: string | Uint8Array) => read(log).incidents;
/** The message that refuses a log, and each problem as a line. */
function refusal(log: string | Uint8Array): string[] {
	try {
		read(log);
	} catch (error) {
		if (!(error instanceof StalkCheckError)) throw error;
		expect(error.code).toBe("bad-answers");
		const problems = error.problems.map(
			({ path, message, suggestion }) => `${path}: ${message}${suggestion ? ` (${suggestion})` : ""}`,
		);
		return [error.message, ...problems];
	}
	return expect.fail("it was read");
}
const table = (...rows: string[]) => ["date,what,note", ...rows].join("\n");

const whole: Incident = {
	line: 2,
	when: { from: "2025-03-04", to: "2025-03-04", original: "2025-03-04" },
	time: "18:30",
	minute: 1110,
	what: ["followed"],
	note: "in café ‘Zoë’",
	evidence: "photo",
	witnesses: "Sam, Jo",
	feeling: "shaky",
	event: "A",
};
const cells = (separator: string) =>
	["2025-03-04", "18:30", "Followed you", "in café ‘Zoë’", "photo", '"Sam, Jo"', "shaky", "A"].join(separator);
const rows = (separator: string, end: string) => `${TEMPLATE.join(separator)}${end}${cells(separator)}${end}`;
/** The cells above in windows-1252. */
const inWindows = (text: string) => Buffer.from(text.replaceAll("‘", "\x91").replaceAll("’", "\x92"), "latin1");
const big = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("a table is read alike", () => {
	test.each([
		["as it is", rows(",", "\n")],
		["with the line ends of Windows", rows(",", "\r\n")],
		["with the line ends of old Macs", rows(",", "\r")],
		["without an end to its last line", rows(",", "\n").trimEnd()],
		["after a byte order mark", `\ufeff${rows(",", "\r\n")}`],
		["with semicolons", rows(";", "\r\n")],
		["with tabs", rows("\t", "\r\n")],
		["as Excel says what separates", `sep=;\r\n${rows(";", "\r\n")}`],
		["as Excel says anything separates", `sep=^\r\n${rows("^", "\r\n")}`],
		["as Excel's Unicode text", Buffer.from(`\ufeff${rows("\t", "\r\n")}`, "utf16le")],
		["in the other UTF-16", big(`\ufeff${rows("\t", "\r\n")}`)],
		["as windows-1252", inWindows(rows(";", "\r\n"))],
		[
			"with every cell in quotes",
			`${TEMPLATE.map((heading) => `"${heading}"`).join(",")}\n${cells(",")
				.replace(/[^,]+(?=,|$)/g, (cell) => (cell.includes('"') ? cell : `"${cell}"`))
				.replace('"Sam"', '"Sam')
				.replace('" Jo""', ' Jo"')}\n`,
		],
		["with columns that are empty", `${TEMPLATE.join(",")},,\n${cells(",")},,\n`],
	])("%s", (_how, log) => {
		expect(incidents(log)).toEqual([whole]);
	});

	test("with a remark where it was not Unicode", () => {
		expect(read(rows(",", "\n")).remarks).toEqual([]);
		expect(read(inWindows(rows(";", "\n"))).remarks).toEqual([expect.stringContaining("windows-1252")]);
	});

	test.each([
		["Date", "Time", "What", "Notes", "Proof", "Who saw", "Feelings", "Event ID"],
		["WHEN", "time:", "behaviours", "Details", "evidence", "witness", "effect", "incident"],
		["day", "time", "type", "comment", "evidence", "witnesses", "how_it_made_me_feel", "event"],
	])("under the headings %s, %s, %s …", (...headings) => {
		expect(headings).toHaveLength(COLUMNS.length);
		expect(incidents(`${headings.join(",")}\n${cells(",")}`)).toEqual([whole]);
	});

	test("with its columns in another order, or only some", () => {
		expect(incidents("what,date\nfollowed,2025-03-04")).toEqual([{ line: 2, what: ["followed"], when: whole.when }]);
		expect(incidents("note\nsomething")).toEqual([{ line: 2, what: [], note: "something" }]);
	});
});

describe("a row", () => {
	test("has the number that a spreadsheet gives it", () => {
		const log = table(
			"",
			'2025-03-04,followed,"over\ntwo lines"',
			",,",
			"2025-03-05,followed,",
			" , ,",
			"2025-03-06,followed,",
		);
		expect(incidents(log).map(({ line }) => line)).toEqual([3, 5, 7]);
		expect(incidents(`\n\n${log}`).map(({ line }) => line)).toEqual([5, 7, 9]);
	});

	test("keeps what is in its cells to the letter, formulas and all", () => {
		for (const note of ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "a\nb", "\x1b[2J"])
			expect(incidents(table(`,,"${note}"`))[0]?.note).toBe(note);
		expect(incidents(table(',,"she said ""no"""'))[0]?.note).toBe('she said "no"');
	});

	test("comes by day, then time, then line; without a day last", () => {
		const log = [
			"date,time,note",
			"?,,six",
			"2025-03-09,,five",
			"March 2025,,two",
			"2025-03-04,,four",
			"2025-03-04,18:30,three",
			"2025-03-04,,four and a half",
			"2025-03-01,,one",
			",,seven",
			"?,06:00,five and a half",
		].join("\n");
		expect(incidents(log).map(({ note }) => note)).toEqual([
			"one",
			"two",
			"three",
			"four",
			"four and a half",
			"five",
			"five and a half",
			"six",
			"seven",
		]);
	});
});

describe("what happened", () => {
	const what = (cell: string) => incidents(table(`,"${cell}",`))[0]?.what;
	test.each([
		["followed", ["followed"]],
		["Followed me", ["followed"]],
		["FOLLOWED YOU!", ["followed"]],
		["followed them", ["followed"]],
		["checked or tracked my phone, email, accounts or where i am", undefined],
		["Checked or tracked my phone, email, accounts or where you are", ["monitored-devices-or-accounts"]],
		["followed; watched or spied on me", ["followed", "watched-or-spied"]],
		["followed, watched-or-spied", ["followed", "watched-or-spied"]],
		["followed and watched or spied on you", ["followed", "watched-or-spied"]],
		["followed + harmed-pets / identity theft | followed", ["followed", "harmed-pets", "identity-theft"]],
		["followed\nharmed pets", ["followed", "harmed-pets"]],
		["followed;;", ["followed"]],
	])("%j is %j", (cell, expected) => {
		if (expected) expect(what(cell)).toEqual(expected);
		else expect(refusal(table(`,"${cell}",`))).toHaveLength(2);
	});

	test("can be any item that is counted, by its id and by its label in either voice", () => {
		const other = itemsOf(wordedFor(content, "someone-else"));
		for (const {
			item: { id, label },
		} of countedItems(content))
			for (const name of [id, label, other.find((worded) => worded.id === id)?.label])
				expect([name, what(name ?? "")]).toEqual([name, [id]]);
	});

	test("cannot be two things by one name", () => {
		const ids = new Map<string, string>();
		for (const { item } of countedItems(content))
			for (const name of [item.id, item.label, item.spoken ?? item.id, ...(item.alsoCalled?.split(", ") ?? [])]) {
				const plain = name.toLowerCase().replace(/\W+/g, " ");
				expect([name, ids.get(plain) ?? item.id]).toEqual([name, item.id]);
				ids.set(plain, item.id);
			}
	});

	test.each([
		["texted me", "unwanted-contact"],
		["Flowers!", "gifts-or-things-left"],
		["he called, and was outside my house", "waited-at-home-or-work; unwanted-contact"],
		["threatened my kids", "threatened-children"],
		["context", undefined],
		["went home", undefined],
	])("such as %j is suggested as %j, and never taken for it", (cell, suggestion) => {
		const problems = refusal(`When,What happened?,note\n,"${cell}",`);
		expect(problems).toHaveLength(2);
		expect(problems[1]).toMatch(/^line 2, What happened\?: .* is not something that is counted/);
		expect(/\(([^()]*)\)$/.exec(problems[1] ?? "")?.[1]).toBe(suggestion);
	});

	test("names the question of an item that is not counted", () => {
		const [, problem] = refusal(table("2025-03-04,violence,"));
		expect(problem).toBe(
			'line 2, what: "violence" is not counted, but asked by itself: describe it in the note, and answer "violence" among the questions',
		);
	});
});

describe("JSON is read alike", () => {
	const { line: _, when, minute: __, ...texts } = whole;
	const entry = { date: when?.original, ...texts };
	test.each([
		["a list", JSON.stringify([entry])],
		["a list laid out", JSON.stringify([entry], null, 2)],
		["a line", JSON.stringify(entry)],
		["a line after an empty one", `\n${JSON.stringify(entry)}\n`],
		["with nulls", JSON.stringify([{ ...entry, what: "Followed me" }])],
	])("as %s", (how, log) => {
		const line = how.includes("after") ? 2 : 1;
		expect(incidents(log)).toEqual([{ ...whole, line }]);
	});

	test("null is the same as left out", () => {
		const nulls = Object.fromEntries(COLUMNS.map((column) => [column, null]));
		expect(incidents(JSON.stringify([{ ...nulls, note: "x" }]))).toEqual([{ line: 1, what: [], note: "x" }]);
	});

	test.each([
		['[{"note": 3}]', "entry 1, note: must be text, not 3"],
		['[{"note": ["x"]}]', "entry 1, note: must be text, not"],
		['[{"what": [1]}]', "entry 1, what: must be text, or a list of texts"],
		['[{"note": "x"}, 3]', "entry 2: must be an object"],
		['{"note": "x"}\nnope', "line 2: is not JSON"],
		['[{"nota": "x"}]', 'entry 1, nota: there is no "nota" here'],
		['[{"__proto__": "x", "note": "x"}]', "entry 1, __proto__: there is no"],
		['[{"constructor": "x", "note": "x"}]', "entry 1, constructor: there is no"],
		['{"incidents": [{"note": "x"}]}', 'line 1, incidents: there is no "incidents" here'],
		['{"note":"x"}\n{"note":"y","date":"2025-02-30"}', "line 2, date: "],
	])("%s is refused", (log, says) => {
		expect(refusal(log).join("\n")).toContain(says);
	});

	test("that is broken, or deeper than can be read, is refused", () => {
		expect(refusal("[1,")).toEqual([expect.stringContaining("is not JSON")]);
		const deep = 100_000;
		for (const log of ["[".repeat(deep) + "]".repeat(deep), `${'{"a":'.repeat(deep)}1${"}".repeat(deep)}`])
			expect(refusal(log).length).toBeGreaterThan(0);
	});
});

describe("a log is refused with all its problems:", () => {
	test("every problem, by line", () => {
		expect(
			refusal(
				[
					"date,time,what,folour,what happened",
					"03/04/2025,25:00,folowed,,",
					"25/04/2025,,,,",
					"2027-01-01,,followed,,",
					"2025-03-04,,followed,,,stray",
				].join("\n"),
			),
		).toEqual([
			"The log has 6 problems; nothing was assessed.",
			expect.stringMatching(/^line 1, heading: there is no column "folour"/),
			'line 1, heading: "what happened" is a second column for "what happened": put both in one',
			expect.stringMatching(
				/^line 2, date: "03\/04\/2025" could be .*\. Others in this log can only be day-first \(line 3: 25\/04\/2025\)$/,
			),
			expect.stringMatching(/^line 2, time: "25:00" is not a time/),
			expect.stringMatching(/^line 4, date: .* is after today/),
			expect.stringMatching(/^line 5: "stray" has no heading above it/),
		]);
	});

	test.each([
		["a misspelt name", table(",folowed,"), /\(followed\)$/],
		["a misspelt label", table(",watched or spyed on me,"), /\(watched-or-spied\)$/],
		["a list with one of them misspelt", table(',"followed, spied",'), /"followed, spied" is not/],
		["a misspelt heading", "date,note,evidense\n,x,", /\(evidence\)$/],
		["a cell under no heading", "date,note,\n,x,y", /"y" has no heading/],
		["only a day", "date,note\n2025-03-04,", /^line 2: does not say what happened/],
		["only an event", "note,event\n,A", /does not say what happened/],
		["a time that is another", "date,time,note\n2025-03-04 18:30,19:00,x", /not the time that stands with the date/],
		["a long cell", table(`,,${"x".repeat(10_001)}`), /has 10001 characters; the most is 10000/],
		["a quote within a cell", table(',,he said "no" to me'), /line 2: there is a " in the middle/],
		["a quote after a quoted cell", table(',,"he" said'), /line 2: there is a " in the middle/],
		["a quote that is not closed", table("", ',,"he said'), /line 3: a cell begins with "/],
	])("%s", (_what, log, says) => {
		expect(refusal(log).at(-1)).toMatch(says);
	});

	test.each([
		["nothing", "", /is empty.*log template/],
		["only spaces", " \r\n\t", /is empty/],
		["only headings", TEMPLATE.join(","), /no entries yet/],
		["an empty list", "[]", /no entries yet/],
		["no headings", "2025-03-04,followed,x", /no heading that is known.*log template/],
		["a workbook", Buffer.from("PK\x03\x04\x14\x00"), /save it as CSV/],
		["an old workbook", Buffer.from("d0cf11e0a1b1", "hex"), /save it as CSV/],
		["a PDF", "%PDF-1.7", /save it as CSV/],
		["rich text", "{\\rtf1 x}", /save it as CSV/],
		["zeros", "date,note\n,\0", /save it as CSV/],
		["UTF-16 without a mark", Buffer.from(rows("\t", "\n"), "utf16le"), /save it as CSV/],
		["broken UTF-16", Buffer.from([0xff, 0xfe, 0x00]), /save it as CSV/],
		["more than 10 MiB", Buffer.alloc((10 << 20) + 1, "x"), /10 MiB/],
		["too many entries", table(...Array(20_001).fill(",followed,")), /more than 20000 entries/],
		["too many in a list", `[${Array(20_001).fill('{"note":"x"}')}]`, /more than 20000 entries/],
		["too many columns", `date${",".repeat(100)}`, /101 columns/],
	])("%s", (_what, log, says) => {
		const [message, ...problems] = refusal(log);
		expect(message).toMatch(says);
		expect(problems).toEqual([]);
	});

	test("but the most that is read, is read", () => {
		expect(incidents(table(...Array(20_000).fill(",followed,")))).toHaveLength(20_000);
		const long = "x".repeat(10_000);
		expect(incidents(table(`,,${long}`))[0]?.note).toBe(long);
	});
});

test("remarks name what may be a mistake", () => {
	const log = table("?,,a", "2025-03-04,followed,x", "2025-03-04,followed,x", ",followed,");
	expect(read(log).remarks).toEqual([
		"2 entries have no day",
		"1 entry has nothing that is counted",
		"Lines 3, 4 say the same: is it one thing, written down twice?",
	]);
});
