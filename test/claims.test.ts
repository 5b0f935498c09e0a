import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { claims, PAGES } from "./support/claims";

const promises = PAGES.flatMap(claims);

describe("what is claimed about privacy, safety and accessibility", () => {
	test("is there", () => {
		expect(promises.length).toBeGreaterThan(10);
	});

	// The reporter sees to it that they run and pass.
	test.each(promises)("is shown by tests that exist: $claim", ({ cell, shown }) => {
		expect(shown).toHaveLength(cell.split("](").length - 1);
		for (const { name, file } of shown) {
			expect(file).toMatch(/\.test\.ts$/);
			expect(readFileSync(file, "utf8")).toContain(JSON.stringify(name));
		}
	});
});

test("every file that the guide for contributors names is there", () => {
	const guide = readFileSync("CONTRIBUTING.md", "utf8");
	const paths = [...guide.matchAll(/`((?:src|test|questions|build|docs)\/[\w./-]*)`/g)].map(([, path = ""]) => path);
	expect(paths.length).toBeGreaterThan(20);
	expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test.each([
	[
		"no test",
		"is there (for a regular expression, brackets are none)",
		1,
		/\nNo test has that name: .*\n\n0 passed, 0 failed\n$/,
	],
	["a test", "privacy, safety and accessibility is there$", 0, /\n1 passed, 0 failed\n$/],
])("a run by a name that %s has ends with what came of it", (_whose, name, status, end) => {
	const args = ["node_modules/vitest/vitest.mjs", "run", "test/claims.test.ts", "-t", name];
	const ran = spawnSync(process.execPath, args, { env: { PATH: process.env.PATH }, encoding: "utf8" });
	expect(ran).toMatchObject({ status, stdout: expect.stringMatching(end) });
});
