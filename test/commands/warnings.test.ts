import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, shell, temporaryFolder } from "../support/run";

/** Node says what will be deprecated one day, too, and where. */
const env = { NODE_OPTIONS: "--pending-deprecation --trace-warnings" };
const folder = temporaryFolder();
const lines = join(folder, "lines.ndjson");
const LINE = '{"answers":{"followed":"once","frightened":"yes"}}\n';
// Enough lines for threads to be started.
writeFileSync(lines, LINE.repeat(10_000));

describe.concurrent("this Node has nothing to warn of", () => {
	const commands: string[][] = [
		[],
		["--json"],
		["assess", "-", "--output", join(folder, "result.txt")],
		["compare"],
		["--questions", "questions"],
		["batch", "--compact"],
		["batch", lines, "--compact", "--jobs", "2", "--output", join(folder, "results")],
		["helplines"],
		["definitions"],
		["traces"],
		["template"],
		["schema", "response"],
		["check"],
		["prove"],
		["completion", "bash"],
		["complete", "bash", "--", "--place", ""],
		["--help"],
		["--version"],
	];
	test.each(commands.map((it) => [it.join(" "), it] as const))("in stalk-check %s", async (_, args) => {
		const { exitCode, stderr } = await run([...args], LINE, env);
		expect([exitCode, stderr]).toEqual([0, ""]);
	});

	test("and would be heard", async () => {
		const line = `"$NODE" -e 'new Buffer(1)'`;
		expect((await shell(line, env)).stderr).toContain("DEP0005");
	});
});
