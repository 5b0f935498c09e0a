import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCases } from "../../src/content/load";
import type { Response } from "../../src/content/schema";
import { factText } from "../../src/report/blocks";
import type { ReportInput } from "../../src/report/context";
import { reportHtml } from "../../src/report/html";
import { reportMarkdown } from "../../src/report/markdown";
import { buildReport } from "../../src/report/sections";
import { people } from "../support/people";
import { anyResponse, many } from "../support/random";
import { forty, inputOf, response, textOf } from "../support/report-input";

const inEveryFormat = (input: ReportInput) => ({
	text: textOf(input, 1000),
	markdown: reportMarkdown(input),
	html: reportHtml(input),
});

describe("each definition", () => {
	const definitionsOf = (given: Response) =>
		buildReport(inputOf(given, []), "document")
			.details.flatMap(({ blocks }) => blocks)
			.flatMap((block) => (block.kind === "definition" ? [block] : []));
	const places = content.packs.flatMap((pack) => pack.place ?? []);

	test("that counts is there, with its parts where the place is given; one not matched, with what is not shown", () => {
		fc.assert(
			fc.property(anyResponse(content), fc.constantFrom(...places), (given, place) => {
				const { verdicts } = inputOf({ ...given, place }, []).assessment;
				const counted = verdicts.filter(({ definition }) => definition !== "survey-stalking");
				const blocks = definitionsOf({ ...given, place });
				expect(blocks.map(({ look }) => look).sort()).toEqual(counted.map(({ result }) => result).sort());
				for (const { look, findings } of blocks) {
					expect(findings.length).toBeGreaterThan(0);
					const marks = findings.map((it) => it.look);
					if (look === "met") expect(marks).not.toContain("not-met");
					if (look === "not-met") expect([...new Set(marks)]).toEqual(["not-met"]);
				}
			}),
			{ numRuns: many(15) },
		);
	});

	test("never says that it was said so beside what softens it", () => {
		const softened = { followed: "more-than-once", "ordinary-reason": "yes", frightened: "yes" } as const;
		const findings = definitionsOf({ place: "england", answers: softened }).flatMap((it) => it.findings);
		const withRemarks = findings.filter(({ remarks = [] }) => remarks.length > 0);
		expect(withRemarks.length).toBeGreaterThan(0);
		for (const it of withRemarks) expect(factText(it)).not.toContain(content.words.report.saidSo);
	});

	test("of a law is in brief where no place is given", () => {
		const blocks = definitionsOf({ answers: people["former-partner"].answers });
		const laws = blocks.filter(({ provision }) => provision !== undefined);
		expect(laws.length).toBeGreaterThan(4);
		for (const { findings } of laws) expect(findings).toEqual([]);
	});

	const { answers: friend } = people["former-partner"];
	const watchedOnce = { "monitored-devices-or-accounts": "more-than-once", "two-or-more-occasions": "no" };
	const missing = "Not clear yet, because some answers are missing.";
	const oneMissing = "Your answers may match, but one answer is missing.";
	const doNotFit = "Your answers may match, but some answers do not fit together.";
	const forCourt = "Your answers may match, but a court would have to say.";
	const forAuthor = "Your answers may match, but the wording leaves that open.";

	test.each<[why: string, answers: Response["answers"], name: string, text: string]>([
		["nothing was answered", {}, "Harassment", missing],
		["nothing was answered of the graver", {}, "Fear of violence", missing],
		["one answer is missing", { ...friend, "feared-violence": null }, "Fear of violence", oneMissing],
		["answers do not fit together", { ...watchedOnce, distressed: "yes" }, "Stalking", doNotFit],
		["a court would have to say", { ...friend, "most-people-would-mind": "no" }, "Stalking", forCourt],
	])("says so where %s", (_, answers, name, text) => {
		const [found] = definitionsOf({ place: "england-and-wales", answers }).filter((it) => it.name === name);
		expect(found?.texts[0]).toBe(text);
	});

	test("that is not law says that its wording leaves it open", async () => {
		const cases = await readCases("test/cases");
		const { response } =
			cases.find(({ case: { name } }) => name.startsWith("Obscene or threatening posts"))?.case ?? {};
		const texts = definitionsOf({ answers: {}, ...response, for: undefined }).map((it) => it.texts[0]);
		expect(texts).toContain(forAuthor);
	});

	test("names once what an earlier one explains", () => {
		const [harassment, stalking] = definitionsOf(people["former-partner"]);
		expect(harassment?.findings.map(({ look }) => look)).toEqual(["met", "met", "assumed", "assumed"]);
		expect(stalking?.findings.map(({ text }) => text)[0]).toBe(`${content.words.report.allOf} harassment, above`);
		expect(stalking?.findings).toHaveLength(2);
	});
});

