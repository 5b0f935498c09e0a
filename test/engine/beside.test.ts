import { describe, expect, test } from "vitest";
import type { Answers, Note, Signpost } from "../../src/content/schema";
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
		notes: [
			note("always"),
			note("in the north", { places: ["east", "north"] }),
			note("in the south", { places: ["south"] }),
			note("when cross", { when: yes("cross") }),
			note("when cross or not sure", { when: yes("cross"), said: { item: "cross", is: ["not-sure"] } }),
			note("when it was not said who", { said: { item: "who", is: ["not-known"] } }),
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
	const ids = (signposts: Signpost[], where?: string, answers: Answers = {}) =>
		assess(small({ places, signposts }), {
			place: where,
			answers,
		}).signposts.map(({ id }) => id);

	test("are those that have a rank, in its order, and seven at most", () => {
		const ranks = [9, 3, undefined, 8, 1, 3, 2, 7, 6, 5];
		const signposts = ranks.map((rank, i) => signpost(`${rank}-${i}`, rank === undefined ? {} : { rank }));
		expect(ids(signposts)).toEqual(["1-4", "2-6", "3-1", "3-5", "5-9", "6-8", "7-7"]);
		expect(ids(signposts.slice(0, 3))).toEqual(["3-1", "9-0"]);
	});

	test("are for those they are meant for", () => {
		const signposts = [signpost("all", { rank: 1 }), signpost("cross", { rank: 2, when: yes("cross") })];
		expect(ids(signposts)).toEqual(["all"]);
		expect(ids(signposts, "north", { cross: "no" })).toEqual(["all"]);
		expect(ids(signposts, "north", { cross: "yes" })).toEqual(["all", "cross"]);
	});

	test("work in the place, or, where none is given, in some place that is not outside", () => {
		const signposts = [
			signpost("a", { rank: 4, nations: ["islands", "abroad"] }),
			signpost("b", { rank: 3, nations: ["there"] }),
			signpost("c", { rank: 2, nations: ["abroad"] }),
			signpost("d", { rank: 1, nations: ["here"] }),
		];
		expect(ids(signposts, "north")).toEqual(["d", "a"]);
		expect(ids(signposts, "south")).toEqual(["b"]);
		expect(ids(signposts, "abroad")).toEqual(["c", "a"]);
		expect(ids(signposts)).toEqual(["d", "b", "a"]);
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
		const whole = signpost("a", { cost: "Free.", remarks: "No.", rank: 1 });
		expect(shown(signpost("a", { note: "Kept.", rank: 1 }))).toStrictEqual(said);
		expect(shown(whole)).toStrictEqual({
			...said,
			cost: "Free.",
			remarks: "No.",
		});
		expect(assess(small({ places, signposts: [whole] }), { answers: {} }).signposts).toStrictEqual([shown(whole)]);
	});
});
