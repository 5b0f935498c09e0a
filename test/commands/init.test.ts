import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, temporaryFolder } from "../support/run";

const folder = temporaryFolder();

/** The text of each file of a folder, by its name. */
function textsOf(home: string) {
	const names = readdirSync(home, { recursive: true, encoding: "utf8" }).sort();
	return Object.fromEntries(
		names
			.filter((name) => statSync(join(home, name)).isFile())
			.map((name) => [name, readFileSync(join(home, name), "utf8").replaceAll("\r\n", "\n")]),
	);
}

describe.concurrent("init", () => {
	test("writes the questions with their cases, as they are in a clone", async () => {
		const mine = join(folder, "mine");
		const { exitCode, stdout, stderr } = await run(["init", mine]);
		expect([exitCode, stderr]).toEqual([0, ""]);
		expect(stdout).toContain(`stalk-check check ${mine}\n`);
		const clone = join(folder, "clone");
		cpSync("questions", clone, { recursive: true });
		cpSync("test/cases", join(clone, "cases"), { recursive: true });
		expect(textsOf(mine)).toEqual(textsOf(clone));
		expect(await run(["check", mine])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^No problems: /) });
	});

	test("takes a folder that is there and empty, and no other", async () => {
		const [empty, full] = ["empty", "full"].map((name) => join(folder, name)) as [string, string];
		for (const it of [empty, full]) mkdirSync(it);
		writeFileSync(join(full, "note"), "mine");
		expect((await run(["init", empty])).exitCode).toBe(0);
		const refused = await run(["init", full]);
		expect([refused.exitCode, refused.stdout]).toEqual([5, ""]);
		expect(refused.stderr).toContain("is not empty");
		expect(readdirSync(full)).toEqual(["note"]);
	});

	test.each([
		["without a name", [], 2, "Name the folder"],
		["below a folder that is not there", [join(folder, "no", "such")], 5, "cannot be written"],
		["on a file", ["package.json"], 5, "it is not a folder"],
	])("is refused %s", async (_where, names, code, said) => {
		const { exitCode, stderr } = await run(["init", ...names]);
		expect([exitCode, stderr.replace(/\s+/g, " ")]).toEqual([code, expect.stringContaining(said)]);
	});
});
