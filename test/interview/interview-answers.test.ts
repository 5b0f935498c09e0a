import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Content, Item } from "../../src/content/schema";
import {
	answersSoFar,
	type Interview,
	isTicked,
	keep,
	newInterview,
	nextStep,
	resumed,
	type Step,
	stepFor,
	stepsLeft,
	stillOpen,
} from "../../src/interview/routing";
import { anyResponse, itemsOf, many } from "../support/random";
import { changed, set, small, yes } from "../support/small";

const itemOf = (of: Content, id: string) => itemsOf(of).find((item) => item.id === id) as Item;
const answered = (given: Answers): Interview => ({
	...newInterview(),
	given,
	asked: new Set(Object.keys(given)),
});
const soFar = (of: Content, given: Answers) => answersSoFar(of, answered(given));

/** Every step of somebody who answers each item by `pick`, with the interview that each was put in. */
function steps(
	of: Content,
	pick: (step: Step, id: string) => string | number | null | undefined,
	interview = newInterview(),
	wanted?: (id: string) => boolean,
) {
	const put: { step: Step; interview: Interview }[] = [];
	for (;;) {
		const step = nextStep(of, interview, wanted);
		if (!step) return { put, interview };
		put.push({ step, interview });
		if (put.length > 300) throw new Error("never ends");
		for (const item of step.items) interview = keep(interview, step, item, pick(step, item.id) ?? null);
	}
}
/** What was asked, in order: `how-often:followed`, or `tick:followed,watched`. */
const namesOf = (put: { step: Step }[]) =>
	put.map(({ step }) => `${step.kind}:${step.items.map(({ id }) => id).join()}`);

const EFFECTS_OPEN = { danger: "no", followed: "repeated" };

describe("the answers that count", () => {
	test("answers to closed questions are kept, and count only while the questions are open", () => {
		const open = { ...EFFECTS_OPEN, scared: "yes", apology: "partner" };
		expect(soFar(small, open)).toEqual({ ...open });
		const shut = {
			...open,
			followed: "never",
			watched: "never",
			gifts: "once",
		};
		expect(soFar(small, { ...shut, person: "partner" })).toEqual({
			danger: "no",
			person: "partner",
			followed: "never",
			watched: "never",
			gifts: "once",
		});
		expect(soFar(small, { ...shut, ...open })).toEqual({ ...shut, ...open });
	});

	test("an item closed by its own condition does not count in an open part", () => {
		const given = { ...EFFECTS_OPEN, apology: "partner" };
		expect(soFar(small, { ...given, scared: "no" })).not.toHaveProperty("apology");
		for (const unknown of [{}, { scared: "not-sure" }, { scared: "yes" }])
			expect(soFar(small, { ...given, ...unknown }).apology).toBe("partner");
	});

	test("a closed item counts as its `otherwise` answer", () => {
		expect(soFar(small, { danger: "yes" }).gifts).toBe("not-sure");
		expect(soFar(small, { danger: "yes", gifts: "once" }).gifts).toBe("not-sure");
		expect(soFar(small, { danger: "no", gifts: "once" }).gifts).toBe("once");
		expect(soFar(small, {})).toEqual({});
	});

	test("an item closes with the closed answer it depends on", () => {
		const chain = changed((copy) => {
			copy.checklists[2].items[0].askWhen = yes("unwanted");
			copy.checklists[2].items.reverse();
			copy.checklists[2].items.push(copy.checklists[2].items.shift());
		});
		const given = { ...EFFECTS_OPEN, scared: "yes", apology: "partner" };
		expect(soFar(chain, { ...given, unwanted: "yes" })).toMatchObject(given);
		expect(soFar(chain, { ...given, unwanted: "no" })).toEqual({
			...EFFECTS_OPEN,
			unwanted: "no",
			apology: "partner",
		});
	});

	test("answers to closed questions open and close nothing", () => {
		const chain = changed((copy) => {
			copy.checklists[2].items[0].askWhen = yes("unwanted");
			copy.checklists[2].items.unshift(copy.checklists[2].items.splice(1, 1)[0]);
		});
		const given = { ...EFFECTS_OPEN, scared: "no", unwanted: "yes" };
		const apology = stepFor(chain, "apology");
		expect(stillOpen(chain, answered(given))(apology)).toBe(false);
		const shut = answered({ ...given, unwanted: "no" });
		expect(stillOpen(chain, shut)(apology)).toBe(true);
	});

	test("posts never made are never asked about in the built-in content", () => {
		const given = {
			"published-about-you": "once",
			"obscene-or-threatening-posts": "more-than-once",
		};
		expect(soFar(content, given)).toEqual(given);
		expect(soFar(content, { ...given, "published-about-you": "never" })).toEqual({
			"published-about-you": "never",
			"obscene-or-threatening-posts": "never",
		});
	});

	test.each([
		["the small content", small],
		["the shipped content", content],
	])("counting the answers of %s twice changes nothing, and adds none", (_, of) => {
		fc.assert(
			fc.property(anyResponse(of), ({ answers }) => {
				const { given } = resumed(answers);
				const counted = soFar(of, given);
				expect(soFar(of, counted)).toEqual(counted);
				for (const [id, answer] of Object.entries(counted))
					expect([given[id], itemOf(of, id).otherwise]).toContain(answer);
			}),
			{ numRuns: many(100) },
		);
	});
});

