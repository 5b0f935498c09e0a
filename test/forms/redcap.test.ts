import { readFileSync } from "node:fs";
import content from "virtual:content";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { buildForm } from "../../src/forms/form";
import { redcapRows } from "../../src/forms/redcap";
import { csvText } from "../../src/tables/cells";
import { questionsOf } from "../support/form-answers";

type Field = Record<string, string>;
const csv = csvText(redcapRows(buildForm(content, {})));
const [headings = [], ...rows]: string[][] = parse(csv);
const fields = rows.map((row): Field => Object.fromEntries(row.map((cell, i) => [headings[i], cell])));
const nameOf = (field: Field) => field["Variable / Field Name"] as string;
const names = fields.map(nameOf);
const choicesOf = (field?: Field) =>
	(field?.["Choices, Calculations, OR Slider Labels"] ?? "").split("|").map(
		(choice) =>
			/^([^,]*),(.*)$/s
				.exec(choice.trim())
				?.slice(1)
				.map((part) => part.trim()) ?? [],
	);
const radios = fields.filter((field) => field["Field Type"] === "radio");

describe("the data dictionary of REDCap", () => {
	test("has its columns, in order", () => {
		expect(headings.join("\n")).toBe(readFileSync("test/fixtures/redcap-columns.txt", "utf8").trim());
	});

	test("begins with the record, and names each field once, in letters that REDCap takes", () => {
		expect(fields[0]).toMatchObject({ "Variable / Field Name": "record_id", "Field Type": "text" });
		for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
		expect(new Set(names).size).toBe(names.length);
		expect(Math.max(...names.map(({ length }) => length))).toBeLessThanOrEqual(100);
	});

	test("asks every question, with its options and labels", () => {
		const asked = radios.map((field) => ({ text: field["Field Label"], options: choicesOf(field) }));
		expect(asked).toEqual(
			questionsOf(content).map(({ text, options }) => ({
				text,
				options: options.map(({ id, label }) => [id.replaceAll("-", "_"), label]),
			})),
		);
		expect(radios.map(nameOf)).toEqual(questionsOf(content).map(({ id }) => id.replaceAll("-", "_")));
	});

	test("branches on fields and choices that stand before", () => {
		const branching = fields.filter((field) => field["Branching Logic (Show field only if...)"]);
		expect(branching).toHaveLength(content.signs.urgent.length + 1);
		for (const field of branching) {
			const logic = field["Branching Logic (Show field only if...)"] as string;
			expect(logic.replaceAll(/\[\w+\] (=|<>) '\w+'/g, "x")).toMatch(/^x( and x)*$|^x( or x)*$/);
			for (const [, name, code] of logic.matchAll(/\[(\w+)\] (?:=|<>) '(\w+)'/g)) {
				const other = fields.find((it) => nameOf(it) === name);
				expect(choicesOf(other).map(([it]) => it)).toContain(code);
				expect(names.indexOf(name as string)).toBeLessThan(names.indexOf(nameOf(field)));
			}
		}
	});

	test("compares answers as REDCap does", () => {
		const logicOf = (name: string) => fields[names.indexOf(name)]?.["Branching Logic (Show field only if...)"];
		expect(logicOf("danger_now_advice")).toBe("[danger_now] = 'yes'");
		expect(logicOf("ordinary_reason")).toMatch(/^\[danger_now\] <> 'yes' and .* and \[very_frightened\] <> 'yes'$/);
	});

	test("requires nothing, and keeps to the kinds of field that it uses", () => {
		for (const field of fields) {
			expect(field["Required Field?"]).toBe("");
			expect(["text", "radio", "descriptive"]).toContain(field["Field Type"]);
			expect(field["Form Name"]).toBe("questions");
		}
	});

	test("takes no label for a new choice, a tag or the name of a field", () => {
		const [first] = content.answerSets;
		if (!first) throw new Error("there are no answers");
		const options = first.options.map((option) => ({ ...option, label: "<b>Never|ever, [weapon]" }));
		const [, , , ...others] = redcapRows(
			buildForm({ ...content, answerSets: [{ ...first, options }, ...content.answerSets.slice(1)] }, {}),
		);
		const row = others.find(([name]) => name === "followed");
		expect(row?.[5]?.split(" | ")[0]).toBe("never, &lt;b>Never/ever, (weapon)");
	});
});
