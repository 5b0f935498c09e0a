import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Case } from "../../src/content/schema";
import { call as run } from "../support/call";

const folder = mkdtempSync(join(tmpdir(), "stalk-check-place-"));
afterAll(() => rmSync(folder, { recursive: true }));
const mine = join(folder, "questions");
const from = "test/fixtures/republic-of-ireland";
cpSync("questions", mine, { recursive: true });
cpSync("test/cases", join(mine, "cases"), { recursive: true });
const pack = join(mine, "packs/republic-of-ireland");
cpSync(`${from}/pack.json`, join(pack, "pack.json"));
cpSync(`${from}/definitions.json`, join(pack, "definitions.json"));
cpSync(`${from}/coverage.json`, join(pack, "coverage.json"));
cpSync(`${from}/cases.json`, join(mine, "cases/republic-of-ireland.json"));
// Without a place, everybody who helps in the new place is shown too.
const before = casesIn(join(mine, "cases/signposts.json"));
const after = casesIn(`${from}/cases-with-no-place.json`);
const cases = before.map((it) => after.find(({ name }) => name === it.name) ?? it);
writeFileSync(join(mine, "cases/signposts.json"), JSON.stringify({ cases }));

function casesIn(file: string): Case[] {
	return JSON.parse(readFileSync(file, "utf8")).cases;
}

describe("a place added as a folder, with no line of code", () => {
	test("passes check and is proved", async () => {
		const check = await run(["check", mine]);
		expect(check).toMatchObject({ exitCode: 0, stderr: "" });
		expect(check.stdout).toContain("definitions 12");
		const proof = await run(["prove", mine]);
		expect(proof).toMatchObject({ exitCode: 0, stderr: "" });
		expect(proof.stdout).toMatch(
			/^Proved for 12 definitions .*; where the more serious one is met, so is the lesser\.$/m,
		);
	});

	test("is a place to answer for, to ask by and to get help in", async () => {
		const response = {
			place: "republic-of-ireland",
			answers: { followed: "once", "feared-violence": "happened" },
		};
		const { stdout, exitCode } = await run(["--json", "--questions", mine, "--exit-code"], JSON.stringify(response));
		const assessment = JSON.parse(stdout);
		expect(exitCode).toBe(20);
		expect(assessment.place).toBe("republic-of-ireland");
		expect(assessment.verdicts.map((it: { definition: string }) => it.definition)).toEqual([
			"leaflet-harassment",
			"leaflet-stalking",
			"survey-stalking",
			"ie-stalking",
		]);
		expect(assessment.signposts[0].id).toBe("garda-emergency");
		const definitions = await run([
			"definitions",
			"ie-stalking",
			"--questions",
			mine,
			"--place",
			"republic-of-ireland",
		]);
		expect(definitions.stdout).toContain("Non-Fatal Offences");
	});

	test("is not known to the questions that came with the program", async () => {
		const { exitCode, stderr } = await run([], JSON.stringify({ place: "republic-of-ireland", answers: {} }));
		expect([exitCode, stderr]).toEqual([3, expect.stringContaining("/place: must be one of england-and-wales")]);
	});

	test("is refused while nobody there could be shown an emergency number", async () => {
		const file = join(pack, "pack.json");
		const text = readFileSync(file, "utf8");
		writeFileSync(file, text.replace('["republic-of-ireland"]', '["republic-of-ireland", "jersey"]'));
		const { exitCode, stdout, stderr } = await run(["check", mine]);
		writeFileSync(file, text);
		expect([exitCode, stdout]).toEqual([4, ""]);
		expect(stderr).toContain(
			'  packs/republic-of-ireland/pack.json#/place/nations/1: no signpost serves "jersey": somebody there would be shown nobody to call. Add "jersey" to the "nations" of signposts in signposts.json, an emergency number first.\n',
		);
	});
});
