/** The result in plain words, written with words made up so that each is told apart. */
import builtIn from "virtual:content";
import { describe, expect, test } from "vitest";
import type { Answers, Content, Kind } from "../../src/content/schema";
import type { CompiledDefinition, CompiledPack } from "../../src/engine/compile";
import {
	compileWords,
	type Fit,
	fitOf,
	headline,
	joined,
	type PlainWords,
	readOut,
} from "../../src/engine/plain-words";
import { small } from "../support/tiny";

const { report } = builtIn.words;
const fits: PlainWords["fits"] = {
	...report.fits,
	...{ met: "Fits", may: "May fit", unclear: "Unclear for", "not-met": "Fits not" },
	also: { met: "Also fits", may: "Also may fit", unclear: "Also unclear for", "not-met": "Also fits not" },
	...{ everyPlace: "every law", anyPlace: "any law", withGraver: "with worse", graver: "the worse" },
};
const readOutWords: PlainWords["readOut"] = {
	...{ someone: "Someone", has: "has", times: "times", twice: "twice", atLeast: "at least" },
	...{ tenTimes: "ten times", otherThings: "done more", feel: "I am", happening: "It happens." },
	...{ pattern: "Pattern.", report: "Report.", help: "Help.", unsure: "Unsure." },
};
const act = (item: string, more: Partial<PlainWords["spoken"][number]> = {}): PlainWords["spoken"][number] => ({
	item,
	as: "act",
	text: `done ${item}`,
	least: { once: 1, more: 2, ten: 10 },
	...more,
});
const says = (item: string, as: "sign" | "feeling" | "effect", text: string) => ({
	...{ item, as, text },
	least: { yes: 1 },
});
const words: PlainWords = {
	fits,
	readOut: readOutWords,
	spoken: [
		act("a", { again: "keeps a" }),
		act("b", { again: "keeps b" }),
		act("c"),
		act("d", { urgent: true }),
		says("worse", "sign", "It is worse."),
		says("soon", "sign", "It is soon, and near."),
		says("fear", "sign", "I am very afraid."),
		says("ill", "sign", "My dog and I are ill."),
		says("upset", "feeling", "upset"),
		says("afraid", "feeling", "afraid"),
		says("cross", "feeling", "cross"),
		says("sleep", "effect", "My sleep is bad."),
		says("moved", "effect", "I have moved."),
		says("work", "effect", "My work is bad."),
	],
	who: { item: "who", texts: { ex: "My ex" } },
	oneEvent: { item: "twice", is: ["no"] },
};

