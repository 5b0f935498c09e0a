/** Tries the commands of the page of traces, each in a home folder of its own, wherever the shell or tool is there. */

import { spawnSync } from "node:child_process";
import {
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import content from "virtual:content";
import { spawn } from "@lydell/node-pty";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tracesFor } from "../../src/report/traces";
import { run, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const home = () => mkdtempSync(join(folder, "home-"));
const there = (tool: string) => spawnSync(tool, ["--version"]).status === 0;

type Part = "kept" | "look" | "remove" | "avoid";
/** The commands of a part, as somebody on Linux is told to type them. */
const commands = (id: string, part: Part): string[] => {
	const section = tracesFor(content, "linux").sections.find((it) => it.id === id);
	return section?.[part]?.flatMap((step) => step.code ?? []) ?? [];
};

/** What a shell says when these lines are typed at it, at a terminal, followed by `exit`. */
async function typed(shell: string[], env: Record<string, string>, lines: string[]): Promise<string> {
	const [file = "", ...args] = shell;
	const pty = spawn(file, args, {
		env: { PATH: process.env.PATH ?? "", TERM: "dumb", ...env },
		cols: 200,
	});
	let said = "";
	pty.onData((data) => {
		said += data;
	});
	for (const line of [...lines, "exit"]) pty.write(`${line}\r`);
	await new Promise((done) => pty.onExit(done));
	return said;
}

describe("stalk-check traces", () => {
	test("says the same wherever it is run and whoever runs it", async () => {
		const plain = await run(["traces"]);
		expect(plain).toMatchObject({ exitCode: 0, stderr: "" });
		const env = { HOME: home(), SHELL: "/bin/zsh", LANG: "C" };
		expect(await run(["traces"], undefined, env)).toEqual(plain);
	});

	test("says as JSON what it says as text", async () => {
		const { stdout } = await run(["traces", "--json", "--system", "macos"]);
		expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(tracesFor(content, "macos"))));
	});

	test("knows three systems", async () => {
		const { exitCode, stderr } = await run(["traces", "--system", "amiga"]);
		expect(exitCode).toBe(2);
		expect(stderr).toContain("linux, macos, windows");
	});
});

const SEED = ["ls one", "npx stalk-check", "ls two"];

/** Runs Bash on a history of its own, and gives what is in the file afterwards. */
async function bash(lines: string[], rc = ""): Promise<string[]> {
	const HOME = home();
	const file = join(HOME, ".bash_history");
	writeFileSync(file, `${SEED.join("\n")}\n`);
	writeFileSync(join(HOME, ".bashrc"), `${rc}\n`);
	const env = { HOME, HISTFILE: file, HISTCONTROL: "" };
	await typed(["bash", "--noediting"], env, lines);
	return readFileSync(file, "utf8").trimEnd().split("\n");
}

describe.skipIf(!there("bash"))("the commands for Bash", () => {
	const [one = "", ...fromFile] = commands("bash", "remove");
	const ran = "true npx stalk-check --plain";

	test("are needed: all that is typed gets into the file", async () => {
		expect(await bash([ran])).toEqual([...SEED, ran, "exit"]);
	});

	test("take one line out of the window, which then never gets into the file", async () => {
		const line = one.replace("123", "4");
		expect(await bash([ran, line])).toEqual([...SEED, line, "exit"]);
	});

	test.each([
		["when the window closes", ""],
		["at once", "PROMPT_COMMAND='history -a'"],
	])("take lines out of the file where it is written %s", async (_when, rc) => {
		expect(await bash([ran, ...fromFile], rc)).toEqual(["ls one", "ls two"]);
	});

	test("keep a line with a space before it out, and a whole window", async () => {
		const [ignore = "", nothing = ""] = commands("bash", "avoid");
		expect(await bash([ignore, ` ${ran}`])).toEqual([...SEED, ignore, "exit"]);
		expect(await bash([nothing, ran])).toEqual(SEED);
	});

	test("show the list and the file", async () => {
		const HOME = home();
		writeFileSync(join(HOME, ".bash_history"), `${SEED.join("\n")}\n`);
		for (const line of commands("bash", "look"))
			expect(await typed(["bash", "--norc"], { HOME }, [line])).toMatch(/npx stalk-check/);
	});
});

