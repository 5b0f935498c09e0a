import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** The rows of the table of what is promised about privacy and safety, and what each is shown by. */
const promises = readFileSync("docs/privacy.md", "utf8");
const rows = [...promises.matchAll(/^\| (?!What is so)(.+?) \| (\[.+) \|$/gm)].map(
	([, claim = "", shown = ""]): [claim: string, shown: string] => [claim, shown],
);

describe("what is promised about privacy and safety", () => {
	test("is there", () => {
		expect(rows.length).toBeGreaterThan(10);
	});

	test.each(rows)("is shown by tests that exist: %s", (_claim, shown) => {
		const links = [...shown.matchAll(/\[(.+?)\]\(\.\.\/(.+?)\)(?:, |$)/g)];
		expect(links.map(([link]) => link).join("")).toBe(shown);
		for (const [, name = "", file = ""] of links) {
			expect([file, existsSync(file)]).toEqual([file, true]);
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
