/** Gives hostile input to every entry point of the program, and checks rules that hold for all output. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Assessment, Content, Response } from "../../src/content/schema";
import { assess } from "../../src/engine/assess";
import { readLog } from "../../src/incidents/read";
import { answerScreen, screensFor } from "../../src/interview/screens";
import { inertJson } from "../../src/platform/errors";
import type { Io } from "../../src/platform/io";
import { anyResponse } from "../support/random";
import { seeded } from "../support/response-lines";
import { mash, stall } from "./habits";
import { damaged, HOSTILE_STRINGS, hostileResponses, picker, type Random } from "./hostile-input";
import { checkRun, type FinishedRun, fail, oracleCheck, referenceReader } from "./judge";

const SLOW = ["content", "same", "keyboard", "pipes"];

export type Main = (argv: string[], io: Io) => Promise<number>;
/** For each entry point, the number of inputs and of each exit code. */
export type Tally = Record<string, { inputs: number; codes: Record<number, number> }>;
/** Runs one round. Returns an exit code for each input. */
type Round = () => Promise<number[]>;

/** The entry points by name. A round depends on `random` alone, and writes files in `folder` only. */
export function entryPoints(main: Main, content: Content, folder: string, random: Random): Record<string, Round> {
	const pick = picker(random);
	const chance = (probability: number) => random() < probability;
	const responses = hostileResponses(content, random);
	const readReference = referenceReader(content);
	const checkAgainstOracle = oracleCheck(content);
	const file = (name: string, bytes: Uint8Array) => {
		writeFileSync(join(folder, name), bytes);
		return join(folder, name);
	};
	const environment = () =>
		chance(0.8)
			? {}
			: Object.fromEntries(
					["NO_COLOR", "FORCE_COLOR", "TERM", "ACCESSIBLE", "HOME", "LC_ALL", "NODE_ENV"]
						.filter(() => chance(0.5))
						.map((name) => [name, pick([...HOSTILE_STRINGS, "0", "1", "dumb", "C"])]),
				);
	const runs = async (argv: string[], input: Uint8Array = Buffer.of()): Promise<FinishedRun> => {
		const ran: FinishedRun = { argv, code: -1, stdout: "", stderr: "" };
		const io = {
			env: environment(),
			// Without a file, a batch would read the standard input of the tests.
			isTerminal: (fd) => fd === 0 && argv.includes("batch"),
			readInput: (most) => Buffer.from(input.subarray(0, most)),
			write: (fd, text) => {
				ran[fd === 1 ? "stdout" : "stderr"] += typeof text === "string" ? text : Buffer.from(text).toString();
			},
			isFile: (fd) => fd === 1,
			input: () => fail("asked for a keyboard"),
			output: () => fail("asked for a screen"),
			errors: () => fail("asked for a screen"),
			cores: () => 1,
			columns: () => undefined,
			today: () => "2026-11-26",
			onStop: () => () => {},
			ignoreSignals: () => () => {},
		} satisfies Io;
		ran.code = await main(argv, io);
		checkRun(ran, io.env);
		return ran;
	};
	const checkResponse = (bytes: Buffer, { code, stdout, argv }: FinishedRun) => {
		const response = readReference(bytes);
		// An empty pipe is nobody to ask; an empty file is a wrong one.
		const blank = bytes.every((byte) => byte <= 0x20);
		const expected = response ? 0 : blank && !argv[1]?.startsWith(folder) ? 5 : 3;
		if (code !== expected) fail(`ended with ${code}, not ${expected}`);
		if (response && argv[0] === "--json") checkAgainstOracle(JSON.parse(stdout), response);
	};

	let sampled: Response[] | undefined;
	const places = [undefined, ...content.places.map(({ id }) => id)];
	/** A sample with some of the answers of another. */
	const any = (): Response => {
		// Not drawn from `random`: a round must not depend on those before it.
		sampled ??= fc.sample(anyResponse(content), { seed: 1, numRuns: 1000 });
		const [a, b] = [pick(sampled).answers, Object.entries(pick(sampled).answers)];
		const [share, place] = [random(), pick(places)];
		const answers = { ...a, ...Object.fromEntries(b.filter(() => random() < share)) };
		return { ...(place && { place }), ...(chance(0.2) && { for: "someone-else" as const }), answers };
	};

	const outputs = join(folder, "out");
	const questions = join(folder, "questions");
	mkdirSync(outputs, { recursive: true });
	cpSync("questions", questions, { recursive: true });
	cpSync("test/cases", join(questions, "cases"), { recursive: true });
	const parts = readdirSync(questions, {
		recursive: true,
		encoding: "utf8",
	}).filter((path) => path.endsWith(".json") && !/^(schema|cases)\b/.test(path));

	const table = readFileSync("test/fixtures/forty-incidents.csv");
	const { incidents } = readLog(content, table, {
		today: "2026-11-26",
		order: "day-first",
	});
	const incidentJson = incidents.map(({ when, time, what, note }) =>
		JSON.stringify({ date: when?.from, time, what, note }),
	);
	const logs = [table, Buffer.from(incidentJson.join("\n")), Buffer.from(`[${incidentJson.join()}]`)];

	return {
		async response() {
			const bytes = responses();
			const argv = pick([["--json"], ["--json"], [], ["compare", "--json"], ["compare"], ["assess", "-", "--json"]]);
			const ran = await runs(argv, bytes);
			checkResponse(bytes, ran);
			return [ran.code];
		},
		async file() {
			const bytes = responses();
			const ran = await runs(["assess", file("response.json", bytes), pick(["--json", "--no-color"])], bytes);
			checkResponse(bytes, ran);
			return [ran.code];
		},
		async batch() {
			const lines = Array.from({ length: 64 }, () =>
				Buffer.from(responses().map((byte) => (byte === 0x0a ? 0x20 : byte))),
			);
			const all = Buffer.concat(lines.flatMap((line) => [line, Buffer.from(pick(["\n", "\n", "\r\n"]))]));
			const ran = await runs(["batch", file("lines", all), ...pick([["--compact"], [], ["--summary"]]), "--json"]);
			const results = ran.stdout.split("\n");
			if (results.pop() !== "" || results.length !== lines.length) fail(`gave ${results.length} results`);
			return lines.map((line, i) => {
				const result = JSON.parse(results[i] as string);
				const response = readReference(line);
				if (response ? "error" in result : result.line !== i + 1 || result.error.code !== "bad-answers")
					fail(`line ${i + 1} came to ${results[i]?.slice(0, 200)}`);
				if (response) checkAgainstOracle(result, response);
				return response ? 0 : 3;
			});
		},
		/** A table that is whole gives the results that its answers have. Of one that is damaged, rows are right or wrong. */
		async tables() {
			const separator = pick([",", ";", "\t"]);
			const items = content.checklists.flatMap((checklist) => checklist.items.map(({ id }) => id));
			const responses = Array.from({ length: 16 }, any);
			const rows = responses.map(({ place, for: whom, answers }) => [
				...[place, whom, `"${pick(HOSTILE_STRINGS).replaceAll('"', '""').replaceAll("\0", "")}"`],
				...items.map((id) => answers[id]),
			]);
			const lines = [["place", "for", "notes", ...items], ...rows].map((cells) => cells.join(separator));
			const table = Buffer.from(lines.map((line) => line + pick(["\n", "\r\n"])).join(""));
			const bytes = chance(0.5) ? table : damaged(table, random);
			const ran = await runs(["batch", file("table", bytes), "--from", "csv", "--to", "ndjson", "--json"]);
			if (![0, 3].includes(ran.code) || (bytes === table && ran.code !== 0)) fail(`ended with ${ran.code}`);
			const results = ran.stdout
				.split("\n")
				.slice(0, -1)
				.map((line) => JSON.parse(line));
			if (bytes === table) for (const [i, response] of responses.entries()) checkAgainstOracle(results[i], response);
			return [ran.code];
		},
		async dates() {
			const [date, what] = [pick(DATES), pick(["followed", "followed; unwanted-contact"])];
			const entry = { date, what, words: pick(HOSTILE_STRINGS) };
			const log = pick([
				() => `date,what,words\n${date},${what},"a, b"\n`.repeat(3),
				() => `date;what\r\n${date};${what}\r\n`,
				() => JSON.stringify([entry, entry]),
				() => `${JSON.stringify(entry)}\n`.repeat(2),
			])();
			const bytes = chance(0.5) ? Buffer.from(log) : damaged(Buffer.from(log), random);
			const argv = ["--incidents", file("log", bytes), "--json"];
			const ran = await runs(argv, Buffer.from('{"answers":{}}'));
			if (![0, 3].includes(ran.code)) fail(`ended with ${ran.code}`);
			return [ran.code];
		},
		async summaries() {
			const { stderr } = await runs(["batch", file("lines", responses()), "--summary", "--json"]);
			const summary = Buffer.from(stderr.split("\n").find((line) => line.startsWith('{"format"')) ?? "{}");
			const bytes = chance(0.2) ? summary : damaged(summary, random);
			const ran = await runs(["summarise", ...pick([["-"], ["-", "--json"], []])], bytes);
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
					["assess", "-", "--incidents", name, ...dates, ...format, ...pick([[], ["--redact"]])],
				]),
				Buffer.from('{"answers":{"followed":"once"}}'),
			);
			if (![0, 3].includes(ran.code)) fail(`ended with ${ran.code}`);
			if (format[1] === "html" && /<(script|img|iframe|object|link)\b/i.test(ran.stdout))
				fail("has an element that is not ours");
			return [ran.code];
		},
		async options() {
			const value = () => pick([...HOSTILE_STRINGS, "scotland", "json", "someone-else", "1", questions, folder]);
			const words = [
				...["assess", "batch", "summarise", "compare", "helplines", "traces", "definitions", "template"],
				...["log", "check", "markdown", "html", "day-first"],
				...["--incidents", "--dates", "--redact", "--force"],
				...["schema", "completion", "complete", "help", "bash", "response", "ew-stalking", "--", "-"],
				...["--json", "--format", "--place", "--for", "--need", "--system", "--exit-code", "--no-color"],
				...[
					"--plain",
					"--short",
					"--full",
					"--accessible",
					"--all",
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
			const output = chance(0.2) ? join(outputs, pick(HOSTILE_STRINGS)) : undefined;
			if (output) argv.push("--output", output);
			const ran = await runs(argv, responses());
			const made = readdirSync(outputs);
			if (made.length > (ran.code === 1 || output === undefined ? 0 : 1)) fail(`left ${made.join()}`);
			if (made.some((name) => name.endsWith(".part"))) fail("left a part of a file");
			if (made.length > 0 && ![0, 3, 10, 20, 30].includes(ran.code)) fail(`left ${made[0]} with ${ran.code}`);
			for (const name of made) rmSync(join(outputs, name));
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
					["check", questions],
					["prove", questions],
				]);
				const ran = await runs(argv, Buffer.from('{"answers":{}}'));
				return [ran.code];
			} finally {
				writeFileSync(part, before);
			}
		},
		/** Answers given on screens, on a line of a batch, in a pipe and to the library come to the same, and to what the oracle says. */
		async same() {
			const given = Array.from({ length: 500 }, (_, i) => (i % 50 === 0 ? answeredOnScreens(content, random) : any()));
			const all = given.map((response) => `${JSON.stringify(response)}\n`).join("");
			const ran = await runs(["batch", file("lines", Buffer.from(all))]);
			const inBrief = await runs(["batch", file("lines", Buffer.from(all)), "--compact"]);
			const compact = inBrief.stdout.split("\n");
			const lines = ran.stdout.split("\n");
			for (const [i, response] of given.entries()) {
				const assessment = assess(content, response);
				if (lines[i] !== inertJson(assessment)) fail(`line ${i + 1} is not what the library says`);
				checkAgainstOracle(assessment, response);
				if (compact[i] !== inertJson(brief(assessment))) fail(`line ${i + 1} is another in brief`);
				if (i % 100 !== 0) continue;
				const piped = await runs(["--json"], Buffer.from(JSON.stringify(response)));
				if (piped.stdout !== `${inertJson(assessment, 2)}\n`) fail(`line ${i + 1} is not what a pipe gives`);
			}
			return given.map(() => 0);
		},
		keyboard: () => mash(content, folder, random),
		pipes: () => stall(Buffer.concat([responses(), Buffer.from(pick(["\n", "\n", ""]))]), random),
	};
}

