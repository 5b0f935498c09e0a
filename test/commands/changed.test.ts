import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { call as run } from "../support/call";
import { Person, walk } from "../support/person";
import { temporaryFolder } from "../support/run";
import { AGAIN } from "../support/terminal";

const folder = temporaryFolder();
const { notices, report } = content.words;

/** A copy of the questions in which one definition says something else. */
const changed = join(folder, "changed");
cpSync("questions", changed, { recursive: true });
const definitions = join(changed, "packs/leaflet/definitions.json");
const before = readFileSync(definitions, "utf8");
writeFileSync(definitions, before.replace("two or more times", "two times"));

/** The same questions, in another place. */
const same = join(folder, "same");
cpSync("questions", same, { recursive: true });

const response = JSON.stringify({
	place: "scotland",
	answers: { followed: 2, violence: "yes", frightened: "yes" },
});
const oneLine = (text: string) => text.replace(/\s+/g, " ");
/** What the program says, in one line. */
const said = async (args: string[], input = response) => {
	const { exitCode, stdout, stderr } = await run(args, input);
	expect([args, exitCode, stderr]).toEqual([args, 0, ""]);
	return oneLine(stdout);
};

describe.concurrent("questions that are not those that were shipped", () => {
	const shown: [what: string, args: string[]][] = [
		["a result", []],
		["a result for someone else", ["--for", "someone-else"]],
		["helplines", ["helplines"]],
		["definitions", ["definitions"]],
		["one definition", ["definitions", "leaflet-stalking"]],
		["a comparison", ["compare"]],
		["traces", ["traces"]],
	];
	test.each(shown)("are named as such before %s", async (_, args) => {
		const own = await said([...args, "--questions", changed]);
		expect(own).toContain(notices.changed);
		expect(await said(args)).not.toContain(notices.changed);
		expect(await said([...args, "--questions", same])).toBe(await said(args));
	});

	test("are named after urgent signs, before any result, and where the version is", async () => {
		const text = await said(["--questions", changed]);
		const at = (words: string) => text.indexOf(words);
		expect(at(report.urgentTitle.toUpperCase())).toBe(0);
		expect(at(notices.changed)).toBeGreaterThan(at(report.tellFirst));
		expect(at(notices.changed)).toBeLessThan(at(report.resultTitle.toUpperCase()));
		expect(at("They are not those that came with stalk-check.")).toBeGreaterThan(at(report.helpsTitle.toUpperCase()));
		expect(await said([])).not.toContain("They are not those");
	});

	test("are marked in JSON, and others are not", async () => {
		const assessed = async (...args: string[]) => JSON.parse(await said([...args, "--json"]));
		const own = await assessed("--questions", changed);
		const shipped = await assessed();
		expect(own.content.changed).toBe(true);
		expect(own.content.hash).not.toBe(shipped.content.hash);
		expect(shipped.content).not.toHaveProperty("changed");
		expect(await assessed("--questions", same)).toEqual(shipped);
	});

	test("are marked in every line of a batch, and in its summary", async () => {
		const options = ["batch", "--questions", changed];
		const whole = await run([...options, "--summary", "--json"], response);
		const alone = await said(["--questions", changed, "--json"]);
		expect(whole.exitCode).toBe(0);
		expect(JSON.parse(whole.stdout)).toEqual(JSON.parse(alone));
		const { content: stamp } = JSON.parse(alone);
		expect(JSON.parse(whole.stderr).content).toEqual(stamp);

		const compact = await run([...options, "--compact", "--summary"], `${response}\n{"answers":{}}\n`);
		const lines = compact.stdout.trim().split("\n");
		expect(lines.map((line) => JSON.parse(line).changed)).toEqual([true, true]);
		expect(compact.stderr).toContain("They are not those that came");
		const others = await run(["batch", "--compact", "--summary", "--questions", same], response);
		expect(others.stdout).not.toContain("changed");
		expect(others.stderr).not.toContain("They are not those that came");
	});

	test("are named above the helplines of an interview, and in what is left on the screen", AGAIN, async () => {
		const person = new Person(["--short", "--questions", changed]);
		await walk(person);
		await person.presses("3");
		await person.isAsked(notices.changed.slice(0, 40));
		await person.presses("b");
		await person.finishes();
		expect(oneLine(await person.terminal.text())).toContain(notices.changed.slice(0, 40));
	});
});

const [year = "", ...rest] = content.checkedOn.split("-");
const inAYear = [Number(year) + 1, ...rest].join("-");
const dayAfter = new Date(Date.parse(inAYear) + 86_400_000).toISOString().slice(0, 10);

describe.concurrent("questions that were last checked more than a year ago", () => {
	const old = `${notices.old} ${content.checkedOn}.`;
	const on = async (today: string, args: string[]) => {
		const { exitCode, stdout, stderr } = await run(args, response, { today });
		expect([args, exitCode, stderr]).toEqual([args, 0, ""]);
		return stdout;
	};

	test.each([
		["a result", []],
		["helplines", ["helplines"]],
		["some helplines", ["helplines", "--need", "stalking"]],
		["definitions", ["definitions"]],
		["a comparison", ["compare"]],
	] as const)("are said to be old before %s", async (_, args) => {
		expect(oneLine(await on(dayAfter, [...args]))).toContain(old);
		expect(oneLine(await on(inAYear, [...args]))).not.toContain(notices.old);
	});

	test("give the same bytes as JSON on any day", async () => {
		for (const args of [["--json"], ["helplines", "--json"], ["traces", "--json"]])
			expect(await on(dayAfter, args)).toBe(await on(inAYear, args));
	});
});
