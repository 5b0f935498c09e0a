import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/content/schema";
import { call as run } from "../support/call";
import { type Run, shell, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const file = (name: string, text: string) => {
	writeFileSync(join(folder, name), text);
	return join(folder, name);
};
const GOOD = '{ "answers": { "followed": "once" } }';
const good = file("good.json", GOOD);

/** What is refused: the command line, how it ends, and what the person must be told. */
type Refusal = {
	when: string;
	args: string[];
	input?: string | Buffer;
	code: string;
	says: string;
};

/** What a program reads on standard error with --json. */
const errorIn = ({ stderr }: Run) => {
	expect(stderr.endsWith("}\n")).toBe(true);
	expect(stderr.trimEnd()).not.toContain("\n");
	const { error, ...rest } = JSON.parse(stderr);
	expect(rest).toEqual({});
	return error as { code: string; message: string; problems: Problem[] };
};

/** Each refusal is told to a person in words and to a program in JSON, and neither gets a result. */
function refused(exitCode: number, refusals: Refusal[]) {
	test.each(refusals)("$when is refused", async ({ args, input, code, says }) => {
		const words = await run(args, input);
		expect(words).toMatchObject({ exitCode, stdout: "" });
		expect(words.stderr).toMatch(/^stalk-check: /);
		expect(words.stderr).toContain(says);

		const json = await run([...args, "--json"], input);
		expect(json).toMatchObject({ exitCode, stdout: "" });
		const error = errorIn(json);
		expect(Object.keys(error)).toEqual(["code", "message", "problems"]);
		expect(error).toMatchObject({ code, problems: [] });
		expect(error.message).toContain(says);
	});
}

describe.concurrent("a wrong command line ends in 2:", () => {
	const refusal = (when: string, says: string, ...args: string[]): Refusal => ({
		when,
		args,
		input: GOOD,
		code: "usage",
		says,
	});
	refused(2, [
		refusal("an unknown command", 'There is no command "wat"', "wat"),
		refusal("a misspelt command with a file", 'Did you mean "assess"?', "asess", good),
		refusal("an unknown place", 'There is no place "narnia"', "definitions", "--place", "narnia"),
		refusal("a misspelt place", 'Did you mean "scotland"?', "definitions", "--place", "scotlnad"),
		refusal("a place with another law", "For anywhere else, write elsewhere.", "definitions", "--place", "ireland"),
		refusal("an unknown place of helplines", 'There is no place "narnia"', "helplines", "--place", "narnia"),
		refusal("an unknown need", 'Did you mean "stalking"?', "helplines", "--need", "stalkin"),
		refusal("an unknown definition", 'Did you mean "ew-stalking"?', "definitions", "ew-stalkng"),
	]);

	test("an unknown schema is refused", async () => {
		const words = await run(["schema", "respons"]);
		expect(words).toMatchObject({ exitCode: 2, stdout: "" });
		expect(words.stderr).toContain('Did you mean "response"?');
	});

	test.each([
		["a misspelt option", ["--jsn"], "Did you mean --json?"],
		["no answers", [], "For an empty set: stalk-check template"],
	])("after %s, each line of the message is a line", async (_, args, says) => {
		const { stderr } = await run(args);
		expect(stderr).toContain(says);
		expect(stderr).not.toContain("\\u{a}");
	});
});

describe.concurrent("wrong answers end in 3:", () => {
	const refusal = (when: string, input: string | Buffer, says: string): Refusal => ({
		when,
		args: [],
		input,
		code: "bad-answers",
		says,
	});
	const long = (bytes: number) => GOOD + " ".repeat(bytes - GOOD.length);
	refused(3, [
		refusal("text", "followed: once", "is not JSON"),
		refusal("JSON cut short", GOOD.slice(0, -1), "is not JSON"),
		...["--plain", "--accessible", "--full"].map((option) => ({
			...refusal(`${option} with keys piped in`, "2\n1\n", `${option} asks at a terminal, and this is not one`),
			args: [option],
		})),
		refusal("two responses", `${GOOD}\n${GOOD}`, "is not JSON"),
		refusal(
			"a sealed file",
			'{"format":"sealed@1","kdf":{},"cipher":{},"data":""}\n',
			"This file is sealed with a passphrase. Open it with: stalk-check --resume FILE",
		),
		refusal("a byte over 1 MiB", long((1 << 20) + 1), "1 MiB"),
		refusal("3 MiB", long(3 << 20), "1 MiB"),
		refusal("Latin-1", Buffer.from('{ "ref": "caf\xe9", "answers": {} }', "latin1"), "not UTF-8"),
		refusal("UTF-16", Buffer.from(`\ufeff${GOOD}`, "utf16le"), "not UTF-8"),
	]);
	test("a response piped in is assessed with --plain as well", async () => {
		expect(await run(["--plain"], GOOD)).toEqual(await run([], GOOD));
	});

	test("a file over 1 MiB is refused", async () => {
		const big = file("big.json", long((1 << 20) + 1));
		const words = await run(["assess", big]);
		expect(words).toMatchObject({ exitCode: 3, stdout: "" });
		expect(words.stderr).toContain("1 MiB");
	});

	type Wrong = [value: string, path: string, suggestion?: string | undefined];
	const wrong: Wrong[] = [
		["[]", ""],
		["null", ""],
		['"followed"', ""],
		["3", ""],
		["{}", "/answers"],
		['{ "answers": null }', "/answers"],
		['{ "answers": ["followed"] }', "/answers"],
		['{ "ref": 3, "answers": {} }', "/ref"],
		['{ "place": "narnia", "answers": {} }', "/place"],
		['{ "place": "Scotland", "answers": {} }', "/place", "scotland"],
		['{ "place": ["scotland"], "answers": {} }', "/place"],
		['{ "plase": "scotland", "answers": {} }', "/plase", "place"],
		['{ "__proto__": 1, "answers": {} }', "/__proto__"],
		...(
			[
				['"folowed": "once"', "folowed", "followed"],
				['"constructor": "yes"', "constructor"],
				['"__proto__": "yes"', "__proto__"],
				['"a/b~c": "yes"', "a~1b~0c"],
				['"followed": "twice"', "followed"],
				['"followed": "more-then-once"', "followed", "more-than-once"],
				['"followed": -1', "followed"],
				['"followed": 1.5', "followed"],
				['"followed": 1e300', "followed"],
				['"followed": true', "followed"],
				['"followed": ["once"]', "followed"],
				['"followed": {}', "followed"],
				['"frightened": 2', "frightened"],
				['"frightened": "once"', "frightened"],
				['"frightened": "Yes"', "frightened", "yes"],
				['"frightened": "constructor"', "frightened"],
				['"frightened": "has-not-come-up"', "frightened"],
				['"relationship": "ex-parner"', "relationship", "ex-partner"],
			] as Wrong[]
		).map(([answer, path, suggestion]): Wrong => [`{ "answers": { ${answer} } }`, `/answers/${path}`, suggestion]),
	];
	test.each(wrong)("%s is wrong at %j", async (input, path, suggestion) => {
		const json = await run(["assess", "-", "--json"], input);
		expect(json).toMatchObject({ exitCode: 3, stdout: "" });
		const { code, problems } = errorIn(json);
		expect(code).toBe("bad-answers");
		const message = expect.stringMatching(/\w/);
		expect(problems).toEqual([suggestion ? { path, message, suggestion } : { path, message }]);
		const words = await run([], input);
		expect(words).toMatchObject({ exitCode: 3, stdout: "" });
		const where = path && `${path}: `;
		const hint = suggestion ? ` Did you mean "${suggestion}"?` : "";
		expect(words.stderr.split("\n").slice(1)).toEqual([`  ${where}${problems[0]?.message}.${hint}`, ""]);
	});

	test("every problem is told at once, each with its place", async () => {
		const input = JSON.stringify({
			reff: "x",
			place: "scotlnd",
			answers: {
				folowed: "once",
				followed: -2,
				violence: "yess",
				"under-18": "yes",
				"a/b": 1,
			},
		});
		const json = await run(["--json"], input);
		expect(json.exitCode).toBe(3);
		const { message, problems } = errorIn(json);
		expect(message).toContain("6 problems");
		expect(problems.map(({ path, suggestion = "" }) => [path, suggestion])).toEqual([
			["/reff", "ref"],
			["/place", "scotland"],
			["/answers/folowed", "followed"],
			["/answers/followed", ""],
			["/answers/violence", "yes"],
			["/answers/a~1b", ""],
		]);
		const words = await run([], input);
		for (const { path } of problems) expect(words.stderr).toMatch(new RegExp(`^  ${path}: `, "m"));
		expect(words.stderr.trimEnd().split("\n")).toHaveLength(7);
	});
});

describe.concurrent("files that cannot be used end in 5:", () => {
	const missing = join(folder, "missing.json");
	const existing = file("existing.json", "mine");
	const refusal = (
		when: string,
		code: string,
		says: string,
		input: string | undefined,
		...args: string[]
	): Refusal => ({
		when,
		args,
		code,
		says,
		...(input === undefined ? {} : { input }),
	});
	refused(5, [
		refusal("a missing file", "cannot-read", missing, GOOD, "assess", missing),
		refusal("a folder", "cannot-read", "is a folder", GOOD, "assess", folder),
		refusal("a missing folder of questions", "cannot-read", missing, GOOD, "--questions", missing),
		refusal("nothing piped", "nobody-to-ask", "nobody to ask", undefined),
		refusal("an empty pipe", "nobody-to-ask", "nobody to ask", ""),
		refusal("a blank pipe", "nobody-to-ask", "nobody to ask", " \r\n\t\n"),
		refusal("an empty pipe for assess -", "nobody-to-ask", "nobody to ask", "", "assess", "-"),
		refusal("--output onto a file", "cannot-write", existing, GOOD, "--output", existing),
		refusal("--output onto a folder", "cannot-write", folder, GOOD, "--output", folder),
		refusal(
			"--output into a missing folder",
			"cannot-write",
			"does not exist",
			GOOD,
			"--output",
			join(missing, "out.json"),
		),
	]);

	test("a folder for standard input is refused", async () => {
		const words = await shell('program <"$FOLDER"', { FOLDER: folder });
		expect(words).toMatchObject({ exitCode: 5, stdout: "" });
		expect(words.stderr).toContain("is a folder");
	});

	test("a file in the way of --output stays as it was", async () => {
		const before = statSync(existing);
		await run(["--output", existing], GOOD);
		expect(readFileSync(existing, "utf8")).toBe("mine");
		expect(statSync(existing).mtimeMs).toBe(before.mtimeMs);
		expect(statSync(existing).mode).toBe(before.mode);
	});

	test("nothing is written for answers that are wrong", async () => {
		const out = join(folder, "never.json");
		const { exitCode } = await run(["--output", out], '{ "answers": 1 }');
		expect(exitCode).toBe(3);
		expect(existsSync(out)).toBe(false);
	});

	test.skipIf(!existsSync("/dev/full"))("a full disk is told as such, and is no bug of ours", async () => {
		const words = await shell("program helplines >/dev/full");
		expect(words.stderr).not.toContain("bug");
		expect(words.exitCode).toBe(5);
	});
});

describe.concurrent("text from outside", () => {
	/** Control characters and those that change direction, but for the ends of lines. */
	const acting = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
	const hidden: [name: string, text: string][] = [
		["that sets the title", "\x1b]0;x\x07"],
		["that clears the screen, in one control character", "\x9b2J"],
		["that turns round", "\u202edesrever"],
	];
	const wrongs = (text: string): [args: string[], input: string][] => [
		[[], JSON.stringify({ answers: { [text]: "yes" } })],
		[[], JSON.stringify({ [text]: 1, answers: {} })],
		[[], JSON.stringify({ answers: { followed: text } })],
		[[], JSON.stringify({ place: text, answers: {} })],
		[["assess", text], GOOD],
		[["assess", join(folder, text)], GOOD],
		[["--output", join(folder, text, "x")], GOOD],
		[["--questions", text], GOOD],
		[["check", text], ""],
		[[text], GOOD],
		[[`--${text}`], GOOD],
		[["--place", text], GOOD],
		[["definitions", text], ""],
		[["helplines", "--need", text], ""],
		[["schema", text], ""],
	];

	test.each(hidden)("%s never acts on the terminal in an error", async (_name, text) => {
		for (const [args, input] of wrongs(text)) {
			const { exitCode, stdout, stderr } = await run(args, input);
			expect([2, 3, 5]).toContain(exitCode);
			expect([args, acting.exec(stdout + stderr)]).toEqual([args, null]);
			expect(stderr).toContain("\\u");
		}
		const { stderr } = await run([], `${text}!`);
		expect(stderr).toBe("stalk-check: The response is not JSON: look at line 1, column 1.\n");
	});

	test.each(hidden)("%s never acts on the terminal in JSON", async (_name, text) => {
		const { stderr } = await run(["--json"], JSON.stringify({ answers: { [text]: "yes" } }));
		expect(JSON.parse(stderr).error.problems[0].path).toBe(`/answers/${text}`);
		expect(acting.exec(stderr)).toBeNull();
		const { stdout } = await run(["--json"], JSON.stringify({ ref: text, answers: {} }));
		expect(JSON.parse(stdout).ref).toBe(text);
		expect(acting.exec(stdout)).toBeNull();
	});

	test.each(hidden)("%s never acts on the terminal in words of a folder's own", async (_name, text) => {
		const odd = join(folder, `odd${encodeURIComponent(text)}`);
		mkdirSync(join(odd, "checklists"), { recursive: true });
		mkdirSync(join(odd, "packs", `p${text}`), { recursive: true });
		writeFileSync(join(odd, "words.json"), `{ "${text}": 1 }`);
		const { exitCode, stderr } = await run(["check", odd]);
		expect(exitCode).toBe(4);
		expect(acting.exec(stderr)).toBeNull();
		expect(stderr).toContain("\\u");
	});
});
