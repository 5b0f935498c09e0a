import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { call as run } from "../support/call";
import { temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const response = {
	place: "england-and-wales",
	answers: {
		"threat-to-kill-or-harm": "yes",
		followed: "more-than-once",
		frightened: "yes",
		"sleep-or-health": "yes",
	},
};
const piped = (input: object, ...args: string[]) => run(args, JSON.stringify(input));
const FOR = ["--for", "someone-else"];

describe.concurrent("a response for someone else", () => {
	test("is one that says so, or that --for says it of, piped in or in a file", async () => {
		const expected = await piped({ ...response, for: "someone-else" });
		expect(expected).toMatchObject({ exitCode: 0, stderr: "" });
		const file = join(folder, "response.json");
		writeFileSync(file, JSON.stringify(response));
		expect(await piped(response, ...FOR)).toEqual(expected);
		expect(await piped({ ...response, for: null }, ...FOR)).toEqual(expected);
		expect(await piped(response, "assess", ...FOR)).toEqual(expected);
		expect(await piped(response, ...FOR, "assess", "-")).toEqual(expected);
		expect(await run(["assess", file, ...FOR])).toEqual(expected);
	});

	test("is spoken of as theirs, in the report, the notes and the comparison", async () => {
		const { stdout } = await piped(response, ...FOR);
		expect(stdout).toMatch(/^FIRST: THEIR SAFETY {3,}/);
		expect(stdout).toContain("I am calling about someone I know.");
		expect(stdout).not.toMatch(/your (answers|safety|sleep)/i);
		const { stdout: json } = await piped(response, "--json", ...FOR);
		expect(JSON.parse(json).notes).toContainEqual(expect.stringContaining("What it does to them is real"));
		expect(JSON.parse(json).signposts[0].for).toMatch(/^If they are in danger/);
		const compared = await piped({ ...response, for: "someone-else" }, "compare");
		expect(compared.stdout).toContain("HOW THESE ANSWERS FIT");
	});

	test("is told from one's own by its key in JSON", async () => {
		const own = await piped(response, "--json");
		expect(JSON.parse(own.stdout)).not.toHaveProperty("for");
		const other = await piped(response, "--json", ...FOR);
		expect(JSON.parse(other.stdout)).toHaveProperty("for", "someone-else");
	});
});

describe.concurrent("for whom it is", () => {
	test.each([[["--for", "myself"]], [["--for="]], [["assess", "--for", "Someone-Else"]], [["--for"]]])(
		"%j is refused as a slip of the command line",
		async (args) => {
			const { exitCode, stdout, stderr } = await piped(response, ...args);
			expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
			expect(stderr).toContain("--for");
			if (args.at(-1) !== "--for") expect(stderr).toContain("someone-else");
		},
	);

	test("is refused in a response with its place and what was meant", async () => {
		const { exitCode, stdout, stderr } = await piped({
			...response,
			for: "someone_else",
		});
		expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "" });
		expect(stderr).toContain('  /for: must be one of someone-else, not "someone_else". Did you mean "someone-else"?\n');
	});

	test("stands in a template, to be filled in", async () => {
		const { stdout } = await run(["template"]);
		expect(JSON.parse(stdout)).toHaveProperty("for", null);
	});
});
