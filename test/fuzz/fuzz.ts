/** Throws hostile input at every way into the program, and judges what comes out by rules that hold for all of them. */
import {
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import {
	type Assessment,
	type Content,
	type Response,
	responseShape,
} from "../../src/content/schema";
import { readLog } from "../../src/incidents/read";
import type { Io } from "../../src/platform/io";
import { oracle } from "../support/oracle";
import { seeded } from "../support/spelt";
import { damaged, NASTIES, nastyResponses, picker, type Random } from "./nasty";

export type Main = (argv: string[], io: Io) => Promise<number>;
/** How many inputs each way in was given, and how often it ended with each code. */
export type Tally = Record<
	string,
	{ inputs: number; codes: Record<number, number> }
>;
type Ran = { argv: string[]; code: number; stdout: string; stderr: string };
/** Does one round, and gives how many inputs it had and how each ended. */
type Round = () => Promise<number[]>;

/**
 * All ways in, by name. A round is the same for the same `random` and nothing else. Files are made in `folder` only.
 */
export function entries(
	main: Main,
	content: Content,
	folder: string,
	random: Random,
): Record<string, Round> {
	const pick = picker(random);
	const chance = (of: number) => random() < of;
	const responses = nastyResponses(content, random);
	const understood = reader(content);
	const file = (name: string, bytes: Uint8Array) => {
		writeFileSync(join(folder, name), bytes);
		return join(folder, name);
	};
	const environment = () =>
		chance(0.8)
			? {}
			: Object.fromEntries(
					[
						"NO_COLOR",
						"FORCE_COLOR",
						"TERM",
						"ACCESSIBLE",
						"HOME",
						"LC_ALL",
						"NODE_ENV",
					]
						.filter(() => chance(0.5))
						.map((name) => [name, pick([...NASTIES, "0", "1", "dumb", "C"])]),
				);
	const runs = async (
		argv: string[],
		input: Uint8Array = Buffer.of(),
	): Promise<Ran> => {
		const ran = { argv, code: -1, stdout: "", stderr: "" };
		const io = {
			env: environment(),
			// Without a file, a batch would read what this program was given.
			isTerminal: (fd) => fd === 0 && argv.includes("batch"),
			readInput: (most) => Buffer.from(input.subarray(0, most)),
			write: (fd, text) => {
				ran[fd === 1 ? "stdout" : "stderr"] +=
					typeof text === "string" ? text : Buffer.from(text).toString();
			},
			isFile: () => true,
			input: () => fail("asked for a keyboard"),
			output: () => fail("asked for a screen"),
			errors: () => fail("asked for a screen"),
			cores: () => 1,
			columns: () => undefined,
			today: () => "2026-11-26",
			onStop: () => () => {},
		} satisfies Io;
		ran.code = await main(argv, io);
		judge(ran, io.env);
		return ran;
	};
	const judgeOne = (bytes: Buffer, { code, stdout, argv }: Ran) => {
		const response = understood(bytes);
		// An empty pipe is nobody to ask; an empty file is a wrong one.
		const blank = bytes.every((byte) => byte <= 0x20);
		const wanted = response ? 0 : blank && !argv[1]?.startsWith(folder) ? 5 : 3;
		if (code !== wanted) fail(`ended with ${code}, not ${wanted}`);
		if (response && argv[0] === "--json") agrees(JSON.parse(stdout), response);
	};

	const empty = join(folder, "out");
	const questions = join(folder, "questions");
	mkdirSync(empty, { recursive: true });
	cpSync("questions", questions, { recursive: true });
	cpSync("test/cases", join(questions, "cases"), { recursive: true });
	const parts = readdirSync(questions, {
		recursive: true,
		encoding: "utf8",
	}).filter((it) => it.endsWith(".json") && !/^(schema|cases)\b/.test(it));

	const table = readFileSync("test/fixtures/forty-incidents.csv");
	const { incidents } = readLog(content, table, {
		today: "2026-11-26",
		order: "day-first",
	});
	const entriesOf = incidents.map(({ when, time, what, note }) =>
		JSON.stringify({ date: when?.from, time, what, note }),
	);
	const logs = [
		table,
		Buffer.from(entriesOf.join("\n")),
		Buffer.from(`[${entriesOf.join()}]`),
	];

	return {
		async response() {
			const bytes = responses();
			const argv = pick([
				["--json"],
				["--json"],
				[],
				["compare", "--json"],
				["compare"],
				["assess", "-", "--json"],
			]);
			const ran = await runs(argv, bytes);
			judgeOne(bytes, ran);
			return [ran.code];
		},
		async file() {
			const bytes = responses();
			const ran = await runs(
				[
					"assess",
					file("response.json", bytes),
					pick(["--json", "--no-color"]),
				],
				bytes,
			);
			judgeOne(bytes, ran);
			return [ran.code];
		},
		async batch() {
			const lines = Array.from({ length: 64 }, () =>
				Buffer.from(responses().map((byte) => (byte === 0x0a ? 0x20 : byte))),
			);
			const all = Buffer.concat(
				lines.flatMap((it) => [it, Buffer.from(pick(["\n", "\n", "\r\n"]))]),
			);
			const ran = await runs([
				"batch",
				file("lines", all),
				...pick([["--compact"], [], ["--summary"]]),
				"--json",
			]);
			const results = ran.stdout.split("\n");
			if (results.pop() !== "" || results.length !== lines.length)
				fail(`gave ${results.length} results`);
			return lines.map((line, i) => {
				const result = JSON.parse(results[i] as string);
				const response = understood(line);
				if (
					response
						? "error" in result
						: result.line !== i + 1 || result.error.code !== "bad-answers"
				)
					fail(`line ${i + 1} came to ${results[i]?.slice(0, 200)}`);
				if (response) agrees(result, response);
				return response ? 0 : 3;
			});
		},
		async dates() {
			const [date, what] = [
				pick(DATES),
				pick(["followed", "followed; unwanted-contact"]),
			];
			const entry = { date, what, words: pick(NASTIES) };
			const log = pick([
				() => `date,what,words\n${date},${what},"a, b"\n`.repeat(3),
				() => `date;what\r\n${date};${what}\r\n`,
				() => JSON.stringify([entry, entry]),
				() => `${JSON.stringify(entry)}\n`.repeat(2),
				() => JSON.stringify({ incidents: [entry] }),
			])();
			const bytes = chance(0.5)
				? Buffer.from(log)
				: damaged(Buffer.from(log), random);
			const argv = ["--incidents", file("log", bytes), "--json"];
			const ran = await runs(argv, Buffer.from('{"answers":{}}'));
			if (![0, 3].includes(ran.code)) fail(`ended with ${ran.code}`);
			return [ran.code];
		},
		async summaries() {
			const { stderr } = await runs([
				"batch",
				file("lines", responses()),
				"--summary",
				"--json",
			]);
			const summary = Buffer.from(
				stderr.split("\n").find((it) => it.startsWith('{"format"')) ?? "{}",
			);
			const bytes = chance(0.2) ? summary : damaged(summary, random);
			const ran = await runs(
				["summarise", ...pick([["-"], ["-", "--json"], []])],
				bytes,
			);
			if (![0, 3].includes(ran.code)) fail(`ended with ${ran.code}`);
			return [ran.code];
		},
		async log() {
			const log = pick(logs);
			const bytes = chance(0.3) ? log : damaged(log, random);
			const name = file("log", bytes);
			const dates = pick([[], ["--dates", "day-first"]]);
			const format = ["--format", pick(["text", "json", "markdown", "html"])];
			const ran = await runs(
				pick([
					["log", "check", name, ...dates],
					["log", "check", name, "--json"],
					[
						"assess",
						"-",
						"--incidents",
						name,
						...dates,
						...format,
						...pick([[], ["--redact"]]),
					],
				]),
				Buffer.from('{"answers":{"followed":"once"}}'),
			);
			if (![0, 3].includes(ran.code)) fail(`ended with ${ran.code}`);
			if (
				format[1] === "html" &&
				/<(script|img|iframe|object|link)\b/i.test(ran.stdout)
			)
				fail("has an element that is not ours");
			return [ran.code];
		},
		async options() {
			const value = () =>
				pick([
					...NASTIES,
					"scotland",
					"json",
					"someone-else",
					"1",
					questions,
					folder,
				]);
			const words = [
				...[
					"assess",
					"batch",
					"summarise",
					"compare",
					"helplines",
					"traces",
					"definitions",
					"template",
				],
				...["log", "check", "markdown", "html", "day-first"],
				...["--incidents", "--dates", "--redact", "--force"],
				...[
					"schema",
					"completion",
					"complete",
					"help",
					"bash",
					"response",
					"ew-stalking",
					"--",
					"-",
				],
				...[
					"--json",
					"--format",
					"--place",
					"--for",
					"--need",
					"--system",
					"--exit-code",
					"--no-color",
				],
				...[
					"--plain",
					"--short",
					"--save",
					"--resume",
					"--compact",
					"--jobs",
					"--skip",
					"--summary",
				],
				...["--version", "--help", "-h", "--questions", "--today", "--cases"],
			];
			const argv = Array.from({ length: Math.floor(random() * 6) }, () =>
				pick([pick(words), pick(words), value(), `${pick(words)}=${value()}`]),
			);
			const output = chance(0.2) ? join(empty, pick(NASTIES)) : undefined;
			if (output) argv.push("--output", output);
			const ran = await runs(argv, responses());
			const made = readdirSync(empty);
			if (made.length > (ran.code === 1 || output === undefined ? 0 : 1))
				fail(`left ${made.join()}`);
			if (made.some((it) => it.endsWith(".part")))
				fail("left a part of a file");
			if (made.length > 0 && ![0, 3, 10, 20, 30].includes(ran.code))
				fail(`left ${made[0]} with ${ran.code}`);
			for (const name of made) rmSync(join(empty, name));
			return [ran.code];
		},
		async content() {
			const part = join(questions, pick(parts));
			const before = readFileSync(part);
			writeFileSync(part, damaged(before, random));
			try {
				const argv = pick([
					["assess", "-", "--json", "--questions", questions],
					["helplines", "--questions", questions],
					["template", "--questions", questions],
				]);
				const ran = await runs(argv, Buffer.from('{"answers":{}}'));
				return [ran.code];
			} finally {
				writeFileSync(part, before);
			}
		},
	};
}

/** Does rounds of one way in after another until told to stop. The number of a round is its seed. */
export async function fuzz(
	main: Main,
	content: Content,
	folder: string,
	{
		seed,
		only,
		goOn,
	}: {
		seed: number;
		only?: string | undefined;
		goOn(round: number, tally: Tally): boolean;
	},
): Promise<Tally> {
	let random = seeded(1);
	const all = entries(main, content, folder, () => random());
	const names = Object.keys(all).filter(
		(name) => only === undefined || name === only,
	);
	if (names.length === 0)
		throw new Error(`There is no "${only}"; there are ${Object.keys(all)}`);
	const tally: Tally = Object.fromEntries(
		names.map((name) => [name, { inputs: 0, codes: {} }]),
	);
	for (let round = 0; goOn(round, tally); round++)
		for (const name of names) {
			// Content takes many times as long as the others.
			if (name === "content" && only === undefined && round % 5 !== 0) continue;
			random = seeded(seed + round);
			try {
				const codes = (await all[name]?.()) ?? [];
				const so = tally[name] as Tally[string];
				so.inputs += codes.length;
				for (const code of codes) so.codes[code] = (so.codes[code] ?? 0) + 1;
			} catch (error) {
				throw new Error(
					`${(error as Error).message}\nAgain: npm run fuzz -- --only ${name} --seed ${seed + round} --rounds 1`,
					{
						cause: error,
					},
				);
			}
		}
	return tally;
}

function fail(why: string): never {
	throw new Error(why);
}

const DATES = [
	"2025-03-04",
	"4 March 2025",
	"2025-03",
	"31/12/2025",
	"2025-02-30",
];

/** Controls, and what changes direction or cannot be seen, but for the ends of lines. */
const ACTING = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Bold and back, inverse and back. */
const HEADINGS = ["1", "7", "22", "27"].map((it) => `\x1b[${it}m`);

/** What must be true however it was run. */
function judge({ argv, code, stdout, stderr }: Ran, env: Io["env"]) {
	const about = () =>
		`${JSON.stringify(argv)} ended with ${code}: ${JSON.stringify(stderr.slice(0, 600))}`;
	if (![0, 2, 3, 4, 5, 10, 20, 30].includes(code)) fail(`is a bug: ${about()}`);
	const out =
		env.FORCE_COLOR === undefined
			? stdout
			: HEADINGS.reduce((so, it) => so.replaceAll(it, ""), stdout);
	for (const text of [out, stderr])
		if (ACTING.test(text))
			fail(
				`acts on a terminal with ${JSON.stringify(ACTING.exec(text)?.[0])}: ${about()}`,
			);
	if (/^ +at .+:\d+:\d+|node:internal/m.test(stderr))
		fail(`shows its stack: ${about()}`);
	if (argv.includes("batch")) return;
	if (code >= 2 && code <= 5 && stdout !== "")
		fail(`gives a result with an error: ${about()}`);
	const json = argv.includes("--json");
	if (
		json &&
		code >= 2 &&
		code <= 5 &&
		typeof JSON.parse(stderr).error.code !== "string"
	)
		fail(`gives no code: ${about()}`);
	if (
		!json &&
		code >= 2 &&
		code <= 5 &&
		!/^(stalk-check: |\{"error":)/m.test(stderr)
	)
		fail(`gives no reason: ${about()}`);
	if (
		code === 0 &&
		argv.at(-1) === "--json" &&
		argv[0] !== "complete" &&
		!argv.includes("completion")
	) {
		try {
			JSON.parse(stdout);
		} catch {
			if (!/^(Usage|\d)/.test(stdout)) fail(`gives no JSON: ${about()}`);
		}
	}
}

/** Reads a response as somebody would who knows nothing of how the program does: with zod, and TypeScript's parser. */
function reader(content: Content): (bytes: Buffer) => Response | undefined {
	const shape = responseShape(content);
	const items = new Set(
		content.checklists.flatMap(({ items }) => items.map(({ id }) => id)),
	);
	return (bytes) => {
		if (bytes.length > 1 << 20) return undefined;
		try {
			const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
			const value = JSON.parse(text);
			if (!shape.safeParse(value).success) return undefined;
			// zod leaves out __proto__.
			if (!Object.keys(value.answers).every((id) => items.has(id)))
				return undefined;
			if (Object.hasOwn(value, "__proto__")) return undefined;
			return repeats(text) ? undefined : value;
		} catch {
			return undefined;
		}
	};
}

/** Whether an object of a response has a key twice. */
function repeats(text: string): boolean {
	const twice = (node: ts.Node | undefined): boolean => {
		if (!node || !ts.isObjectLiteralExpression(node)) return false;
		const all = node.properties as ts.NodeArray<ts.PropertyAssignment>;
		const names = all.map(({ name }) => (name as ts.StringLiteral).text);
		return (
			new Set(names).size < names.length ||
			all.some(({ initializer }) => twice(initializer))
		);
	};
	return twice(ts.parseJsonText("it.json", text).statements[0]?.expression);
}

/** Whether an assessment, whole or in brief, comes to what the oracle does. */
function agrees(
	assessment: Assessment & { results?: object },
	response: Response,
) {
	const expected: Record<string, string> = oracle(response);
	const given = Object.entries(
		assessment.results ??
			Object.fromEntries(
				assessment.verdicts.map((it) => [it.definition, it.result]),
			),
	);
	if (given.length === 0) fail("gave no result");
	for (const [id, result] of given)
		if (expected[id] !== result)
			fail(`${id} is ${result}, and ${expected[id]} by the oracle`);
	if ((assessment.ref ?? null) !== (response.ref ?? null))
		fail("gave another ref back");
}
