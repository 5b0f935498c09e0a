import { describe, expect, test } from "vitest";
import type { Answers, Condition, Result } from "../../src/content/schema";
import { evaluate, factsOf } from "../../src/engine/evaluate";
import { everyWay, OFTEN, small, YES_NO, yes } from "../support/tiny";

const content = small();
const traced = (condition: Condition, answers: Answers, of = content) =>
	evaluate(condition, factsOf(of, answers));

/** What a trace says: its result, because of what, what is missing, and what could come of it. */
const said = (condition: Condition, answers: Answers): string => {
	const trace = traced(condition, answers);
	expect(trace.op).toBe(condition.op);
	const could = [trace.canMeet && "met", trace.canFail && "not-met"];
	return [
		`${trace.result}: ${trace.because.join(" ")}`,
		trace.unknown.join(" "),
		could.filter(Boolean).join(" "),
	].join(" | ");
};

describe("the trace of occasions", () => {
	const items = ["rang", "wrote"];
	const plain: Condition = { op: "occasions", atLeast: 2, items };
	const once: Condition = { op: "occasions", atLeast: 1, items };
	const word: Condition = { ...plain, confirmedBy: yes("twice") };
	const weak: Condition = {
		...word,
		items: ["rang"],
		mayCount: [{ items: ["wrote"] }],
	};
	const both: Condition = {
		...weak,
		mayCount: [{ items: ["wrote"], unless: yes("minded") }],
	};
	/** Nothing else done, and fear of violence out of the way. */
	const else_ = { came: "never", feared: "never" };
	const never = { rang: "never", wrote: "never", ...else_ };

	test.each<[what: string, Condition, Answers, string]>([
		// Counting alone.
		["nothing said", plain, {}, "unclear:  | rang wrote | met not-met"],
		["never", plain, never, "not-met: rang wrote |  | not-met"],
		["one, once", plain, { ...never, wrote: 1 }, "not-met: wrote |  | not-met"],
		[
			"one, more than once",
			plain,
			{ wrote: "more-than-once" },
			"met: wrote |  | met",
		],
		[
			"each once",
			plain,
			{ rang: "once", wrote: 1 },
			"met: rang wrote |  | met",
		],
		[
			"one happened, who knows how often",
			plain,
			{ rang: "happened", wrote: "never" },
			"unclear: rang | rang | met not-met",
		],
		[
			"one once, the other open",
			plain,
			{ rang: "once" },
			"unclear: rang | wrote | met not-met",
		],
		["one is enough", once, { rang: "once" }, "met: rang |  | met"],
		[
			"one would be enough",
			once,
			{ rang: "never" },
			"unclear:  | wrote | met not-met",
		],
		// With the person's own word.
		[
			"each once, and their word open",
			word,
			{ ...never, rang: 1, wrote: 1 },
			"unclear: rang wrote | twice | met",
		],
		[
			"each once, and their word is yes",
			word,
			{ rang: 1, wrote: 1, twice: "yes" },
			"met: rang wrote twice |  | met",
		],
		[
			"each once, against their word",
			word,
			{ ...else_, rang: 1, wrote: 1, twice: "no" },
			"unclear: rang wrote twice |  | ",
		],
		[
			"nothing said, against their word",
			word,
			{ ...else_, twice: "no" },
			"not-met: twice |  | not-met",
		],
		[
			"never, against their word",
			word,
			{ ...never, twice: "no" },
			"not-met: rang wrote |  | not-met",
		],
		[
			"one more than once needs nobody's word",
			word,
			{ ...never, rang: 2 },
			"met: rang |  | met",
		],
		// Something elsewhere, which may be the second occasion.
		[
			"one happened, something elsewhere is open",
			word,
			{ ...never, rang: "happened", came: null, twice: "yes" },
			"unclear: rang | rang came | met not-met",
		],
		[
			"one happened, and something elsewhere did",
			word,
			{ ...never, rang: "happened", came: "once", twice: "yes" },
			"unclear: rang | rang | met not-met",
		],
		[
			"one happened, something elsewhere did, and more of it is open",
			{ ...word, items: ["rang"] },
			{ ...never, rang: "happened", wrote: 1, came: null, twice: "yes" },
			"unclear: rang | rang | met not-met",
		],
		[
			"one happened, and their word is open",
			word,
			{ ...never, wrote: "happened" },
			"unclear: wrote | wrote twice | met not-met",
		],
		[
			"one happened, nothing elsewhere, and their word is yes",
			word,
			{ ...never, wrote: "happened", twice: "yes" },
			"met: wrote twice |  | met",
		],
		[
			"one once, nothing elsewhere, though their word is yes",
			word,
			{ ...never, rang: "once", twice: "yes" },
			"unclear: rang twice |  | ",
		],
		[
			"none sure, so that nothing elsewhere matters",
			word,
			{ ...never, rang: null, came: null, twice: "yes" },
			"unclear:  | rang | met not-met",
		],
		// What may count.
		[
			"what can never count",
			weak,
			{ ...never, wrote: 2, twice: "yes" },
			"unclear: wrote |  | ",
		],
		[
			"what may count, and nobody asked whether it does",
			both,
			{ ...never, wrote: 2, twice: "yes" },
			"unclear: wrote | minded | met",
		],
		[
			"what may count, more than once, which more would not change",
			both,
			{ ...never, wrote: "more-than-once", twice: "yes" },
			"unclear: wrote | minded | met",
		],
		[
			"what may count, and does not",
			both,
			{ ...never, wrote: 2, twice: "yes", minded: "no" },
			"unclear: wrote |  | ",
		],
		[
			"what may count, and does",
			both,
			{ ...never, wrote: 2, minded: "yes" },
			"met: wrote |  | met",
		],
		[
			"what may count, with their word open",
			both,
			{ ...never, wrote: 2 },
			"unclear: wrote | minded twice | met not-met",
		],
		[
			"what may count, with how often unknown",
			both,
			{ ...never, wrote: "happened", minded: "no", twice: "yes" },
			"unclear: wrote | wrote | not-met",
		],
		[
			"what may count was not done",
			both,
			{ ...never, rang: "happened" },
			"unclear: rang | rang twice | met not-met",
		],
	])("%s", (_what, condition, answers, expected) => {
		expect(said(condition, answers)).toBe(expected);
	});

	test("stands on the traces of the person's word, and of what makes things count", () => {
		const trace = (condition: Condition) => traced(condition, { twice: "yes" });
		expect(trace(both).of).toEqual([trace(yes("twice")), trace(yes("minded"))]);
		expect(trace(word).of).toEqual([trace(yes("twice"))]);
		expect(trace(weak).of).toEqual([trace(yes("twice"))]);
		expect(trace(plain)).not.toHaveProperty("of");
	});
});

