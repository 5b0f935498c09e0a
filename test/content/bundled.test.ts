import { createHash } from "node:crypto";
import {
	cpSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { areAlike, checksum, twinOf } from "../../src/content/bundled";
import { planOf } from "../../src/engine/plan";
import { many } from "../support/random";
import { jsonIn, run, temporaryFolder } from "../support/run";

describe("a file and its twin", () => {
	const even = fc
		.uint8Array({ minLength: 2, maxLength: 300 })
		.map((it) => Buffer.from(it.subarray(0, it.length - (it.length % 2))));
	const differ = (damage: (bytes: Buffer, at: number) => Buffer) =>
		fc.assert(
			fc.property(even, fc.nat(), fc.boolean(), (bytes, any, which) => {
				const twin = twinOf(bytes);
				const good = which ? bytes : twin;
				const damaged = damage(Buffer.from(good), any % (good.length - 1));
				fc.pre(!damaged.equals(good));
				const pair = which ? [damaged, twin] : [bytes, damaged];
				const [one, other] = pair as [Buffer, Buffer];
				expect(areAlike(one, other, bytes.length)).toBe(false);
			}),
			{ numRuns: many(2000) },
		);

	test("differ when one byte of either does", () => {
		differ((bytes, at) => {
			bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
			return bytes;
		});
	});
	test("differ when bytes of either are missing, or there are more", () => {
		differ((bytes, at) => bytes.subarray(0, at));
		differ((bytes, at) => bytes.subarray(at + 1));
		differ((bytes) => Buffer.concat([bytes, Buffer.alloc(2)]));
	});
	test("differ when two bytes of either change places", () => {
		differ((bytes, at) => {
			const [a, b] = [bytes[at] as number, bytes[at + 1] as number];
			bytes.set([b, a], at);
			return bytes;
		});
	});
	test("differ when the same word is replaced wherever it stands", () => {
		const bytes = Buffer.from('{"phone":"0808 802 0300"} ');
		const edited = (it: Buffer) =>
			Buffer.from(it.toString("latin1").replaceAll("0300", "0301"), "latin1");
		const twin = twinOf(bytes);
		expect(areAlike(edited(bytes), edited(twin), bytes.length)).toBe(false);
	});
	test("are alike as they were made, and of the length that is known", () => {
		fc.assert(
			fc.property(even, (bytes) => {
				expect(areAlike(bytes, twinOf(bytes), bytes.length)).toBe(true);
				expect(areAlike(bytes, twinOf(bytes), bytes.length + 2)).toBe(false);
			}),
		);
	});
});

describe("a checksum", () => {
	const differs = (damage: (bytes: Buffer, at: number) => Buffer | undefined) =>
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 2, maxLength: 300 }),
				fc.nat(),
				(given, any) => {
					const bytes = Buffer.from(given);
					const damaged = damage(Buffer.from(given), any % (bytes.length - 1));
					fc.pre(damaged !== undefined && !damaged.equals(bytes));
					expect(checksum(damaged as Buffer)).not.toBe(checksum(bytes));
				},
			),
			{ numRuns: many(2000) },
		);

	test("differs when one byte does", () => {
		differs((bytes, at) => {
			bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
			return bytes;
		});
	});
	test("differs when bytes are missing, from the end or the beginning", () => {
		differs((bytes, at) => bytes.subarray(0, at));
		differs((bytes, at) => bytes.subarray(at + 1));
	});
	test("differs when two bytes change places", () => {
		differs((bytes, at) => {
			const [a, b] = [bytes[at] as number, bytes[at + 1] as number];
			bytes.set([b, a], at);
			return bytes;
		});
	});
	test("differs when nothing is added but nothing", () => {
		differs((bytes) => Buffer.concat([Buffer.alloc(1), bytes]));
	});
	test("is the same for the same bytes, and there for none", () => {
		expect(checksum(Buffer.from("abc"))).toBe(checksum(Buffer.from("abc")));
		expect(checksum(Buffer.alloc(0))).toBe("1");
	});
});

