import { describe, expect, test } from "vitest";
import type { Answers, Note, Response, Selection, Signpost } from "../../src/content/schema";
import { shown } from "../../src/content/signposts";
import { assess } from "../../src/engine/assess";
import { no, pack, route, small, yes } from "../support/tiny";

const upset = { id: "upset", text: "Upset", criterion: yes("upset") };
const routes = [route("one", "upset")];
const packs = [pack([upset], [{ routes }]), pack([upset], [{ id: "north", routes }], { id: "north", place: "north" })];

describe("the notes of an assessment", () => {
	const note = (id: string, more: Partial<Note> = {}): Note => ({
		id,
		text: id,
		...more,
	});
	const content = small({
		packs,
		places: [{ id: "isle", name: "The isle", nations: ["isle"], law: "north" }],
		notes: [
			note("always"),
			note("in the north", { places: ["east", "north"] }),
			note("in the south", { places: ["south"] }),
			note("when cross", { when: yes("cross") }),
			note("when cross or not sure", { when: yes("cross"), said: { item: "cross", is: ["not-sure"] } }),
			note("when it was not said who", { said: { item: "who", is: ["stranger", "not-known"] } }),
			note("when not harassment", {
				summary: { kind: "harassment", is: ["not-met", "unclear"] },
			}),
			note("when not stalking", {
				summary: { kind: "stalking", is: ["not-met"] },
			}),
			note("when minded in the north", {
				places: ["north"],
				when: no("minded"),
			}),
		],
	});
	test.each<[place: string | undefined, Answers, string[]]>([
		[undefined, {}, ["in the north", "when not harassment", "when not stalking"]],
		["north", { upset: "yes", minded: "no" }, ["in the north", "when not stalking", "when minded in the north"]],
		["isle", { upset: "yes", minded: "no" }, ["in the north", "when not stalking", "when minded in the north"]],
		[
			"south",
			{ upset: "no", cross: "yes", minded: "no" },
			["in the south", "when cross", "when cross or not sure", "when not harassment", "when not stalking"],
		],
		[
			"nowhere",
			{ cross: "not-sure", who: "not-known" },
			["when cross or not sure", "when it was not said who", "when not harassment", "when not stalking"],
		],
	])("where the place is %s and the answers %o", (place, answers, expected) => {
		expect(assess(content, { place, answers }).notes).toEqual(["always", ...expected]);
	});

	test("where another place's law applies: that law, and its definitions", () => {
		const definitionsIn = (place: string) =>
			assess(content, { place, answers: {} }).verdicts.map(({ definition }) => definition);
		expect(definitionsIn("isle")).toEqual(definitionsIn("north"));
		expect(definitionsIn("isle")).not.toEqual(definitionsIn("south"));
	});
});

describe("the signposts of an assessment", () => {
	const signpost = (id: string, more: Partial<Signpost> = {}): Signpost => ({
		id,
		name: `The ${id}`,
		for: "Anybody.",
		nations: ["here"],
		needs: ["talk"],
		phone: ["1"],
		text: ["2"],
		url: "https://example.org",
		hours: "Always.",
		checkedOn: "2026-11-22",
		checked: "stored-copy",
		source: "https://example.org/source",
		...more,
	});
	const place = (id: string, nations: string[], more = {}) => ({
		id,
		name: id,
		nations,
		...more,
	});
	const places = [
		place("north", ["here", "islands"]),
		place("south", ["there"]),
		place("abroad", ["abroad"], { outside: true as const }),
	];
	const select = (selection: Partial<Selection>[]): Selection[] =>
		selection.map((it, i) => ({ id: `${i}`, text: "Why.", signposts: ["a"], ...it }));
	const ids = (
		selection: Partial<Selection>[],
		response: Partial<Response> = {},
		signposts = [..."abcdefghi"].map((id) => signpost(id)),
	) =>
		assess(small({ places, selection: select(selection), signposts }), { answers: {}, ...response }).signposts.map(
			({ id }) => id,
		);

	test("are those that the selection names, in its order, each once", () => {
		expect(ids([{ signposts: ["c", "a"] }, { signposts: ["b", "c"] }])).toEqual(["c", "a", "b"]);
	});

	test("are for those they are meant for", () => {
		const selection = [{ signposts: ["a"] }, { signposts: ["b"], when: yes("cross"), unless: yes("upset") }];
		expect(ids(selection)).toEqual(["a"]);
		expect(ids(selection, { answers: { cross: "no" } })).toEqual(["a"]);
		expect(ids(selection, { answers: { cross: "yes" } })).toEqual(["a", "b"]);
		expect(ids(selection, { answers: { cross: "yes", upset: "not-sure" } })).toEqual(["a", "b"]);
		expect(ids(selection, { answers: { cross: "yes", upset: "yes" } })).toEqual(["a"]);
	});

	test("are, some of them, only for somebody who answers for another person", () => {
		const selection = [{ signposts: ["a"] }, { signposts: ["b"], for: "someone-else" as const }];
		expect(ids(selection)).toEqual(["a"]);
		expect(ids(selection, { for: "someone-else" })).toEqual(["a", "b"]);
	});

	test("fill up to seven, and are never cut below what must be shown", () => {
		const must = { signposts: [..."abcdef"] };
		const fill = { signposts: ["h"], fill: true as const };
		expect(ids([must, fill, { ...fill, signposts: ["i"] }])).toEqual([..."abcdefh"]);
		expect(ids([must, { signposts: ["g", "h"] }, { ...fill, signposts: ["i"] }])).toEqual([..."abcdefgh"]);
	});

	test("work in the place, or, where none is given, in some place that is not outside", () => {
		const nations = { a: ["islands", "abroad"], b: ["there"], c: ["abroad"], d: ["here"] };
		const signposts = Object.entries(nations).map(([id, them]) => signpost(id, { nations: them }));
		const shownIn = (place?: string, more = {}) =>
			ids([{ signposts: ["d", "c", "b", "a"], ...more }], place === undefined ? {} : { place }, signposts);
		expect(shownIn("north")).toEqual(["d", "a"]);
		expect(shownIn("south")).toEqual(["b"]);
		expect(shownIn("abroad")).toEqual(["c", "a"]);
		expect(shownIn()).toEqual(["d", "b", "a"]);
		expect(shownIn("north", { nations: ["islands", "there"] })).toEqual(["a"]);
		expect(shownIn(undefined, { nations: ["islands", "there"] })).toEqual(["b", "a"]);
	});

	test("may be missing from the content", () => {
		expect(ids([{ signposts: ["a", "b"] }], {}, [signpost("b")])).toEqual(["b"]);
	});

	test("say what a person needs, and leave out what only keepers of the list do", () => {
		const said = {
			id: "a",
			name: "The a",
			for: "Anybody.",
			phone: ["1"],
			text: ["2"],
			url: "https://example.org",
			hours: "Always.",
		};
		const more = {
			...{ whatsapp: ["3"], webchat: "https://example.org/chat", form: "https://example.org/form" },
			...{ email: "a@example.org", callBack: true as const, bsl: true as const, welsh: true as const },
			...{ cost: "Free.", bill: "Not on bills.", remarks: "No." },
		};
		const whole = signpost("a", more);
		expect(shown(signpost("a", { note: "Kept." }))).toStrictEqual(said);
		expect(shown(whole)).toStrictEqual({ ...said, ...more });
		const content = small({ places, selection: select([{}]), signposts: [whole] });
		expect(assess(content, { answers: {} }).signposts).toStrictEqual([shown(whole)]);
	});
});
