import { expect, test } from "vitest";
import { witnessBook } from "../../src/engine/witnesses";
import { witnessBookMarkdown } from "../../src/report/witnesses";
import { call } from "../support/call";
import { defining, route, yes } from "../support/tiny";

test("a witness book is Markdown to print: the questions, the answers, what they come to, and boxes to tick and sign", () => {
	const content = defining(
		[
			{
				id: "both",
				text: "it was done, and upset",
				criterion: {
					op: "all",
					of: [yes("upset"), yes("cross"), { op: "answer", item: "rang", is: ["more-than-once"] }],
				},
			},
		],
		[
			{
				id: "it",
				name: "Stalking",
				law: { act: "1997 Act", provision: "section 2A" },
				routes: [route("only", "both")],
			},
		],
	);
	const lines = witnessBookMarkdown(content, { ...witnessBook(content), leftOut: 3 }).split("\n");
	expect(lines.map((line) => line.replace(/…+/, "…")).filter(Boolean)).toEqual([
		"# Witness book",
		`Content 1 (${content.hash}). Its sources were checked on 2026-11-22 or later.`,
		expect.stringMatching(/^2 pairs of responses\. 3 more are left out\. .* Tick whether that is right\.$/),
		"## 1. “it was done, and upset”",
		"Part of: Stalking (the pack, 1997 Act section 2A).",
		"1.1 rang?",
		"- Once: not shown",
		"- More: shown",
		"- In both: “Yes” to: upset; cross",
		"- ☐ Right   ☐ Wrong, because …",
		"1.2 upset?",
		"- No: not shown",
		"- Yes: shown",
		"- In both: “More” to: rang. “Yes” to: cross",
		"- The same for: cross",
		"- ☐ Right   ☐ Wrong, because …",
		"## Signed",
		"- Name and office: …",
		"- Date: …",
		"- Signature: …",
	]);
});

test("prove --book prints that of the built-in content, and the same as JSON", async () => {
	const [text, json] = await Promise.all([call(["prove", "--book"]), call(["prove", "--book", "--json"])]);
	expect([text.exitCode, text.stderr, json.exitCode, json.stderr]).toEqual([0, "", 0, ""]);
	const { elements, leftOut } = JSON.parse(json.stdout);
	expect(leftOut).toBe(0);
	const pairs = elements.flatMap(({ witnesses }: { witnesses: unknown[] }) => witnesses);
	expect(text.stdout).toContain(`\n${pairs.length} pairs of responses. `);
	expect(text.stdout.match(/^- ☐ Right/gm)).toHaveLength(pairs.length);
	expect(text.stdout).not.toMatch(/undefined|\bnull\b/);
});
