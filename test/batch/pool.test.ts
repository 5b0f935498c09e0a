import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { batch } from "../../src/batch/batch";
import { MOST_LINES } from "../../src/batch/blocks";
import { type Lent, Pool } from "../../src/batch/pool";
import { Tally } from "../../src/batch/summary";
import { planOf } from "../../src/engine/plan";
import { run, temporaryFolder } from "../support/run";
import { small } from "../support/small";

const folder = temporaryFolder();
/** A file with the program of a thread. It can `answer` what it is asked with a text. */
function program(code: string): string {
	const file = join(folder, `${Math.random()}.cjs`);
	const given = `const { parentPort, threadId, workerData } = require("node:worker_threads");
const rooms = [];
parentPort.on("message", ({ slot, memory }) => {
	if (memory) rooms[slot] = { ...rooms[slot], ...memory };
});
const answer = (text, { slot }) => {
	const answer = { length: text.length, errors: "" };
	const room = rooms[slot];
	if (!room.results)
		answer.results = room.results = new Uint8Array(new SharedArrayBuffer(1_000_000));
	room.results.set(Buffer.from(text));
	parentPort.postMessage(answer);
};
const textOf = ({ slot, length }) => Buffer.from(rooms[slot].lines).toString("utf8", 0, length);
`;
	writeFileSync(file, given + code);
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
	output: (bytes: Uint8Array) => Promise<void> = async () => {},
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
		new Tally(plan),
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
		'let left = 1; parentPort.on("message", (asked) => { if (left-- === 0) throw new Error("broken"); answer("", asked); })',
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
describe("a thread", () => {
	test.each(faults)(
		"that %s ends the batch with what went wrong",
		async (_, code, says) => {
			const missing = join(folder, "missing.cjs");
			const file = code === "" ? missing : program(code);
			await expect(batchBy(file)).rejects.toThrow(says);
		},
	);

	test("that has ended is given nothing more to wait for", async () => {
		const pool = new Pool(program("process.exit()"), 1, plans, wish);
		await expect(pool.assess(block("a\n"))).rejects.toThrow(/ended/);
		await expect(pool.assess(block("b\n"))).rejects.toThrow(/ended/);
		await pool.close();
	});

	test("is ended whatever it is doing, when nobody takes the results", async () => {
		const file = program('parentPort.on("message", () => { for (;;); })');
		const pool = new Pool(file, 2, plans, wish);
		const done = pool.assess(block("a\n"));
		done.catch(() => {});
		await pool.close();
		await expect(done).rejects.toThrow(/ended/);
	});

	test("has the lines, the number of the first, and what is wanted", async () => {
		const file = program(
			'parentPort.on("message", (asked) => answer(JSON.stringify([textOf(asked), asked.first, workerData]), asked))',
		);
		const wish = { compact: true, place: "here" };
		const pool = new Pool(file, 1, plans, wish);
		const { bytes } = await pool.assess(block("a\nb\nc\n", 7));
		expect(JSON.parse(Buffer.from(bytes).toString())).toEqual([
			"a\nb\nc\n",
			7,
			JSON.parse(JSON.stringify({ plans, wish })),
		]);
		await pool.close();
	});

	test("is asked no more than the others, and more only when its results are let go of", async () => {
		const file = program(
			'parentPort.on("message", (asked) => answer(String(threadId), asked))',
		);
		const pool = new Pool(file, 3, plans, wish);
		expect(pool.isIdle()).toBe(true);
		const asked: Promise<Lent>[] = [];
		while (pool.hasRoom()) asked.push(pool.assess(block("a\n")));
		const all = await Promise.all(asked);
		expect(pool.hasRoom()).toBe(false);
		const times = new Map<string, number>();
		for (const { bytes } of all) {
			const thread = Buffer.from(bytes).toString();
			times.set(thread, (times.get(thread) ?? 0) + 1);
		}
		expect(times.size).toBe(3);
		expect(new Set(times.values()).size).toBe(1);
		all[0]?.letGo();
		expect(pool.hasRoom()).toBe(true);
		await pool.close();
	});

	test("is never given more lines than their results have room for", async () => {
		const file = program(
			'parentPort.on("message", (asked) => setTimeout(answer, 1, String(textOf(asked).split("\\n").length - 1), asked))',
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
			'parentPort.on("message", (asked) => answer("done", asked))',
		);
		const done = batchBy(
			file,
			async (bytes) => {
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

	test("writes over no results that have not been taken", async () => {
		const file = program(
			'parentPort.on("message", (asked) => answer(String(asked.first).padStart(9), asked))',
		);
		const soon = () => new Promise((resolve) => setTimeout(resolve, 3));
		async function* dripping() {
			yield* plenty();
			for (let i = 0; i < 100; i++) {
				await soon();
				yield Buffer.from('{"answers":{}}\n');
			}
		}
		const changed: [string, string][] = [];
		const output = async (bytes: Uint8Array) => {
			const before = Buffer.from(bytes).toString();
			if (before.length === 9) await soon();
			const after = Buffer.from(bytes).toString();
			if (after !== before) changed.push([before, after]);
		};
		await batchBy(file, output, dripping());
		expect(changed).toEqual([]);
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
