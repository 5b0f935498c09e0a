import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, Response } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { anyResponse, itemsOf, many } from "../support/random";

const NATIONS = { england: "England", wales: "Wales", scotland: "Scotland", "northern-ireland": "Northern Ireland" };
const NAMED = new RegExp(Object.values(NATIONS).join("|"), "g");
const places = content.places.map(({ id }) => id);

/** The same answer to every item that can have it. */
const always = (option: string): Answers =>
	Object.fromEntries(
		itemsOf(content).flatMap(({ id, set }) => (set.options.some((it) => it.id === option) ? [[id, option]] : [])),
	);

describe("what is said of one nation's law", () => {
	test.each<[place: string | undefined, told: boolean]>([
		[undefined, true],
		["england-and-wales", true],
		["england", true],
		["wales", true],
		["scotland", false],
		["northern-ireland", false],
		["elsewhere", false],
	])("in %s: what the police of England and Wales are told of a former partner: %s", (place, told) => {
		for (const whom of [undefined, "someone-else"] as const) {
			const { notes } = assess(content, { place, for: whom, answers: { relationship: "ex-partner" } });
			const said = notes.filter((it) => it.includes("the police are told to record stalking"));
			expect(said.length > 0).toBe(told);
			for (const note of said) expect(note).toMatch(/^In England and Wales, /);
		}
	});

	test.each<[what: string, answers: Answers, told: boolean]>([
		["posts and nothing else", {}, true],
		["posts, and being followed", { followed: "once" }, false],
		["posts, and something that was not asked", { followed: "not-sure" }, false],
		["nothing", { "published-about-you": "never" }, false],
	])("tells of free speech where what was done is %s: %s", (_, answers, told) => {
		const acts = content.checklists.filter(({ behaviours }) => behaviours).flatMap(({ items }) => items);
		const nothing: Answers = Object.fromEntries(acts.map(({ id }) => [id, "never"]));
		const response = { answers: { ...nothing, "published-about-you": "more-than-once", ...answers } };
		const isTold = (place: string) =>
			assess(content, { ...response, place }).notes.some((it) => it.includes("free speech"));
		expect([isTold("england"), isTold("scotland")]).toEqual([told, false]);
	});

	test("names no nation but the reader's, without the reader's own", () => {
		const anywhere = fc.tuple(anyResponse(content), fc.constantFrom(...places));
		fc.assert(
			fc.property(anywhere, ([response, place]) => {
				const { nations = [] } = content.places.find(({ id }) => id === place) ?? {};
				const own = Object.entries(NATIONS).flatMap(([id, name]) => (nations.includes(id) ? name : []));
				for (const note of assess(content, { ...response, place }).notes) {
					const named: string[] = note.match(NAMED) ?? [];
					if (named.length > 0) expect([note, named.some((name) => own.includes(name))]).toEqual([note, true]);
				}
			}),
			{ numRuns: many(100) },
		);
	});
});

describe("a pupil", () => {
	test.each<[name: string, Answers]>([
		["who is bullied", { "bullied-at-school-or-work": "more-than-once" }],
		["who is bullied by somebody from school", { "bullied-at-school-or-work": "once", relationship: "colleague" }],
		["who is followed by somebody from school", { followed: "more-than-once", relationship: "colleague" }],
	])("%s is sent to nobody who is for people at work", (_, answers) => {
		for (const place of [undefined, ...places]) {
			const { signposts } = assess(content, { place, answers: { ...answers, "under-18": "yes" } });
			const forWork = new Set(content.signposts.filter(({ needs }) => needs[0] === "work").map(({ id }) => id));
			expect(signposts.filter(({ id }) => forWork.has(id))).toEqual([]);
		}
	});

	test("whose age nobody asked is sent first to somebody at any hour", () => {
		for (const place of ["england", "wales", "scotland", "northern-ireland"]) {
			const answers = { "bullied-at-school-or-work": "once", relationship: "colleague" };
			const ids = assess(content, { place, answers }).signposts.map(({ id }) => id);
			const work = ids.findIndex((id) => id === "acas" || id === "labour-relations-agency");
			const anyHour = ids.findIndex((id) => id === "victim-support" || id === "samaritans");
			expect([place, anyHour >= 0 && anyHour < work]).toEqual([place, true]);
		}
	});
});

describe("somebody who is unsure of everything", () => {
	const unsure = content.words.report.readOut.unsure;
	test.each<[name: string, Answers]>([
		["is not sure of anything", always("not-sure")],
		["would rather not say anything", always("rather-not-say")],
		["answered nothing", {}],
		["does not know who it is", { relationship: "not-known" }],
		["is not sure of signs of danger", { violence: "not-sure", "danger-now": "not-sure" }],
	])("who %s has words to say, and somebody to call", (_, answers) => {
		for (const place of [undefined, ...places]) {
			const own: Response = { place, answers };
			const { readOut, signposts } = assess(content, own);
			expect(readOut).toBe(unsure);
			expect(signposts.length).toBeGreaterThan(4);
			const other = assess(content, { ...own, for: "someone-else" });
			expect(other.readOut).toBe(content.words.report.readOut.someoneElse?.unsure);
		}
	});
});
