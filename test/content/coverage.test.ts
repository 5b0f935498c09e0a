import content, { readCoverage } from "virtual:content";
import { describe, expect, test } from "vitest";
import { citations, coverageGaps, type PackCoverage, unreadLaw } from "../../src/content/coverage";
import type { Content, CoveredSection, Problem } from "../../src/content/schema";

const built = readCoverage();
const at = built.findIndex(({ pack }) => pack === "england-and-wales");
const path = `/coverage/${at}`;

/** What is found when the coverage of England and Wales, or the content, is changed. */
function gapsAfter(change: (sections: CoveredSection[], content: Content) => void): Problem[] {
	const [changed, coverage] = [structuredClone({ packs: content.packs }) as Content, structuredClone(built)];
	change((coverage[at] as PackCoverage).sections, changed);
	return coverageGaps(changed, coverage);
}
const section = (sections: CoveredSection[], number: string) =>
	sections.find(({ provision }) => provision === `section ${number}`) as CoveredSection;
const drop =
	(number: string, ...places: string[]) =>
	(sections: CoveredSection[]) => {
		const it = section(sections, number);
		it.entries = it.entries.filter((entry) => !places.includes(entry.at));
	};

describe("the coverage of the law", () => {
	test("has no gap, and is there for every pack", () => {
		expect(coverageGaps(content, built)).toEqual([]);
		for (const { pack, sections } of built) expect([pack, sections.length > 0]).toEqual([pack, true]);
	});

	test("says of each subsection that nobody has read that it is so", () => {
		const unread = built.flatMap(({ sections }) =>
			sections.flatMap((it) => it.entries.filter((e) => e.is === "unread")),
		);
		expect(unread.length).toBeGreaterThan(0);
		expect(unreadLaw(built)).toHaveLength(unread.length);
		expect(unreadLaw(built)).toContainEqual(
			expect.objectContaining({ what: "Protection from Harassment Act 1997, section 4A, (8)", unread: true }),
		);
	});

	const entries = (index: number) => `${path}/sections/${index}/entries`;
	test.each<[gap: string, change: Parameters<typeof gapsAfter>[0], ...problems: Problem[]]>([
		["a subsection in the middle", drop("2", "2"), { path: entries(1), message: "no entry says what becomes of (2)" }],
		["the last subsection", drop("2A", "6"), { path: entries(2), message: "no entry says what becomes of (6)" }],
		["a paragraph", drop("1", "1A(b)"), { path: entries(0), message: "no entry says what becomes of (1A)(b)" }],
		[
			"a subsection after the last",
			(sections) => {
				section(sections, "7").last = "4";
			},
			{ path: `${path}/sections/5/last`, message: 'is "4", and there is an entry for (5)' },
		],
		[
			"an element that does not exist",
			(sections) => {
				Object.assign(section(sections, "7").entries[1] ?? {}, { by: ["alarm-or-distress", "alarm-or-distres"] });
			},
			{
				path: `${entries(5)}/1/by/1`,
				message: 'there is no element or definition "alarm-or-distres"',
				suggestion: "alarm-or-distress",
			},
		],
		[
			"a definition that does not exist",
			(sections) => section(sections, "2").definitions.push("ew-harasment"),
			{
				path: `${path}/sections/1/definitions/1`,
				message: 'there is no definition "ew-harasment"',
				suggestion: "ew-harassment",
			},
		],
		[
			"an element that no entry names",
			(sections) => {
				for (const entry of section(sections, "4").entries)
					entry.by = entry.by?.filter((it) => it !== "fear-of-violence");
			},
			{
				path: `/packs/${at}/definitions/2`,
				message: 'no entry of the sections for "ew-fear-of-violence" names its element "fear-of-violence"',
			},
		],
		[
			"a definition that no section is for",
			(sections) => {
				for (const it of sections) it.definitions = it.definitions.filter((id) => id !== "ew-stalking");
			},
			{ path: `/packs/${at}/definitions/1`, message: 'no section of the coverage is for "ew-stalking"' },
		],
		[
			"a section that a definition cites",
			(_, { packs }) => {
				Object.assign(packs[at]?.definitions[2]?.source ?? {}, { citation: "The Act of 1997, sections 2A and 4C" });
			},
			{
				path: `/packs/${at}/definitions/2/source/citation`,
				message: "cites section 4C, which no coverage has",
				suggestion: "section 4",
			},
		],
		[
			"a subsection that an element cites",
			(_, { packs }) => {
				Object.assign(packs[at]?.elements[1] ?? {}, { note: "1997 Act s.8A(3), s.7(3)(c); 2010 Act s.39(6) and (7)." });
			},
			{
				path: `/packs/${at}/elements/1/note`,
				message: "cites 1997 Act section 7(3)(c), which no coverage has",
				suggestion: "section 7(3)",
			},
		],
		[
			"an Act that nobody covers",
			(_, { packs }) => {
				Object.assign(packs[at]?.elements[0]?.soft?.[0] ?? {}, { note: "2011 Act s.1." });
			},
			{
				path: `/packs/${at}/elements/0/soft/0/note`,
				message: "cites 2011 Act section 1, which no coverage has",
			},
		],
	])("has a gap at %s", (_gap, change, ...problems) => {
		expect(gapsAfter(change)).toEqual(problems);
	});

	test("is wanted for the law of a place, and for nothing else", () => {
		const without = (...packs: string[]) =>
			coverageGaps(
				content,
				built.map((it) => (packs.includes(it.pack) ? { ...it, sections: [] } : it)),
			);
		expect(without("leaflet", "crime-survey")).toEqual([]);
		expect(without("scotland")).toContainEqual({
			path: `/coverage/${built.findIndex(({ pack }) => pack === "scotland")}`,
			message: expect.stringMatching(/^is missing/),
		});
	});
});

test.each([
	["s.4A(1)(b)(i) and (ii).", ["section 4A 1 b i", "section 4A 1 b ii"]],
	[
		"1997 Act s.1(3), s.4A(4), 2010 Act s.39(3)-(5).",
		[
			"1997 Act section 1 3",
			"1997 Act section 4A 4",
			"2010 Act section 39 3",
			"2010 Act section 39 4",
			"2010 Act section 39 5",
		],
	],
	["1997 Order art. 3, 2022 Act s.1(5)", ["1997 Order article 3", "2022 Act section 1 5"]],
	["The Order of 1997, articles 2 to 4", ["article 2", "article 3", "article 4"]],
	["Sections 1, 2A and 7 of the Act", ["section 1", "section 2A", "section 7"]],
	["R v Curtis [2010] EWCA Crim 123; parts. 3", []],
])("%s cites %j", (text, cited) => {
	const found = citations(text).map(({ act, provision, at }) => [act, provision, ...at].filter(Boolean).join(" "));
	expect(found).toEqual(cited);
});
