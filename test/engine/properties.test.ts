import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Content, ElementFinding, Response, Result } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { anyAnswers, anyContent } from "../support/any-content";
import { anyResponse, itemsOf, many } from "../support/random";
import { settled, worldsOf } from "../support/worlds";

const order: Record<Result, number> = { "not-met": 0, unclear: 1, met: 2 };
const items = itemsOf(content);
const responses = anyResponse(content);
/** What settles which of several values an open item is given. */
const picks = fc.array(fc.nat(100), { minLength: 100, maxLength: 100 });

const resultsOf = (response: Response): Record<string, Result> =>
	Object.fromEntries(assess(content, response).verdicts.map((it) => [it.definition, it.result]));
const check = (property: fc.IProperty<[Response]>, numRuns = 1_000) => {
	fc.assert(property, { numRuns: many(numRuns) });
};
/** A response with another answer to one of its items. */
const withAnswer = (response: Response, id: string, answer: Answers[string]): Response => ({
	...response,
	answers: { ...response.answers, [id]: answer },
});
/** A response that answers some items only. */
const only = (response: Response, ids: string[]): Response => ({
	...response,
	answers: Object.fromEntries(Object.entries(response.answers).filter(([id]) => ids.includes(id))),
});
/** Every finding on an element, by definition and element. */
const findingsOf = (content: Content, response: Response) =>
	new Map(
		assess(content, response).verdicts.flatMap(({ definition, elements }) =>
			elements.map((it) => [`${definition}/${it.element}`, it] as const),
		),
	);
/** Expects that the reasons of elements that are met or not met are enough for that. */
function expectEnoughReasons(content: Content, response: Response) {
	for (const [key, { because, result }] of findingsOf(content, response)) {
		if (result === "unclear") continue;
		const alone = findingsOf(content, only(response, because)).get(key);
		expect([key, alone?.result]).toEqual([key, result]);
	}
}
const byCourt = ({ softenedBy, contradicts }: ElementFinding) => contradicts === true || softenedBy !== undefined;

describe.each([
	["the content", fc.constant(content), responses, 50],
	["small content", anyContent(true), anyAnswers, 150],
] as const)("over %s", (_, contents, responses, runs) => {
	const holds = (claim: (content: Content, response: Response, picks: number[]) => void) =>
		fc.assert(fc.property(contents, responses, picks, claim), {
			numRuns: many(runs),
		});

	test("reasons are answers, and what is unknown or would settle is open", () => {
		holds((content, response) => {
			const { possible } = worldsOf(content);
			const left = (id: string) => possible(id, response.answers[id]).length;
			for (const verdict of assess(content, response).verdicts) {
				for (const { because, unknown } of verdict.elements) {
					for (const id of because) expect(left(id)).toBeLessThan(possible(id, null).length);
					for (const id of unknown) expect(left(id)).toBeGreaterThan(1);
					expect(new Set(because).size).toBe(because.length);
					expect(new Set(unknown).size).toBe(unknown.length);
				}
				for (const id of verdict.wouldSettle) expect(left(id)).toBeGreaterThan(1);
				expect(new Set(verdict.wouldSettle).size).toBe(verdict.wouldSettle.length);
				if (verdict.result !== "unclear") expect(verdict.wouldSettle).toEqual([]);
			}
		});
	}, 120_000);

	test("answering all that is unknown leaves nothing unknown", () => {
		holds((content, response, picks) => {
			for (const [key, finding] of findingsOf(content, response)) {
				const { unknown, result } = finding;
				if (result !== "unclear") expect([key, unknown]).toEqual([key, []]);
				const full = settled(content, response, unknown, picks);
				const after = findingsOf(content, full).get(key) as ElementFinding;
				if (!byCourt(after)) expect([key, after.unknown]).toEqual([key, []]);
			}
		});
	}, 120_000);

	test("what is unclear with nothing unknown stays unclear, unless the rest contradicts", () => {
		holds((content, response, picks) => {
			const ids = worldsOf(content).items;
			const full = settled(content, response, ids, picks);
			const after = assess(content, full);
			if (after.contradicts) return;
			const findings = findingsOf(content, full);
			for (const [key, finding] of findingsOf(content, response))
				if (finding.result === "unclear" && finding.unknown.length === 0)
					expect([key, findings.get(key)?.result]).toEqual([key, "unclear"]);
			for (const [i, verdict] of assess(content, response).verdicts.entries())
				if (verdict.result === "unclear" && verdict.wouldSettle.length === 0)
					expect([verdict.definition, after.verdicts[i]?.result]).toEqual([verdict.definition, "unclear"]);
		});
	}, 120_000);

	test("answers that contradict each other do so by themselves, and nothing else does", () => {
		holds((content, response) => {
			const { contradicts = [], verdicts } = assess(content, response);
			for (const { elements } of verdicts)
				for (const finding of elements)
					if (finding.contradicts) expect([contradicts.length > 0, finding.result]).toEqual([true, "unclear"]);
			for (const ids of contradicts) expect(assess(content, only(response, ids)).contradicts).toBeDefined();
			const rest = Object.keys(response.answers).filter((id) => !contradicts.flat().includes(id));
			expect(assess(content, only(response, rest)).contradicts).toBe(undefined);
		});
	}, 120_000);

	test("an answer in place of an unknown never turns met into not met, or back", () => {
		holds((content, response, picks) => {
			const { items, possible } = worldsOf(content);
			const open = items.filter((id) => {
				const left = possible(id, response.answers[id]);
				return left.length === possible(id, null).length;
			});
			const before = assess(content, response).verdicts;
			for (const pick of picks.slice(0, 5)) {
				const id = open[pick % Math.max(open.length, 1)];
				if (id === undefined) return;
				for (const value of possible(id, null)) {
					const after = assess(content, withAnswer(response, id, value));
					before.forEach(({ definition, result }, i) => {
						const now = after.verdicts[i]?.result as Result;
						const apart = Math.abs(order[result] - order[now]);
						expect([id, value, definition, apart < 2]).toEqual([id, value, definition, true]);
					});
				}
			}
		});
	}, 120_000);
});

