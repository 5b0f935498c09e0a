import content from "virtual:content";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Incident, Response } from "../../src/content/schema";
import { reportHtml } from "../../src/report/html";
import { reportMarkdown } from "../../src/report/markdown";
import { hostileText } from "../support/hostile";
import { many } from "../support/random";
import { forty, inputOf, response, textOf } from "../support/report-input";

const { report: words } = content.words;
const everyFormat = (given: Response, incidents: Incident[]) => {
	const input = inputOf(given, incidents, true);
	return [JSON.stringify(input.assessment), textOf(input), reportMarkdown(input), reportHtml(input)];
};

test("a redacted report is the same, whatever was left out", () => {
	const secrets = fc.record({
		ref: hostileText,
		place: fc.constantFrom(undefined, ...content.places.filter((it) => !it.outside).map(({ id }) => id)),
		relationship: fc.constantFrom("partner", "stranger", "colleague", null),
		age: fc.constantFrom("yes", "no", null),
		note: hostileText,
		feeling: fc.option(hostileText, { nil: undefined }),
		event: hostileText,
		original: hostileText,
	});
	type Secrets = typeof secrets extends fc.Arbitrary<infer T> ? T : never;
	const redactedWith = (secret: Secrets) => {
		const { ref, place, relationship, age, note, feeling, event } = secret;
		const answers = { ...response.answers, relationship, "under-18": age };
		const incidents = forty.map(({ when, ...incident }, i) => ({
			...incident,
			...(when ? { when: { ...when, original: secret.original } } : {}),
			note,
			...(feeling === undefined ? {} : { feeling }),
			...(i % 4 === 0 ? { event: `${i % 3} ${event}` } : {}),
		}));
		return everyFormat({ ref, place, answers }, incidents);
	};
	const first = redactedWith({
		ref: "a",
		place: "scotland",
		relationship: "stranger",
		age: "yes",
		note: "b",
		feeling: "c",
		event: "d",
		original: "e",
	});
	fc.assert(
		fc.property(secrets, (secret) => {
			expect(redactedWith(secret)).toEqual(first);
		}),
		{ numRuns: many(10) },
	);
});

test("a redacted report sends nobody who is elsewhere to a number that is not theirs", () => {
	const abroad = inputOf({ ...response, place: "elsewhere" }, forty, true);
	expect(textOf(abroad, 400)).toContain(words.dangerElsewhere);
	expect(reportHtml(abroad)).not.toMatch(/\b(101|0808|0800)\b/);
});

test("a redacted report says at its top that things were left out, and no other does", () => {
	const input = inputOf(response, forty, true);
	const { redacted } = words.document;
	expect(textOf(input, 400).startsWith(redacted)).toBe(true);
	expect(reportMarkdown(input)).toMatch(/^# Notes\n\nSome things were left/);
	for (const text of [textOf(inputOf()), reportMarkdown(inputOf())]) expect(text).not.toContain(redacted.slice(0, 30));
});

test("what is left out makes a result less certain at most, and only that of one event of domestic abuse in Scotland", () => {
	const items = content.checklists.flatMap((checklist) => checklist.items.filter((item) => item.private));
	expect(items.map(({ id }) => id)).toEqual(["relationship", "under-18"]);
	const elements = content.packs.flatMap((pack) => pack.elements);
	const deciding = elements.filter((it) => items.some(({ id }) => JSON.stringify(it).includes(`"${id}"`)));
	expect(deciding.map(({ id }) => id)).toEqual(["partner-or-former-partner"]);
});

test("a redacted report names no service for children, and none tied to sexuality", () => {
	const child = { ...response, place: undefined };
	child.answers = { ...response.answers, "under-18": "yes" };
	const names = /Childline|NSPCC|Kidscape|Galop|The Mix/;
	expect(textOf(inputOf(child))).toMatch(names);
	for (const text of everyFormat(child, forty)) expect(text).not.toMatch(names);
});