describe("keeping an answer", () => {
	const followed = itemOf(small, "followed");
	const tick = steps(small, () => "once").put.find(({ step }) => step.kind === "tick")?.step as Step;
	const one = stepFor(small, "followed");
	const often = { ...one, kind: "how-often" as const };

	test("a skipped item removes its earlier answer", () => {
		for (const step of [one, tick, often])
			for (const given of [{}, { followed: "once", watched: "once" }]) {
				const after = keep(answered(given), step, followed, null);
				expect(after.given).not.toHaveProperty("followed");
				expect(after.asked).toContain("followed");
			}
	});

	test("keeping an answer changes neither the earlier interview nor other answers", () => {
		const before = answered({ followed: "once", watched: "once" });
		const frozen = structuredClone(before);
		const after = keep(before, one, followed, "repeated");
		expect(before).toEqual(frozen);
		expect(after.given).toEqual({ followed: "repeated", watched: "once" });
	});

	test("how often is asked of a new tick, not of an earlier one", () => {
		const asks = (interview: Interview) => nextStep(small, interview, (id) => id === "followed")?.kind;
		const first = keep(newInterview(), tick, followed, "once");
		expect(asks(first)).toBe("how-often");
		const said = keep(first, often, followed, "once");
		expect(asks(said)).toBeUndefined();
		expect(asks(keep(said, tick, followed, "once"))).toBeUndefined();
		const unticked = keep(said, tick, followed, "never");
		expect(asks(unticked)).toBeUndefined();
		expect(asks(keep(unticked, tick, followed, "once"))).toBe("how-often");
		const skipped = keep(said, tick, followed, null);
		expect(asks(keep(skipped, tick, followed, "once"))).toBe("how-often");
	});

	test("how often is not asked after a question about one item", () => {
		const said = keep(newInterview(), one, followed, "once");
		expect(nextStep(small, said, (id) => id === "followed")).toBeUndefined();
	});

	test("how often is not asked after a number", () => {
		const came = resumed({ followed: 7 });
		const same = keep(came, tick, followed, 7);
		expect(same.given).toEqual({ followed: 7 });
		for (const interview of [came, same, answered({ followed: 7 })])
			expect(nextStep(small, interview, (id) => id === "followed")?.kind).not.toBe("how-often");
	});
});