describe("what to read out", () => {
	type Options = Parameters<typeof readOut>[2];
	const [a, b, c] = ["a", "b", "c"].map((id) => ({ [id]: "once" })) as [Answers, Answers, Answers];
	test.each<[what: string, answers: Answers, text: string, options?: Options]>([
		["nothing", {}, "Unsure."],
		["nothing that happened", { a: 0, b: "never", c: null, upset: "no" }, "Unsure."],
		["one act", a, "Someone has done a. Help."],
		["one act, by somebody known", { ...a, who: "ex" }, "My ex has done a. Help."],
		["one act, by somebody without words", { ...a, who: "other" }, "Someone has done a. Help."],
		["one act, as a number", { a: 1 }, "Someone has done a. Help."],
		["two times", { a: 2 }, "Someone has done a, twice. Pattern."],
		["three times", { a: 3 }, "Someone has done a, 3 times. Pattern."],
		["three times at least", { a: 3 }, "Someone has done a, at least 3 times. Pattern.", { counted: new Set("a") }],
		["two times at least", { a: 2 }, "Someone has done a, at least twice. Pattern.", { counted: new Set("a") }],
		["more than once", { a: "more" }, "Someone keeps a. Pattern."],
		["more than once, without words for that", { c: "more" }, "Someone done c. Pattern."],
		["ten times or more", { a: "ten" }, "Someone keeps a, ten times. Pattern."],
		["ten times as a number", { a: 10 }, "Someone has done a, 10 times. Pattern."],
		["two acts", { ...a, ...b }, "Someone has done a and done b. Pattern."],
		["two acts of one event", { ...a, ...b, twice: "no" }, "Someone has done a and done b. Report."],
		["one act of one event", { ...a, twice: "no" }, "Someone has done a. Report."],
		["more than once in one event", { ...a, b: "more", twice: "no" }, "Someone keeps b, and has done a. Pattern."],
		["one act, not known whether of one event", { ...a, twice: "not-sure" }, "Someone has done a. Help."],
		[
			"numbers, then what goes on, then the rest",
			{ ...a, b: "more", c: 3, d: "once" },
			"Someone has done c, 3 times, keeps b, and has done d and done a. Pattern.",
		],
		[
			"urgent acts first, then the most often",
			{ a: 2, b: 4, d: 3 },
			"Someone has done d, 3 times, has done b, 4 times, and has done a, twice. Pattern.",
		],
		["as many acts as asked for", { ...a, ...b, ...c }, "Someone has done a, done b and done c. Pattern.", { acts: 3 }],
		["one more than asked for", { ...a, ...b, ...c }, "Someone has done a, done b and done c. Pattern.", { acts: 2 }],
		["two more than asked for", { ...a, ...b, ...c }, "Someone has done a and done more. Pattern.", { acts: 1 }],
		[
			"urgent acts before others that are left out",
			{ a: 5, b: 5, ...c, d: "once" },
			"Someone has done a, 5 times, and has done d and done more. Pattern.",
			{ acts: 2 },
		],
		["only signs", { worse: "yes" }, "It happens. It is worse. Help."],
		["two signs", { worse: "yes", soon: "yes" }, "It happens. It is worse and it is soon, and near. Help."],
		[
			"a sign with a comma",
			{ soon: "yes", fear: "yes" },
			"It happens. It is soon, and near, and I am very afraid. Help.",
		],
		[
			"three signs",
			{ worse: "yes", soon: "yes", fear: "yes" },
			"It happens. It is worse and it is soon, and near. I am very afraid. Help.",
		],
		[
			"a sign that has an I in it",
			{ worse: "yes", ill: "yes" },
			"It happens. It is worse and my dog and I are ill. Help.",
		],
		["feelings", { upset: "yes", afraid: "yes", cross: "yes" }, "It happens. I am upset, afraid and cross. Help."],
		["a feeling that a sign names", { fear: "yes", afraid: "yes" }, "It happens. I am very afraid. Help."],
		[
			"that and another",
			{ fear: "yes", afraid: "yes", upset: "yes" },
			"It happens. I am very afraid. I am upset. Help.",
		],
		["effects", { sleep: "yes", moved: "yes" }, "It happens. My sleep is bad and I have moved. Help."],
		[
			"three effects",
			{ sleep: "yes", moved: "yes", work: "yes" },
			"It happens. My sleep is bad and I have moved. My work is bad. Help.",
		],
		[
			"everything",
			{ ...a, worse: "yes", upset: "yes", work: "yes" },
			"Someone has done a. It is worse. I am upset. My work is bad. Help.",
		],
		["fewer signs", { worse: "yes", fear: "yes", upset: "yes" }, "It happens. It is worse. Help.", { sentences: 1 }],
		["fewer effects", { sleep: "yes", moved: "yes" }, "It happens. My sleep is bad. Help.", { sentences: 2 }],
		[
			"no effects after signs",
			{ worse: "yes", upset: "yes", sleep: "yes" },
			"It happens. It is worse. I am upset. Help.",
			{ sentences: 2 },
		],
		[
			"one effect after a sign",
			{ worse: "yes", sleep: "yes", moved: "yes" },
			"It happens. It is worse. My sleep is bad. Help.",
			{ sentences: 3 },
		],
	])("of %s", (_what, answers, text, options) => {
		expect(readOut(words, (item) => answers[item], options)).toBe(text);
	});

	test("begins with the introduction, if there is one", () => {
		const intro = { ...words, readOut: { ...readOutWords, intro: "Hello." } };
		expect(readOut(intro, (item) => a[item])).toBe("Hello. Someone has done a. Help.");
		expect(readOut(intro, () => null)).toBe("Unsure.");
	});

	test("is at most six acts and six sentences", () => {
		const ids = [..."abcdefgh"];
		const many = { ...words, spoken: ids.map((id) => act(id)) };
		const said = (count: number) => readOut(many, (item) => (ids.indexOf(item) < count ? "once" : null));
		expect(said(7)).toContain("done f and done g.");
		expect(said(8)).toContain("done e, done f and done more.");
		const effects = { ...words, spoken: ids.map((id) => says(id, "effect", `My ${id}.`)) };
		expect(readOut(effects, () => "yes")).toBe("It happens. My a and my b. My c and my d. My e. Help.");
		const signs = { ...words, spoken: ids.map((id) => says(id, "sign", `My ${id}.`)) };
		expect(readOut(signs, () => "yes")).toBe("It happens. My a and my b. My c and my d. My e and my f. Help.");
	});
});

