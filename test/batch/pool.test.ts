import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { batch } from "../../src/batch/batch";
import { MOST_LINES } from "../../src/batch/blocks";
import { Pool } from "../../src/batch/pool";
import { planOf } from "../../src/core/plan";
import { run, temporaryFolder } from "../cli/run";
import { small } from "../small";

const folder = temporaryFolder();
/** A file with the program of a thread. */
function program(code: string): string {
	const file = join(folder, `${Math.random()}.cjs`);
	writeFileSync(
		file,
		`const { parentPort, workerData } = require("node:worker_threads");\n${code}`,
	);
	return file;
}
const plan = planOf(small);
const plans = { own: plan, someoneElse: plan };
const wish = { compact: true };
const block = (text: string, first = 1) => ({
	bytes: Buffer.from(text),
	first,
	lines: text.split("\n").length - 1,
});

/** More than a batch assesses without threads, in 40 chunks. */
async function* plenty() {
	for (let i = 0; i < 40; i++)
		yield Buffer.from('{"answers":{}}\n'.repeat(10_000));
}

/** A batch by threads with this program. */
const batchBy = (
	worker: string,
	output: (text: string | Uint8Array) => Promise<void> = async () => {},
	input: AsyncIterable<Buffer> = plenty(),
) =>
	batch(
		plans,
		wish,
		{ skip: 0, jobs: 2 },
		{
			input,
			output,
			errors: async () => {},
			progress() {},
			worker,
			stopped: () => false,
		},
	);

const faults: [what: string, code: string, says: RegExp][] = [
	["throws when it starts", 'throw new Error("broken")', /broken/],
	[
		"throws at its first block",
		'parentPort.on("message", () => { throw new Error("broken"); })',
		/broken/,
	],
	[
		"throws later",
		'let left = 2; parentPort.on("message", () => { if (left-- === 0) throw new Error("broken"); parentPort.postMessage({ text: "", errors: "", summary: EMPTY }); })',
		/broken/,
	],
	[
		"breaks a promise",
		'parentPort.on("message", async () => { throw new Error("broken"); })',
		/broken/,
	],
	["is not there", "", /Cannot find module/],
	["ends by itself", 'parentPort.on("message", () => process.exit())', /ended/],
	["ends at once", "process.exit()", /ended/],
];
const nothing = { met: 0, unclear: 0, "not-met": 0 };
const EMPTY = JSON.stringify({
	...{ lines: 0, bad: 0, urgent: 0, results: {}, fixation: nothing },
	summary: { harassment: nothing, stalking: nothing },
});

describe("a thread", () => {
	test.each(faults)(
		"that %s ends the batch with what went wrong",
		async (_, code, says) => {
			const file =
				code === ""
					? join(folder, "missing.cjs")
					: program(code.replace("EMPTY", EMPTY));
			await expect(batchBy(file)).rejects.toThrow(says);
		},
	);

	test("that has ended is given nothing more to wait for", async () => {
		const pool = new Pool(program("process.exit()"), 1, plans, wish);
		await expect(pool.assess([block("a\n")])).rejects.toThrow(/ended/);
		await expect(pool.assess([block("b\n")])).rejects.toThrow(/ended/);
		await pool.close();
	});

	test("is ended whatever it is doing, when nobody takes the results", async () => {
		const file = program('parentPort.on("message", () => { for (;;); })');
		const pool = new Pool(file, 2, plans, wish);
		const done = pool.assess([block("a\n")]);
		done.catch(() => {});
		await pool.close();
		await expect(done).rejects.toThrow(/ended/);
	});

	test("has the blocks joined, the number of the first line, and what is wanted", async () => {
		const file = program(
			'parentPort.on("message", ({ bytes, first }) => parentPort.postMessage({ text: Buffer.from(bytes).toString(), errors: String(first), summary: workerData }))',
		);
		const pool = new Pool(file, 1, plans, { compact: true, place: "here" });
		const blocks = [block("a\nb\n", 7), block("c\n", 9)];
		expect(await pool.assess(blocks)).toEqual({
			text: "a\nb\nc\n",
			errors: "7",
			summary: { plans, wish: { compact: true, place: "here" } },
		});
		await pool.close();
	});

	test("that has least to do gets the next block", async () => {
		const file = program(
			'const { threadId } = require("node:worker_threads"); parentPort.on("message", () => parentPort.postMessage({ bytes: String(threadId) }))',
		);
		const pool = new Pool(file, 3, plans, wish);
		const texts = async (count: number) =>
			Promise.all(
				Array.from({ length: count }, () => pool.assess([block("a\n")])),
			).then((done) => done.map(({ bytes }) => bytes));
		const counted = new Map<unknown, number>();
		for (const text of await texts(9))
			counted.set(text, (counted.get(text) ?? 0) + 1);
		expect([...counted.values()]).toEqual([3, 3, 3]);
		await pool.close();
	});

	test("is never given more lines than their results have room for", async () => {
		const file = program(
			`parentPort.on("message", ({ bytes }) => setTimeout(() => parentPort.postMessage({ bytes: Buffer.from(String(Buffer.from(bytes).toString().split("\\n").length - 1)), errors: "", summary: ${EMPTY} }), 1))`,
		);
		const given: number[] = [];
		// What this thread assesses itself is no number.
		await batchBy(file, async (bytes) => {
			given.push(Number(Buffer.from(bytes).toString()));
		});
		const byThreads = given.filter((lines) => lines > 0);
		expect(byThreads.length).toBeGreaterThan(20);
		expect(Math.max(...byThreads)).toBeLessThan(MOST_LINES * 2);
	});

	test("is given nothing more while nobody takes what threads have done", async () => {
		let read = 0;
		async function* counted() {
			for await (const chunk of plenty()) {
				read++;
				yield chunk;
			}
		}
		let take = () => {};
		const taken = new Promise<void>((resolve) => {
			take = resolve;
		});
		const file = program(
			`parentPort.on("message", () => parentPort.postMessage({ text: "by a thread", errors: "", summary: ${EMPTY} }))`,
		);
		const done = batchBy(
			file,
			async (text) => {
				if (text === "by a thread") await taken;
			},
			counted(),
		);
		// Time enough to read all of it, were nothing in the way.
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		expect(read).toBeGreaterThan(13);
		expect(read).toBeLessThan(20);
		take();
		await done;
		expect(read).toBe(40);
	});

	test("that fails is a bug, and not the fault of whoever wrote the lines", async () => {
		for (const part of ["bin", "dist"])
			cpSync(part, join(folder, part), { recursive: true });
		writeFileSync(
			join(folder, "dist", "worker.cjs"),
			'throw new Error("broken")',
		);
		const lines = '{"answers":{"followed":"once"}}\n'.repeat(100_000);
		const at = join(folder, "bin", "stalk-check.js");
		const { exitCode, stderr } = await run(
			["batch", "--compact", "--jobs", "2"],
			lines,
			{},
			at,
		);
		expect(exitCode).toBe(1);
		expect(stderr).toMatch(/^stalk-check: this is a bug in stalk-check/);
		expect(stderr).toContain("broken");
	});
});
