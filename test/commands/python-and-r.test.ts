/** Runs the examples of the page on Python and R, wherever these are installed. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { run, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const program = join(folder, "stalk-check");
writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${resolve("bin/stalk-check.js")}' "$@"\n`);
chmodSync(program, 0o700);
const PATH = `${folder}${delimiter}${process.env.PATH}`;
const LINES = `{"ref":"a","place":"scotland","answers":{"followed":3,"frightened":"yes"}}
{"ref":"b","place":"scotland","answers":{"folowed":"once"}}
{"ref":"c","place":"scotland","answers":{"gifts-or-things-left":"once"}}
`;

const succeeds = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
/** Debian's pandas is for its own Python, which may not be the first. */
const withPandas = ["python3", "/usr/bin/python3"].find((it) => succeeds(it, "-c", "import pandas"));
const python = succeeds("python3", "--version") ? "python3" : undefined;
const R = succeeds("Rscript", "-e", "library(jsonlite)") ? "Rscript" : undefined;

const languages: [name: string, language: string, command: string | undefined, printRaw: string][] = [
	["Python (needs pandas for all of them)", "python", withPandas ?? python, 'print(ran.stdout, end="")'],
	["R (needs jsonlite)", "r", R, 'cat(out, sep = "\\n")'],
];

describe.each(languages)("the examples in %s", (_, language, command = "", printRaw) => {
	const page = readFileSync("docs/python-and-r.md", "utf8");
	const examples = [...page.matchAll(/^```(\w+)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?/gms)]
		.filter(([, written, code]) => written === language && (withPandas || !/\bpd\b/.test(code ?? "")))
		.map(([, , code = "", output = ""]) => ({ code, output }));

	function printed(script: string): string {
		const cwd = mkdtempSync(join(folder, "run-"));
		writeFileSync(join(cwd, "script"), script);
		const env = { ...process.env, PATH, LC_ALL: "C.UTF-8" };
		const { status, stdout, stderr } = spawnSync(command, ["script"], { cwd, env, encoding: "utf8" });
		if (status !== 0) throw new Error(stderr);
		return stdout;
	}

	test.skipIf(!command)("print what the page says", () => {
		// Versions pad columns differently.
		const unpadded = (text: string) => text.replace(/ +/g, " ").replaceAll(" \n", "\n").trim();
		expect(examples.length).toBeGreaterThan(0);
		expect(unpadded(printed(examples.map(({ code }) => code).join("")))).toBe(
			unpadded(examples.map(({ output }) => output).join("")),
		);
	});

	test.skipIf(!command)("get the program's own bytes, whatever a reference holds", async () => {
		const hostile = examples[0]?.code.replace('"a"', '"\\u00e9\\u2028"');
		const { stdout } = await run(["batch", "--compact"], LINES.replace('"a"', '"\u00e9\u2028"'));
		expect(printed(`${hostile}${printRaw}`).trimEnd()).toContain(stdout.trimEnd());
	});
});

test("the page for clusters shows the files that were run there", () => {
	const page = readFileSync("docs/batch.md", "utf8");
	for (const file of ["part.sh", "on_dask.py"])
		expect(page).toContain(readFileSync(`test/cluster/${file}`, "utf8").trimEnd());
});
