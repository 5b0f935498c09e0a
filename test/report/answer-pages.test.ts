import content from "virtual:content";
import { Chalk } from "chalk";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCases } from "../../src/content/load";
import type { Response } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { lowerFirst } from "../../src/engine/plain-words";
import { NO_COLOURS } from "../../src/platform/colours";
import { answerPages, helpText, whyText, wordsText } from "../../src/report/answer-pages";
import { createContext, type ReportContext } from "../../src/report/context";
import type { Style } from "../../src/report/page";
import { people } from "../support/people";
import { anyResponse, many } from "../support/random";
import { inputOf } from "../support/report-input";

const { report: words } = content.words;
const cases = (await readCases("test/cases")).map((it) => it.case.response);
const contextFor = (response: Response) =>
	createContext({ content, response, assessment: assess(content, response) }, false);
const pagesIn = (context: ReportContext, width: number, rows: number) =>
	answerPages(context, { ...NO_COLOURS, width }, rows);
const pagesOf = (response: Response, width: number, rows: number) => pagesIn(contextFor(response), width, rows);
const signText = (id: string) =>
	content.signs.urgent.flatMap(({ item, text }) => (item === id ? text.slice(0, -1) : [])).join();
const linesOf = (page: string) => page.trimEnd().split("\n");
const flat = (text: string) => text.replace(/\s+/g, " ");

const anybody = fc.record({
	response: anyResponse(content),
	place: fc.constantFrom(undefined, ...content.places.map(({ id }) => id)),
	for: fc.constantFrom(undefined, "someone-else" as const),
});
const asResponse = ({
	response,
	...rest
}: {
	response: Response;
	place?: string | undefined;
	for?: "someone-else" | undefined;
}) => ({
	...response,
	...rest,
});