describe("a resumed interview", () => {
	test("a resumed interview asks only what was skipped", () => {
		const said = {
			...{ danger: "no", person: "stranger", followed: "once", watched: null },
			...{ gifts: "never", scared: null, unwanted: "not-sure" },
		};
		expect(resumed(said).given).not.toHaveProperty("watched");
		expect(namesOf(steps(small, () => null, resumed(said)).put)).toEqual([
			"tick:watched",
			"tick:scared",
			"one:relation",
			"one:apology",
		]);
	});

	test("a resumed interview with every answer asks nothing", () => {
		const done = steps(content, ({ options }) => options[0]?.id ?? null);
		const all = Object.fromEntries(itemsOf(content).map(({ id, set }) => [id, set.options[0]?.id ?? ""]));
		for (const answers of [done.interview.given, all]) expect(nextStep(content, resumed(answers))).toBeUndefined();
	});

	test("a resumed interview asks only what is missing, and ends with the same answers", () => {
		fc.assert(
			fc.property(anyResponse(content), fc.nat(60), ({ answers }, stopped) => {
				const pick = (_: Step, id: string) => answers[id];
				const straight = steps(content, pick);
				const at = straight.put[stopped % straight.put.length];
				const given = at?.interview.given ?? {};
				const saved = answersSoFar(content, at?.interview as Interview);
				const back = steps(content, pick, resumed(saved));
				for (const { step } of back.put)
					for (const { id } of step.items) expect([id, saved[id] ?? null]).toEqual([id, null]);
				expect(answersSoFar(content, back.interview)).toEqual(answersSoFar(content, straight.interview));
				expect(resumed(given).given).toEqual(given);
			}),
			{ numRuns: many(60) },
		);
	});
});

describe("steps in the history", () => {
	const effects = stepFor(small, "scared");
	const apology = stepFor(small, "apology");
	const open = answered({ ...EFFECTS_OPEN, scared: "yes" });

	test("a step stays open until routing closes it", () => {
		for (const step of [effects, apology])
			for (const interview of [newInterview(), open]) expect(stillOpen(small, interview)(step)).toBe(true);
		const unscared = answered({ ...EFFECTS_OPEN, scared: "no" });
		expect(stillOpen(small, unscared)(effects)).toBe(true);
		expect(stillOpen(small, unscared)(apology)).toBe(false);
		const nothing = answered({
			...{ followed: "never", watched: "never", gifts: "never" },
			scared: "yes",
		});
		for (const step of [effects, apology]) expect(stillOpen(small, nothing)(step)).toBe(false);
	});

	test("a step with several items is open while one of them is", () => {
		const both = { ...apology, items: [...apology.items, ...effects.items] };
		const unscared = answered({ ...EFFECTS_OPEN, scared: "no" });
		expect(stillOpen(small, unscared)(both as Step)).toBe(true);
	});

	test("how often stays open while its item is ticked", () => {
		const often = { ...stepFor(small, "followed"), kind: "how-often" as const };
		const can = (given: Answers) => stillOpen(small, answered(given))(often);
		for (const ticked of ["once", "repeated", 1, 9]) expect(can({ followed: ticked })).toBe(true);
		for (const not of ["never", "not-sure", 0]) expect(can({ followed: not })).toBe(false);
		expect(can({ watched: "once" })).toBe(false);
		const one = stepFor(small, "followed");
		expect(stillOpen(small, answered({ followed: "never" }))(one)).toBe(true);
	});
});

test.each([
	["danger", "yes", true],
	["danger", "no", false],
	["danger", "not-sure", false],
	["danger", "nonsense", false],
	["danger", null, false],
	["danger", undefined, false],
	["followed", "once", true],
	["followed", "repeated", true],
	["followed", "never", false],
	["followed", "not-sure", false],
	["followed", 0, false],
	["followed", 1, true],
	["followed", 12, true],
	["person", "partner", true],
	["person", undefined, false],
])("a box for %s that was answered %s is ticked: %s", (id, said, ticked) => {
	const given = said === undefined ? {} : { [id]: said };
	expect(isTicked(small, answered(given), itemOf(small, id))).toBe(ticked);
});

