import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import content from "../support/built-in/content";
import { bundled, runAlone } from "../support/bundle";
import { linked } from "../support/installed";
import { jsonIn } from "../support/run";

const folder = linked();

/** Every name in some code that is not in a string: variables, keys and words of the language. */
function namesIn(code: string): Set<string> {
	const names = new Set<string>();
	const visit = (node: ts.Node) => {
		if (ts.isIdentifier(node)) names.add(node.text);
		if (ts.isImportDeclaration(node) || node.kind === ts.SyntaxKind.ImportKeyword) names.add("import");
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile("it.js", code, ts.ScriptTarget.Latest));
	return names;
}

const ofNode = [
	"Buffer",
	"__dirname",
	"__filename",
	"global",
	"import",
	"module",
	"process",
	"require",
	"setImmediate",
];

const cases: { name: string; response: object }[] = readdirSync("test/cases").flatMap(
	(name) => jsonIn(`test/cases/${name}`).cases,
);

const PROGRAM = `
import { assess, checkResponse, content } from "stalk-check";
globalThis.result = JSON.stringify(JSON.parse(given).map((response) => ({
	problems: checkResponse(content, response),
	assessment: assess(content, response),
})));
`;

describe("in a bundle for the browser", async () => {
	const script = await bundled(folder, PROGRAM);

	test("there is nothing of Node", () => {
		const names = namesIn(script);
		expect(names).toContain("JSON");
		expect(ofNode.filter((name) => names.has(name))).toEqual([]);
		expect(script).not.toMatch(/["'`]node:/);
	});

	test("every case comes to what it comes to in Node", () => {
		expect(cases.length).toBeGreaterThan(100);
		const responses = cases.map(({ response }) => response);
		const there = runAlone(script, { given: JSON.stringify(responses) });
		const require = createRequire(join(folder, "program.cjs"));
		const { assess, checkResponse, content } = require("stalk-check");
		const here = responses.map((response) => ({
			problems: checkResponse(content, response),
			assessment: assess(content, response),
		}));
		expect(JSON.parse(there as string)).toEqual(here);
		expect(new Set(here.map(({ assessment }) => assessment.summary.stalking)).size).toBe(3);
	});
});

test("the file for import has nothing of Node, and needs nothing but the content beside it", () => {
	const file = readFileSync("dist/index.mjs", "utf8");
	const content = /import \w+ from"\.\/(\w+)\.json"with\{type:"json"\};/g;
	expect(Array.from(file.matchAll(content), ([, name]) => name).sort()).toEqual(["questions", "signposts", "traces"]);
	const code = file.replace(content, "");
	const names = namesIn(code);
	expect(names).toContain("checkResponse");
	expect(ofNode.filter((name) => names.has(name))).toEqual([]);
	expect(code).not.toMatch(/["'`]node:/);
	expect([...namesIn("import 'node:fs'; process; import('a')")]).toEqual(["import", "process"]);
});

describe("a bundler leaves out", () => {
	const questions = content.checklists.flatMap(({ items }) => items.map(({ text }) => text));
	/** Of the content, what a script contains, however it writes its quotes. */
	const found = (script: string) => {
		const text = script.replaceAll("\\", "");
		return ["0808 802 0300", "Protection from Harassment Act", ...questions].filter((words) => text.includes(words));
	};

	test("nothing that is used", async () => {
		expect(questions.length).toBeGreaterThan(50);
		const script = await bundled(folder, PROGRAM);
		expect(found(script)).toHaveLength(questions.length + 2);
	});

	test.each([
		["checkResponse", 5_000, "checkResponse(given, { answers: {} })"],
		["assess", 28_000, "assess(given, { answers: {} })"],
	])("the content when only %s is imported", async (name, most, call) => {
		const script = await bundled(folder, `import { ${name} } from "stalk-check"; globalThis.result = ${call};`);
		expect(found(script)).toEqual([]);
		expect(script.length).toBeLessThan(most);
		expect(runAlone(script, { given: content })).toBeDefined();
	});

	test("everything when nothing is used", async () => {
		expect(await bundled(folder, 'import { content } from "stalk-check";')).toBe("");
	});
});
