import { describe, expect, test } from "vitest";
import type { Answers, Implication, Option } from "../../src/content/schema";
import { factsOf } from "../../src/engine/evaluate";
import { type Fact, factOf, imply } from "../../src/engine/logic";
import { small } from "../support/tiny";

const content = small();
const open: Fact = { known: false, min: 0, max: Number.POSITIVE_INFINITY };
const fact = (option: string, min = 0, max = Number.POSITIVE_INFINITY) => ({
	option,
	known: true,
	min,
	max,
});

describe("the fact that an answer is", () => {
	const options: Option[] = [
		{ id: "never", label: "Never", occasions: [0, 0] },
		{ id: "few", label: "A few", occasions: [1, 3] },
		{ id: "some", label: "Some", occasions: [3, 6] },
		{ id: "many", label: "Many", occasions: [7, null] },
		{ id: "yes", label: "Yes" },
		{ id: "not-sure", label: "Not sure", unknown: true },
	];
	test.each([
		[undefined, open],
		[null, open],
		["sometimes", open],
		["not-sure", { ...open, option: "not-sure" }],
		["yes", fact("yes")],
		["never", fact("never", 0, 0)],
		["few", fact("few", 1, 3)],
		["many", fact("many", 7)],
		[0, fact("never", 0, 0)],
		[1, fact("few", 1, 1)],
		[3, fact("few", 3, 3)],
		[4, fact("some", 4, 4)],
		[6, fact("some", 6, 6)],
		[7, fact("many", 7, 7)],
		[1000, fact("many", 1000, 1000)],
	])("%s", (answer, expected) => {
		expect(factOf(options, answer)).toEqual(expected);
	});

	test("is open where a number is within no option", () => {
		expect(factOf(options.slice(2, 3), 2)).toEqual(open);
		expect(factOf(options.slice(2, 3), 7)).toEqual(open);
	});
});

describe("what one answer makes of another", () => {
	const implied = fact("yes");
	const contrary = fact("no");
	const never = fact("never", 0, 0);
	const once = fact("once", 1, 1);
	const twice = fact("more-than-once", 2);
	const happened = fact("happened", 1);
	const perhaps = fact("at-most-once", 0, 1);
	const some = fact("once-or-twice", 1, 2);
	type Row = [
		Implication["when"],
		Implication["contrary"],
		source: Fact,
		target: Fact,
		becomes: Fact,
	];
	const rows: Row[] = [
		["once-or-more", "overruled", never, open, open],
		["once-or-more", "overruled", once, open, implied],
		["once-or-more", "overruled", happened, open, implied],
		["once-or-more", "overruled", open, open, open],
		["once-or-more", "overruled", never, contrary, contrary],
		["once-or-more", "overruled", once, contrary, implied],
		["once-or-more", "overruled", open, contrary, open],
		["once-or-more", "overruled", perhaps, contrary, open],
		["once-or-more", "overruled", open, implied, implied],
		["once-or-more", "unclear", once, open, implied],
		["once-or-more", "unclear", once, contrary, open],
		["once-or-more", "unclear", open, contrary, contrary],
		["twice-or-more", "overruled", once, open, open],
		["twice-or-more", "overruled", some, contrary, open],
		["twice-or-more", "overruled", once, contrary, contrary],
		["twice-or-more", "overruled", twice, contrary, implied],
		["twice-or-more", "overruled", happened, open, open],
		["twice-or-more", "overruled", happened, contrary, open],
		["twice-or-more", "unclear", happened, contrary, contrary],
		["twice-or-more", "unclear", twice, contrary, open],
		["twice-or-more", "unclear", twice, implied, implied],
	];
	test.each(rows)(
		"%s, %s: %o makes %o into %o",
		(when, contrary, source, target, becomes) => {
			const implication = { when, contrary, item: "it", becomes: "yes" };
			expect(imply(implication, source, target, implied)).toEqual(becomes);
		},
	);

	test("leaves what was said by itself, said by the person", () => {
		const said = { ...implied };
		expect(
			imply({ when: "once-or-more", contrary: "unclear" }, once, said, implied),
		).toBe(said);
	});

	test("is kept with where it came from", () => {
		const facts = (answers: Answers) => {
			const { afraid, twice } = Object.fromEntries(factsOf(content, answers));
			return { afraid, twice };
		};
		expect(facts({ feared: "never" })).toEqual({ afraid: open, twice: open });
		expect(facts({ feared: "once" })).toEqual({
			afraid: { ...fact("yes"), from: "feared" },
			twice: open,
		});
		expect(facts({ feared: 2, twice: "no", afraid: "yes" })).toEqual({
			afraid: fact("yes"),
			twice: { ...open, from: "feared" },
		});
		expect(facts({})).toEqual({
			afraid: { ...open, openTo: ["feared"] },
			twice: { ...open, openTo: ["feared"] },
		});
		expect(facts({ afraid: "no", twice: "not-sure" })).toEqual({
			afraid: { ...open, from: "feared" },
			twice: { ...open, option: "not-sure", openTo: ["feared"] },
		});
	});

	test("can be what several say, and says what was done is something done", () => {
		const [done, rest] = content.checklists as [
			(typeof content.checklists)[number],
			(typeof content.checklists)[number],
		];
		const says = (item: string, becomes: string) => ({
			when: "once-or-more" as const,
			item,
			becomes,
			contrary: "overruled" as const,
		});
		const items = done.items.map((it) =>
			it.id === "rang"
				? { ...it, implies: [says("afraid", "yes"), says("came", "once")] }
				: it,
		);
		const chained = small({ checklists: [{ ...done, items }, rest] });
		expect(factsOf(chained, {}).get("afraid")?.openTo).toEqual([
			"rang",
			"feared",
		]);
		expect(factsOf(chained, { rang: 1 }).get("came")).toEqual({
			...fact("once", 1, 1),
			behaviour: true,
			from: "rang",
		});
		expect(factsOf(chained, {}).get("came")).toEqual({
			...open,
			behaviour: true,
			openTo: ["rang"],
		});
	});

	test("there is one for every item, and none for what an object has by nature", () => {
		const facts = factsOf(content, {});
		expect([...facts.keys()]).toEqual([
			"rang",
			"wrote",
			"came",
			"feared",
			"afraid",
			"twice",
			"minded",
			"upset",
			"cross",
			"who",
		]);
		expect(facts.get("rang")).toEqual({ ...open, behaviour: true });
		expect(facts.get("who")).toEqual(open);
		const inherited = Object.create({ upset: "yes" }) as Answers;
		expect(factsOf(content, inherited).get("upset")).toEqual(open);
	});
});
