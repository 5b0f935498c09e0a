import { spawn, spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import content from "virtual:content";
import { describe, expect, test } from "vitest";
import { call } from "../support/call";
import { linesFor, seeded } from "../support/response-lines";
import { type Run, run, shell, temporaryFolder } from "../support/run";

const folder = temporaryFolder();
const newName = () => join(folder, `it-${readdirSync(folder).length}`);
const GOOD = '{"answers":{"followed":"once"}}';
/** Enough bytes for threads, in few lines. */
const LARGE = `{"ref":"${"x".repeat(400)}","answers":{"followed":"once"}}\n`.repeat(1_500);
const SECRET = "what-nobody-may-see";
const ANSWERS = `{"ref":"${SECRET}","answers":{"followed":"more-than-once"}}`;
const AT_ONCE = { concurrent: true, timeout: 120_000 };
const linux = process.platform === "linux";
const works = (...command: [string, ...string[]]) => spawnSync(command[0], command.slice(1)).status === 0;

/** Refused in words, with nothing for a result, and nothing that only we could understand. */
function refused({ exitCode, stdout, stderr }: Run, code: number, says: string) {
	expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: "" });
	expect(stderr).toMatch(/^stalk-check: /);
	expect(stderr).toContain(says);
	expect(stderr).not.toMatch(/bug|^ +at /m);
}

