import { describe, expect, test } from "vitest";
import type {
	AnswerSet,
	Condition,
	Content,
	Element,
} from "../../src/content/schema";
import { type Failure, prove } from "../../src/engine/prove";
import { defining, no, route, yes } from "../support/tiny";

type Soft = NonNullable<Element["soft"]>[number];
const element = (id: string, criterion: Condition, ...soft: Soft[]) => ({
	id,
	text: id,
	criterion,
	...(soft.length > 0 ? { soft } : {}),
});
const soft = (
	criterion: Condition,
	softensWhen: Soft["softensWhen"] = "not-met",
): Soft => ({ criterion, softensWhen, text: "So." });
/** A content with one definition: all of these elements. */
const all = (...elements: Element[]) =>
	defining(elements, [
		{ routes: [route("only", ...elements.map(({ id }) => id))] },
	]);
const only = (criterion: Condition, ...soft: Soft[]) =>
	all(element("it", criterion, ...soft));
const rang = (...is: string[]): Condition => ({
	op: "answer",
	item: "rang",
	is,
});
const both = (...of: Condition[]): Condition => ({ op: "all", of });
const either = (...of: Condition[]): Condition => ({ op: "any", of });
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

describe("nothing is wrong with a definition", () => {
	test.each<[what: string, Content]>([
		["that is an answer", only(yes("upset"))],
		[
			"that is an answer from a list",
			only({ op: "answer", item: "who", is: ["partner"] }),
		],
		["that counts", only({ op: "occasions", atLeast: 2, items: ["rang"] })],
		[
			"that is met by however often",
			only(rang("once", "more-than-once", "happened")),
		],
		["that rests on the person's word", only(word)],
		[
			"that a factor softens either way",
			only(yes("upset"), soft(no("minded")), soft(yes("cross"))),
		],
		[
			"whose soft factor decides another one",
			defining(
				[
					element("it", yes("upset"), soft(no("minded"))),
					element("other", yes("minded")),
				],
				[
					{ routes: [route("only", "it")] },
					{ id: "other", routes: [route("only", "other")] },
				],
			),
		],
	])("%s", (_what, content) => {
		expect(wrong(content)).toEqual([]);
	});
});

describe("what is wrong with a definition", () => {
	test.each<[what: string, Content, string[]]>([
		[
			"it can never be met",
			only(both(yes("upset"), no("upset"))),
			[
				"it: can never be met: ",
				"it: is weakened by more or worse:  -> upset yes",
			],
		],
		[
			"it can never fail",
			only(either(yes("upset"), no("upset"))),
			[
				"it: can never be not-met: ",
				"it: is weakened by more or worse: upset no -> ",
			],
		],
		[
			"it is settled before anything is said",
			all({ id: "it", text: "It", soft: [soft(yes("upset"))] }),
			[
				"it: is met with nothing answered, and must be unclear: ",
				"it: can never be not-met: ",
			],
		],
		[
			"it is weakened by worse",
			only(no("upset")),
			["it: is weakened by more or worse:  -> upset yes"],
		],
		[
			"it is met only when it is not known how often",
			only(rang("happened")),
			[
				"it: flips between met and not-met when an unknown is answered: rang happened -> rang once",
				"it: is weakened by more or worse:  -> rang more-than-once",
			],
		],
		[
			"it is weakened by more",
			only(rang("once")),
			[
				"it: flips between met and not-met when an unknown is answered: rang happened -> rang once",
				"it: is weakened by more or worse:  -> rang more-than-once",
			],
		],
		[
			"it is weakened by what may be more",
			only(
				rang("once", "more-than-once", "happened"),
				soft(rang("once", "more-than-once")),
			),
			["it: is weakened by more or worse: rang once -> rang happened"],
		],
		[
			"a soft factor decides it, by what it implies",
			only(
				yes("afraid"),
				soft(rang("never")),
				soft({ op: "answer", item: "feared", is: ["never"] }),
			),
			["it: is decided by a soft factor: afraid no -> afraid no, feared never"],
		],
		[
			"a soft factor that is a criterion too weakens it",
			defining(
				[
					element("it", yes("upset"), soft(no("minded"))),
					element("minded", yes("minded")),
					element("cross", yes("cross")),
				],
				[{ routes: [route("one", "it"), route("two", "minded", "cross")] }],
			),
			["it: is weakened by more or worse: upset yes -> minded yes, upset yes"],
		],
	])("%s", (_what, content, expected) => {
		expect(wrong(content)).toEqual(expected);
	});

	test.each<[what: string, Condition, string]>([
		[
			"the first of the smallest",
			both(no("minded"), no("upset")),
			" -> minded yes",
		],
		[
			"the smaller one, though it comes later",
			both(either(no("minded"), yes("cross")), no("upset")),
			" -> upset yes",
		],
		[
			"the smaller one, though there is another after it",
			both(no("minded"), either(no("upset"), yes("cross"))),
			" -> minded yes",
		],
		[
			"what is needed beside it",
			either(no("minded"), yes("cross")),
			"cross no -> cross no, minded yes",
		],
	])("is said once of a kind: %s", (_what, condition, answers) => {
		expect(wrong(only(condition))).toEqual([
			`it: is weakened by more or worse: ${answers}`,
		]);
	});

	test("is not that two answers short of a yes differ", () => {
		const set: AnswerSet = {
			id: "how",
			options: ["yes", "partly", "no"].map((id) => ({ id, label: id })),
			ticks: { ticked: "yes", unticked: "no", unsure: "no", unsaid: "no" },
		};
		const it = only(
			{ op: "answer", item: "how", is: ["yes", "partly"] },
			soft(yes("how")),
		);
		const [done] = it.checklists as [Content["checklists"][number]];
		const items = [{ id: "how", answerSet: "how", text: "How?", label: "How" }];
		const content = {
			...it,
			answerSets: [...it.answerSets, set],
			checklists: [{ ...done, items }],
		};
		expect(wrong(content)).toEqual([]);
	});

	test("is said of each definition by itself", () => {
		const content = defining(
			[element("one", no("upset")), element("two", no("cross"))],
			[
				{ routes: [route("only", "one")] },
				{ id: "other", routes: [route("only", "two")] },
			],
		);
		expect(wrong(content)).toEqual([
			"it: is weakened by more or worse:  -> upset yes",
			"other: is weakened by more or worse:  -> cross yes",
		]);
	});

	test("is that the engine weighs it otherwise, as when another has its name", () => {
		const content = defining(
			[element("one", yes("upset")), element("two", yes("cross"))],
			[{ routes: [route("only", "one")] }, { routes: [route("only", "two")] }],
		);
		expect(wrong(content)).toEqual([
			"it: is weighed as unclear and proved met: cross yes",
			"it: is weighed as unclear and proved not-met: cross no",
		]);
	});
});
