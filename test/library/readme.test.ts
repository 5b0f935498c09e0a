import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { bundled, runAlone } from "../support/bundle";
import { compile } from "../support/compile";
import { linked } from "../support/installed";

describe("the page on the library", () => {
	const folder = linked();
	const page = readFileSync("docs/library.md", "utf8");
	const blocks = (language: string) =>
		[...page.matchAll(/^```(\w+)\n(.*?)^```/gms)]
			.filter(([, written]) => written === language)
			.map(([, , text = ""]) => text);
	const [forNode = "", forPage = "", ...others] = blocks("js");

	test("shows what a program in Node prints", () => {
		const file = join(folder, "node.mjs");
		writeFileSync(file, forNode);
		const printed = execFileSync(process.execPath, [file], {
			encoding: "utf8",
		});
		expect([printed]).toEqual(blocks("text"));
	});

	test("shows a program that puts a result in a page", async () => {
		const output = { textContent: "" };
		const document = { querySelector: (tag: string) => ({ output })[tag] };
		runAlone(await bundled(folder, forPage), { document });
		expect(output.textContent).toBe("met");
	});

	test("shows programs that compile, and says what does not", () => {
		const around = "declare const console: { log(it: unknown): void }; declare const document: any;\n";
		const files = {
			"for-node.mts": around + forNode,
			"for-page.mts": around + forPage,
			"misspelt.mts": around + forPage.replace("followed: 3", "folowed: 3"),
			"twice.mts": around + forPage.replace("followed: 3", 'followed: "twice"'),
		};
		const { wrong } = compile(folder, files, {
			module: ts.ModuleKind.NodeNext,
		});
		expect(wrong.map(([file]) => file)).toEqual(["misspelt.mts", "twice.mts"]);
		expect(others).toEqual([]);
	});
});
