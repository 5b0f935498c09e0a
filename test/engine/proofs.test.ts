import { describe, expect, test } from "vitest";
import type { Condition, Content, Definition } from "../../src/content/schema";
import { type Failure, prove } from "../../src/engine/prove";
import { defining, no, pack, route, small, yes } from "../support/tiny";

const element = (id: string, criterion: Condition) => ({
	id,
	text: id,
	criterion,
});
const only = (criterion: Condition) =>
	defining([element("it", criterion)], [{ routes: [route("only", "it")] }]);
const both = (...of: Condition[]): Condition => ({ op: "all", of });
const word: Condition = {
	op: "occasions",
	atLeast: 2,
	items: ["rang"],
	confirmedBy: yes("twice"),
};

/** What is wrong with the definitions, and where, as "it: message: answers -> then". */
const wrong = (content: Content) => prove(content).failures.map(told);
function told({ definition, message, answers, then }: Failure): string {
	const said = (them: object) =>
		Object.entries(them)
			.map(([id, answer]) => `${id} ${answer}`)
			.sort()
			.join(", ");
	const after = then ? ` -> ${said(then)}` : "";
	return `${definition}: ${message}: ${said(answers)}${after}`;
}

describe("what a definition carries with it", () => {
	const elements = ["upset", "cross", "minded"].map((id) =>
		element(id, yes(id)),
	);
	const atMost = "unclear" as const;
	const carrying = (
		implies: Definition["implies"],
		lesser: Definition["routes"],
	) =>
		defining(elements, [
			{ id: "graver", routes: [route("only", "upset", "cross")], implies },
			{ id: "lesser", routes: lesser },
		]);
	const met = { definition: "lesser", atLeast: "met" as const };
	const unclear = { definition: "lesser", atLeast: atMost };
	const less = (than: string, answers: string) => [
		`graver: is met where "lesser" is less than ${than}: ${answers}`,
	];
	test.each<[what: string, Content, string[]]>([
		["is proved", carrying([met], [route("only", "upset")]), []],
		[
			"is not carried where another thing is open",
			carrying([met], [route("only", "upset", "minded")]),
			less("met", "cross yes, upset yes"),
		],
		[
			"is carried as unclear",
			carrying(
				[unclear],
				[{ ...route("only", "upset"), atMost }, route("other", "minded")],
			),
			[],
		],
		[
			"is not carried as unclear where it fails",
			carrying([unclear], [route("only", "minded")]),
			less("unclear", "cross yes, minded no, upset yes"),
		],
		[
			"is carried, assuming something",
			carrying(
				[{ ...met, assuming: yes("minded") }],
				[route("only", "upset", "minded")],
			),
			[],
		],
		[
			"is not carried, whatever is assumed",
			carrying(
				[{ ...met, assuming: yes("afraid") }],
				[route("only", "upset", "minded")],
			),
			less("met", "cross yes, feared once, upset yes"),
		],
	])("%s", (_what, content, expected) => {
		expect(wrong(content)).toEqual(expected);
	});
});

describe("a proof", () => {
	test("says how much it is a proof of, with a smallest response for each result", () => {
		const content = small({
			packs: [
				pack(
					[element("upset", yes("upset"))],
					[{ id: "one", routes: [route("only", "upset")] }],
				),
				pack(
					[element("two", both(yes("upset"), yes("cross")))],
					[{ id: "two", routes: [route("only", "two")] }],
				),
				pack(
					[element("word", word)],
					[{ id: "word", routes: [route("only", "word")] }],
				),
			],
		});
		const { proofs, failures } = prove(content);
		expect(failures).toEqual([]);
		const [one, two, ofWord] = proofs;
		expect(one).toEqual({
			definition: "one",
			states: 4,
			responses: "3",
			witnesses: {
				met: { upset: "yes" },
				"not-met": { upset: "no" },
				unclear: {},
			},
			restsOnTheirWord: false,
		});
		expect(two).toEqual({
			definition: "two",
			states: 6,
			responses: "9",
			witnesses: {
				met: { upset: "yes", cross: "yes" },
				"not-met": { upset: "no" },
				unclear: {},
			},
			restsOnTheirWord: false,
		});
		// Four counts of five answers each, and a yes or no.
		expect(ofWord).toMatchObject({
			responses: String(5 ** 4 * 3),
			restsOnTheirWord: true,
			witnesses: { met: { rang: "more-than-once" }, unclear: {} },
		});
	});

	test("leaves out the result that never comes, and what follows when nothing does", () => {
		const { proofs, failures } = prove(only(both(yes("upset"), no("upset"))));
		expect(proofs[0]?.witnesses).toEqual({
			"not-met": { upset: "yes" },
			unclear: {},
		});
		expect(failures[0]).not.toHaveProperty("then");
		expect(failures[1]).toHaveProperty("then", { upset: "yes" });
	});
});
