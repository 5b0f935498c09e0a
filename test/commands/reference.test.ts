import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandLinePage } from "../../build/command-line-page";
import { call } from "../support/call";

/** `npm run docs` writes it. */
test("the page on the command line has every command, with an example as it runs", async () => {
	const page = readFileSync("docs/command-line.md", "utf8");
	await expect(await commandLinePage(page, call)).toMatchFileSnapshot("../../docs/command-line.md");
});