/** What a compact assessment keeps of a whole one. */
function brief({ ref, place, urgent, summary, verdicts, fixation }: Assessment) {
	const results = Object.fromEntries(verdicts.map(({ definition, result }) => [definition, result]));
	return { ref, place, urgent, summary, results, fixation };
}

/** The answers of somebody who marks rows at random on every screen. */
function answeredOnScreens(content: Content, random: Random): Response {
	const pick = picker(random);
	let response: Response = { answers: {} };
	for (const { id } of content.screens) {
		const screen = screensFor(content, response).find((it) => it.id === id);
		if (!screen) continue;
		const share = random();
		const marked = screen.marks.length > 0 ? screen.rows.filter(() => random() < share) : [];
		const marks = Object.fromEntries(marked.map((row) => [row.id, pick(screen.marks).id]));
		response = answerScreen(content, response, screen, {
			id: pick([...screen.actions, ...(screen.marks.length > 0 ? [] : screen.rows)]).id,
			marks,
		});
	}
	return response;
}

type FuzzOptions = { seed: number; only?: string | undefined; goOn(round: number, tally: Tally): boolean };

/** Returns a function that runs rounds of each entry point in turn while `goOn` says so, one call at a time. */
export function fuzzer(main: Main, content: Content, folder: string): (options: FuzzOptions) => Promise<Tally> {
	let random = seeded(1);
	const all = entryPoints(main, content, folder, () => random());
	return (options) =>
		runRounds(all, options, (seed) => {
			random = seeded(seed);
		});
}

/** Runs the rounds. The seed of a round is `seed` and its number. */
async function runRounds(
	all: Record<string, Round>,
	{ seed, only, goOn }: FuzzOptions,
	reseed: (seed: number) => void,
): Promise<Tally> {
	const names = Object.keys(all).filter((name) => only === undefined || name === only);
	if (names.length === 0) throw new Error(`There is no "${only}"; there are ${Object.keys(all)}`);
	const tally: Tally = Object.fromEntries(names.map((name) => [name, { inputs: 0, codes: {} }]));
	for (let round = 0; goOn(round, tally); round++)
		for (const name of names) {
			// These take many times as long as any other.
			if (SLOW.includes(name) && only === undefined && round % 5 !== 0) continue;
			reseed(seed + round);
			try {
				const codes = (await all[name]?.()) ?? [];
				const count = tally[name] as Tally[string];
				count.inputs += codes.length;
				for (const code of codes) count.codes[code] = (count.codes[code] ?? 0) + 1;
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

const DATES = ["2025-03-04", "4 March 2025", "2025-03", "31/12/2025", "2025-02-30"];
