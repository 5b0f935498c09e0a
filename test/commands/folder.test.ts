import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Assessment, Problem } from "../../src/content/schema";
import { call as run } from "../support/call";
import { run as runBuilt, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
let copies = 0;

/** A copy of the questions with their cases inside, to change at will. */
function copyOfQuestions(): string {
	const copy = join(folder, `copy-${++copies}`);
	cpSync("questions", copy, { recursive: true });
	cpSync("test/cases", join(copy, "cases"), { recursive: true });
	return copy;
}

/** Changes the first place in a file that holds the text. */
function replaceIn(file: string, text: string, by: string) {
	const before = readFileSync(file, "utf8");
	if (!before.includes(text)) throw new Error(`${file} does not hold ${text}`);
	writeFileSync(file, before.replace(text, by));
}

/** Adds an item `spare`, which nothing uses, to the last checklist. */
function addSpareItem(copy: string) {
	replaceIn(
		join(copy, "checklists/about.json"),
		'"items": [',
		'"items": [{ "id": "spare", "answerSet": "yes-no", "text": "Is it?", "label": "It is" },',
	);
	replaceIn(join(copy, "screens.json"), '"very-frightened"', '"very-frightened", "spare"');
}

function writeJson(file: string, value: unknown) {
	writeFileSync(file, JSON.stringify(value));
}

/** What the built program says of its own content. */
const builtIn = await runBuilt(["check", "--today", "2026-11-26"]);

const assessedBy = async (
	questions: string | undefined,
	response: object = { answers: { followed: "once" } },
): Promise<Assessment> => {
	const args = questions === undefined ? [] : ["--questions", questions];
	const { stdout } = await run([...args, "--json"], JSON.stringify(response));
	return JSON.parse(stdout);
};

describe.concurrent("check", () => {
	test("finds nothing wrong with the questions that came with the program", async () => {
		const { exitCode, stdout, stderr } = builtIn;
		expect([exitCode, stderr]).toEqual([0, ""]);
		expect(stdout).toMatch(/^No problems: /);
		const { content } = await assessedBy(undefined);
		expect(stdout).toContain(content.hash);
		expect(stdout).toContain(content.checkedOn);
	});

	test("finds the same in a copy of them, and where the cases are said to be", async () => {
		const copy = copyOfQuestions();
		expect(await run(["check", copy])).toEqual(builtIn);
		const elsewhere = join(folder, "elsewhere");
		renameSync(join(copy, "cases"), elsewhere);
		expect(await run(["check", copy, "--cases", elsewhere])).toEqual(builtIn);
	});

	test("wants cases", async () => {
		const copy = copyOfQuestions();
		rmSync(join(copy, "cases"), { recursive: true });
		const missing = await run(["check", copy]);
		expect(missing.exitCode).toBe(4);
		expect(missing.stdout).toContain("cases: there is no such folder");

		mkdirSync(join(copy, "cases"));
		const empty = await run(["check", copy]);
		expect(empty).toMatchObject({ exitCode: 4, stderr: "" });
		for (const id of ["leaflet-harassment", "leaflet-stalking", "ew-stalking"])
			expect(empty.stdout).toContain(`"${id}" to be met or not-met or unclear`);
	});

	test("names the case that comes out otherwise, its file, and both results", async () => {
		const copy = copyOfQuestions();
		writeJson(join(copy, "cases/mine.json"), {
			cases: [
				{
					name: "One thing once",
					why: "To be wrong.",
					response: { answers: {} },
					expect: { "leaflet-stalking": "met", "leaflet-stalkin": "met" },
					urgent: ["violence"],
				},
			],
		});
		const { exitCode, stdout } = await run(["check", copy]);
		expect(exitCode).toBe(4);
		const at = "cases/mine.json#/cases/0";
		for (const line of [
			`${at}/expect/leaflet-stalking: expected "met", got "unclear" (One thing once).`,
			`${at}/expect/leaflet-stalkin: `,
			'Did you mean "leaflet-stalking"?',
			`${at}/urgent: expected ["violence"], got [] (One thing once).`,
		])
			expect(stdout).toContain(line);
	});

	test("finds an item that nothing uses, and a result that no case expects", async () => {
		const copy = copyOfQuestions();
		addSpareItem(copy);
		replaceIn(
			join(copy, "packs/crime-survey/definitions.json"),
			'"id": "survey-stalking"',
			'"id": "survey-stalking-anew"',
		);
		const { exitCode, stdout } = await run(["check", copy]);
		expect(exitCode).toBe(4);
		for (const line of [
			'checklists/about.json#/items/0/id: nothing uses the answer to "spare".',
			'packs/crime-survey/definitions.json#/definitions/0: no case expects "survey-stalking-anew" to be met or not-met or unclear.',
		])
			expect(stdout).toContain(`\n  ${line}\n`);
	});
});

describe.concurrent("content that is wrong ends in 4, and says where:", () => {
	type Slip = {
		what: string;
		file: string;
		text: string;
		by: string;
		path: string | RegExp;
		says: string;
		suggestion?: string;
	};
	const definitions = "packs/leaflet/definitions.json";
	const slips: Slip[] = [
		{
			what: "a file that is not JSON",
			file: "signs.json",
			text: "{",
			by: "{,",
			path: "signs.json",
			says: "is not JSON",
		},
		{
			what: "an item that does not exist",
			file: "terms.json",
			text: '"followed"',
			by: '"folowed"',
			path: /^terms\.json#\/groups\/\d+\/items\/\d+$/,
			says: 'there is no item, group or term "folowed"',
			suggestion: "followed",
		},
		{
			what: "an option that does not exist",
			file: "signs.json",
			text: '"yes"',
			by: '"yess"',
			path: "signs.json#/urgent/0/is/0",
			says: '"yess"',
			suggestion: "yes",
		},
		{
			what: "a kind of condition that does not exist",
			file: definitions,
			text: '"occasions"',
			by: '"ocasions"',
			path: /^packs\/leaflet\/definitions\.json#\/elements\/\d+\/criterion$/,
			says: "must be a condition",
			suggestion: "occasions",
		},
		{
			what: "a condition of an older edition",
			file: definitions,
			text: '"unwanted"',
			by: '{ "op": "all", "of": ["unwanted"] }',
			path: /^packs\/leaflet\/definitions\.json#\/elements\/\d+\/criterion$/,
			says: 'must be a condition: the id of an item, a group or a term, or an object with "item", "any", "all"',
		},
		{
			what: "a group that does not exist",
			file: "checklists/pattern.json",
			text: '"item": "dangers"',
			by: '"item": "dangerz"',
			path: /^checklists\/pattern\.json#\/items\/\d+\/askWhen/,
			says: 'there is no item, group or term "dangerz"',
			suggestion: "dangers",
		},
		{
			what: "a misspelt key",
			file: definitions,
			text: '"criterion"',
			by: '"criterium"',
			path: /^packs\/leaflet\/definitions\.json#\/elements\/\d+\/criterium$/,
			says: "is not expected here",
		},
		{
			what: "a missing key",
			file: "checklists/about.json",
			text: '"title"',
			by: '"tittle"',
			path: "checklists/about.json#/title",
			says: "",
		},
		{
			what: "a signpost that does not exist",
			file: "traces.json",
			text: '"national-stalking-helpline"',
			by: '"national-stalking-helplin"',
			path: "traces.json#/ask/signpost",
			says: 'there is no signpost "national-stalking-helplin"',
			suggestion: "national-stalking-helpline",
		},
		{
			what: "an answer set that does not exist",
			file: "checklists/about.json",
			text: '"answerSet": "yes-no"',
			by: '"answerSet": "yes-not"',
			path: "checklists/about.json#/items/1/answerSet",
			says: '"yes-not"',
			suggestion: "yes-no",
		},
		{
			what: "an element that does not exist",
			file: "packs/england-and-wales/definitions.json",
			text: '"id": "acts-of-stalking"',
			by: '"id": "act-of-stalking"',
			path: /^packs\/england-and-wales\/definitions\.json#\/definitions\/\d+\/routes\/0\/elements\/\d+$/,
			says: '"acts-of-stalking"',
			suggestion: "act-of-stalking",
		},
		{
			what: "a pack in a folder of another name",
			file: "packs/leaflet/pack.json",
			text: '"id": "leaflet"',
			by: '"id": "leaflets"',
			path: "packs/leaflet/pack.json#/id",
			says: 'is "leaflets" in a folder called "leaflet"',
		},
		{
			what: "a second item of the same name",
			file: "checklists/about.json",
			text: '"id": "under-18"',
			by: '"id": "followed"',
			path: "checklists/about.json#/items/1/id",
			says: '"followed"',
		},
		{
			what: "a need that does not exist",
			file: "signposts.json",
			text: '"needs": ["emergency"',
			by: '"needs": ["emergncy"',
			path: /^signposts\.json#\/signposts\/\d+\/needs\/0$/,
			says: '"emergncy"',
			suggestion: "emergency",
		},
	];

	test.each(slips)("$what", async ({ file, text, by, ...expected }) => {
		const copy = copyOfQuestions();
		replaceIn(join(copy, file), text, by);
		const json = await run(["--questions", copy, "--json"], '{"answers":{}}');
		expect(json).toMatchObject({ exitCode: 4, stdout: "" });
		const { error } = JSON.parse(json.stderr);
		expect(error).toMatchObject({
			code: "bad-content",
			message: expect.stringContaining(copy),
		});
		const paths = (error.problems as Problem[]).map(({ path }) => path);
		const found = (error.problems as Problem[]).find(({ path }) =>
			typeof expected.path === "string" ? path === expected.path : expected.path.test(path),
		);
		expect(found, `only ${paths.join(", ")}`).toBeDefined();
		expect(found?.message).toContain(expected.says);
		expect(found?.suggestion).toBe(expected.suggestion);

		const words = await run(["check", copy]);
		expect(words).toMatchObject({ exitCode: 4, stdout: "" });
		expect(words.stderr).toContain(`  ${found?.path}: ${found?.message}`);
		if (expected.suggestion) expect(words.stderr).toContain(`Did you mean "${expected.suggestion}"?`);
	});

	test("several files at once, one of them missing", async () => {
		const copy = copyOfQuestions();
		replaceIn(join(copy, "notes.json"), "{", "[");
		replaceIn(join(copy, "edition.json"), '"version"', '"versions"');
		rmSync(join(copy, "packs/leaflet/definitions.json"));
		rmSync(join(copy, "terms.json"));
		const { exitCode, stderr } = await run(["check", copy]);
		expect(exitCode).toBe(4);
		expect(stderr).toContain("  notes.json: is not JSON");
		expect(stderr).toContain("  edition.json#/versions: is not expected here");
		expect(stderr).toContain("  packs/leaflet/definitions.json: cannot be read: it does not exist");
		expect(stderr).toContain("  terms.json: cannot be read: it does not exist");
	});

	test.each(["check", "prove", "assess - --questions"])(
		"an element that would take hours to weigh, and is refused by %s",
		async (command) => {
			const copy = copyOfQuestions();
			const file = join(copy, "packs/england-and-wales/definitions.json");
			const pack = JSON.parse(readFileSync(file, "utf8"));
			const items = readdirSync(join(copy, "checklists"))
				.flatMap((name) => JSON.parse(readFileSync(join(copy, "checklists", name), "utf8")).items)
				.filter(({ answerSet }) => ["frequency", "yes-no"].includes(answerSet))
				.map(({ id }) => id);
			// Far apart in the checklists, so that every pair has to be kept in mind at once.
			const pairs = items.slice(0, 28).map((id, i) => ({ all: [id, items[28 + i]] }));
			pack.elements[0].criterion = { any: pairs };
			writeJson(file, pack);
			const { exitCode, stderr } = await runBuilt([...command.split(" "), copy], '{"answers":{}}');
			expect(exitCode).toBe(4);
			expect(stderr.replace(/\s+/g, " ")).toMatch(/The element "should-have-known".* is too large to weigh/);
		},
	);

	test("cases that are not cases", async () => {
		const copy = copyOfQuestions();
		writeJson(join(copy, "cases/mine.json"), { cases: [{ name: "No more" }] });
		const { exitCode, stderr } = await run(["check", copy]);
		expect(exitCode).toBe(4);
		expect(stderr).toContain("  cases/mine.json#/cases/0/why: ");
	});
});

describe.concurrent("a folder of one's own", () => {
	const rule = {
		elements: [
			{
				id: "house-rule",
				text: "Followed at all",
				criterion: "followed",
			},
		],
		definitions: [
			{
				id: "house-stalking",
				kind: "stalking",
				name: "Stalking by the rules of this house",
				text: "Being followed.",
				routes: [{ id: "one-way", text: "Followed.", elements: ["house-rule"] }],
				source: {
					citation: "The rules of this house",
					url: "https://example.org/rules",
					checkedOn: "2020-01-31",
				},
			},
		],
	};
	const head = {
		id: "house",
		order: 1,
		name: "The house",
		phrase: "the house",
		text: "Only here.",
		inSummary: false,
	};
	const caseOf = (answer: string | null, result: string) => ({
		name: `House: ${answer}`,
		why: "It is the rule.",
		response: { answers: { followed: answer } },
		expect: { "house-stalking": result },
	});
	const cases = [caseOf("once", "met"), caseOf("never", "not-met"), caseOf(null, "unclear")];
	function withHouse(its = cases, inSummary = false): string {
		const copy = copyOfQuestions();
		mkdirSync(join(copy, "packs/house"));
		writeJson(join(copy, "packs/house/pack.json"), { ...head, inSummary });
		writeJson(join(copy, "packs/house/definitions.json"), rule);
		writeJson(join(copy, "cases/house.json"), { cases: its });
		return copy;
	}

	test("is as good as the built-in one when it is the same", async () => {
		expect(await assessedBy("questions")).toEqual(await assessedBy(undefined));
	});

	test("may add a pack by adding files, and says so in its hash and date", async () => {
		const copy = withHouse();
		const builtIn = await assessedBy(undefined);
		const own = await assessedBy(copy);
		expect(own.verdicts).toEqual([
			expect.objectContaining({ definition: "house-stalking", result: "met" }),
			...builtIn.verdicts,
		]);
		expect(own.summary).toEqual(builtIn.summary);
		expect(own.content.hash).toMatch(/^sha256-[0-9a-f]{64}$/);
		expect(own.content.hash).not.toBe(builtIn.content.hash);
		expect(own.content.checkedOn).toBe("2020-01-31");

		const listed = await run(["definitions", "house-stalking", "--questions", copy]);
		expect(listed.stdout).toContain("Stalking by the rules of this house");
		const missing = await run(["definitions", "house-stalking"]);
		expect(missing.exitCode).toBe(2);
	});

	test("may add a pack that counts towards the summary", async () => {
		const { summary } = await assessedBy(withHouse(cases, true));
		expect(summary).toEqual({ harassment: "met", stalking: "met" });
		expect((await assessedBy(undefined)).summary.stalking).toBe("unclear");
	});

	test("passes check with a case for each result of the new definition", async () => {
		const { exitCode, stdout } = await run(["check", withHouse()]);
		expect(exitCode).toBe(0);
		const number = (text: string, what: string) => Number(new RegExp(`(\\d+) ${what}`).exec(text)?.[1]);
		for (const [what, more] of [
			["packs", 1],
			["definitions", 1],
			["cases", 3],
			["items", 0],
		] as const)
			expect(number(stdout, what)).toBe(number(builtIn.stdout, what) + more);
	});

	test("fails check while a result of the new definition has no case", async () => {
		const { exitCode, stdout } = await run(["check", withHouse(cases.slice(0, 2))]);
		expect(exitCode).toBe(4);
		expect(stdout).toContain('no case expects "house-stalking" to be unclear');
	});

	test("has the same hash whatever its files are called and however they are laid out", async () => {
		const copy = copyOfQuestions();
		renameSync(join(copy, "checklists/about.json"), join(copy, "checklists/zzz.json"));
		const notes = join(copy, "notes.json");
		writeJson(notes, JSON.parse(readFileSync(notes, "utf8")));
		expect((await assessedBy(copy)).content).toEqual((await assessedBy(undefined)).content);
	});

	test("has another hash when one word differs", async () => {
		const copy = copyOfQuestions();
		replaceIn(join(copy, "words.json"), "Stop here", "Stop now");
		const [own, builtIn] = [await assessedBy(copy), await assessedBy(undefined)];
		expect(own.content.hash).not.toBe(builtIn.content.hash);
		expect(own.verdicts).toEqual(builtIn.verdicts);
	});

	test("brings its own items to responses, templates and schemas", async () => {
		const copy = copyOfQuestions();
		addSpareItem(copy);
		const response = '{ "answers": { "spare": "yes" } }';
		const own = ["--questions", copy];
		expect((await run(own, response)).exitCode).toBe(0);
		expect((await run([], response)).exitCode).toBe(3);
		const template = JSON.parse((await run(["template", ...own])).stdout);
		expect(template.answers).toHaveProperty("spare", null);
		const schema = JSON.parse((await run(["schema", "response", ...own])).stdout);
		expect(schema.properties.answers.properties).toHaveProperty("spare");
	});
});
