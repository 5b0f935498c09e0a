import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compile } from "../support/compile";
import { linked } from "../support/installed";

const folder = linked();
const published = readFileSync(join(folder, "node_modules/stalk-check/dist/index.d.cts"), "utf8");

const right = `
const answers: s.Answers = { followed: 30, frightened: "yes", "danger-now": null };
const response: s.Response = { ref: "one", place: "scotland", for: "someone-else", answers };
const problems: s.Problem[] = s.checkResponse(s.content, JSON.parse("1"));
const assessment: s.Assessment = s.assess(s.content, response);
const stalking: "met" | "unclear" | "not-met" = assessment.summary.stalking;
const items: string[] = assessment.verdicts.flatMap((verdict: s.Verdict) => verdict.elements[0]?.because ?? []);
const phones: string[] = assessment.signposts.flatMap((signpost: s.SignpostShown) => signpost.phone);
const version: string = s.content.version;
const questions: string[] = s.content.checklists.flatMap((checklist) => checklist.items.map((item: s.Item) => item.text));
const criterion: s.Condition | undefined = s.content.packs[0]?.elements[0]?.criterion;
const numbers: readonly string[] = s.content.signposts.flatMap(({ phone }) => phone);
let drawn: s.Response = { answers: {} };
for (const screen of s.screensFor(s.content, drawn)) {
	const marks = Object.fromEntries(screen.rows.map((row: s.ScreenRow) => [row.id, screen.marks[0]?.id ?? ""]));
	drawn = s.answerScreen(s.content, drawn, screen, { id: screen.actions[0]?.id ?? "skip", marks });
}
s.assess(s.content, drawn);
const page: string = reportHtml(s.content, response);
readContent("questions").then((content) => s.assess(content, response));
void [problems, stalking, items, phones, version, questions, criterion, numbers, page, s.assess(s.content, { answers: {} })];
`;

const wrong: [what: string, code: string, message: RegExp][] = [
	[
		"a misspelt item",
		's.assess(s.content, { answers: { folowed: "once" } });',
		/'folowed' does not exist in type 'Answers'.*'followed'/,
	],
	[
		"an option of another answer set",
		's.assess(s.content, { answers: { followed: "yes" } });',
		/'"yes"' is not assignable/,
	],
	[
		"a number of times where there is none",
		"s.assess(s.content, { answers: { frightened: 2 } });",
		/'number' is not assignable/,
	],
	[
		"a place that does not exist",
		's.assess(s.content, { place: "narnia", answers: {} });',
		/'"narnia"' is not assignable/,
	],
	["a response without answers", "s.assess(s.content, {});", /'answers' is missing/],
	[
		"a misspelt key of the assessment",
		"s.assess(s.content, { answers: {} }).sumary;",
		/'sumary' does not exist.*'summary'/,
	],
	["a result that does not exist", 's.assess(s.content, { answers: {} }).summary.stalking === "likely";', /no overlap/],
	["a misspelt key of the content", "s.content.versoin;", /'versoin' does not exist.*'version'/],
	["a key of the content that is about to be changed", 's.content.version = "2";', /read-only/],
	["a telephone number that is about to be changed", 's.content.signposts[0]!.phone[0] = "1";', /only permits reading/],
	[
		"the response in the content's place",
		"s.assess({ answers: {} }, s.content);",
		/'answers' does not exist in type 'Content'/,
	],
];

describe.each<[name: string, options: ts.CompilerOptions, types: string[]]>([
	["nodenext", { module: ts.ModuleKind.NodeNext }, ["index.d.cts"]],
	[
		"bundler",
		{
			module: ts.ModuleKind.Preserve,
			moduleResolution: ts.ModuleResolutionKind.Bundler,
		},
		["index.d.cts", "index.d.mts"],
	],
])("the published types, with module resolution %s", (_name, options, types) => {
	const others = 'import { reportHtml } from "stalk-check/html"; import { readContent } from "stalk-check/node";';
	const result = compile(
		folder,
		{
			"right.mts": `import * as s from "stalk-check"; ${others} ${right}`,
			"right.cts": `import s = require("stalk-check"); ${others} ${right}`,
			...Object.fromEntries(
				wrong.map(([, code], i) => [`wrong-${i}.mts`, `import * as s from "stalk-check";\n${code}`]),
			),
		},
		options,
	);
	const messages = (name: string) => result.wrong.filter(([file]) => file === name).map(([, text]) => text);

	test.each(["mts", "cts"])("take a right program (%s)", (extension) => {
		expect(messages(`right.${extension}`)).toEqual([]);
	});

	test("are those of the file that is loaded: in Node the same for import and for require", () => {
		expect(result.types.sort()).toEqual(types);
	});

	test.each(wrong.map(([what, , message], i) => ({ what, message, i })))("refuse $what", ({ message, i }) => {
		expect(messages(`wrong-${i}.mts`)).toEqual([expect.stringMatching(message)]);
	});

	test("have nothing wrong in themselves", () => {
		expect(result.wrong).toHaveLength(wrong.length);
	});
});

