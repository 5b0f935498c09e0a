/** Small content made up at random, for engines and oracles to read alike. */
import fc from "fast-check";
import type { AnswerSet, Answers, Condition, Consistency, Content, Element, Response } from "../../src/content/schema";
import { pack, route, small, source } from "./tiny";
import { itemsIn } from "./worlds";

const label = "It";
const answerSets: AnswerSet[] = [
	{
		id: "often",
		counts: true,
		options: [
			{ id: "never", label, occasions: [0, 0] },
			{ id: "once", label, occasions: [1, 1] },
			{ id: "once-at-most", label, occasions: [0, 1] },
			{ id: "happened", label, occasions: [1, null] },
			{ id: "more-than-once", label, occasions: [2, null] },
			{ id: "three-to-five", label, occasions: [3, 5] },
			{ id: "not-sure", label, unknown: true },
		],
	},
	{
		id: "yes-no",
		options: [
			{ id: "yes", label },
			{ id: "no", label },
			{ id: "not-sure", label, unknown: true },
		],
	},
	{
		id: "who",
		options: [
			{ id: "partner", label },
			{ id: "friend", label },
			{ id: "stranger", label },
			{ id: "not-known", label, unknown: true },
		],
	},
];
const counted = ["rang", "wrote", "came"];
const setOf: Record<string, string> = {
	...Object.fromEntries(counted.map((id) => [id, "often"])),
	twice: "yes-no",
	upset: "yes-no",
	who: "who",
};
const items = Object.keys(setOf);
const optionsOf = (item: string) =>
	answerSets.find(({ id }) => id === setOf[item])?.options.map(({ id }) => id) as string[];

/** Answers that a condition of monotone content can name: those at one end, the same end wherever it is named. */
const atOneEnd: Record<string, string[][]> = {
	...Object.fromEntries(counted.map((id) => [id, [["happened"], ["more-than-once"]]])),
	twice: [["yes"], ["yes", "not-sure"]],
	upset: [["no"]],
	who: [["stranger"], ["friend", "stranger"]],
};
/** A condition that asks for the answer to an item. */
const answer = (monotone: boolean): fc.Arbitrary<Condition> =>
	fc.constantFrom(...items).chain((item) =>
		fc.record({
			op: fc.constant("answer" as const),
			item: fc.constant(item),
			is: monotone
				? fc.constantFrom(...(atOneEnd[item] as string[][]))
				: fc.subarray(optionsOf(item), { minLength: 1, maxLength: 2 }),
		}),
	);
const conditions = (monotone: boolean) =>
	fc.letrec<{ condition: Condition }>((tie) => {
		const parts = fc.array(tie("condition"), { minLength: 1, maxLength: 3 });
		const occasions = fc
			.record({
				atLeast: fc.constantFrom(1, 2),
				// Where each counted item stands: in the list, in one of two groups that may count, or nowhere.
				stands: fc.tuple(...counted.map(() => fc.constantFrom("items", "first", "second", ""))),
				always: fc.constantFrom(...counted),
				unless: fc.option(tie("condition"), { nil: undefined }),
				confirmedBy: fc.option(tie("condition"), { nil: undefined }),
			})
			.map(({ atLeast, stands, always, unless, confirmedBy }): Condition => {
				const at = (place: string) => counted.filter((it, i) => (it === always ? "items" : stands[i]) === place);
				const mayCount = [{ items: at("first"), ...(unless ? { unless } : {}) }, { items: at("second") }].filter(
					(group) => group.items.length > 0,
				);
				return {
					op: "occasions",
					atLeast,
					items: at("items"),
					...(mayCount.length > 0 ? { mayCount } : {}),
					...(atLeast === 2 && confirmedBy ? { confirmedBy } : {}),
				};
			});
		return {
			condition: fc.oneof(
				{ maxDepth: 2, depthIdentifier: "condition" },
				{ weight: 2, arbitrary: answer(monotone) },
				{ weight: 3, arbitrary: occasions },
				{
					weight: 1,
					arbitrary: fc.record({
						op: fc.constantFrom("all", "any"),
						of: parts,
					}),
				},
				{
					weight: 1,
					arbitrary: parts.chain((of) =>
						fc.record({
							op: fc.constant("at-least" as const),
							count: fc.integer({ min: 1, max: of.length }),
							of: fc.constant(of),
						}),
					),
				},
			) as fc.Arbitrary<Condition>,
		};
	});