/** As `bash`, for Zsh. */
async function zsh(lines: string[], rc = ""): Promise<string[]> {
	const HOME = home();
	const file = join(HOME, ".zsh_history");
	writeFileSync(file, `${SEED.join("\n")}\n`);
	writeFileSync(join(HOME, ".zshrc"), `HISTFILE=~/.zsh_history HISTSIZE=99 SAVEHIST=99\nunsetopt zle\n${rc}\n`);
	await typed(["zsh", "-d"], { HOME, ZDOTDIR: HOME }, lines);
	return readFileSync(file, "utf8")
		.trimEnd()
		.split("\n")
		.map((line) => line.replace(/^: \d+:\d+;/, ""));
}

describe.skipIf(!there("zsh"))("the commands for Zsh", () => {
	const fromFile = commands("zsh", "remove");
	const ran = "true npx stalk-check --plain";

	test("are needed: all that is typed gets into the file", async () => {
		expect(await zsh([ran])).toEqual([...SEED, ran, "exit"]);
	});

	test.each([
		["when the window closes", ""],
		["at once", "setopt SHARE_HISTORY"],
	])("take lines out of the file where it is written %s", async (_when, rc) => {
		expect(await zsh([ran, ...fromFile], rc)).toEqual(["ls one", "ls two"]);
	});

	test("keep a line with a space before it out, and a whole window", async () => {
		const [ignore = "", nothing = ""] = commands("zsh", "avoid");
		expect(await zsh([ignore, ` ${ran}`])).toEqual([...SEED, ignore, "exit"]);
		expect(await zsh([nothing, ran])).toEqual(SEED);
	});

	test("show the list and the file", async () => {
		for (const line of commands("zsh", "look")) {
			const shown = join(folder, "shown");
			await zsh([`${line} >${shown}`]);
			expect(readFileSync(shown, "utf8")).toContain("npx stalk-check");
		}
	});
});

describe.skipIf(!there("fish"))("the commands for Fish", () => {
	/** Runs one command of Fish on a history of its own; gives what it says, and the commands kept afterwards. */
	function fish(command: string, input = "") {
		const HOME = home();
		const [path = ""] = commands("fish", "kept");
		const file = path.replace("~", HOME);
		mkdirSync(dirname(file), { recursive: true });
		const seed = [...SEED, "npx stalk-check --plain"];
		writeFileSync(file, seed.map((it, i) => `- cmd: ${it}\n  when: ${1700000000 + i}\n`).join(""));
		const env = { PATH: process.env.PATH, HOME, TERM: "dumb" };
		const { stdout } = spawnSync("fish", ["-i", "-c", command], { input, env });
		const kept = [...readFileSync(file, "utf8").matchAll(/^- cmd: (.*)$/gm)];
		return { said: String(stdout), kept: kept.map(([, it]) => it) };
	}

	test("find the lines, and take out one or those chosen", () => {
		const [search = ""] = commands("fish", "look");
		expect(fish(search).said).toBe("npx stalk-check --plain\nnpx stalk-check\n");
		const [exact = "", chosen = ""] = commands("fish", "remove");
		expect(fish(exact).kept).toEqual(["ls one", "ls two", "npx stalk-check --plain"]);
		expect(fish(chosen, "all\n").kept).toEqual(["ls one", "ls two"]);
	});
});

