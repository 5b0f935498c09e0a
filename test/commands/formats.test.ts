import { existsSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { call as run } from "../support/call";
import { response } from "../support/report-input";
import { jsonIn, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const input = JSON.stringify(response);
const file = join(folder, "response.json");
writeFileSync(file, input);

describe("--format", () => {
	test.each([
		["html", "<!DOCTYPE html>\n<html"],
		["markdown", "# Notes\n"],
	])("%s writes a document, by itself or with assess", async (format, start) => {
		for (const args of [
			["--format", format],
			["assess", file, "--format", format],
		]) {
			const ran = await run(args, input, { env: { FORCE_COLOR: "1" } });
			expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
			expect(ran.stdout.startsWith(start)).toBe(true);
			expect(ran.stdout).not.toContain("\x1b");
		}
	});

	test("goes with --for, --exit-code and --questions", async () => {
		const ran = await run([
			"assess",
			file,
			"--format",
			"markdown",
			"--for",
			"someone-else",
			"--exit-code",
			"--questions",
			"questions",
		]);
		expect([ran.exitCode, ran.stderr]).toEqual([20, ""]);
		expect(ran.stdout).toContain("These answers match.");
	});

	test("of a report without a file to replace is explained", async () => {
		const ran = await run(["assess", file, "--force"], "");
		expect([ran.exitCode, ran.stdout]).toEqual([2, ""]);
		expect(ran.stderr).toContain("--force replaces a file: name one with --output FILE");
	});
});

describe("--output", () => {
	const output = join(folder, "notes.html");
	const write = (...more: string[]) => run(["assess", file, "--format", "html", "--output", output, ...more]);

	test("writes over nothing, but with --force, and for its owner only", async () => {
		expect(await write()).toEqual({ exitCode: 0, stdout: "", stderr: "" });
		const first = readFileSync(output, "utf8");
		expect(first.endsWith("</html>\n")).toBe(true);
		writeFileSync(output, "old");
		const refused = await write();
		expect([refused.exitCode, readFileSync(output, "utf8")]).toEqual([5, "old"]);
		expect(refused.stderr).toContain("--force");
		expect((await write("--force")).exitCode).toBe(0);
		expect(readFileSync(output, "utf8")).toBe(first);
		expect(statSync(output).mode & 0o777).toBe(0o600);
		const other = join(folder, "other.html");
		expect((await run(["assess", file, "--output", other, "--force"])).exitCode).toBe(0);
		expect(existsSync(other)).toBe(true);
	});

	test("says where the result went when the name is a link", async () => {
		const link = join(folder, "link.html");
		symlinkSync(output, link);
		writeFileSync(output, "old");
		const { exitCode, stderr } = await run(["assess", file, "--format", "html", "--output", link, "--force"]);
		expect([exitCode, stderr]).toEqual([0, `${link} is a link. The result is in ${realpathSync(output)}\n`]);
		expect(readFileSync(output, "utf8").endsWith("</html>\n")).toBe(true);
	});
});

describe("--redact", () => {
	test.each(["text", "json", "markdown", "html"])("leaves the same out of %s, whatever it was", async (format) => {
		const other = {
			...response,
			ref: "other",
			place: "scotland",
			answers: {
				...response.answers,
				relationship: "stranger",
				"under-18": "yes",
			},
		};
		const args = ["--format", format, "--redact"];
		const [one, two] = await Promise.all([run(args, input), run(args, JSON.stringify(other))]);
		expect([one.exitCode, one.stderr]).toEqual([0, ""]);
		expect(two).toEqual(one);
		expect(one.stdout).not.toContain("2025/114");
	});

	test("assesses every place", async () => {
		const output = join(folder, "redacted.json");
		await run(["assess", file, "--json", "--redact", "--output", output]);
		const ids = jsonIn(output).verdicts.map((it: { definition: string }) => it.definition);
		expect(ids).toContain("sc-stalking");
		expect(ids).toContain("ew-stalking");
	});
});
