import { readFileSync } from "node:fs";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { lawSources, sourcesOf } from "../../src/content/sources";
import { changed, set, small } from "../support/small";

describe("what must be checked again", () => {
	test("is every day that stands anywhere in the content", () => {
		const days: string[] = [];
		JSON.stringify(content, (key, value) => {
			if (key === "checkedOn" && value !== content) days.push(value);
			return value;
		});
		// The content has a day of its own, which is worked out from the others.
		expect(days.length - 1).toBe(sourcesOf(content).length);
		expect(sourcesOf(content).length).toBeGreaterThan(70);
	});

	test("has every number and every address of every signpost", () => {
		const all = JSON.stringify(sourcesOf(content));
		for (const { phone, text, whatsapp = [], url, webchat, form, email, source } of content.signposts)
			for (const it of [...phone, ...text, ...whatsapp, url, webchat, form, email, source])
				if (it !== undefined) expect(all).toContain(JSON.stringify(it).slice(1, -1));
	});

	test("says where it stands, when it was checked, and how to reach it", () => {
		const reachable = changed((c) => {
			for (const [key, value] of Object.entries({
				text: ["61016"],
				whatsapp: ["07401"],
				form: "https://example.org/form",
				webchat: "https://example.org/chat",
				email: "help@example.org",
				source: "https://example.org/source",
				checkedOn: "2026-01-02",
				checked: "rung",
			}))
				set(`/signposts/0/${key}`, value)(c);
		});
		const [signpost] = sourcesOf(reachable).slice(-small.signposts.length);
		expect(signpost).toEqual({
			checkedOn: "2026-01-02",
			checked: "rung",
			what: small.signposts[0]?.name,
			numbers: ["101", "text 61016", "WhatsApp 07401"],
			addresses: [
				"https://example.org",
				"https://example.org/chat",
				"https://example.org/form",
				"help@example.org",
				"https://example.org/source",
			],
			path: "/signposts/0",
		});
		expect(sourcesOf(small)[0]).toEqual({
			checkedOn: "2026-05-10",
			what: "Made up",
			numbers: [],
			addresses: ["https://example.org"],
			path: "/packs/0/definitions/0/source",
		});
	});
});

describe("the law to read again", () => {
	const source = (what: string, checkedOn: string, path: string) => ({
		...{ what, checkedOn, path },
		numbers: [],
		addresses: [`https://example.org/${what}`],
	});

	test("is listed a section at a time, in order, changes to look out for first", () => {
		const listed = lawSources(
			[
				source("section 10", "2026-03-01", "/a"),
				source("section 2A", "2026-03-01", "/b"),
				source("section 2", "2026-03-01", "/c"),
				source("the Bill", "2026-03-01", "/packs/0/upcoming/0"),
			],
			"2026-04-01",
		);
		expect(listed.map(({ citation }) => citation)).toEqual(["the Bill", "section 2", "section 2A", "section 10"]);
		expect(listed.map(({ upcoming }) => upcoming)).toEqual([true, false, false, false]);
	});

	test("has everything that cites a section, and the day on which it was read longest ago", () => {
		const [section, ...others] = lawSources(
			[
				source("section 2", "2026-03-01", "/a"),
				source("section 2", "2025-03-01", "/b"),
				source("section 2", "2026-02-01", "/c"),
			],
			"2026-04-01",
		);
		expect(others).toEqual([]);
		expect(section).toMatchObject({ checkedOn: "2025-03-01", due: true, paths: ["/a", "/b", "/c"] });
	});

	test.each([
		["a section", "/notes/0/source", "2026-11-22", "2026-11-23"],
		["a change to look out for", "/packs/0/upcoming/0", "2026-02-22", "2026-02-23"],
	])("is due again when %s was read too long ago", (_what, path, last, due) => {
		const on = (today: string) => lawSources([source("it", "2025-11-22", path)], today)[0]?.due;
		expect([on(last), on(due)]).toEqual([false, true]);
	});
});

test("every number that is said in the middle of a text is that of a signpost, so that it is checked with it", () => {
	const { traces, ...rest } = content;
	const known = content.signposts.flatMap(({ phone, text }) =>
		[...phone, ...text].flatMap((number) => [number, ...number.split(" ")]),
	);
	const said: [number: string, text: string][] = [];
	JSON.stringify(rest, (key, value) => {
		// Where something comes from has numbers of its own.
		if (["citation", "note", "hash", "phone", "code", "source"].includes(key)) return undefined;
		if (typeof value === "string" && !/^https?:/.test(value))
			for (const [number] of value.matchAll(NUMBER)) said.push([number, value]);
		return value;
	});
	expect(said.length).toBeGreaterThan(20);
	expect(said.filter(([number]) => !known.includes(number))).toEqual([]);
});

/** What can be dialled or texted: it begins with 0, or is short and not a year. */
const NUMBER = /\b(?:0\d[\d ]{6,}\d|1\d\d|999|911|\d{5,6})\b/g;

test("the numbers that the documents give are those of signposts", () => {
	const known = content.signposts.flatMap(({ phone, text }) => [...phone, ...text]);
	for (const file of ["README.md", "SECURITY.md"]) {
		const given = [...readFileSync(file, "utf8").matchAll(/\b0\d{3}(?: \d+)+\b/g)].map(String);
		expect([file, given.length > 0]).toEqual([file, true]);
		expect([file, given.filter((it) => !known.includes(it))]).toEqual([file, []]);
	}
});
