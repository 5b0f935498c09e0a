import { readdirSync, readFileSync } from "node:fs";
import content from "virtual:content";
import { expect, test } from "vitest";
import { jsonIn } from "../support/run";

const helpline = content.signposts.find(({ id }) => id === "national-stalking-helpline")?.phone[0] ?? "";
const templates = readdirSync(".github/ISSUE_TEMPLATE")
	.filter((name) => name.endsWith(".md"))
	.map((name) => `.github/ISSUE_TEMPLATE/${name}`);

test.each([...templates, ".github/pull_request_template.md", "CODE_OF_CONDUCT.md"])(
	"%s asks for nobody's real case, and says who can help",
	(file) => {
		const text = readFileSync(file, "utf8");
		expect(text).toMatch(/a real case/);
		expect(text).toMatch(/call 999/i);
		expect(text).toContain(helpline);
	},
);

test.each(templates)("%s begins with what GitHub shows of it", (file) => {
	expect(readFileSync(file, "utf8")).toMatch(/^---\nname: [^:\n]+\nabout: [^:\n]+\ntitle: ".*"\n---\n/);
});

test("the workflow tests on the least Node there may be, on all systems, with scripts that are there", () => {
	const { engines, scripts } = jsonIn("package.json");
	const workflow = readFileSync(".github/workflows/test.yml", "utf8");
	const list = (name: string) =>
		new RegExp(`^ +${name}: \\[(.+)\\]$`, "m").exec(workflow)?.[1]?.replaceAll('"', "").split(", ");
	expect(list("node")).toEqual([engines.node.replace(">=", ""), "22", "24"]);
	expect(list("os")).toEqual(["ubuntu-latest", "macos-latest", "windows-latest"]);
	const run = [...workflow.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
	expect(run).toContain("release:check");
	expect(run.filter((name) => !((name as string) in scripts))).toEqual([]);
});