describe.concurrent("a response that is not understood whole gets no result:", () => {
	test.each<[what: string, input: string, paths: string[]]>([
		["an answer twice", '{"answers":{"followed":"never","followed":"once"}}', ["/answers/followed"]],
		[
			"an answer twice, spelt differently",
			'{"answers":{"followed":"never","follow\\u0065d":"once"}}',
			["/answers/followed"],
		],
		["the same answer twice", '{"answers":{"followed":"once","followed":"once"}}', ["/answers/followed"]],
		["answers twice", '{"answers":{"followed":"once"},"answers":{}}', ["/answers"]],
		["a place twice", '{"place":"scotland","place":null,"answers":{}}', ["/place"]],
		[
			"twice, and what is wrong besides",
			'{"place":"x","answers":{"violence":"no","violence":"no"}}',
			["/place", "/answers/violence"],
		],
	])("%s", async (_, input, paths) => {
		const alone = await call(["--json"], input);
		expect(alone).toMatchObject({ exitCode: 3, stdout: "" });
		const { error } = JSON.parse(alone.stderr);
		expect(error.problems.map((it: { path: string }) => it.path)).toEqual(paths);
		const { exitCode, stdout } = await call(["batch"], input);
		expect(exitCode).toBe(3);
		expect(JSON.parse(stdout)).toEqual({ line: 1, error });
	});

	const deep = [
		`{"answers":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
		`{"answers":${'{"followed":'.repeat(80_000)}1${"}".repeat(80_000)}}`,
		"[".repeat(1 << 20),
	];
	test.each(deep)("one that goes deep", async (input) => {
		refused(await call([], input), 3, "The response ");
		const { exitCode, stdout } = await call(["batch"], input);
		expect([exitCode, JSON.parse(stdout).line]).toEqual([3, 1]);
	});

	test.each([
		'[{"date":"2025-03-04","what":"followed","what":"unwanted-contact"}]',
		'{"date":"2025-03-04","what":"followed","what":"unwanted-contact"}\n'.repeat(2),
	])("nor does one beside a log that says a thing twice", async (log) => {
		const file = newName();
		writeFileSync(file, log);
		const ran = await call(["--incidents", file], '{"answers":{}}');
		refused(ran, 3, "what: is there more than once");
	});

	test("one that was broken off at any place", async () => {
		for (let at = 1; at < GOOD.length; at += 3) refused(await call([], GOOD.slice(0, at)), 3, "is not JSON");
		const { exitCode, stdout } = await call(["batch"], `${GOOD}\n${GOOD.slice(0, -1)}`);
		expect(exitCode).toBe(3);
		expect(JSON.parse(stdout.split("\n")[1] as string).line).toBe(2);
	});
});

describe.skipIf(!linux)("what is no ordinary file", AT_ONCE, () => {
	/** Content in which this stands for one of its files. */
	const contentWith = (replace: (file: string) => void) => {
		const copy = newName();
		cpSync("questions", copy, { recursive: true });
		rmSync(join(copy, "notes.json"));
		replace(join(copy, "notes.json"));
		return copy;
	};
	test.each<[what: string, replace: (file: string) => void, says: string]>([
		["a pipe", (file) => spawnSync("mkfifo", [file]), "not an ordinary file"],
		["a device without end", (file) => symlinkSync("/dev/zero", file), "not an ordinary file"],
		["a link that points nowhere", (file) => symlinkSync("nowhere", file), "does not exist"],
		["a link to itself", (file) => symlinkSync("notes.json", file), "ELOOP"],
		["a folder", (file) => mkdirSync(file), "is a folder"],
		["5 MiB", (file) => writeFileSync(file, "[".repeat(5 << 20)), "4 MiB"],
		["deep", (file) => writeFileSync(file, "[".repeat(1 << 19) + "]".repeat(1 << 19)), "goes deeper"],
		[
			"a hundred thousand things",
			(file) => writeFileSync(file, `{"notes":[${"1,".repeat(100_000)}1]}`),
			"notes.json#/notes/99999",
		],
		[
			"a thing twice",
			(file) => writeFileSync(file, '{"notes":[],"notes":[]}'),
			"notes.json#/notes: is there more than once",
		],
		[
			"what clears a window",
			(file) => writeFileSync(file, '{"notes":[{"text":"\\u001b[2J"}]}'),
			"notes.json#/notes/0/text: has what cannot be seen",
		],
		[
			"what cannot be seen",
			(file) => writeFileSync(file, '{"notes":[{"te\u202ext":""}]}'),
			"notes.json#/notes/0: has what cannot be seen",
		],
		["no UTF-8", (file) => writeFileSync(file, Buffer.from('{"notes":["\xff"]}', "latin1")), "not UTF-8"],
	])(
		"is no content, if it is %s",
		async (_, replace, says) => {
			refused(await call(["--questions", contentWith(replace)], GOOD), 4, says);
		},
		60_000,
	);

	test("is read no further than a response may go", async () => {
		refused(await run(["assess", "/dev/zero"]), 3, "1 MiB");
		refused(await run(["summarise", "/dev/zero"]), 3, "16 MiB");
	});

	test("is not written over", async () => {
		const [link, pipe] = [newName(), newName()];
		symlinkSync(join(folder, "target"), link);
		spawnSync("mkfifo", [pipe]);
		for (const file of [link, pipe, "/dev/null", "/dev/full"])
			for (const args of [
				["--output", file],
				["batch", "--output", file],
				["batch", "--errors", file],
			])
				refused(await call(args, GOOD), 5, "exists already");
		expect(readlinkSync(link)).toBe(join(folder, "target"));
		expect(existsSync(join(folder, "target"))).toBe(false);
	});
});

describe.skipIf(!linux)("where nothing can be written", AT_ONCE, () => {
	test.each([
		["assess -", GOOD],
		["batch", GOOD],
		["batch --jobs 2 --compact", LARGE],
		["batch --summary", "{"],
		["helplines", ""],
		["template", ""],
	])("as on a full disk, %s says so", async (args, input) => {
		const file = newName();
		writeFileSync(file, input);
		const ran = await shell(`program ${args} <"${file}" >/dev/full`);
		refused(ran, 5, "The result cannot be written: the disk is full");
	});

	/** A disk that is read-only, or nearly full, where we may make one. */
	const mount = works("unshare", "-rm", "true");
	const onDisk = (options: string, line: string) => {
		const disk = newName();
		mkdirSync(disk);
		return shell(
			`DISK='${disk}' NODE="$NODE" exec unshare -rm sh -ec 'mount -t tmpfs -o ${options} none "$DISK"; ${line}'`,
		);
	};
	const program = `"$NODE" bin/stalk-check.js`;

	test.skipIf(!mount)("as on a read-only disk, a file is refused and a result is not", async () => {
		for (const args of ["--json", "batch"]) {
			const refusal = await onDisk("ro", `echo ${JSON.stringify(GOOD)} | ${program} ${args} --output "$DISK/out"`);
			expect(refusal).toMatchObject({ exitCode: 5, stdout: "" });
			expect(refusal.stderr).toContain("the disk is read-only");
		}
		const result = await onDisk(
			"ro",
			`cd "$DISK"; HOME="$DISK" TMPDIR="$DISK" "$NODE" ${resolve("bin/stalk-check.js")} helplines --json`,
		);
		expect(result).toMatchObject({ exitCode: 0, stderr: "" });
	});

	test.skipIf(!mount)(
		"as on a disk that fills up, a file of results ends with a whole line, and any other is not left",
		async () => {
			const lines = newName();
			writeFileSync(lines, `${GOOD}\n`.repeat(2_000));
			const batch = await onDisk("size=4m", `${program} batch ${lines} --output "$DISK/out" || true; cat "$DISK/out"`);
			expect(batch.stderr).toContain("cannot be written: the disk is full");
			expect(batch.stdout.length).toBeGreaterThan(1_000);
			for (const line of batch.stdout.slice(0, -1).split("\n")) JSON.parse(line);
			expect(batch.stdout.endsWith("}\n")).toBe(true);
			const assess = await onDisk(
				"size=4k",
				`echo ${JSON.stringify(GOOD)} | ${program} --json --output "$DISK/out" || echo $?; ls -A "$DISK"`,
			);
			expect(assess.stdout).toBe("5\n");
		},
	);

	const nobody = process.getuid?.() === 0 && works("setpriv", "--reuid=65534", "--clear-groups", "true");
	test.skipIf(!nobody)("as in a folder of somebody else, a file is refused and nothing left", async () => {
		const theirs = newName();
		mkdirSync(theirs, { mode: 0o755 });
		spawnSync("chmod", ["755", folder]);
		for (const args of ["--json", "batch"]) {
			const ran = await shell(
				`echo '${GOOD}' | setpriv --reuid=65534 --clear-groups "$NODE" bin/stalk-check.js ${args} --output "${theirs}/out"`,
			);
			expect(ran).toMatchObject({ exitCode: 5, stdout: "" });
			expect(ran.stderr).toContain("you are not allowed to");
		}
		expect(readdirSync(theirs)).toEqual([]);
	});
});

describe.skipIf(!linux)("in a poor place", { timeout: 120_000 }, () => {
	const lines = join(folder, "poor-lines");
	writeFileSync(lines, LARGE);
	writeFileSync(join(folder, "poor-one"), GOOD);
	const usually = Promise.all(
		[`assess ${join(folder, "poor-one")} --json`, `batch ${lines} --compact --jobs 3`, "helplines"].map(
			async (args) => [args, await shell(`program ${args}`)] as const,
		),
	);
	const clock = join(folder, "clock.cjs");
	writeFileSync(
		clock,
		`let jumps = 0;
		Date.now = () => (++jumps % 3) * 1e12 - 1e11;
		performance.now = () => (++jumps % 2 ? 1e9 : -1e9);`,
	);
	test.each([
		["with few open files", "ulimit -n 64;"],
		["without an environment", "exec env -i"],
		["without a home", "unset HOME; exec env -u HOME"],
		["with a home that is not there", "exec env HOME=/nowhere TMPDIR=/nowhere"],
		["in another locale", "exec env LC_ALL=C LANG=xx_YY.nonsense"],
		["with a clock that jumps", `exec env NODE_OPTIONS="--require ${clock}"`],
	])("%s, the result is the same", async (_, before) => {
		for (const [args, usual] of await usually) {
			const poor = await shell(`${before} "$NODE" bin/stalk-check.js ${args}`);
			expect(usual.exitCode).toBe(0);
			expect(poor).toEqual(usual);
		}
	});
});

describe.skipIf(!linux)("a reader who goes away", { timeout: 120_000 }, () => {
	const some = linesFor(content, seeded(3));
	const lines = join(folder, "reader-lines");
	writeFileSync(lines, Array.from({ length: 300 }, () => `${some()}\n`).join(""));
	const one = join(folder, "reader-one");
	writeFileSync(one, GOOD);
	// Up to what is written, and on either side of what a pipe holds.
	test.each([
		["assess", `assess ${one} --json`, 0, [0, 1, 4_096]],
		["batch", `batch ${lines}`, 3, [0, 1, 65_536, 65_537, 200_000]],
		["batch with threads", `batch ${lines} --compact --jobs 2`, 3, [0, 65_537]],
		["errors", `batch ${lines} --summary 2>&1 >/dev/null`, 3, [0, 1]],
	])("at any byte of %s is no error of its own", async (_, args, usual, counts) => {
		for (const count of counts) {
			const { stderr, stdout } = await shell(
				`{ program ${args}; echo "exit $?" >&3; } 3>&2 | head -c ${count} | wc -c`,
			);
			const [said = "", more] = stderr.split("\n").slice(-2);
			expect([count, more]).toEqual([count, ""]);
			// A reader may be gone before anything was found wrong.
			expect(["exit 0", `exit ${usual}`]).toContain(said);
			expect(stderr).not.toMatch(/bug|EPIPE|\n +at /);
			expect(Number(stdout)).toBeLessThanOrEqual(count);
		}
	});
});

test.skipIf(!linux)(
	"a batch that was killed can be gone on with after its last whole line, and gives what one would have",
	async () => {
		const some = linesFor(content, seeded(4));
		const lines = join(folder, "killed-lines");
		writeFileSync(lines, Array.from({ length: 3_000 }, () => `${some()}\n`).join(""));
		const whole = await call(["batch", lines, "--compact"]);
		expect(whole.stdout.split("\n")).toHaveLength(3_001);
		for (const [i, jobs] of ["1", "2", "2"].entries()) {
			const out = newName();
			const child = spawn(process.execPath, [
				"bin/stalk-check.js",
				"batch",
				lines,
				"--compact",
				"--jobs",
				jobs,
				"--output",
				out,
			]);
			const ended = new Promise((resolve) => child.on("close", resolve));
			while (!existsSync(out) || statSync(out).size < 50_000 * (i + 1))
				await new Promise((resolve) => setTimeout(resolve, 1));
			child.kill("SIGKILL");
			await ended;
			const kept = readFileSync(out, "utf8");
			const first = kept.slice(0, kept.lastIndexOf("\n") + 1);
			const skip = first.split("\n").length - 1;
			expect(skip).toBeLessThan(3_000);
			const rest = await call(["batch", lines, "--compact", "--skip", `${skip}`]);
			expect(first + rest.stdout === whole.stdout).toBe(true);
		}
	},
	60_000,
);

describe.skipIf(!linux)("what the system can show of it to others", () => {
	test("has no answers: its command line, its name, its environment", async () => {
		const child = spawn(process.execPath, ["bin/stalk-check.js", "batch", "--jobs", "2"], {
			stdio: ["pipe", "pipe", "inherit"],
		});
		child.stdin.on("error", () => {});
		child.stdin.write(`${ANSWERS}\n`.repeat(10_000));
		await new Promise((resolve) => child.stdout.once("data", resolve));
		const shown = ["cmdline", "comm", "environ"].map((name) => readFileSync(`/proc/${child.pid}/${name}`, "utf8"));
		const threads = readdirSync(`/proc/${child.pid}/task`).map((id) =>
			readFileSync(`/proc/${child.pid}/task/${id}/comm`, "utf8"),
		);
		child.kill("SIGKILL");
		expect(shown[0]).toBe([process.execPath, "bin/stalk-check.js", "batch", "--jobs", "2", ""].join("\0"));
		// Newer engines name the thread themselves.
		expect(shown[1]).toMatch(/^(node|(node-)?MainThread)\n$/);
		expect(threads.length).toBeGreaterThan(2);
		expect([...shown, ...threads].join()).not.toContain(SECRET);
	});

	test("has no answers: the report that Node can be told to make of a program", async () => {
		const preload = newName();
		writeFileSync(
			preload,
			`const report = () => require("fs").writeFileSync(process.env.REPORT, JSON.stringify(process.report.getReport(new Error("${"x"}"))));
			const { stringify } = JSON;
			let made = false;
			JSON.stringify = (...args) => { if (!made && args[0]?.verdicts) { made = true; report(); } return stringify(...args); };`,
		);
		const REPORT = newName();
		const { exitCode, stdout } = await run(["--json"], ANSWERS, {
			NODE_OPTIONS: `--require ${preload}`,
			REPORT,
		});
		expect(exitCode).toBe(0);
		expect(stdout).toContain(SECRET);
		const report = readFileSync(REPORT, "utf8");
		expect(JSON.parse(report).header.commandLine).toContain("--json");
		expect(report).not.toContain(SECRET);
		expect(report).not.toContain("more-than-once");
	});

	test("has no report that nobody asked for", async () => {
		const { stdout } = await shell(
			`"$NODE" -p "const { reportOnFatalError, reportOnSignal, reportOnUncaughtException } = process.report; [reportOnFatalError, reportOnSignal, reportOnUncaughtException].join()"`,
		);
		expect(stdout).toBe("false,false,false\n");
		for (const name of readdirSync("dist").filter((it) => it.endsWith("js")))
			expect([name, /\bprocess\.(report|title)\b/.test(readFileSync(join("dist", name), "utf8"))]).toEqual([
				name,
				false,
			]);
	});
});
