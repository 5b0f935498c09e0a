import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { readCases } from "../src/content/load";
import { checkCase, missingCases } from "../src/content/review";

const cases = await readCases("test/cases");

describe("the living specification", () => {
	test.each(cases.map((it) => [it.case.name, it.path, it.case] as const))("%s", (_name, path, it) => {
		expect(checkCase(content, it), path).toEqual([]);
	});

	test("has a met, a not-met and an unclear case for every definition", () => {
		expect(missingCases(content, cases)).toEqual([]);
	});

	test("says each thing once", () => {
		const names = cases.map((it) => it.case.name);
		expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
	});
});
