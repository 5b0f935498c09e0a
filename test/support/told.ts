/** Reports of an invented case with a log, and of any response and log. */
import { readFileSync } from "node:fs";
import content from "virtual:content";
import { toldOf } from "../../src/commands/report";
import type { Incident, Response } from "../../src/content/schema";
import { readLog } from "../../src/incidents/read";
import type { Told } from "../../src/report/sections";

/** Forty entries over nine months: exact days, months, one with no day, one with words only. */
export const forty: Incident[] = readLog(
	content,
	readFileSync("test/fixtures/forty-incidents.csv"),
	{ today: "2026-11-26", order: "day-first" },
).incidents;

/** The answers beside them: one that the log does not agree with, and what no log can tell. */
export const response: Response = JSON.parse(
	readFileSync("test/fixtures/forty-answers.json", "utf8"),
);

/** What a report of them is made of. */
export function told(
	given: Response = response,
	incidents: Incident[] | undefined = forty,
	redact = false,
): Told {
	return toldOf(content, given, { redact }, incidents);
}

/** So many entries, one or two a day, of a few things in turn. */
export function entries(
	count: number,
	from = "2024-01-01",
	days = 360,
): Incident[] {
	const first = Date.parse(`${from}T00:00Z`);
	const kinds = [
		"unwanted-contact",
		"followed",
		"unwanted-contact",
		"waited-at-home-or-work",
	];
	return Array.from({ length: count }, (_, i) => {
		const day = Math.floor((i * days) / count);
		const at = new Date(first + day * 86_400_000).toISOString().slice(0, 10);
		return {
			line: i + 2,
			when: { from: at, to: at, original: at },
			what: [kinds[(i * 7) % kinds.length] as string],
			note: `Entry ${i + 2}. ${"It went on for a while. ".repeat(1 + (i % 12))}In the end it stopped.`,
			...(i % 5 === 0 ? { evidence: `Picture ${i}` } : {}),
		};
	});
}