describe("the number of steps left", () => {
	test.each([
		["the small content", small],
		["the shipped content", content],
	])("the steps left of %s are those of somebody who skips everything", (_, of) => {
		const { put, interview } = steps(of, () => null);
		put.forEach((at, i) => {
			expect(stepsLeft(of, at.interview)).toBe(put.length - i);
		});
		expect(stepsLeft(of, interview)).toBe(0);
	});

	test("no steps are left at the end, and at least one before", () => {
		fc.assert(
			fc.property(anyResponse(content), ({ answers }) => {
				const { put, interview } = steps(content, (_, id) => answers[id]);
				expect(stepsLeft(content, interview)).toBe(0);
				const some = put.filter((_, i) => i % 9 === 0);
				for (const at of some) expect(stepsLeft(content, at.interview)).toBeGreaterThan(0);
			}),
			{ numRuns: many(20) },
		);
	});

	test("the steps left count how often for ticked items, and only wanted items", () => {
		const { step } = steps(small, () => null).put[2] as { step: Step };
		let so = answered({ danger: "no", person: "stranger" });
		const before = stepsLeft(small, so);
		for (const item of step.items) so = keep(so, step, item, item.id === "gifts" ? null : "once");
		// The ticks are done, and both are asked how often.
		expect(stepsLeft(small, so)).toBe(before - 1 + 2);
		expect(stepsLeft(small, so, (id) => id === "watched")).toBe(1);
		expect(stepsLeft(small, so, () => false)).toBe(0);
	});
});

describe("the next step", () => {
	test("the next step is pure", () => {
		fc.assert(
			fc.property(anyResponse(content), fc.nat(60), ({ answers }, n) => {
				const { put } = steps(content, (_, id) => answers[id]);
				const { interview } = put[n % put.length] as { interview: Interview };
				const frozen = structuredClone(interview);
				const first = nextStep(content, interview);
				expect(nextStep(content, interview)).toEqual(first);
				stepsLeft(content, interview);
				answersSoFar(content, interview);
				expect(interview).toEqual(frozen);
			}),
			{ numRuns: many(20) },
		);
	});

	test("the next step is one of the wanted items", () => {
		const asked = steps(
			content,
			() => "yes",
			newInterview(),
			(id) => ["violence", "weapon", "unwanted"].includes(id),
		);
		expect(namesOf(asked.put)).toEqual(["tick:violence,weapon", "one:unwanted"]);
	});

	test("items share a screen unless they are alone or have a condition", () => {
		const { put } = steps(small, () => null);
		expect(namesOf(put)).toEqual([
			"one:danger",
			"one:person",
			"tick:followed,watched",
			"one:gifts",
			"tick:scared,unwanted",
			"one:relation",
			"one:apology",
		]);
	});

	test("how often follows the ticks, without options that untick or are unknown", () => {
		const { put } = steps(small, ({ kind }) => (kind === "tick" ? "once" : "repeated"));
		const at = namesOf(put).indexOf("tick:followed,watched");
		expect(namesOf(put).slice(at, at + 3)).toEqual([
			"tick:followed,watched",
			"how-often:followed",
			"how-often:watched",
		]);
		const often = put[at + 1]?.step;
		expect(often?.options.map(({ id }) => id)).toEqual(["once", "repeated"]);
		const one = stepFor(small, "followed");
		expect(one.options.map(({ id }) => id)).toEqual([...["never", "once", "repeated"]]);
		expect(one.unknown.map(({ id }) => id)).toEqual(["not-sure"]);
		expect([one.part, one.parts]).toEqual([2, 3]);
	});

	test("every item has a step of its own", () => {
		for (const { id } of itemsOf(content))
			expect(stepFor(content, id)).toMatchObject({
				kind: "one",
				items: [{ id }],
			});
		expect(() => stepFor(content, "nonsense")).toThrow('there is no item "nonsense"');
	});

	test("how often is never asked of answer sets without counts", () => {
		const uncounted = changed(set("/answerSets/1/counts"));
		const { put } = steps(uncounted, () => "once");
		expect(put.some(({ step }) => step.kind === "how-often")).toBe(false);
	});
});
