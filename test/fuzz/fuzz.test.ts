import { join } from "node:path";
import content from "virtual:content";
import { expect, test } from "vitest";
import { main } from "../../src/cli";
import { many } from "../support/random";
import { temporaryFolder } from "../support/run";
import { fuzzer } from "./fuzz";

const folder = temporaryFolder();
const fuzz = fuzzer(main, content, folder);
const roundsOf = (rounds: number) => ({ seed: 1, goOn: (round: number) => round < many(rounds) });

/** Rounds for each entry point; `npm run fuzz` runs as many as it is asked for. */
const inProcess: [only: string, rounds: number][] = [
	["response", 120],
	["file", 30],
	["batch", 6],
	["tables", 40],
	["dates", 80],
	["summaries", 60],
	["log", 30],
	["options", 120],
	["content", 15],
	["same", 1],
];

/** The program in a process of its own: a round mostly waits. */
const started: [only: string, rounds: number][] = [
	["keyboard", 4],
	["pipes", 4],
];

test.each(inProcess)(
	"hostile input by way of %s is understood or refused, and nothing else",
	async (only, rounds) => {
		const tally = await fuzz({ only, ...roundsOf(rounds) });
		const { inputs = 0, codes = {} } = tally[only] ?? {};
		expect(inputs).toBeGreaterThanOrEqual(rounds);
		// Else all of it is right.
		if (only === "same") return;
		// Some of it is right, and some is not.
		expect(codes[0]).toBeGreaterThan(inputs / 50);
		expect(codes[0]).toBeLessThan(inputs * 0.9);
	},
	120_000,
);

test.concurrent.each(started)(
	"hostile input by way of %s ends as it was stopped",
	async (only, rounds) => {
		const tally = await fuzzer(main, content, join(folder, only))({ only, ...roundsOf(rounds) });
		expect(tally[only]?.inputs).toBeGreaterThanOrEqual(rounds);
	},
	120_000,
);
