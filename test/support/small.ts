/** Small valid content with one of everything, for tests that break one thing at a time. */
import builtIn from "virtual:content";
import type { Case, Condition, Content, Definition, Item, Signpost } from "../../src/content/schema";

export const answer = (item: string, ...is: string[]): Condition => ({ op: "answer", item, is });
export const yes = (item: string) => answer(item, "yes");

const source = {
	citation: "Made up",
	url: "https://example.org",
	checkedOn: "2026-05-10",
};
const item = (id: string, answerSet: string, more: Partial<Item> = {}) => ({
	id,
	answerSet,
	text: `Is it ${id}?`,
	label: id,
	...more,
});
const definition = (id: string, routes: string[][], kind: Definition["kind"]) => ({
	id,
	kind,
	name: id,
	text: id,
	routes: routes.map((elements, i) => ({ id: `way-${i}`, text: id, elements })),
	source,
});
const signpost = (id: string, more: Partial<Signpost> = {}) => ({
	id,
	name: id,
	for: "Anybody",
	nations: ["nation"],
	needs: ["emergency"],
	phone: ["101"],
	text: [],
	url: "https://example.org",
	hours: "Always",
	checkedOn: "2026-05-10",
	checked: "stored-copy" as const,
	source: "https://example.org",
	...more,
});

export const small: Content = {
	version: "small",
	hash: "sha256-0",
	checkedOn: "2026-05-10",
	answerSets: [
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
				{ id: "repeated", label: "Repeatedly", occasions: [2, null] },
				{ id: "not-sure", label: "Not sure", unknown: true },
			],
			ticks: { ticked: "once", unticked: "never", unsure: "not-sure" },
		},
		{
			id: "whom",
			options: [
				{ id: "partner", label: "A partner" },
				{ id: "stranger", label: "A stranger" },
			],
		},
	],
	traces: {
		title: "Traces",
		intro: "What stays.",
		limitsTitle: "First",
		limits: ["Deleting can be noticed."],
		ask: { text: "Ask first:", signpost: "helpline" },
		labels: { kept: "Kept", look: "Look", remove: "Remove", avoid: "Avoid", stays: "Stays" },
		sections: [],
	},
	checklists: [
		{ id: "about", order: 1, title: "About", items: [item("danger", "yes-no"), item("person", "whom")] },
		{
			id: "things",
			order: 2,
			title: "Things",
			behaviours: true,
			items: [
				item("followed", "often"),
				item("watched", "often"),
				item("gifts", "often", { askWhen: answer("danger", "no", "not-sure") }),
			],
		},
		{
			id: "effects",
			order: 3,
			title: "Effects",
			items: [
				item("scared", "yes-no"),
				item("unwanted", "yes-no"),
				item("relation", "whom"),
				item("apology", "whom", { askWhen: yes("scared") }),
			],
		},
	],
	screens: [
		{
			id: "all",
			kind: "happened",
			title: "All",
			question: "Which?",
			items: ["danger", "followed", "watched", "gifts", "scared", "unwanted"],
		},
		...["person", "relation", "apology"].map((id) => ({
			id,
			kind: "choose" as const,
			title: id,
			question: `${id}?`,
			items: [id],
		})),
	],
	consistency: [],
	packs: [
		{
			id: "law",
			order: 1,
			name: "The law",
			phrase: "the law",
			text: "The law.",
			inSummary: true,
			place: "here",
			elements: [
				{
					id: "conduct",
					text: "Conduct",
					criterion: {
						op: "occasions",
						atLeast: 2,
						items: ["followed", "watched"],
						mayCount: [{ items: ["gifts"], unless: yes("unwanted") }],
					},
				},
				{
					id: "fear",
					text: "Fear",
					criterion: yes("scared"),
					soft: [{ criterion: yes("unwanted"), softensWhen: "not-met", text: "Wanted." }],
				},
				{
					id: "grounds",
					text: "Grounds",
					soft: [{ criterion: answer("person", "stranger"), softensWhen: "not-met", text: "A partner." }],
				},
			],
			definitions: [
				definition("harassing", [["conduct"]], "harassment"),
				definition("stalking", [["conduct", "fear", "grounds"], ["fear"]], "stalking"),
			],
		},
		{
			id: "rule",
			order: 2,
			name: "The rule",
			phrase: "the rule",
			text: "The rule.",
			inSummary: false,
			elements: [{ id: "peril", text: "Peril", criterion: yes("danger") }],
			definitions: [definition("house-rule", [["peril"]], "stalking")],
		},
	],
	signs: {
		urgent: [
			{ item: "danger", is: ["yes", "not-sure"], text: "Danger." },
			{ item: "scared", is: ["yes"], text: "Scared." },
		],
		fixation: {
			signs: [{ item: "followed", is: ["repeated"], text: "Followed." }],
			criterion: { op: "occasions", atLeast: 1, items: ["followed"] },
			source,
		},
	},
	notes: [
		{ id: "relating", text: "Related.", when: answer("relation", "partner"), places: ["here", "there"] },
		{ id: "always", text: "Always." },
	],
	places: [
		{ id: "here", name: "Here", nations: ["nation"] },
		{ id: "there", name: "There", nations: ["nation"] },
	],
	needs: [
		{ id: "emergency", label: "Police" },
		{ id: "talking", label: "Talking" },
	],
	selection: [
		{ id: "talk", text: "Talk.", when: answer("apology", "stranger"), signposts: ["helpline"] },
		{ id: "tell", text: "Tell.", signposts: ["officers"] },
	],
	signposts: [signpost("helpline"), signpost("officers", { needs: ["emergency", "talking"] })],
	words: {
		...builtIn.words,
		danger: { item: "danger", is: ["yes"], text: ["Call now."] },
		report: {
			...builtIn.words.report,
			oneEvent: { ...builtIn.words.report.oneEvent, item: "danger", is: ["no"] },
			young: { item: "danger", signpost: "helpline" },
		},
	},
};

/** A case of the small content that passes. */
export const stalked: Case = {
	name: "Stalked",
	why: "By a stranger, and scared.",
	response: {
		place: "here",
		answers: { danger: "no", person: "stranger", followed: 2, scared: "yes", unwanted: "yes" },
	},
	expect: { harassing: "met", stalking: "met", "house-rule": "not-met" },
	urgent: ["scared"],
	fixation: "met",
	summary: { harassment: "met", stalking: "met" },
};
// biome-ignore lint/suspicious/noExplicitAny: deliberately wrong content has no type
export type Wrong = any;

export type Change = (copy: Wrong) => void;

/** A copy of the small content with one change. */
export function changed(change: Change): Content {
	const copy = structuredClone(small);
	change(copy);
	return copy;
}

/** The value at a JSON pointer. */
const at = (copy: Wrong, pointer: string) =>
	pointer
		.split("/")
		.slice(1)
		.reduce((node, key) => node[key], copy);
/** Sets the value at a pointer, or removes it. */
export function set(pointer: string, value?: unknown): Change {
	const [, path = "", key = ""] = /^(.*)\/(.*)$/.exec(pointer) ?? [];
	return (copy) => {
		if (value === undefined) delete at(copy, path)[key];
		else at(copy, path)[key] = value;
	};
}
/** Adds values to the list at a pointer. */
export const add =
	(pointer: string, ...values: unknown[]): Change =>
	(copy) => {
		at(copy, pointer).push(...values);
	};
/** Adds a copy of one value to a list, by default its own. */
export const again =
	(from: string, to = from.replace(/\/\d+$/, "")): Change =>
	(copy) => {
		at(copy, to).push(structuredClone(at(copy, from)));
	};
