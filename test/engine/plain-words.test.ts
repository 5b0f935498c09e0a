import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Response } from "../../src/content/schema";
import { assess, evaluatorFor } from "../../src/engine/assess";
import { readOut } from "../../src/engine/plain-words";
import { anyResponse, many } from "../support/random";
import { inputOf } from "../support/report-input";

const { fits, readOut: words } = content.words.report;
const said = (answers: Answers, more: Omit<Response, "answers"> = {}) => assess(content, { ...more, answers }).readOut;

describe("the words to read out", () => {
	test("say who does what, how often, and how it is", () => {
		expect(
			said({
				relationship: "ex-partner",
				"unwanted-contact": "ten-or-more",
				"waited-at-home-or-work": "more-than-once",
				"threatening-contact": "once",
				"getting-worse-quickly": "yes",
				"very-frightened": "yes",
				frightened: "yes",
				"sleep-or-health": "yes",
			}),
		).toBe(
			"My ex keeps contacting me when I do not want it, ten times or more, keeps waiting near my home or work, and has threatened me. It is getting worse quickly and I am very frightened. My sleep or health has suffered. Please look at it as a pattern.",
		);
	});

	test("have numbers where they are known", () => {
		expect(said({ followed: 3, "unwanted-contact": 2, frightened: "yes" })).toBe(
			`${words.someone} has followed me, 3 times, and has contacted me when I did not want it, twice. I am frightened. ${words.pattern}`,
		);
	});

	test("have the numbers of a log before vague ones, and say that there may be more", () => {
		const times = (count: number) =>
			Array.from({ length: count }, (_, i) => ({
				line: i + 2,
				when: { from: `2025-03-0${i + 1}`, to: `2025-03-0${i + 1}`, original: "" },
				what: ["followed"],
			}));
		const withLog = (followed: string | number | null, count: number) =>
			inputOf({ answers: { followed } }, times(count)).assessment.readOut;
		for (const vague of [null, "happened", "more-than-once"])
			expect(withLog(vague, 4)).toContain("has followed me, at least 4 times");
		expect(withLog(30, 4)).toContain("has followed me, 30 times");
		expect(withLog("ten-or-more", 4)).toContain("keeps following me, ten times or more");
		expect(withLog("once", 4)).toContain("has followed me.");
	});

	test("of one event ask for it to be reported, and of many for a pattern to be seen", () => {
		expect(said({ "came-to-home-uninvited": "once", "two-or-more-occasions": "no" })).toContain(words.report);
		expect(said({ followed: "once", "came-to-home-uninvited": "once" })).toContain(words.pattern);
		expect(said({ followed: "once" })).toContain(words.help);
	});

	test("name urgent things first where there are many, and say that there are others", () => {
		const acts = content.checklists.flatMap(({ behaviours, items }) => (behaviours ? items : []));
		const text = said(Object.fromEntries(acts.map(({ id }) => [id, "once"])));
		expect(text).toContain("got into my home");
		expect(text).toContain(words.otherThings);
		expect(text.length).toBeLessThan(600);
	});

	test("are about the person who is helped", () => {
		const text = said({ followed: "more-than-once", frightened: "yes" }, { for: "someone-else" });
		expect(text).toBe(
			"I am calling about someone I know. Someone keeps following them. They are frightened. Please look at it as a pattern.",
		);
	});

	test("are there for anybody, and end as sentences do", () => {
		expect(said({})).toBe(words.unsure);
		expect(said({ followed: "not-sure", violence: "not-sure" })).toBe(words.unsure);
		fc.assert(
			fc.property(anyResponse(content), ({ answers }) => {
				const text = said(answers);
				expect(text).toMatch(/^[A-Z].*[.?]$/);
				expect(text).not.toMatch(/undefined|\s{2}|\.\.|,\./);
			}),
			{ numRuns: many(200) },
		);
	});

	test("never say to be unsure where something was said, however little there is room for", () => {
		const { plainWords } = evaluatorFor(content).compiled;
		const answers: Answers = { frightened: "yes" };
		expect(readOut(plainWords, (item) => answers[item], { acts: 0, sentences: 0 })).not.toContain(words.unsure);
	});
});

describe("the headline", () => {
	const headline = (answers: Answers, place?: string) => assess(content, { place, answers }).headline;
	const stalked: Answers = {
		followed: "more-than-once",
		"two-or-more-occasions": "yes",
		frightened: "yes",
		unwanted: "yes",
	};

	test("names the law of the place before the leaflet", () => {
		expect(headline(stalked, "scotland").stalking).toBe(`${fits.met} the law of Scotland, and the police leaflet.`);
	});

	test("says may where some part is shown, and not clear yet where none is", () => {
		expect(headline({ frightened: "yes" }, "scotland").stalking).toMatch(new RegExp(`^${fits.may}`));
		expect(headline({}, "scotland").stalking).toBe(`${fits.unclear} the law of Scotland or the police leaflet.`);
	});

	test("names a graver offence only where answers match or may match it", () => {
		const serious = { ...stalked, "serious-effect": "yes", "moved-or-stayed-away": "yes" };
		expect(headline(serious, "england-and-wales").stalking).toContain(`${fits.withGraver} (section 4A)`);
		const mild = { ...stalked, "feared-violence": "never", "serious-effect": "no" };
		expect(headline(mild, "england-and-wales").stalking).not.toContain("4A");
	});

	test("names every law where no place was given, together if they agree", () => {
		expect(headline(stalked).stalking).toBe(`${fits.met} ${fits.everyPlace}, and the police leaflet.`);
		expect(headline({}).harassment).toBe(`${fits.unclear} ${fits.anyPlace} or the police leaflet.`);
		const unconnected = headline({ ...stalked, connected: "no" }).stalking;
		expect(unconnected).toContain(`${fits.met} the law of Scotland, of Northern Ireland`);
	});

	test("agrees with the summary", () => {
		fc.assert(
			fc.property(
				anyResponse(content),
				fc.constantFrom(undefined, "scotland", "england-and-wales"),
				(response, place) => {
					const { headline, summary } = assess(content, { ...response, place });
					for (const kind of ["harassment", "stalking"] as const) {
						expect(headline[kind].startsWith(fits.met)).toBe(summary[kind] === "met");
						expect(headline[kind].startsWith(fits["not-met"])).toBe(summary[kind] === "not-met");
					}
				},
			),
			{ numRuns: many(200) },
		);
	});
});