test("the words of content are gathered with what tells when to say them", () => {
	const base = small();
	const item = (id: string, answerSet: string, more: object) => ({ id, answerSet, text: id, label: id, ...more });
	const content: Content = {
		...base,
		answerSets: base.answerSets.map((set) => ({
			...set,
			options: set.options.map((option) => (option.id === "partner" ? { ...option, spoken: "My partner" } : option)),
		})),
		checklists: [
			{
				...{ id: "done", order: 1, title: "Done", behaviours: true as const },
				items: [
					item("rang", "often", { spoken: "rung", spokenAgain: "keeps ringing" }),
					item("came", "often", { spoken: "come" }),
					item("silent", "often", {}),
				],
			},
			{
				...{ id: "rest", order: 2, title: "Rest" },
				items: [
					item("who", "who", {}),
					item("upset", "yes-no", { spoken: "It upset me.", feeling: "upset" }),
					item("cross", "yes-no", { spoken: "I am cross." }),
					item("sleep", "yes-no", { spoken: "My sleep is bad." }),
				],
			},
		],
		signs: {
			...base.signs,
			urgent: ["came", "cross"].map((item) => ({ item, is: ["yes"], text: "So." })),
		},
		words: {
			...base.words,
			report: { ...report, fits, readOut: readOutWords, oneEvent: { ...report.oneEvent, item: "rang", is: ["once"] } },
		},
	};
	const often = { once: 1, "more-than-once": 2, happened: 1 };
	expect(compileWords(content)).toEqual({
		...{ fits, readOut: readOutWords },
		spoken: [
			{ item: "rang", as: "act", text: "rung", again: "keeps ringing", least: often },
			{ item: "came", as: "act", text: "come", urgent: true, least: often },
			{ item: "upset", as: "feeling", text: "upset", least: { yes: 1 } },
			{ item: "cross", as: "sign", text: "I am cross.", least: { yes: 1 } },
			{ item: "sleep", as: "effect", text: "My sleep is bad.", least: { yes: 1 } },
		],
		who: { item: "who", texts: { partner: "My partner" } },
		oneEvent: { item: "rang", is: ["once"] },
	});
});

