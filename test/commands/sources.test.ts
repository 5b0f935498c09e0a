import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { sourcesOf } from "../../src/content/sources";
import { call as run } from "../support/call";
import { temporaryFolder } from "../support/run";

const folder = temporaryFolder();

/** A copy of the questions of which one file is changed. */
function copyWith(name: string, file: string, from: string, to: string): string {
	const copy = join(folder, name);
	cpSync("questions", copy, { recursive: true });
	const before = readFileSync(join(copy, file), "utf8");
	expect(before).toContain(from);
	writeFileSync(join(copy, file), before.replace(from, to));
	return copy;
}

test("what must be checked again is listed to be ticked off, a line each, with every number", async () => {
	const { exitCode, stdout, stderr } = await run(["check", "questions", "--sources"]);
	expect([exitCode, stderr]).toEqual([0, ""]);
	const lines = stdout.trimEnd().split("\n");
	expect(lines).toHaveLength(sourcesOf(content).length);
	for (const line of lines)
		expect(line).toMatch(
			/^- \[ \] \d{4}-\d\d-\d\d( \(compared with a stored copy\))? .+: .*https?:.+ \(\S+\.json#\/\S+\)$/,
		);
	for (const { name, phone, text } of content.signposts)
		for (const number of [...phone, ...text])
			expect(lines.some((it) => it.includes(name) && it.includes(number))).toBe(true);
	expect(stdout).toContain("(packs/scotland/definitions.json#/definitions/0/source)");
});

test("what was checked longest ago comes first, from a folder of one's own too", async () => {
	const file = "packs/scotland/definitions.json";
	const day = (it: string) => `"checkedOn": "${it}"`;
	const copy = copyWith("older", file, day(content.checkedOn), day("2020-02-03"));
	const listed = await run(["check", copy, "--sources", "--json"]);
	const checks = JSON.parse(listed.stdout);
	expect(checks[0]).toMatchObject({
		checkedOn: "2020-02-03",
		numbers: [],
		path: expect.stringMatching(/^packs\/scotland\/definitions\.json#\//),
	});
	const days = checks.map((it: { checkedOn: string }) => it.checkedOn);
	expect(days).toEqual([...days].sort());
	expect(days).toHaveLength(sourcesOf(content).length);
});

describe("the law to watch", () => {
	const today = "2026-12-01";

	test("is listed to be ticked off: changes to look out for, and each section with what cites it", async () => {
		const { exitCode, stdout, stderr } = await run(["check", "questions", "--law-watch"], undefined, { today });
		expect([exitCode, stderr]).toEqual([0, ""]);
		const [changes, , sections] = stdout
			.trimEnd()
			.split(/\n*^## (.+)\n\n/m)
			.slice(2);
		for (const line of `${changes}\n${sections}`.split("\n"))
			expect(line).toMatch(/^- \[ \] \d{4}-\d\d-\d\d .+: https?:\S+ \((\S+\.json#\/\S+(, )?)+\)$/);
		expect(changes).toContain("Crime and Policing Act 2026");
		for (const { definitions } of content.packs)
			for (const { source, furtherSources = [] } of definitions)
				for (const { citation, url } of [source, ...furtherSources])
					expect(sections).toContain(` ${citation}: ${url} (`);
		for (const { name } of content.signposts) expect(stdout).not.toContain(`${name}:`);
	});

	test("says what is due by the clock, and by a day that is given", async () => {
		const due = async (day: string, ...more: string[]) =>
			(await run(["check", "questions", "--law-watch", ...more], undefined, { today: day })).stdout.match(/ \(due\) /g);
		expect(await due(today)).toBeNull();
		const all = sourcesOf({ ...content, signposts: [] }).length;
		expect((await due("2028-01-01"))?.length).toBeGreaterThan(all / 2);
		expect(await due("2028-01-01", "--today", today)).toBeNull();
	});

	test("is given to programs as JSON", async () => {
		const { stdout } = await run(["check", "questions", "--law-watch", "--json"], undefined, { today });
		expect(JSON.parse(stdout)).toContainEqual({
			citation: "Protection from Harassment Act 1997, section 2A",
			url: "https://www.legislation.gov.uk/ukpga/1997/40/section/2A",
			checkedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			due: false,
			upcoming: false,
			paths: expect.arrayContaining([expect.stringMatching(/^packs\/england-and-wales\/definitions\.json#\//)]),
		});
	});
});

test("what is in a folder cannot act on the terminal", async () => {
	const name = "National Stalking Helpline";
	const copy = copyWith("acting", "signposts.json", `"${name}"`, `"${name}\\u001b[2J"`);
	const { stdout, stderr } = await run(["check", copy, "--sources"]);
	expect(stdout).toBe("");
	expect(stderr).toContain("signposts.json");
	expect(stderr).not.toContain("\x1b");
});
