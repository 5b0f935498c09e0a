import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import type { Assessment, Content, Pack, Signpost } from "../../src/content/schema";
import { call as run } from "../support/call";
import { jsonIn, shell, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const write = (name: string, text: string) => {
	const file = join(folder, name);
	writeFileSync(file, text);
	return file;
};
const stalking = {
	ref: "a\nb \u2603",
	place: "england-and-wales",
	answers: {
		followed: "more-than-once",
		"unwanted-contact": "once",
		frightened: "yes",
		"two-or-more-occasions": "yes",
	},
};
const FILE = write("response.json", JSON.stringify(stalking));

const assessed = async (input: object, ...args: string[]): Promise<Assessment> => {
	const { stdout } = await run([...args, "--json"], JSON.stringify(input));
	return JSON.parse(stdout);
};

const packs: Pick<Pack, "place" | "definitions">[] = readdirSync("questions/packs").map((id) => ({
	place: jsonIn(`questions/packs/${id}/pack.json`).place?.id,
	...jsonIn(`questions/packs/${id}/definitions.json`),
}));
const definitionsOf = (place?: string) =>
	packs
		.filter((pack) => !place || !pack.place || pack.place === place)
		.flatMap((pack) => pack.definitions.map(({ id }) => id))
		.sort();
const { places, signposts }: Pick<Content, "places" | "signposts"> = jsonIn("questions/signposts.json");

describe.concurrent("a response", () => {
	const ways: [way: string, line: string][] = [
		["in a pipe", "cat $FILE | program $OPTIONS"],
		["redirected", "program $OPTIONS <$FILE"],
		["in a slow pipe", "(sleep .3; cat $FILE) | program $OPTIONS"],
		["for assess -", "cat $FILE | program assess - $OPTIONS"],
		["for assess", "cat $FILE | program assess $OPTIONS"],
		["in a file", "program assess $FILE $OPTIONS"],
		["in a file, with no input open", "program assess $FILE $OPTIONS <&-"],
		["after a byte order mark", "(printf '\\357\\273\\277'; cat $FILE) | program $OPTIONS"],
	];
	test.each(ways)("%s is assessed alike, to the byte", async (_way, line) => {
		for (const OPTIONS of ["", "--json"]) {
			const args = OPTIONS === "" ? [] : [OPTIONS];
			const expected = await run(args, JSON.stringify(stalking));
			expect(expected.exitCode).toBe(0);
			expect(expected.stdout).toContain("0808 802 0300");
			expect(await shell(line, { FILE, OPTIONS })).toEqual(expected);
		}
	});

	test("as text and as JSON says the same", async () => {
		const text = await run([], JSON.stringify(stalking));
		const { summary, headline, content } = await assessed(stalking);
		expect(summary.stalking).toBe("met");
		const flat = text.stdout.replace(/\s+/g, " ");
		for (const line of Object.values(headline)) expect(flat).toContain(line);
		expect(text.stdout).toContain(content.hash.slice(0, 15));
	});

	test("gives its ref and place back", async () => {
		expect(await assessed(stalking)).toMatchObject({
			format: "stalk-check/assessment@1",
			ref: stalking.ref,
			place: stalking.place,
		});
		const bare = await assessed({ answers: {} });
		expect(Object.keys(bare)).not.toContain("ref");
		expect(Object.keys(bare)).not.toContain("place");
	});

	test("may count occasions in numbers", async () => {
		const counted = async (followed: unknown) => {
			const { readOut, ...rest } = await assessed({ ...stalking, answers: { ...stalking.answers, followed } });
			return rest;
		};
		for (const [number, option] of [
			[0, "never"],
			[1, "once"],
			[2, "more-than-once"],
			[1000, "more-than-once"],
		])
			expect(await counted(number)).toEqual(await counted(option));
		expect((await counted(0)).verdicts).not.toEqual((await counted(2)).verdicts);
	});

	test("may hold null for anything left out", async () => {
		const nulls = {
			ref: null,
			place: null,
			answers: { ...stalking.answers, violence: null, "under-18": null },
		};
		expect(await assessed(nulls)).toEqual(await assessed({ answers: stalking.answers }));
	});

	test("without a place is assessed by every pack, with one by those of the place", async () => {
		const verdicts = async (input: object, ...args: string[]) =>
			(await assessed(input, ...args)).verdicts.map(({ definition }) => definition).sort();
		expect(await verdicts({ answers: {} })).toEqual(definitionsOf());
		for (const place of ["england-and-wales", "scotland", "northern-ireland"])
			expect(await verdicts({ place, answers: {} })).toEqual(definitionsOf(place));
	});

	test("takes its place from --place only when it has none", async () => {
		const { place: _, ...placeless } = stalking;
		for (const input of [placeless, { ...placeless, place: null }])
			expect(await assessed(input, "--place", "scotland")).toEqual(await assessed({ ...placeless, place: "scotland" }));
		expect(await assessed(stalking, "--place", "scotland")).toEqual(await assessed(stalking));
		expect(await assessed(placeless, "assess", "-", "--place", "scotland")).toMatchObject({ place: "scotland" });
	});

	test("may be exactly 1 MiB long", async () => {
		const text = JSON.stringify(stalking);
		const longest = text + " ".repeat((1 << 20) - Buffer.byteLength(text));
		expect(await run(["--json"], longest)).toEqual(await run(["--json"], text));
	});
});

describe.concurrent("--exit-code", () => {
	const items: { id: string; answerSet: string }[] = readdirSync("questions/checklists").flatMap(
		(name) => jsonIn(`questions/checklists/${name}`).items,
	);
	const no: Record<string, string> = { frequency: "never" };
	const nothing = Object.fromEntries(
		items.filter(({ id }) => id !== "relationship").map(({ id, answerSet }) => [id, no[answerSet] ?? "no"]),
	);
	const messages = {
		...nothing,
		"unwanted-contact": 30,
		"two-or-more-occasions": "yes",
		unwanted: "yes",
		"most-people-would-mind": "yes",
	};
	test.each([
		[0, "nothing is met", nothing],
		[10, "harassment is met", messages],
		[20, "stalking is met", stalking.answers],
		[30, "nothing can be told yet", {}],
	])("is %i when %s", async (exitCode, _when, answers) => {
		const input = JSON.stringify({ place: "england-and-wales", answers });
		for (const args of [["--exit-code"], ["assess", "-", "--exit-code"]])
			expect(await run(args, input)).toMatchObject({ exitCode, stderr: "" });
		expect((await run([], input)).exitCode).toBe(0);
		expect((await run(["--json"], input)).exitCode).toBe(0);
	});
});

describe.concurrent("--output", () => {
	test("writes what would be printed, for its owner only, and prints nothing", async () => {
		for (const OPTIONS of ["", "--json"]) {
			const OUT = join(folder, `out${OPTIONS}`);
			const written = await shell("umask 0; program assess $FILE $OPTIONS --output $OUT", { FILE, OUT, OPTIONS });
			expect(written).toEqual({ exitCode: 0, stdout: "", stderr: "" });
			const printed = await shell("program assess $FILE $OPTIONS", {
				FILE,
				OPTIONS,
			});
			expect(readFileSync(OUT, "utf8")).toBe(printed.stdout);
			expect(statSync(OUT).mode & 0o777).toBe(0o600);
		}
	});
});

describe.concurrent("colour", () => {
	const coloured: [env: Record<string, string>, args: string[], is: boolean][] = [
		[{}, [], false],
		[{ FORCE_COLOR: "1" }, [], true],
		[{ FORCE_COLOR: "1", TERM: "dumb" }, [], true],
		[{ FORCE_COLOR: "0" }, [], false],
		[{ FORCE_COLOR: "false" }, [], false],
		[{ FORCE_COLOR: "1" }, ["--no-color"], false],
		[{ FORCE_COLOR: "1", NO_COLOR: "1" }, [], false],
		[{ FORCE_COLOR: "1", NO_COLOR: "" }, [], true],
		[{ NO_COLOR: "1" }, [], false],
		[{ FORCE_COLOR: "1" }, ["--json"], false],
	];
	test.each(coloured)("in a pipe with %j and %j: %s", async (env, options, expected) => {
		for (const command of ["assess", "helplines", "definitions"]) {
			const args = [command, ...options];
			const input = JSON.stringify(stalking);
			const { stdout } = await run(args, input, { env });
			expect([command, stdout.includes("\x1b")]).toEqual([command, expected]);
		}
	});

	test.each(["assess", "helplines", "definitions"])("changes no word of %s", async (command) => {
		const input = JSON.stringify({ answers: { violence: "yes" } });
		const plain = await run([command], input);
		const bright = await run([command], input, {
			env: { FORCE_COLOR: "1" },
		});
		expect(stripVTControlCharacters(bright.stdout)).toBe(plain.stdout);
	});
});

describe.concurrent("a pipe", () => {
	// Makes descriptor $1 one that does not wait, and dies too soon to put that right.
	const unwaiting = (fd: number) =>
		`"$NODE" -e 'new (require("node:net").Socket)({ fd: ${fd} }); process.kill(process.pid, 9)' 2>/dev/null`;
	const big = { ref: "x".repeat(500_000), answers: {} };
	const BIG = write("big.json", JSON.stringify(big));
	const wrong = Array.from({ length: 1000 }, (_, i) => [`?${i}`.padEnd(200, "?"), "yes"]);
	const WRONG = write("wrong.json", JSON.stringify({ answers: Object.fromEntries(wrong) }));

	test.each([
		["a ready reader", "program assess $BIG --json | cat"],
		["a slow reader", "program assess $BIG --json | (sleep .3; cat)"],
		["a slow reader, without waiting", `(${unwaiting(1)}; program assess $BIG --json) | (sleep .3; cat)`],
		["a slow writer, without waiting", `(sleep .5; cat $BIG) | (${unwaiting(0)}; program --json)`],
	])("brings half a megabyte whole with %s", async (_name, line) => {
		const { stdout } = await shell(line, { BIG });
		expect(stdout.endsWith("\n}\n")).toBe(true);
		expect(JSON.parse(stdout).ref).toBe(big.ref);
	});

	test("brings every problem whole", async () => {
		const { exitCode, stderr } = await run(["assess", WRONG, "--json"]);
		expect(exitCode).toBe(3);
		expect(stderr.length).toBeGreaterThan(200_000);
		expect(JSON.parse(stderr).error.problems).toHaveLength(wrong.length);
	});

	test.each([
		["results", 0, "program assess $BIG --json"],
		["problems", 3, "program assess $WRONG 2>&1 >/dev/null"],
	])("may be closed by whoever reads %s", async (_what, exitCode, line) => {
		const { stderr } = await shell(`{ ${line}; echo "exit $?" >&3; } 3>&2 | head -c 1 >/dev/null`, { BIG, WRONG });
		expect(stderr).toBe(`exit ${exitCode}\n`);
	});
});

describe.concurrent("helplines", () => {
	const ids = async (...args: string[]) => {
		const { stdout } = await run(["helplines", "--json", ...args]);
		return (JSON.parse(stdout) as Signpost[]).map(({ id }) => id);
	};
	const idsWhere = (fits: (signpost: Signpost) => boolean) => signposts.filter(fits).map(({ id }) => id);
	const nations: [place: string, among: string[]][] = [
		...places.map(({ id, nations }): [string, string[]] => [id, nations]),
		...["england", "wales", "republic-of-ireland", "united-states"].map((nation): [string, string[]] => [
			nation,
			[nation],
		]),
	];
	const works = (signpost: Signpost, among: string[]) => signpost.nations.some((nation) => among.includes(nation));

	test.each(nations)("of %s are those that work there", async (place, among) => {
		const listed = await ids("--place", place);
		expect(listed).toEqual(idsWhere((it) => works(it, among)));
		expect(listed.length).toBeGreaterThan(0);
	});

	test("without a place leave out none of the United Kingdom", async () => {
		const uk = ["england", "wales", "scotland", "northern-ireland"];
		const expected = idsWhere((it) => works(it, uk));
		expect((await ids()).filter((id) => expected.includes(id))).toEqual(expected);
	});

	test("for a need are those that meet it", async () => {
		const online = (it: Signpost) => it.needs.includes("online") && works(it, ["scotland"]);
		const listed = await ids("--need", "online", "--place", "scotland");
		expect(listed).toEqual(idsWhere(online));
		expect(listed.length).toBeGreaterThan(0);
	});

	test("in words hold every name, number and address", async () => {
		const { stdout } = await run(["helplines", "--place", "wales"]);
		for (const { name, phone, url } of signposts.filter((it) => works(it, ["wales"])))
			for (const text of [...name.split(" "), ...phone, url]) expect(stdout.replace(/\s+/g, " ")).toContain(text);
	});
});

describe.concurrent("definitions", () => {
	const listed = async (...args: string[]) => {
		const { stdout } = await run(["definitions", "--json", ...args]);
		return (JSON.parse(stdout) as Pack[]).flatMap((pack) => pack.definitions.map(({ id }) => id)).sort();
	};

	test("are all of them, those of a place, or the one asked for", async () => {
		expect(await listed()).toEqual(definitionsOf());
		expect(await listed("--place", "scotland")).toEqual(definitionsOf("scotland"));
		expect(await listed("ew-stalking")).toEqual(["ew-stalking"]);
	});

	test("in words say what, by whom and when checked", async () => {
		const { stdout } = await run(["definitions", "ew-stalking"]);
		expect(stdout).toContain("(ew-stalking)");
		expect(stdout).not.toContain("(ew-harassment)");
		expect(stdout).toMatch(/Checked \d{4}-\d\d-\d\d\./);
		expect(stdout).toContain("https://www.legislation.gov.uk/");
	});
});

describe.concurrent("template", () => {
	test("is a response that leaves everything open", async () => {
		const { exitCode, stdout } = await shell("program template | program --json");
		expect(exitCode).toBe(0);
		const { summary, verdicts, urgent }: Assessment = JSON.parse(stdout);
		expect(summary).toEqual({ harassment: "unclear", stalking: "unclear" });
		expect(new Set(verdicts.map(({ result }) => result))).toEqual(new Set(["unclear"]));
		expect(urgent).toEqual([]);
	});

	test("names every item once, in the order of asking", async () => {
		const { stdout } = await run(["template"]);
		const expected = readdirSync("questions/checklists")
			.map((name) => jsonIn(`questions/checklists/${name}`))
			.sort((a, b) => a.order - b.order)
			.flatMap(({ items }) => items.map(({ id }: { id: string }) => id));
		expect(Object.keys(JSON.parse(stdout).answers)).toEqual(expected);
	});
});

describe.concurrent("about itself", () => {
	test("--version says the version and nothing else", async () => {
		const { version } = jsonIn("package.json");
		expect(await run(["--version"])).toEqual({
			exitCode: 0,
			stdout: `${version}\n`,
			stderr: "",
		});
	});

	test.each([["--help"], ["-h"]])("%s names 999 and each command", async (flag) => {
		const { exitCode, stdout, stderr } = await run([flag]);
		expect([exitCode, stderr]).toEqual([0, ""]);
		expect(stdout).toContain("999");
		for (const command of ["assess", "helplines", "traces", "definitions", "template", "schema", "check"]) {
			expect(stdout).toMatch(new RegExp(` ${command}\\b`));
			const help = await run([command, flag]);
			expect(help).toMatchObject({ exitCode: 0, stderr: "" });
			expect(help.stdout).toContain(`stalk-check ${command}`);
		}
	});
});
