import { readFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import readWorkbook from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { call } from "../support/call";
import { answersAsked } from "../support/form-answers";
import { anyResponse } from "../support/random";
import { run, temporaryFolder } from "../support/run";

const folder = temporaryFolder();

describe("export", () => {
	test.each([
		["surveyjs", /^\{\n/],
		["redcap", /^Variable \/ Field Name,/],
		["xlsform", /^PK/],
	])("%s writes the form to a file, or to what reads it", async (tool, start) => {
		const file = join(folder, tool);
		expect(await call(["export", tool, "--output", file])).toEqual({ exitCode: 0, stdout: "", stderr: "" });
		const { exitCode, stdout } = await call(["export", tool]);
		expect(exitCode).toBe(0);
		expect(stdout).toBe(readFileSync(file).toString());
		expect(stdout).toMatch(start);
	});

	test("takes the place and for whom it is", async () => {
		const { stdout } = await call(["export", "surveyjs", "--place", "scotland", "--for", "someone-else"]);
		const { pages } = JSON.parse(stdout);
		expect(pages.map(({ name }: { name: string }) => name)).not.toContain("section-place");
		expect(stdout).toContain("Are they in danger right now?");
	});

	test("never writes a workbook on a window", async () => {
		const { exitCode, stdout, stderr } = await call(["export", "xlsform"], "", { terminals: [1] });
		expect([exitCode, stdout]).toEqual([2, ""]);
		expect(stderr).toContain("--output form.xlsx");
	});

	test("names the tools that there are", async () => {
		const { exitCode, stderr } = await call(["export", "redcup"]);
		expect(exitCode).toBe(2);
		expect(stderr).toContain('There is no tool "redcup". Did you mean "redcap"?');
		expect((await call(["export"])).stdout).toContain("Usage: stalk-check export [options] [tool]");
	});
});

test("the built program writes a whole workbook into a pipe", async () => {
	const { exitCode, stdout } = await run(["export", "xlsform"]);
	expect(exitCode).toBe(0);
	expect(stdout).toContain("xl/worksheets/sheet3.xml");
});

describe("what a form gives back goes straight into batch", () => {
	const places = ["england", "scotland", "elsewhere", undefined];
	const responses = fc.sample(anyResponse(content), { numRuns: 20, seed: 1 }).map((response, i) => ({
		place: places[i % places.length],
		answers: answersAsked(content, response),
	}));
	const answerTo = ({ place, answers }: (typeof responses)[number], name: string) =>
		name === "place" ? (place ?? "") : `${answers[name] ?? ""}`;
	const csv = (rows: string[][]) => rows.map((cells) => `${cells.join(",")}\n`).join("");

	/** The results of a table are those of the same responses as JSON. */
	async function expectSame(table: string) {
		const given = responses.map((response) => `${JSON.stringify(response)}\n`).join("");
		const expected = await call(["batch", "--compact"], given);
		expect(expected.exitCode).toBe(0);
		const { exitCode, stdout } = await call(["batch", "--compact", "--from", "csv", "--to", "ndjson"], table);
		expect([exitCode, stdout]).toEqual([0, expected.stdout]);
	}

	test("from KoboToolbox or ODK, with the names of groups before those of questions", async () => {
		await call(["export", "xlsform", "--output", join(folder, "form.xlsx")]);
		const sheets = await readWorkbook(join(folder, "form.xlsx"));
		let group = "";
		const names = (sheets.find(({ sheet }) => sheet === "survey")?.data ?? []).slice(1).flatMap(([type, name]) => {
			if (type === "begin_group") group = `${name}`;
			return /_group$/.test(`${type}`) ? [] : [`${group}/${name}`];
		});
		const rows = responses.map((response, i) => [
			"2026-11-28",
			...names.map((name) => answerTo(response, name.split("/")[1] ?? "")),
			`${i}`,
		]);
		await expectSame(csv([["start", ...names, "_id"], ...rows]));
	});

	test("from REDCap, raw", async () => {
		const { stdout } = await call(["export", "redcap"]);
		const fields: Record<string, string>[] = parse(stdout, { columns: true });
		const names = fields
			.filter((field) => field["Field Type"] === "radio")
			.map((field) => field["Variable / Field Name"] as string);
		const ids = Object.fromEntries(
			["place", ...content.checklists.flatMap(({ items }) => items.map(({ id }) => id))].map((id) => [
				id.replaceAll("-", "_"),
				id,
			]),
		);
		const rows = responses.map((response, i) => [
			`${i + 1}`,
			...names.map((name) => answerTo(response, ids[name] ?? "").replaceAll("-", "_")),
			"2",
		]);
		await expectSame(csv([["record_id", ...names, "questions_complete"], ...rows]));
	});
});
