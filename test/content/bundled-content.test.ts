import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readContent } from "../../src/content/load";
import { jsonIn, run, temporaryFolder } from "../support/run";

const INPUT = '{"answers":{"followed":3}}';

describe.concurrent("a file of content beside the program", () => {
	const folder = temporaryFolder();
	/** A command that reads each of them. */
	const uses: Record<string, string[]> = {
		"compiled.json": ["assess", "-", "--json"],
		"coverage.json": ["definitions", "--coverage", "--json"],
		"questions.json": ["definitions", "--json"],
		"signposts.json": ["helplines", "--json"],
		"traces.json": ["traces", "--json"],
	};

	test("is in this table", () => {
		// Made when it is packed: the list of what is inside.
		const files = readdirSync("dist").filter((name) => name.endsWith(".json") && name !== "sbom.json");
		expect(Object.keys(uses)).toEqual(files.sort());
	});

	const damages: [how: string, damage: (path: string) => void, said: string][] = [
		[
			"cut in half",
			(path) => {
				const text = readFileSync(path, "utf8");
				writeFileSync(path, text.slice(0, text.length / 2));
			},
			"is damaged",
		],
		["that is empty", (path) => writeFileSync(path, ""), "is damaged"],
		["that is missing", (path) => rmSync(path), "cannot be read: it does not exist"],
	];
	test.each(
		Object.entries(uses).flatMap(([file, args]) =>
			damages.map(([how, damage, said]) => ({ file, how, args, damage, said })),
		),
	)("$file $how is refused", async ({ file, how, args, damage, said }) => {
		const copy = join(folder, `${file} ${how}`);
		for (const part of ["bin", "dist", "package.json"]) cpSync(part, join(copy, part), { recursive: true });
		const path = join(copy, "dist", file);
		damage(path);
		const program = join(copy, "bin/stalk-check.js");
		const { exitCode, stdout, stderr } = await run(args, INPUT, {}, program);
		expect([exitCode, stdout]).toEqual([4, ""]);
		expect(JSON.parse(stderr).error).toMatchObject({
			code: "bad-content",
			message: `The file ${path}, a part of stalk-check, ${said}. Install stalk-check again. In danger now? Call 999.`,
		});
	});
});

test("the content of the library is that of the folder it was built from", async () => {
	const library = createRequire(import.meta.url)(resolve("dist/index.cjs"));
	expect(JSON.parse(JSON.stringify(library.content))).toEqual(await readContent("questions"));
});

test("the hash of the plan is that of the content", async () => {
	const { hash } = await readContent("questions");
	expect(jsonIn("dist/compiled.json").hash).toBe(hash);
});
