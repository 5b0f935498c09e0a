import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { documentShapes, jsonSchema } from "../../src/content/schema";
import { installed } from "../support/installed";
import { jsonIn } from "../support/run";

const folder = installed();
const home = join(folder, "node_modules/stalk-check");

describe("the package", () => {
	test("brings no other", () => {
		const names = readdirSync(join(folder, "node_modules"));
		expect(names.filter((name) => !name.startsWith("."))).toEqual(["stalk-check"]);
	});

	test("has no script that npm runs, or blocks, when it is installed", () => {
		const { scripts } = jsonIn(join(home, "package.json"));
		const atInstall = [
			...["preinstall", "install", "postinstall"],
			...["preprepare", "prepare", "postprepare", "prepublish"],
		];
		expect(atInstall.filter((name) => name in scripts)).toEqual([]);
	});

	test("takes less than 1.3 MB", () => {
		const sizes = readdirSync(home, { recursive: true, encoding: "utf8" })
			.map((name) => statSync(join(home, name)))
			.map((stats) => (stats.isFile() ? stats.size : 0));
		expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(1_300_000);
	});

	test("holds what it needs and nothing else", () => {
		const kinds = new Set(
			readdirSync(home, { recursive: true, withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map(({ parentPath, name }) =>
					join(parentPath, name)
						.slice(home.length + 1)
						.replace(/^dist\/[\w-]+\.cjs$/, "dist/*.cjs")
						.replace(/^dist\/schema\/[\w-]+\.json$/, "dist/schema/*.json"),
				),
		);
		expect([...kinds].sort()).toEqual([
			"CHANGELOG.md",
			"LICENSE",
			"README.md",
			"bin/stalk-check.js",
			"dist/*.cjs",
			"dist/THIRD-PARTY-NOTICES.txt",
			"dist/compiled.json",
			"dist/coverage.json",
			"dist/folder.json.br",
			"dist/html.d.cts",
			"dist/html.d.mts",
			"dist/html.mjs",
			"dist/index.d.cts",
			"dist/index.d.mts",
			"dist/index.mjs",
			"dist/node.d.cts",
			"dist/questions.json",
			"dist/sbom.json",
			"dist/schema/*.json",
			"dist/signposts.json",
			"dist/stalk-check.1",
			"dist/traces.json",
			"package.json",
		]);
	});

	test.each([
		["check", /^No problems: .*\nThe cases were not run: /],
		["prove", /^Proved for \d+ definitions/m],
	])("can %s what it came with, from any folder", (command, said) => {
		const empty = join(folder, command);
		mkdirSync(empty);
		const ran = spawnSync(join(folder, "node_modules/.bin/stalk-check"), [command], {
			cwd: empty,
			encoding: "utf8",
			stdio: ["ignore", "pipe", "pipe"],
		});
		expect([ran.status, ran.stderr]).toEqual([0, ""]);
		expect(ran.stdout).toMatch(said);
		expect(readdirSync(empty)).toEqual([]);
	});

	test("gives its content and the schemas of its documents as JSON", () => {
		const read = createRequire(join(folder, "a-program.js"));
		const { content } = read("stalk-check");
		const signposts = read("stalk-check/signposts.json");
		expect(content).toMatchObject(read("stalk-check/questions.json"));
		expect(content.signposts).toEqual(signposts.signposts);
		const shapes = documentShapes(content);
		expect(readdirSync(join(home, "dist/schema"))).toHaveLength(Object.keys(shapes).length);
		for (const [name, shape] of Object.entries(shapes))
			expect(read(`stalk-check/schema/${name}.json`)).toEqual(jsonSchema(shape));
	});

	test("has the licence of every package that its code imports", () => {
		const notices = readFileSync(join(home, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
		const imported = readdirSync("src", { recursive: true, encoding: "utf8" })
			.filter((file) => file.endsWith(".ts"))
			.flatMap((file) => [
				...readFileSync(join("src", file), "utf8").matchAll(
					/^(?!import type)(?:import|export)[^;]*?from "([@a-z][^":]*)"|import\("([@a-z][^":]*)"\)/gm,
				),
			])
			.map(([, plain, lazy]) => plain ?? lazy ?? "")
			.map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? "");
		expect(imported).toContain("commander");
		expect(imported).toContain("chalk");
		const unnamed = imported.filter((name) => !new RegExp(`^${name} \\d\\S* \\([\\w.-]+\\)$`, "m").test(notices));
		expect(unnamed).toEqual([]);
		expect(notices.match(/^Permission is hereby granted/gm)).not.toBeNull();
	});
});
