/** Small content, for tests of one rule at a time. */
import builtIn from "virtual:content";
import type { AnswerSet, Answers, Condition, Content, Definition, Element, Item, Pack } from "../../src/content/schema";

const answerSets: AnswerSet[] = [
	{
		id: "yes-no",
		options: [
			{ id: "yes", label: "Yes" },
			{ id: "no", label: "No" },
			{ id: "not-sure", label: "Not sure", unknown: true },
		],
		ticks: { ticked: "yes", unticked: "no", unsure: "not-sure" },
	},
	{
		id: "often",
		counts: true,
		options: [
			{ id: "never", label: "Never", occasions: [0, 0] },
			{ id: "once", label: "Once", occasions: [1, 1] },
			{ id: "more-than-once", label: "More", occasions: [2, null] },
			{ id: "happened", label: "At least once", occasions: [1, null] },
			{ id: "not-sure", label: "Not sure", unknown: true },
		],
		ticks: { ticked: "happened", unticked: "never", unsure: "not-sure" },
	},
	{
		id: "who",
		options: [
			{ id: "partner", label: "Partner" },
			{ id: "stranger", label: "Stranger" },
			{ id: "not-known", label: "Not known", unknown: true },
		],
	},
];

const item = (id: string, answerSet: string, more: Partial<Item> = {}) => ({
	id,
	answerSet,
	text: `${id}?`,
	label: id,
	...more,
});

export const source = {
	citation: "Made up",
	url: "https://example.org",
	checkedOn: "2026-11-22",
};

/**
 * Content with three behaviours (`rang`, `wrote`, `came`), a count (`feared`: once implies `afraid`, twice `twice`),
 * yes-no items and an item with other options (`who`).
 */
export function small(more: Partial<Content> = {}): Content {
	return {
		version: "1",
		hash: `sha256-${"0".repeat(64)}`,
		checkedOn: "2026-11-22",
		answerSets,
		checklists: [
			{
				id: "done",
				order: 1,
				title: "Done",
				behaviours: true,
				items: ["rang", "wrote", "came"].map((id) => item(id, "often")),
			},
			{
				id: "rest",
				order: 2,
				title: "The rest",
				items: [
					item("feared", "often"),
					...["afraid", "twice", "minded", "upset", "cross"].map((id) => item(id, "yes-no")),
					item("who", "who"),
				],
			},
		],
		screens: [],
		traces: {
			title: "Traces",
			intro: "What stays.",
			limitsTitle: "First",
			limits: ["Deleting can be noticed."],
			ask: { text: "Ask first:", signpost: "helpline" },
			labels: { kept: "Kept", look: "Look", remove: "Remove", avoid: "Avoid", stays: "Stays" },
			sections: [],
		},
		packs: [],
		consistency: [],
		signs: { urgent: [], fixation: { signs: [], criterion: yes("upset"), source } },
		notes: [],
		places: [],
		needs: [],
		selection: [],
		signposts: [],
		words: builtIn.words,
		...more,
	};
}

/** Small content with one pack of these elements and definitions. */
export function defining(
	elements: Element[],
	definitions: (Partial<Definition> & Pick<Definition, "routes">)[],
	more: Partial<Pack> = {},
): Content {
	return small({ packs: [pack(elements, definitions, more)] });
}

export function pack(
	elements: Element[],
	definitions: (Partial<Definition> & Pick<Definition, "routes">)[],
	more: Partial<Pack> = {},
): Pack {
	return {
		id: "pack",
		order: 1,
		name: "Pack",
		phrase: "the pack",
		text: "Pack.",
		inSummary: true,
		elements,
		definitions: definitions.map((it) => ({ id: "it", kind: "harassment", name: "It", text: "It.", source, ...it })),
		...more,
	};
}

export const route = (id: string, ...elements: string[]) => ({ id, text: id, elements });

export const yes = (item: string): Condition => ({ op: "answer", item, is: ["yes"] });
export const no = (item: string): Condition => ({ op: "answer", item, is: ["no"] });

/** Every combination of these answers to these items. */
export function* everyWay(choices: Record<string, (string | number | null)[]>): Generator<Answers> {
	const [[id, answers] = [], ...rest] = Object.entries(choices);
	if (id === undefined) return yield {};
	for (const others of everyWay(Object.fromEntries(rest)))
		for (const answer of answers ?? []) yield { [id]: answer, ...others };
}

/** The answers of a yes-no item and of a counted item; null is open. */
export const YES_NO = ["yes", "no", null];
export const OFTEN = ["never", "once", "more-than-once", "happened", null];
