import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { call } from "../support/call";
import { run as runBuilt, temporaryFolder } from "../support/run";

const folder = temporaryFolder();

/** A copy of the questions in which a text of a file is another. */
function edited(name: string, file?: string, text = "", by = ""): string {
	const copy = join(folder, name);
	cpSync("questions", copy, { recursive: true });
	if (file === undefined) return copy;
	const before = readFileSync(join(copy, file), "utf8");
	expect(before).toContain(text);
	writeFileSync(join(copy, file), before.replace(text, by));
	return copy;
}

const same = edited("same");
/** One small change to everyday life is a big effect on it. */
const loosened = edited(
	"loosened",
	"terms.json",
	'"atLeast": 2, "of": ["other-changes"]',
	'"atLeast": 1, "of": ["other-changes"]',
);
const serious = {
	"unwanted-contact": "more-than-once",
	distressed: "yes",
	"serious-effect": "yes",
	"sleep-or-health": "yes",
};
const HASH = /sha256-[0-9a-f]{64}/g;

describe.concurrent("diff", () => {
	test("shows what a looser condition does: which results, for how many responses, and which cases", async () => {
		const { exitCode, stdout, stderr } = await runBuilt(["diff", "questions", loosened]);
		expect([exitCode, stderr]).toEqual([0, ""]);
		const lines = stdout.replace(HASH, "sha256-…").split("\n");
		expect(lines.slice(1, 4)).toEqual([
			expect.stringMatching(/^ew-stalking-serious: another result for [\d,]+ of [\d,]+ possible responses$/),
			expect.stringMatching(/^ {2}unclear to met: [\d,]+, such as /),
			expect.stringMatching(/^10 definitions give the same result for every possible response: leaflet-harassment, /),
		]);
		expect(lines[2]).toContain(JSON.stringify({ answers: serious }));
		expect(stdout).toContain(
			": ew-stalking-serious from unclear to met (Serious alarm and bad sleep or health may meet section 4A)\n",
		);
		expect(stdout).toMatch(
			/Entries that differ: 1\n {2}packs\/england-and-wales\/elements\/fear-or-serious-effect\/soft\n$/,
		);
	});

	test("says the same as JSON, of one folder alone against the built-in content", async () => {
		const { definitions, cases, ...found } = JSON.parse((await runBuilt(["diff", loosened, "--json"])).stdout);
		expect(found).toMatchObject({ format: "stalk-check/difference@1", new: { changed: true } });
		const [{ responses, ...way }] = definitions.changed[0].ways;
		expect(way).toEqual({ from: "unclear", to: "met", answers: serious });
		expect(definitions.changed).toMatchObject([{ definition: "ew-stalking-serious", changed: responses }]);
		expect(BigInt(definitions.changed[0].responses)).toBeGreaterThan(BigInt(responses));
		expect(cases.changed.length).toBeGreaterThan(0);
		expect(cases.changed[0].results).toEqual([{ result: "ew-stalking-serious", from: "unclear", to: "met" }]);
	});

	test("finds nothing between copies, and says so in a line", async () => {
		const { exitCode, stdout } = await call(["diff", same]);
		expect(exitCode).toBe(0);
		expect(stdout.split("\n").slice(1)).toEqual([
			expect.stringMatching(/^11 definitions give the same result for every possible response: /),
			"There are no cases: name a folder of them with --cases.",
			"Entries that differ: 0",
			"",
		]);
	});

	test("says which item only one has, and that responses with it are not compared", async () => {
		const copy = edited(
			"spare",
			"checklists/about.json",
			'"items": [',
			'"items": [{ "id": "spare", "answerSet": "yes-no", "text": "Is it?", "label": "It is" },',
		);
		const screens = join(copy, "screens.json");
		writeFileSync(screens, readFileSync(screens, "utf8").replace('"very-frightened"', '"very-frightened", "spare"'));
		const { exitCode, stdout } = await call(["diff", "questions", copy]);
		expect(exitCode).toBe(0);
		expect(stdout).toContain("\nOnly in the new content: item spare, read by no definition\n");
		expect(stdout).toContain("\nCompared over the responses that both allow: ");
		expect(stdout).toContain("\n11 definitions give the same result for every response that both allow: ");
		expect(stdout).toContain("\n  checklists/about/items/spare\n");
	});

	test("takes cases from --cases, or else from the new folder before the old one", async () => {
		const [old, cased, named] = [edited("old"), edited("cased"), join(folder, "named")];
		const caseNamed = (name: string) => ({ name, why: "Made up.", response: { answers: serious }, expect: {} });
		for (const [at, ...names] of [
			[join(old, "cases"), "Old", "Older"],
			[join(cased, "cases"), "New"],
			[named, "Named", "Named too", "And this"],
		] as [string, ...string[]][]) {
			mkdirSync(at);
			writeFileSync(join(at, "made.json"), JSON.stringify({ cases: names.map(caseNamed) }));
		}
		const compared = async (...args: string[]) => JSON.parse((await call(["diff", ...args, "--json"])).stdout).cases;
		expect(await compared(old, same)).toMatchObject({ compared: 2, changed: [] });
		expect(await compared(old, cased, "--cases", named)).toMatchObject({ compared: 3, changed: [] });
		cpSync(join(loosened, "terms.json"), join(old, "terms.json"));
		expect(await compared(old, cased)).toEqual({
			compared: 1,
			changed: [
				{
					path: "cases/made.json#/cases/0",
					name: "New",
					results: [{ result: "ew-stalking-serious", from: "met", to: "unclear" }],
				},
			],
		});
	});

	test("refuses what it cannot compare: 2 for the command line, 4 for content, 5 for files", async () => {
		const older = edited(
			"older",
			"packs/leaflet/definitions.json",
			'"unwanted"',
			'{ "op": "all", "of": ["unwanted"] }',
		);
		const missing = join(folder, "missing");
		for (const [args, code, says] of [
			[[], 2, "Name two folders"],
			[[same, same, same], 2, "Name two folders"],
			[[same, missing], 5, "cannot be read: it does not exist"],
			[[older, same], 4, `The content in ${older} is wrong.`],
			[[same, older], 4, "must be a condition"],
			[[same, loosened, "--cases", missing], 5, "missing"],
		] as const) {
			const { exitCode, stdout, stderr } = await call(["diff", ...args]);
			expect([args, exitCode, stdout]).toEqual([args, code, ""]);
			expect(stderr.replace(/\s+/g, " ")).toContain(says);
		}
	});
});
