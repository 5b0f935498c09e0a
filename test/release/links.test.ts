import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { expect, test } from "vitest";

const pages = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" })
	.trim()
	.split("\n")
	.filter((file) => existsSync(file) && !file.startsWith("test/reports/"));

const nodesOf = (node: Nodes): Nodes[] => ["children" in node ? node.children.flatMap(nodesOf) : [], node].flat();
const read = (file: string) => nodesOf(fromMarkdown(readFileSync(file, "utf8")));
const textOf = (node: Nodes): string =>
	nodesOf(node)
		.map((it) => ("value" in it ? it.value : ""))
		.join("");

/** The names that GitHub gives to the headings of a page. */
function anchors(file: string): string[] {
	return read(file)
		.filter(({ type }) => type === "heading")
		.map((heading) =>
			textOf(heading)
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, "")
				.replaceAll(" ", "-"),
		);
}

/** The links of a page that lead to another file or part of a page, and those of its pictures. */
function linksOf(file: string): string[] {
	return read(file)
		.flatMap((node) => {
			if (node.type === "html")
				return [...node.value.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(([, url = ""]) => url);
			return "url" in node ? [node.url] : [];
		})
		.filter((url) => !/^(https?|mailto|tel):/.test(url));
}

test.each(pages)("every link of %s leads somewhere", (page) => {
	const broken = linksOf(page).filter((url) => {
		const [path = "", anchor] = decodeURI(url).split("#");
		const file = path === "" ? page : join(dirname(page), path);
		return !existsSync(file) || (anchor !== undefined && !anchors(file).includes(anchor));
	});
	expect(broken).toEqual([]);
});

test("README is short, and leads to every page and picture of docs, and each page has a title of its own", () => {
	expect(statSync("README.md").size).toBeLessThanOrEqual(8_192);
	const reached = new Set(["README.md"]);
	for (const file of reached)
		for (const url of file.endsWith(".md") ? linksOf(file) : [])
			reached.add(join(dirname(file), url.replace(/#.*/, "")));
	const docs = execFileSync("git", ["ls-files", "docs"], { encoding: "utf8" }).trim().split("\n");
	expect(docs.filter((file) => existsSync(file) && !reached.has(file))).toEqual([]);
	for (const file of docs.filter((name) => name.endsWith(".md")))
		expect(readFileSync(file, "utf8"), file).toMatch(/^# \S/);
});
