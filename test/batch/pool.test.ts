import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { batch } from "../../src/batch/batch";
import type { Block } from "../../src/batch/blocks";
import type { Results } from "../../src/batch/lines";
import { type Pool, startPool } from "../../src/batch/pool";
import { emptySummary } from "../../src/batch/summary";
import { compile } from "../../src/engine/compile";
import { run, temporaryFolder } from "../support/run";
import { small } from "../support/small";

const folder = temporaryFolder();
/** A file with the program of a thread. It can `answer` what it is asked with a text. */
function program(code: string): string {
	const file = join(folder, `${Math.random()}.cjs`);
	const given = `const { parentPort, threadId, workerData } = require("node:worker_threads");
const summary = ${JSON.stringify(emptySummary(small))};
const answer = (text) =>
	parentPort.postMessage({ bytes: new Uint8Array(Buffer.from(text)), errors: "", summary });
`;
	writeFileSync(file, given + code);
	return file;
}
const options = { compact: true };
const block = (text: string, first = 1) => ({ text, first });
/** Gives a block to a pool as soon as a thread has started. */
async function given(pool: Pool, block: Block): Promise<{ done: Promise<Results> }> {
	return vi.waitUntil(() => {
		const done = pool.assess(block);
		done?.catch(() => {});
		return done && { done };
	});
}

/** More than a batch assesses without threads, in 40 chunks. */
async function* plenty() {
	for (let i = 0; i < 40; i++) yield '{"answers":{}}\n'.repeat(10_000);
}

/** A batch by threads with this program. */
const batchBy = (
	worker: string,
	write: (results: Results) => Promise<void> = async () => {},
	input: AsyncIterable<string> = plenty(),
) => batch({ content: small, options, skip: 0, jobs: 2, worker }, { input, write, stopped: () => false, remark() {} });

const faults: [what: string, code: string, says: RegExp][] = [
	["throws when it starts", 'throw new Error("broken")', /broken/],
	["throws at its first block", 'parentPort.on("message", () => { throw new Error("broken"); })', /broken/],
	[
		"throws later",
		'let left = 1; parentPort.on("message", (asked) => { if (left-- === 0) throw new Error("broken"); answer(""); })',
		/broken/,
	],
	["breaks a promise", 'parentPort.on("message", async () => { throw new Error("broken"); })', /broken/],
	["is not there", "", /Cannot find module/],
	["ends by itself", 'parentPort.on("message", () => process.exit())', /ended/],
	["ends at once", "process.exit()", /ended/],
];
describe("a thread", () => {
	test.each(faults)("that %s ends the batch with what went wrong", async (_, code, says) => {
		const missing = join(folder, "missing.cjs");
		const file = code === "" ? missing : program(code);
		await expect(batchBy(file)).rejects.toThrow(says);
	});

	test("that has ended is given nothing more to wait for", async () => {
		const pool = startPool(program("process.exit()"), 1, small, options);
		await expect((await given(pool, block("a\n"))).done).rejects.toThrow(/ended/);
		await expect(pool.assess(block("b\n"))).rejects.toThrow(/ended/);
		await pool.close();
	});

	test("is ended whatever it is doing, when nobody takes the results", async () => {
		const file = program('parentPort.on("message", () => { for (;;); })');
		const pool = startPool(file, 2, small, options);
		const { done } = await given(pool, block("a\n"));
		await pool.close();
		await expect(done).rejects.toThrow(/ended/);
	});

	test("has the lines, the number of the first, and what is wanted", async () => {
		const file = program(
			'parentPort.on("message", (asked) => answer(JSON.stringify([asked.text, asked.first, workerData])))',
		);
		const options = { compact: true, place: "here" };
		const pool = startPool(file, 1, small, options);
		const { bytes } = await (await given(pool, block("a\nb\nc\n", 7))).done;
		expect(JSON.parse(Buffer.from(bytes).toString())).toEqual([
			"a\nb\nc\n",
			7,
			JSON.parse(JSON.stringify({ content: small, compiled: compile(small), options })),
		]);
		await pool.close();
	});

	test("is given no more to do than the others", async () => {
		const file = program('parentPort.on("message", () => answer(String(threadId)))');
		const pool = startPool(file, 3, small, options);
		await (await given(pool, block("a\n"))).done;
		const tasks = Array.from({ length: 13 }, () => pool.assess(block("a\n")));
		expect(tasks.at(-1)).toBeUndefined();
		const times = new Map<string, number>();
		for (const { bytes } of (await Promise.all(tasks)).filter((it) => it !== undefined)) {
			const thread = Buffer.from(bytes).toString();
			times.set(thread, (times.get(thread) ?? 0) + 1);
		}
		expect(Math.max(...times.values()) - Math.min(...times.values())).toBeLessThanOrEqual(1);
		await pool.close();
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
		const file = program('parentPort.on("message", () => answer("done"))');
		const done = batchBy(
			file,
			async ({ bytes }) => {
				if (Buffer.from(bytes).toString() === "done") await taken;
			},
			counted(),
		);
		// Time enough to read all of it, were nothing in the way.
		await new Promise((resolve) => setTimeout(resolve, 2_000));
		expect(read).toBeGreaterThan(1);
		expect(read).toBeLessThan(20);
		take();
		await done;
		expect(read).toBe(40);
	});

	test("that fails is a bug, and not the fault of whoever wrote the lines", async () => {
		for (const part of ["bin", "dist"]) cpSync(part, join(folder, part), { recursive: true });
		writeFileSync(join(folder, "dist", "worker.cjs"), 'throw new Error("broken")');
		const lines = '{"answers":{"followed":"once"}}\n'.repeat(100_000);
		const at = join(folder, "bin", "stalk-check.js");
		const { exitCode, stderr } = await run(["batch", "--compact", "--jobs", "2"], lines, {}, at);
		expect(exitCode).toBe(1);
		expect(stderr).toMatch(/^stalk-check: this is a bug in stalk-check/);
		expect(stderr).toContain("broken");
	});
});
