import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assess } from "../../src/engine/assess";
import { call } from "../support/call";
import { anyResponse, itemsOf, many } from "../support/random";
import { temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const items = content.checklists.flatMap((checklist) => checklist.items);
const definitions = content.packs.flatMap((pack) => pack.definitions);

async function written(...args: string[]): Promise<string> {
	const ran = await call(["questions", ...args]);
	expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
	return ran.stdout;
}
const inOneLine = (text: string) => text.replace(/\s+/g, " ");

describe("the blank form", () => {
	test("asks about danger first and everything once, with a box for each answer, and ends with who can help", async () => {
		const text = inOneLine(await written());
		const titles = content.screens.map(({ title }) => text.indexOf(` ${title.toUpperCase()} `));
		expect(Math.min(...titles)).toBeGreaterThan(0);
		expect(titles).toEqual(titles.toSorted((a, b) => a - b));
		for (const { id, text: question } of items)
			if (!content.screens.some((screen) => screen.kind === "choose" && screen.items?.includes(id)))
				expect(text.split(` ${question} `)).toHaveLength(2);
		expect(text).toContain("Has anyone threatened to kill or badly hurt you, or someone close to you? [ ] Yes [ ] No");
		expect(text.indexOf("CALL 999 NOW")).toBeLessThan(text.indexOf("YOUR SAFETY"));
		// Once below all questions about safety, and once below the two about pets and children.
		expect(text).toMatch(/Are you very frightened\? [^?]* If any of these is so: In danger now\? Call 999\./);
		expect(text.match(/If any of these is so:/g)).toHaveLength(2);
		expect(text).toContain("Leave out what you do not want to answer.");
		expect(text.indexOf("0808 802 0300")).toBeGreaterThan(Math.max(...titles));
	});

	test("is at most 80 columns wide, and numbered from 1 without a gap", async () => {
		const lines = (await written()).split("\n");
		for (const line of lines) if (!line.includes("https://")) expect(line.length).toBeLessThanOrEqual(80);
		const numbers = lines.flatMap((line) => /^(\d+)\. /.exec(line)?.[1] ?? []);
		expect(numbers).toEqual(Array.from({ length: items.length + 1 }, (_, i) => `${i + 1}`));
	});

	test("does not ask for the place that it is for, and names its helplines only", async () => {
		const text = await written("--place", "scotland");
		expect(text).not.toContain("Where do you live");
		expect(text).toContain("0800 027 1234");
		expect(await written("--place", "northern-ireland")).not.toContain("0800 027 1234");
	});

	test("is in the words for somebody who answers for another person", async () => {
		for (const format of ["text", "html"]) {
			const text = await written("--for", "someone-else", "--format", format);
			expect(text).toContain("Are they in danger right now?");
			expect(text).not.toContain("Are you in danger right now?");
		}
	});

	test("as a page has the same questions, and nothing that runs or is fetched", async () => {
		const html = await written("--format", "html");
		for (const [start] of html.matchAll(/<(script|link|img|input|form|iframe)\b/g)) expect(start).toBe("");
		expect(html).toContain("default-src 'none'");
		expect(html.match(/<li value="/g)).toHaveLength(items.length + 1);
		const boxes = content.checklists.flatMap((checklist) =>
			checklist.items.flatMap(({ answerSet }) => content.answerSets.find(({ id }) => id === answerSet)?.options ?? []),
		);
		expect(html.match(/<span class="box">/g)).toHaveLength(boxes.length + 5);
	});
});

describe("the codebook", () => {
	const rows = async (...args: string[]): Promise<Record<string, string>[]> =>
		parse(await written("--format", "csv", ...args), { columns: true });

	test("as a table has a row for each column of the data and of the results, as batch writes them", async () => {
		const { stdout } = await call(["batch", "--to", "csv"], '{"answers":{}}');
		expect((await rows()).map(({ column }) => column)).toEqual(stdout.split("\n")[0]?.split(","));
	});

	test("says what each answer stands for", async () => {
		const followed = (await rows()).find(({ column }) => column === "followed");
		expect(followed?.question).toBe("Have they followed you?");
		expect(followed?.answers).toContain("never = Never (Times: 0); once = Once (Times: 1); more-than-once");
		expect(followed?.answers).toContain("ten-or-more = Ten times or more (Times: 10 or more)");
		expect(followed?.answers).toContain("not-sure = I am not sure (As an empty cell)");
	});

	test("lists every value of the columns about a response", async () => {
		const table = await rows();
		const valuesOf = (id: string) =>
			table
				.find(({ column }) => column === id)
				?.answers?.split("; ")
				.map((it) => it.replace(/ = .+/, ""));
		expect(valuesOf("place")).toEqual(content.places.map(({ id }) => id));
		expect(valuesOf("place")).toContain("england-and-wales");
		expect(valuesOf("for")).toEqual(["someone-else"]);
		const markdown = await written("--format", "markdown");
		expect(markdown).toMatch(/^\| for \|.*\| someone-else \|$/m);
		expect(markdown).toMatch(/^\| place \|.*\bengland-and-wales\b.* \|$/m);
	});

	test("names for each question every definition whose result another answer to it changes", async () => {
		const { items: listed } = JSON.parse(await written("--json"));
		const definitionsOf = (id: string) => listed.find(({ column }: { column: string }) => column === id).definitions;
		expect(definitionsOf("under-18")).toEqual([]);
		expect(definitionsOf("relationship")).toEqual(["sc-harassment"]);
		expect(definitionsOf("ordinary-reason")).not.toContain("leaflet-harassment");
		// It counts there only for whether answers fit together.
		expect(definitionsOf("harmed-pets")).toContain("survey-stalking");
		fc.assert(
			fc.property(anyResponse(content), fc.nat(), ({ answers }, choice) => {
				const before = assess(content, { answers }).verdicts;
				for (const { id, set } of itemsOf(content)) {
					const option = set.options[choice % set.options.length]?.id ?? null;
					const after = assess(content, { answers: { ...answers, [id]: option } }).verdicts;
					const changed = after.filter(({ result }, i) => result !== before[i]?.result).map((it) => it.definition);
					expect([id, definitionsOf(id)]).toEqual([id, expect.arrayContaining(changed)]);
				}
			}),
			{ numRuns: many(20) },
		);
	});

	test("says who is asked what only some are, and what is asked about someone else", async () => {
		const reason = (await rows()).find(({ column }) => column === "ordinary-reason");
		expect(reason?.asked_if).toMatch(/^danger-now is not yes and .* and very-frightened is not yes$/);
		expect(reason?.question_for_someone_else).toContain("that you or they know of");
	});

	test("has the definitions of a place only, where one is given", async () => {
		const columns = (await rows("--place", "scotland")).map(({ column }) => column);
		expect(columns).toContain("sc-stalking");
		expect(columns).not.toContain("ew-stalking");
	});

	test("as Markdown names every column, answer and result", async () => {
		const markdown = await written("--format", "markdown");
		const names = [...items, ...definitions, ...content.answerSets.flatMap(({ options }) => options)];
		for (const { id } of names) expect(markdown).toMatch(new RegExp(`^\\| ${id} \\|`, "m"));
		for (const result of ["met", "unclear", "not-met"]) expect(markdown).toContain(`\n- ${result}: `);
	});

	test("has no cell that a spreadsheet would calculate", async () => {
		for (const row of await rows()) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
	});
});

test("numbers that were checked more than a year ago are said to be, on paper and in the forms of tools", async () => {
	for (const args of [["questions"], ["questions", "--format", "html"], ["export", "surveyjs"], ["export", "redcap"]])
		for (const [today, isOld] of [
			["2026-11-26", false],
			["2028-01-01", true],
		] as const) {
			const { stdout } = await call(args, "", { today });
			expect([args, inOneLine(stdout).includes("were last checked more than a year ago")]).toEqual([args, isOld]);
		}
});

test("it is written to a new file for its owner, and over none", async () => {
	const file = join(folder, "questions.html");
	expect(await written("--format", "html", "--output", file)).toBe("");
	expect(readFileSync(file, "utf8")).toBe(await written("--format", "html"));
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect((await call(["questions", "--output", file])).exitCode).toBe(5);
});
