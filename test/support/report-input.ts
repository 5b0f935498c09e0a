/** Report input of an invented case with a log, and of any response and log. */

import { readFileSync } from "node:fs";
import content from "virtual:content";
import { reportInput } from "../../src/commands/write-report";
import type { Incident, Response } from "../../src/content/schema";
import { readLog } from "../../src/incidents/read";
import { NO_COLOURS } from "../../src/platform/colours";
import type { ReportInput } from "../../src/report/context";
import { reportText } from "../../src/report/text";

/** Forty entries over nine months: exact days, months, one with no day, one with words only. */
export const forty: Incident[] = readLog(content, readFileSync("test/fixtures/forty-incidents.csv"), {
	today: "2026-11-26",
	order: "day-first",
}).incidents;

/** Answers beside that log: one disagrees with it, and some are about what a log cannot show. */
export const response: Response = JSON.parse(readFileSync("test/fixtures/forty-answers.json", "utf8"));

/** Assesses a response and a log as the commands do. */
export function inputOf(
	given: Response = response,
	incidents: Incident[] | undefined = forty,
	redact = false,
): ReportInput {
	return reportInput(content, given, { redact }, incidents);
}

/** Writes a report as plain text, without terminal styles. */
export function textOf(input: ReportInput, width = 80): string {
	return reportText(input, { ...NO_COLOURS, width });
}

/** Creates `count` entries of a few kinds in turn, spread evenly over `days`. */
export function entries(count: number, from = "2024-01-01", days = 360): Incident[] {
	const first = Date.parse(`${from}T00:00Z`);
	const kinds = ["unwanted-contact", "followed", "unwanted-contact", "waited-at-home-or-work"];
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