describe("what could come of a count", () => {
	const [done, rest] = content.checklists;
	/** Two things done, so that nothing is elsewhere, or three. */
	const things = (howMany: number) =>
		small({
			checklists: [
				{ ...done, items: done?.items.slice(0, howMany) },
				rest,
			] as typeof content.checklists,
		});
	const counted = (more: object = {}): Condition => ({
		op: "occasions",
		atLeast: 2,
		items: ["rang"],
		confirmedBy: yes("twice"),
		...more,
	});
	const wrote = { rang: OFTEN, wrote: OFTEN, twice: YES_NO };
	const came = { ...wrote, came: OFTEN };
	const mayCount = [{ items: ["wrote"], unless: yes("minded") }];
	test.each<
		[what: string, things: number, Condition, Record<string, (string | null)[]>]
	>([
		["one of two things", 2, counted(), wrote],
		["two things", 2, counted({ items: ["rang", "wrote"] }), wrote],
		["two of three things", 3, counted({ items: ["rang", "wrote"] }), came],
		[
			"one, and one that can never count",
			2,
			counted({ mayCount: [{ items: ["wrote"] }] }),
			wrote,
		],
		[
			"one, and one that may count",
			2,
			counted({ mayCount }),
			{ ...wrote, minded: YES_NO },
		],
		[
			"one, and one that can never count, with nobody's word",
			2,
			counted({
				atLeast: 1,
				mayCount: [{ items: ["wrote"] }],
				confirmedBy: undefined,
			}),
			{ rang: OFTEN, wrote: OFTEN },
		],
		[
			"one, and one that may count, with nobody's word",
			2,
			counted({ mayCount, confirmedBy: undefined }),
			{ rang: OFTEN, wrote: OFTEN, minded: YES_NO },
		],
		[
			"one, one that may count, and one elsewhere",
			3,
			counted({ mayCount }),
			{ ...came, minded: YES_NO },
		],
	])(
		"%s: just what comes of some answers to what is open",
		(_what, howMany, condition, choices) => {
			const of = things(howMany);
			const known = new Map<string, Set<Result>>();
			/** The results of every way the open answers could turn out. */
			const reach = (answers: Answers): Set<Result> => {
				const key = JSON.stringify(answers);
				const before = known.get(key);
				if (before) return before;
				const found = new Set([traced(condition, answers, of).result]);
				for (const [id, answer] of Object.entries(answers))
					for (const finer of choices[id] ?? [])
						if (
							finer !== answer &&
							(answer === null ||
								(answer === "happened" &&
									(finer === "once" || finer === "more-than-once")))
						)
							for (const it of reach({ ...answers, [id]: finer }))
								found.add(it);
				known.set(key, found);
				return found;
			};
			const wrong: unknown[] = [];
			for (const ordered of everyWay(choices)) {
				const answers: Answers = { ...ordered, feared: "never" };
				const { canMeet, canFail } = traced(condition, answers, of);
				const could = reach(answers);
				if (canMeet !== could.has("met") || canFail !== could.has("not-met"))
					wrong.push([answers, canMeet, canFail, [...could]]);
			}
			expect(wrong).toEqual([]);
		},
	);
});