describe("the answer", () => {
	test.each(Object.entries(people))("of %s reads well", async (name, response) => {
		const pages = [
			...pagesOf(response, 79, 21).map((page) => `--- 79 columns, 21 lines\n${page}`),
			...pagesOf(response, 39, 22).map((page) => `--- 39 columns, 22 lines\n${page}`),
		];
		await expect(pages.join("\n")).toMatchFileSnapshot(`../reports/answer-${name}.txt`);
	});

	test("marks the emergency, headings and numbers in colour, and says the same without", async () => {
		const { bold } = new Chalk({ level: 2 });
		const colours = { heading: bold, alert: bold.inverse, faint: bold, yes: bold, unclear: bold };
		const style: Style = { ...colours, width: 79 };
		const response = people["former-partner"];
		const [page = ""] = answerPages(contextFor(response), style, 21);
		await expect(page.replaceAll("\x1b", "^")).toMatchFileSnapshot("../reports/answer-in-colour.txt");
		// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control codes.
		expect(page.replace(/\x1b\[[0-9;]*m/g, "")).toBe(pagesOf(response, 79, 21)[0]);
	});

	const fits = (response: Response) => {
		const context = contextFor(response);
		for (const rows of [21, 22]) {
			const wide = pagesIn(context, 79, rows);
			expect(wide).toHaveLength(1);
			expect(linesOf(wide[0] ?? "").length).toBeLessThanOrEqual(rows);
			expect(linesOf(wide[0] ?? "").filter((line) => line.length > 79)).toEqual([]);
		}
		// The keys take two lines of a narrow window.
		for (const rows of [21, 22]) {
			const narrow = pagesIn(context, 39, rows);
			expect(narrow).toHaveLength(2);
			for (const page of narrow) {
				expect(linesOf(page).length).toBeLessThanOrEqual(rows);
				expect(linesOf(page).filter((line) => line.length > 39)).toEqual([]);
			}
		}
	};

	test.each([undefined, "someone-else" as const])(
		"of an eighth of the cases fits its window, for %s",
		(whom) => {
			for (const response of cases.filter((_, i) => i % 8 === (whom ? 4 : 0))) fits({ ...response, for: whom });
		},
		60_000,
	);

	test("of anybody fits its window", () => {
		// Long lines for the places, a service for each nation, and nothing that happened to leave out.
		const answers = { weapon: "not-sure", distressed: "yes", relationship: "partner" };
		const longest = { response: { answers }, place: undefined, for: "someone-else" as const };
		fc.assert(
			fc.property(anybody, (it) => fits(asResponse(it))),
			{ numRuns: many(30), examples: [[longest]] },
		);
	}, 60_000);

	test("in a window that is too small for it still has the emergency first, and all the rest", () => {
		const context = contextFor(people["former-partner"]);
		for (const width of [9, 24, 39])
			for (const rows of [3, 4, 7, 10, 15]) {
				const text = flat(pagesIn(context, width, rows).join(""));
				expect(text.search(/Call 999\./i)).toBeGreaterThanOrEqual(0);
				expect(text.search(/Call 999\./i)).toBeLessThan(text.indexOf(flat(words.resultTitle.toUpperCase())));
				expect(text).toContain(flat(words.callTitle.toUpperCase()));
				expect(text).toContain(words.decide.split(". ")[0]);
				expect(text).toContain(words.sayTitle.toUpperCase());
			}
	});

	test("has the emergency first, and a number to call, who decides and words to say on its first page or its second", () => {
		fc.assert(
			fc.property(anybody, fc.constantFrom([79, 21] as const, [39, 22] as const), (it, [width, rows]) => {
				const response = asResponse(it);
				const pages = pagesOf(response, width, rows).map(flat);
				const first = pages[0] as string;
				const isAbroad = response.place === "elsewhere";
				const emergency = first.search(isAbroad ? /emergency number/i : /Call 999\./i);
				expect(emergency).toBeGreaterThanOrEqual(0);
				const result = first.indexOf(flat(words.resultTitle.toUpperCase()).slice(0, 4));
				expect(emergency).toBeLessThan(result);
				const { phone } = content.signposts.find(({ id }) => id === "national-stalking-helpline") ?? { phone: [] };
				if (!isAbroad) expect(first).toContain(phone[0]);
				expect(first).toContain(words.decide.split(". ")[0]);
				expect(pages.join("")).toContain(words.sayTitle.toUpperCase());
			}),
			{ numRuns: many(30) },
		);
	}, 60_000);

	test("of one event is never a no for harassment that is not clear", () => {
		const { fits, none, open } = words.oneEvent;
		const night = { followed: "once", "two-or-more-occasions": "no", distressed: "yes" } as const;
		const seen = new Map<string, string>();
		const oneEvents = cases.filter(({ answers }) => words.oneEvent.is.includes(String(answers[words.oneEvent.item])));
		for (const response of [...content.places.map(({ id }) => ({ place: id, answers: night })), ...oneEvents]) {
			const text = flat(pagesOf({ ...response, for: undefined }, 79, 22).join(" "));
			const { harassment } = assess(content, response).summary;
			if (text.includes(fits)) seen.set(harassment, text.includes(`${fits} ${open}`) ? open : none);
			if (text.includes(fits)) expect(text).toContain(`${fits} ${harassment === "unclear" ? open : none}`);
		}
		expect(Object.fromEntries(seen)).toEqual({ unclear: open, "not-met": none });
	}, 60_000);

	test("names no police number of the United Kingdom to somebody elsewhere", () => {
		const page = pagesOf({ ...people["one-night"], place: "elsewhere" }, 79, 21).join("");
		expect(page).not.toMatch(/\b(101|0808|0800)\b/);
		expect(page).toContain("112");
	});

	test("says what somebody was not sure of, and that it is worth telling", () => {
		const page = flat(
			pagesOf({ answers: { "threat-to-kill-or-harm": "not-sure", followed: "once" } }, 79, 22).join(""),
		);
		expect(page).toContain(`${words.notSure} there has been a threat to kill`);
		expect(page).toContain(words.ifSo);
		expect(flat(pagesOf({ answers: { "danger-now": "not-sure" } }, 79, 22).join(""))).toContain(words.ifInDanger);
		expect(pagesOf({ answers: { "danger-now": "rather-not-say" } }, 79, 22).join("")).not.toContain(words.notSure);
	});

	test("names violence once where it was said on two screens", () => {
		const violence = lowerFirst(signText("violence"));
		const hurt = lowerFirst(signText("hurt-you"));
		const both = people["former-partner"].answers;
		const pageOf = (answers: Response["answers"]) =>
			flat(pagesOf({ answers: { ...both, ...answers } }, 79, 40).join(""));
		expect(pageOf({ violence: "yes", "hurt-you": "once" })).toContain(violence);
		expect(pageOf({ violence: "yes", "hurt-you": "once" })).not.toContain(hurt);
		expect(pageOf({ violence: "no", "hurt-you": "once" })).toContain(hurt);
	});

	test("offers the number for the young unless somebody is not", () => {
		const isOffered = (answers: Response["answers"]) => pagesOf({ answers }, 79, 21).join("").includes("Childline");
		expect(isOffered({})).toBe(true);
		expect(isOffered({ "under-18": "yes" })).toBe(true);
		expect(isOffered({ "under-18": "no" })).toBe(false);
	});

	test("breaks no number in two", () => {
		const atHome = { ...people["former-partner"].answers, relationship: "partner" };
		for (const { id } of content.places) {
			const context = contextFor({ place: id, answers: atHome });
			const called = context.assessment.signposts.flatMap(({ phone }) => phone[0] ?? []);
			for (const pages of [pagesIn(context, 79, 21), pagesIn(context, 39, 22)].map((it) => it.join("")))
				for (const number of called) if (flat(pages).includes(number)) expect(pages).toContain(number);
		}
	});

	test("asks for what would settle the result, or for answers that do not fit together", () => {
		const open = flat(pagesOf({ answers: { "unwanted-contact": "more-than-once" } }, 79, 22).join(""));
		expect(open).toMatch(new RegExp(`${words.turnsOn}|${words.tellMost}`));
		const broken = pagesOf({ answers: { followed: "more-than-once", "two-or-more-occasions": "no" } }, 79, 22).join("");
		expect(flat(broken)).toContain(words.contradicts);
	});
});

describe("whatever is shown", () => {
	const forbidden =
		/percent|%|\brisk (level|score)|(low|high|medium) risk|you are (not )?being (stalked|harassed)|\b(he|she|his|him|hers?)\b/i;

	test("never says what only a court can, gives no level of risk, and takes nobody for a man or a woman", () => {
		fc.assert(
			fc.property(anybody, (it) => {
				const context = contextFor(asResponse(it));
				const style = { ...NO_COLOURS, width: 79 };
				const texts = [...answerPages(context, style, 21), whyText(context, style), wordsText(context, style)];
				for (const text of texts) expect(flat(text)).not.toMatch(forbidden);
			}),
			{ numRuns: many(30) },
		);
	}, 60_000);

	test("leaves the Crime Survey to those who count", () => {
		for (const response of [...Object.values(people), ...cases.slice(0, 50)]) {
			const context = contextFor(response);
			const style = { ...NO_COLOURS, width: 79 };
			expect(flat(answerPages(context, style, 21).join("") + whyText(context, style))).not.toContain("Survey");
		}
	});

	test("on request, has everybody to call and everything that helps", () => {
		const context = createContext(inputOf(), false);
		const text = flat(helpText(context, { ...NO_COLOURS, width: 79 }));
		for (const { name, phone } of context.assessment.signposts)
			expect([name, ...phone].every((it) => text.includes(it))).toBe(true);
		for (const help of words.helps) expect(text).toContain(help);
		for (const note of context.assessment.notes) expect(text).toContain(note);
	});
});