test("what happened is listed once, each thing with a letter that parts of definitions cite", () => {
	const text = textOf(inputOf(people["former-partner"], []));
	expect(text).toMatch(/A {2}unwanted contact.*, ten times or more/);
	expect(text).toContain("B  waiting near your home or work, more than once");
	expect(text).toMatch(/yes +things were done to you two or more times: A, B, C/);
});

test("two remarks about one part are two sentences", () => {
	const text = factText({
		look: "unclear",
		label: "",
		text: "it upset you",
		remarks: ["One.", "Two."],
	});
	expect(text).toBe("it upset you. One. Two.");
});

describe("each part", () => {
	const input = inputOf(response, forty, true);
	const { text, markdown, html } = inEveryFormat(input);
	const { answer, details } = buildReport(input, "document");

	test.each([...answer, ...details].filter(({ title }) => title !== undefined))(
		"$title is in every format, or in documents only",
		({ title = "", isLong = false }) => {
			expect(markdown).toContain(title);
			expect(html).toContain(title);
			expect(text.includes(title.toUpperCase())).toBe(!isLong);
		},
	);
});

test("a report has the emergency first in every format and place, also where there is no sign of danger", () => {
	const { danger, dangerElsewhere, resultTitle } = content.words.report;
	for (const { id, outside } of content.places)
		for (const answers of [{}, { followed: "once" }])
			for (const report of Object.values(inEveryFormat(inputOf({ place: id, answers }, undefined)))) {
				const text = report.toLowerCase();
				const at = text.indexOf((outside ? dangerElsewhere : danger).toLowerCase());
				expect(at).toBeGreaterThanOrEqual(0);
				expect(at).toBeLessThan(text.indexOf(resultTitle.toLowerCase()));
			}
});

test("a report shows where an answer and the log differ, and that the answer was kept", () => {
	const { text, markdown } = inEveryFormat(inputOf());
	for (const report of [text, markdown])
		expect(report).toContain(
			"Came to your home uninvited. You answered: never. Your log has it: 2 times (lines 23, 30). Your answer was kept; you can change it.",
		);
});

describe("answers that do not fit together", () => {
	const input = (voice?: "someone-else") => {
		const answers = { followed: "more-than-once", "two-or-more-occasions": "no" };
		return inputOf({ ...(voice ? { for: voice } : {}), answers }, []);
	};

	test("are named with the result, in every format", () => {
		const { resultTitle, contradicts, callTitle } = content.words.report;
		const { text, markdown, html } = inEveryFormat(input());
		for (const [report, open, close] of [
			[text, '"', '"'],
			[markdown, "“", "”"],
			[html, "“", "”"],
		] as const) {
			expect(report).toContain("do not fit together. Look at these again:");
			expect(report).toContain(
				`${open}It happened on two or more separate occasions${close} (no) and ${open}Followed you${close} (more than once)`,
			);
			const order = [resultTitle, contradicts, callTitle].map((title) =>
				report.toLowerCase().indexOf(`${title}`.toLowerCase()),
			);
			expect(order).not.toContain(-1);
			expect(order).toEqual([...order].sort((a, b) => a - b));
		}
	});

	test("are named in part where they are many: the one that the others contradict, and three of these", () => {
		const items = content.checklists.flatMap(({ behaviours, items }) => (behaviours ? items.map(({ id }) => id) : []));
		const never = Object.fromEntries(items.map((id) => [id, "never"]));
		const many = inputOf({ answers: { ...never, "two-or-more-occasions": "yes" } }, []);
		expect(many.assessment.contradicts).toEqual([["two-or-more-occasions", ...items]]);
		for (const report of Object.values(inEveryFormat(many)))
			expect(report.replace(/[“”]/g, '"')).toContain(
				`"It happened on two or more separate occasions" (yes), "Contacted you, or tried to, when you did not want it" (never), "Sent or said sexual or obscene things you did not want" (never), "Sent or said threatening things" (never) and ${items.length - 3} more`,
			);
	});

	test("are the reason why an element is unclear", () => {
		const { contradictsHere } = content.words.report;
		for (const report of Object.values(inEveryFormat(input()))) expect(report).toContain(contradictsHere);
	});

	test("are worded for somebody who answers for another person", () => {
		for (const report of Object.values(inEveryFormat(input("someone-else")))) {
			expect(report).toContain("Some of these answers do not fit together");
			expect(report).not.toContain("your answers");
		}
	});

	test("are not mentioned where all answers fit", () => {
		for (const report of Object.values(inEveryFormat(inputOf())))
			expect(report).not.toContain(content.words.report.contradicts);
	});
});
