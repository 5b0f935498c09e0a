import content from "virtual:content";
import { describe, expect, test } from "vitest";
import type { Answers } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";

const nationsOf = (id: string) => content.signposts.find((it) => it.id === id)?.nations as string[];
const shownFor = (place: string | undefined, answers: Answers) =>
	assess(content, { place, answers }).signposts.map(({ id }) => id);

describe("who can help", () => {
	const partner: Answers = { relationship: "ex-partner" };
	const people: [who: string, place: string, answers: Answers, first: string[]][] = [
		[
			"anybody in England or Wales",
			"england-and-wales",
			{},
			["emergency-999", "national-stalking-helpline", "police-101"],
		],
		[
			"an ex-partner in England or Wales",
			"england-and-wales",
			partner,
			[
				"emergency-999",
				"national-stalking-helpline",
				"police-101",
				"national-domestic-abuse-helpline",
				"live-fear-free",
			],
		],
		[
			"anybody in Scotland",
			"scotland",
			{},
			["emergency-999", "national-stalking-helpline", "police-101", "action-against-stalking"],
		],
		[
			"an ex-partner in Scotland",
			"scotland",
			partner,
			["emergency-999", "national-stalking-helpline", "police-101", "action-against-stalking", "sdafmh"],
		],
		[
			"an ex-partner in Northern Ireland",
			"northern-ireland",
			partner,
			["emergency-999", "national-stalking-helpline", "police-101", "dsa-helpline-ni"],
		],
		[
			"a child in Northern Ireland",
			"northern-ireland",
			{ "under-18": "yes" },
			["emergency-999", "childline", "national-stalking-helpline"],
		],
		[
			"somebody watched online",
			"england-and-wales",
			{ "monitored-devices-or-accounts": "happened" },
			["emergency-999", "national-stalking-helpline", "police-101", "cyber-helpline"],
		],
		["somebody elsewhere", "elsewhere", {}, ["local-emergency", "garda-emergency", "us-911", "stalking-in-ireland"]],
	];
	test.each(people)("%s", (_who, place, answers, first) => {
		expect(shownFor(place, answers).slice(0, first.length)).toEqual(first);
	});

	test("is never a service of another place, whatever the answers", () => {
		for (const { id: place, nations } of content.places)
			for (const answers of [
				{},
				partner,
				{
					"under-18": "yes",
					"published-about-you": 2,
					violence: "yes",
					"harmed-pets": "once",
				} as Answers,
			])
				for (const id of shownFor(place, answers))
					expect([place, id, nationsOf(id).some((nation) => nations.includes(nation))]).toEqual([place, id, true]);
	});

	test("without a place, is nobody outside the United Kingdom", () => {
		for (const id of shownFor(undefined, partner))
			expect(nationsOf(id).some((nation) => !["republic-of-ireland", "united-states"].includes(nation))).toBe(true);
	});

	test("elsewhere there is the leaflet and no law, and advice for an emergency there", () => {
		const { verdicts, notes } = assess(content, {
			place: "elsewhere",
			answers: {},
		});
		expect(verdicts.map((it) => it.definition)).toEqual(["leaflet-harassment", "leaflet-stalking", "survey-stalking"]);
		expect(notes[0]).toContain("112");
	});
});