describe("over random responses", () => {
	test("the graver definition carries the lesser with it", () => {
		check(
			fc.property(responses, (response) => {
				const results = resultsOf(response);
				const carries = (graver: string, lesser: string) => {
					if (results[graver] === "met") expect([graver, results[lesser]]).toEqual([graver, "met"]);
				};
				carries("ew-stalking-serious", "ew-stalking");
				carries("ew-stalking", "ew-harassment");
				carries("ew-fear-of-violence", "ew-harassment");
				carries("leaflet-stalking", "leaflet-harassment");
			}),
		);
	}, 60_000);

	// What is not known can be inferred from what adds up to two, and then more of one thing leaves less to infer.
	test("where everything is known, more or worse never weakens a result unless it contradicts", () => {
		const raised = items.filter((it) =>
			["contact", "following", "harm", "pattern", "effect", "daily-life"].includes(it.checklist),
		);
		fc.assert(
			fc.property(responses, picks, (response, picks) => {
				const ids = items.map(({ id }) => id);
				const full = settled(content, response, ids, picks);
				for (const { id, set } of raised) {
					const steps = set.counts ? [0, 1, 2] : ["no", "yes"];
					// A reason on the other side weighs the other way round.
					if (id === "ordinary-reason") steps.reverse();
					const rising = steps
						.map((answer) => assess(content, withAnswer(full, id, answer)))
						.filter(({ contradicts }) => !contradicts);
					rising[0]?.verdicts.forEach(({ definition }, i) => {
						const levels = rising.map(({ verdicts }) => order[verdicts[i]?.result as Result]);
						expect([id, definition, ...levels]).toEqual([id, definition, ...[...levels].sort()]);
					});
				}
			}),
			{ numRuns: many(30) },
		);
	}, 120_000);

	test("one occasion in all is met by nothing, except harassing several people", () => {
		check(
			fc.property(responses, (response) => {
				const said = withAnswer(response, "two-or-more-occasions", "no");
				for (const { definition, result, route } of assess(content, said).verdicts)
					if (result === "met") expect([definition, route]).toEqual(["ew-harassment", "against-several"]);
			}),
		);
	}, 60_000);

	test.each(["not-sure", "rather-not-say", null, undefined])("everything %s is unclear everywhere", (answer) => {
		const answers: Answers = {};
		for (const { id, set } of items)
			if (answer !== undefined) answers[id] = set.options.some((o) => o.id === answer) ? answer : null;
		const { summary, verdicts } = assess(content, { answers });
		expect(summary).toEqual({ harassment: "unclear", stalking: "unclear" });
		for (const { result, elements } of verdicts) {
			expect(result).toBe("unclear");
			for (const finding of elements) expect(finding.result).toBe(finding.assumed ? "met" : "unclear");
		}
	});

	test("not sure, rather not say, null and left out weigh the same", () => {
		check(
			fc.property(responses, (response) => {
				const same = (as: string | null | undefined) => {
					const answers = { ...response.answers };
					for (const { id, set } of items) {
						const open = answers[id] === null || set.options.some((o) => o.id === answers[id] && o.unknown);
						if (!open || id === "relationship") continue;
						if (as === undefined) delete answers[id];
						else answers[id] = as;
					}
					return resultsOf({ ...response, answers });
				};
				const left = same(undefined);
				expect(same(null)).toEqual(left);
				expect(same("not-sure")).toEqual(left);
				expect(same("rather-not-say")).toEqual(left);
			}),
			250,
		);
	}, 60_000);

	test("ten times or more weighs what a number of times from two does", () => {
		const counted = items.filter(({ set }) => set.counts).map(({ id }) => id);
		fc.assert(
			fc.property(responses, fc.subarray(counted), fc.integer({ min: 2 }), (response, often, times) => {
				const assessed = (answer: string | number) => {
					const { readOut, ...rest } = assess(
						content,
						often.reduce((it, id) => withAnswer(it, id, answer), response),
					);
					return rest;
				};
				expect(assessed("ten-or-more")).toEqual(assessed(times));
			}),
			{ numRuns: many(150) },
		);
	}, 60_000);

	test("signs and age never move a result, and who it is only that of one event of domestic abuse in Scotland", () => {
		const beside = items.filter((it) => ["safety", "fixation", "about"].includes(it.checklist));
		check(
			fc.property(responses, (response) => {
				const answers = { ...response.answers };
				for (const { id } of beside) delete answers[id];
				const { "sc-harassment": scottish, ...results } = resultsOf({ ...response, answers });
				const { "sc-harassment": before, ...others } = resultsOf(response);
				expect(results).toEqual(others);
				// Not said who it is, it is less certain, never otherwise.
				expect([before, "unclear"]).toContain(scottish);
			}),
			250,
		);
	}, 60_000);
});