describe.skipIf(!there("npm") || !there("grep"))("the commands for npm", { timeout: 60_000 }, () => {
	// The logs name the folder too, so this one is not called after the program.
	const folder = mkdtempSync(join(tmpdir(), "npm-test-"));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const packed = join(folder, "stalk-check.tgz");
	const npm = (line: string, cache: string, HOME = folder) => {
		const env = {
			PATH: process.env.PATH,
			HOME,
			npm_config_cache: cache,
			npm_config_offline: "true",
			npm_config_update_notifier: "false",
		};
		const { stdout, status } = spawnSync("sh", ["-c", line], {
			cwd: folder,
			env,
		});
		return { said: String(stdout), status };
	};
	const naming = (cache: string) =>
		npm(commands("npm", "look")[0] ?? "", cache)
			.said.split("\n")
			.filter((it) => it !== "")
			.map((it) => it.slice(cache.length + 1).split("/")[0]);
	const npx = "npx --yes ./stalk-check.tgz --version";
	const used = join(folder, "used");

	beforeAll(() => {
		const cache = join(folder, "packing");
		const made = npm(`npm pack --ignore-scripts --silent --pack-destination ${folder} ${resolve(".")}`, cache);
		copyFileSync(join(folder, made.said.trim()), packed);
		expect(npm(npx, used).status).toBe(0);
	}, 60_000);

	test("find the program, the package and the log", () => {
		expect(new Set(naming(used))).toEqual(new Set(["_npx", "_cacache", "_logs"]));
	});

	test("warn rightly of cleaning one entry by its name", () => {
		const cache = join(folder, "by-name");
		cpSync(used, cache, { recursive: true });
		const name = npm("npm cache ls", cache).said.split("\n")[0] as string;
		npm(`npm cache clean '${name}'`, cache);
		expect(naming(cache)).toContain("_cacache");
	});

	test("take out what belongs to this program, and nothing else", () => {
		const [, byKey = "", byName = "", verify = ""] = commands("npm", "remove");
		const other = join(used, "_cacache/other");
		writeFileSync(other, "another program");
		const [key = ""] = readdirSync(join(used, "_npx"));
		// Older npm has no such command; the folder is deleted by hand then.
		if (npm(byKey.replace("KEY", key), used).status !== 0) npm(`rm -r ${used}/_npx/${key}`, used);
		npm(byName, used);
		expect(npm(verify, used).said).toMatch(/garbage-collected: 1/);
		expect(naming(used)).toEqual([]);
		expect(existsSync(other)).toBe(true);
	});

	test("can run it without a log, or in a folder of its own", () => {
		const [noLog = "", spare = "", gone = ""] = commands("npm", "avoid").map((it) =>
			it.replace("npx stalk-check", npx),
		);
		const cache = join(folder, "no-log");
		expect(npm(noLog, cache).status).toBe(0);
		expect(new Set(naming(cache))).toEqual(new Set(["_npx", "_cacache"]));

		const HOME = join(folder, "home");
		mkdirSync(HOME);
		const untouched = join(folder, "untouched");
		expect(npm(spare, untouched, HOME).status).toBe(0);
		expect(existsSync(untouched)).toBe(false);
		expect(readdirSync(HOME)).toContain("spare");
		npm(gone, untouched, HOME);
		expect(readdirSync(HOME)).not.toContain("spare");
	});
});

describe.skipIf(!there("grep"))("the commands for Node", () => {
	const recording = { NODE_OPTIONS: "--heap-prof", NODE_V8_COVERAGE: ".", NODE_COMPILE_CACHE: "cache" };
	const inFolder = (cwd: string, line: string) =>
		`${spawnSync("sh", ["-c", line], { cwd, env: { PATH: process.env.PATH, ...recording } }).stdout}`;
	const program = `${process.execPath} ${resolve("bin/stalk-check.js")} --version`;

	test("show the settings, and the files that came from them", () => {
		const [settings = "", , files = ""] = commands("node", "look");
		const cwd = home();
		for (const name of Object.keys(recording)) expect(inFolder(cwd, settings)).toContain(name);
		inFolder(cwd, program);
		expect(inFolder(cwd, files)).toMatch(/^Heap\..*\ncoverage-.*\n$/);
	});

	test("leave the settings out of one run", () => {
		const [line = ""] = commands("node", "avoid");
		const cwd = home();
		expect(inFolder(cwd, line.replace("npx stalk-check", program))).toMatch(/^\d/);
		expect(readdirSync(cwd)).toEqual([]);
	});
});
