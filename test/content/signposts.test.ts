import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { helplines } from "../../src/content/signposts";
import { assess } from "../../src/engine/assess";
import { anyResponse } from "../support/random";

const byId = new Map(content.signposts.map((it) => [it.id, it]));
const nationsOf = (id: string) => byId.get(id)?.nations as string[];
const places = [undefined, ...content.places.map(({ id }) => id)];
const nationsIn = (place: string | undefined) =>
	content.places
		.filter(({ id, outside }) => (place === undefined ? !outside : id === place))
		.flatMap((it) => it.nations);

const UNITED_KINGDOM = ["england", "wales", "scotland", "northern-ireland"];

/** Any answers, with one of those that matter most here, in any place, for oneself or for another. */
const situation = fc
	.tuple(
		anyResponse(content),
		fc.constantFrom(...places),
		fc.constantFrom(undefined, "someone-else" as const),
		fc.record({
			relationship: fc.constantFrom("ex-partner", "family", "colleague", "stranger", "not-known", "rather-not-say"),
			"under-18": fc.constantFrom("yes", "no", "not-sure"),
			"danger-now": fc.constantFrom("yes", "no"),
			"published-about-you": fc.constantFrom("never", "once"),
			"bullied-at-school-or-work": fc.constantFrom("never", "once"),
		}),
	)
	.map(([response, place, whom, answers]) => ({
		...response,
		place: place ?? null,
		for: whom ?? null,
		answers: { ...response.answers, ...answers },
	}));
type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

/** Checks those who are shown in many situations; those in test/cases are checked with all other cases. */
function always(check: (ids: string[], it: Situation, nations: string[]) => void) {
	fc.assert(
		fc.property(situation, (it) => {
			const ids = assess(content, it).signposts.map(({ id }) => id);
			check(ids, it, nationsIn(it.place ?? undefined));
		}),
		{ numRuns: 300 },
	);
}

describe("who can help", () => {
	test("is an emergency number first, then a specialist in stalking, each once", () => {
		always((ids, { place, answers }) => {
			expect(ids[0]).toBe(place === "elsewhere" ? "local-emergency" : "emergency-999");
			expect(new Set(ids).size).toBe(ids.length);
			const specialist = place === "elsewhere" ? "stalking-in-ireland" : "national-stalking-helpline";
			const before = ids.slice(0, ids.indexOf(specialist)).filter((id) => !byId.get(id)?.needs.includes("emergency"));
			expect(before.filter((id) => !["childline", "childline-ireland", "nspcc"].includes(id))).toEqual([]);
			expect(before.length > 0).toBe(answers["under-18"] === "yes");
		});
	});

	test("is always somebody at any hour for anybody, in every nation, and somebody who can be reached without speaking", () => {
		const anybody = ["victim-support", "samaritans", "find-a-helpline"];
		always((ids, _, nations) => {
			for (const nation of nations.filter((it) => it !== "united-states")) {
				const here = ids.filter((id) => nationsOf(id).includes(nation));
				expect([nation, here.some((id) => anybody.includes(id))]).toEqual([nation, true]);
			}
			const typed = ids
				.flatMap((id) => byId.get(id) ?? [])
				.filter((it) => it.text.length > 0 || it.webchat || it.email);
			expect(typed.length).toBeGreaterThan(0);
		});
		for (const id of anybody.slice(0, 2)) expect(byId.get(id)?.hours).toContain("24 hours");
	});

	test("is never a service of another place, and always the police and every line for the home", () => {
		const athome = ["national-domestic-abuse-helpline", "live-fear-free", "sdafmh", "dsa-helpline-ni"];
		always((ids, { answers: { relationship, ...answers } }, nations) => {
			for (const id of ids) expect([id, nationsOf(id).some((it) => nations.includes(it))]).toEqual([id, true]);
			const police = ids.findIndex((id) => id.startsWith("police-"));
			expect(police >= 0).toBe(nations.some((it) => UNITED_KINGDOM.includes(it)));
			if (relationship !== "ex-partner" && relationship !== "family") return;
			for (const id of athome.filter((it) => nationsOf(it).some((nation) => nations.includes(nation)))) {
				if (answers["under-18"] === "yes" && id === athome[0]) continue;
				expect([id, ids.includes(id), ids.indexOf(id) < police]).toEqual([id, true, true]);
			}
		});
	});

	test("is for a child no service that does not take children, nor one for people who work", () => {
		const notForChildren =
			/^(national-domestic-abuse-helpline|womens-aid-ireland|mens-advice-line|revenge-porn-helpline|acas|labour-relations-agency|ncdv)$/;
		always((ids, { answers, for: whom }, nations) => {
			const child = answers["under-18"] === "yes";
			if (child) expect(ids.filter((id) => notForChildren.test(id))).toEqual([]);
			const home = nations.some((it) => UNITED_KINGDOM.includes(it));
			expect(ids.includes("childline")).toBe(child && home);
			expect(ids.includes("nspcc")).toBe(child && home && whom === "someone-else");
			if (home && answers["published-about-you"] === "once")
				expect(ids).toContain(child ? "report-remove" : "revenge-porn-helpline");
		});
	});

	test.each([
		"danger-now",
		"threat-to-kill-or-harm",
		"violence",
		"weapon",
		"talk-of-suicide-or-no-future",
		"getting-worse-quickly",
		"ignored-warning-or-order",
		"very-frightened",
	])("is an advocate for danger where %s, and only where advocates work", (item) => {
		for (const place of ["england-and-wales", "scotland", "northern-ireland"]) {
			const ids = assess(content, { place, answers: { [item]: "yes" } }).signposts.map(({ id }) => id);
			expect([place, ids.includes("paladin")]).toEqual([place, place === "england-and-wales"]);
		}
	});

	test("is more than seven only where everybody must be there", () => {
		const fills = content.selection.filter(({ fill }) => fill).flatMap(({ signposts }) => signposts);
		const must = new Set(content.selection.filter(({ fill }) => !fill).flatMap(({ signposts }) => signposts));
		always((ids) => {
			if (ids.length > 7) expect(ids.filter((id) => fills.includes(id) && !must.has(id))).toEqual([]);
		});
	});

	test("elsewhere there is the leaflet and no law, and advice for an emergency there", () => {
		const { verdicts, notes } = assess(content, { place: "elsewhere", answers: {} });
		expect(verdicts.map((it) => it.definition)).toEqual(["leaflet-harassment", "leaflet-stalking", "survey-stalking"]);
		expect(notes[0]).toContain("112");
	});
});

test("everybody who can be reached without speaking is listed for those who would rather type", () => {
	const listed = new Set(helplines(content, undefined, "typing").map(({ id }) => id));
	for (const { id, text, whatsapp, webchat, form, email, nations, needs } of content.signposts) {
		if (needs.includes("emergency") || !nations.some((it) => nationsIn(undefined).includes(it))) continue;
		if (text.length > 0 || whatsapp || webchat || form || email) expect([id, listed.has(id)]).toEqual([id, true]);
	}
	for (const place of ["england-and-wales", "england", "wales", "scotland", "northern-ireland", "elsewhere"])
		expect(helplines(content, place, "typing").length).toBeGreaterThan(0);
});
