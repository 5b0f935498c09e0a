import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
	.filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
	.map((file) => file.replaceAll("\\", "/"));
const code = (file: string) => readFileSync(join("src", file), "utf8");
/** What a file imports: other files by their path below src, packages by name; types do not count. */
const importsOf = (file: string) =>
	[
		...code(file).matchAll(
			/^(?!import type)(?:import|export)[^;]*?from "([^"]+)"|import\("([^"]+)"\)/gm,
		),
	]
		.map(([, plain, lazy]) => plain ?? lazy ?? "")
		.map((name) =>
			name.startsWith(".") && !name.endsWith(".json")
				? `${join(dirname(file), name).replaceAll("\\", "/")}.ts`
				: name,
		);

const allowed: [file: RegExp, imports: RegExp][] = [
	[/^core\/schema\.ts$/, /^zod$/],
	[/^core\//, /^core\/(?!schema)/],
	[/^errors\.ts$/, /^$/],
	[/^files\.ts$/, /^(errors\.ts|node:fs)$/],
	[/^newfiles\.ts$/, /^((errors|files)\.ts|node:(fs|path))$/],
	[/^io\.ts$/, /^chalk$/],
	[/^shipped\.ts$/, /^(errors\.ts|node:fs)$/],
	[
		/^options\.ts$/,
		/^((core\/(age|check)|errors|library)\.ts|virtual:content)$/,
	],
	[
		/^actions\//,
		/^((ask|batch|core|report)\/.*|actions\/report\.ts|(errors|files|intake|io|library|log|options|reading)\.ts|virtual:content|node:(fs|path))$/,
	],
	[/^seal\.ts$/, /^(errors\.ts|node:crypto)$/],
	[
		/^log\.ts$/,
		/^(core\/(check|incidents|json|when)\.ts|errors\.ts|csv-parse\/sync)$/,
	],
	[/^reading\.ts$/, /^(flesch-kincaid|syllable)$/],
	[/^intake\.ts$/, /^(core\/(check|json)|errors|seal)\.ts$/],
	[/^library\.ts$/, /^(core\/.*\.ts|errors\.ts|node:(crypto|fs|path))$/],
	[
		/^ask\//,
		/^(core\/(interview|settle|voice)\.ts|(errors|intake|newfiles|seal)\.ts|ask\/.*|@inquirer\/core|fast-wrap-ansi|node:(fs|readline|stream))$/,
	],
	[
		/^batch\//,
		/^(core\/.*\.ts|(errors|intake|newfiles)\.ts|batch\/.*|log-update|node:(fs|fs\/promises|v8|worker_threads))$/,
	],
	[
		/^completion\.ts$/,
		/^(core\/schema\.ts|virtual:content|@optique\/core\/(completion|message))$/,
	],
	[/^report\/html\.tsx$/, /^(report\/.*|node:crypto|preact-render-to-string)$/],
	[/^report\/markdown\.ts$/, /^(report\/.*|mdast-util-[\w-]+)$/],
	[/^report\//, /^(core\/.*\.ts|report\/.*|errors\.ts|word-wrap)$/],
	[/^index\.ts$/, /^(core\/|virtual:content$)/],
	[/^cli\.ts$/, /./],
];

test.each(files)("%s imports only what it may", (file) => {
	const rule = allowed.find(([pattern]) => pattern.test(file));
	expect(rule, `no rule says what ${file} may import`).toBeDefined();
	expect(importsOf(file).filter((name) => !rule?.[1].test(name))).toEqual([]);
});

test("only cli.ts names process, and nothing ends it", () => {
	const naming = files.filter((file) =>
		/\bprocess\b(?!\.$)/.test(
			code(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ""),
		),
	);
	expect(naming).toEqual(["cli.ts"]);
	for (const file of files)
		expect([file, code(file).includes("process.exit(")]).toEqual([file, false]);
});

test("the prompts are loaded only when somebody is asked, and zod only to read content or print a schema", () => {
	const eager = (file: string, seen = new Set<string>()): Set<string> => {
		if (seen.has(file)) return seen;
		seen.add(file);
		const text = file.endsWith(".ts") ? code(file) : "";
		for (const [, name = ""] of text.matchAll(
			/^(?!import type)(?:import|export)[^;]*?from "([^"]+)"/gm,
		))
			eager(
				name.startsWith(".") && !name.endsWith(".json")
					? `${join(dirname(file), name).replaceAll("\\", "/")}.ts`
					: name,
				seen,
			);
		return seen;
	};
	const loaded = [...eager("cli.ts")];
	for (const heavy of [
		"zod",
		"chalk",
		"fast-wrap-ansi",
		"@inquirer/core",
		"report/sections.ts",
		"core/schema.ts",
		"library.ts",
		"completion.ts",
	])
		expect(loaded).not.toContain(heavy);
	expect(loaded).toContain("core/assessment.ts");
});
