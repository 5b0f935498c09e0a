import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
	.filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
	.map((file) => file.replaceAll("\\", "/"));
const code = (file: string) => readFileSync(join("src", file), "utf8");
/** What a file imports: other files by their path below src, packages by name; types do not count. */
const importsOf = (file: string) =>
	[...code(file).matchAll(/^(?!import type)(?:import|export)[^;]*?from "([^"]+)"|import\("([^"]+)"\)/gm)]
		.map(([, plain, lazy]) => plain ?? lazy ?? "")
		.map((name) =>
			name.startsWith(".") && !name.endsWith(".json") ? `${join(dirname(file), name).replaceAll("\\", "/")}.ts` : name,
		);

const allowed: [file: RegExp, imports: RegExp][] = [
	[/^content\/(schema|shapes\/.*)\.ts$/, /^(zod|content\/shapes\/.*|\.\.\/\.\.\/\.\.\/questions\/words\.json)$/],
	[/^content\/bundled-content\.ts$/, /^(platform\/errors\.ts|node:fs)$/],
	[/^content\//, /^((content|engine)\/.*|platform\/errors\.ts|node:(crypto|fs|path)|flesch-kincaid|syllable)$/],
	[/^engine\//, /^(engine\/.*|content\/(conditions|json|signposts|wording)\.ts|platform\/errors\.ts)$/],
	[/^platform\/io\.ts$/, /^(platform\/.*|node:(fs|os|tty))$/],
	[/^platform\//, /^(platform\/.*|engine\/response\.ts|content\/json\.ts|node:(crypto|fs|path))$/],
	[/^tables\//, /^(tables\/.*|node:buffer)$/],
	[
		/^incidents\//,
		/^((incidents|engine|tables)\/.*|content\/(conditions|content-index|json)\.ts|platform\/errors\.ts)$/,
	],
	[
		/^interview\//,
		/^(interview\/.*|engine\/.*|content\/(answer-words|content-index|wording)\.ts|platform\/.*|@inquirer\/core|fast-wrap-ansi|node:(events|fs|readline|stream|string_decoder))$/,
	],
	[
		/^batch\//,
		/^((batch|engine|tables)\/.*|content\/(json|schema|wording)\.ts|platform\/.*|node:(fs|fs\/promises|timers\/promises|worker_threads))$/,
	],
	[/^forms\/surveyjs\.tsx$/, /^(forms\/.*|preact-render-to-string)$/],
	[
		/^forms\//,
		/^(forms\/.*|engine\/.*|content\/(age|conditions|content-index|signposts|wording)\.ts|interview\/screens\.ts|report\/(blocks|lists|summary)\.ts|node:zlib)$/,
	],
	[/^report\/html\.tsx$/, /^(report\/.*|virtual:style|preact-render-to-string)$/],
	[/^report\/markdown\.ts$/, /^(report\/.*|mdast-util-[\w-]+)$/],
	[/^report\//, /^(report\/.*|(engine|content|incidents)\/.*|platform\/errors\.ts)$/],
	[
		/^commands\//,
		/^((interview|batch|engine|content|forms|incidents|report|tables|commands|platform)\/.*|virtual:\w+|\.\.\/\.\.\/package\.json|chalk|commander|node:(fs|path|zlib))$/,
	],
	[/^index\.ts$/, /^(engine\/.*|interview\/screens\.ts|content\/freeze\.ts|virtual:content)$/],
	[/^html\.ts$/, /^(engine\/assess\.ts|report\/html\.ts)$/],
	[/^node\.ts$/, /^(content\/(freeze|load)\.ts|virtual:content)$/],
	[/^cli\.ts$/, /./],
];

test.each(files)("%s imports only what it may", (file) => {
	const rule = allowed.find(([pattern]) => pattern.test(file));
	expect(rule, `no rule says what ${file} may import`).toBeDefined();
	expect(importsOf(file).filter((name) => !rule?.[1].test(name))).toEqual([]);
});

test("only platform/io.ts names process, and nothing ends it", () => {
	const naming = files.filter((file) => /\bprocess\b(?!\.$)/.test(code(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")));
	expect(naming).toEqual(["platform/io.ts"]);
	for (const file of files) expect([file, code(file).includes("process.exit(")]).toEqual([file, false]);
});

test("the prompts are loaded only when somebody is asked, and zod only to read content or print a schema", () => {
	const eager = (file: string, seen = new Set<string>()): Set<string> => {
		if (seen.has(file)) return seen;
		seen.add(file);
		const text = file.endsWith(".ts") ? code(file) : "";
		for (const [, name = ""] of text.matchAll(/^(?!import type)(?:import|export)[^;]*?from "([^"]+)"/gm))
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
		"content/schema.ts",
		"content/load.ts",
		"engine/compile.ts",
		"commands/complete.ts",
	])
		expect(loaded).not.toContain(heavy);
	expect(loaded).toContain("engine/evaluator.ts");
});

test("nobody is hurried: nothing in an interview waits but for the end of a paste", () => {
	const timers = files.filter(
		(file) => /^(interview|commands)\//.test(file) && /setTimeout|setInterval/.test(code(file)),
	);
	expect(timers).toEqual(["interview/plain.ts"]);
	expect(code("interview/plain.ts").match(/setTimeout\(.*/g)).toEqual(["setTimeout(resolve, PASTE_TIME));"]);
});
