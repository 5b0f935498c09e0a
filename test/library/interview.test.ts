import { spawnSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { bundled, runAlone } from "../support/bundle";
import { linked } from "../support/installed";

const folder = linked();
const library = createRequire(join(folder, "program.cjs"));

/** Says yes to everything, and assesses and reports the answers. */
const FORM = `
import { answerScreen, assess, checkResponse, content, screensFor } from "stalk-check";
import { reportHtml } from "stalk-check/html";
let response = { answers: {} };
const asked = [];
const next = () => screensFor(content, response).find(({ id }) => !asked.includes(id));
for (let screen = next(); screen; screen = next()) {
	asked.push(screen.id);
	const [mark] = screen.marks;
	const marks = mark ? Object.fromEntries(screen.rows.map(({ id }) => [id, mark.id])) : undefined;
	response = answerScreen(content, response, screen, { id: (mark ? screen.actions : screen.rows)[0].id, marks });
}
globalThis.result = JSON.stringify({
	asked,
	response,
	problems: checkResponse(content, response),
	assessment: assess(content, response),
	page: reportHtml(content, response),
});
`;

describe("a form drawn from the library, in a page", async () => {
	const script = await bundled(folder, FORM);
	const { asked, response, problems, assessment, page } = JSON.parse(runAlone(script) as string);

	test("shows every screen, and gets a response to nearly every item, without problems", () => {
		expect(asked).toEqual(content.screens.map(({ id }) => id));
		const items = content.checklists.flatMap((it) => it.items);
		expect(Object.keys(response.answers).length).toBeGreaterThan(items.length - 3);
		expect(problems).toEqual([]);
	});

	test.each([
		["assessment", "json", () => `${JSON.stringify(assessment, null, 2)}\n`],
		["page", "html", () => page],
	])("gets the %s that the program writes", (_what, format, given) => {
		const { stdout } = spawnSync(process.execPath, ["bin/stalk-check.js", "assess", "-", "--format", format], {
			input: JSON.stringify(response),
			encoding: "utf8",
		});
		expect(given()).toBe(stdout);
	});

	test("gets the same page by require", () => {
		const { content } = library("stalk-check");
		const { reportHtml } = library("stalk-check/html");
		expect(reportHtml(content, response)).toBe(page);
	});
});

describe("what the library hands out", () => {
	const { answerScreen, assess, checkResponse, content, screensFor } = library("stalk-check");
	const response = {
		place: "scotland",
		answers: { followed: "more-than-once", frightened: "yes", "danger-now": "yes" },
	};
	const results = () => {
		const screens = screensFor(content, response);
		const answered = answerScreen(content, response, screens[0], { id: screens[0].rows[0].id });
		return [assess(content, response), screens, answered, checkResponse(content, { answers: { folowed: 1 } })];
	};

	test("is not changed by changing every part of an earlier result", () => {
		const before = JSON.stringify(results());
		for (const part of partsOf(results()))
			for (const key of Object.keys(part)) {
				if (Object.isFrozen(part)) continue;
				part[key] = "0000";
			}
		expect(JSON.stringify(results())).toBe(before);
	});

	test("is content that is frozen, in every part", async () => {
		for (const it of [content, await library("stalk-check/node").readContent("questions")])
			expect(partsOf(it).filter((part) => !Object.isFrozen(part))).toEqual([]);
	});
});

/** A value, and every object and list in it. */
function partsOf(value: unknown): Record<string, unknown>[] {
	if (typeof value !== "object" || value === null) return [];
	return [...Object.values(value).flatMap(partsOf), value as Record<string, unknown>];
}

describe("content from a folder", () => {
	const { readContent } = library("stalk-check/node");
	const { content: builtIn } = library("stalk-check");

	test("is that of the library where it is the same", async () => {
		expect(await readContent("questions")).toEqual(builtIn);
	});

	test("is marked where it is not", async () => {
		const copy = join(folder, "questions");
		cpSync("questions", copy, { recursive: true });
		writeFileSync(join(copy, "edition.json"), '{ "version": "mine" }');
		const mine = await readContent(copy);
		expect([mine.version, mine.changed]).toEqual(["mine", true]);
	});

	test("is refused as the program refuses it", async () => {
		await expect(readContent("test")).rejects.toMatchObject({
			code: "cannot-read",
			problems: [],
		});
	});
});
