import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReportInput } from "../../src/report/context";
import { reportHtml } from "../../src/report/html";
import { reportMarkdown } from "../../src/report/markdown";
import { buildReport } from "../../src/report/model";
import { anyResponse, many } from "../support/random";
import { forty, inputOf, response, textOf } from "../support/report-input";

const inEveryFormat = (input: ReportInput) => ({
	text: textOf(input, 1000),
	markdown: reportMarkdown(input),
	html: reportHtml(input),
});

test("a document gives every element of every definition, and its reasons or where they are", () => {
	fc.assert(
		fc.property(anyResponse(content), (given) => {
			const input = inputOf(given);
			const blocks = buildReport(input, "document")
				.sections.flatMap((section) => section.blocks)
				.flatMap((block) => (block.kind === "definition" ? [block] : []));
			const { verdicts } = input.assessment;
			expect(blocks).toHaveLength(verdicts.length);
			for (const [i, { elements, route }] of verdicts.entries()) {
				const { findings = [] } = blocks[i] ?? {};
				expect(findings).toHaveLength(elements.filter(({ routes }) => routes.includes(route)).length);
				for (const { reasons } of findings) expect(reasons.length).toBeGreaterThan(0);
			}
		}),
		{ numRuns: many(15) },
	);
});

describe("each part", () => {
	const input = inputOf(response, forty, true);
	const { text, markdown, html } = inEveryFormat(input);
	const titled = buildReport(input, "document").sections.flatMap(({ part, title }) => (title ? [{ part, title }] : []));

	test.each(titled)("$part is in every format", ({ part, title }) => {
		expect(markdown).toContain(title);
		expect(html).toContain(title);
		const onlyDocuments = ["unknown", "answers", "sources"];
		expect(text.includes(title.toUpperCase())).toBe(!onlyDocuments.includes(part));
	});
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

	test("are named straight after the summary, in every format", () => {
		const { resultTitle, contradictsTitle, why } = content.words.report;
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
			const order = [resultTitle, contradictsTitle, why].map((title) =>
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
		const { contradictsTitle } = content.words.report;
		const { text, markdown, html } = inEveryFormat(inputOf());
		for (const report of [text, markdown, html])
			expect(report.toLowerCase()).not.toContain(contradictsTitle.toLowerCase());
	});
});
