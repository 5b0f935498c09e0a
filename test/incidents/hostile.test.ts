import content from "virtual:content";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TEMPLATE } from "../../src/incidents/columns";
import { findingsOf } from "../../src/incidents/findings";
import { readLog } from "../../src/incidents/read";
import { StalkCheckError } from "../../src/platform/errors";
import { many } from "../support/random";

/** Whether a log was read. Any error but a refusal is a bug. */
function isRead(bytes: Uint8Array): boolean {
	try {
		const { incidents } = readLog(content, bytes, { today: "2026-11-26" });
		const { incidents: count } = findingsOf(content, {}, incidents);
		expect(count).toBe(incidents.length);
		return true;
	} catch (error) {
		expect(error).toBeInstanceOf(StalkCheckError);
		expect(error).toMatchObject({ code: "bad-answers" });
		return false;
	}
}

const good = Buffer.from(
	`${TEMPLATE.join(",")}\r\n2025-03-04,18:30,followed,"a ""b""\nc",é,,,A\r\n,,,x,,,,\r\nearly March 2025,,followed; harmed-pets,,,,,\r\n`,
);
const json = Buffer.from('[{"date":"2025-03-04","what":["followed","harmed-pets"],"note":null},{"note":"x"}]');

describe("a file that is not a log is refused, and has no other effect:", () => {
	test("whatever the bytes", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
				isRead(bytes);
			}),
			{ numRuns: many(1_000) },
		);
	});

	test.each([
		["of a table", good],
		["of JSON", json],
	])("whatever happens to the bytes %s", (_what, log) => {
		expect(isRead(log)).toBe(true);
		const bytes = fc.oneof(
			fc.constantFrom(..."\"'\r\n,;\t|=[]{}:\\\0".split("").map((text) => Buffer.from(text))),
			fc.uint8Array({ maxLength: 3 }),
			fc.constantFrom(log.subarray(0, 40), log.subarray(-40)),
		);
		const cut = fc.record({ at: fc.nat({ max: log.length }), removed: fc.nat({ max: 5 }), inserted: bytes });
		let [read, refused] = [0, 0];
		fc.assert(
			fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
				const changed = cuts.reduce(
					(acc, { at, removed, inserted }) =>
						Buffer.concat([acc.subarray(0, at), inserted, acc.subarray(at + removed)]),
					log,
				);
				if (isRead(changed)) read++;
				else refused++;
			}),
			{ numRuns: many(500) },
		);
		expect(read).toBeGreaterThan(0);
		expect(refused).toBeGreaterThan(0);
	});

	/** Enough to overflow a stack or a list of arguments, or to take minutes where the time is not linear. */
	const SIZE = 1 << 20;
	const filled = (start: string, unit: string) => start + unit.repeat(Math.floor((SIZE - start.length) / unit.length));
	test.each([
		["empty lines", filled("date,note\n", "\n")],
		["short lines", filled("date,note\n", "x\n")],
		["lines of commas", filled("date,note\n", ",,\n")],
		["commas", filled("date,note\n", ",")],
		["headings", filled("date", ",x")],
		["quotes", filled("date,note\n", '"')],
		["one cell", filled("date,note\n", "x")],
		["names", filled("what\n", "ab;")],
		["names in lines", filled("what\n", `${"abcd;".repeat(100)}\n`)],
		["misspelt names", filled("what\n", "watched-or-spiee;harmed-pet\n")],
		["brackets", filled("", "[")],
		["objects", filled("", "{}\n")],
		["keys", `{${filled('"note":"x"', ',"a":1')}`],
	])("1 MiB of %s", (_what, log) => {
		expect(isRead(Buffer.from(log))).toBe(false);
	});
});
