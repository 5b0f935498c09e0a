import { describe, expect, test } from "vitest";
import type { Answers, Condition, Content, Definition, Element } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { defining, route, yes } from "../support/tiny";

/** What an assessment says of the first definition. */
const verdict = (content: Content, answers: Answers) => {
	const [first] = assess(content, { answers }).verdicts;
	if (!first) throw new Error("nothing was assessed");
	return first;
};
const element = (id: string, criterion?: Condition, ...soft: Soft[]) => ({
	id,
	text: id,
	...(criterion ? { criterion } : {}),
	...(soft.length > 0 ? { soft } : {}),
});
type Soft = NonNullable<Element["soft"]>[number];
const soft = (item: string, softensWhen: Soft["softensWhen"] = "not-met"): Soft => ({
	criterion: yes(item),
	softensWhen,
	text: `${item}.`,
});
const unless = (item: string) => soft(item, "not-met-or-unclear");

describe("what would settle a verdict", () => {
	const elements = [
		element("upset", yes("upset")),
		element("cross", yes("cross"), soft("minded")),
		element("twice", yes("twice")),
		element("minded", yes("minded"), unless("who")),
		element("assumed", undefined, unless("cross")),
		element("court", { op: "occasions", atLeast: 1, items: ["came"], mayCount: [{ items: ["feared"] }] }),
		element("often", { op: "occasions", atLeast: 2, items: ["rang"], mayCount: [{ items: ["wrote"] }] }),
	];
	const atMost = "unclear" as const;
	/** An answer rules out what is presumed, and the rest is met: nothing can settle that. */
	const stuck = { cross: "yes", minded: "no" };
	const one = [route("one", "upset", "cross")];
	test.each<[what: string, Definition["routes"], Answers, string[]]>([
		["all that is open", one, {}, ["upset", "cross"]],
		["what is left open", one, { upset: "yes" }, ["cross"]],
		["nothing, when met", one, { upset: "yes", cross: "yes" }, []],
		[
			"nothing, when met by one route while another is open",
			[route("one", "upset"), route("two", "cross")],
			{ upset: "yes" },
			[],
		],
		[
			"nothing, where one route cannot fail and an answer softened the other",
			[{ ...route("one", "twice"), atMost }, route("two", "upset", "cross")],
			{ feared: "never", twice: "yes", cross: "yes", minded: "no" },
			[],
		],
		["nothing, when not met", one, { upset: "no" }, []],
		["nothing, when an answer softened it", one, { upset: "yes", cross: "yes", minded: "no" }, []],
		["only what may yet fail, when an answer softened the rest", one, { cross: "yes", minded: "no" }, ["upset"]],
		["what softened it by being open", [route("one", "upset", "assumed")], { upset: "yes" }, ["cross"]],
		[
			"nothing of what is softened by being open, once nothing can be met",
			[route("one", "cross", "upset", "assumed")],
			stuck,
			["upset"],
		],
		[
			"nothing, where a court decides one element and another cannot fail",
			[route("one", "court", "often")],
			{ came: "never", feared: "once", rang: "happened", wrote: "once" },
			[],
		],
		["nothing, when stuck", [route("one", "cross")], stuck, []],
		[
			"nothing of a route that has failed",
			[route("one", "upset"), route("two", "cross", "minded")],
			{ minded: "no" },
			["upset"],
		],
		[
			"what is open in either route, once",
			[route("one", "upset", "cross"), route("two", "cross", "twice")],
			{ feared: "never" },
			["twice", "upset", "cross"],
		],
		[
			"what can yet fail of a route that can settle nothing",
			[{ ...route("one", "upset", "assumed"), atMost }],
			{},
			["upset"],
		],
		[
			"nothing, when it is all there and can settle nothing",
			[{ ...route("one", "upset"), atMost }],
			{ upset: "yes" },
			[],
		],
		[
			"what can yet be met beside a route that cannot fail",
			[{ ...route("one", "upset"), atMost }, route("two", "cross")],
			{ upset: "yes" },
			["cross"],
		],
		[
			"nothing, where one route cannot fail and the other cannot be met",
			[{ ...route("one", "upset"), atMost }, route("two", "cross", "twice")],
			{ ...stuck, upset: "yes" },
			[],
		],
	])("%s", (_what, routes, answers, expected) => {
		const { wouldSettle } = verdict(defining(elements, [{ routes }]), answers);
		expect(wouldSettle).toEqual(expected);
	});
});
