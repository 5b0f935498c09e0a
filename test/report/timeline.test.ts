import content from "virtual:content";
import { describe, expect, test } from "vitest";
import type { Incident } from "../../src/content/schema";
import { axisMarks, drawInCharacters, timelineOf } from "../../src/report/timeline";
import { entries, forty, inputOf, response, textOf } from "../support/report-input";

const on = (from: string, to = from, what = ["followed"]): Incident => ({
	line: 1,
	when: { from, to, original: from },
	what,
});

const words = content.words.report.log;
const labelOf = (item: string | undefined, entries: Incident[]) => `${item}: ${entries.length}`;

/** The lines of a timeline in characters, and what each character stands for. */
function drawn(incidents: Incident[], width: number) {
	const timeline = timelineOf(incidents, labelOf);
	if (!timeline) return undefined;
	const { caption, rows } = drawInCharacters({ ...timeline, words }, width);
	const [, each] = caption.split(". ");
	return { timeline, lines: rows.map(({ line }) => line), each: each?.slice(words.eachCharacter.length + 1) };
}

describe("the picture in characters", () => {
	test.each<[string, Incident[], number, string[], string]>([
		["one day", [on("2025-03-04"), on("2025-03-04")], 36, ["2"], "one day"],
		["days beside each other", [on("2025-03-04"), on("2025-03-06"), on("2025-03-06")], 36, ["1.2"], "one day"],
		["about when it was", [on("2025-03-01", "2025-03-03"), on("2025-03-02")], 36, ["~1~"], "one day"],
		["more than nine", Array.from({ length: 10 }, () => on("2025-03-01")), 36, ["+"], "one day"],
		[
			"weeks from Monday",
			[on("2025-03-02"), on("2025-03-03"), on("2025-04-27")],
			20,
			["11......1".slice(0, 9)],
			"one week",
		],
		["months", [on("2025-01-31"), on("2025-12-01")], 12, ["1..........1"], "one month"],
		["quarters", [on("2025-01-31"), on("2025-12-01")], 4, ["1..1"], "3 months"],
		["years", [on("2015-06-01"), on("2024-06-01")], 10, ["1........1"], "one year"],
		["many years", [on("1950-06-01"), on("2024-06-01")], 10, ["1......1"], "10 years"],
	])("shows %s", (_, incidents, width, lines, each) => {
		expect(drawn(incidents, width)).toMatchObject({ lines, each });
	});

	test("is there only where an entry has a day", () => {
		expect(timelineOf([{ line: 1, what: ["followed"] }], labelOf)).toBeUndefined();
	});

	test.each([
		["forty", forty],
		["four hundred", entries(400)],
		["ten years", entries(90, "2015-06-01", 3650)],
	])("fits, and leaves no entry out: %s", (_, incidents) => {
		for (const width of [36, 76]) {
			const { timeline, lines = [] } = drawn(incidents, width) ?? {};
			const exact = timeline?.rows.map(({ marks }) =>
				marks.reduce((sum, { from, to, entries }) => sum + (from === to ? entries : 0), 0),
			);
			expect(lines).toHaveLength(exact?.length ?? 0);
			for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
			for (const [i, line] of lines.entries())
				if (!line.includes("+")) expect([...line].reduce((sum, it) => sum + (Number(it) || 0), 0)).toBe(exact?.[i]);
		}
	});
});

describe("a row", () => {
	test("stands for each thing, the most frequent first, and for entries that name nothing", () => {
		const rows = timelineOf(
			[
				on("2025-03-04", undefined, []),
				on("2025-03-05", "2025-03-09"),
				on("2025-03-01", undefined, ["followed", "published-about-you"]),
				{ line: 4, what: ["followed"] },
			],
			labelOf,
		)?.rows;
		expect(rows?.map(({ label }) => label)).toEqual(["followed: 3", "undefined: 1", "published-about-you: 1"]);
	});

	test("is labelled with its days, and how many entries have none", () => {
		const report = textOf(inputOf(response, [on("2025-03-05", "2025-03-09"), { line: 4, what: ["followed"] }]));
		expect(report.replace(/\s+/g, " ")).toContain(
			`Followed you: 2 entries, 5 March 2025 to 9 March 2025, 1 ${words.undated}`,
		);
	});
});

describe("the marks of the axis", () => {
	test.each([
		["2025-03-04", "2025-03-04", ["4 Mar"]],
		["2025-03-04", "2025-03-20", ["10 Mar", "17 Mar"]],
		["2025-01-04", "2025-10-01", ["Apr 2025", "Jul 2025", "Oct 2025"]],
		["2015-06-01", "2025-05-29", ["2020", "2025"]],
	])("from %s to %s", (from, to, texts) => {
		const timeline = timelineOf([on(from), on(to)], labelOf);
		const marks = timeline && axisMarks(timeline.span);
		expect(marks?.map(({ text }) => text)).toEqual(texts);
	});
});