describe("a headline", () => {
	type Part = [kind: Kind, fit: Fit, graver?: string];
	/** A pack with a definition for each part. */
	const made = (name: string, place: string | undefined, inSummary: boolean, ...parts: Part[]) => ({
		pack: {
			...{ name, place, inSummary },
			definitions: parts.map(([kind, _fit, graver], i) => ({
				...{ id: `${name} ${i}`, kind, graver, routes: [], elements: [], implies: [] },
			})),
		} satisfies CompiledPack,
		found: parts.map(([, fit]) => fit),
	});
	const law = (name: string, fit: Fit, ...more: Part[]) =>
		made(`the law of ${name}`, name, true, ["stalking", fit], ...more);
	const leaflet = (fit: Fit) => made("the leaflet", undefined, true, ["stalking", fit]);
	type Row = [what: string, packs: ReturnType<typeof made>[], line: string];
	test.each<Row>([
		["names the law before what is no law", [leaflet("met"), law("A", "met")], "Fits the law of A, and the leaflet."],
		["says the best first", [law("A", "not-met"), leaflet("met")], "Fits the leaflet. Also fits not the law of A."],
		[
			"tells all fits apart",
			[law("A", "unclear"), law("B", "may"), law("C", "met"), leaflet("not-met")],
			"Fits the law of C. Also may fit the law of B. Also unclear for the law of A. Also fits not the leaflet.",
		],
		[
			"names what does not fit with or",
			[law("A", "not-met"), leaflet("not-met")],
			"Fits not the law of A or the leaflet.",
		],
		[
			"names what is unclear with or",
			[law("A", "unclear"), leaflet("unclear")],
			"Unclear for the law of A or the leaflet.",
		],
		["names what may fit with and", [law("A", "may"), leaflet("may")], "May fit the law of A, and the leaflet."],
		[
			"names laws that agree together",
			[law("A", "met"), law("B", "met"), leaflet("met")],
			"Fits every law, and the leaflet.",
		],
		[
			"does so where nothing fits",
			[law("A", "unclear"), law("B", "unclear"), leaflet("met")],
			"Fits the leaflet. Also unclear for any law.",
		],
		[
			"names three laws without repeating the law",
			[law("A", "met"), law("B", "met"), law("C", "met"), law("D", "not-met")],
			"Fits the law of A, of B, and of C. Also fits not the law of D.",
		],
		[
			"shortens only what begins as a law does",
			[law("A", "met"), made("the guide to the law of A", undefined, true, ["stalking", "met"])],
			"Fits the law of A, and the guide to the law of A.",
		],
		[
			"leaves out what does not count",
			[law("A", "met"), made("the survey", undefined, false, ["stalking", "may"])],
			"Fits the law of A.",
		],
		[
			"takes the best of a pack",
			[law("A", "not-met", ["stalking", "may"], ["stalking", "unclear"])],
			"May fit the law of A.",
		],
		[
			"names a graver offence that fits as well",
			[law("A", "met", ["stalking", "met", "section 4"])],
			"Fits the law of A, with worse (section 4).",
		],
		[
			"names one that may fit by itself",
			[law("A", "met", ["stalking", "may", "section 4"]), leaflet("met")],
			"Fits the law of A, and the leaflet. Also may fit the worse (section 4).",
		],
		[
			"names it last",
			[law("A", "may", ["stalking", "met", "section 4"]), leaflet("met")],
			"Fits the leaflet, and the worse (section 4). Also may fit the law of A.",
		],
		[
			"names the last of several",
			[law("A", "met", ["stalking", "not-met", "section 4"], ["stalking", "met", "section 5"])],
			"Fits the law of A, with worse (section 5).",
		],
		["names none that is unclear", [law("A", "met", ["stalking", "unclear", "section 4"])], "Fits the law of A."],
		[
			"names none that does not fit",
			[law("A", "not-met", ["stalking", "not-met", "section 4"])],
			"Fits not the law of A.",
		],
		["names none of another kind", [law("A", "met", ["harassment", "met", "section 4"])], "Fits the law of A."],
		[
			"names none where there are several laws",
			[law("A", "met", ["stalking", "met", "section 4"]), law("B", "may")],
			"Fits the law of A. Also may fit the law of B.",
		],
		["has harassment for nothing", [made("the law of A", "A", true, ["harassment", "met"])], "Fits not the law of A."],
		["is empty without packs", [], ""],
	])("%s", (_what, made, line) => {
		const packs = made.map(({ pack }) => pack);
		expect(
			headline(
				words,
				packs,
				made.flatMap(({ found }) => found),
			).stalking,
		).toBe(line);
	});

	test("counts stalking as harassment too", () => {
		const { pack, found } = made("the law of A", "A", true, ["harassment", "unclear"], ["stalking", "met"]);
		expect(headline(words, [pack], found)).toEqual({
			harassment: "Fits the law of A.",
			stalking: "Fits the law of A.",
		});
	});
});

test.each<[result: "met" | "unclear" | "not-met", shown: number[], fit: Fit]>([
	["met", [], "met"],
	["not-met", [1], "not-met"],
	["unclear", [], "unclear"],
	["unclear", [1], "may"],
	["unclear", [3, 2], "may"],
	["unclear", [3], "unclear"],
])("%s by a route of elements 1 and 2, with %j shown, is %s", (result, shown, fit) => {
	const route = { id: "one", elements: [1, 2] };
	const definition: CompiledDefinition = { id: "it", kind: "stalking", routes: [route], elements: [], implies: [] };
	expect(fitOf({ definition, result, route }, (element) => shown.includes(element))).toBe(fit);
});

test("a list in a sentence has an and before its last", () => {
	expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(joined)).toEqual(["", "a", "a and b", "a, b and c"]);
});
