import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCoverage } from "virtual:content";
import { describe, expect, test } from "vitest";
import { call as run } from "../support/call";
import { jsonIn, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const mine = join(folder, "questions");
cpSync("questions", mine, { recursive: true });
const file = join(mine, "packs/scotland/coverage.json");
const scotland = jsonIn(file);

describe("definitions --coverage", () => {
	test("prints what becomes of each subsection that a definition rests on", async () => {
		const { exitCode, stdout, stderr } = await run(["definitions", "sc-harassment", "--coverage"]);
		expect([exitCode, stderr]).toEqual([0, ""]);
		expect(stdout).toContain("1997 Act, section 8A (sc-harassment)\n");
		expect(stdout).toContain("https://www.legislation.gov.uk/ukpga/1997/40/section/8\n");
		expect(stdout).toContain("  - (1)(b) encoded (meant-as-harassment): ");
		expect(stdout).toContain("  - (1)(a) assumed (meant-as-harassment): ");
		for (const said of ["(2) left to a court: ", "(5) out of scope: ", "(7) not read yet: "])
			expect(stdout).toContain(`  - ${said}`);
		expect(stdout).not.toContain("section 39");
	});

	test("is everything that is written, as JSON, and of one place", async () => {
		const all = JSON.parse((await run(["definitions", "--coverage", "--json"])).stdout);
		expect(all).toEqual(readCoverage().map((it) => ({ ...it, name: expect.any(String) })));
		const one = JSON.parse((await run(["definitions", "--coverage", "--json", "--place", "scotland"])).stdout);
		expect(one.map(({ pack }: { pack: string }) => pack)).toEqual(["leaflet", "scotland", "crime-survey"]);
	});

	test("is that of a folder, where one is named", async () => {
		scotland.sections[0].entries[0].text = "As our lawyer reads it.";
		writeFileSync(file, JSON.stringify(scotland));
		const { stdout } = await run(["definitions", "sc-stalking", "--coverage", "--questions", mine]);
		expect(stdout).toContain("(1) encoded (sc-stalking): As our lawyer reads it.");
	});
});

test("check lists what nobody has read among the law to watch", async () => {
	const { stdout } = await run(["check", "questions", "--law-watch"]);
	const [, unread] = stdout.split("## Not read yet\n\n");
	expect(unread).toMatch(
		/- \[ \] .+ Protection from Harassment Act 1997, section 8, \(7\): https:\S+ \(packs\/scotland\/coverage\.json#\/sections\/1\/entries\/\d+\)\n/,
	);
	expect(stdout).toContain("(packs/england-and-wales/coverage.json#/sections/1/source)");
});

describe("check refuses", () => {
	test.each<[what: string, change: () => void, said: RegExp]>([
		[
			"a gap",
			() => scotland.sections[0].entries.shift(),
			/scotland\/coverage\.json#\/sections\/0\/entries: no entry says what becomes of \(1\)/,
		],
		[
			"what is encoded nowhere",
			() => {
				scotland.sections[0].entries.unshift({ at: "1", is: "encoded", text: "Stalking." });
			},
			/scotland\/coverage\.json#\/sections\/0\/entries\/0: is encoded, so "by" must name an element or a definition/,
		],
	])("%s", async (_what, change, said) => {
		change();
		writeFileSync(file, JSON.stringify(scotland));
		const { exitCode, stdout, stderr } = await run(["check", mine, "--cases", "test/cases"]);
		expect([exitCode, stdout + stderr]).toEqual([4, expect.stringMatching(said)]);
	});

	test("a law without a coverage", async () => {
		rmSync(file);
		const { exitCode, stdout } = await run(["check", mine, "--cases", "test/cases", "--today", "2028-01-01"]);
		expect([exitCode, stdout]).toEqual([4, expect.stringContaining("packs/scotland/coverage.json#: is missing: ")]);
		// What was read long ago is warned of, as everywhere.
		expect(stdout).toMatch(/england-and-wales\/coverage\.json#\/sections\/0\/source\/checkedOn: was last checked on/);
	});
});
