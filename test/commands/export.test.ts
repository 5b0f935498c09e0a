import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { call } from "../support/call";
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