test.each([
	["the content", fc.constant(content), responses],
	["small content", anyContent(true), anyAnswers],
] as const)(
	"the order of the answers to %s does not matter",
	(_, contents, responses) => {
		const reversed = (response: Response): Response => ({
			...response,
			answers: Object.fromEntries(Object.entries(response.answers).reverse()),
		});
		fc.assert(
			fc.property(contents, responses, (content, response) => {
				expect(assess(content, reversed(response))).toEqual(assess(content, response));
			}),
			{ numRuns: many(100) },
		);
	},
	120_000,
);

test("an assessment is the same whatever was assessed before it", () => {
	const several = fc.array(anyAnswers, { minLength: 10, maxLength: 10 });
	fc.assert(
		fc.property(anyContent(), several, (content, responses) => {
			for (const response of responses)
				expect(assess(content, response)).toEqual(assess(structuredClone(content), response));
		}),
		{ numRuns: many(100) },
	);
}, 120_000);

test.each([
	["the content", fc.constant(content), responses],
	["small content", anyContent(true), anyAnswers],
] as const)(
	"the reasons for what %s settles are enough for it",
	(_, contents, responses) => {
		fc.assert(fc.property(contents, responses, expectEnoughReasons), { numRuns: many(100) });
	},
	120_000,
);

test.each([
	{ "obscene-contact": "more-than-once" },
	{ "unwanted-contact": "once", "waited-at-home-or-work": "once", "damaged-property": "more-than-once" },
	{ "two-or-more-occasions": "yes" },
])("the reasons for what a consistency rule infers from %j are enough for it", (answers) => {
	expectEnoughReasons(content, { answers: answers as Answers });
});
