import { readdirSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { call } from "../support/call";
import { jsonIn, run } from "../support/run";

// Another reading of JSON Schema than the one the program has.
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const validator = async (name: string) => ajv.compile(JSON.parse((await call(["schema", name])).stdout));
const isResponse = await validator("response");
const isAssessment = await validator("assessment");

const responses: [name: string, response: object][] = readdirSync("test/cases").flatMap((name) =>
	jsonIn(`test/cases/${name}`).cases.map((it: { name: string; response: object }) => [
		it.name,
		{ ref: it.name, ...it.response },
	]),
);

describe("the published schemas", () => {
	test("hold for the response of every case, and for what is made of it", async () => {
		expect(responses.length).toBeGreaterThan(100);
		for (const [name, response] of responses) {
			expect([name, isResponse(response), isResponse.errors]).toEqual([name, true, null]);
			const { exitCode, stdout } = await call(["--json"], JSON.stringify(response));
			expect([name, exitCode]).toEqual([name, 0]);
			expect([name, isAssessment(JSON.parse(stdout)), isAssessment.errors]).toEqual([name, true, null]);
		}
	});

	test("hold for what the built program writes, and are the ones it publishes", async () => {
		for (const [name, validate] of [
			["response", isResponse],
			["assessment", isAssessment],
		] as const) {
			const { stdout } = await run(["schema", name]);
			expect(JSON.parse(stdout)).toEqual(validate.schema);
		}
		const template = JSON.parse((await run(["template"])).stdout);
		expect([isResponse(template), isResponse.errors]).toEqual([true, null]);
		for (const [, response] of responses.slice(0, 3)) {
			const { stdout } = await run(["--json"], JSON.stringify(response));
			expect([isAssessment(JSON.parse(stdout)), isAssessment.errors]).toEqual([true, null]);
		}
	});

	const suspect: [verdict: "takes" | "refuses", value: unknown][] = [
		["takes", { answers: {} }],
		["takes", { ref: null, place: null, answers: { followed: null } }],
		["takes", { ref: "", place: "scotland", answers: { followed: 0 } }],
		["takes", { answers: { followed: 2 ** 40, violence: "rather-not-say" } }],
		["takes", { answers: { "found-you-after-a-move": "has-not-come-up" } }],
		["refuses", {}],
		["refuses", []],
		["refuses", null],
		["refuses", { answers: null }],
		["refuses", { answers: [] }],
		["refuses", { answers: {}, extra: 1 }],
		["refuses", { ref: 1, answers: {} }],
		["refuses", { place: "narnia", answers: {} }],
		["refuses", { answers: { folowed: "once" } }],
		["refuses", { answers: { followed: "twice" } }],
		["refuses", { answers: { followed: -1 } }],
		["refuses", { answers: { followed: 0.5 } }],
		["refuses", { answers: { followed: 2 ** 60 } }],
		["refuses", { answers: { frightened: 1 } }],
		["refuses", { answers: { frightened: true } }],
		["refuses", { answers: { frightened: "has-not-come-up" } }],
		["refuses", { answers: { relationship: "yes" } }],
	];
	test.each(suspect)("of a response %s what the program does: %j", async (verdict, value) => {
		const { exitCode } = await call(["--json"], JSON.stringify(value));
		expect(exitCode).toBe(verdict === "takes" ? 0 : 3);
		expect(isResponse(value)).toBe(verdict === "takes");
	});

	test("of an assessment refuses anything missing, added or of another kind", async () => {
		const { stdout } = await call(["--json"], '{ "answers": {} }');
		const assessment = JSON.parse(stdout);
		for (const key of Object.keys(assessment)) {
			const { [key]: _, ...rest } = assessment;
			expect([key, isAssessment(rest)]).toEqual([key, false]);
			expect(isAssessment({ ...assessment, [key]: 1 })).toBe(false);
		}
		expect(isAssessment({ ...assessment, extra: 1 })).toBe(false);
		const likely = { harassment: "likely", stalking: "met" };
		expect(isAssessment({ ...assessment, summary: likely })).toBe(false);
		expect(isAssessment(assessment)).toBe(true);
	});

	test("are listed by name, and each is a schema of draft 2020-12", async () => {
		const { exitCode, stdout } = await call(["schema"]);
		expect(exitCode).toBe(0);
		const names = stdout.trimEnd().split("\n");
		for (const name of [
			"response",
			"incident",
			"assessment",
			"compact-assessment",
			"summary",
			"difference",
			"answer-sets",
			"cases",
			"checklist",
			"definitions",
			"edition",
			"notes",
			"pack",
			"signposts",
			"signs",
			"terms",
			"traces",
			"words",
		])
			expect(names).toContain(name);
		for (const name of names) {
			const schema = JSON.parse((await call(["schema", name])).stdout);
			expect([name, schema.$schema]).toEqual([name, "https://json-schema.org/draft/2020-12/schema"]);
			expect([name, ajv.validateSchema(schema)]).toEqual([name, true]);
		}
	});

	test("hold for every file of the questions and the cases", async () => {
		const under = (folder: string) => readdirSync(folder).map((name) => `${folder}/${name}`);
		const files: [schema: string, files: string[]][] = [
			...["answer-sets", "edition", "notes", "signposts", "signs", "terms", "traces", "words"].map(
				(name): [string, string[]] => [name, [`questions/${name}.json`]],
			),
			["checklist", under("questions/checklists")],
			["pack", under("questions/packs").map((it) => `${it}/pack.json`)],
			["definitions", under("questions/packs").map((it) => `${it}/definitions.json`)],
			["cases", under("test/cases")],
		];
		for (const [name, paths] of files) {
			const validate = await validator(name);
			for (const path of paths) expect([path, validate(jsonIn(path)), validate.errors]).toEqual([path, true, null]);
			expect([name, validate({})]).toEqual([name, false]);
		}
	});
});