const element = (condition: fc.Arbitrary<Condition>): fc.Arbitrary<Omit<Element, "id">> =>
	fc.record(
		{
			text: fc.constant("It."),
			criterion: condition,
			soft: fc.array(
				fc.record({
					criterion: condition,
					softensWhen: fc.constantFrom("not-met", "not-met-or-unclear"),
					text: fc.constant("Soft."),
				}),
				{ minLength: 1, maxLength: 2 },
			),
		},
		{ requiredKeys: ["text"] },
	);
const rule = (condition: fc.Arbitrary<Condition>): fc.Arbitrary<Omit<Consistency, "id">> =>
	fc.record({
		about: fc.constantFrom(...items),
		if: condition,
		// biome-ignore lint/suspicious/noThenProperty: a rule is never awaited
		then: condition,
		text: fc.constant("Cannot be."),
	});

/** Whether a rule names an item on both sides. */
const isCircular = (rule: Omit<Consistency, "id">) =>
	itemsIn(rule.if).some((item) => itemsIn(rule.then).includes(item));

/**
 * Two packs, one of them for a place, over six items, with consistency rules. In monotone content, as shipped content must
 * be, more or worse makes nothing less met in any world; and rules are about one item and name none on both sides.
 */
export const anyContent = (monotone = false): fc.Arbitrary<Content> => {
	const { condition } = conditions(monotone);
	return fc
		.record({
			elements: fc.array(element(condition), { minLength: 2, maxLength: 3 }),
			atMost: fc.boolean(),
			rules: fc.array(
				rule(condition).filter((it) => !(monotone && isCircular(it))),
				{ maxLength: 2 },
			),
			fixation: condition,
		})
		.map(({ elements, atMost, rules, fixation }) => {
			const all = elements.map((it, i) => ({ ...it, id: `element-${i}` }));
			const [first, second, third = first] = all.map(({ id }) => id) as [string, string, string?];
			return {
				...small({
					answerSets,
					checklists: [
						{
							id: "all",
							order: 1,
							title: "All",
							items: items.map((id) => ({
								id,
								answerSet: setOf[id] as string,
								text: id,
								label: id,
							})),
						},
					],
					packs: [
						pack(
							all,
							[
								{ id: "one", routes: [route("only", first as string)] },
								{
									id: "two",
									kind: "stalking",
									routes: [
										route("both", first as string, second as string),
										{
											...route("other", third as string),
											...(atMost ? { atMost: "unclear" as const } : {}),
										},
									],
								},
							],
							{ id: "everywhere" },
						),
						pack(
							all,
							[
								{
									id: "three",
									kind: "stalking",
									routes: [route("only", third as string, second as string)],
								},
							],
							{ id: "here", place: "here" },
						),
					],
					places: [
						{ id: "here", name: "Here", nations: ["here"] },
						{ id: "there", name: "There", nations: ["there"] },
					],
					signs: {
						urgent: [
							{ item: "came", is: ["once", "more-than-once"], text: "Came." },
							{ item: "upset", is: ["yes"], text: "Upset." },
						],
						fixation: { signs: [], criterion: fixation, source },
					},
				}),
				consistency: rules.map((it, i) => ({
					...it,
					id: `rule-${i}`,
					about: monotone ? (rules[0] ?? it).about : it.about,
				})),
			};
		});
};

/** A response to any such content. */
export const anyAnswers: fc.Arbitrary<Response> = fc.record({
	place: fc.constantFrom("here", "there", null),
	answers: fc.record(
		Object.fromEntries(
			items.map((item) => [
				item,
				fc.constantFrom<string | number | null>(
					...optionsOf(item),
					null,
					...(counted.includes(item) ? [0, 1, 2, 7] : []),
				),
			]),
		),
		{ requiredKeys: [] },
	) as fc.Arbitrary<Answers>,
});
