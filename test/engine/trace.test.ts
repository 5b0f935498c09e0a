import { describe, expect, test } from "vitest";
import type { Answers, Condition, Result } from "../../src/content/schema";
import { evaluate, factsOf, type Trace } from "../../src/engine/evaluate";
import { small, yes } from "../support/tiny";

const content = small();
const traced = (condition: Condition, answers: Answers) =>
	evaluate(condition, factsOf(content, answers));

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

describe("the trace of an answer", () => {
	const trace = (
		result: Result,
		because: string[],
		unknown: string[],
		[canMeet, canFail]: [boolean, boolean],
	): Trace => ({ op: "answer", result, because, unknown, canMeet, canFail });
	test.each<[what: string, item: string, Answers, Trace]>([
		[
			"yes",
			"upset",
			{ upset: "yes" },
			trace("met", ["upset"], [], [true, false]),
		],
		[
			"no",
			"upset",
			{ upset: "no" },
			trace("not-met", ["upset"], [], [false, true]),
		],
		[
			"not sure",
			"upset",
			{ upset: "not-sure" },
			trace("unclear", [], ["upset"], [true, true]),
		],
		["nothing", "upset", {}, trace("unclear", [], ["upset"], [true, true])],
		[
			"no such item",
			"unheard-of",
			{},
			trace("unclear", [], ["unheard-of"], [true, true]),
		],
		[
			"implied by another",
			"afraid",
			{ feared: 1 },
			trace("met", ["feared"], [], [true, false]),
		],
		[
			"open, and open to another",
			"afraid",
			{},
			trace("unclear", [], ["afraid", "feared"], [true, true]),
		],
		[
			"no, while another may overrule it",
			"afraid",
			{ afraid: "no" },
			trace("unclear", [], ["feared"], [true, true]),
		],
		[
			"no, against another answer, which leaves nothing to ask",
			"twice",
			{ twice: "no", feared: 2 },
			trace("unclear", ["feared", "twice"], [], [false, false]),
		],
	])("%s", (_what, item, answers, expected) => {
		expect(traced(yes(item), answers)).toEqual(expected);
	});

	test("may be met by an unknown option, where the condition asks for it", () => {
		expect(
			traced(
				{ op: "answer", item: "who", is: ["partner", "not-known"] },
				{ who: "not-known" },
			),
		).toEqual(trace("met", ["who"], [], [true, false]));
	});
});

describe("the trace of several conditions", () => {
	const of = ["upset", "cross", "twice"].map(yes);
	const all: Condition = { op: "all", of };
	const any: Condition = { op: "any", of };
	const two: Condition = { op: "at-least", count: 2, of };
	/** An answer that nothing can settle any more: fear of violence twice against the person's own no. */
	const stuck = { feared: 2, twice: "no" };
	const never = { feared: "never" };
	test.each<[what: string, Condition, Answers, string]>([
		[
			"all, each met",
			all,
			{ upset: "yes", cross: "yes", twice: "yes" },
			"met: upset cross twice |  | met",
		],
		[
			"all, one not met",
			all,
			{ ...never, upset: "yes", cross: "no" },
			"not-met: cross |  | not-met",
		],
		[
			"all, one open",
			all,
			{ upset: "yes", twice: "yes" },
			"unclear: upset twice | cross | met not-met",
		],
		[
			"all, one stuck",
			all,
			{ ...stuck, upset: "yes" },
			"unclear: upset feared twice | cross | not-met",
		],
		[
			"any, each not met",
			any,
			{ ...never, upset: "no", cross: "no", twice: "no" },
			"not-met: upset cross twice |  | not-met",
		],
		[
			"any, one met",
			any,
			{ ...never, upset: "no", cross: "yes" },
			"met: cross |  | met",
		],
		[
			"any, one open",
			any,
			{ ...never, upset: "no", twice: "no" },
			"unclear:  | cross | met not-met",
		],
		[
			"any, one stuck",
			any,
			{ ...stuck, upset: "no" },
			"unclear: feared twice | cross | met",
		],
		[
			"two, met",
			two,
			{ ...never, upset: "yes", cross: "yes", twice: "no" },
			"met: upset cross |  | met",
		],
		[
			"two, not met",
			two,
			{ ...never, upset: "no", cross: "yes", twice: "no" },
			"not-met: upset twice |  | not-met",
		],
		[
			"two, one met and one open",
			two,
			{ ...never, upset: "yes", twice: "no" },
			"unclear: upset | cross | met not-met",
		],
		[
			"two, one met and one stuck",
			two,
			{ ...stuck, upset: "yes", cross: "no" },
			"unclear: upset feared twice |  | ",
		],
		[
			"two, with one that can be met and one stuck",
			two,
			{ ...stuck, upset: "no" },
			"unclear: feared twice | cross | not-met",
		],
		[
			"two of three, with one met, one open and one stuck",
			two,
			{ ...stuck, upset: "yes" },
			"unclear: upset feared twice | cross | met",
		],
	])("%s", (_what, condition, answers, expected) => {
		expect(said(condition, answers)).toBe(expected);
		expect(traced(condition, answers).of).toEqual(
			of.map((part) => traced(part, answers)),
		);
	});

	test("names an item once, however often it stands behind the result", () => {
		const twofold: Condition = { op: "all", of: [yes("upset"), yes("upset")] };
		expect(said(twofold, { upset: "yes" })).toBe("met: upset |  | met");
		expect(said(twofold, {})).toBe("unclear:  | upset | met not-met");
	});
});
