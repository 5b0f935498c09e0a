import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { expect, test } from "vitest";
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

test("what is in a folder cannot act on the terminal", async () => {
	const name = "National Stalking Helpline";
	const copy = copyWith("acting", "signposts.json", `"${name}"`, `"${name}\\u001b[2J"`);
	const { stdout, stderr } = await run(["check", copy, "--sources"]);
	expect(stdout).toBe("");
	expect(stderr).toContain("signposts.json");
	expect(stderr).not.toContain("\x1b");
});