const INPUT = '{"answers":{"followed":3}}';

describe.concurrent("a part of the program", () => {
	const folder = temporaryFolder();
	/** What is asked of the program, so that it reads each of the files beside it. */
	const uses: Record<string, string[]> = {
		"cases.json": ["check", "--json"],
		"plan.json": ["assess", "-", "--json"],
		"questions.json": ["definitions", "--json"],
		"signposts.json": ["helplines", "--json"],
		"traces.json": ["traces", "--json"],
	};
	const files = readdirSync("dist").filter((name) => name.endsWith(".json"));

	test("that is JSON is in this table", () => {
		expect(Object.keys(uses)).toEqual(files.sort());
	});

	test.each(Object.entries(uses))("%s is good as it is", async (_, args) => {
		const ran = await run(args, INPUT);
		expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
	});

	const replaced = (from: RegExp, to: string) => (text: string) => {
		expect(text).toMatch(from);
		return text.replace(from, to);
	};
	const damages: [
		how: string,
		damage: (text: string) => string | undefined,
		said: string,
	][] = [
		["with one letter changed", replaced(/e/, "a"), "was cut short or changed"],
		[
			"with a byte more at its end",
			(text) => `${text}\n`,
			"was cut short or changed",
		],
		["cut in half", (text) => text.slice(0, text.length / 2), "was cut short"],
		["that is empty", () => "", "was cut short or changed"],
		["that is other JSON", () => "{}", "was cut short or changed"],
		["that is not there", () => undefined, "it does not exist"],
	];
	const all = files.flatMap((file) =>
		damages.map(
			([how, ...rest]) =>
				[file, how, ...rest] as [string, ...(typeof damages)[0]],
		),
	);
	test.each(all)("%s %s is refused", async (file, how, damage, said) => {
		const copy = join(folder, `${file} ${how}`);
		for (const part of ["bin", "dist", "package.json"])
			cpSync(part, join(copy, part), { recursive: true });
		const program = join(copy, "bin/stalk-check.js");
		const args = uses[file] as string[];
		const path = join(copy, "dist", file);
		const damaged = damage(readFileSync(path, "utf8"));
		if (damaged === undefined) rmSync(path);
		else writeFileSync(path, damaged);
		const { exitCode, stdout, stderr } = await run(args, INPUT, {}, program);
		expect([exitCode, stdout]).toEqual([4, ""]);
		const { code, message } = JSON.parse(stderr).error;
		expect(code).toBe("bad-content");
		expect(message).toContain(path);
		expect(message).toContain(said);
		expect(message).toContain("Install stalk-check again");
	});
});

describe("the hash in results is that of what was built", () => {
	const { hash } = jsonIn("dist/plan.json");
	const { version, ...questions } = jsonIn("dist/questions.json");
	const { places, needs, signposts, checkedOn } = jsonIn("dist/signposts.json");
	const traces = jsonIn("dist/traces.json");

	test("worked out again from the files beside the program", async () => {
		const { answerSets, checklists, packs, signs, notes, words } = questions;
		const parts = {
			...{ version, answerSets, checklists, packs, signs, notes },
			...{ places, needs, signposts, words, traces },
		};
		const digest = createHash("sha256").update(JSON.stringify(parts));
		expect(hash).toBe(`sha256-${digest.digest("hex")}`);
		const input = '{"answers":{}}';
		for (const args of [["--json"], ["--json", "--for", "someone-else"]]) {
			const { content } = JSON.parse((await run(args, input)).stdout);
			expect(content.hash).toBe(hash);
		}
	});

	test("in the plan that starts use, and in the library", () => {
		const content = {
			...{ ...questions, version, checkedOn },
			...{ places, needs, signposts, traces },
		};
		expect(jsonIn("dist/plan.json")).toEqual(planOf(content));
		const library = createRequire(import.meta.url)(resolve("dist/index.cjs"));
		expect(JSON.parse(JSON.stringify(library.content))).toEqual(content);
	});
});
