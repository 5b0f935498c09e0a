import { mkdirSync } from "node:fs";
import { join } from "node:path";
import content from "virtual:content";
import { expect, test } from "vitest";
import { main } from "../../src/cli";
import { many } from "../support/random";
import { temporaryFolder } from "../support/run";
import { fuzz } from "./fuzz";

const folder = temporaryFolder();

/** How many rounds of each way in; `npm run fuzz` goes on for as long as it is told to. */
const rounds: [only: string, rounds: number][] = [
	["response", 600],
	["file", 150],
	["batch", 40],
	["dates", 200],
	["summaries", 150],
	["log", 150],
	["options", 400],
	["content", 40],
];

test.each(rounds)(
	"hostile input by way of %s is understood or refused, and nothing else",
	async (only, rounds) => {
		const own = join(folder, only);
		mkdirSync(own);
		const goOn = (round: number) => round < many(rounds);
		const tally = await fuzz(main, content, own, { seed: 1, only, goOn });
		const { inputs = 0, codes = {} } = tally[only] ?? {};
		expect(inputs).toBeGreaterThanOrEqual(rounds);
		// Some of it is right, and some is not.
		expect(codes[0]).toBeGreaterThan(inputs / 50);
		expect(codes[0]).toBeLessThan(inputs * 0.9);
	},
	120_000,
);
