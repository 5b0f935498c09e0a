import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compile } from "../support/compile";
import { installed } from "../support/installed";

const folder = installed();
const published = readFileSync(
	join(folder, "node_modules/stalk-check/dist/index.d.cts"),
	"utf8",
);

const right = `
const answers: s.Answers = { followed: 30, frightened: "yes", "danger-now": null };
const response: s.Response = { ref: "one", place: "scotland", for: "someone-else", answers };
const problems: s.Problem[] = s.checkResponse(s.content, JSON.parse("1"));
const assessment: s.Assessment = s.assess(s.content, response);
const stalking: "met" | "unclear" | "not-met" = assessment.summary.stalking;
const items: string[] = assessment.verdicts.flatMap((verdict: s.Verdict) => verdict.elements[0]?.because ?? []);
const phones: string[] = assessment.signposts.flatMap((signpost: s.Signpost) => signpost.phone);
const version: string = s.content.version;
void [problems, stalking, items, phones, version, s.assess(s.content, { answers: {} })];
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
		's.assess(s.content, { place: "wales", answers: {} });',
		/'"wales"' is not assignable/,
	],
	[
		"a response without answers",
		"s.assess(s.content, {});",
		/'answers' is missing/,
	],
	[
		"a misspelt key of the assessment",
		"s.assess(s.content, { answers: {} }).sumary;",
		/'sumary' does not exist.*'summary'/,
	],
	[
		"a result that does not exist",
		's.assess(s.content, { answers: {} }).summary.stalking === "likely";',
		/no overlap/,
	],
	[
		"a misspelt key of the content",
		"s.content.versoin;",
		/'versoin' does not exist.*'version'/,
	],
	[
		"a key of the content that is about to be changed",
		's.content.version = "2";',
		/read-only/,
	],
	[
		"the response in the content's place",
		"s.assess({ answers: {} }, s.content);",
		/'answers' does not exist in type 'Content'/,
	],
];

describe.each<[name: string, options: ts.CompilerOptions]>([
	["nodenext", { module: ts.ModuleKind.NodeNext }],
	[
		"bundler",
		{
			module: ts.ModuleKind.Preserve,
			moduleResolution: ts.ModuleResolutionKind.Bundler,
		},
	],
])("the published types, with module resolution %s", (_name, options) => {
	describe.each([
		["import", "mts", 'import * as s from "stalk-check";', "index.d.mts"],
		["require", "cts", 'import s = require("stalk-check");', "index.d.cts"],
	])("and %s", (_how, extension, head, entry) => {
		const file = (i: number) => `wrong-${i}.${extension}`;
		const result = compile(
			folder,
			{
				[`right.${extension}`]: head + right,
				...Object.fromEntries(
					wrong.map(([, code], i) => [file(i), `${head}\n${code}`]),
				),
			},
			options,
		);
		const messages = (name: string) =>
			result.wrong.filter(([file]) => file === name).map(([, text]) => text);

		test("take a right program, and are the ones meant for it", () => {
			expect(messages(`right.${extension}`)).toEqual([]);
			expect(result.types).toContain("index.d.cts");
			expect(result.types.includes("index.d.mts")).toBe(
				entry === "index.d.mts",
			);
		});

		test.each(wrong.map(([what, , message], i) => ({ what, message, i })))(
			"refuse $what",
			({ message, i }) => {
				expect(messages(file(i))).toEqual([expect.stringMatching(message)]);
			},
		);

		test("have nothing wrong in themselves", () => {
			expect(result.wrong).toHaveLength(wrong.length);
		});
	});
});

test("the published types need no other package, and ask the question of every item", () => {
	expect(published).not.toMatch(/\bimport\b|\brequire\b|\breference\b/);
	expect(published).toMatch(
		/\/\*\*\s+\* Are you in danger right now\?\s+\*\/\s+"danger-now"\?:/,
	);
});

/** Holds two sets of types against each other, both ways; then with nothing optional, so that no key is missed. */
const comparison = (theirs: string) => `
import type * as ours from "${resolve("src/index")}";
import type { Assessment, Content, Problem, Response } from "${resolve("src/content/schema")}";
import type * as theirs from "./${theirs}";
type Whole<T> = T extends object ? { [K in keyof T]-?: Whole<T[K]> } : T;
type Plain<T> = { [K in keyof T]: T[K] extends object ? Plain<T[K]> : T[K] };
declare function same<A, B>(there: (a: A) => B, back: (b: B) => A): void;
same<Assessment, theirs.Assessment>((a) => a, (b) => b);
same<Whole<Assessment>, Whole<theirs.Assessment>>((a) => a, (b) => b);
same<Problem, theirs.Problem>((a) => a, (b) => b);
same<Whole<Problem>, Whole<theirs.Problem>>((a) => a, (b) => b);
same<keyof Content, keyof theirs.Content>((a) => a, (b) => b);
same<keyof Response, keyof theirs.Response>((a) => a, (b) => b);
same<keyof typeof ours, keyof typeof theirs>((a) => a, (b) => b);
export const take = (content: Content): theirs.Content => content;
export const give = (response: Plain<theirs.Response>): Response => response;
`;

describe("the published types and ours", () => {
	const changes: [what: string, from: string, to: string][] = [
		["nothing is changed", "", ""],
		["an optional key is missing", "  cost?: string;\n", ""],
		["an optional key is added", "  cost?:", "  price?: string;\n  cost?:"],
		["a key is missing", "  notes: string[];\n", ""],
		["a key is added", "  notes:", "  hints: string[];\n  notes:"],
		["a result is missing", 'stalking: "not-met" | ', "stalking: "],
		["a result is added", 'stalking: "', 'stalking: "likely" | "'],
		["a type is another", "urgent: string[]", "urgent: number[]"],
		["a suggestion is missing", "  suggestion?: string;\n", ""],
		["a part of the content is missing", "  readonly needs: unknown;\n", ""],
		["a part of a response is missing", "  ref?: string | null;\n", ""],
		["a part of a response is another", "  ref?: string", "  ref?: number"],
		["an answer is another", '"danger-now"?: (', '"danger-now"?: (true | '],
		["a function is missing", "function assess", "function assay"],
	];
	const files = changes.flatMap(([, from, to], i) => [
		[`theirs-${i}.d.ts`, published.replace(from, to)],
		[`compared-${i}.ts`, comparison(`theirs-${i}`)],
	]);
	const different = compile(
		folder,
		Object.fromEntries(files),
		{
			module: ts.ModuleKind.Preserve,
			moduleResolution: ts.ModuleResolutionKind.Bundler,
			skipLibCheck: true,
		},
		[resolve("src/content/virtual.d.ts")],
	).wrong.map(([file]) => file);

	test.each(changes.map(([what, from], i) => ({ what, from, i })))(
		"are the same only as they are: $what",
		({ from, i }) => {
			expect(published).toContain(from);
			expect(different.includes(`compared-${i}.ts`)).toBe(i > 0);
		},
	);

	test("differ nowhere else", () => {
		expect(different.filter((it) => !it.startsWith("compared-"))).toEqual([]);
	});
});