test("the published types need no other package, and ask the question of every item", () => {
	expect(published).not.toMatch(/\bimport\b|\brequire\b|\breference\b/);
	expect(published).toMatch(/\/\*\* Are you in danger right now\? \*\/\s+"danger-now"\?:/);
});

/** Compiles only when both sets of types are assignable to each other, also with nothing optional. */
const comparison = (theirs: string) => `
import type * as ours from "${resolve("src/index")}";
import type { Assessment, Content, Problem, Response } from "${resolve("src/content/schema")}";
import type { Screen } from "${resolve("src/interview/screens")}";
import type * as theirs from "./${theirs}";
type Whole<T> = T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;
type Plain<T> = { [K in keyof T]: T[K] extends object ? Plain<T[K]> : T[K] };
type Stored<T> = T extends readonly unknown[] ? { [K in keyof T]: Stored<T[K]> } : T extends object ? { [K in keyof T as Exclude<K, "$schema">]: Stored<T[K]> } : T;
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;
declare function same<A, B>(there: (a: A) => B, back: (b: B) => A): void;
same<Assessment, theirs.Assessment>((a) => a, (b) => b);
same<Whole<Assessment>, Whole<theirs.Assessment>>((a) => a, (b) => b);
same<Problem, theirs.Problem>((a) => a, (b) => b);
same<Whole<Problem>, Whole<theirs.Problem>>((a) => a, (b) => b);
same<Frozen<Content>, theirs.Content>((a) => a, (b) => b);
same<Whole<Stored<Frozen<Content>>>, Whole<theirs.Content>>((a) => a, (b) => b);
same<Screen, theirs.Screen>((a) => a, (b) => b);
same<keyof Response, keyof theirs.Response>((a) => a, (b) => b);
same<keyof typeof ours, keyof typeof theirs>((a) => a, (b) => b);
export const give = (response: Plain<theirs.Response>): Response => response;
`;

describe("the published types and ours", () => {
	const changes: [what: string, from: string, to: string][] = [
		["nothing is changed", "", ""],
		["an optional key is missing", "  cost?: string;\n", ""],
		["a key is added", "  notes:", "  hints: string[];\n  notes:"],
		["a part of the content is another", "  readonly label: string;\n", ""],
		["an answer is another", '"danger-now"?: (', '"danger-now"?: (true | '],
		["a function is missing", "function assess", "function assay"],
	];
	const files = changes.flatMap(([, from, to], i) => [
		[`theirs-${i}.d.ts`, published.replace(from, to)],
		[`compared-${i}.ts`, comparison(`theirs-${i}`)],
	]);
	const { wrong } = compile(
		folder,
		Object.fromEntries(files),
		{
			module: ts.ModuleKind.Preserve,
			moduleResolution: ts.ModuleResolutionKind.Bundler,
			skipLibCheck: true,
		},
		[resolve("src/content/virtual.d.ts")],
	);

	test.each(changes.map(([what, from], i) => ({ what, from, i })))(
		"are the same only as they are: $what",
		({ from, i }) => {
			const messages = wrong.filter(([file]) => file === `compared-${i}.ts`);
			expect(published).toContain(from);
			if (i === 0) expect(messages).toEqual([]);
			else expect(messages).not.toEqual([]);
		},
	);

	test("differ nowhere else", () => {
		const others = wrong.filter(([file]) => !file.startsWith("compared-"));
		expect(others).toEqual([]);
	});
});
