import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import readWorkbook from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import type { Content } from "../../src/content/schema";
import { buildForm } from "../../src/forms/form";
import { xlsForm } from "../../src/forms/xlsform";
import { questionsOf } from "../support/form-answers";
import { temporaryFolder } from "../support/run";

type Row = Record<string, string>;

/** The rows of each sheet by their headings, as a library reads them. */
async function sheetsOf(from: Content = content) {
	const sheets = await readWorkbook(Buffer.from(xlsForm(buildForm(from, {}))));
	return Object.fromEntries(
		sheets.map(({ sheet, data: [headings = [], ...rows] }) => [
			sheet,
			rows.map((row): Row => Object.fromEntries(row.map((cell, i) => [headings[i], cell ?? ""]))),
		]),
	) as Record<string, Row[]>;
}
const { survey = [], choices = [], settings = [] } = await sheetsOf();
const optionsOf = (list?: string) => choices.filter((it) => it.list_name === list).map(({ name }) => name);
const listOf = ({ type = "" }: Row) => /^select_one (\S+)$/.exec(type)?.[1];
const questions = survey.filter(listOf);

describe("the workbook of an XLSForm", () => {
	test("has the sheets, columns and types of the specification", () => {
		expect(Object.keys(survey[0] ?? {})).toEqual(["type", "name", "label", "hint", "relevant", "appearance"]);
		expect(Object.keys(choices[0] ?? {})).toEqual(["list_name", "name", "label"]);
		expect(settings).toEqual([
			{ form_title: "Questions", form_id: "questions", version: content.version, style: "pages" },
		]);
		for (const { type } of survey) expect(type).toMatch(/^(begin_group|end_group|note|select_one [\w-]+)$/);
	});

	test("names everything once, as XML can", () => {
		const names = survey.filter(({ type }) => type !== "end_group").map(({ name }) => name);
		for (const name of names) expect(name).toMatch(/^[A-Za-z_][\w.-]*$/);
		expect(new Set(names).size).toBe(names.length);
		for (const { name } of choices) expect(name).toMatch(/^[\w.-]+$/);
	});

	test("closes each group before the next, and labels everything in it", () => {
		let depth = 0;
		for (const { type, label } of survey) {
			depth += type === "begin_group" ? 1 : type === "end_group" ? -1 : 0;
			expect([0, 1]).toContain(depth);
			expect(label === "").toBe(type === "end_group");
		}
		expect(depth).toBe(0);
	});

	test("asks every question, with its options and labels", () => {
		const asked = questions.map((row) => ({ id: row.name, text: row.label, options: optionsOf(listOf(row)) }));
		expect(asked).toEqual(
			questionsOf(content).map(({ id, text, options }) => ({ id, text, options: options.map((it) => it.id) })),
		);
	});

	test("makes nothing depend on what is not there, or comes later", () => {
		const dependent = survey.filter(({ relevant }) => relevant);
		expect(dependent).toHaveLength(content.signs.urgent.length + 1);
		for (const row of dependent) {
			expect(row.relevant?.replaceAll(/\$\{[\w-]+\} !?= '[\w-]+'/g, "x")).toMatch(/^x( and x)*$|^x( or x)*$/);
			for (const [, name, option] of (row.relevant as string).matchAll(/\$\{([\w-]+)\} !?= '([\w-]+)'/g)) {
				const other = survey.find((it) => it.name === name);
				expect(optionsOf(other && listOf(other))).toContain(option);
				expect(survey.indexOf(other as Row)).toBeLessThan(survey.indexOf(row));
			}
		}
	});

	test("compares answers as XPath does", () => {
		const relevantOf = (name: string) => survey.find((row) => row.name === name)?.relevant;
		expect(relevantOf("danger-now-advice")).toMatch(/^\$\{danger-now\} = 'yes'$/);
		expect(relevantOf("ordinary-reason")).toMatch(
			/^\$\{danger-now\} != 'yes' and .* and \$\{very-frightened\} != 'yes'$/,
		);
	});

	test("takes no text for a heading, bold print, a question or the end of a cell", async () => {
		const words = { ...content.words, forms: { ...content.words.forms, skip: `# *a* & <b> $${"{weapon}"}\u0007` } };
		const made = await sheetsOf({ ...content, words });
		expect(made.survey?.[1]?.label).toMatch(/\\# \\\*a\\\* & \\<b> \$ \{weapon\}$/);
	});

	test("is the same bytes each time", () => {
		const [one, two] = [1, 2].map(() => Buffer.from(xlsForm(buildForm(content, {}))));
		expect(one?.equals(two as Buffer)).toBe(true);
	});
});

const hasUnzip = spawnSync("unzip", ["-v"]).status === 0;

test.skipIf(!hasUnzip)("unzip finds nothing wrong with the workbook (needs unzip)", () => {
	const file = join(temporaryFolder(), "form.xlsx");
	writeFileSync(file, xlsForm(buildForm(content, {})));
	const { stdout, stderr } = spawnSync("unzip", ["-t", file], { encoding: "utf8" });
	expect(stderr).toBe("");
	expect(stdout).toContain("No errors detected");
});

const hasPyxform = spawnSync("python3", ["-c", "import pyxform"]).status === 0;

test.skipIf(!hasPyxform)("pyxform converts it without a warning (needs pyxform)", () => {
	const file = join(temporaryFolder(), "form.xlsx");
	writeFileSync(file, xlsForm(buildForm(content, {})));
	const code = `import json, sys
from pyxform.xls2xform import convert
warnings = []
print(json.dumps([convert(sys.argv[1], warnings=warnings, validate=False).xform.count("<bind "), warnings]))`;
	const { stdout } = spawnSync("python3", ["-c", code, file], { encoding: "utf8" });
	const [binds, warnings] = JSON.parse(stdout);
	expect(warnings).toEqual([]);
	expect(binds).toBeGreaterThan(questions.length);
});
