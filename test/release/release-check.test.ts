import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { jsonIn, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const script = resolve("build/release-check.mjs");
const edition = jsonIn("questions/edition.json");
const write = (file: string, text: unknown) =>
	writeFileSync(join(folder, file), typeof text === "string" ? text : JSON.stringify(text));

/** A folder in which a release of 3.0.0 can be cut, except for what is given. */
function release(points: string, files: Record<string, unknown> = {}) {
	const publisher = { repository: "r", bugs: "b", author: "a" };
	write("package.json", { version: "3.0.0", ...publisher });
	write("package-lock.json", { version: "3.0.0" });
	write("questions/edition.json", edition);
	write(
		"CHANGELOG.md",
		"# Changelog\n\n## 3.0.0 - 2026-12-01\n\n*Definitions affected*: none.\n*Law as at*: 1 May 2026.\n",
	);
	for (const [file, text] of Object.entries(files)) write(file, text);
	const { status, stdout } = spawnSync(process.execPath, [script, ...points.split(" ")], {
		cwd: folder,
		encoding: "utf8",
	});
	return { status, said: stdout.trimEnd().split("\n") };
}

describe("whether a release can be cut", () => {
	mkdirSync(join(folder, "questions"));
	symlinkSync(resolve("bin"), join(folder, "bin"), "junction");

	test("is yes when nothing is to do", () => {
		const { status, said } = release("version changelog publisher");
		expect([status, said]).toEqual([0, ["ok     version", "ok     changelog", "ok     publisher"]]);
	});

	test.each([
		["version", "package-lock.json", { version: "2.0.0" }, "package-lock.json has another version"],
		[
			"version",
			"questions/edition.json",
			{ version: "2020.01" },
			`Set version in questions/edition.json to ${edition.version}`,
		],
		["changelog", "CHANGELOG.md", "## Unreleased\n", 'Move Unreleased in CHANGELOG.md to a section "## 3.0.0'],
		["changelog", "CHANGELOG.md", "## 3.0.0\n\n*Law as at*: today.\n", "Add *Definitions affected*"],
		["changelog", "CHANGELOG.md", "## Unreleased\n\n- More.\n\n## 3.0.0\n", "Move what is left in Unreleased"],
		["publisher", "package.json", { version: "3.0.0" }, "Add to package.json: repository, bugs, author"],
	])("is no, and what to do is said: %s, when %s has %j", (point, file, text, todo) => {
		const { status, said } = release(point, { [file]: text });
		expect(said[0]).toBe(`TO DO  ${point}`);
		expect(said.join("\n")).toContain(todo);
		expect(status).toBe(1);
	});

	test("is no while something is not committed, or the tag is of something else", () => {
		const git = (...args: string[]) => {
			const { status, stderr } = spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.invalid", ...args], {
				cwd: folder,
				encoding: "utf8",
			});
			expect([status, stderr]).toEqual([0, expect.anything()]);
		};
		release("publisher");
		git("init", "--quiet");
		git("add", ".");
		git("commit", "--quiet", "--message", "One");
		expect(release("git", { "new.txt": "" }).said.join()).toContain("Commit what has changed");
		git("clean", "--quiet", "--force");
		git("tag", "v3.0.0");
		expect(release("git").said).toEqual(["ok     git"]);
		git("commit", "--quiet", "--allow-empty", "--message", "Two");
		expect(release("git").said.join()).toContain("There is a tag v3.0.0 of something else");
	});

	test("is no while a source was checked more than a quarter ago", () => {
		// The program that says when: two signposts, one of them old.
		const old = temporaryFolder();
		mkdirSync(join(old, "bin"));
		cpSync(join(folder, "package.json"), join(old, "package.json"));
		const today = new Date().toISOString().slice(0, 10);
		const sources = [
			{ checkedOn: "2020-01-01", what: "Old", path: "signposts.json#/signposts/0" },
			{ checkedOn: today, what: "New", path: "signposts.json#/signposts/1" },
		];
		writeFileSync(join(old, "bin/stalk-check.js"), `console.log(${JSON.stringify(JSON.stringify(sources))})`);
		const { stdout } = spawnSync(process.execPath, [script, "sources"], { cwd: old, encoding: "utf8" });
		expect(stdout).toBe(
			"TO DO  sources\n       Check again: Old (questions/signposts.json#/signposts/0), last on 2020-01-01.\n",
		);
	});
});
